"""Keeping one page: what is stored of it, and that it is stored once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from newsroom.article import Image
from newsroom.errors import FailureKind, WaitForOther
from newsroom.filing import Relation, RelationKind
from newsroom.query import Everything
from storage import Archive, Filters
from tests.storage.samples import (
    DAY,
    HOUR,
    IRRELEVANT,
    LEAD,
    NEW,
    NOW,
    PARAGRAPHS,
    TITLE,
    extracted,
    failure,
    filing,
    found,
    keep,
    poll,
    same,
    source,
    verdict,
)

BORDERLINE = verdict(relevant=False, borderline=True)


def test_a_relevant_article_is_read_back_as_it_was_filed(archive: Archive) -> None:
    page = extracted(
        captions=("Tổ công nghệ số ở bản Suối Tút.",), authors=("Văn Anh",), section="Xã hội", tags=("AI",)
    )
    kept = archive.keep(filing(page), now=NOW)
    article = archive.article(kept.article_id)
    assert article is not None
    assert (article.title, article.lead, article.captions) == (page.title, LEAD, page.captions)
    assert article.text == page.text
    assert article.text.startswith(PARAGRAPHS[0])
    assert (article.authors, article.section, article.tags) == (("Văn Anh",), "Xã hội", ("AI",))
    assert (article.outlet, article.province, article.status) == ("baosongma", "thanh-hoa", "current")
    assert article.published_at == page.published_at
    assert (article.facets, article.evidence) == (filing(page).verdict.facets, filing(page).verdict.evidence)
    assert (article.story_id, article.story_size, article.origin) == (kept.story_id, 1, True)


def test_the_raw_page_is_kept(archive: Archive) -> None:
    kept = archive.keep(filing(), now=NOW)
    page = archive.page(kept.article_id)
    assert page is not None
    assert (page.body, page.fetched_at) == (extracted().page, NOW)
    assert archive.counts().pages_bytes < len(page.body)


def test_times_come_back_in_utc_whatever_zone_they_were_told_in(archive: Archive) -> None:
    hanoi = timezone(timedelta(hours=7))
    kept = archive.keep(filing(extracted(published_at=datetime(2026, 11, 22, 1, 30, tzinfo=hanoi))), now=NOW)
    article = archive.article(kept.article_id)
    assert article is not None
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-11-21T18:30:00+00:00"


def test_an_irrelevant_article_keeps_its_verdict_but_not_its_text(archive: Archive) -> None:
    kept = archive.keep(filing(verdict=IRRELEVANT), now=NOW)
    assert (kept.relevant, kept.story_id) == (False, None)
    told = archive.explain(extracted().url)
    assert told is not None
    assert told.article is not None
    assert (told.article.title, told.article.text, told.article.lead) == (f"{TITLE} (1)", "", "")
    assert told.verdict == IRRELEVANT
    assert (told.page_kept, told.revisions, told.story) == (False, (), None)
    assert archive.search(Everything()).total == 0
    assert archive.search(Everything(), Filters(relevant=None)).total == 1


def test_a_borderline_article_keeps_its_raw_page_for_a_better_judge(archive: Archive) -> None:
    kept = archive.keep(filing(verdict=BORDERLINE), now=NOW)
    assert archive.page(kept.article_id) is not None
    assert archive.counts().relevant == 0


# once


def test_filing_the_same_page_twice_stores_it_once(archive: Archive) -> None:
    first = archive.keep(filing(), now=NOW)
    second = archive.keep(filing(), now=NOW + HOUR)
    assert (first.relation, second.relation) == (RelationKind.NEW, RelationKind.UNCHANGED)
    assert second.article_id == first.article_id
    counts = archive.counts()
    assert (counts.relevant, counts.stories, counts.pages, counts.revisions) == (1, 1, 1, 0)


def test_an_irrelevant_page_filed_twice_is_stored_once(archive: Archive) -> None:
    for _ in range(2):
        archive.keep(filing(verdict=IRRELEVANT), now=NOW)
    assert archive.counts().irrelevant == 1


def test_a_revision_filed_twice_is_one_revision(archive: Archive) -> None:
    keep(archive)
    known = archive.known(extracted()).by_key
    edited = filing(extracted(title="Nhan đề mới"), relation=Relation(RelationKind.REVISION, known))
    kept = [archive.keep(edited, now=NOW + HOUR) for _ in range(2)]
    assert [k.relation for k in kept] == [RelationKind.REVISION, RelationKind.UNCHANGED]
    assert [k.revision for k in kept] == [2, 2]


def test_the_same_address_under_two_links_is_one_article(archive: Archive) -> None:
    amp = found(99, url="https://amp.baosongma.vn/bai-viet-1.html")
    one = keep(archive)
    other = keep(archive, replace(extracted(), found=amp))
    assert (other.article_id, other.relation) == (one.article_id, RelationKind.UNCHANGED)
    told = archive.explain(one.article_id)
    assert told is not None
    assert {trail.url for trail in told.trails} == {amp.url, extracted().url}


# revisions


def test_a_changed_text_becomes_a_revision_and_the_old_one_stays_as_evidence(archive: Archive) -> None:
    first = keep(archive)
    edited = extracted(
        paragraphs=(PARAGRAPHS[0], "Số tổ công nghệ số cộng đồng được đính chính là 4.357.", *PARAGRAPHS[1:])
    )
    second = keep(archive, edited, at=NOW + HOUR)
    assert (second.article_id, second.relation, second.revision) == (first.article_id, RelationKind.REVISION, 2)
    article = archive.article(first.article_id)
    assert article is not None
    assert (article.status, article.text, article.updated_at) == ("revised", edited.text, NOW + HOUR)
    assert article.first_seen_at == NOW
    texts = archive.revisions(first.article_id)
    assert [(t.revision, t.text) for t in texts] == [(1, extracted().text), (2, edited.text)]
    assert archive.counts().pages == 2


def test_a_revision_without_a_date_keeps_the_date_it_had(archive: Archive) -> None:
    keep(archive)
    kept = keep(archive, extracted(title="Nhan đề mới", published_at=None), at=NOW + HOUR)
    article = archive.article(kept.article_id)
    assert article is not None
    assert article.published_at == extracted().published_at


def test_an_article_that_becomes_irrelevant_leaves_its_story_and_the_search(archive: Archive) -> None:
    keep(archive)
    kept = keep(archive, extracted(title="Lịch cắt điện"), at=NOW + HOUR, verdict=IRRELEVANT)
    assert (kept.relation, kept.relevant, kept.story_id) == (RelationKind.REVISION, False, None)
    assert archive.search(Everything()).total == 0
    assert archive.counts().stories == 0
    assert len(archive.revisions(kept.article_id)) == 1


def test_an_article_that_becomes_relevant_gets_its_text(archive: Archive) -> None:
    keep(archive, verdict=IRRELEVANT)
    kept = keep(archive, extracted(title="Số hoá tận bản"), at=NOW + HOUR)
    assert (kept.relation, kept.revision) == (RelationKind.REVISION, 2)
    assert [hit.article.title for hit in archive.search(Everything()).hits] == ["Số hoá tận bản"]


def test_the_same_text_judged_otherwise_follows_the_newer_judgement(archive: Archive) -> None:
    keep(archive, verdict=IRRELEVANT)
    kept = keep(archive, at=NOW + HOUR)
    assert (kept.relation, kept.relevant, kept.revision) == (RelationKind.UNCHANGED, True, 1)
    assert [hit.article.text for hit in archive.search(Everything()).hits] == [extracted().text]
    again = keep(archive, at=NOW + 2 * HOUR, verdict=IRRELEVANT)
    assert again.story_id is None
    assert archive.search(Everything()).total == 0


# the page is taken down


def test_one_404_says_nothing_two_withdraw_the_article_and_keep_the_evidence(archive: Archive) -> None:
    kept = keep(archive)
    archive.fail(failure(1, FailureKind.GONE, failed_at=NOW + HOUR, status=404))
    article = archive.article(kept.article_id)
    assert article is not None
    assert article.status == "current"
    due = archive.frontier.assignment(source(), now=NOW + 3 * HOUR, everything=False).errands
    assert [errand.found.key for errand in due] == [found(1).key]
    archive.fail(failure(1, FailureKind.GONE, failed_at=NOW + 3 * HOUR, status=410))
    article = archive.article(kept.article_id)
    assert article is not None
    assert (article.status, article.text) == ("withdrawn", extracted().text)
    assert archive.counts().withdrawn == 1
    assert archive.page(kept.article_id) is not None


@pytest.mark.parametrize(
    ("first", "second"), [(FailureKind.SOFT_404, FailureKind.SOFT_404), (FailureKind.GONE, FailureKind.SOFT_404)]
)
def test_a_not_found_page_with_status_200_counts_like_a_404(archive: Archive, first, second) -> None:
    kept = keep(archive)
    statuses = []
    for hours, kind in ((1, first), (2, second)):
        archive.fail(failure(1, kind, failed_at=NOW + hours * HOUR, status=200))
        statuses.append(archive.article(kept.article_id).status)
    assert statuses == ["current", "withdrawn"]
    told = archive.explain(kept.article_id)
    assert (told.withdrawn_at, told.trails[0].http_status) == (NOW + 2 * HOUR, 200)
    assert told.revisions


@pytest.mark.parametrize("back", ["unchanged", "the same page", "another page"])
def test_a_withdrawn_article_can_come_back(archive: Archive, back: str) -> None:
    kept = keep(archive)
    for hours in (1, 3):
        archive.fail(failure(1, FailureKind.GONE, failed_at=NOW + hours * HOUR))
    if back == "unchanged":
        archive.unchanged(same(1, checked_at=NOW + DAY))
    else:
        keep(archive, extracted(title="Nhan đề mới") if back == "another page" else None, at=NOW + DAY)
    article = archive.article(kept.article_id)
    assert article is not None
    assert article.status == ("revised" if back == "another page" else "current")


def test_other_failures_leave_a_known_article_as_it_is(archive: Archive) -> None:
    kept = keep(archive)
    for kind in (FailureKind.NETWORK, FailureKind.BARRED, FailureKind.BARRED, FailureKind.EMPTY, FailureKind.HTTP):
        archive.fail(failure(1, kind, failed_at=NOW + HOUR))
    told = archive.explain(kept.article_id)
    assert told is not None
    assert told.article is not None
    assert told.article.status == "current"
    assert (told.trails[0].state, told.trails[0].outcome) == ("done", "http")


def test_a_page_nobody_listed_can_be_filed_and_fail(archive: Archive) -> None:
    keep(archive, extracted(5))
    archive.fail(failure(6))
    assert archive.counts().frontier == {"done": 1, "failed": 1}


# what a comparison is told


def test_known_gives_the_article_of_the_address_and_those_of_the_same_text(archive: Archive) -> None:
    original = keep(archive, extracted(1))
    copy = extracted(1, key="baolam.vn#id=9", found=found(9), url="https://baolam.vn/9.html", source="baolam")
    keep(archive, copy, at=NOW + HOUR)
    known = archive.known(copy)
    assert known.by_key is not None
    assert (known.by_key.source, known.by_key.lead, known.by_key.relevant) == ("baolam", LEAD, True)
    assert [article.id for article in known.same_text] == [original.article_id]
    assert archive.known(extracted(77)).by_key is None


def test_an_irrelevant_article_is_known_too(archive: Archive) -> None:
    keep(archive, verdict=IRRELEVANT)
    known = archive.known(extracted()).by_key
    assert known is not None
    assert (known.relevant, known.lead, known.story_id) == (False, "", None)


# hostile text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("một\x00hai", id="NUL"),
        pytest.param("một\ud800hai", id="lone surrogate"),
        pytest.param("\u202egnư\u0301c", id="bidi and marks"),
        pytest.param("x" * 1_000_000, id="one word of a megabyte"),
        pytest.param("chuyển đổi số " * 80_000, id="a megabyte of words"),
        pytest.param(" ".join(f"{n:x}ệ" * 12 for n in range(16_000)), id="sixteen thousand long words"),
        pytest.param("a'b\"c\\d:1A <-> !e & | ( ) * :*", id="syntax of both engines"),
    ],
)
def test_any_text_is_stored_and_comes_back_the_same_on_both_engines(archive: Archive, text: str) -> None:
    image = (Image("https://baosongma.vn/a.jpg", text),)
    page = extracted(
        title=text, lead=text, paragraphs=(text,), captions=(text,), tags=(text,), authors=(text,), images=image
    )
    kept = archive.keep(filing(page, verdict=verdict(reason=text)), now=NOW)
    article = archive.article(kept.article_id)
    assert article is not None
    expected = text.replace("\x00", "").replace("\ud800", "\ufffd")
    assert (article.title, article.text, article.captions) == (expected, expected, (expected,))
    assert archive.keep(filing(page), now=NOW).relation is RelationKind.UNCHANGED


def test_a_time_without_a_zone_is_a_mistake_of_ours(archive: Archive) -> None:
    with pytest.raises(StatementError, match="without a zone"):
        archive.frontier.record(poll([found(1, published_at=datetime(2026, 1, 1))]))  # noqa: DTZ001
    assert archive.counts().frontier == {}


# fencing


def test_a_write_with_a_lost_lease_is_refused_and_changes_nothing(archive: Archive) -> None:
    minute = timedelta(minutes=1)
    stale = archive.leases.acquire("crawl", holder="one/1", ttl=minute, now=NOW)
    archive.keep(filing(extracted(1), relation=NEW), now=NOW, lease=stale)
    archive.leases.acquire("crawl", holder="two/2", ttl=minute, now=NOW + HOUR)
    for write in (
        lambda: archive.keep(filing(extracted(2)), now=NOW + HOUR, lease=stale),
        lambda: archive.fail(failure(2), lease=stale),
        lambda: archive.unchanged(same(1), lease=stale),
    ):
        with pytest.raises(WaitForOther, match="two/2 holds it now"):
            write()
    assert archive.counts().frontier == {"done": 1}
