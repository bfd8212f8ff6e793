"""What the campaigns share: newspapers, the program in a fresh folder, and what the archive says against the ledger."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from newsroom.query import Everything
from storage import Filters
from tests.journey.conftest import CLEAN, Program, install
from tests.newspapers.press import Newspapers

TODAY = date(2026, 11, 20)
ORPHANS_MAY_LIVE = 5.0  # seconds
DONE = (0, 1)  # exit codes of a crawl that went through


@dataclass
class Found:
    """What a clean cycle left to be desired."""

    readable: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)
    blocked: bool = False

    @property
    def clean(self) -> bool:
        return not (self.lost or self.doubled or self.damage or self.blocked)


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="campaign-") as name:
        yield Path(name)


@contextlib.contextmanager
def fresh(press: Newspapers) -> Iterator[Program]:
    """The program with an empty archive."""
    with folder() as path:
        yield install(path / "program", press.sources)


@contextlib.contextmanager
def started(program: Program, *arguments: str, module: str = "cli.main") -> Iterator[subprocess.Popen[bytes]]:
    """The program under way in a session of its own; both outputs go to files, so that nothing waits for a reader.

    What is left of the session at the end of the block is killed.
    """
    command = program.command(*arguments)
    command[command.index("cli.main")] = module
    with (program.folder / "out.txt").open("ab") as out, (program.folder / "err.txt").open("ab") as err:
        process = subprocess.Popen(
            command, cwd=program.folder, env=CLEAN, stdout=out, stderr=err, start_new_session=True
        )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def complaints(program: Program) -> str:
    """Everything the program wrote to stderr."""
    return (program.folder / "err.txt").read_text(encoding="utf-8", errors="replace")


def clean_cycle(program: Program, press: Newspapers) -> Found:
    """One undisturbed cycle over every list, then the ledger against the archive."""
    done = program.run("crawl", "--json", *press.outlets, expect=(*DONE, 3))
    found = compare(program, press)
    found.blocked = done.returncode == 3
    return found


def compare(program: Program, press: Newspapers) -> Found:
    """What the ledger has and the archive has not, or has twice."""
    rows = [row for row in press.ledger if row.readable]
    with program.archive() as archive:
        page = archive.search(Everything(), Filters(relevant=None), limit=1000)
        stored = Counter((hit.article.outlet, hit.article.title) for hit in page.hits)
        keys = Counter(hit.article.id for hit in page.hits)
        known = {row.name: archive.article(row.url) for row in rows}
        damage = archive.check()
    ids = Counter(article.id for article in known.values() if article)
    written = Counter((row.outlet, row.title) for row in rows)
    doubled = [f"{outlet}: {title}" for (outlet, title), n in stored.items() if n > written[outlet, title]]
    doubled += [f"article {key}" for key, n in (ids | keys).items() if n > 1]
    return Found(len(rows), [name for name, article in known.items() if article is None], doubled, damage)


def revised(program: Program, press: Newspapers) -> int:
    """Articles with more than one text, although nobody edited any: a page settled twice as if it had changed."""
    with program.archive() as archive:
        known = [archive.article(row.url) for row in press.ledger if row.readable]
        return sum(len(archive.revisions(article.id)) > 1 for article in known if article)


def say(*words: object) -> None:
    """A line on stdout, at once."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def table(rows: list[tuple[str, ...]]) -> None:
    """Columns as wide as their widest cell."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
