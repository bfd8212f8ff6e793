"""Visit the sample newspapers as a plain reader does: one request at a time, nothing of the program's own code."""

from __future__ import annotations

import gzip
import html
import http.client
import itertools
import re
import tomllib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tests.newspapers.press import Newspapers
from tests.newspapers.truth import Truth


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(url: str, method: str = "GET", **headers: str) -> Reply:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
    finally:
        connection.close()


def named_by_lists(press: Newspapers, outlet: str) -> set[str]:
    """Every address in the lists that a reader of the source file, the home page and robots.txt finds."""
    base = press.addresses[outlet][0]
    declared = source(press, outlet)
    lists = [*declared.get("feeds", []), *declared.get("sitemaps", [])]
    lists += re.findall(r"Sitemap: (\S+)", ask(f"{base}/robots.txt").text)
    lists += [base + path for path in re.findall(r'<link rel="alternate"[^>]* href="([^"]+)"', ask(f"{base}/").text)]
    for pattern in declared.get("listings", []):
        pages = [pattern.replace("{page}", str(n)) for n in range(1, 20)] if "{page}" in pattern else [pattern]
        lists += itertools.takewhile(lambda url: ask(url).status == 200, pages)
    found: set[str] = set()
    while lists:
        text = unpacked(ask(lists.pop()))
        if "<sitemapindex" in text:
            lists += re.findall(r"<loc>([^<]+)</loc>", text)
        urls = re.findall(r"(?:<loc>|<link>|href=\"|\"url\": \")([^<\"]+)", text)
        found |= {base + url if url.startswith("/") else url for url in urls}
    return found


def unpacked(reply: Reply) -> str:
    return (gzip.decompress(reply.body) if reply.body[:2] == b"\x1f\x8b" else reply.body).decode()


def source(press: Newspapers, outlet: str) -> dict[str, Any]:
    return tomllib.loads((press.sources / f"{outlet}.toml").read_text(encoding="utf-8"))


def rows(press: Newspapers, outlet: str, *, readable: bool = True) -> list[Truth]:
    return [row for row in press.ledger if row.outlet == outlet and (row.readable or not readable)]


def plain(page: str) -> str:
    """A page without tags and entities."""
    return html.unescape(re.sub(r"<[^>]+>", "", page)).replace("\xa0", " ")
