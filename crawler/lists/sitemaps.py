"""Sitemaps: pages, indexes, news sitemaps with dates and titles, packed ones, plain text. Runs in a worker process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

from lxml import etree

from crawler.lists.feeds import feed_links, looks_like_html
from crawler.lists.links import Link, Reading, newest_first, refuse_entities, resolve, sift
from crawler.lists.times import read_time
from crawler.politeness.unpack import unpack_file
from newsroom.discovery import Discovered, Way
from newsroom.errors import FailureKind, SkipPage
from newsroom.source import Source
from newsroom.urls import is_web

# A large paper's index names one sitemap a month for twenty years; the news is in the newest of them. 50 leaves room
# for an index by sections.
MOST_CHILDREN = 50
# The protocol allows 50,000 pages, which is the archive of years. Looking each of them up takes 0.1 ms, and a worker has
# ten seconds for everything.
MOST_PAGES = 10_000

_FEEDS = frozenset({"rss", "feed", "RDF"})
_MEDIA = ("image", "video")  # their <loc> is a picture's
_MONTH = re.compile(r"(?<!\d)(20\d\d)[-_/]?(0[1-9]|1[0-2])?(?!\d)")
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def read_sitemap(body: bytes, url: str, content_type: str, source: Source, cap: int) -> Reading:
    """The articles, or the sitemaps an index names, newest first. A packed one unpacks to at most `cap` bytes.

    Raises SkipPage(UNREADABLE) for what is no sitemap, TOO_LARGE.
    """
    body = unpack_file(body, cap)
    if looks_like_html(body):
        raise SkipPage(FailureKind.UNREADABLE, "an HTML page was answered where a sitemap should be")
    if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return _reading(list(_text_links(body)), [], source, url)
    refuse_entities(body)
    pages: list[Link] = []
    children: list[Link] = []
    for kind, link in _entries(body):
        if kind in _FEEDS:
            pages = list(feed_links(body, url, content_type))
            break
        (children if kind == "sitemap" else pages).append(link)
    return _reading(pages, children, source, url)


def _reading(pages: list[Link], children: list[Link], source: Source, url: str) -> Reading:
    found = sift(newest_first(pages)[:MOST_PAGES], source, url)
    return Reading(found, tuple(_children(children, url)), items=len(pages) + len(children))


def _entries(body: bytes) -> Iterator[tuple[str, Link]]:
    """("url" | "sitemap", what it says) for each entry; ("rss" | "feed" | "RDF", nothing) if it is a feed."""
    root = ""
    try:
        for depth, name, element in _elements(body):
            root = root or name
            if name in _FEEDS and depth == 0:
                yield name, Link("")
                return
            if name in {"url", "sitemap"} and depth == 1:
                yield name, _entry(element)
                _forget(element)
    except etree.XMLSyntaxError as problem:
        if not root:
            raise SkipPage(FailureKind.UNREADABLE, f"no sitemap can be read from it: {problem.msg}") from problem
    if root not in {"urlset", "sitemapindex"}:
        raise SkipPage(FailureKind.UNREADABLE, f"no sitemap can be read from it: its root is <{root[:50]}>")


def _elements(body: bytes) -> Iterator[tuple[int, str, etree._Element]]:
    """The root when it opens, every element below it when it is complete: depth, name, element."""
    events = etree.iterparse(
        BytesIO(body),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
    )
    depth = 0
    for event, element in events:
        depth += 1 if event == "start" else -1
        if event == "end" or depth == 1:
            yield depth if event == "end" else 0, _local(element), element


def _entry(element: etree._Element) -> Link:
    said: dict[str, str] = {}
    for part in element.iterdescendants():
        owner = part.getparent()
        if owner is not None and (owner is element or _local(owner) == "news") and not _media(part):
            said.setdefault(_local(part), (part.text or "").strip())
    return Link(
        said.get("loc", ""),
        said.get("title", ""),
        read_time(said.get("publication_date", "")),
        read_time(said.get("lastmod", "")),
    )


def _forget(element: etree._Element) -> None:
    """Free what was read, and the empty husks before it: 50,000 of them are many megabytes."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _local(element: etree._Element) -> str:
    """The name without its namespace, also where the prefix was never declared."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def _media(element: etree._Element) -> bool:
    tag = element.tag
    if not isinstance(tag, str):
        return True
    namespace, _, name = tag.rpartition("}")
    return any(f"sitemap-{kind}" in namespace or name.startswith(f"{kind}:") for kind in _MEDIA)


def _text_links(body: bytes) -> Iterator[Link]:
    lines = [line.strip() for line in body.decode("utf-8-sig", "replace").splitlines() if line.strip()]
    addresses = [line for line in lines if is_web(line)]
    if not addresses or 2 * len(addresses) < len(lines):
        raise SkipPage(FailureKind.UNREADABLE, "no sitemap can be read from it: neither XML nor a list of addresses")
    return (Link(address) for address in addresses)


def _children(links: list[Link], url: str) -> Iterator[Discovered]:
    """The newest sitemaps of an index: those of news first, then by date, in their name if nowhere else."""
    dated: dict[str, Discovered] = {}
    for link in links:
        address = resolve(url, link.url)
        if is_web(address) and address != url:
            dated.setdefault(address, Discovered(address, Way.SITEMAP, link.changed_at))
    ranked = sorted(dated.values(), key=_newness, reverse=True)
    yield from ranked[:MOST_CHILDREN]


def _newness(child: Discovered) -> tuple[bool, datetime]:
    named = _MONTH.search(child.url)
    month = datetime(int(named[1]), int(named[2] or 1), 1, tzinfo=UTC) if named else _LONG_AGO
    return "news" in child.url.rpartition("/")[2].lower(), child.changed_at or month
