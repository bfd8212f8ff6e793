"""How a newspaper publishes: its lists (feeds, sitemaps, listings), what asking one gave, when to ask again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from newsroom.article import Found, Validators
from newsroom.errors import FailureKind


class Way(StrEnum):
    """The rungs of the ladder, in their order."""

    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"
    HOME = "home"  # asked only to discover feeds and sitemaps


@dataclass(frozen=True, slots=True)
class ListState:
    """What we remember of one list. `completed_at` is the end of the last walk that reached its last page.

    Until a walk is complete no validators are kept, so that a walk cut short by a crash is walked again in full.
    """

    url: str
    way: Way
    source: str
    declared: bool = True  # in the TOML; False: found by autodiscovery or in a sitemap index
    parent: str = ""  # the sitemap index or page that named it
    validators: Validators = Validators()
    interval: timedelta = timedelta(minutes=30)
    due_at: datetime | None = None  # None: never asked
    completed_at: datetime | None = None
    failures: int = 0  # in a row


@dataclass(frozen=True, slots=True)
class Discovered:
    """A list that another list, robots.txt or the home page named."""

    url: str
    way: Way
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """One answer of a list: a feed, one sitemap, or one page of a listing.

    `complete` is False while more pages of the same walk follow; only the last one carries the validators to keep.
    An unchanged list (304) has `status` 304, no links, and is complete. `error` set: it could not be read.
    """

    list_url: str
    way: Way
    source: str
    asked_at: datetime
    status: int
    complete: bool = True
    validators: Validators = Validators()
    links: tuple[Found, ...] = ()
    lists: tuple[Discovered, ...] = ()
    error: FailureKind | None = None
    reason: str = ""
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the frontier says to a poll: the links to fetch now, and whether the walk has met anything new.

    A link counts as new if it was first seen after the list's last complete walk; a listing is paged on while it
    shows new links.
    """

    fetch: tuple[Found, ...] = ()
    fresh: int = 0
    lists: tuple[ListState, ...] = ()  # newly named lists that are due now


@dataclass(frozen=True, slots=True)
class Errand:
    """One article to fetch: new, left over from an earlier run, or due for another look (then with validators)."""

    found: Found
    validators: Validators = Validators()
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class Assignment:
    """What one source has to do in one cycle."""

    lists: tuple[ListState, ...] = ()
    errands: tuple[Errand, ...] = ()
    discover: bool = False  # no declared feed or sitemap answers: look at home page and robots.txt for some


@dataclass(frozen=True, slots=True)
class RobotsAnswer:
    """A host's robots.txt as last answered; `status` 0 is unreachable. Kept at most a day (RFC 9309 §2.4)."""

    origin: str  # scheme://host:port
    status: int
    body: bytes
    asked_at: datetime
