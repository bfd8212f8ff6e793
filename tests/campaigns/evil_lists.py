"""Feeds, sitemaps, listings and robots.txt that attack their reader. Each newspaper has an honest feed as well."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Callable, Iterator
from functools import partial

from tests.campaigns.evil import Outlet, Reply, answer, dripping, endless
from tests.campaigns.evil_pages import RSS, feed, packed_blanks, page

XML = "application/xml; charset=utf-8"
JSON = "application/json"
HONEST = ("/bai/that-90000001.html", "/bai/that-90000002.html")
LARGE = 23 * 1024 * 512  # bytes: just under the cap for lists
TRAP_LINKS = 20  # a page of the trap
GIBBERISH = answer(b"<html><body>x</body></html>")

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + ']><rss version="2.0"><channel><title>&a9;</title></channel></rss>'
)
ENTITY_FILE = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>'
)


def deep_feed() -> bytes:
    return ("<rss><channel>" + "<a>" * 200_000 + "</a>" * 200_000 + "</channel></rss>").encode()


def sitemap(base: str, count: int) -> bytes:
    rows = "".join(f"<url><loc>{base}/bai/cu-{n}.html</loc></url>" for n in range(count))
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()


def index(addresses: list[str]) -> bytes:
    rows = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'.encode()


def big_sitemap(base: str) -> bytes:
    """As many addresses as 11 MB hold."""
    row = b"<url><loc>%s/bai/cu-1234567.html</loc><lastmod>2026-11-20</lastmod></url>" % base.encode()
    return b"<urlset>" + row * (LARGE // len(row)) + b"</urlset>"


def big_feed(base: str) -> bytes:
    item = f"<item><title>Chuyển đổi số</title><link>{base}/bai/x-1.html</link></item>".encode()
    return b"<rss version='2.0'><channel>" + item * (LARGE // len(item)) + b"</channel></rss>"


def links(base: str, count: int) -> bytes:
    rows = "".join(f'<a href="{base}/bai/tin-{n}.html">Tin số {n}</a>' for n in range(count))
    return f"<html><body>{rows}</body></html>".encode()


def outlets() -> list[Outlet]:
    """Every attacking newspaper."""
    return list(_all())


def _all() -> Iterator[Outlet]:
    yield _feed("laughs", lambda _: answer(LAUGHS.encode(), RSS))
    yield _feed("entity-file", lambda _: answer(ENTITY_FILE.encode(), RSS))
    yield _feed("feed-deep", lambda _: answer(deep_feed(), RSS))
    yield _feed("feed-11mb", lambda o: answer(big_feed(o.base), RSS))
    yield _feed("feed-blanks", lambda _: answer(b"<rss>" + b" " * LARGE, RSS))
    yield _feed("feed-endless", lambda _: endless(RSS, b"<item>" * 4096))
    yield _feed("feed-json-deep", lambda _: answer(b"[" * 10_000_000, JSON))
    yield _sitemap("sitemap-50k", lambda o: answer(sitemap(o.base, 50_000), XML))
    yield _sitemap("sitemap-11mb", lambda o: answer(big_sitemap(o.base), XML))
    yield _sitemap("sitemap-self", lambda o: answer(index([f"{o.base}/list"]), XML))
    yield _sitemap("sitemap-gz-bomb", lambda _: answer(packed_blanks(b"<urlset>"), "application/gzip"))
    yield _endless_indexes()
    yield _listing("json-deep", lambda _: answer(b'{"a":' * 100_000 + b"[" * 10_000_000, JSON))
    yield _listing("json-wide", lambda _: answer(b"[" + b'{"url":"/x"},' * 700_000 + b"{}]", JSON))
    yield _listing("links-100k", lambda o: answer(links(o.base, 100_000)))
    yield _listing("divs-500k", lambda o: answer(b"<div>" * 500_000 + links(o.base, 1)))
    yield _listing("attributes-300k", lambda _: answer(b"<a " + b" ".join(b"a%d" % n for n in range(300_000)) + b">"))
    yield _calendar()
    yield _robots("robots-endless", lambda: endless("text/plain", b"Disallow: /x\n" * 400))
    yield _robots(
        "robots-drip", lambda: dripping(answer(b"User-agent: *\nAllow: /\n", "text/plain"), 0.5), readable=False
    )
    yield _robots(
        "robots-stars", lambda: answer(b"User-agent: *\nDisallow: /" + b"*a" * 200_000 + b"$\n", "text/plain")
    )


def flood(count: int = 16) -> list[Outlet]:
    """Newspapers that all send lists of 11 MB, packed small, at the same time."""
    return [_sitemap(f"flood-{n}", _packed) for n in range(count)]


def _packed(outlet: Outlet) -> Reply:
    return answer(gzip.compress(big_sitemap(outlet.base), 1, mtime=0), XML, more="Content-Encoding: gzip\r\n")


def _honest(outlet: Outlet) -> Outlet:
    outlet.feeds = (*outlet.feeds, "/honest.xml")
    outlet.routes["/honest.xml"] = lambda: answer(feed(list(HONEST), outlet.base), RSS)
    for n, path in enumerate(HONEST):
        outlet.routes[path] = partial(_page, outlet.id, n)
    return outlet


def _page(name: str, n: int) -> bytes:
    return answer(page(n, title=f"Chuyển đổi số cấp xã, kỳ {n}: chuyện của {name}"))


def _feed(name: str, reply: Callable[[Outlet], Reply]) -> Outlet:
    outlet = Outlet(name, feeds=("/list",))
    outlet.routes["/list"] = lambda: reply(outlet)
    return _honest(outlet)


def _sitemap(name: str, reply: Callable[[Outlet], Reply]) -> Outlet:
    outlet = Outlet(name, sitemaps=("/list",))
    outlet.routes["/list"] = lambda: reply(outlet)
    return _honest(outlet)


def _listing(name: str, reply: Callable[[Outlet], Reply]) -> Outlet:
    outlet = Outlet(name, listings=("/list",))
    outlet.routes["/list"] = lambda: reply(outlet)
    return _honest(outlet)


def _robots(name: str, reply: Callable[[], Reply], *, readable: bool = True) -> Outlet:
    """Where robots.txt is no answer, nothing may be fetched (RFC 9309)."""
    outlet = _honest(Outlet(name, readable=readable))
    outlet.routes["/robots.txt"] = reply
    return outlet


def _endless_indexes() -> Outlet:
    """Every sitemap is an index of five hundred more."""
    outlet = Outlet("sitemap-endless", sitemaps=("/map/0",))
    numbers = itertools.count(1)

    def reply(path: str) -> Reply:
        if not path.startswith("/map/"):
            return answer(b"", status="404 Not Found")
        return answer(index([f"{outlet.base}/map/{next(numbers)}" for _ in range(500)]), XML)

    outlet.otherwise = reply
    return _honest(outlet)


def _calendar() -> Outlet:
    """A listing whose every page names new articles and a further page, for ever."""
    outlet = Outlet("calendar", listings=("/lich?trang=1",))
    numbers = itertools.count(1)

    def reply(path: str) -> Reply:
        if path.startswith("/bai/"):
            return GIBBERISH
        if not path.startswith("/lich"):
            return answer(b"", status="404 Not Found")
        number = int(path.partition("=")[2] or 1)
        rows = "".join(f'<a href="/bai/ngay-{next(numbers)}.html">Lịch</a>' for _ in range(TRAP_LINKS))
        return answer(f'<html><body>{rows}<a rel="next" href="/lich?trang={number + 1}">sau</a></body></html>'.encode())

    outlet.otherwise = reply
    return _honest(outlet)
