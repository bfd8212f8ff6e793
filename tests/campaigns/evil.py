"""Newspapers that attack: each address answers raw bytes, drips, lies or never ends. All on loopback, one host each."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

FIRST_ADDRESS = 101  # 127.0.0.101 …
LONGEST = 120.0  # seconds that one answer may drip or flow

Stream = Callable[[asyncio.StreamWriter], Awaitable[None]]
Reply = bytes | Stream

SOURCE = """\
id = "{id}"
name = "Báo {id}"
province = "nghe-an"
home = "{base}/"
feeds = {feeds}
sitemaps = {sitemaps}
listings = {listings}
article_url = '^/bai/[^/]+-(?P<id>\\d+)\\.html$'
verified = "seen"
"""


@dataclass
class Outlet:
    """One attacker: its lists, its pages by path, and what to answer for any other path."""

    id: str
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    routes: dict[str, Callable[[], Reply]] = field(default_factory=dict)
    otherwise: Callable[[str], Reply] | None = None
    readable: bool = True  # whether its honest articles can be expected
    base: str = ""
    _made: dict[str, bytes] = field(default_factory=dict)

    def prepare(self) -> None:
        """Make the large answers before anybody waits for them."""
        self._made = {path: made for path, make in self.routes.items() if isinstance(made := make(), bytes)}

    def source(self) -> str:
        lists = {name: [self.base + path for path in getattr(self, name)] for name in ("feeds", "sitemaps", "listings")}
        return SOURCE.format(id=self.id, base=self.base, **{k: str(v).replace("'", '"') for k, v in lists.items()})

    def reply(self, path: str) -> Reply:
        if path in self._made:
            return self._made[path]
        if path in self.routes:
            return self.routes[path]()
        return self.otherwise(path) if self.otherwise else answer(b"", status="404 Not Found")


class Attackers:
    """All of them, started and stopped together. `asked` counts requests by outlet, `paths` by outlet and path."""

    def __init__(self, outlets: list[Outlet]) -> None:
        self.outlets = outlets
        self.asked: Counter[str] = Counter()
        self.paths: Counter[tuple[str, str]] = Counter()
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready: Future[None] = Future()
        self._tasks: set[asyncio.Task[None]] = set()

    def __enter__(self) -> Self:
        self._sockets = [socket.create_server((f"127.0.0.{FIRST_ADDRESS + n}", 0)) for n in range(len(self.outlets))]
        for outlet, listener in zip(self.outlets, self._sockets, strict=True):
            host, port = listener.getsockname()
            outlet.base = f"http://{host}:{port}"
            outlet.prepare()
        self._thread.start()
        self._ready.result(30)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(30)

    def write_sources(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for outlet in self.outlets:
            (folder / f"{outlet.id}.toml").write_text(outlet.source(), encoding="utf-8")

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        for outlet, listener in zip(self.outlets, self._sockets, strict=True):
            await asyncio.start_server(self._handler(outlet), sock=listener)
        self._ready.set_result(None)
        await self._stop.wait()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _handler(self, outlet: Outlet) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            if task is not None:
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, TimeoutError):
                async with asyncio.timeout(LONGEST):
                    await self._exchange(outlet, reader, writer)
            writer.close()

        return handle

    async def _exchange(self, outlet: Outlet, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        path = head.split(" ")[1]
        self.asked[outlet.id] += 1
        self.paths[outlet.id, path] += 1
        reply = outlet.reply(path)
        if isinstance(reply, bytes):
            writer.write(reply)
        else:
            await reply(writer)
        await writer.drain()


def answer(body: bytes, kind: str = "text/html; charset=utf-8", *, status: str = "200 OK", more: str = "") -> bytes:
    """A whole HTTP answer after which the connection is closed. `more`: header lines, each with its line end."""
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{more}\r\n"
    )
    return head.encode("latin-1") + body


def endless(kind: str, piece: bytes, pause: float = 0.0, head: bytes = b"") -> Stream:
    """An answer without an end: `piece` again and again."""

    async def flow(writer: asyncio.StreamWriter) -> None:
        writer.write(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nConnection: close\r\n\r\n".encode() + head)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return flow


def dripping(whole: bytes, pause: float) -> Stream:
    """A whole answer, byte by byte."""

    async def flow(writer: asyncio.StreamWriter) -> None:
        for at in range(len(whole)):
            writer.write(whole[at : at + 1])
            await writer.drain()
            await asyncio.sleep(pause)

    return flow


async def reset(writer: asyncio.StreamWriter) -> None:
    """Half an answer, then RST."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html>")
    await writer.drain()
    linger = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
