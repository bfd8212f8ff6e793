"""Twisted's asyncio reactor with a guard at its only door to the network: every TCP connection passes `connectTCP`.

The guard sees the address that is dialled, not a name, so that a name that answers first with a public and then with
a private address (DNS rebinding) gains nothing; and it sees all of them: plain and TLS, redirects, robots.txt,
literal addresses in any spelling.
"""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from threading import Thread
from typing import Any

from twisted.internet._resolver import GAIResolver
from twisted.internet.asyncioreactor import AsyncioSelectorReactor
from twisted.internet.main import installReactor
from twisted.python.threadpool import ThreadPool

from crawler.politeness.address import refusal
from newsroom.errors import FailureKind, SkipPage

LOOKUPS = 16  # names looked up at the same time: one for each source that is read in parallel


class GuardedReactor(AsyncioSelectorReactor):
    """Refuses connections to addresses that are not public, unless `allow_private_addresses` is set."""

    allow_private_addresses = False

    def connectTCP(self, host: str, port: int, factory: Any, timeout: float = 30, bindAddress: Any = None) -> Any:  # noqa: N802,N803
        """Dial, or raise SkipPage(REFUSED_ADDRESS) without a packet sent."""
        if not self.allow_private_addresses and (reason := refusal(host)):
            raise SkipPage(FailureKind.REFUSED_ADDRESS, reason)
        return super().connectTCP(host, port, factory, timeout, bindAddress)


def install(eventloop: asyncio.AbstractEventLoop | None = None) -> None:
    """Make the guarded reactor this process's reactor. Scrapy calls this for the TWISTED_REACTOR setting."""
    reactor = GuardedReactor(eventloop)
    installReactor(reactor)  # type: ignore[no-untyped-call]
    # The reactor's own threads are joined at its end, and a name server that does not answer holds one for half a
    # minute: SIGTERM has ten seconds.
    lookups = ThreadPool(0, LOOKUPS, "lookups")
    lookups.threadFactory = partial(Thread, daemon=True)  # type: ignore[assignment]
    lookups.start()
    resolver = GAIResolver(reactor, lambda: lookups)  # type: ignore[arg-type]  # zope interfaces are unknown to mypy
    reactor.installNameResolver(resolver)  # type: ignore[arg-type]


def installed() -> GuardedReactor:
    """This process's reactor, which has to be the guarded one: without the guard nothing is fetched."""
    if "twisted.internet.reactor" not in sys.modules:  # importing it would install an unguarded one
        raise TypeError("crawling needs a reactor: run it inside crawler.run.run_until_complete")
    from twisted.internet import reactor

    if not isinstance(reactor, GuardedReactor):
        raise TypeError(f"crawling needs {GuardedReactor.__qualname__}, but {type(reactor).__qualname__} is installed")
    return reactor
