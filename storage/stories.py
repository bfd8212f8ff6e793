"""Stories: every relevant article is in exactly one; copies are in that of their original."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from newsroom.filing import Filing, Relation, RelationKind
from storage.database import Database
from storage.schema import articles, stories

_NEW = insert(stories).returning(stories.c.id)
_SET = update(articles).where(articles.c.id == bindparam("article"))
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
    """Members in the order of their publication; the first is the origin."""

    id: int
    created_at: datetime
    members: tuple[Member, ...]


class Stories:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, story_id: int) -> Story | None:
        return self._database.read(lambda connection: read(connection, story_id))


def read(connection: Connection, story_id: int) -> Story | None:
    story = connection.execute(select(stories).where(stories.c.id == story_id)).one_or_none()
    if story is None:
        return None
    of_story = select(articles).where(articles.c.story_id == story_id).order_by(articles.c.sort_at, articles.c.id)
    members = tuple(
        Member(
            row.id,
            row.url,
            row.source,
            row.title,
            row.published_at,
            row.first_seen_at,
            row.relation,
            row.id == story.origin_id,
        )
        for row in connection.execute(of_story)
    )
    return Story(story.id, story.created_at, members)


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
    """Size and origin from the members; an empty story is removed."""
    connection.execute(select(stories.c.id).where(stories.c.id == story_id).with_for_update())
    members = connection.scalars(
        select(articles.c.id).where(articles.c.story_id == story_id).order_by(articles.c.sort_at, articles.c.id)
    ).all()
    this = stories.c.id == story_id
    if members:
        connection.execute(update(stories).where(this).values(size=len(members), origin_id=members[0]))
    else:
        connection.execute(delete(stories).where(this))


def _story_of_original(connection: Connection, relation: Relation) -> int | None:
    if relation.kind not in _JOINING or relation.of is None:
        return None
    original = select(articles.c.story_id).where(articles.c.id == relation.of.id).with_for_update()
    return connection.execute(original).scalar_one_or_none()
