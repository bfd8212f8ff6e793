"""How the archive stands: figures of the whole, and one line per source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Select, func, select

from newsroom.discovery import Way
from storage.schema import articles, frontier, leases, lists, raw_pages, run_sources, stories, texts


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of the whole archive. `frontier` is addresses by state; `pages_bytes` raw pages as packed."""

    relevant: int
    irrelevant: int
    withdrawn: int
    stories: int
    revisions: int  # texts that a later one replaced
    pages: int
    pages_bytes: int
    frontier: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FailingList:
    """A list that did not answer, or not as one."""

    url: str
    way: str
    declared: bool
    failures: int  # in a row
    outcome: str
    reason: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """One source. `lists` counts those asked for news; `newest_at` is the newest publication of any of its articles."""

    source: str
    last_run_at: datetime | None = None
    last_kept_at: datetime | None = None  # when its last relevant article was first seen
    newest_at: datetime | None = None
    relevant: int = 0
    irrelevant: int = 0
    lists: int = 0
    failing: tuple[FailingList, ...] = ()
    frontier: Mapping[str, int] = field(default_factory=dict)
    due: int = 0  # articles that wait to be fetched now


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lease now."""

    name: str
    holder: str
    since: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Status:
    at: datetime
    counts: Counts
    sources: tuple[SourceStatus, ...]
    leases: tuple[Holder, ...]


def status(connection: Connection, *, now: datetime) -> Status:
    """The state of the archive at `now`, sources by id."""
    held = select(leases).where(leases.c.holder != "", leases.c.expires_at > now).order_by(leases.c.name)
    holders = tuple(Holder(row.name, row.holder, row.acquired_at, row.expires_at) for row in connection.execute(held))
    return Status(now, counts(connection), _sources(connection, now), holders)


def counts(connection: Connection) -> Counts:
    by_relevance = _figures(connection, select(articles.c.relevant, func.count()).group_by(articles.c.relevant))
    by_state = _figures(connection, select(frontier.c.state, func.count()).group_by(frontier.c.state))
    by_status = _figures(connection, select(articles.c.status, func.count()).group_by(articles.c.status))
    pages, packed = connection.execute(select(func.count(), func.sum(func.length(raw_pages.c.packed)))).one()
    return Counts(
        relevant=by_relevance.get(True, 0),
        irrelevant=by_relevance.get(False, 0),
        withdrawn=by_status.get("withdrawn", 0),
        stories=connection.execute(select(func.count()).select_from(stories).where(stories.c.size > 0)).scalar_one(),
        revisions=connection.execute(select(func.count()).where(texts.c.revision > 1)).scalar_one(),
        pages=pages,
        pages_bytes=int(packed or 0),
        frontier=by_state,
    )


def _sources(connection: Connection, now: datetime) -> tuple[SourceStatus, ...]:
    def latest(source: Column[Any], moment: Column[Any]) -> Select[Any]:
        return select(source, func.max(moment)).group_by(source)

    ran = _figures(connection, latest(run_sources.c.source, run_sources.c.finished_at))
    kept = _figures(connection, latest(articles.c.source, articles.c.first_seen_at).where(articles.c.relevant))
    newest = _figures(connection, latest(articles.c.source, articles.c.published_at))
    found = _by_source(connection, articles.c.source, articles.c.relevant)
    states = _by_source(connection, frontier.c.source, frontier.c.state)
    waiting = select(frontier.c.source, func.count()).where(frontier.c.due_at <= now)
    due = _figures(connection, waiting.group_by(frontier.c.source))
    asked, failing = _lists(connection)
    return tuple(
        SourceStatus(
            source,
            last_run_at=ran.get(source),
            last_kept_at=kept.get(source),
            newest_at=newest.get(source),
            relevant=found.get(source, {}).get(True, 0),
            irrelevant=found.get(source, {}).get(False, 0),
            lists=asked[source],
            failing=tuple(failing.get(source, ())),
            frontier=states.get(source, {}),
            due=due.get(source, 0),
        )
        for source in sorted({*ran, *found, *states, *asked})
    )


def _lists(connection: Connection) -> tuple[Counter[str], dict[str, list[FailingList]]]:
    """How many lists each source has, and which of them fail."""
    asked: Counter[str] = Counter()
    failing: dict[str, list[FailingList]] = {}
    for row in connection.execute(select(lists).where(lists.c.way != Way.HOME).order_by(lists.c.id)):
        asked[row.source] += 1
        if row.failures:
            one = FailingList(row.url, row.way, row.declared, row.failures, row.outcome, row.reason, row.due_at)
            failing.setdefault(row.source, []).append(one)
    return asked, failing


def _figures(connection: Connection, query: Select[Any]) -> dict[Any, Any]:
    """A query of two columns as a mapping."""
    return {key: figure for key, figure in connection.execute(query)}  # noqa: C416 - a row is no pair for dict()


def _by_source(connection: Connection, source: Column[Any], kind: Column[Any]) -> dict[str, dict[Any, int]]:
    """Rows counted by kind, for each source."""
    figures: dict[str, dict[Any, int]] = {}
    for name, value, count in connection.execute(select(source, kind, func.count()).group_by(source, kind)):
        figures.setdefault(name, {})[value] = count
    return figures
