"""kill -9 of a crawl at random moments, then one clean cycle: is every article there, once?

`python -m tests.campaigns.kills --kills 40 --batch 5`: after every `batch` kills on one archive comes a clean cycle,
then a fresh archive. In half of the rounds only the main process is killed, and its workers have to end by themselves.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import sys
import time
from dataclasses import dataclass

from tests.campaigns.bed import ORPHANS_MAY_LIVE, TODAY, Found, clean_cycle, complaints, fresh, say, started, table
from tests.campaigns.processes import gone_after
from tests.journey.conftest import Program
from tests.newspapers.press import Newspapers

MOMENTS = ("start", "time", "requests", "requests", "end")
REQUESTS = 228  # of a whole first cycle
LISTS = 16  # of a cycle that finds nothing new
START, SECONDS = 2.5, 12.0  # a start, a whole first cycle
LONGEST = 90.0  # seconds after which a round is given up


@dataclass(frozen=True)
class Kill:
    """One round: when, whom, how far the crawl was, and how long its workers outlived it."""

    moment: str
    whole_group: bool
    hit: bool  # it was alive still
    requests: int
    orphans_gone: float | None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--batch", type=int, default=5)
    parser.add_argument("--seed", type=int, default=20261120)
    chosen = parser.parse_args()
    dice = random.Random(chosen.seed)
    rows = [("kills", "hit", "group", "main only", "readable", "lost", "doubled", "damage", "blocked", "orphans", "s")]
    bad = False
    with Newspapers(TODAY) as press:
        for first in range(0, chosen.kills, chosen.batch):
            with fresh(press) as program:
                since = time.monotonic()
                numbers = range(first, min(first + chosen.batch, chosen.kills))
                base = len(press.requests)
                kills = [kill(program, press, dice, n, len(press.requests) - base) for n in numbers]
                found = clean_cycle(program, press)
                rows.append(figures(kills, found, time.monotonic() - since))
                bad |= report(program, kills, found)
    table(rows)
    return int(bad)


def kill(program: Program, press: Newspapers, dice: random.Random, number: int, made: int) -> Kill:
    """Start a crawl and kill it at a moment that the dice choose. `made`: requests of the rounds before it."""
    moment, whole_group = dice.choice(MOMENTS), number % 2 == 0
    before = len(press.requests)
    with started(program, "crawl", *press.outlets) as crawl:
        deadline, wanted = moment_of(moment, dice, max(REQUESTS - made, 0) + LISTS // 2)
        while time.monotonic() < deadline and crawl.poll() is None and len(press.requests) - before < wanted:
            time.sleep(0.002)
        if moment == "requests":
            time.sleep(dice.uniform(0, 0.1))
        hit = crawl.poll() is None
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if whole_group else os.kill)(crawl.pid, signal.SIGKILL)
        crawl.wait()
        orphans_gone = gone_after(crawl.pid, ORPHANS_MAY_LIVE)
    return Kill(moment, whole_group, hit, len(press.requests) - before, orphans_gone)


def moment_of(moment: str, dice: random.Random, left: int) -> tuple[float, int]:
    """At what time, or after how many requests, whichever is first. `left`: requests until everything is there."""
    now = time.monotonic()
    match moment:
        case "start":
            return now + dice.uniform(0, START), REQUESTS * 9
        case "time":
            return now + dice.uniform(0, START + SECONDS * left / REQUESTS), REQUESTS * 9
        case "end":
            return now + LONGEST, max(1, left - dice.randrange(12))
    return now + LONGEST, dice.randrange(1, max(2, left))


def figures(kills: list[Kill], found: Found, seconds: float) -> tuple[str, ...]:
    group = sum(k.whole_group for k in kills)
    numbers = (len(kills), sum(k.hit for k in kills), group, len(kills) - group, found.readable, len(found.lost))
    left = sum(k.orphans_gone is None for k in kills)
    more = (len(found.doubled), len(found.damage), int(found.blocked), left)
    return (*map(str, (*numbers, *more)), f"{seconds:.0f}")


def report(program: Program, kills: list[Kill], found: Found) -> bool:
    """Say what went wrong; whether anything did."""
    for k in kills:
        gone = "orphans left" if k.orphans_gone is None else f"orphans gone after {k.orphans_gone:.2f} s"
        hit = "killed" if k.hit else "was done"
        say(f"  {k.moment:8} {'group' if k.whole_group else 'main':5} {hit} at {k.requests} requests, {gone}")
    for what in (*found.lost, *found.doubled, *found.damage):
        say("  !", what)
    if "Traceback" in complaints(program):
        say("  ! a traceback:", complaints(program)[-2000:])
    return not found.clean or any(k.orphans_gone is None for k in kills) or "Traceback" in complaints(program)


if __name__ == "__main__":
    sys.exit(main())
