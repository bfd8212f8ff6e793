"""Every relevant article is in exactly one story; copies are in that of their original."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from newsroom.duplicates import fingerprint
from newsroom.errors import FixConfiguration
from newsroom.filing import Relation, RelationKind
from newsroom.pieces import Piece
from storage import Archive, open_archive, traces
from storage.database import Database
from storage.schema import traces as table
from storage.upgrade import migrate
from tests.newsroom.pair_set import own_pairs
from tests.storage.samples import DAY, HOUR, IRRELEVANT, NOW, extracted, filing, found, keep

PAPERS = ("baosongma", "baolam", "baonui")
OTHER = {
    "title": "Kho bạc tỉnh bỏ hẳn chứng từ giấy",
    "lead": "",
    "paragraphs": ("Từ đầu quý, mọi khoản chi đều ký số.",),
}
THIRD = {"title": "Bến xe bán vé điện tử", "lead": "", "paragraphs": ("Hành khách quét mã để lên xe ở 12 bến.",)}


def copy(paper: int, *, hours: int = 0):
    """The same text in another paper, published `hours` after the first one."""
    key = f"{PAPERS[paper]}.vn#id=1"
    link = found(1, key=key, url=f"https://{PAPERS[paper]}.vn/1.html", source=PAPERS[paper])
    published = NOW - DAY + hours * HOUR
    return extracted(1, found=link, key=key, url=link.url, source=PAPERS[paper], published_at=published)


def members(archive: Archive, story_id: int | None) -> list[tuple[str, str, bool]]:
    assert story_id is not None
    story = archive.stories.get(story_id)
    assert story is not None
    return [(member.source, member.relation, member.origin) for member in story.members]


def test_copies_join_the_story_of_their_original(archive: Archive) -> None:
    kept = [keep(archive, copy(n, hours=n)) for n in range(3)]
    assert [k.relation for k in kept] == [RelationKind.NEW, RelationKind.COPY, RelationKind.COPY]
    assert len({k.story_id for k in kept}) == 1
    assert members(archive, kept[0].story_id) == [
        ("baosongma", "new", True),
        ("baolam", "copy", False),
        ("baonui", "copy", False),
    ]
    shown = [archive.article(k.article_id) for k in kept]
    assert [(a.story_size, a.origin) for a in shown if a] == [(3, True), (3, False), (3, False)]


def test_the_origin_is_the_earliest_even_if_it_is_seen_last(archive: Archive) -> None:
    kept = [keep(archive, copy(0, hours=5)), keep(archive, copy(1, hours=2))]
    assert kept[0].story_id == kept[1].story_id
    assert members(archive, kept[0].story_id) == [("baolam", "copy", True), ("baosongma", "new", False)]


def test_without_dates_the_first_seen_is_the_origin(archive: Archive) -> None:
    for n in range(2):
        page = copy(n)
        kept = keep(
            archive, extracted(1, **{f: getattr(page, f) for f in ("found", "key", "url", "source")}, published_at=None)
        )
    assert [origin for *_, origin in members(archive, kept.story_id)] == [True, False]


def test_other_texts_have_stories_of_their_own(archive: Archive) -> None:
    one, other = keep(archive, extracted(1)), keep(archive, extracted(2))
    assert one.story_id != other.story_id


def test_a_copy_of_an_irrelevant_article_begins_a_story(archive: Archive) -> None:
    keep(archive, copy(0), verdict=IRRELEVANT)
    kept = keep(archive, copy(1, hours=1))
    assert kept.relation is RelationKind.COPY
    assert members(archive, kept.story_id) == [("baolam", "copy", True)]


def test_another_text_about_the_same_event_can_join(archive: Archive) -> None:
    first = keep(archive, extracted(1))
    original = archive.known(extracted(1)).by_key
    second = archive.keep(filing(extracted(2), relation=Relation(RelationKind.SAME_STORY, original)), now=NOW)
    assert second.story_id == first.story_id


def test_a_story_keeps_its_number_when_its_origin_leaves(archive: Archive) -> None:
    kept = [keep(archive, copy(n, hours=n)) for n in range(2)]
    edited = extracted(1, **{f: getattr(copy(0), f) for f in ("found", "key", "url", "source")}, title="Lịch cắt điện")
    keep(archive, edited, at=NOW + HOUR, verdict=IRRELEVANT)
    assert members(archive, kept[0].story_id) == [("baolam", "copy", True)]


def test_a_revision_stays_in_its_story(archive: Archive) -> None:
    kept = [keep(archive, copy(n, hours=n)) for n in range(2)]
    page = copy(1, hours=1)
    edited = extracted(1, **{f: getattr(page, f) for f in ("found", "key", "url", "source")}, title="Nhan đề mới")
    again = keep(archive, edited, at=NOW + HOUR)
    assert (again.relation, again.story_id) == (RelationKind.REVISION, kept[0].story_id)


def test_an_unknown_story_is_none(archive: Archive) -> None:
    assert archive.stories.get(12345) is None


# look-alikes: edited copies and reports of one event, found by the index


def told(number: int, piece: Piece, **changes: object):
    """A page with a text of its own, in a paper of its own."""
    key, name = f"bao{number}.vn#id=1", f"bao{number}"
    link = found(number, key=key, url=f"https://{name}.vn/1.html", source=name)
    lines = tuple(line for line in piece.text.split("\n") if line)
    page = extracted(number, found=link, key=key, url=link.url, source=name, title=piece.title, lead="")
    return replace(page, paragraphs=lines, published_at=piece.published_at, **changes)


def pairs(relation: str, kind: str = ""):
    return [pair for pair in own_pairs() if pair.relation == relation and pair.kind.startswith(kind)]


def test_an_edited_copy_joins_the_story_of_its_original_and_says_why(archive: Archive) -> None:
    pair = next(iter(pairs("same-article", "edited and cut")))
    first, second = keep(archive, told(1, pair.a)), keep(archive, told(2, pair.b))
    assert (second.relation, second.story_id) == (RelationKind.COPY, first.story_id)
    explained = archive.explain(second.article_id)
    assert explained is not None
    assert re.search(r"trùng \d+% lời văn: bao1 \(https://bao1\.vn/1\.html", explained.relation_why)
    assert explained.relation_of == "https://bao1.vn/1.html"


def test_the_index_finds_copies_and_reports_of_one_event_and_nothing_else(archive: Archive) -> None:
    wanted = [*pairs("same-article")[::7], *pairs("same-event")[::3], *pairs("different")[::11]]
    wrong = []
    for number, pair in enumerate(wanted):
        apart = timedelta(days=40 * number)  # pairs do not meet each other
        a, b = (replace(p, published_at=p.published_at and p.published_at + apart) for p in (pair.a, pair.b))
        kept = [keep(archive, told(2 * number + n, piece), at=NOW + apart) for n, piece in enumerate((a, b))]
        if (kept[0].story_id == kept[1].story_id) != (pair.relation != "different"):
            wrong.append((pair.kind, pair.relation, kept[1].relation))
    assert wrong == [], f"{len(wrong)} of {len(wanted)}"


def test_three_reports_of_one_event_are_one_story(archive: Archive) -> None:
    reports = {id(piece): piece for pair in pairs("same-event", "event chuyen-doi") for piece in (pair.a, pair.b)}
    kept = [keep(archive, told(number, piece)) for number, piece in enumerate(dict.fromkeys(reports.values()))]
    assert len(kept) == 3
    assert {k.story_id for k in kept} == {kept[0].story_id}


def test_an_irrelevant_article_is_not_looked_for(archive: Archive) -> None:
    pair = next(iter(pairs("same-article", "edited and cut")))
    keep(archive, told(1, pair.a), verdict=IRRELEVANT)
    assert keep(archive, told(2, pair.b)).relation is RelationKind.NEW


def test_a_revised_text_is_found_by_its_new_words_only(archive: Archive) -> None:
    old, new = pairs("same-article", "edited and cut")[0], pairs("same-article", "edited and cut")[3]
    first = keep(archive, told(1, old.a))
    keep(archive, told(1, new.a), at=NOW + HOUR)
    assert keep(archive, told(2, old.b)).relation is RelationKind.NEW
    assert keep(archive, told(3, new.b)).story_id == first.story_id


def test_an_article_that_shows_two_stories_to_be_one_merges_them(archive: Archive) -> None:
    pair = next(iter(pairs("same-article", "edited and cut")))
    first, apart = keep(archive, told(1, pair.a)), keep(archive, told(2, pair.b), verdict=IRRELEVANT)
    archive.keep(
        filing(told(2, pair.b), relation=Relation(RelationKind.NEW)), now=NOW
    )  # judged anew: a story of its own
    told_apart = archive.explain(apart.article_id)
    assert told_apart is not None
    assert told_apart.story is not None
    assert told_apart.story.id != first.story_id
    third = keep(archive, told(3, Piece(pair.a.title, pair.a.text.rpartition("\n")[0], "", pair.b.published_at)))
    assert third.story_id == first.story_id
    assert [name for name, *_ in members(archive, told_apart.story.id)] == ["bao1", "bao2", "bao3"]


# origin


def test_the_newspaper_that_is_credited_is_the_origin_even_if_its_own_article_came_later(archive: Archive) -> None:
    reprint = archive.keep(filing(copy(1), credited_to="baosongma"), now=NOW)
    own = keep(archive, copy(0, hours=3))
    assert reprint.story_id == own.story_id
    assert members(archive, own.story_id) == [("baolam", "new", False), ("baosongma", "copy", True)]


# merging and splitting by hand


def test_a_story_that_was_merged_away_still_leads_to_its_articles(archive: Archive) -> None:
    one, other = keep(archive, extracted(1)), keep(archive, extracted(2, **OTHER))
    assert one.story_id != other.story_id
    merged = archive.stories.merge(other.story_id, one.story_id)
    assert (merged.id, merged.merged) == (one.story_id, (other.story_id,))
    assert members(archive, other.story_id) == members(archive, one.story_id)
    article = archive.article(other.article_id)
    assert article is not None
    assert (article.story_id, article.story_size) == (one.story_id, 2)


def test_ids_lead_through_two_merges(archive: Archive) -> None:
    ids = [keep(archive, extracted(n, **(OTHER if n == 2 else THIRD if n == 3 else {}))).story_id for n in (1, 2, 3)]
    archive.stories.merge(ids[1], ids[2])
    archive.stories.merge(ids[2], ids[0])
    assert {story.id for story in map(archive.stories.get, ids) if story} == {ids[0]}


def test_a_story_can_be_split_and_both_halves_know_their_origin(archive: Archive) -> None:
    kept = [keep(archive, copy(n, hours=n)) for n in range(3)]
    apart = archive.stories.split(kept[0].story_id, [kept[2].article_id], now=NOW)
    assert apart.id != kept[0].story_id
    assert members(archive, apart.id) == [("baonui", "copy", True)]
    assert [name for name, *_ in members(archive, kept[0].story_id)] == ["baosongma", "baolam"]
    assert archive.counts().stories == 2


@pytest.mark.parametrize("leaving", [[], [1], [99]], ids=["none", "all", "strangers"])
def test_a_split_that_makes_no_sense_is_refused(archive: Archive, leaving: list[int]) -> None:
    kept = keep(archive)
    with pytest.raises(FixConfiguration, match="cannot be split"):
        archive.stories.split(kept.story_id, leaving, now=NOW)


def test_an_unknown_story_cannot_be_merged(archive: Archive) -> None:
    kept = keep(archive)
    with pytest.raises(FixConfiguration, match="no story 99"):
        archive.stories.merge(kept.story_id, 99)


def test_a_story_that_lost_its_articles_is_empty_but_there(archive: Archive) -> None:
    kept = keep(archive)
    keep(archive, extracted(title="Lịch cắt điện"), at=NOW + HOUR, verdict=IRRELEVANT)
    story = archive.stories.get(kept.story_id)
    assert story is not None
    assert story.members == ()
    assert archive.counts().stories == 0


# two writers


def test_two_writers_who_bring_one_text_at_the_same_time_make_one_story(archive: Archive) -> None:
    pages = [copy(0), copy(1, hours=1)]
    filings = [filing(page) for page in pages]  # both compared before either was filed: nothing is known
    kept = [archive.keep(one, now=NOW) for one in filings]
    assert [k.relation for k in kept] == [RelationKind.NEW, RelationKind.COPY]
    assert kept[0].story_id == kept[1].story_id


def test_many_writers_at_once_make_one_story(url: str, archive: Archive) -> None:
    def bring(number: int) -> int | None:
        key = f"bao{number}.vn#id=1"
        link = found(1, key=key, url=f"https://bao{number}.vn/1.html", source=f"bao{number}")
        page = extracted(1, found=link, key=key, url=link.url, source=link.source)
        with open_archive(url, now=NOW, upgrade=False) as own:
            return own.keep(filing(page), now=NOW).story_id

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(bring, range(4)))) == 1
    assert archive.counts().stories == 1


# the index


def test_a_trace_that_is_full_gives_up_its_oldest_article(database: Database, archive: Archive) -> None:
    ids = [keep(archive, extracted(n, **OTHER), verdict=IRRELEVANT).article_id for n in range(1, traces.FULL + 6)]
    for article_id in ids:
        database.write(lambda connection, article_id=article_id: traces.add(connection, article_id, [7]))
    held = database.read(lambda connection: connection.execute(select(table.c.article_id)).scalars().all())
    assert sorted(held) == ids[-traces.FULL :]


# archives from before


def test_an_archive_from_before_look_alikes_keeps_its_articles_and_finds_verbatim_copies(empty_url: str) -> None:
    old = Database(empty_url)
    old.write(lambda connection: migrate(connection, now=NOW, to="0001"))
    mark = fingerprint(copy(0))
    old.write(lambda connection: connection.execute(text(ARTICLE_OF_0001), {"text": mark.text, "now": f"{NOW:%F %T}"}))
    old.write(lambda connection: connection.execute(text(STORY_OF_0001), {"now": f"{NOW:%F %T}"}))
    old.write(lambda connection: connection.execute(text("UPDATE articles SET story_id = 1")))
    old.close()
    with open_archive(empty_url, now=NOW) as archive:
        kept = keep(archive, copy(1, hours=1))
        assert kept.relation is RelationKind.COPY
        assert members(archive, 1)[0] == ("baosongma", "new", True)


ARTICLE_OF_0001 = """
    INSERT INTO articles (id, key, url, source, title, first_seen_at, fetched_at, updated_at, sort_at, province, province_then,
        relevant, borderline, score, content_hash, text_hash, signature, relation, relation_why, revision, status)
    VALUES (1, 'k', 'https://baosongma.vn/1.html', 'baosongma', 'Nhan đề', :now, :now, :now, '2026-01-01 00:00:00', '', '',
        true, false, 9.0, '', :text, '', 'new', '', 1, 'current')
"""
STORY_OF_0001 = "INSERT INTO stories (id, created_at, origin_id, size) VALUES (1, :now, 1, 1)"
