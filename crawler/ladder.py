"""Discovery: a newspaper's lists are asked rung by rung, and what they name is recorded before any of it is fetched."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import replace

from crawler.commission import Commission, Count
from crawler.lists.autodiscovery import read_feed_page, read_home
from crawler.lists.feeds import looks_like_html
from crawler.lists.links import Reading
from crawler.lists.listings import PAGE, page_url
from crawler.lists.reading import read_list
from crawler.politeness.fetcher import Answer, Fetcher
from crawler.politeness.hosts import NotNow
from newsroom.article import Validators
from newsroom.discovery import Assignment, Discovered, Errand, ListState, Poll, Recorded, Way
from newsroom.errors import FailureKind, SkipPage

MOST_SITEMAPS = 60  # in one cycle: an index and the 50 newest of its children, with room for a second walk
MOST_FOUND_SITEMAPS = 20  # Sitemap lines of a robots.txt
NESTED = 10  # an index inside an index is against the protocol, but seen; its newest children will do
DEEPEST = 2

_RUNGS = tuple(Way)
_ACCEPT = {
    Way.FEED: "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5",
    Way.SITEMAP: "application/xml,text/xml,*/*;q=0.5",
    Way.LISTING: "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.5",
    Way.HOME: "text/html,application/xhtml+xml,*/*;q=0.5",
}


class Ladder:
    """Asks the lists of one newspaper that are due. What is to be fetched now collects in `errands`, by key."""

    def __init__(self, commission: Commission, fetcher: Fetcher, count: Count) -> None:
        self.errands: dict[str, Errand] = {}
        self._commission = commission
        self._fetcher = fetcher
        self._count = count
        self._waiting: deque[ListState] = deque()
        self._met: set[tuple[str, Way]] = set()  # a front page may be a listing, too
        self._failed: set[str] = set()
        self._sitemaps = 0
        self._depth: dict[str, int] = {}  # sitemap → how many indexes lead to it

    async def climb(self, assignment: Assignment) -> None:
        """Ask every list that is due, then look for others if no declared feed or sitemap answers."""
        self._queue(sorted(assignment.lists, key=lambda state: _RUNGS.index(state.way)))
        await self._ask_waiting()
        home = self._commission.source.home
        if (home, Way.HOME) not in self._met and (assignment.discover or self._every_declared_one_failed()):
            self._queue([ListState(home, Way.HOME, self._commission.source.id)])
            await self._ask_waiting()

    def _every_declared_one_failed(self) -> bool:
        declared = {*self._commission.source.feeds, *self._commission.source.sitemaps}
        return bool(declared) and declared <= self._failed

    def _queue(self, states: Iterable[ListState]) -> None:
        for state in states:
            if (state.url, state.way) not in self._met:
                self._met.add((state.url, state.way))
                self._waiting.append(state)

    async def _ask_waiting(self) -> None:
        ask = {Way.FEED: self._read, Way.SITEMAP: self._read, Way.LISTING: self._walk, Way.HOME: self._look_around}
        while self._waiting:
            state = self._waiting.popleft()
            try:
                await ask[state.way](state)
            except NotNow as wait:
                self._postpone(state, wait)
            except SkipPage as problem:
                self._count.lists_asked += 1
                self._fail(state, problem)

    async def _read(self, state: ListState) -> None:
        """A feed or one sitemap: a single answer."""
        sitemap = state.way is Way.SITEMAP
        if sitemap and self._sitemaps >= MOST_SITEMAPS:
            return  # due still, so the next cycle goes on from here
        self._sitemaps += sitemap
        answer = await self._get(state, state.url, state.validators)
        if self._unchanged(state, answer):
            return
        reading = await self._reading(state, answer)
        if state.declared and reading.items and not reading.links and not reading.lists:  # an index names sections, too
            self._count.trouble(state.url, f"{reading.items} items, but none has an article address of this newspaper")
        children = self._children(state, reading.lists) if sitemap else ()
        poll = replace(self._poll(state, answer), links=reading.links, lists=children)
        recorded = self._record(poll)
        order = {child.url: number for number, child in enumerate(children)}
        self._queue(sorted(recorded.lists, key=lambda child: order.get(child.url, 0)))

    async def _walk(self, state: ListState) -> None:
        """A listing: on from page to page while new articles show up."""
        url, number, walked, first = page_url(state.url, 1), 1, {state.url}, Validators()
        while True:
            try:
                answer = await self._get(state, url, state.validators if number == 1 else Validators())
            except SkipPage as problem:
                if number == 1 or problem.kind is not FailureKind.GONE:
                    raise
                self._end_walk(state, first)  # a page that does not exist is behind the last one
                return
            if self._unchanged(state, answer):
                return
            first = answer.validators if number == 1 else first
            reading = await self._reading(state, answer, page=number)
            if number == 1 and reading.items and not reading.links:
                raise SkipPage(FailureKind.EMPTY, "no link on this page has an article address of this newspaper")
            walked.add(url)
            number += 1
            url = page_url(state.url, number) if PAGE in state.url else reading.next_page
            last = not reading.links or not url or url in walked or number > self._commission.source.listing_pages
            validators = first if last else Validators()
            poll = replace(self._poll(state, answer), complete=last, validators=validators, links=reading.links)
            recorded = self._record(poll)
            if last:
                return
            if not recorded.fresh:
                self._end_walk(state, first)
                return

    def _end_walk(self, state: ListState, validators: Validators) -> None:
        """Say that the walk is over: only now may the next one be spared by a 304."""
        asked_at = self._commission.clock()
        self._record(Poll(state.url, state.way, state.source, asked_at, 200, validators=validators))

    async def _look_around(self, state: ListState) -> None:
        """Autodiscovery: what the home page, the pages of feeds it links to and robots.txt name."""
        answer = await self._get(state, state.url, state.validators)
        if self._unchanged(state, answer):
            return
        source = self._commission.source
        hints = await self._commission.workers.run(read_home, answer.body, answer.url, answer.content_type, source)
        feeds = [*hints.feeds]
        for page in hints.feed_pages:
            feeds += await self._feeds_on(page)
        rules = await self._fetcher.rules(answer.url)
        named = [Discovered(url, Way.FEED) for url in dict.fromkeys(feeds)]
        named += [Discovered(url, Way.SITEMAP) for url in rules.sitemaps[:MOST_FOUND_SITEMAPS]]
        named = [found for found in named if (found.url, found.way) not in self._met]
        self._queue(self._record(replace(self._poll(state, answer), lists=tuple(named))).lists)

    async def _feeds_on(self, page: str) -> list[str]:
        """The feeds that a page of feeds links to, or itself where it is one."""
        try:
            answer = await self._fetcher.get(page, cap=self._commission.options.max_page, accept=_ACCEPT[Way.HOME])
            if not looks_like_html(answer.body):
                return [page]
            source = self._commission.source
            hints = await self._commission.workers.run(
                read_feed_page, answer.body, answer.url, answer.content_type, source
            )
        except SkipPage as problem:
            self._count.trouble(page, problem.reason)
            return []
        return list(hints.feeds)

    async def _get(self, state: ListState, url: str, validators: Validators) -> Answer:
        options = self._commission.options
        cap = options.max_page if state.way is Way.HOME else options.max_list
        return await self._fetcher.get(url, cap=cap, accept=_ACCEPT[state.way], validators=validators)

    async def _reading(self, state: ListState, answer: Answer, *, page: int = 1) -> Reading:
        numbers = (page, self._commission.options.max_list)
        source = self._commission.source
        return await self._commission.workers.run(
            read_list, state.way, answer.body, answer.url, answer.content_type, source, numbers
        )

    def _poll(self, state: ListState, answer: Answer) -> Poll:
        now = self._commission.clock()
        return Poll(state.url, state.way, state.source, now, answer.status, validators=answer.validators)

    def _unchanged(self, state: ListState, answer: Answer) -> bool:
        if answer.status != 304:
            return False
        self._count.lists_asked += 1
        self._count.lists_unchanged += 1
        self._commission.frontier.record(self._poll(state, answer))
        return True

    def _record(self, poll: Poll) -> Recorded:
        """Into the frontier first; what it gives back is fetched later."""
        recorded = self._commission.frontier.record(poll)
        self._count.lists_asked += poll.complete
        self._count.found += len(poll.links)
        for found in recorded.fetch:
            self._count.new += found.key not in self.errands
            self.errands.setdefault(found.key, Errand(found))
        return recorded

    def _fail(self, state: ListState, problem: SkipPage) -> None:
        self._failed.add(state.url)
        self._count.trouble(state.url, problem.reason)
        status = getattr(problem, "status", None) or 0
        failed = Poll(
            state.url,
            state.way,
            state.source,
            self._commission.clock(),
            status,
            error=problem.kind,
            reason=problem.reason,
            retry_at=problem.retry_at,
        )
        self._commission.frontier.record(failed)

    def _postpone(self, state: ListState, wait: NotNow) -> None:
        """The host is to be left alone. A list waits as it is, unless the frontier has to know until when."""
        self._count.stop(wait.reason)
        if wait.kind is FailureKind.ROBOTS_UNREACHABLE or wait.retry_at:
            self._fail(state, wait)

    def _children(self, state: ListState, named: tuple[Discovered, ...]) -> tuple[Discovered, ...]:
        """The sitemaps of an index that are worth a request: not met before, not too deep."""
        top = state.declared or state.parent in {"", self._commission.source.home}
        depth = self._depth.setdefault(state.url, 0 if top else 1) + 1
        if named and depth > DEEPEST:
            self._count.trouble(state.url, "a sitemap index inside an index inside an index: not followed")
            return ()
        most = NESTED if depth == DEEPEST else len(named)
        fresh = tuple(child for child in named if (child.url, child.way) not in self._met)[:most]
        self._depth.update((child.url, depth) for child in fresh)
        return fresh
