"""Every relevant article is in exactly one story; copies are in that of their original."""

from __future__ import annotations

from newsroom.filing import Relation, RelationKind
from storage import Archive
from tests.storage.samples import DAY, HOUR, IRRELEVANT, NOW, extracted, filing, found, keep

PAPERS = ("baosongma", "baolam", "baonui")


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
