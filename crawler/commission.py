"""What one visit to one newspaper works with, and what it counts."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar, TypeVarTuple

from crawler.options import CrawlOptions
from crawler.politeness.fetcher import Manners, Traffic
from crawler.ports import Clock, Frontier
from newsroom.account import Tally, Trouble
from newsroom.article import Extracted, Failure, Unchanged
from newsroom.errors import DiembaoError
from newsroom.source import Source

Outcome = Extracted | Unchanged | Failure | Tally
Deliver = Callable[[Outcome], Awaitable[None]]

_T = TypeVar("_T")
_Args = TypeVarTuple("_Args")


class Workers(Protocol):
    """Where parsing happens: crawler.pool.WorkerPool, or something simpler in tests."""

    async def run(self, function: Callable[[*_Args], _T], *args: *_Args) -> _T: ...


@dataclass
class Commission:
    """One newspaper in one cycle: whom to ask, through what, and where the outcome goes."""

    source: Source
    frontier: Frontier
    workers: Workers
    manners: Manners
    deliver: Deliver
    everything: bool = False
    begun: asyncio.Event = field(default_factory=asyncio.Event)  # the visit is under way, so it can be stopped
    error: DiembaoError | None = None  # what ended the visit and concerns the whole cycle: the frontier cannot be used

    @property
    def options(self) -> CrawlOptions:
        return self.manners.options

    @property
    def clock(self) -> Clock:
        return self.manners.clock


@dataclass
class Count:
    """The tally of a visit while it is made."""

    source: str
    started_at: datetime
    lists_asked: int = 0
    lists_unchanged: int = 0
    found: int = 0
    new: int = 0
    fetched: int = 0
    extracted: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    troubles: list[Trouble] = field(default_factory=list)
    stopped: str = ""

    def trouble(self, url: str, reason: str) -> None:
        self.troubles.append(Trouble(url, reason))

    def stop(self, reason: str) -> None:
        """Remember why some of the work waits for the next cycle; the first reason is the one that matters."""
        self.stopped = self.stopped or reason

    def tally(self, traffic: Traffic, now: datetime) -> Tally:
        return Tally(
            source=self.source,
            started_at=self.started_at,
            finished_at=now,
            requests=traffic.requests,
            lists_asked=self.lists_asked,
            lists_unchanged=self.lists_unchanged,
            found=self.found,
            new=self.new,
            fetched=self.fetched,
            extracted=self.extracted,
            bytes=traffic.bytes,
            failed=dict(self.failed),
            troubles=tuple(self.troubles),
            stopped=self.stopped,
        )
