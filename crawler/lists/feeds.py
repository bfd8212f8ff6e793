"""Feeds: RSS 0.9–2.0, RDF, Atom and JSON Feed. Runs in a worker process."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import feedparser

from crawler.lists.links import Link, Reading, refuse_entities, resolve, sift
from crawler.lists.times import read_time
from newsroom.errors import FailureKind, SkipPage
from newsroom.source import Source

MOST_ITEMS = 5000

_HTML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_JSON = re.compile(rb"^(?:\xef\xbb\xbf)?\s*[{\[]")


def read_feed(body: bytes, url: str, content_type: str, source: Source) -> Reading:
    """The articles a feed names. Raises SkipPage(UNREADABLE) for what is no feed.

    `url` is where the feed was answered from: its relative links start there.
    """
    links = list(feed_links(body, url, content_type))[:MOST_ITEMS]
    return Reading(sift(links, source, url), items=len(links))


def feed_links(body: bytes, url: str, content_type: str) -> Iterator[Link]:
    """Every item of a feed, whosever it is. Raises as `read_feed` does."""
    if looks_like_html(body):
        raise SkipPage(FailureKind.UNREADABLE, "an HTML page was answered where a feed should be")
    if _JSON.match(body[:1024]):
        return _json_items(body, url)
    refuse_entities(body)
    return _xml_items(body, url, content_type)


def looks_like_html(body: bytes) -> bool:
    return bool(_HTML.match(body[:4096]))


def _xml_items(body: bytes, url: str, content_type: str) -> Iterator[Link]:
    # A file object, as feedparser takes bytes for a file name or an address first.
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    feed = feedparser.parse(BytesIO(body), response_headers=headers, sanitize_html=False)
    version = str(feed.get("version", ""))
    if not version and not feed.entries:
        said = str(feed.get("bozo_exception", "")).splitlines()
        raise SkipPage(FailureKind.UNREADABLE, f"no feed can be read from it{': ' + said[0][:200] if said else ''}")
    return (_item(entry, url, atom=version.startswith("atom")) for entry in feed.entries)


def _item(entry: dict[str, Any], url: str, *, atom: bool) -> Link:
    # dict.get, as feedparser's own lookup gives "published" for a missing "updated", with a warning
    published, created, updated = (str(dict.get(entry, name) or "") for name in ("published", "created", "updated"))
    if not published and not atom:  # dc:date of RSS 1.0, which feedparser files under "updated"
        published, updated = created or updated, ""
    return Link(
        resolve(url, _address(entry)), str(dict.get(entry, "title") or ""), read_time(published), read_time(updated)
    )


def _address(entry: dict[str, Any]) -> str:
    """What a proxy of feeds says the original was, else the link to the page, else an id that is an address."""
    links = [link for link in dict.get(entry, "links") or () if link.get("href")]
    pages = [link["href"] for link in links if link.get("rel") == "alternate" and "html" in link.get("type", "html")]
    identity = str(dict.get(entry, "id") or "")
    choices = (
        dict.get(entry, "feedburner_origlink"),
        dict.get(entry, "link") if not pages else pages[0],
        identity if identity.startswith(("http://", "https://")) else "",
    )
    return next((str(choice) for choice in choices if choice), "")


def _json_items(body: bytes, url: str) -> Iterator[Link]:
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError) as problem:
        raise SkipPage(FailureKind.UNREADABLE, f"neither XML nor JSON can be read from it: {problem}") from problem
    items = feed.get("items") if isinstance(feed, dict) and "jsonfeed.org" in str(feed.get("version")) else None
    if not isinstance(items, list):
        reason = "JSON, but no JSON Feed; if it lists articles, declare it under listings"
        raise SkipPage(FailureKind.UNREADABLE, reason)
    return (_json_item(item, url) for item in items if isinstance(item, dict))


def _json_item(item: dict[str, Any], url: str) -> Link:
    said = {name: value for name, value in item.items() if isinstance(value, str)}
    return Link(
        resolve(url, said.get("url") or said.get("id", "")),
        said.get("title", ""),
        read_time(said.get("date_published", "")),
        read_time(said.get("date_modified", "")),
    )
