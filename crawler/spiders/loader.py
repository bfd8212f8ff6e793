"""Scrapy's list of spiders is the catalogue of newspapers."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from crawler.catalogue import load_catalogue
from crawler.spiders.source import SourceSpider
from newsroom.source import Source
from newsroom.urls import belongs


class CatalogueLoader:
    """One spider class for each newspaper: `scrapy list`, `scrapy crawl baohatinh`.

    `-s DIEMBAO_SOURCES=folder` adds source files; several folders are separated by commas.
    """

    def __init__(self, sources: dict[str, Source]) -> None:
        self._sources = sources

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        folders = [Path(folder) for folder in settings.getlist("DIEMBAO_SOURCES") if folder]
        return cls(load_catalogue(folders))

    def load(self, spider_name: str) -> type[Spider]:
        """A spider bound to the newspaper of this id. Raises KeyError, which Scrapy explains."""
        source = self._sources.get(spider_name)
        if source is None:
            raise KeyError(f"no newspaper has the id {spider_name!r}: see `scrapy list`")
        return type("BoundSpider", (SourceSpider,), {"name": source.id, "source": source})

    def list(self) -> builtins.list[str]:
        """The ids of all newspapers, those switched off included."""
        return list(self._sources)

    def find_by_request(self, request: Request) -> builtins.list[str]:
        """The newspapers an address belongs to, for `scrapy shell URL`."""
        return [source.id for source in self._sources.values() if belongs(request.url, source)]
