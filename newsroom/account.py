"""What a run did, per source: the row of §3.8 of the design, in the order of the journey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Trouble:
    """A list that was declared or discovered and did not answer as one."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What the crawler did for one source in one cycle."""

    source: str
    started_at: datetime
    finished_at: datetime
    requests: int = 0  # every request sent, robots.txt included
    lists_asked: int = 0
    lists_unchanged: int = 0
    found: int = 0  # links in all lists
    new: int = 0  # … first seen now
    fetched: int = 0  # article pages answered with a body
    extracted: int = 0
    bytes: int = 0  # received bodies, as sent over the wire
    failed: Mapping[str, int] = field(default_factory=dict)  # by FailureKind value
    troubles: tuple[Trouble, ...] = ()
    stopped: str = ""  # why it ended early; empty when it did not


@dataclass(frozen=True, slots=True)
class SourceReport:
    """The crawler's tally of one source and what became of its pages."""

    tally: Tally
    relevant: int = 0  # judged relevant, whatever followed
    kept: int = 0  # new articles stored (copies included)
    copies: int = 0
    revised: int = 0
    irrelevant: int = 0
    unchanged: int = 0  # known articles looked at again, the same


@dataclass(frozen=True, slots=True)
class CycleReport:
    """One whole cycle, source by source, in the order they ended."""

    run_id: int
    started_at: datetime
    finished_at: datetime
    sources: tuple[SourceReport, ...] = ()

    def total(self, name: str) -> int:
        """The sum of one figure (`found`, `kept` …) over all sources."""
        return sum(getattr(s if hasattr(s, name) else s.tally, name) for s in self.sources)
