"""A look at one newspaper as the crawl would see it: every list asked once, robots.txt, the front page, one article.

The crawl's own ladder does the asking. What differs is the frontier: it keeps what was answered, asks for nothing but
a sample, and bounds what is followed.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar, TypeVarTuple
from urllib.parse import urlsplit

from crawler.articles import Articles
from crawler.commission import Commission, Count, Outcome, Workers
from crawler.ladder import Ladder
from crawler.lists.autodiscovery import read_home
from crawler.lists.links import Reading
from crawler.memory import MemoryFrontier, declared_lists
from crawler.politeness.fetcher import Answer, Download, Fetcher, Manners
from crawler.politeness.robots import Rules
from newsroom.account import Trouble
from newsroom.article import Extracted, Failure, Found, Validators
from newsroom.discovery import Assignment, Discovered, Errand, ListState, Poll, Recorded, Way
from newsroom.errors import FailureKind, SkipPage
from newsroom.source import Source

MOST_FEEDS = 12  # of those found, not declared: a paper may name one per section, and each is a request
MOST_SITEMAPS = 3
MOST_CHILDREN = 1  # the newest sitemap of an index shows whether the index is worth anything
MOST_SAMPLES = 3  # articles tried until one can be read

_T = TypeVar("_T")
_Args = TypeVarTuple("_Args")

_READ_HOME: Callable[..., object] = read_home
_NO_VALIDATORS = Validators()
_NOT_ASKED = "was not asked"
_WANTED = re.compile(r"chuyen-?doi-?so|nq-?57|khoa-?hoc|cong-?nghe", re.IGNORECASE)
_GENERAL = re.compile(r"trang-?chu|home|tin-?moi|moi-?nhat|thoi-?su|news", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rung:
    """What one list answered. `items` is everything it named, `links` the articles of the newspaper among it."""

    url: str
    way: Way
    declared: bool = True
    parent: str = ""  # the sitemap index, home page or robots.txt that named it
    status: int = 0  # 0: no answer
    items: int = 0
    links: tuple[Found, ...] = ()
    pages: int = 0  # of a listing; 2 when the second showed other articles
    error: FailureKind | None = None
    reason: str = ""

    @property
    def newest(self) -> datetime | None:
        """The youngest date any item claims."""
        return max((moment for found in self.links if (moment := found.published_at or found.changed_at)), default=None)

    @property
    def answers(self) -> bool:
        return self.error is None and self.status == 200


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was handed to a worker."""

    body: bytes
    url: str
    content_type: str


@dataclass
class Survey:
    """Everything that was learned. `home` is the home page, if it answered."""

    source: Source
    rungs: list[Rung] = field(default_factory=list)
    home: Page | None = None
    outcomes: list[Outcome] = field(default_factory=list)
    rules: Rules | None = None  # of the home page's host; None if it may not be reached at all
    troubles: tuple[Trouble, ...] = ()
    requests: int = 0
    stopped: str = ""

    @property
    def sample(self) -> Extracted | None:
        return next((outcome for outcome in self.outcomes if isinstance(outcome, Extracted)), None)

    @property
    def failures(self) -> list[Failure]:
        return [outcome for outcome in self.outcomes if isinstance(outcome, Failure)]


class _Witness:
    """Workers that remember the last list that was read and the home page: the ladder keeps neither."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self.reading: Reading | None = None
        self.home: Page | None = None

    async def run(self, function: Callable[[*_Args], _T], *args: *_Args) -> _T:
        if function is _READ_HOME:
            self.home = _page(args)
        result = await self._workers.run(function, *args)
        if isinstance(result, Reading):
            self.reading = result
        return result

    def taken(self) -> Reading | None:
        reading, self.reading = self.reading, None
        return reading


def _page(arguments: tuple[Any, ...]) -> Page:
    """What read_home was given."""
    body, url, content_type, *_ = arguments
    return Page(body, url, content_type)


@dataclass
class _Once(Fetcher):
    """A fetcher that asks for the home page once, whether it is wanted for its links or as a listing."""

    home: str = ""
    _known: Answer | SkipPage | None = None

    async def get(self, url: str, *, cap: int, accept: str, validators: Validators = _NO_VALIDATORS) -> Answer:
        if url.rstrip("/") != self.home.rstrip("/"):
            return await super().get(url, cap=cap, accept=accept, validators=validators)
        if self._known is None:
            try:
                self._known = await super().get(url, cap=cap, accept=accept, validators=validators)
            except SkipPage as problem:
                self._known = problem
        if isinstance(self._known, SkipPage):
            raise self._known
        return self._known


class _Ledger(MemoryFrontier):
    """The frontier of a survey: writes down rungs, fetches nothing, follows little."""

    def __init__(self, witness: _Witness, declared: Iterable[ListState]) -> None:
        super().__init__(most=0)
        self.rungs: dict[str, Rung] = {state.url: Rung(state.url, state.way, reason=_NOT_ASKED) for state in declared}
        self._witness = witness
        self._asked: set[str] = set()

    def record(self, poll: Poll) -> Recorded:
        reading = self._witness.taken()
        if poll.way is not Way.HOME or poll.error:
            self._write(poll, reading)
        known = set(self.rungs)
        named = [found for found in _worth_asking(poll) if found.url not in known]
        for found in named:
            self.rungs[found.url] = Rung(found.url, found.way, declared=False, parent=poll.list_url, reason=_NOT_ASKED)
        again = poll.way is Way.LISTING and self.rungs[poll.list_url].pages == 1
        children = tuple(ListState(f.url, f.way, poll.source, declared=False, parent=poll.list_url) for f in named)
        return Recorded(fresh=len(poll.links) if again else 0, lists=children)

    def _write(self, poll: Poll, reading: Reading | None) -> None:
        rung = self.rungs.get(poll.list_url) or Rung(poll.list_url, poll.way, declared=False)
        items = reading.items if reading else 0
        if poll.list_url not in self._asked:
            self._asked.add(poll.list_url)
            pages = 1 if poll.way is Way.LISTING and poll.links else 0
            rung = replace(rung, status=poll.status, items=items, links=poll.links, pages=pages)
            nothing = f"{items} items, but none has an article address of this newspaper"
            reason = nothing if items and not poll.links and not poll.lists else ""
            rung = replace(rung, error=poll.error, reason=poll.reason or reason)
        elif reading and {found.key for found in poll.links} - {found.key for found in rung.links}:
            rung = replace(rung, items=rung.items + items, links=_joined(rung.links, poll.links), pages=rung.pages + 1)
        self.rungs[poll.list_url] = rung


async def survey(source: Source, workers: Workers, manners: Manners, download: Download) -> Survey:
    """Ask everything once. What cannot be read is in the rungs; raises only what concerns the whole program."""
    witness = _Witness(workers)
    declared = declared_lists(source)
    ledger = _Ledger(witness, declared)
    seen = Survey(source)

    async def keep(outcome: Outcome) -> None:
        seen.outcomes.append(outcome)

    commission = Commission(source, ledger, witness, manners, keep, everything=True)
    fetcher = _Once(download, manners, source.delay or 0.0, home=source.home)
    count = Count(source.id, manners.clock())
    limit = manners.options.source_timeout
    try:
        async with asyncio.timeout(limit.total_seconds()):
            await Ladder(commission, fetcher, count).climb(Assignment(declared, discover=True))
            seen.rules = await _rules(fetcher, witness.home.url if witness.home else source.home)
            await _read_one(Articles(commission, fetcher, count), ledger, seen)
    except TimeoutError:
        count.stop(f"the time limit of {limit} is over")
    seen.home = witness.home
    for rung in ledger.rungs.values():
        unasked = rung.reason == _NOT_ASKED
        seen.rungs.append(replace(rung, reason=f"{_NOT_ASKED}: {count.stopped}") if unasked and count.stopped else rung)
    seen.requests, seen.stopped, seen.troubles = fetcher.traffic.requests, count.stopped, tuple(count.troubles)
    return seen


async def _rules(fetcher: Fetcher, url: str) -> Rules | None:
    """What robots.txt says, from memory where the ladder has asked."""
    try:
        return await fetcher.rules(url)
    except SkipPage:
        return None


async def _read_one(articles: Articles, ledger: _Ledger, seen: Survey) -> None:
    for found in samples(list(ledger.rungs.values())):
        await articles.run([Errand(found)])
        if seen.sample:
            return


def samples(rungs: Sequence[Rung]) -> list[Found]:
    """Articles to try, the first of each list first: the likeliest to be an article that readers see today."""
    firsts = {rung.links[0].key: rung.links[0] for rung in rungs if rung.links}
    seconds = {found.key: found for rung in rungs for found in rung.links[1:MOST_SAMPLES]}
    return list({**firsts, **{key: found for key, found in seconds.items() if key not in firsts}}.values())[
        :MOST_SAMPLES
    ]


def wanted_first(urls: Iterable[str]) -> list[str]:
    """Addresses of lists in the order of their use to us: digital transformation, the whole paper, the rest."""

    def rank(url: str) -> int:
        path = urlsplit(url).path + urlsplit(url).query
        return 0 if _WANTED.search(path) else 1 if _GENERAL.search(path) else 2

    return sorted(urls, key=rank)


def _worth_asking(poll: Poll) -> list[Discovered]:
    if poll.way is Way.SITEMAP:
        return list(poll.lists[:MOST_CHILDREN])
    by_url = {found.url: found for found in poll.lists}
    feeds = [by_url[url] for url in wanted_first(by_url) if by_url[url].way is Way.FEED]
    sitemaps = [found for found in by_url.values() if found.way is Way.SITEMAP]
    return feeds[:MOST_FEEDS] + sitemaps[:MOST_SITEMAPS]


def _joined(first: tuple[Found, ...], more: tuple[Found, ...]) -> tuple[Found, ...]:
    known = {found.key for found in first}
    return (*first, *(found for found in more if found.key not in known))
