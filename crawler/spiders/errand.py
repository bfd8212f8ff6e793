"""One piece of work with Scrapy's downloader: for looking at a newspaper instead of crawling it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, TypeVar

from scrapy.crawler import Crawler
from scrapy.settings import Settings

from crawler.politeness.fetcher import Download
from crawler.spiders.source import SourceSpider

_T = TypeVar("_T")

_STOP_LIMIT = 5.0  # seconds an engine may take to end after the work was cancelled


class ErrandSpider(SourceSpider):
    """Starts a task with the engine's downloader, waits until it is done and ends."""

    name = "errand"

    def __init__(self, *args: Any, begin: Callable[[Download], asyncio.Task[Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._begin = begin

    async def start(self) -> AsyncIterator[Any]:
        await asyncio.wait([self._begin(self.crawler.engine.download_async)])
        return
        yield


async def run_errand(work: Callable[[Download], Coroutine[Any, Any, _T]], settings: Settings) -> _T:
    """The result of `work(download)`, or what it raises.

    Runs inside crawler.run.run_until_complete. Being cancelled cancels the work and ends the engine.
    """
    begun: list[asyncio.Task[_T]] = []

    def begin(download: Download) -> asyncio.Task[_T]:
        begun.append(asyncio.create_task(work(download)))
        return begun[0]

    crawler = Crawler(ErrandSpider, settings)
    crawling = asyncio.create_task(crawler.crawl_async(begin=begin))
    try:
        await asyncio.shield(crawling)
    except asyncio.CancelledError:
        for task in begun:
            task.cancel()
        await asyncio.wait([crawling], timeout=_STOP_LIMIT)
        raise
    return begun[0].result()
