"""Stories: every relevant article is in exactly one; copies and reports of the same event are in that of their original.

An id of a story never stops leading somewhere: a story that became part of another names it, and one that lost its
members is empty.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from newsroom.credits import Candidate, origin
from newsroom.errors import FixConfiguration
from newsroom.filing import Filing, Relation, RelationKind
from storage.database import Database
from storage.schema import articles, stories

_NEW = insert(stories).returning(stories.c.id)
_SET = update(articles).where(articles.c.id == bindparam("article"))
_MEMBERS = select(articles).where(articles.c.story_id == bindparam("story")).order_by(articles.c.sort_at, articles.c.id)
_JOINING = frozenset({RelationKind.COPY, RelationKind.SAME_STORY})


@dataclass(frozen=True, slots=True)
class Member:
    """One article of a story, with how it came to be in it (a RelationKind value)."""

    article_id: int
    url: str
    source: str
    title: str
    published_at: datetime | None
    first_seen_at: datetime
    relation: str
    origin: bool


@dataclass(frozen=True, slots=True)
class Story:
    """Members in the order of their publication; see `newsroom.credits.origin` for which is the origin.

    `merged` are the ids of stories that became part of this one.
    """

    id: int
    created_at: datetime
    members: tuple[Member, ...]
    merged: tuple[int, ...] = ()


class Stories:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, story_id: int) -> Story | None:
        """The story of an id, or the one it became part of; None if there never was such a story."""
        return self._database.read(lambda connection: read(connection, story_id))

    def merge(self, one: int, other: int) -> Story:
        """Make one story of two; the older id stays. FixConfiguration if there is no such story."""

        def work(connection: Connection) -> Story:
            kept = merge(connection, {_known(connection, one).id, _known(connection, other).id})
            return _known(connection, kept)

        return self._database.write(work)

    def split(self, story_id: int, article_ids: Collection[int], *, now: datetime) -> Story:
        """Take articles out of a story into a new one of their own, which is returned.

        FixConfiguration for articles that are not in the story, for none, and for all of them.
        """
        return self._database.write(lambda connection: _split(connection, story_id, set(article_ids), now))


def read(connection: Connection, story_id: int) -> Story | None:
    row = connection.execute(select(stories).where(stories.c.id == story_id)).one_or_none()
    if row is not None and row.merged_into is not None:
        row = connection.execute(select(stories).where(stories.c.id == row.merged_into)).one()
    if row is None:
        return None
    members = tuple(
        Member(
            one.id,
            one.url,
            one.source,
            one.title,
            one.published_at,
            one.first_seen_at,
            one.relation,
            one.id == row.origin_id,
        )
        for one in connection.execute(_MEMBERS, {"story": row.id})
    )
    merged = connection.scalars(select(stories.c.id).where(stories.c.merged_into == row.id).order_by(stories.c.id))
    return Story(row.id, row.created_at, members, tuple(merged))


def place(
    connection: Connection, article_id: int, filing: Filing, current: int | None, *, text_id: int | None, now: datetime
) -> int | None:
    """Put an article in the story it belongs to, out of any if it is irrelevant, and set its text with it.

    `current` is the story it is in. Returns the story it is in now.
    """
    wanted, alone = None, False
    if filing.verdict.relevant:
        wanted = current if current is not None else _story_of_original(connection, filing.relation)
        if wanted is None:
            alone = True
            wanted = connection.execute(_NEW, {"created_at": now, "size": 1, "origin_id": article_id}).scalar_one()
    connection.execute(_SET, {"article": article_id, "story_id": wanted, "text_id": text_id})
    for story_id in {current, wanted}:
        if story_id is not None and not alone:
            recount(connection, story_id)
    return wanted


def recount(connection: Connection, story_id: int) -> None:
    """Size and origin from the members."""
    connection.execute(select(stories.c.id).where(stories.c.id == story_id).with_for_update())
    members = [
        Candidate(one.id, one.source, one.credited_to, one.sort_at)
        for one in connection.execute(_MEMBERS, {"story": story_id})
    ]
    first = origin(members)
    values = {"size": len(members), "origin_id": first.id if first is not None else None}
    connection.execute(update(stories).where(stories.c.id == story_id).values(values))


def merge(connection: Connection, ids: Collection[int]) -> int:
    """Make one story of several, none of which is merged already; the oldest id stays and is returned."""
    kept, *others = sorted(ids)
    if others:
        connection.execute(select(stories.c.id).where(stories.c.id.in_(ids)).order_by(stories.c.id).with_for_update())
        connection.execute(update(articles).where(articles.c.story_id.in_(others)).values(story_id=kept))
        theirs = stories.c.id.in_(others) | stories.c.merged_into.in_(others)
        connection.execute(update(stories).where(theirs).values(merged_into=kept, size=0, origin_id=None))
        recount(connection, kept)
    return kept


def _story_of_original(connection: Connection, relation: Relation) -> int | None:
    """The story an article joins; where it shows that several are one, they are merged first."""
    if relation.kind not in _JOINING or relation.of is None:
        return None
    near = [relation.of.id, *(other.id for other in relation.also)]
    wanted = select(articles.c.id, articles.c.story_id).where(articles.c.id.in_(near)).order_by(articles.c.id)
    found = {row.id: row.story_id for row in connection.execute(wanted.with_for_update())}
    if found.get(relation.of.id) is None:
        return None
    return merge(connection, {story_id for story_id in found.values() if story_id is not None})


def _split(connection: Connection, story_id: int, leaving: set[int], now: datetime) -> Story:
    story = _known(connection, story_id)
    there = {member.article_id for member in story.members}
    if not leaving or leaving - there or leaving == there:
        wrong = ", ".join(map(str, sorted(leaving - there))) or ("all of them" if leaving else "none")
        raise FixConfiguration(
            f"story {story.id} cannot be split by articles {wrong}: name some of its articles, not all"
            f" ({', '.join(map(str, sorted(there)))})"
        )
    apart: int = connection.execute(_NEW, {"created_at": now, "size": 0}).scalar_one()
    connection.execute(update(articles).where(articles.c.id.in_(leaving)).values(story_id=apart))
    for changed in (story.id, apart):
        recount(connection, changed)
    return _known(connection, apart)


def _known(connection: Connection, story_id: int) -> Story:
    story = read(connection, story_id)
    if story is None:
        raise FixConfiguration(f"no story {story_id} in the archive; `diembao show` names the story of an article")
    return story
