"""The whole journey of an article: discover → record → fetch → extract → judge → compare → keep → account.

Daemon, cron one-shot, demo and tests call `run_cycle`, nothing else.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from crawler.options import CrawlOptions
from crawler.run import crawl
from newsroom.account import CycleReport, SourceReport, Tally
from newsroom.article import Extracted, Failure, Unchanged
from newsroom.credits import credited_to
from newsroom.duplicates import compare, fingerprint
from newsroom.filing import Filing, Kept, RelationKind
from newsroom.organisations import Watchlist, bundled
from newsroom.provinces import locate
from newsroom.relevance import judge
from newsroom.source import Source
from newsroom.topic import Topic
from storage import Archive, Lease

LEASE = "crawl"
LEASE_TTL = timedelta(seconds=60)  # how long a crawl that vanished from another machine blocks the next one

Clock = Callable[[], datetime]
Outcome = Extracted | Unchanged | Failure | Tally
Observer = Callable[[Outcome, Kept | None], None]


@dataclass(frozen=True)
class Desk:
    """Everything one cycle works with."""

    sources: Sequence[Source]
    archive: Archive
    topic: Topic
    options: CrawlOptions
    clock: Clock
    holder: str  # who we are in leases and run rows: host/pid
    watchlist: Watchlist = field(default_factory=bundled)
    everything: bool = False  # ask every list, due or not
    observe: Observer = lambda _outcome, _kept: None


async def run_cycle(desk: Desk) -> CycleReport:
    """One cycle over the desk's sources. Raises WaitForOther if another crawl runs on this archive."""
    archive, started_at = desk.archive, desk.clock()
    counts: dict[str, Counter[str]] = {source.id: Counter() for source in desk.sources}
    reports: list[SourceReport] = []
    journey = crawl(desk.sources, archive.frontier, desk.options, desk.clock, everything=desk.everything)
    async with leased(desk, LEASE) as lease, contextlib.aclosing(journey) as outcomes:
        run_id = archive.runs.start(now=started_at, holder=desk.holder)
        async for outcome in outcomes:
            kept = settle(desk, outcome, lease)
            if isinstance(outcome, Tally):
                reports.append(SourceReport(outcome, **counts[outcome.source]))
                archive.runs.record(run_id, reports[-1])
            else:
                counts[outcome.found.source].update(counted(outcome, kept))
            desk.observe(outcome, kept)
        finished_at = desk.clock()
        archive.runs.finish(run_id, now=finished_at)
    return CycleReport(run_id, started_at, finished_at, tuple(reports))


def settle(desk: Desk, outcome: Outcome, lease: Lease) -> Kept | None:
    """Give one outcome its place in the archive: a page judged, compared and filed; a failure put down with its reason."""
    match outcome:
        case Extracted():
            filing = examine(desk, outcome)
            return desk.archive.keep(filing, now=desk.clock(), lease=lease)
        case Unchanged():
            desk.archive.unchanged(outcome, lease=lease)
        case Failure():
            desk.archive.fail(outcome, lease=lease)
    return None


def counted(outcome: Extracted | Unchanged | Failure, kept: Kept | None) -> list[str]:
    """The figures of `SourceReport` that one settled page adds to."""
    if isinstance(outcome, Unchanged) or (kept and kept.relation is RelationKind.UNCHANGED):
        return ["unchanged"]
    if kept is None:
        return []
    if not kept.relevant:
        return ["irrelevant"]
    match kept.relation:
        case RelationKind.REVISION:
            return ["relevant", "revised"]
        case RelationKind.COPY:
            return ["relevant", "kept", "copies"]
        case _:
            return ["relevant", "kept"]


def examine(desk: Desk, extracted: Extracted) -> Filing:
    """Everything we decide about one page: is it on the topic, is it known, which province and which organisations is it about."""
    verdict = judge(extracted, desk.topic)
    mark = fingerprint(extracted)
    relation = compare(extracted, mark, desk.archive.known(extracted, mark, alike=verdict.relevant))
    home = next(source.province for source in desk.sources if source.id == extracted.source)
    province, province_then = locate(
        home, extracted.published_at or extracted.fetched_at, extracted.title, extracted.lead, extracted.text
    )
    credited = credited_to(extracted.credit, extracted.source, desk.sources)
    named = desk.watchlist.named_in(extracted)
    return Filing(extracted, mark, verdict, relation, province, province_then, credited, named)


class Holder(Protocol):
    """Whoever holds leases: a cycle's desk, or the daemon."""

    @property
    def archive(self) -> Archive: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def holder(self) -> str: ...


@contextlib.asynccontextmanager
async def leased(who: Holder, name: str) -> AsyncIterator[Lease]:
    """Hold a lease for the time of the block, renewed at a third of its life. Raises WaitForOther."""
    lease = who.archive.leases.acquire(name, holder=who.holder, ttl=LEASE_TTL, now=who.clock())

    async def renew() -> None:
        while True:
            await asyncio.sleep(LEASE_TTL.total_seconds() / 3)
            who.archive.leases.renew(lease, now=who.clock())

    renewal = asyncio.create_task(renew())
    try:
        yield lease
    finally:
        renewal.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await renewal
        who.archive.leases.release(lease)
