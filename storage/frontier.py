"""The memory of what was found and what has to be asked. A URL is a row before it is fetched, done when its outcome is stored.

The class has the shape that the crawler asks for (`Frontier` in its ports); it does not know the crawler.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from newsroom.article import Found, Validators
from newsroom.discovery import Assignment, Errand, ListState, Poll, Recorded, RobotsAnswer, Way
from newsroom.errors import FailureKind
from newsroom.source import Source
from storage import lists, robots
from storage.database import Database
from storage.outcomes import new_row
from storage.schema import frontier

# More than a source can be asked in one cycle at one request a second; what is left waits for the next cycle.
MOST_ERRANDS = 2000
# A list's dates are promises. A list that says at once that most of what it names has changed is generated with the
# time of the request in every date; and an article whose promised change was not there three times is left alone.
CLAIMS_TO_DOUBT = 3
BROKEN_PROMISES = 3
# As long as robots.txt itself is remembered. Asking again costs no request while the rule stands.
FORBIDDEN_FOR = timedelta(hours=24)
CLOCKS_DIFFER = timedelta(minutes=5)

_KEYS_AT_ONCE = 500
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class _Handed:
    """What was given out in this cycle, so that a link in two lists is fetched once."""

    links: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)


class Frontier:
    """See the crawler's port. `max_links`: how many links of one sitemap are queued; older ones wait as backlog."""

    def __init__(self, database: Database, *, max_links: int) -> None:
        self._database = database
        self._max_links = max_links
        self._handed: dict[str, _Handed] = {}

    def assignment(self, source: Source, *, now: datetime, everything: bool) -> Assignment:
        """What is due. Begins a new cycle of this source: what was handed out before may be handed out again."""

        def work(connection: Connection) -> Assignment:
            lists.synchronise(connection, source)
            rows = lists.of_source(connection, source.id)
            due = [row for row in rows if row.way != Way.HOME and (everything or lists.is_due(row, now))]
            states = tuple(lists.state_of(row) for row in due)
            return Assignment(states, _errands(connection, source.id, now), lists.must_discover(rows, now))

        assigned = self._database.write(work)
        links = {errand.found.key for errand in assigned.errands}
        self._handed[source.id] = _Handed(links, {state.url for state in assigned.lists})
        return assigned

    def record(self, poll: Poll) -> Recorded:
        """Keep a list's answer and its links; say which links and lists to ask now."""
        links = _distinct(poll.links)
        sitemap = poll.way is Way.SITEMAP

        def work(connection: Connection) -> tuple[list[Found], int, list[ListState]]:
            row = lists.find_or_add(connection, poll)
            known = _known(connection, links)
            wanted = _wanted(links, lists.room(connection, row, self._max_links) if sitemap else len(links))
            new = [link for link in links if link.key not in known]
            _insert(connection, new, wanted, poll.asked_at)
            old = [known[link.key] for link in links if link.key in known]
            fetch = _to_fetch(connection, links, known, wanted, poll)
            fresh = len(new) + sum(row.completed_at is None or k.first_seen_at > row.completed_at for k in old)
            lists.answered(connection, row, poll, new=len(new))
            return fetch, fresh, lists.add_children(connection, row, poll)

        found, fresh, children = self._database.write(work)
        handed = self._handed.setdefault(poll.source, _Handed())
        fetch = tuple(link for link in found if link.key not in handed.links)
        named = tuple(state for state in children if state.url not in handed.lists)
        handed.links.update(link.key for link in fetch)
        handed.lists.update(state.url for state in named)
        return Recorded(fetch, fresh, named)

    def robots(self, origin: str, *, now: datetime) -> RobotsAnswer | None:
        """The remembered robots.txt of a host, unless it has to be asked again."""
        return robots.recall(self._database, origin, now=now)

    def remember_robots(self, answer: RobotsAnswer) -> None:
        robots.remember(self._database, answer)


def _wanted(links: Sequence[Found], room: int) -> set[str]:
    """The keys that are worth fetching now: as many of the newest as there is room for."""
    if len(links) > room:
        links = sorted(links, key=lambda link: link.changed_at or link.published_at or _LONG_AGO, reverse=True)[:room]
    return {link.key for link in links}


def _distinct(links: Iterable[Found]) -> list[Found]:
    distinct: dict[str, Found] = {}
    for link in links:
        distinct.setdefault(link.key, link)
    return list(distinct.values())


def _known(connection: Connection, links: Sequence[Found]) -> dict[str, Row[Any]]:
    known = {}
    for start in range(0, len(links), _KEYS_AT_ONCE):
        keys = [link.key for link in links[start : start + _KEYS_AT_ONCE]]
        rows = connection.execute(select(frontier).where(frontier.c.key.in_(keys)))
        known.update({row.key: row for row in rows})
    return known


def _insert(connection: Connection, new: Sequence[Found], wanted: set[str], now: datetime) -> None:
    if not new:
        return
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    rows = [new_row(link, now=now, state="queued" if link.key in wanted else "backlog") for link in new]
    connection.execute(insert(frontier).on_conflict_do_nothing(), rows)


def _to_fetch(
    connection: Connection, links: Sequence[Found], known: dict[str, Row[Any]], wanted: set[str], poll: Poll
) -> list[Found]:
    """The links to fetch now, in the list's order; rows that this list brings back to life are queued."""
    changed = _believed(links, known, poll)
    fetch = []
    for link in links:
        row = known.get(link.key)
        if row is None:
            if link.key in wanted:
                fetch.append(link)
            continue
        waiting = row.state == "backlog" and link.key in wanted
        revived = waiting or link.key in changed or _was_forbidden(row, poll.asked_at)
        if revived:
            _revive(connection, row, link, poll.asked_at)
        if revived or (row.state in {"queued", "failed"} and row.due_at is not None and row.due_at <= poll.asked_at):
            fetch.append(link)
    return fetch


def _believed(links: Sequence[Found], known: dict[str, Row[Any]], poll: Poll) -> set[str]:
    """The known links that the list says, credibly, have changed since we last asked for them."""
    claims = [link.key for link in links if link.key in known and _claims_change(link, known[link.key], poll.asked_at)]
    if len(claims) > max(CLAIMS_TO_DOUBT, len(known) / 2):
        return set()
    return set(claims)


def _claims_change(link: Found, row: Row[Any], now: datetime) -> bool:
    asked_at = row.fetched_at if row.state == "done" else row.failed_at if row.state in {"failed", "gone"} else None
    if link.changed_at is None or asked_at is None or row.unchanged >= BROKEN_PROMISES:
        return False
    newer = row.changed_at is None or link.changed_at > row.changed_at
    return bool(newer and asked_at < link.changed_at <= now + CLOCKS_DIFFER)


def _was_forbidden(row: Row[Any], now: datetime) -> bool:
    """Whether robots.txt said no the last time, long enough ago: the rule may have been another day's."""
    forbidden = row.state == "failed" and row.outcome == FailureKind.ROBOTS
    return bool(forbidden and row.failed_at + FORBIDDEN_FOR <= now)


def _revive(connection: Connection, row: Row[Any], link: Found, now: datetime) -> None:
    """Due now, and still so if this process dies before it is fetched."""
    state = row.state if row.state == "done" else "queued"
    changed = {"state": state, "due_at": now, "changed_at": link.changed_at or row.changed_at}
    connection.execute(update(frontier).where(frontier.c.id == row.id).values(changed))


def _errands(connection: Connection, source: str, now: datetime) -> tuple[Errand, ...]:
    """Due articles: those never fetched first, of each kind the newest first."""
    newest = func.coalesce(frontier.c.changed_at, frontier.c.published_at, frontier.c.first_seen_at)
    wanted = (
        select(frontier)
        .where(frontier.c.source == source, frontier.c.due_at <= now)
        .order_by((frontier.c.state == "queued").desc(), newest.desc(), frontier.c.id)
        .limit(MOST_ERRANDS)
    )
    return tuple(_errand(row) for row in connection.execute(wanted))


def _errand(row: Row[Any]) -> Errand:
    found = Found(row.url, row.key, row.source, row.found_in, row.title, row.published_at, row.changed_at)
    validators = Validators(row.etag, row.last_modified) if row.state == "done" else Validators()
    return Errand(found, validators, row.attempts)
