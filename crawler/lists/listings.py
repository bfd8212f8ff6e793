"""Listings: section and tag pages in HTML, and JSON end points. Runs in a worker process."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from w3lib.encoding import html_to_unicode

from crawler.lists.links import Link, Reading, looks_like_article, plain, resolve, sift
from crawler.lists.times import from_epoch, read_time
from newsroom.errors import FailureKind, SkipPage
from newsroom.source import Source
from newsroom.urls import belongs

PAGE = "{page}"

_JSON = re.compile(rb"^(?:\xef\xbb\xbf)?\s*[{\[]")
_NUMBERED = re.compile(
    r"(?P<sign>[?&](?:page|p|paged|trang|pageindex|page_index)=|[/-](?:page|trang|p)[/-]?)(?P<number>\d{1,4})(?=$|[/.&])",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:/index)?(?:\.html?|\.aspx|/)$")
_NEXT_LABELS = frozenset(
    {"tiếp", "tiếp theo", "trang tiếp", "trang tiếp theo", "trang sau", "sau", "next", "›", "»", ">", ">>"}
)

_TITLES = ("title", "headline", "name", "tieude", "subject")
_PUBLISHED = ("publish", "pubdate", "posted", "ngaydang", "date", "created", "time")
_CHANGED = ("updated", "modified", "changed", "ngaycapnhat")
_NEXT_KEYS = frozenset({"next", "nextpage", "nexturl", "nextpageurl", "nextlink"})
_DEEPEST = 40
MOST_LINKS = 5000  # of one page; the longest seen has 600. Each is looked at, and may become a page to fetch


def page_url(url: str, number: int) -> str:
    """The address of a page of a listing whose declared address says where the number goes."""
    return url.replace(PAGE, str(number))


def read_listing(body: bytes, url: str, content_type: str, source: Source, page: int) -> Reading:
    """The articles on one page of a listing, in their order, and the address of the page after it if it names one.

    Raises SkipPage(UNREADABLE) for what is no page.
    """
    if _JSON.match(body[:1024]):
        return _read_json(body, url, source)
    root = parse_html(body, content_type)
    base = base_of(root, url)
    links = list(islice(_anchors(root, base), MOST_LINKS))
    found = sift(_likely(links, source), source, url)
    return Reading(found, next_page=_next_page(root, base, url, page, source), items=len(links))


def parse_html(body: bytes, content_type: str) -> HtmlElement:
    """The page as a tree, in the encoding that header, byte order mark or meta name. Raises SkipPage(UNREADABLE)."""
    _, text = html_to_unicode(content_type or None, body, default_encoding="utf-8")
    # Deep nesting is bounded by the worker's limits; libxml2's own limit would silently drop the rest of the page.
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True)
    try:
        return document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as problem:
        raise SkipPage(FailureKind.UNREADABLE, f"no page can be read from it: {problem}") from problem


def base_of(root: HtmlElement, url: str) -> str:
    """Where relative links of a page start."""
    declared = next((str(base.get("href")) for base in root.iter("base") if base.get("href")), "")
    return resolve(url, declared) or url


def _anchors(root: HtmlElement, base: str) -> Iterator[Link]:
    for anchor in root.iter("a"):
        href = anchor.get("href")
        if href:
            words = plain("".join(anchor.itertext()))
            yield Link(resolve(base, href), words or plain(anchor.get("title") or ""))


def _likely(links: list[Link], source: Source) -> list[Link]:
    return links if source.article_url else [link for link in links if looks_like_article(link.url)]


def _next_page(root: HtmlElement, base: str, url: str, page: int, source: Source) -> str:
    """rel=next, else a link to this listing with the next number, else one that is labelled so."""
    labelled = ""
    for link in root.iter("link", "a"):
        target = resolve(base, link.get("href") or "")
        if not target or not belongs(target, source) or target.partition("#")[0] == url:
            continue
        if "next" in (link.get("rel") or "").lower().split():
            return target
        if link.tag == "a" and "".join(link.itertext()).strip().lower() in _NEXT_LABELS:
            labelled = labelled or target
    return _numbered(root, base, url, page) or (labelled if _stem(labelled) == _stem(url) else "")


def _numbered(root: HtmlElement, base: str, url: str, page: int) -> str:
    stem = _stem(url)
    for anchor in root.iter("a"):
        target = resolve(base, anchor.get("href") or "")
        match = _NUMBERED.search(target)
        if match and int(match["number"]) == page + 1 and _stem(target) == stem:
            return target.partition("#")[0]
    return ""


def _stem(url: str) -> str:
    """A listing's address without the number of the page: the same for all its pages."""
    parts = urlsplit(_NUMBERED.sub("", url.partition("#")[0], count=1).replace("?&", "?"))
    path = _SUFFIX.sub("", parts.path).rstrip("/")
    query = "&".join(part for part in parts.query.split("&") if part)
    return f"{parts.netloc}{path}?{query}".lower()


def _read_json(body: bytes, url: str, source: Source) -> Reading:
    try:
        tree = json.loads(body)
    except (ValueError, RecursionError) as problem:
        raise SkipPage(FailureKind.UNREADABLE, f"no JSON can be read from it: {problem}") from problem
    links: list[Link] = []
    following = ""
    for value, depth in _objects(tree):
        if isinstance(value, str):
            links.extend(_fragment(value, url))
            continue
        links.extend(_entries(value, url, source))
        following = following or (_following(value) if depth <= 3 else "")
    found = sift(_likely(links[:MOST_LINKS], source), source, url)
    target = resolve(url, following) if following else ""
    return Reading(found, next_page=target if belongs(target, source) else "", items=len(links))


def _objects(tree: Any) -> Iterator[tuple[dict[str, Any] | str, int]]:
    """Every object, and every string that holds HTML, in document order."""
    waiting: list[tuple[Any, int]] = [(tree, 0)]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, dict):
            yield value, depth
        if isinstance(value, str) and "<a " in value:
            yield value, depth
        if isinstance(value, (dict, list)) and depth < _DEEPEST:
            inner = value.values() if isinstance(value, dict) else value
            waiting.extend((item, depth + 1) for item in reversed(list(inner)))


def _entries(item: dict[str, Any], url: str, source: Source) -> Iterator[Link]:
    """The addresses of an object that may be articles, with the title and times beside them."""
    for name, value in item.items():
        if not isinstance(value, str) or not _address_like(name, value):
            continue
        address = resolve(url, value)
        if belongs(address, source):
            title = next((str(item[key]) for key in _keys(item, _TITLES) if isinstance(item[key], str)), "")
            yield Link(address, title, _moment(item, _PUBLISHED), _moment(item, _CHANGED))


def _address_like(name: str, value: str) -> bool:
    if value.startswith(("http://", "https://", "/")):
        return True
    return bool(value) and " " not in value and any(word in name.lower() for word in ("url", "link", "href", "path"))


def _fragment(markup: str, url: str) -> Iterator[Link]:
    """Some end points answer a piece of HTML inside their JSON."""
    yield from _anchors(parse_html(markup.encode("utf-8", "replace"), "text/html; charset=utf-8"), url)


def _moment(item: dict[str, Any], words: tuple[str, ...]) -> Any:
    for key in _keys(item, words):
        value = item[key]
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        moment = from_epoch(value) if number else read_time(value) if isinstance(value, str) else None
        if moment:
            return moment
    return None


def _keys(item: dict[str, Any], words: tuple[str, ...]) -> list[str]:
    """The keys whose name has one of the words in it, the earlier words first."""
    names = {key: key.lower().replace("_", "").replace("-", "") for key in item}
    return [key for word in words for key, name in names.items() if word in name]


def _following(item: dict[str, Any]) -> str:
    for key, value in item.items():
        if key.lower().replace("_", "").replace("-", "") in _NEXT_KEYS:
            target = value.get("url") or value.get("href") if isinstance(value, dict) else value
            if isinstance(target, str):
                return target
    return ""
