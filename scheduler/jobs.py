"""What the scheduler runs: plain functions that return a report."""

from __future__ import annotations

from crawler.run import run_until_complete
from newsroom.account import CycleReport
from newsroom.errors import FailureKind
from scheduler.cycle import Desk, run_cycle

# Failures a person should look at. The others are the press's daily life: a page taken down, a soft 404, a busy server.
WORTH_A_LOOK = frozenset(
    {
        FailureKind.ROBOTS_UNREACHABLE,
        FailureKind.REFUSED_ADDRESS,
        FailureKind.BARRED,
        FailureKind.TOO_LARGE,
        FailureKind.TIMEOUT,
        FailureKind.MEMORY,
        FailureKind.CRASH,
        FailureKind.TOO_DEEP,
        FailureKind.EMPTY,
        FailureKind.UNREADABLE,
        FailureKind.NETWORK,
    }
)


def crawl_now(desk: Desk) -> CycleReport:
    """One cycle in this process; returns when it is done. SIGTERM and SIGINT end it early and cleanly."""
    return run_until_complete(run_cycle(desk))


def needs_a_look(report: CycleReport) -> bool:
    """Whether a cycle ended with something that will not mend itself: the difference between exit codes 0 and 1."""
    return any(
        source.tally.troubles
        or source.tally.stopped
        or any(FailureKind(k) in WORTH_A_LOOK for k in source.tally.failed)
        for source in report.sources
    )
