"""What people decided of articles: kept, and put into force at once; a page that is judged again is held to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, Column, Connection, ForeignKey, Row, Table, bindparam, delete, insert, select, update

from newsroom.article import Extracted, Found
from newsroom.decision import Decision
from newsroom.traces import own_traces
from storage import stories, traces
from storage.columns import BigId, CleanText, Moment
from storage.database import Database
from storage.schema import articles, frontier, metadata, texts, verdicts
from storage.schema import stories as story_rows

# A person's verdict on an article; articles.relevant follows it, verdicts.relevant stays the program's own.
decisions = Table(
    "decisions",
    metadata,
    Column("article_id", BigId, ForeignKey("articles.id"), primary_key=True, autoincrement=False),
    Column("relevant", Boolean, nullable=False),
    Column("said_by", CleanText, nullable=False),
    Column("note", CleanText, nullable=False),
    Column("said_at", Moment, nullable=False),
    Column("story_id", BigId, ForeignKey("stories.id")),  # the story it was last taken out of; it goes back there
)

_OF_ARTICLE = select(decisions).where(decisions.c.article_id == bindparam("article"))
_ARTICLE = select(articles).where(articles.c.id == bindparam("article")).with_for_update()
_STORY = insert(story_rows).returning(story_rows.c.id)
_CHANGE = update(articles).where(articles.c.id == bindparam("article"))


class Standing(StrEnum):
    """How an article stands after a decision."""

    KEPT = "kept"  # in the search and in a story
    LEFT_OUT = "left out"
    WAITS = "waits for its page"  # its text was never stored: the next crawl fetches it


@dataclass(frozen=True, slots=True)
class DecidedPage:
    """A decision, and the newest stored text of its article as the judge reads it; None: no text was ever stored."""

    article_id: int
    source: str
    decision: Decision
    extracted: Extracted | None


class Decisions:
    """Callers name articles that exist; the database refuses others."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, article_id: int) -> Decision | None:
        return self._database.read(lambda connection: of(connection, article_id))

    def put(self, article_id: int, decision: Decision) -> Standing:
        """Keep a decision in place of any earlier one, and let it hold from now on."""

        def work(connection: Connection) -> Standing:
            article = connection.execute(_ARTICLE, {"article": article_id}).one()
            story_id = article.story_id or story_of(connection, article_id)
            connection.execute(delete(decisions).where(decisions.c.article_id == article_id))
            said = {"relevant": decision.relevant, "said_by": decision.said_by, "said_at": decision.said_at}
            values = {"article_id": article_id, **said, "note": decision.note, "story_id": story_id}
            connection.execute(insert(decisions), values)
            return _hold(connection, article, story_id, relevant=decision.relevant, now=decision.said_at)

        return self._database.write(work)

    def take_back(self, article_id: int, *, now: datetime) -> Standing | None:
        """Forget a decision: the program's own verdict holds again. None if nobody had decided."""

        def work(connection: Connection) -> Standing | None:
            article = connection.execute(_ARTICLE, {"article": article_id}).one()
            if of(connection, article_id) is None:
                return None
            story_id = story_of(connection, article_id)
            connection.execute(delete(decisions).where(decisions.c.article_id == article_id))
            own = select(verdicts.c.relevant).where(verdicts.c.article_id == article_id)
            relevant = connection.execute(own).scalar_one()
            return _hold(connection, article, story_id, relevant=relevant, now=now)

        return self._database.write(work)

    def pages(self) -> tuple[DecidedPage, ...]:
        """Every decision with what the judge can read, by article."""
        return self._database.read(lambda connection: tuple(_pages(connection)))


def of(connection: Connection, article_id: int) -> Decision | None:
    """What a person decided of an article, if anybody did."""
    row = connection.execute(_OF_ARTICLE, {"article": article_id}).one_or_none()
    return None if row is None else _decision(row)


def story_of(connection: Connection, article_id: int) -> int | None:
    """The story that an article was taken out of by a decision, or what that one is part of now."""
    row = connection.execute(_OF_ARTICLE, {"article": article_id}).one_or_none()
    if row is None or row.story_id is None:
        return None
    there = connection.execute(select(story_rows).where(story_rows.c.id == row.story_id)).one()
    return int(there.merged_into or there.id)


def _decision(row: Row[Any]) -> Decision:
    return Decision(row.relevant, row.said_by, row.said_at, row.note)


def _hold(
    connection: Connection, article: Row[Any], story_id: int | None, *, relevant: bool, now: datetime
) -> Standing:
    """Let an article be relevant or not from now on."""
    if article.relevant is relevant:
        return Standing.KEPT if relevant else Standing.LEFT_OUT
    left = own_traces(article.signature, article.sort_at)
    if not relevant:
        traces.remove(connection, article.id, left)
        _set(connection, article, relevant=False, text_id=None, story_id=None, updated_at=now)
        stories.recount(connection, article.story_id)
        return Standing.LEFT_OUT
    current = (texts.c.article_id == article.id) & (texts.c.revision == article.revision)
    text_id = connection.execute(select(texts.c.id).where(current)).scalar_one_or_none()
    if text_id is None:
        _ask_for_page(connection, article, now)
        return Standing.WAITS
    traces.add(connection, article.id, left)
    home = story_id if story_id is not None else connection.execute(_STORY, {"created_at": now, "size": 0}).scalar_one()
    _set(connection, article, relevant=True, text_id=text_id, story_id=home, updated_at=now)
    stories.recount(connection, home)
    return Standing.KEPT


def _set(connection: Connection, article: Row[Any], **values: Any) -> None:
    connection.execute(_CHANGE, {"article": article.id, **values})


def _ask_for_page(connection: Connection, article: Row[Any], now: datetime) -> None:
    """Due now, at its own address if a list named it, and without validators: "not modified" would bring no text."""
    named = select(frontier.c.id).where(frontier.c.article_id == article.id)
    best = named.order_by((frontier.c.key == article.key).desc(), frontier.c.id).limit(1).scalar_subquery()
    due = {"due_at": now, "etag": "", "last_modified": ""}
    connection.execute(update(frontier).where(frontier.c.id == best).values(due))


def _pages(connection: Connection) -> Iterator[DecidedPage]:
    later = texts.alias()
    newer = select(later.c.id).where(later.c.article_id == texts.c.article_id, later.c.revision > texts.c.revision)
    newest = (texts.c.article_id == articles.c.id) & ~newer.exists()
    ours = (decisions.c.relevant, decisions.c.said_by, decisions.c.note, decisions.c.said_at)
    theirs = (articles.c.id, articles.c.key, articles.c.url, articles.c.source, articles.c.fetched_at)
    read = [texts.c[name] for name in ("title", "lead", "text", "captions", "authors", "section", "tags", "language")]
    rows = select(*ours, *theirs, *read).join_from(decisions, articles).join(texts, newest, isouter=True)
    for row in connection.execute(rows.order_by(articles.c.id)):
        yield DecidedPage(row.id, row.source, _decision(row), None if row.title is None else _extracted(row))


def _extracted(row: Row[Any]) -> Extracted:
    return Extracted(
        found=Found(row.url, row.key, row.source, ""),
        url=row.url,
        key=row.key,
        source=row.source,
        title=row.title,
        lead=row.lead,
        paragraphs=tuple(row.text.split("\n\n")) if row.text else (),
        fetched_at=row.fetched_at,
        captions=tuple(row.captions),
        authors=tuple(row.authors),
        section=row.section,
        tags=tuple(row.tags),
        language=row.language,
    )
