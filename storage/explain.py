"""Everything the archive knows of one address: how it was found, what was decided and why, what it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from newsroom.article import Article, Verdict
from newsroom.decision import Decision, overruled
from storage import articles as reading
from storage import decisions, stories
from storage.schema import articles, frontier


@dataclass(frozen=True, slots=True)
class Trail:
    """How the frontier stands to an address. `outcome` is of the last request: a relation or a kind of failure."""

    url: str
    key: str
    source: str
    found_in: str
    title: str
    published_at: datetime | None
    changed_at: datetime | None
    first_seen_at: datetime
    state: str  # queued | done | failed | gone | backlog
    attempts: int
    due_at: datetime | None
    fetched_at: datetime | None
    failed_at: datetime | None
    outcome: str
    reason: str
    http_status: int | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """`trails` has every address under which the article was found. Without `article` nothing was ever stored of it."""

    trails: tuple[Trail, ...]
    article: Article | None = None
    verdict: Verdict | None = None  # the one that holds: a person's decision overrules the program's
    decision: Decision | None = None
    relation: str = ""  # RelationKind when it was first kept
    relation_why: str = ""
    relation_of: str = ""  # URL of the article it copied or joined
    story: stories.Story | None = None
    revisions: tuple[reading.Revision, ...] = ()
    page_kept: bool = False
    organisations: tuple[str, ...] = ()  # ids; none for what was stored before organisations were looked for
    withdrawn_at: datetime | None = None


def explain(connection: Connection, id_or_url: str | int) -> Explanation | None:
    """None if the address was never heard of."""
    article_id = reading.find_id(connection, id_or_url)
    if article_id is None:
        row = reading.frontier_row(connection, str(id_or_url))
        return None if row is None else Explanation((_trail(row),))
    row = connection.execute(select(articles).where(articles.c.id == article_id)).one()
    original = reading.known_by_id(connection, row.relation_of) if row.relation_of is not None else None
    decision = decisions.of(connection, article_id)
    own = reading.verdict(connection, article_id)
    named = select(frontier).where(frontier.c.article_id == article_id).order_by(frontier.c.id)
    return Explanation(
        trails=tuple(map(_trail, connection.execute(named))),
        article=reading.by_ids(connection, [article_id])[0],
        verdict=None if own is None else overruled(own, decision),
        decision=decision,
        relation=row.relation,
        relation_why=row.relation_why,
        relation_of=original.url if original is not None else "",
        story=stories.read(connection, row.story_id) if row.story_id is not None else None,
        revisions=reading.revisions(connection, article_id),
        page_kept=reading.raw_page(connection, article_id) is not None,
        organisations=reading.organisations(connection, article_id),
        withdrawn_at=row.withdrawn_at,
    )


def _trail(row: Row[Any]) -> Trail:
    return Trail(
        url=row.url,
        key=row.key,
        source=row.source,
        found_in=row.found_in,
        title=row.title,
        published_at=row.published_at,
        changed_at=row.changed_at,
        first_seen_at=row.first_seen_at,
        state=row.state,
        attempts=row.attempts,
        due_at=row.due_at,
        fetched_at=row.fetched_at,
        failed_at=row.failed_at,
        outcome=row.outcome,
        reason=row.reason,
        http_status=row.http_status,
    )
