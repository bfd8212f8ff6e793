"""A frontier that forgets: for `scrapy crawl`, which runs without a database, and for looking at one newspaper."""

from __future__ import annotations

from datetime import datetime

from newsroom.article import Found
from newsroom.discovery import Assignment, ListState, Poll, Recorded, RobotsAnswer, Way
from newsroom.source import Source


class MemoryFrontier:
    """Everything is due, every article is new once. `polls` keeps what the lists answered.

    `most` bounds how many articles are fetched, so that one can be looked at as a sample.
    """

    def __init__(self, most: int | None = None) -> None:
        self.polls: list[Poll] = []
        self._most = most
        self._lists: set[str] = set()
        self._keys: set[str] = set()
        self._robots: dict[str, RobotsAnswer] = {}

    def assignment(self, source: Source, *, now: datetime, everything: bool) -> Assignment:  # noqa: ARG002
        """Every declared list; autodiscovery where no feed or sitemap is declared."""
        lists = declared_lists(source)
        self._lists.update(state.url for state in lists)
        return Assignment(lists, discover=not (source.feeds or source.sitemaps))

    def record(self, poll: Poll) -> Recorded:
        """What this list names for the first time."""
        self.polls.append(poll)
        fresh = [found for found in poll.links if found.key not in self._keys]
        self._keys.update(found.key for found in fresh)
        named = [found for found in poll.lists if found.url not in self._lists]
        self._lists.update(found.url for found in named)
        lists = tuple(
            ListState(found.url, found.way, poll.source, declared=False, parent=poll.list_url) for found in named
        )
        return Recorded(self._wanted(fresh), fresh=len(fresh), lists=lists)

    def robots(self, origin: str, *, now: datetime) -> RobotsAnswer | None:  # noqa: ARG002
        return self._robots.get(origin)

    def remember_robots(self, answer: RobotsAnswer) -> None:
        self._robots[answer.origin] = answer

    def _wanted(self, fresh: list[Found]) -> tuple[Found, ...]:
        if self._most is None:
            return tuple(fresh)
        wanted, self._most = fresh[: self._most], max(0, self._most - len(fresh))
        return tuple(wanted)


def declared_lists(source: Source) -> tuple[ListState, ...]:
    """The lists of a source file, as nobody has asked them yet."""
    declared = ((Way.FEED, source.feeds), (Way.SITEMAP, source.sitemaps), (Way.LISTING, source.listings))
    return tuple(ListState(url, way, source.id) for way, urls in declared for url in urls)
