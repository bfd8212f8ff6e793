"""SIGTERM during a crawl at random moments: does it end in time, say so by its exit code, and let the next one go on?"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time

from tests.campaigns.bed import (
    ORPHANS_MAY_LIVE,
    TODAY,
    clean_cycle,
    complaints,
    fresh,
    say,
    started,
    table,
)
from tests.campaigns.processes import gone_after, session
from tests.campaigns.stops import REQUESTS, wait_for
from tests.journey.conftest import Program
from tests.newspapers.press import Newspapers

MAY_TAKE = 10.0  # seconds
START = 2.5


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=5)
    chosen = parser.parse_args()
    dice = random.Random(chosen.seed)
    rows = [("moment", "whom", "code", "s", "orphans", "lost", "doubled", "damage", "next blocked")]
    bad = False
    with Newspapers(TODAY) as press:
        for number in range(chosen.rounds):
            with fresh(press) as program:
                row, wrong = ended(program, press, dice, number)
                rows.append(row)
                bad |= wrong
    table(rows)
    return int(bad)


def ended(program: Program, press: Newspapers, dice: random.Random, number: int) -> tuple[tuple[str, ...], bool]:
    """One crawl, one SIGTERM (to the whole group in every other round), one clean cycle."""
    whole, at_start = number % 2 == 0, number % 5 == 4
    before = len(press.requests)
    with started(program, "crawl", *press.outlets) as crawl:
        if at_start:
            time.sleep(dice.uniform(0, START))
        else:
            wait_for(press, before + dice.randrange(1, REQUESTS), crawl)
        moment = "start" if at_start else f"{len(press.requests) - before} requests"
        seconds, code = asked_to_end(crawl, whole=whole)
        orphans = gone_after(crawl.pid, ORPHANS_MAY_LIVE) is None
    said = complaints(program)
    found = clean_cycle(program, press)
    counts = (len(found.lost), len(found.doubled), len(found.damage), int(found.blocked))
    row = (moment, "group" if whole else "main", str(code), f"{seconds:.1f}", str(int(orphans)), *map(str, counts))
    wrong = seconds > MAY_TAKE or orphans or not found.clean or "Traceback" in said
    if wrong:
        say("  !", said[-3000:], *found.lost, *found.doubled, *found.damage)
    return row, wrong


def asked_to_end(crawl: subprocess.Popen[bytes], *, whole: bool) -> tuple[float, int]:
    """Seconds and exit code after SIGTERM; ended by force after twice the time allowed."""
    asked = time.monotonic()
    if crawl.poll() is None and session(crawl.pid):
        (os.killpg if whole else os.kill)(crawl.pid, signal.SIGTERM)
    try:
        code = crawl.wait(2 * MAY_TAKE)
    except subprocess.TimeoutExpired:
        crawl.kill()
        code = crawl.wait()
    return time.monotonic() - asked, code


if __name__ == "__main__":
    sys.exit(main())
