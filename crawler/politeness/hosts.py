"""How we behave towards a host: one request at a time, a pause after each, and silence when it asks for it.

One `Hosts` is shared by everything a cycle reads, so that two newspapers on one machine, or a redirect into a third,
keep the same manners.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from newsroom.errors import FailureKind, SkipPage

# A host that is down costs the time limit of every request to it. Five in a row leave room for a hiccup and cost at
# most two and a half minutes at 30 s each.
PATIENCE = 5


class NotNow(SkipPage):
    """A host is to be left alone for the rest of the cycle: nothing was asked, nothing is wrong with the page."""


@dataclass(slots=True)
class _Host:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0  # loop time
    silent: int = 0  # requests in a row that met no server
    left_alone: NotNow | None = None


class Hosts:
    """The hosts of one cycle."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, url: str, pause: float) -> AsyncIterator[None]:
        """Wait until it is our turn at this host, and keep everybody else waiting until `pause` seconds after.

        The pause runs from the end of an answer, so that it is never shorter on the server's side. Raises NotNow.
        """
        host = self._host(url)
        async with host.turn:
            self.check(url)
            loop = asyncio.get_running_loop()
            if (wait := host.free_at - loop.time()) > 0:
                await asyncio.sleep(wait)
            sent = True
            try:
                yield
            except SkipPage as problem:
                sent = problem.kind is not FailureKind.REFUSED_ADDRESS
                raise
            finally:
                if sent:  # what was refused on our side bothered nobody
                    host.free_at = loop.time() + pause

    def check(self, url: str) -> None:
        """Raise NotNow if this host is left alone."""
        if (left_alone := self._host(url).left_alone) is not None:
            raise left_alone

    def leave_alone(self, url: str, reason: str, until: datetime | None = None) -> None:
        """Ask this host nothing more in this cycle; `until` is what it named itself."""
        self._host(url).left_alone = NotNow(FailureKind.THROTTLED, f"{host_of(url)} is left alone: {reason}", until)

    def answered(self, url: str) -> None:
        """A server was there, whatever it said."""
        self._host(url).silent = 0

    def silent(self, url: str, reason: str) -> None:
        """No server was there."""
        host = self._host(url)
        host.silent += 1
        if host.silent >= PATIENCE:
            told = (
                f"{host_of(url)} is left alone until the next cycle: {host.silent} requests in a row failed, {reason}"
            )
            host.left_alone = NotNow(FailureKind.NETWORK, told)

    def _host(self, url: str) -> _Host:
        return self._hosts.setdefault(host_of(url), _Host())


def host_of(url: str) -> str:
    """What counts as one host: its name for the usual ports (http and https together), else its name and port."""
    parts = urlsplit(url)
    name = (parts.hostname or "").rstrip(".")
    return name if parts.port in {None, 80, 443} else f"{name}:{parts.port}"
