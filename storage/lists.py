"""The rows of feeds, sitemaps, listings and home pages: which there are, what they answered, when they are due."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from newsroom.article import Validators
from newsroom.discovery import Discovered, ListState, Poll, Way
from newsroom.polling import DAY, next_interval, next_poll
from newsroom.source import Source
from storage.schema import frontier, lists

FIRST_INTERVAL = timedelta(minutes=30)
# A sitemap index of a newspaper may name one sitemap per day since 2005. Only its newest ones can hold news.
MOST_CHILDREN = 50
# The sitemap protocol allows an index to name sitemaps only; some name another index. Beyond that it is a trap.
DEEPEST = 3
FAILING = 3  # failures in a row after which a list no longer counts as one that answers


def synchronise(connection: Connection, source: Source) -> None:
    """Make the declared rows those of the source file; what was discovered through a list goes with it."""
    declared = _declared(source)
    rows = {row.url: row for row in of_source(connection, source.id)}
    for url, way in declared.items():
        row = rows.get(url)
        if row is None:
            connection.execute(insert(lists).values(_new(source.id, url, way)))
        elif not row.declared or row.way != way:
            changed = {"declared": True, "way": way, "parent": "", "depth": 0}
            connection.execute(update(lists).where(lists.c.id == row.id).values(changed))
    dropped = [row.url for row in rows.values() if row.declared and row.url not in declared]
    while dropped:
        within = (lists.c.source == source.id) & ~lists.c.url.in_(list(declared))
        connection.execute(delete(lists).where(within, lists.c.url.in_(dropped)))
        children = select(lists.c.url).where(within, lists.c.parent.in_(dropped))
        dropped = list(connection.scalars(children))


def of_source(connection: Connection, source: str) -> Sequence[Row[Any]]:
    return connection.execute(select(lists).where(lists.c.source == source).order_by(lists.c.id)).all()


def is_due(row: Row[Any], now: datetime) -> bool:
    return row.due_at is None or row.due_at <= now


def must_discover(rows: Sequence[Row[Any]], now: datetime) -> bool:
    """Whether the home page has to be read for feeds and sitemaps: none answers, and it was not read today."""
    for row in rows:
        if row.way == Way.HOME and not is_due(row, now):
            return False
        answers = row.asked_at is None or (row.completed_at is not None and row.failures < FAILING)
        if row.way in {Way.FEED, Way.SITEMAP} and answers:
            return False
    return True


def state_of(row: Row[Any]) -> ListState:
    return ListState(
        url=row.url,
        way=Way(row.way),
        source=row.source,
        declared=row.declared,
        parent=row.parent,
        validators=Validators(row.etag, row.last_modified),
        interval=timedelta(seconds=row.interval_seconds),
        due_at=row.due_at,
        completed_at=row.completed_at,
        failures=row.failures,
    )


def find_or_add(connection: Connection, poll: Poll) -> Row[Any]:
    """The row of the list that answered."""
    wanted = select(lists).where(lists.c.source == poll.source, lists.c.url == poll.list_url)
    row = connection.execute(wanted).one_or_none()
    if row is not None:
        return row
    connection.execute(insert(lists).values(_new(poll.source, poll.list_url, poll.way, declared=False)))
    return connection.execute(wanted).one()


def answered(connection: Connection, row: Row[Any], poll: Poll, *, new: int) -> None:
    """Put down one answer; `new` of its links were not known before."""
    heard = {"asked_at": poll.asked_at, "http_status": poll.status, "outcome": poll.error or "", "reason": poll.reason}
    if poll.error is not None:
        changed = _failed(row, poll)
    elif poll.complete:
        changed = _completed(row, poll, new)
    else:
        walked = {"walk_links": row.walk_links + len(poll.links), "walk_new": row.walk_new + new}
        changed = {**walked, "etag": "", "last_modified": ""}  # a walk cut short is walked again in full
    connection.execute(update(lists).where(lists.c.id == row.id).values(**heard, **changed))


def add_children(connection: Connection, parent: Row[Any], poll: Poll) -> list[ListState]:
    """Rows for the lists that a list named; returns those that are due now.

    Of one parent's children the newest `MOST_CHILDREN` are kept. A child that is not named this time stays: the crawler
    does not name again what it was assigned.
    """
    if parent.depth >= DEEPEST:
        return []
    rows = {row.url: row for row in of_source(connection, poll.source)}
    ours = {url: row for url, row in rows.items() if row.parent == parent.url and not row.declared}
    named = {one.url: one for one in reversed(poll.lists) if one.url not in rows or one.url in ours}
    children: dict[str, Discovered | Row[Any]] = {**ours, **named}
    kept = set(sorted(children, key=lambda url: _age(children[url]), reverse=True)[:MOST_CHILDREN])
    due = [
        one.url
        for one in reversed(named.values())
        if one.url in kept and _heard(connection, one, ours.get(one.url), parent, poll)
    ]
    dropped = [row.id for url, row in ours.items() if url not in kept]
    if dropped:
        connection.execute(delete(lists).where(lists.c.id.in_(dropped)))
    return [state_of(row) for row in of_source(connection, poll.source) if row.url in due]


def room(connection: Connection, row: Row[Any], max_links: int) -> int:
    """How many links of a sitemap may be queued.

    The sitemaps of an index share `max_links` when they are read for the first time: the archive of twenty years is no
    news. The newest of them, and every later reading, has all of it.
    """
    if not row.parent or row.completed_at is not None:
        return max_links
    siblings = [one for one in of_source(connection, row.source) if one.parent == row.parent]
    if _age(row) >= max(map(_age, siblings)):
        return max_links
    others = [one.url for one in siblings if one.url != row.url]
    queued = (frontier.c.source == row.source) & frontier.c.found_in.in_(others) & (frontier.c.state != "backlog")
    used: int = connection.execute(select(func.count()).where(queued)).scalar_one()
    return max(0, max_links - used)


def _declared(source: Source) -> dict[str, Way]:
    ways = ((source.feeds, Way.FEED), (source.sitemaps, Way.SITEMAP), (source.listings, Way.LISTING))
    return {url: way for urls, way in ways for url in urls}


def _new(source: str, url: str, way: Way, *, declared: bool = True) -> dict[str, Any]:
    return {
        "source": source,
        "url": url,
        "way": way,
        "declared": declared,
        "parent": "",
        "depth": 0,
        "etag": "",
        "last_modified": "",
        "interval_seconds": FIRST_INTERVAL.total_seconds(),
        "walk_links": 0,
        "walk_new": 0,
        "found": 0,
        "failures": 0,
        "outcome": "",
        "reason": "",
    }


def _completed(row: Row[Any], poll: Poll, new: int) -> dict[str, Any]:
    """A walk reached its end: validators are kept, and the interval follows the share of what was known before."""
    unchanged = poll.status == 304
    links, new = row.walk_links + len(poll.links), row.walk_new + new
    share = 1.0 if unchanged else 1 - new / links if links and row.completed_at is not None else None
    interval = next_interval(timedelta(seconds=row.interval_seconds), share)
    validators = poll.validators or (Validators(row.etag, row.last_modified) if unchanged else Validators())
    return {
        "completed_at": poll.asked_at,
        "walk_links": 0,
        "walk_new": 0,
        "found": row.found if unchanged else links,
        "failures": 0,
        "etag": validators.etag,
        "last_modified": validators.last_modified,
        "interval_seconds": interval.total_seconds(),
        "due_at": next_poll(poll.asked_at, DAY if row.way == Way.HOME else interval),
    }


def _failed(row: Row[Any], poll: Poll) -> dict[str, Any]:
    """Validators stay: they are of the last whole walk, or empty since this one began."""
    interval = timedelta(seconds=row.interval_seconds)
    due_at = next_poll(poll.asked_at, interval, failures=row.failures + 1, retry_at=poll.retry_at)
    return {"failures": row.failures + 1, "due_at": due_at, "walk_links": 0, "walk_new": 0}


def _heard(connection: Connection, named: Discovered, row: Row[Any] | None, parent: Row[Any], poll: Poll) -> bool:
    """Put down that a list was named. Returns whether it is due because of that."""
    if row is None:
        values = _new(poll.source, named.url, named.way, declared=False)
        values |= {"parent": parent.url, "depth": parent.depth + 1, "changed_at": named.changed_at}
        connection.execute(insert(lists).values(values))
        return True
    changed = named.changed_at is not None and (row.completed_at is None or named.changed_at > row.completed_at)
    if changed:
        values = {"changed_at": named.changed_at, "due_at": poll.asked_at}
        connection.execute(update(lists).where(lists.c.id == row.id).values(values))
    return changed


def _age(one: Discovered | Row[Any]) -> tuple[bool, float, list[int]]:
    """Greater is newer: by the date given, else by the numbers in the address (sitemap-2026-11, sitemap-12)."""
    numbers = [int(number) for number in re.findall(r"\d{1,18}", one.url)]
    return one.changed_at is not None, one.changed_at.timestamp() if one.changed_at else 0.0, numbers
