"""SIGSTOP of a crawl past its lease, a second crawl takes over, SIGCONT: are the first one's late writes refused?

`python -m tests.campaigns.stops --rounds 6`: in every other round only the main process is stopped, and in the last
third of them it is woken while the second crawl is still at work.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

from tests.campaigns.bed import (
    ORPHANS_MAY_LIVE,
    TODAY,
    Found,
    clean_cycle,
    complaints,
    fresh,
    revised,
    say,
    started,
    table,
)
from tests.campaigns.processes import gone_after
from tests.campaigns.short_lease import TTL
from tests.journey.conftest import Program
from tests.newspapers.press import Newspapers

MODULE = "tests.campaigns.short_lease"
REQUESTS = 228
LONGEST = 60.0


@dataclass(frozen=True)
class Ended:
    """How a round went: the exit codes of both crawls, and whether the first had its writes refused."""

    first: int
    second: int
    refused: bool
    orphans: bool


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--seed", type=int, default=4)
    chosen = parser.parse_args()
    dice = random.Random(chosen.seed)
    rows = [("stopped", "woken", "first", "second", "refused", "lost", "doubled", "revised", "damage", "orphans")]
    bad = False
    with Newspapers(TODAY) as press:
        for number in range(chosen.rounds):
            whole, early = number % 2 == 0, number % 3 == 2
            with fresh(press) as program:
                ended = overtaken(program, press, dice, whole=whole, early=early)
                found, again = clean_cycle(program, press), revised(program, press)
                rows.append(figures(ended, found, again, whole=whole, early=early))
                bad |= judged_bad(program, ended, found, again)
    table(rows)
    return int(bad)


def overtaken(program: Program, press: Newspapers, dice: random.Random, *, whole: bool, early: bool) -> Ended:
    """One crawl stopped at a random request until another has taken its lease."""
    stop = os.killpg if whole else os.kill
    with started(program, "crawl", *press.outlets, module=MODULE) as first:
        wait_for(press, len(press.requests) + dice.randrange(1, REQUESTS * 3 // 4), first)
        stop(first.pid, signal.SIGSTOP)
        time.sleep(TTL + 0.5)
        with started(program, "crawl", *press.outlets, module=MODULE) as second:
            if early:
                wait_for(press, len(press.requests) + 20, second)
            else:
                second.wait(LONGEST)
            stop(first.pid, signal.SIGCONT)
            codes = first.wait(LONGEST), second.wait(LONGEST)
        orphans = gone_after(first.pid, ORPHANS_MAY_LIVE) is None
    said = complaints(program)
    return Ended(*codes, refused="refused" in said or "was lost" in said, orphans=orphans)


def wait_for(press: Newspapers, requests: int, crawl: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + LONGEST
    while len(press.requests) < requests and crawl.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)


def figures(ended: Ended, found: Found, again: int, *, whole: bool, early: bool) -> tuple[str, ...]:
    counts = (len(found.lost), len(found.doubled), again, len(found.damage), int(ended.orphans))
    return (
        "group" if whole else "main",
        "during the second" if early else "after the second",
        str(ended.first),
        str(ended.second),
        "yes" if ended.refused else "no",
        *map(str, counts),
    )


def judged_bad(program: Program, ended: Ended, found: Found, again: int) -> bool:
    said = complaints(program)
    if ended.second not in {0, 1} or ended.first != 3 or "Traceback" in said:
        say("  !", said[-3000:])
    for what in (*found.lost, *found.doubled, *found.damage):
        say("  !", what)
    wrong = ended.first != 3 or ended.second not in {0, 1} or not ended.refused or ended.orphans or again > 0
    return wrong or not found.clean or "Traceback" in said


if __name__ == "__main__":
    sys.exit(main())
