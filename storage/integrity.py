"""Looking for damage: what the engine finds, and what must agree between our tables."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Table, and_, func, or_, select, text
from sqlalchemy.exc import DatabaseError

from storage.decisions import decisions
from storage.schema import articles, frontier, stories, texts


def check(connection: Connection) -> list[str]:
    """Every problem found, one line each; empty: none."""
    engine = _sqlite(connection) if connection.dialect.name == "sqlite" else _postgres(connection)
    return [*engine, *_ours(connection)]


def _sqlite(connection: Connection) -> Iterator[str]:
    for (found,) in connection.execute(text("PRAGMA integrity_check(20)")):
        if found != "ok":
            yield f"database file: {found}"
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"{table} row {row} refers to a row of {parent} that is not there"
    try:
        connection.execute(text("INSERT INTO text_index (text_index) VALUES ('integrity-check')"))
    except DatabaseError as error:
        yield f"search index is damaged: {error.orig}"
    rows = "SELECT count(*) FROM texts WHERE id NOT IN (SELECT id FROM text_index_docsize)"
    yield from _some(connection.execute(text(rows)).scalar_one(), "texts are not in the search index")


def _postgres(connection: Connection) -> Iterator[str]:
    rows = "SELECT count(*) FROM texts WHERE id NOT IN (SELECT text_id FROM text_index)"
    yield from _some(connection.execute(text(rows)).scalar_one(), "texts are not in the search index")


def _ours(connection: Connection) -> Iterator[str]:
    """What the engines cannot know."""

    def count(table: Table, where: ColumnElement[bool]) -> int:
        return connection.execute(select(func.count()).select_from(table).where(where)).scalar_one()

    no_text = ~select(texts.c.id).where(texts.c.id == articles.c.text_id).exists()
    yield from _some(count(articles, and_(articles.c.relevant, no_text)), "relevant articles have no text")
    homeless = or_(
        and_(articles.c.relevant, articles.c.story_id.is_(None)),
        and_(~articles.c.relevant, articles.c.story_id.is_not(None)),
    )
    yield from _some(count(articles, homeless), "articles are wrongly in or out of a story")
    members = select(func.count()).where(articles.c.story_id == stories.c.id).scalar_subquery()
    yield from _some(count(stories, stories.c.size != members), "stories count their articles wrongly")
    origin = select(articles.c.id).where(articles.c.id == stories.c.origin_id, articles.c.story_id == stories.c.id)
    foreign = (stories.c.size > 0) & ~origin.exists()
    yield from _some(count(stories, foreign), "stories have an origin that is not one of their articles")
    target = stories.alias()
    merged = select(target.c.id).where(target.c.id == stories.c.merged_into, target.c.merged_into.is_not(None))
    yield from _some(count(stories, merged.exists()), "stories lead to a story that is itself part of another")
    against = select(decisions.c.article_id).where(decisions.c.article_id == articles.c.id, ~decisions.c.relevant)
    overruled = and_(articles.c.relevant, against.exists())
    yield from _some(count(articles, overruled), "articles are kept against a person's verdict")
    undone = (frontier.c.state == "done") & frontier.c.article_id.is_(None)
    yield from _some(count(frontier, undone), "addresses are done but have no article")


def _some(count: int, what: str) -> Iterator[str]:
    if count:
        yield f"{count} {what}"
