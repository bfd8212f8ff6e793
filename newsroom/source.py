"""A newspaper, as its TOML file declares it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal
from urllib.parse import urlsplit

Certainty = Literal["seen", "inferred", "unknown"]


@dataclass(frozen=True)
class Certainties:
    """How sure we are of each list of a source file: seen working, inferred from a sibling site, or unknown."""

    feeds: Certainty = "unknown"
    sitemaps: Certainty = "unknown"
    listings: Certainty = "unknown"
    article_url: Certainty = "unknown"


@dataclass(frozen=True)
class Source:
    """One newspaper: where it lives, how it publishes, and what its pages look like.

    `article_url` is a regular expression for the path (and query) of article pages. A group named `id` makes that
    group, not the slug, the identity of an article of this newspaper: slug, AMP and print addresses with one id are
    one article. Further groups whose names begin with `id` (`id_old`, `id_month`) are other numberings, or parts of
    the number. Empty: any page of the newspaper's hosts that a feed or sitemap names is taken.
    `aliases` are hosts with the same articles under the same numbers (old domains, m., amp.); `absorbed` are hosts of
    newspapers merged into this one: their articles are this newspaper's, but their numbers are their own.
    `listings` may hold HTML pages or JSON end points; `{page}` in one is replaced by 1, 2, 3 …
    """

    id: str
    name: str
    home: str
    province: str = ""  # slug of newsroom/provinces.toml; empty for a national outlet
    aliases: tuple[str, ...] = ()
    absorbed: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    article_url: str = ""
    datelines: tuple[str, ...] = ()
    body: str = ""
    language: str = "vi"
    enabled: bool = True
    delay: float | None = None  # seconds between two requests, where [crawl] delay is too fast for this site
    listing_pages: int = 10  # how far back a listing is followed when it keeps showing new articles
    verified: Certainty | Certainties = "unknown"
    notes: str = ""
    file: str = field(default="", compare=False)  # where it was read, for messages

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Every host that is this newspaper, lower case, without port."""
        named = (urlsplit(f"//{host}").hostname or "" for host in (*self.aliases, *self.absorbed))
        return frozenset({urlsplit(self.home).hostname or "", *named}) - {""}

    @cached_property
    def article_pattern(self) -> re.Pattern[str]:
        return re.compile(self.article_url or r"")

    @property
    def certainties(self) -> Certainties:
        if isinstance(self.verified, str):
            return Certainties(self.verified, self.verified, self.verified, self.verified)
        return self.verified

    def certainty(self, of: Literal["feeds", "sitemaps", "listings", "article_url"]) -> Certainty:
        return getattr(self.certainties, of)  # type: ignore[no-any-return]
