"""The one spider: a newspaper, whichever way it publishes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.settings import BaseSettings

from crawler.commission import Commission, Deliver
from crawler.export import as_item
from crawler.handover import handover
from crawler.memory import MemoryFrontier
from crawler.options import CrawlOptions
from crawler.politeness.fetcher import KEEP_FIRST, Manners
from crawler.politeness.hosts import Hosts
from crawler.politeness.reactor import installed
from crawler.politeness.robots import RobotsBook
from crawler.pool import WorkerPool
from crawler.visit import visit
from newsroom.account import Tally
from newsroom.article import Extracted, Failure
from newsroom.errors import DiembaoError
from newsroom.source import Source


class SourceSpider(Spider):
    """Visits one newspaper.

    With a commission (crawler.run) the outcomes go where it says. Without one, as `scrapy crawl` starts it, the
    articles found are items, nothing is remembered, and what fails is logged.
    """

    name = "source"
    source: Source | None = None  # crawler.spiders.loader binds it
    # What crawler.politeness.fetcher and crawler.politeness.unpack do themselves. (noqa: Scrapy's own form.)
    custom_settings = {"COMPRESSION_ENABLED": False, "REDIRECT_ENABLED": False}  # noqa: RUF012

    def __init__(self, *args: Any, commission: Commission | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commission = commission

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.enough, signals.bytes_received)
        return spider

    def enough(self, data: bytes, request: Request) -> None:
        """Stop a download of which only the beginning is wanted."""
        wanted = request.meta.get(KEEP_FIRST)
        if not wanted:
            return
        request.meta["kept"] = request.meta.get("kept", 0) + len(data)
        if request.meta["kept"] >= wanted:
            raise StopDownload(fail=False)

    async def start(self) -> AsyncIterator[Any]:
        """The whole visit, one request after another."""
        if self.commission is not None:
            self.commission.begun.set()
            try:
                await visit(self.commission, self.crawler.engine.download_async)
            except DiembaoError as error:  # Scrapy would only log it
                self.commission.error = error
            return
        async with aclosing(handover(self._visit_alone)) as outcomes:
            async for outcome in outcomes:
                if isinstance(outcome, Extracted):
                    yield as_item(outcome)
                elif isinstance(outcome, Failure):
                    self.logger.warning("%s: %s: %s", outcome.found.url, outcome.kind, outcome.reason)
                elif isinstance(outcome, Tally):
                    self._report(outcome)

    async def _visit_alone(self, deliver: Deliver) -> None:
        options = options_from(self.crawler.settings)
        installed().allow_private_addresses = options.allow_private_addresses
        frontier = MemoryFrontier()
        manners = Manners(options, _now, Hosts(), RobotsBook(frontier, _now))
        async with WorkerPool(options.workers, options.extract_seconds, options.extract_memory) as workers:
            commission = Commission(self._bound_source(), frontier, workers, manners, deliver, everything=True)
            await visit(commission, self.crawler.engine.download_async)

    def _bound_source(self) -> Source:
        if self.source is None:
            raise TypeError("this spider has no newspaper: start it by the id of one (scrapy list)")
        return self.source

    def _report(self, tally: Tally) -> None:
        for trouble in tally.troubles:
            self.logger.warning("%s: %s", trouble.url, trouble.reason)
        if tally.stopped:
            self.logger.warning("%s", tally.stopped)


def options_from(settings: BaseSettings) -> CrawlOptions:
    """The crawl options that Scrapy's own settings say."""
    return CrawlOptions(
        contact=settings.get("DIEMBAO_CONTACT") or "",
        delay=settings.getfloat("DOWNLOAD_DELAY"),
        allow_private_addresses=settings.getbool("DIEMBAO_ALLOW_PRIVATE"),
        request_timeout=settings.getfloat("DOWNLOAD_TIMEOUT"),
        source_timeout=timedelta(days=1),
    )


def _now() -> datetime:
    return datetime.now(UTC)
