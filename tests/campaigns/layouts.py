"""Some thousand randomly assembled article pages with known truth: how many come out exactly, and which ways fail."""

from __future__ import annotations

import argparse
from collections import Counter

from tests.campaigns.bed import say
from tests.crawler.extraction.layouts.verdicts import Verdict, judged, suspects


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--show", default="", help="a part of the article: print what was wanted and got of it")
    parser.add_argument("--most", type=int, default=5, help="how many pages to show")
    chosen = parser.parse_args()
    verdicts = [judged(seed) for seed in range(chosen.first, chosen.first + chosen.pages)]
    wrong = [verdict for verdict in verdicts if verdict.wrong]
    say(f"{len(verdicts) - len(wrong)} of {len(verdicts)} pages exact")
    counts = Counter(part for verdict in wrong for part in verdict.wrong)
    for part, count in counts.most_common():
        rated = [f"{choice} {share:.0%} ({times})" for share, times, choice in suspects(verdicts, part)[:6]]
        say(f"{count:5} {part}: " + "; ".join(rated))
    if chosen.show:
        show([verdict for verdict in wrong if chosen.show in verdict.wrong][: chosen.most], chosen.show)
    return int(bool(wrong))


def show(verdicts: list[Verdict], part: str) -> None:
    for verdict in verdicts:
        wanted, got = verdict.wrong[part]
        say(f"\nseed {verdict.seed}: {', '.join(verdict.sheet.choices)}")
        if isinstance(wanted, list) and isinstance(got, list):
            say("  missing", [line for line in wanted if line not in got])
            say("  too much", [line for line in got if line not in wanted])
        else:
            say("  wanted", wanted, "\n  got   ", got)


if __name__ == "__main__":
    raise SystemExit(main())
