"""One answer of a list, read in a worker process by the way it publishes."""

from __future__ import annotations

from crawler.lists.feeds import read_feed
from crawler.lists.links import Reading
from crawler.lists.listings import read_listing
from crawler.lists.sitemaps import read_sitemap
from newsroom.discovery import Way
from newsroom.source import Source


def read_list(way: Way, body: bytes, url: str, content_type: str, source: Source, numbers: tuple[int, int]) -> Reading:
    """What a feed, a sitemap or one page of a listing names.

    `numbers`: the page of a listing (from 1), and how many bytes a packed sitemap may unpack to. Raises SkipPage for
    what is not what it should be.
    """
    page, cap = numbers
    match way:
        case Way.FEED:
            return read_feed(body, url, content_type, source)
        case Way.SITEMAP:
            return read_sitemap(body, url, content_type, source, cap)
        case _:
            return read_listing(body, url, content_type, source, page)
