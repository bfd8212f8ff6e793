"""When to ask again: lists by how much of them is known, failing ones ever later, articles a limited number of times."""

from __future__ import annotations

from datetime import datetime, timedelta

from newsroom.errors import FailureKind

DAY = timedelta(days=1)

# Media Cloud's rule, with its idea and our figures: its fetcher lengthens a feed's period when nearly all items were
# seen before and shortens it when most are new. A provincial feed holds 20–50 items and gains 20–60 a day, so that a
# six-hour interval still overlaps by half; halving on the way down catches up in two polls after a quiet night.
MOSTLY_KNOWN = 0.9
MOSTLY_NEW = 0.5
LENGTHEN = 1.5
SHORTEN = 0.5
SHORTEST = timedelta(minutes=15)
LONGEST = timedelta(hours=6)

# A cycle that starts a few seconds early must not find every list "due in a moment" and skip it until the next one.
EARLY = 0.1

# Servers that were down come back within minutes or after a night; after three days a page is rather gone than late.
_ARTICLE_RETRIES = (
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    DAY,
    DAY,
)
# The same page in the same worker gives the same end; a second try only helps if the machine was short of something.
_WORKER_RETRIES = (timedelta(hours=1),)
# Nobody's fault but the clock's: the site asked us to wait, so waiting does not use up a page's chances quickly.
_WAITING_RETRIES = (timedelta(minutes=30), timedelta(hours=1), timedelta(hours=4), *(DAY,) * 7)

_RETRIES = {
    FailureKind.HTTP: _ARTICLE_RETRIES,
    FailureKind.NETWORK: _ARTICLE_RETRIES,
    FailureKind.BARRED: _ARTICLE_RETRIES,
    FailureKind.TIMEOUT: _WORKER_RETRIES,
    FailureKind.MEMORY: _WORKER_RETRIES,
    FailureKind.CRASH: _WORKER_RETRIES,
    FailureKind.THROTTLED: _WAITING_RETRIES,
    FailureKind.ROBOTS_UNREACHABLE: _WAITING_RETRIES,
}


def next_interval(
    current: timedelta, share_known: float | None, *, shortest: timedelta = SHORTEST, longest: timedelta = LONGEST
) -> timedelta:
    """How long to leave a list alone after it answered.

    `share_known` is the part of its items that were known before (0–1; 1.0 for a 304); None if it had no items, which
    says nothing and changes nothing. The result lies within `shortest` and `longest`.
    """
    factor = 1.0
    if share_known is not None and share_known >= MOSTLY_KNOWN:
        factor = LENGTHEN
    elif share_known is not None and share_known <= MOSTLY_NEW:
        factor = SHORTEN
    return max(shortest, min(longest, current * factor))


def next_poll(
    asked_at: datetime, interval: timedelta, *, failures: int = 0, retry_at: datetime | None = None
) -> datetime:
    """When a list is due again. Each failure in a row doubles the wait, up to a day; `retry_at` is the server's floor."""
    wait = interval * (1 - EARLY)
    if failures:
        wait = min(DAY, interval * 2.0 ** min(failures, 16))
    return _not_before(asked_at + wait, retry_at, asked_at)


def next_attempt(
    kind: FailureKind, attempts: int, failed_at: datetime, *, retry_at: datetime | None = None
) -> datetime | None:
    """When to ask for an article again after `attempts` failed ones (1 = the first just failed); None: not any more."""
    waits = _RETRIES.get(kind, ())
    if not 1 <= attempts <= len(waits):
        return None
    return _not_before(failed_at + waits[attempts - 1], retry_at, failed_at)


def _not_before(planned: datetime, retry_at: datetime | None, now: datetime) -> datetime:
    """A server may ask for patience, but not for more than a day of it."""
    return planned if retry_at is None else max(planned, min(retry_at, now + DAY))
