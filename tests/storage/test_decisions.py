"""What a person decides of an article holds at once, and whenever its page is judged again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Connection, text

from newsroom.article import Extracted, Verdict
from newsroom.decision import Decision
from newsroom.query import Everything
from storage import Archive, Explanation, Standing, open_archive
from storage.database import Database
from storage.upgrade import migrate
from tests.storage.samples import DAY, HOUR, IRRELEVANT, NOW, PARAGRAPHS, extracted, found, keep, same, source, verdict

BORDERLINE = verdict(relevant=False, borderline=True)
EDITED = extracted(paragraphs=(*PARAGRAPHS, "Đến cuối tháng, tỉnh có 4.357 tổ."))


def decision(*, relevant: bool, at: datetime = NOW + HOUR) -> Decision:
    return Decision(relevant, "Lan", at, "đã đọc kỹ")


def told(archive: Archive, article_id: int) -> Explanation:
    explained = archive.explain(article_id)
    assert explained is not None
    return explained


def in_search(archive: Archive) -> list[int]:
    return [hit.article.id for hit in archive.search(Everything()).hits]


def due(archive: Archive, at: datetime) -> list[tuple[str, bool]]:
    """The pages that a crawl would ask for now, and whether with validators."""
    errands = archive.frontier.assignment(source(), now=at, everything=False).errands
    return [(errand.found.key, bool(errand.validators)) for errand in errands]


# at once


def test_an_article_that_a_person_calls_irrelevant_leaves_search_and_story_and_keeps_its_text(archive: Archive) -> None:
    kept = keep(archive)
    assert archive.decisions.put(kept.article_id, decision(relevant=False)) is Standing.LEFT_OUT
    assert in_search(archive) == []
    assert archive.counts().stories == 0
    explained = told(archive, kept.article_id)
    assert [one.text for one in explained.revisions] == [extracted().text]
    assert explained.page_kept
    assert explained.decision == decision(relevant=False)
    assert explained.verdict is not None
    assert not explained.verdict.relevant
    assert explained.verdict.reason.startswith("người đọc quyết định: không liên quan; chương trình: liên quan (")


def test_it_is_no_longer_offered_as_a_look_alike_until_it_is_back(archive: Archive) -> None:
    kept = keep(archive)
    report = extracted(2, title="Bản tin khác", paragraphs=(*PARAGRAPHS, "Thêm một câu ở cuối bài cho khác."))
    assert archive.known(report).alike
    archive.decisions.put(kept.article_id, decision(relevant=False))
    assert archive.known(report).alike == ()
    archive.decisions.put(kept.article_id, decision(relevant=True))
    assert archive.known(report).alike


@pytest.mark.parametrize("way", ["decided otherwise", "taken back"])
def test_it_comes_back_into_the_story_it_was_in(archive: Archive, way: str) -> None:
    first = keep(archive)
    copy = keep(archive, extracted(1, key="baolam.vn#id=9", found=found(9), url="https://baolam.vn/9", source="baolam"))
    assert copy.story_id == first.story_id
    archive.decisions.put(copy.article_id, decision(relevant=False))
    archive.decisions.put(copy.article_id, decision(relevant=False))
    if way == "taken back":
        standing = archive.decisions.take_back(copy.article_id, now=NOW + DAY)
    else:
        standing = archive.decisions.put(copy.article_id, decision(relevant=True))
    assert standing is Standing.KEPT
    article = archive.article(copy.article_id)
    assert article is not None
    assert (article.story_id, article.story_size, article.text) == (first.story_id, 2, extracted().text)
    assert archive.check() == []


def test_an_article_alone_comes_back_into_its_old_story_too(archive: Archive) -> None:
    kept = keep(archive)
    archive.decisions.put(kept.article_id, decision(relevant=False))
    archive.decisions.put(kept.article_id, decision(relevant=True))
    assert in_search(archive) == [kept.article_id]
    article = archive.article(kept.article_id)
    assert article is not None
    assert article.story_id == kept.story_id


def test_nothing_can_be_taken_back_where_nobody_decided(archive: Archive) -> None:
    kept = keep(archive)
    assert archive.decisions.take_back(kept.article_id, now=NOW) is None
    assert archive.decisions.get(kept.article_id) is None


# an article without a text


def test_an_article_without_a_text_is_fetched_for_a_person_who_wants_it(archive: Archive) -> None:
    kept = keep(archive, verdict=IRRELEVANT)
    assert due(archive, NOW + HOUR) == []
    assert archive.decisions.put(kept.article_id, decision(relevant=True)) is Standing.WAITS
    assert due(archive, NOW + HOUR) == [(extracted().key, False)]
    assert in_search(archive) == []
    again = keep(archive, at=NOW + 2 * HOUR, verdict=IRRELEVANT)
    assert again.relevant
    assert in_search(archive) == [kept.article_id]
    assert told(archive, kept.article_id).revisions[0].text == extracted().text


def test_a_text_that_changed_while_the_article_was_left_out_is_fetched(archive: Archive) -> None:
    kept = keep(archive)
    archive.decisions.put(kept.article_id, decision(relevant=False))
    keep(archive, EDITED, at=NOW + 6 * HOUR)
    assert archive.decisions.put(kept.article_id, decision(relevant=True)) is Standing.WAITS
    keep(archive, EDITED, at=NOW + DAY)
    article = archive.article(kept.article_id)
    assert article is not None
    assert (article.text, article.story_id) == (EDITED.text, kept.story_id)


def test_a_page_that_was_fetched_for_a_person_joins_the_story_of_its_text(archive: Archive) -> None:
    first = keep(archive)
    copy = extracted(1, key="baolam.vn#id=9", found=found(9), url="https://baolam.vn/9", source="baolam")
    kept = keep(archive, copy, verdict=IRRELEVANT)
    archive.decisions.put(kept.article_id, decision(relevant=True))
    assert keep(archive, copy, at=NOW + DAY, verdict=IRRELEVANT).story_id == first.story_id


# when the page is judged again


@pytest.mark.parametrize("page", [extracted(), EDITED], ids=["the same page", "a revision"])
@pytest.mark.parametrize("relevant", [True, False])
def test_a_decision_holds_when_the_page_is_judged_again(archive: Archive, page: Extracted, *, relevant: bool) -> None:
    kept = keep(archive)
    archive.decisions.put(kept.article_id, decision(relevant=relevant))
    again = keep(archive, page, at=NOW + DAY, verdict=IRRELEVANT if relevant else verdict(score=20.0))
    assert again.relevant is relevant
    assert in_search(archive) == ([kept.article_id] if relevant else [])


def test_the_program_s_own_verdict_is_kept_and_holds_again_without_the_decision(archive: Archive) -> None:
    kept = keep(archive)
    archive.decisions.put(kept.article_id, decision(relevant=True))
    keep(archive, at=NOW + DAY, verdict=IRRELEVANT)
    assert in_search(archive) == [kept.article_id]
    assert archive.decisions.take_back(kept.article_id, now=NOW + DAY) is Standing.LEFT_OUT
    explained = told(archive, kept.article_id)
    assert (explained.decision, explained.verdict) == (None, IRRELEVANT)
    assert in_search(archive) == []


@pytest.mark.parametrize(("judged", "looked_at"), [(verdict(), False), (BORDERLINE, True)])
def test_of_those_left_out_only_borderline_ones_are_looked_at_again(
    archive: Archive, judged: Verdict, *, looked_at: bool
) -> None:
    kept = keep(archive, verdict=judged)
    archive.decisions.put(kept.article_id, decision(relevant=False))
    archive.unchanged(same(1, checked_at=NOW + 2 * HOUR))
    assert bool(due(archive, NOW + DAY)) is looked_at


# measuring


def test_decided_articles_are_handed_out_with_the_text_that_the_judge_reads(archive: Archive) -> None:
    whole = extracted(1, tags=("AI",), section="Xã hội", captions=("Ảnh lớp học.",), authors=("Lan",))
    kept, dropped = keep(archive, whole), keep(archive, extracted(2), verdict=IRRELEVANT)
    keep(archive, extracted(3))
    for article_id in (kept.article_id, dropped.article_id):
        archive.decisions.put(article_id, decision(relevant=False))
    one, other = archive.decisions.pages()
    assert (one.article_id, one.decision, other.extracted) == (kept.article_id, decision(relevant=False), None)
    assert one.extracted is not None
    names = ("title", "lead", "paragraphs", "captions", "tags", "section", "url", "key")
    assert [getattr(one.extracted, name) for name in names] == [getattr(whole, name) for name in names]


# migration


def rows(url: str, query: str) -> list[tuple[Any, ...]]:
    database = Database(url)
    found = database.read(lambda connection: [tuple(row) for row in connection.execute(text(query))])
    database.close()
    return found


def test_an_archive_of_before_keeps_its_verdicts_and_times(empty_url: str) -> None:
    database = Database(empty_url)
    moment = "'2026-11-22 01:00:00+00'" if not database.sqlite else "'2026-11-22 01:00:00.000000'"

    def of_before(connection: Connection) -> None:
        migrate(connection, now=NOW, to="0003")
        for number, relevant in ((1, "true"), (2, "false")):
            connection.execute(text(_ARTICLE.format(id=number, at=moment, relevant=relevant)))
            connection.execute(text(_VERDICT.format(id=number, at=moment)))

    database.write(of_before)
    database.close()
    open_archive(empty_url, now=NOW).close()
    assert rows(empty_url, "SELECT article_id, relevant FROM verdicts ORDER BY 1") == [(1, True), (2, False)]


_ARTICLE = (
    "INSERT INTO articles (id, key, url, source, title, sort_at, first_seen_at, fetched_at, updated_at, province,"
    " province_then, relevant, borderline, score, content_hash, text_hash, signature, relation, relation_why,"
    " revision, status) VALUES ({id}, 'k{id}', 'u{id}', 's', 't', {at}, {at}, {at}, {at}, '', '', {relevant}, false, 1,"
    " '', '', '', 'new', '', 1, 'current')"
)
_VERDICT = (
    "INSERT INTO verdicts (article_id, topic, judged_at, reason, facets, evidence)"
    " VALUES ({id}, 'cds', {at}, '', '[]', '[]')"
)
