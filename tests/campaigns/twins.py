"""Two crawls started at the same moment, again and again: one works, the other leaves with exit code 3."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter

from tests.campaigns.bed import DONE, TODAY, compare, complaints, fresh, say, started, table
from tests.journey.conftest import Program
from tests.newspapers.press import Newspapers

LONGEST = 90.0


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--batch", type=int, default=5, help="rounds on one archive")
    chosen = parser.parse_args()
    dice = random.Random(chosen.seed)
    rows = [
        ("rounds", "one worked, one left", "articles fetched twice", "lists asked twice", "lost", "doubled", "damage")
    ]
    bad = False
    with Newspapers(TODAY) as press:
        for first in range(0, chosen.rounds, chosen.batch):
            with fresh(press) as program:
                rounds = [both(program, press, dice) for _ in range(min(chosen.batch, chosen.rounds - first))]
                found = compare(program, press)
            orderly = sum(order for order, _, _ in rounds)
            articles, lists = sum(twice for _, twice, _ in rounds), sum(twice for _, _, twice in rounds)
            counts = (len(rounds), orderly, articles, lists, len(found.lost), len(found.doubled), len(found.damage))
            rows.append(tuple(map(str, counts)))
            bad |= orderly < len(rounds) or articles > 0 or lists > 0 or not found.clean
    table(rows)
    return int(bad)


def both(program: Program, press: Newspapers, dice: random.Random) -> tuple[bool, int, int]:
    """One round: whether it went in order, how many articles and lists were asked for twice."""
    del press.requests[:]
    with started(program, "crawl", *press.outlets) as one:
        time.sleep(dice.choice((0, 0, dice.uniform(0, 0.3), dice.uniform(0, 1))))  # less than the shortest crawl
        with started(program, "crawl", *press.outlets) as two:
            codes = one.wait(LONGEST), two.wait(LONGEST)
    orderly = (codes[0] in DONE and codes[1] == 3) or (codes[1] in DONE and codes[0] == 3)
    if not orderly:
        say("  ! exit codes", codes, complaints(program)[-2000:])
    own = {url.split("/", 3)[3] for row in press.ledger for url in row.urls}
    asked = Counter((request.host, request.path) for request in press.requests)
    twice = [path for (_, path), times in asked.items() if times > 1]
    articles = [path for path in twice if path.lstrip("/") in own]
    return orderly, len(articles), len(twice) - len(articles)


if __name__ == "__main__":
    sys.exit(main())
