"""A small HTTP/1.1 server on loopback: persistent connections, conditional requests, gzip, and a record of every request."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import socket
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, formatdate, parsedate_to_datetime
from http import HTTPStatus

from tests.newspapers.outlet import Answer

_LONGEST_HEAD = 64 * 1024
_NOT_ALLOWED = Answer(b"", status=405, headers={"Allow": "GET, HEAD"})


@dataclass(frozen=True)
class Request:
    """One request as it was answered. `started` and `finished` are time.monotonic() seconds."""

    outlet: str
    host: str  # address:port it came to
    method: str
    path: str  # with query
    status: int
    conditional: bool
    agent: str
    size: int  # bytes of the body sent
    started: float
    finished: float


@dataclass(frozen=True)
class Address:
    """One listening socket and who answers on it."""

    outlet: str
    listener: socket.socket
    answer: Callable[[str], Answer]
    gzips: bool = False
    latency: float = 0.0  # seconds before each answer

    @property
    def netloc(self) -> str:
        host, port = self.listener.getsockname()[:2]
        return f"{host}:{port}"

    @property
    def base(self) -> str:
        return f"http://{self.netloc}"


async def serve(
    addresses: list[Address], log: list[Request], ready: Callable[[], None], stop: Awaitable[object]
) -> None:
    """Answer on every address until `stop` is done, then close every connection."""
    connections: set[asyncio.Task[None]] = set()

    def connected(address: Address) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            if task is not None:
                connections.add(task)
                task.add_done_callback(connections.discard)
            await _converse(address, reader, writer, log)

        return handle

    servers = [
        await asyncio.start_server(connected(address), sock=address.listener, limit=_LONGEST_HEAD)
        for address in addresses
    ]
    ready()
    await stop
    for server in servers:
        server.close()
    for task in list(connections):
        task.cancel()
    await asyncio.gather(*connections, return_exceptions=True)


async def _converse(
    address: Address, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, log: list[Request]
) -> None:
    try:
        while await _exchange(address, reader, writer, log):
            pass
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, _NoHttpError):
        pass  # the client left, or speaks no HTTP: nothing to answer
    except asyncio.CancelledError:
        pass  # the newspapers close: so does the connection, below
    finally:
        writer.close()


async def _exchange(
    address: Address, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, log: list[Request]
) -> bool:
    """One request and its answer; whether another may follow on this connection."""
    asked = _asked((await reader.readuntil(b"\r\n\r\n")).decode("latin-1"))
    started = time.monotonic()
    await asyncio.sleep(address.latency)
    answer = address.answer(asked.target) if asked.reads else _NOT_ALLOWED
    status, fields, body = _reply(answer, asked.headers, packs=address.gzips)
    sent = b"" if asked.method == "HEAD" else body
    log.append(asked.record(address, status, len(sent), started))
    fields["Connection"] = "keep-alive" if asked.stays else "close"
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{name}: {value}" for name, value in fields.items())]
    writer.write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + sent)
    await writer.drain()
    return asked.stays


class _NoHttpError(Exception):
    """What came is no HTTP request."""


@dataclass(frozen=True)
class _Asked:
    """A request's head. Header names are in lower case."""

    method: str
    target: str
    version: str
    headers: Mapping[str, str]

    @property
    def reads(self) -> bool:
        return self.method in {"GET", "HEAD"}

    @property
    def stays(self) -> bool:
        """Whether the connection is kept for the next request."""
        return self.reads and self.version == "HTTP/1.1" and self.headers.get("connection", "").lower() != "close"

    def record(self, address: Address, status: int, size: int, started: float) -> Request:
        return Request(
            outlet=address.outlet,
            host=address.netloc,
            method=self.method,
            path=self.target,
            status=status,
            conditional="if-none-match" in self.headers or "if-modified-since" in self.headers,
            agent=self.headers.get("user-agent", ""),
            size=size,
            started=started,
            finished=time.monotonic(),
        )


def _asked(head: str) -> _Asked:
    first, *rest = head.split("\r\n")
    parts = first.split(" ")
    if len(parts) != 3:
        raise _NoHttpError(head[:80])
    lines = (line.partition(":") for line in rest if line)
    return _Asked(parts[0], parts[1], parts[2], {name.strip().lower(): value.strip() for name, _, value in lines})


def _reply(answer: Answer, headers: Mapping[str, str], *, packs: bool) -> tuple[int, dict[str, str], bytes]:
    """Status, fields and body, with 304 for what the client has (RFC 9110 §13.2.2)."""
    fields = {"Date": formatdate(usegmt=True), "Server": "nginx"} | dict(answer.headers)
    status, body = answer.status, answer.body
    if status == HTTPStatus.OK:
        mark = hashlib.sha1(body, usedforsecurity=False).hexdigest()[:20]
        fields["ETag"] = f'W/"{mark}"' if packs else f'"{mark}"'
        if answer.changed_at:
            fields["Last-Modified"] = format_datetime(answer.changed_at.astimezone(UTC), usegmt=True)
        if packs:
            fields["Vary"] = "Accept-Encoding"
        if _has_it(mark, answer.changed_at, headers):
            return 304, fields, b""
    if body:
        fields["Content-Type"] = answer.content_type
    if (
        packs
        and "gzip" in headers.get("accept-encoding", "")
        and answer.content_type.startswith(("text/", "application/"))
    ):
        body = gzip.compress(body, compresslevel=5, mtime=0)
        fields["Content-Encoding"] = "gzip"
    fields["Content-Length"] = str(len(body))
    return status, fields, body


def _has_it(mark: str, changed_at: datetime | None, headers: Mapping[str, str]) -> bool:
    """Whether the client's validators are the current ones; dates count only where no ETag came."""
    if "if-none-match" in headers:
        return any(
            tag.strip().removeprefix("W/").strip('"') in {mark, "*"} for tag in headers["if-none-match"].split(",")
        )
    if "if-modified-since" not in headers or changed_at is None:
        return False
    try:
        since = parsedate_to_datetime(headers["if-modified-since"])
    except ValueError:
        return False
    return changed_at.replace(microsecond=0) <= (since if since.tzinfo else since.replace(tzinfo=UTC))
