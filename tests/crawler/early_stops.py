"""Stops crawls of one newspaper that have hardly begun, one loop turn later each time; says how many tasks are left."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import aclosing
from datetime import UTC, datetime

from crawler.memory import MemoryFrontier
from crawler.options import CrawlOptions
from crawler.run import crawl, run_until_complete
from newsroom.source import Source

OPTIONS = CrawlOptions(delay=0.0, allow_private_addresses=True, workers=1)


async def read(source: Source) -> None:
    crawling = crawl([source], MemoryFrontier(), OPTIONS, lambda: datetime.now(UTC), everything=True)
    async with aclosing(crawling) as outcomes:
        async for _ in outcomes:
            pass


async def stopped_after(turns: int, source: Source) -> None:
    reading = asyncio.create_task(read(source))
    while not any("Crawler.crawl_async" in repr(task) for task in asyncio.all_tasks()):  # noqa: ASYNC110
        await asyncio.sleep(0)  # the workers start first, and Scrapy has no event to wait for
    for _ in range(turns):
        await asyncio.sleep(0)
    reading.cancel()
    await asyncio.wait([reading])


async def main(home: str, most: int) -> None:
    source = Source(id="baothu", name="Báo Thử", home=home, feeds=(f"{home}rss/moi.rss",))
    for turns in range(most):
        await stopped_after(turns, source)
    sys.stdout.write(json.dumps({"left": len(asyncio.all_tasks())}))


if __name__ == "__main__":
    run_until_complete(main(sys.argv[1], int(sys.argv[2])))
