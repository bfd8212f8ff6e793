"""What a home page says of feeds. Runs in a worker process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.lists.links import resolve
from crawler.lists.listings import base_of, parse_html
from newsroom.source import Source
from newsroom.urls import belongs, clean, is_web

MOST_FEEDS = 40  # a paper has up to 45 sections; more is a trap or not worth a request each
MOST_FEED_PAGES = 2

_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})
# not application/json: WordPress announces its API that way
_FEED_PAGE = re.compile(r"^/(?:rss|rss-feeds?|kenh-rss|feeds?)(?:/|/index)?(?:\.html?|\.aspx)?$", re.IGNORECASE)
_FEED = re.compile(
    r"^/(?:rss|feeds?)/.+|.+\.rss$|/(?:rss|feed|atom)(?:/|\.xml)?$|rss.*\.(?:xml|aspx|html?)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Hints:
    """Addresses of feeds, and of pages that list feeds. None was asked yet."""

    feeds: tuple[str, ...] = ()
    feed_pages: tuple[str, ...] = ()


def read_home(body: bytes, url: str, content_type: str, source: Source) -> Hints:
    """The feeds a home page declares in its head, and the pages of feeds it links to. Raises SkipPage(UNREADABLE)."""
    root = parse_html(body, content_type)
    base = base_of(root, url)
    feeds = [resolve(base, link.get("href") or "") for link in root.iter("link") if _declares_feed(link.attrib)]
    anchors = [resolve(base, anchor.get("href") or "") for anchor in root.iter("a")]
    pages = [target for target in anchors if belongs(target, source) and _FEED_PAGE.match(urlsplit(target).path)]
    # "/rss" may be the page of feeds or a feed itself; whoever asks it will see
    return Hints(_distinct(feeds)[:MOST_FEEDS], _distinct(pages)[:MOST_FEED_PAGES])


def read_feed_page(body: bytes, url: str, content_type: str, source: Source) -> Hints:
    """The feeds that a page of feeds links to."""
    root = parse_html(body, content_type)
    base = base_of(root, url)
    targets = [resolve(base, anchor.get("href") or "") for anchor in root.iter("a")]
    feeds = [
        target
        for target in targets
        if belongs(target, source) and _FEED.search(urlsplit(target).path) and clean(target) != clean(url)
    ]
    declared = [resolve(base, link.get("href") or "") for link in root.iter("link") if _declares_feed(link.attrib)]
    return Hints(_distinct(declared + feeds)[:MOST_FEEDS])


def _declares_feed(attributes: object) -> bool:
    said = {str(name).lower(): str(value).lower() for name, value in dict(attributes).items()}  # type: ignore[call-overload]
    kind = said.get("type", "").partition(";")[0].strip()
    return "alternate" in said.get("rel", "").split() and kind in _TYPES and bool(said.get("href"))


def _distinct(addresses: list[str]) -> tuple[str, ...]:
    """Each once, without the feeds of readers' comments."""
    kept = (address.partition("#")[0] for address in addresses if is_web(address) and "/comments/" not in address)
    return tuple(dict.fromkeys(kept))
