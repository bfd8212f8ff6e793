"""One crawl of many newspapers as an async iterator. Scrapy, Twisted and the worker processes stay behind it."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import AsyncGenerator, Coroutine, Iterable, Sequence
from contextlib import aclosing
from typing import Any, TypeVar
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.settings import Settings
from twisted.python.log import PythonLoggingObserver

from crawler.commission import Commission, Deliver, Outcome
from crawler.handover import handover
from crawler.options import CrawlOptions
from crawler.politeness.fetcher import Manners
from crawler.politeness.hosts import Hosts, host_of
from crawler.politeness.reactor import install, installed
from crawler.politeness.robots import RobotsBook
from crawler.pool import WorkerPool
from crawler.ports import Clock, Frontier
from crawler.spiders.source import SourceSpider
from newsroom.source import Source

T = TypeVar("T")

logger = logging.getLogger(__name__)

_STOP_LIMIT = 5.0  # seconds a stopped crawl may take; SIGTERM has ten for everything


async def crawl(
    sources: Sequence[Source], frontier: Frontier, options: CrawlOptions, clock: Clock, *, everything: bool = False
) -> AsyncGenerator[Outcome, None]:
    """Visit the newspapers and yield what became of each article, and a Tally of each newspaper when it is done.

    Runs inside `run_until_complete`. `everything`: all lists are asked, due or not. Newspapers that share a host are
    read one after another, others at the same time. Whoever takes slowly slows the crawl down; whoever stops taking
    (use `contextlib.aclosing`) or is cancelled ends it within seconds, and what is left waits in the frontier.
    Raises the DiembaoError of a frontier that cannot be used.
    """
    installed().allow_private_addresses = options.allow_private_addresses

    async def work(deliver: Deliver) -> None:
        async with WorkerPool(options.workers, options.extract_seconds, options.extract_memory) as workers:
            manners = Manners(options, clock, Hosts(), RobotsBook(frontier, clock))
            await _visit_all(
                [
                    [Commission(source, frontier, workers, manners, deliver, everything=everything) for source in group]
                    for group in sharing_hosts(sources)
                ],
                options,
            )

    async with aclosing(handover(work)) as outcomes:
        async for outcome in outcomes:
            yield outcome


def run_until_complete(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in this process's guarded reactor and return its result. Once in the life of a process.

    SIGTERM and SIGINT cancel it; asyncio.CancelledError is then raised here, once it has cleaned up.
    """
    if "twisted.internet.reactor" in sys.modules:
        work.close()
        raise RuntimeError("a reactor cannot be started twice: run each crawl in a process of its own")
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    install(loop)
    _quiet_logging()
    reactor = installed()
    task = loop.create_task(work)

    async def end() -> None:
        await asyncio.wait([task])
        await loop.shutdown_asyncgens()
        left = [other for other in asyncio.all_tasks() if other is not asyncio.current_task()]
        for other in left:
            other.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        reactor.stop()  # type: ignore[no-untyped-call]

    ending = loop.create_task(end())
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel)
    reactor.run(installSignalHandlers=False)  # type: ignore[no-untyped-call]
    ending.result()
    loop.close()
    return task.result()


def sharing_hosts(sources: Iterable[Source]) -> list[list[Source]]:
    """The newspapers in groups that have no host in common."""
    groups: list[tuple[set[str], list[Source]]] = []
    for source in sources:
        hosts, members = _hosts(source), [source]
        apart = []
        for group in groups:
            if group[0] & hosts:
                hosts, members = hosts | group[0], [*group[1], *members]
            else:
                apart.append(group)
        groups = [*apart, (hosts, members)]
    return [members for _, members in groups]


def settings_for(options: CrawlOptions) -> Settings:
    """Scrapy's settings for one crawl. The pauses are kept by crawler.politeness.hosts, across newspapers."""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    changed = {
        "SPIDER_LOADER_CLASS": "scrapy.spiderloader.DummySpiderLoader",
        "DOWNLOAD_DELAY": 0,
        "DOWNLOAD_TIMEOUT": options.request_timeout,
    }
    settings.setdict(changed, priority="cmdline")
    return settings


async def _visit_all(groups: list[list[Commission]], options: CrawlOptions) -> None:
    room = asyncio.Semaphore(options.parallel_sources)
    settings = settings_for(options)

    async def visit_group(group: list[Commission]) -> None:
        for commission in group:
            async with room:
                await _visit(commission, settings)

    tasks = [asyncio.create_task(visit_group(group)) for group in groups]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _visit(commission: Commission, settings: Settings) -> None:
    """One newspaper in a Scrapy crawl of its own."""
    spider = type("BoundSpider", (SourceSpider,), {"name": commission.source.id})
    crawler = Crawler(spider, settings)
    crawling = asyncio.create_task(crawler.crawl_async(commission=commission))
    try:
        await asyncio.shield(crawling)
    except asyncio.CancelledError:
        await _stop(crawler, crawling, commission.begun)
        raise
    if commission.error is not None:
        raise commission.error


async def _stop(crawler: Crawler, crawling: asyncio.Task[None], begun: asyncio.Event) -> None:
    """Scrapy's engine does not end by being cancelled, it has to be asked.

    And it does not hear that while it starts: it would visit the newspaper all the same, without us and our workers.
    """
    starting = asyncio.create_task(begun.wait())
    try:
        async with asyncio.timeout(_STOP_LIMIT):
            await asyncio.wait([crawling, starting], return_when=asyncio.FIRST_COMPLETED)
            await crawler.stop_async()
            await asyncio.wait([crawling])
    except TimeoutError:
        logger.warning("the crawl of %s did not stop within %g s", crawler.spidercls.name, _STOP_LIMIT)
        crawling.cancel()
    finally:
        starting.cancel()


def _hosts(source: Source) -> set[str]:
    lists = (source.home, *source.feeds, *source.sitemaps, *source.listings)
    port = urlsplit(source.home).port
    names = (f"[{host}]" if ":" in host else host for host in source.hosts)
    others = (f"http://{name}:{port}" if port else f"http://{name}" for name in names)
    return {host_of(url) for url in (*lists, *others)}


def _quiet_logging() -> None:
    """Twisted's own log into Python's, and of both only what is worth a line."""
    PythonLoggingObserver("twisted").start()  # type: ignore[no-untyped-call]
    logging.getLogger("twisted").setLevel(logging.ERROR)
    logging.getLogger("scrapy").setLevel(logging.WARNING)
    # said again, and better, by the failure it leads to
    logging.getLogger("scrapy.core.downloader.handlers.http11").setLevel(logging.ERROR)
