"""The stages of an article: Found → Fetched → Extracted → (Verdict) → Article. Each is frozen, each adds what it learned.

All times are aware and in UTC. All text is NFC.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from newsroom.errors import FailureKind

Field = Literal["title", "lead", "body", "caption"]


@dataclass(frozen=True, slots=True)
class Found:
    """A link that a list (feed, sitemap, listing) gave us, with what the list says of it. Nothing here is trusted."""

    url: str  # absolute, as found
    key: str  # newsroom.urls.canonical_key(url, source): its identity
    source: str  # outlet id
    found_in: str  # the list's URL
    title: str = ""
    published_at: datetime | None = None
    changed_at: datetime | None = None  # <lastmod>, atom:updated


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave us to ask again with (RFC 9110 §8.8). Empty strings: it gave none."""

    etag: str = ""
    last_modified: str = ""

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answered article request, body unpacked."""

    found: Found
    url: str  # after redirects
    status: int
    body: bytes
    fetched_at: datetime
    content_type: str = ""
    validators: Validators = Validators()


@dataclass(frozen=True, slots=True)
class Image:
    url: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The clean text of one page.

    `url` is the address to show people: the page's own canonical link if that is on the newspaper's hosts, else the
    address it was fetched from, cleaned. `key` is its identity. `credit` is what the page says of where the text comes
    from, as written ("Theo Báo X", "(TTXVN)"); it is in no paragraph. `flags` are doubts a person should see:
    "body-unreadable", "charset-doubtful", "body-mismatch" …
    """

    found: Found
    url: str
    key: str
    source: str
    title: str
    lead: str
    paragraphs: tuple[str, ...]
    fetched_at: datetime
    captions: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    authors: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    published_at: datetime | None = None
    modified_at: datetime | None = None
    language: str = ""
    credit: str = ""
    flags: tuple[str, ...] = ()
    validators: Validators = Validators()
    page: bytes = field(default=b"", repr=False)  # the raw HTML, UTF-8 or as it came

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A known article was asked for again and the server said 304."""

    found: Found
    checked_at: datetime
    validators: Validators = Validators()


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that gave no article, and why. `retry_at` is a floor set by the server (Retry-After), if any."""

    found: Found
    kind: FailureKind
    reason: str
    failed_at: datetime
    status: int | None = None
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One term that counted (or was ruled out): `offset` and `length` are code points in the original text of `field`.

    For field "body" the text is `Extracted.text`, for "caption" the captions joined by newlines.
    """

    term: str
    facet: str
    field: Field
    offset: int
    length: int
    weight: float
    ruled_out_by: str = ""  # the guard that dropped it; empty when it counted


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge says of one text under one topic. `reason` is a Vietnamese sentence for people."""

    topic: str
    relevant: bool
    score: float
    borderline: bool = False
    facets: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A stored article as readers get it. The names are those of every JSON output; they do not change."""

    id: int
    url: str
    title: str
    lead: str
    text: str
    captions: tuple[str, ...]
    outlet: str
    province: str
    province_then: str
    published_at: datetime | None
    first_seen_at: datetime
    updated_at: datetime
    authors: tuple[str, ...]
    section: str
    tags: tuple[str, ...]
    score: float
    facets: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    story_id: int | None
    story_size: int
    origin: bool
    status: str  # "current" | "revised" | "withdrawn"
