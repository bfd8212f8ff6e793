"""Every request the sample newspapers were asked, in order, and a way to wait for the next ones."""

from __future__ import annotations

import threading
from collections.abc import Callable

from tests.newspapers.server import Request

_LOOK = 0.2  # seconds between two looks whether the crawl still lives


class RequestLog(list[Request]):
    """A list that wakes those who wait for it to grow. Only `append` does."""

    def __init__(self) -> None:
        super().__init__()
        self._grown = threading.Condition()

    def append(self, request: Request) -> None:
        with self._grown:
            super().append(request)
            self._grown.notify_all()

    def reach(self, number: int, crawling: Callable[[], bool]) -> bool:
        """Wait until there are so many. False: the crawl ended before."""
        with self._grown:
            while len(self) < number:
                if not crawling():
                    return False
                self._grown.wait(_LOOK)
        return True
