"""The sample newspapers as one thing to start, ask, change and stop."""

from __future__ import annotations

import asyncio
import errno
import shutil
import socket
import tempfile
import threading
from collections.abc import Collection
from concurrent.futures import Future
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.newspapers.families import NEWSPAPERS
from tests.newspapers.hostile import HOSTILE
from tests.newspapers.manuscript import FOLDER, manuscripts
from tests.newspapers.outlet import Outlet
from tests.newspapers.requests import RequestLog
from tests.newspapers.server import Address, serve
from tests.newspapers.site import Site, TakeDown
from tests.newspapers.truth import Truth

_FIRST_ADDRESS = 11  # 127.0.0.11, .12 …: every domain is a host of its own
_ATTEMPTS = 50


class Newspapers:
    """All sample newspapers, each on its own loopback address, with one port.

    `today` is the day they print in their headers and count `days_ago` from. `held` names articles ("outlet/id") that
    wait for publish(). `hostile` adds the newspaper with the hostile pages. `sources` is the folder that gets a source
    file for each (a temporary one by default). `latency` is the seconds each answer takes, so that requests at the same
    time overlap in `requests`. Where a machine has only 127.0.0.1 they share it, a port for each.
    """

    def __init__(
        self,
        today: date,
        *,
        port: int = 0,
        sources: Path | None = None,
        hostile: bool = False,
        held: Collection[str] = (),
        latency: float = 0.0,
    ) -> None:
        written = manuscripts()
        outlets: tuple[Outlet, ...] = (*NEWSPAPERS, HOSTILE) if hostile else NEWSPAPERS
        self.today = today
        self.requests = RequestLog()
        self._sites = {o.id: Site(o, written.get(o.id, []), today, held=held) for o in outlets}
        self._port, self._latency = port, latency
        self._addresses: list[Address] = []
        self._sources = sources
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None

    # -- their life

    def start(self) -> Self:
        self._addresses = self._listen()
        for outlet, site in self._sites.items():
            own = [a.base for a in self._addresses if a.outlet == outlet]
            site.open(*own)
        self._write_sources()
        ready: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, args=(ready,), name="newspapers", daemon=True)
        self._thread.start()
        ready.result(timeout=30)
        return self

    def stop(self) -> None:
        if self._loop is not None and self._stop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
        if self._thread is not None:
            self._thread.join(timeout=30)
        if self._temporary is not None:
            shutil.rmtree(self._temporary, ignore_errors=True)

    def _run(self, ready: Future[None]) -> None:
        async def main() -> None:
            self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
            await serve(self._addresses, self.requests, lambda: ready.set_result(None), self._stop.wait())

        asyncio.run(main())

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        return await asyncio.to_thread(self.start)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self.stop)

    # -- what there is to know

    @property
    def outlets(self) -> tuple[str, ...]:
        return tuple(self._sites)

    @property
    def addresses(self) -> dict[str, list[str]]:
        """The bases (http://host:port) of each outlet, its present domain first."""
        return {outlet: [a.base for a in self._addresses if a.outlet == outlet] for outlet in self._sites}

    @property
    def sources(self) -> Path:
        """The folder with a source file for each newspaper, addresses filled in."""
        if self._sources is None:
            raise ValueError("the newspapers have no source files before they are started")
        return self._sources

    @property
    def ledger(self) -> list[Truth]:
        """The truth as it stands now, every article of every newspaper."""
        return [row for site in self._sites.values() for row in site.ledger()]

    def truth(self, name: str) -> Truth:
        """The ledger's row of "outlet/id"."""
        outlet, _, article = name.partition("/")
        return next(row for row in self._site(outlet).ledger() if row.id == article)

    # -- what tests have them do

    def publish(self, outlet: str, article: str, at: datetime | None = None) -> Truth:
        """Print an article that was held back; it is the outlet's newest unless `at` says otherwise."""
        self._site(outlet).publish(article, at)
        return self.truth(f"{outlet}/{article}")

    def edit(self, outlet: str, article: str, at: datetime | None = None, **changes: Any) -> Truth:
        """Change fields of an article (title, lead, paragraphs, captions …); its address stays."""
        self._site(outlet).edit(article, at, **changes)
        return self.truth(f"{outlet}/{article}")

    def withdraw(self, outlet: str, article: str, way: TakeDown = "410") -> Truth:
        """Take an article down, in this way, and out of every list."""
        self._site(outlet).withdraw(article, way)
        return self.truth(f"{outlet}/{article}")

    def _site(self, outlet: str) -> Site:
        if outlet not in self._sites:
            raise ValueError(f"there is no newspaper {outlet!r}; there are {', '.join(self._sites)}")
        return self._sites[outlet]

    # -- where they live

    def _listen(self) -> list[Address]:
        doors = [(site, old) for site in self._sites.values() for old in range(site.outlet.domains)]
        hosts = [f"127.0.0.{_FIRST_ADDRESS + n}" for n in range(len(doors))]
        sockets = _bind(hosts, self._port)
        return [
            Address(
                outlet=site.outlet.id,
                listener=listener,
                answer=lambda target, site=site, old=bool(old): site.answer(target, old_domain=old),  # type: ignore[misc]
                gzips=site.outlet.gzips,
                latency=self._latency,
            )
            for (site, old), listener in zip(doors, sockets, strict=True)
        ]

    def _write_sources(self) -> None:
        if self._sources is None:
            self._temporary = self._sources = Path(tempfile.mkdtemp(prefix="newspapers-"))
        self._sources.mkdir(parents=True, exist_ok=True)
        for outlet, bases in self.addresses.items():
            text = (FOLDER / "sources" / f"{outlet}.toml").read_text(encoding="utf-8")
            old = bases[-1].removeprefix("http://").partition(":")[0]
            filled = text.replace("{base}", bases[0]).replace("{old_host}", old)
            (self._sources / f"{outlet}.toml").write_text(filled, encoding="utf-8")

    _temporary: Path | None = None


def _bind(hosts: list[str], port: int) -> list[socket.socket]:
    """Listening sockets on every host, with one port for all. Port 0: any port that is free on all of them."""
    for _ in range(1 if port else _ATTEMPTS):
        sockets: list[socket.socket] = []
        try:
            for host in hosts:
                sockets.append(socket.create_server((host, port or _port_of(sockets))))
        except OSError as error:
            for bound in sockets:
                bound.close()
            if error.errno == errno.EADDRNOTAVAIL:
                return [socket.create_server(("127.0.0.1", port + n if port else 0)) for n in range(len(hosts))]
            if error.errno != errno.EADDRINUSE or port:
                raise
        else:
            return sockets
    raise OSError(errno.EADDRINUSE, f"no port is free on all of {hosts[0]} … {hosts[-1]}")


def _port_of(sockets: list[socket.socket]) -> int:
    return int(sockets[0].getsockname()[1]) if sockets else 0
