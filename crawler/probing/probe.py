"""`sources check` and `sources add`: a live look at a newspaper, and the file that follows from it.

Both use the crawl's own requests, with its pauses, robots.txt and guard, and run inside
`crawler.run.run_until_complete`, once in the life of a process.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

from crawler.lists.listings import read_listing
from crawler.memory import MemoryFrontier
from crawler.options import CrawlOptions
from crawler.politeness.fetcher import Download, Manners
from crawler.politeness.hosts import Hosts
from crawler.politeness.reactor import installed
from crawler.politeness.robots import RobotsBook
from crawler.pool import WorkerPool
from crawler.ports import Clock
from crawler.probing.article_forms import FEWEST, infer_article_url
from crawler.probing.masthead import identifier_of, province_of, read_name
from crawler.probing.probe_report import ProbeReport, report
from crawler.probing.proposal import front_page, propose
from crawler.probing.survey import Page, Rung, Survey, survey
from crawler.run import settings_for
from crawler.spiders.errand import run_errand
from newsroom.discovery import Way
from newsroom.errors import FailureKind, FixConfiguration, SkipPage
from newsroom.source import Certainties, Source
from newsroom.urls import belongs, is_article, is_web, origin

__all__ = ["ProbeReport", "discover", "probe"]

_T = TypeVar("_T")
_Look = Callable[[Source], Awaitable[Survey]]


async def probe(source: Source, options: CrawlOptions, clock: Clock) -> ProbeReport:
    """Try every rung of the ladder live, extract one article, and say what the file should be.

    A site that cannot be reached gives a report that says so. Raises only what is no matter of this site.
    """
    asked_at = clock()

    async def work(look: _Look, workers: WorkerPool) -> ProbeReport:
        seen, described = await look(source), source
        front = await _front(seen.home, source, workers)
        if _nothing_fits(seen, front) and (form := await _form_on_front(seen, workers)):
            certain = replace(source.certainties, article_url="inferred")
            described = replace(source, article_url=form, verified=certain)
            seen = await look(described)
            front = await _front(seen.home, described, workers)
        proposal = propose(described, seen.rungs, front=front, read=seen.sample is not None)
        return report(source, seen, front, proposal, asked_at)

    return await _at_work(options, clock, work)


async def discover(url: str, options: CrawlOptions, clock: Clock) -> Source:
    """A new newspaper from its home page: name, id and province, the lists it names that answer, its article form.

    Raises FixConfiguration for what is no web address, SkipPage if the home page cannot be read.
    """
    home = f"{origin(url if '://' in url else f'https://{url}')}/"
    if not is_web(home):
        raise FixConfiguration(f"{url!r} is no web address; give the newspaper's home page, like https://baohatinh.vn/")

    async def work(look: _Look, workers: WorkerPool) -> Source:
        seen = await look(_nameless(home))
        moved = f"{origin(_home_of(seen).url)}/"
        if not belongs(moved, seen.source):
            old = origin(home).partition("://")[2]
            seen = await look(replace(_nameless(moved), aliases=(old,)))
        return await _described(replace(seen.source, home=moved), seen, workers, clock)

    return await _at_work(options, clock, work)


async def _at_work(options: CrawlOptions, clock: Clock, work: Callable[[_Look, WorkerPool], Awaitable[_T]]) -> _T:
    """Do `work` with a downloader and worker processes that end with it."""
    installed().allow_private_addresses = options.allow_private_addresses
    manners = Manners(options, clock, Hosts(), RobotsBook(MemoryFrontier(), clock))
    async with WorkerPool(options.workers, options.extract_seconds, options.extract_memory) as workers:

        async def errand(download: Download) -> _T:
            return await work(lambda source: survey(source, workers, manners, download), workers)

        return await run_errand(errand, settings_for(options))


async def _front(home: Page | None, source: Source, workers: WorkerPool) -> Rung | None:
    """The home page read as a listing."""
    if home is None:
        return None
    rung = Rung(front_page(source), Way.LISTING, declared=False)
    try:
        reading = await workers.run(read_listing, home.body, home.url, home.content_type, source, 1)
    except SkipPage as problem:
        return replace(rung, status=200, error=problem.kind, reason=problem.reason)
    return replace(rung, status=200, items=reading.items, links=reading.links)


def _nothing_fits(seen: Survey, front: Rung | None) -> bool:
    """Whether the site was met and no address on it has the declared form."""
    declared = bool(seen.source.article_url)
    return declared and front is not None and not front.links and not any(rung.links for rung in seen.rungs)


async def _form_on_front(seen: Survey, workers: WorkerPool) -> str:
    front = await _front(seen.home, replace(seen.source, article_url=""), workers)
    return infer_article_url(found.url for found in front.links) if front else ""


def _nameless(home: str) -> Source:
    name = identifier_of(home)
    return Source(id=name, name=name, home=home)


def _home_of(seen: Survey) -> Page:
    """The home page, or SkipPage with the reason why there is none."""
    if seen.home is not None:
        return seen.home
    asked = next((rung for rung in seen.rungs if rung.way is Way.HOME), None)
    if asked is not None and asked.error is not None:
        raise SkipPage(asked.error, f"{seen.source.home}: {asked.reason}")
    raise SkipPage(FailureKind.NETWORK, f"{seen.source.home}: {seen.stopped or 'was not answered'}")


async def _described(source: Source, seen: Survey, workers: WorkerPool, clock: Clock) -> Source:
    """The newspaper with everything that the look at it gave."""
    home = _home_of(seen)
    front = await _front(home, source, workers)
    form = _form(seen, front)
    source = replace(source, article_url=form, verified=Certainties(article_url="inferred" if form else "unknown"))
    rungs = [_of(rung, source) for rung in seen.rungs]
    front = _of(front, source) if front else None
    described = propose(source, rungs, front=front, read=False)
    name = await _name(home, workers) or source.name
    notes = f"Described by the program on {clock():%Y-%m-%d}; check the article form and the province."
    if not any(rung.links for rung in rungs) and not (front and front.links):
        notes += " No list and no article was found: the pages may be filled in the browser (JavaScript)."
    return replace(described, name=name, province=province_of(name, source.home), notes=notes)


def _form(seen: Survey, front: Rung | None) -> str:
    """Feeds and sitemaps name articles only, a front page much else: it is asked where they name too few."""
    listed = [found.url for rung in seen.rungs for found in rung.links]
    if len(set(listed)) < FEWEST and front is not None:
        listed += [found.url for found in front.links]
    return infer_article_url(listed)


def _of(rung: Rung, source: Source) -> Rung:
    """The rung with what has the newspaper's article form."""
    return replace(rung, links=tuple(found for found in rung.links if is_article(found.url, source)))


async def _name(home: Page, workers: WorkerPool) -> str:
    try:
        return await workers.run(read_name, home.body, home.content_type)
    except SkipPage:
        return ""
