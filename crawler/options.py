"""The [crawl] settings: how fast, how much, how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

MIB = 1024 * 1024


@dataclass(frozen=True)
class CrawlOptions:
    """Limits of one crawl cycle. Sizes in bytes, unpacked."""

    every: timedelta = timedelta(minutes=30)
    contact: str = ""  # goes into the User-Agent: mailto:… or a page about the crawl
    delay: float = 1.0  # seconds between two requests to one host
    allow_private_addresses: bool = False
    parallel_sources: int = 16  # sources read at the same time; each is asked one request at a time
    workers: int = 2  # extraction processes
    request_timeout: float = 30.0  # seconds for one request, headers and body
    source_timeout: timedelta = timedelta(minutes=20)  # one source in one cycle; what is left waits in the frontier
    cycle_timeout: timedelta = timedelta(minutes=60)  # the daemon ends the child process after this
    max_page: int = 3 * MIB  # an article page; the largest seen is below 1 MB
    max_list: int = 12 * MIB  # a feed or sitemap: 50,000 addresses have 10 MB; sixteen sources may hold one each
    max_links: int = 1000  # newest links of one sitemap walk that are fetched; older ones wait for a backfill
    extract_seconds: float = 10.0  # one page in a worker
    extract_memory: int = 350 * MIB  # resident memory of a worker
