"""What to write into a newspaper's file, after a look at it: lists that answer stay, dead ones go, found ones come in.

A list that could not be asked just now (busy host, server error, robots.txt out of reach) is kept as it was: the site
is in trouble, not the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from crawler.probing.survey import Rung, wanted_first
from newsroom.article import Found
from newsroom.discovery import Way
from newsroom.source import Certainties, Certainty, Source

STALE = timedelta(days=90)  # a section without news for that long while others have some was given up
MOST_NEW_FEEDS = 8

_WEAKEST_FIRST: tuple[Certainty, ...] = ("unknown", "inferred", "seen")


def propose(source: Source, rungs: Sequence[Rung], *, front: Rung | None, read: bool) -> Source:
    """The newspaper as its file should describe it.

    `front`: the home page read as a listing, if it answered. `read`: an article was found and gave text.
    """
    look = _Look(rungs)
    listings = look.kept(source.listings)
    if front is not None and front.links and not look.any_news:
        listings.append(front_page(source))
    described = replace(
        source,
        feeds=tuple(wanted_first(look.kept(source.feeds) + look.found(Way.FEED))),
        sitemaps=tuple(look.kept(source.sitemaps) + look.found(Way.SITEMAP)),
        listings=tuple(dict.fromkeys(listings)),
    )
    certain = {name: look.certainty(source, described, name) for name in ("feeds", "sitemaps", "listings")}
    form = "seen" if read and source.article_url else source.certainty("article_url")
    return replace(described, verified=Certainties(**certain, article_url=form))


def front_page(source: Source) -> str:
    """The home page as a listing: without its last slash, as the home page itself is asked for feeds."""
    return source.home.rstrip("/")


class _Look:
    """The rungs of one look, asked what they are worth."""

    def __init__(self, rungs: Sequence[Rung]) -> None:
        self._rungs = {rung.url: rung for rung in rungs}
        self._latest = max((moment for rung in rungs if (moment := rung.newest)), default=None)
        self.any_news = any(map(self._has_news, rungs))

    def kept(self, declared: Iterable[str]) -> list[str]:
        return [url for url in declared if self._learned_nothing(url) or self._has_news(self._rungs[url])]

    def found(self, way: Way) -> list[str]:
        """Lists that the site itself names and that add articles to those the others have."""
        known = [rung for rung in self._rungs.values() if rung.declared and rung.way is way]
        covered = {found.key for rung in known for found in self._links(rung)}
        candidates = [rung.url for rung in self._rungs.values() if rung.way is way and self._was_named(rung)]
        new: list[str] = []
        for url in wanted_first(candidates):
            keys = {found.key for found in self._links(self._rungs[url])}
            if keys - covered and self._has_news(self._rungs[url]) and len(new) < MOST_NEW_FEEDS:
                covered |= keys
                new.append(url)
        return new

    def certainty(self, source: Source, described: Source, name: Literal["feeds", "sitemaps", "listings"]) -> Certainty:
        """That of the weakest member: what answered is seen, what could not be asked is as sure as before."""
        urls: tuple[str, ...] = getattr(described, name)
        sure: list[Certainty] = [
            source.certainty(name) if self._learned_nothing(url) and url in getattr(source, name) else "seen"
            for url in urls
        ]
        return min(sure, key=_WEAKEST_FIRST.index, default="unknown")

    def _learned_nothing(self, url: str) -> bool:
        """Whether the list was not asked, or failed in a way that passes."""
        rung = self._rungs.get(url)
        if rung is None or rung.error is None:
            return rung is None or rung.status == 0
        return not rung.error.permanent

    def _was_named(self, rung: Rung) -> bool:
        """By the home page, a page of feeds or robots.txt; not by a sitemap index, which is asked itself."""
        parent = self._rungs.get(rung.parent)
        return not rung.declared and (parent is None or parent.way is Way.HOME)

    def _has_news(self, rung: Rung) -> bool:
        links = list(self._links(rung))
        newest = max((moment for found in links if (moment := _moment(found))), default=None)
        return bool(links) and (newest is None or self._latest is None or self._latest - newest < STALE)

    def _links(self, rung: Rung) -> Iterator[Found]:
        """The articles of a list, those of the sitemaps it names included."""
        yield from rung.links
        for child in self._rungs.values():
            if child.parent == rung.url and rung.way is Way.SITEMAP and child is not rung:
                yield from self._links(child)


def _moment(found: Found) -> datetime | None:
    return found.published_at or found.changed_at
