"""A live line per source while a crawl runs on a terminal; nothing at all elsewhere."""

from __future__ import annotations

from collections import Counter
from types import TracebackType
from typing import Self, TextIO

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from cli.output import safe
from newsroom.account import Tally
from newsroom.article import Extracted, Failure, Unchanged
from newsroom.filing import Kept


class Progress:
    """Watches a cycle; used as a context manager around it."""

    def __init__(self, stream: TextIO) -> None:
        self._console = Console(file=stream)
        self._live = Live(console=self._console, refresh_per_second=4) if self._console.is_terminal else None
        self._counts: dict[str, Counter[str]] = {}
        self._titles: dict[str, str] = {}

    def __enter__(self) -> Self:
        if self._live:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            self._live.stop()

    def observe(self, outcome: Extracted | Unchanged | Failure | Tally, kept: Kept | None) -> None:
        """Take one step of the cycle into account (scheduler.cycle.Observer)."""
        if self._live is None:
            return
        source = outcome.source if isinstance(outcome, Tally) else outcome.found.source
        counts = self._counts.setdefault(source, Counter())
        match outcome:
            case Tally():
                self._titles[source] = outcome.stopped or "done"
            case Failure():
                counts["failed"] += 1
            case Extracted():
                counts["read"] += 1
                counts["kept"] += bool(kept and kept.relevant)
                self._titles[source] = outcome.title
            case Unchanged():
                counts["unchanged"] += 1
        self._live.update(self._table())

    def _table(self) -> Table:
        table = Table.grid(padding=(0, 2))
        for source, counts in self._counts.items():
            table.add_row(
                Text(source, style="bold"),
                Text(f"{counts['read']} read"),
                Text(f"{counts['kept']} kept", style="green" if counts["kept"] else ""),
                Text(f"{counts['failed']} failed" if counts["failed"] else "", style="red"),
                Text(safe(self._titles.get(source, "")), overflow="ellipsis", no_wrap=True, style="dim"),
            )
        return table
