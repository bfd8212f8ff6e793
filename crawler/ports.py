"""What the crawler asks of whoever runs it. It never sees the database, only this."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from newsroom.discovery import Assignment, Poll, Recorded, RobotsAnswer
from newsroom.source import Source


class Frontier(Protocol):
    """The memory of what was found. Every method is one short transaction, called from the crawl's own thread."""

    def assignment(self, source: Source, *, now: datetime, everything: bool) -> Assignment:
        """What is due: lists to ask and articles to fetch. `everything`: all lists of the source, due or not."""

    def record(self, poll: Poll) -> Recorded:
        """Keep a list's answer and its links before any of them is fetched; say which to fetch now."""

    def robots(self, origin: str, *, now: datetime) -> RobotsAnswer | None:
        """The remembered robots.txt of a host, unless it has to be asked again."""

    def remember_robots(self, answer: RobotsAnswer) -> None: ...


class Clock(Protocol):
    def __call__(self) -> datetime: ...
