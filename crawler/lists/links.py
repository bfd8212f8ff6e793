"""What a list says of the pages it names, and which of them are articles of the newspaper.

Everything here runs in a worker process: a list is as hostile as the site that sends it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from newsroom.article import Found
from newsroom.discovery import Discovered
from newsroom.errors import FailureKind, SkipPage
from newsroom.source import Source
from newsroom.urls import canonical_key, is_article
from newsroom.vietnamese import nfc

LONGEST_TITLE = 500  # characters; the longest headline seen has 214

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ENTITY = b"<!ENTITY"
_SLUG = re.compile(r"(?:[^/]*-){3,}[^/]*$|\d{5,}[^/]*$")
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Link:
    """One item of a list, as the list tells it."""

    url: str
    title: str = ""
    published_at: datetime | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one answer of a list holds. `items` counts everything it named, articles of the newspaper or not."""

    links: tuple[Found, ...] = ()
    lists: tuple[Discovered, ...] = ()
    next_page: str = ""
    items: int = 0


def plain(text: str) -> str:
    """A title without tags, entities, control characters and runs of white space, in NFC."""
    bare = html.unescape(_TAG.sub(" ", text[: 4 * LONGEST_TITLE]))
    visible = "".join(" " if unicodedata.category(letter) in {"Cc", "Cs"} else letter for letter in bare)
    return nfc(" ".join(visible.split()))[:LONGEST_TITLE]


def resolve(base: str, url: str) -> str:
    """An address made absolute; empty if it is beyond reading."""
    try:
        return urljoin(base, "".join(url.split()))
    except ValueError:
        return ""


def sift(links: Iterable[Link], source: Source, list_url: str) -> tuple[Found, ...]:
    """The articles of the newspaper among the links, in their order, each once with all that was said of it."""
    found: dict[str, Found] = {}
    fronts = {_front(url) for url in (source.home, list_url, *source.listings)}
    for link in links:
        url = resolve(list_url, link.url)
        if not is_article(url, source) or _front(url) in fronts:
            continue
        key = canonical_key(url, source)
        item = Found(url, key, source.id, list_url, plain(link.title), link.published_at, link.changed_at)
        found[key] = _joined(found[key], item) if key in found else item
    return tuple(found.values())


def newest_first(links: Iterable[Link]) -> list[Link]:
    """By date of publication, else of change; what has no date keeps its order behind them."""
    return sorted(links, key=lambda link: link.published_at or link.changed_at or _LONG_AGO, reverse=True)


def looks_like_article(url: str) -> bool:
    """A guess for newspapers whose article addresses nobody has described yet: a slug of four words or a long number."""
    return bool(_SLUG.search(urlsplit(url).path.rstrip("/")))


def refuse_entities(body: bytes) -> None:
    """No feed or sitemap needs entities of its own; those that declare some want to read files or fill memory."""
    if _ENTITY in body[: 64 * 1024].replace(b"\0", b"").upper() or _ENTITY in body:
        raise SkipPage(FailureKind.UNREADABLE, "declares XML entities of its own, which are refused")


def _front(url: str) -> str:
    """An address for a quick comparison; `newsroom.urls.clean` would cost more than all else here."""
    return url.partition("#")[0].partition("://")[2].rstrip("/").lower()


def _joined(first: Found, again: Found) -> Found:
    """A headline is often linked twice: by its picture, without words, and by itself."""
    return replace(
        first,
        title=first.title or again.title,
        published_at=first.published_at or again.published_at,
        changed_at=first.changed_at or again.changed_at,
    )
