"""Nine invented newspapers on loopback, one per CMS family, with a ledger of what is true about them.

    async with Newspapers(today=date(2026, 11, 20)) as press:
        …crawl(press.sources)…
        press.edit("songlam", "…", lead="…")
        assert stored == [row for row in press.ledger if row.readable]

Or as a process: `python -m tests.newspapers --today 2026-11-20 --sources var/sources`.
"""

from __future__ import annotations

from tests.newspapers.press import Newspapers
from tests.newspapers.server import Request
from tests.newspapers.truth import Truth

__all__ = ["Newspapers", "Request", "Truth"]
