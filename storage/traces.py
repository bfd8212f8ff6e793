"""The index of look-alikes: which articles share traces with a text. What a trace is belongs to `newsroom.traces`.

A look-up reads at most `FULL` rows for each trace, however large the archive: a trace that is full gives up its oldest
article for a new one. What fills a trace is a frame (bulletins, teasers) or a phrase that everybody prints that day; it
tells next to nothing, and whoever is really alike shares other traces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from newsroom.traces import weight_of
from storage.schema import traces

FULL = 32  # articles for one trace
MOST = 8  # look-alikes that are read in full for one text
FEWEST = 1.5  # shared traces, each counted by its weight, and less the more articles have it

_ARTICLES = select(traces.c.trace, traces.c.article_id).where(traces.c.trace.in_(bindparam("wanted", expanding=True)))
_CROWDED = (
    select(func.min(traces.c.article_id), traces.c.trace)
    .where(traces.c.trace.in_(bindparam("wanted", expanding=True)))
    .group_by(traces.c.trace)
    .having(func.count() >= FULL)
)
_GONE = delete(traces).where(traces.c.trace == bindparam("of"), traces.c.article_id == bindparam("article"))
_NEW = insert(traces)


def add(connection: Connection, article_id: int, left: Sequence[int]) -> None:
    """Put an article under its traces."""
    if not left:
        return
    crowded = [{"article": oldest, "of": trace} for oldest, trace in connection.execute(_CROWDED, {"wanted": left})]
    if crowded:
        connection.execute(_GONE, crowded)
    connection.execute(_NEW, [{"trace": trace, "article_id": article_id} for trace in left])


def remove(connection: Connection, article_id: int, left: Iterable[int]) -> None:
    """Take an article out from under its traces; those it was pushed out of already are no matter."""
    rows = [{"article": article_id, "of": trace} for trace in left]
    if rows:
        connection.execute(_GONE, rows)


def sharing(connection: Connection, wanted: Sequence[int]) -> list[int]:
    """The articles most worth reading next to a text that looks for these traces, best first."""
    if not wanted:
        return []
    found: dict[int, list[int]] = {}
    for trace, article_id in connection.execute(_ARTICLES, {"wanted": wanted}):
        found.setdefault(trace, []).append(article_id)
    votes: Counter[int] = Counter()
    for holders in found.values():
        for article_id in holders:
            votes[article_id] += weight_of(trace) * FULL // len(holders)
    enough = [(-count, article_id) for article_id, count in votes.items() if count >= FEWEST * FULL]
    return [article_id for _, article_id in sorted(enough)[:MOST]]
