"""A small newspaper on loopback that can misbehave: routes, a log of every request, answers that are raw on demand."""

from __future__ import annotations

import asyncio
import hashlib
import socket
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

Raw = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Reply:
    """What a path answers. Validators are made of the body, so that an unchanged page answers 304 when asked with them."""

    body: bytes | str = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    validators: bool = True
    raw: Raw | None = None


@dataclass(frozen=True)
class Asked:
    at: float
    path: str
    headers: dict[str, str]

    @property
    def conditional(self) -> bool:
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


class Site:
    """`site.pages["/path"] = Reply(…)`, then `with site: …`; `site.asked` is what came in, in its order."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.pages: dict[str, Reply] = {}
        self.asked: list[Asked] = []
        self._socket = socket.create_server((host, 0))
        self.port: int = self._socket.getsockname()[1]
        self.base = f"http://{host}:{self.port}"
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def add(self, path: str, body: bytes | str = b"", **more: object) -> None:
        self.pages[path] = Reply(body, **more)  # type: ignore[arg-type]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        server = self._loop.run_until_complete(asyncio.start_server(self._converse, sock=self._socket))
        self._loop.run_forever()
        server.close()
        self._loop.run_until_complete(_cancel_others())
        self._loop.close()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._exchange(reader, writer):
                pass
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # the client left, or the site closes
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        path = head.split(" ")[1]
        lines = (line.partition(":") for line in head.split("\r\n")[1:] if line)
        headers = {name.strip().lower(): value.strip() for name, _, value in lines}
        self.asked.append(Asked(time.monotonic(), path, headers))
        reply = self.pages.get(path, Reply("<p>không có trang này</p>", status=404))
        if reply.raw:
            await reply.raw(reader, writer)
            return False
        writer.write(_rendered(reply, headers))
        await writer.drain()
        return True


async def _cancel_others() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def _rendered(reply: Reply, headers: dict[str, str]) -> bytes:
    body = reply.body.encode() if isinstance(reply.body, str) else reply.body
    fields = {"Content-Type": reply.kind, **reply.headers}
    status = reply.status
    if reply.validators and status == 200:
        fields["ETag"] = f'"{hashlib.sha1(body, usedforsecurity=False).hexdigest()[:16]}"'
        fields["Last-Modified"] = "Sun, 22 Nov 2026 01:00:00 GMT"
        if headers.get("if-none-match") == fields["ETag"]:
            status, body = 304, b""
    fields["Content-Length"] = str(len(body))
    lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in fields.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body


def article(title: str, number: int) -> str:
    """A page with enough text to be an article."""
    paragraphs = "".join(
        f"<p>Đoạn {n} của bài số {number}: cán bộ xã đã hướng dẫn người dân nộp hồ sơ trực tuyến ngay tại nhà văn hóa thôn, "
        f"nhờ vậy thời gian chờ đợi giảm từ {n + 3} ngày xuống còn một buổi sáng.</p>"
        for n in range(1, 6)
    )
    return (
        f"<!doctype html><html lang='vi'><head><meta charset='utf-8'><title>{title}</title>"
        f"<meta property='article:published_time' content='2026-11-2{number % 3}T08:30:00+07:00'></head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def feed(base: str, items: list[tuple[str, str]]) -> str:
    """RSS 2.0 with (path, title) items."""
    entries = "".join(
        f"<item><title>{title}</title><link>{base}{path}</link><pubDate>Sun, 22 Nov 2026 08:30:00 GMT+7</pubDate></item>"
        for path, title in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Tin mới</title>{entries}</channel></rss>'


ITEMS = [
    (f"/can-bo-xa-huong-dan-nop-ho-so-{n}-post{100 + n}.html", f"Cán bộ xã hướng dẫn nộp hồ sơ, kỳ {n}")
    for n in range(1, 6)
]


def publish(site: Site, items: list[tuple[str, str]] = ITEMS, path: str = "/rss/moi.rss") -> None:
    """Articles, and a feed that names them."""
    for address, title in items:
        site.add(address, article(title, len(address)))
    site.add(path, feed(site.base, items), kind="application/rss+xml")


def anchors(items: list[tuple[str, str]], more: str = "") -> str:
    """A listing page."""
    return (
        "<html><body>"
        + "".join(f"<h3><a href='{path}'>{title}</a></h3>" for path, title in items)
        + more
        + "</body></html>"
    )


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def drip(seconds: float, head: bytes) -> Raw:
    """A byte now and then, for ever."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(seconds)

    return answer
