"""Hostile pages, lists and servers: does every cycle end in time, with a reason for each, the rest stored, memory bounded?

`python -m tests.campaigns.hostile [newspapers] [pages] [wire] [lists] [flood]`: all of them by default.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.campaigns import evil_lists, evil_pages
from tests.campaigns.bed import DONE, TODAY, complaints, folder, say, started, table
from tests.campaigns.evil import Attackers, Outlet
from tests.campaigns.processes import Memory
from tests.journey.conftest import Program, install
from tests.newspapers.press import Newspapers

MOST_MEMORY = 400.0  # MB, of every process
LONGEST = 240.0  # seconds of a cycle
LIMITS = 'request_timeout = 6\nsource_timeout = "100s"\n'


@dataclass
class Cycle:
    """One crawl with what it cost."""

    code: int | None
    seconds: float
    memory: dict[str, float]
    report: dict[str, Any] = field(default_factory=dict)
    said: str = ""

    @property
    def sound(self) -> bool:
        in_time = self.code in DONE and self.seconds < LONGEST
        return in_time and max(self.memory.values(), default=0) < MOST_MEMORY and "Traceback" not in self.said


def main() -> int:
    scenes: dict[str, Callable[[Path], bool]] = {
        "newspapers": newspapers,
        "pages": lambda path: attacked(path, evil_page_outlets()),
        "wire": lambda path: attacked(path, [evil_pages.page_outlet("wire", evil_pages.WIRE, 600)]),
        "lists": lambda path: attacked(path, evil_lists.outlets()),
        "flood": lambda path: attacked(path, evil_lists.flood()),
    }
    bad = False
    for name in sys.argv[1:] or scenes:
        say("==", name)
        with folder() as path:
            bad |= not scenes[name](path)
    return int(bad)


def evil_page_outlets() -> list[Outlet]:
    """Two newspapers, read at the same time, so that both workers are under attack."""
    names = list(evil_pages.MARKUP)
    halves = (names[::2], names[1::2])
    return [
        evil_pages.page_outlet(f"pages-{n}", {name: evil_pages.MARKUP[name] for name in half}, 1 + 100 * n)
        for n, half in enumerate(halves)
    ]


def newspapers(path: Path) -> bool:
    """The sample newspapers and the one with the hostile pages."""
    with Newspapers(TODAY, hostile=True) as press:
        program = install(path / "program", press.sources)
        cycle = crawl(program)
        with program.archive() as archive:
            known = {row.name: (row, archive.explain(row.url)) for row in press.ledger}
    lost = [name for name, (row, told) in known.items() if row.readable and not (told and told.article)]
    silent = []
    for name, (row, told) in known.items():
        if row.status == "broken":
            trail = told.trails[0] if told and told.trails else None
            if trail is None or trail.outcome not in {kind.value for kind in row.fails} or not trail.reason:
                silent.append(name)
            if row.outlet == "trannoi":
                say(f"  {name}: {trail.outcome if trail else 'nothing'}: {trail.reason if trail else ''}")
    figures(cycle, f"{len(known)} in the ledger, lost {lost}, not or wrongly reported {silent}")
    return cycle.sound and not lost and not silent


def attacked(path: Path, outlets: list[Outlet]) -> bool:
    """One cycle over attackers; what became of every page they named."""
    with Attackers(outlets) as attackers:
        attackers.write_sources(path / "sources")
        program = install(path / "program", path / "sources")
        program.file.write_text(program.file.read_text(encoding="utf-8") + LIMITS, encoding="utf-8")
        cycle = crawl(program)
        fates, lost, silent = pages(program, outlets)
    rows = [("outlet", "asked", "s", "lists and pages that failed", "stopped")]
    for row in cycle.report.get("sources", []):
        told = [f"{number} {kind}" for kind, number in row["failed"].items()]
        told += [trouble["reason"][:110] for trouble in row["troubles"][:2]]
        asked = str(attackers.asked[row["outlet"]])
        rows.append((row["outlet"], asked, f"{row['seconds']:.0f}", "; ".join(told), row["stopped"][:90]))
    table([(name, fate) for name, fate in fates.items() if "/that-" not in name] or [("", "")])
    table(rows)
    figures(cycle, f"honest articles lost {lost}, pages without a word {silent}")
    return cycle.sound and not lost and not silent


def pages(program: Program, outlets: list[Outlet]) -> tuple[dict[str, str], list[str], list[str]]:
    """What became of every page; honest ones that are not stored; others of which nothing is known."""
    fates: dict[str, str] = {}
    lost, silent = [], []
    named = [(o, path) for o in outlets if o.readable for path in o.routes if path.startswith("/bai/")]
    with program.archive() as archive:
        known = {outlet.id + path: archive.explain(outlet.base + path) for outlet, path in named}
    for name, told in known.items():
        trail = told.trails[0] if told and told.trails else None
        stored = bool(told and told.article)
        fates[name] = "stored" if stored else f"{trail.outcome}: {trail.reason}" if trail else "?"
        if "/that-" in name and not stored:
            lost.append(name)
        elif not stored and not (trail and trail.reason):
            silent.append(name)
    return fates, lost, silent


def crawl(program: Program) -> Cycle:
    """A cycle over everything that is due, watched."""
    since = time.monotonic()
    with started(program, "crawl", "--json") as process:
        with Memory(process.pid) as memory:
            while process.poll() is None and time.monotonic() - since < LONGEST:
                time.sleep(0.05)
        code = process.poll()
    out = (program.folder / "out.txt").read_text(encoding="utf-8")
    return Cycle(code, time.monotonic() - since, memory.most(), json.loads(out or "{}"), complaints(program))


def figures(cycle: Cycle, more: str) -> None:
    peaks = ", ".join(f"{role} {peak:.0f} MB" for role, peak in cycle.memory.items())
    say(f"  code {cycle.code} after {cycle.seconds:.0f} s; peaks: {peaks}; {more}")
    if cycle.said.strip():
        say("  stderr:", cycle.said[-3000:])


if __name__ == "__main__":
    sys.exit(main())
