"""What `scrapy` itself sees: the catalogue as spiders, closed doors, and an end within seconds."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.settings import Settings

from crawler.options import CrawlOptions
from crawler.run import settings_for
from crawler.spiders.loader import CatalogueLoader
from crawler.spiders.source import SourceSpider, options_from
from tests.crawler.driver import listening_sockets
from tests.crawler.journeys import ROOT
from tests.crawler.site import ITEMS, OK, Reply, Site, drip, publish


@pytest.fixture
def project() -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    return settings


def test_every_newspaper_of_the_catalogue_is_a_spider(project: Settings):
    loader = CatalogueLoader.from_settings(project)
    assert len(loader.list()) >= 34
    spider = loader.load("baohatinh")
    assert issubclass(spider, SourceSpider)
    assert (spider.name, spider.source.province) == ("baohatinh", "ha-tinh")
    assert loader.find_by_request(Request("https://www.baohatinh.vn/bai-post1.html")) == ["baohatinh"]


def test_an_unknown_newspaper_is_explained(project: Settings):
    with pytest.raises(KeyError, match="no newspaper has the id 'bao-la': see `scrapy list`"):
        CatalogueLoader.from_settings(project).load("bao-la")


def test_scrapys_settings_reach_the_crawl(project: Settings):
    project.setdict({"DOWNLOAD_DELAY": 2.5, "DIEMBAO_ALLOW_PRIVATE": "1", "DIEMBAO_CONTACT": "mailto:a@example.vn"})
    options = options_from(project)
    assert (options.delay, options.allow_private_addresses, options.contact) == (2.5, True, "mailto:a@example.vn")
    assert not options_from(settings_for(CrawlOptions())).allow_private_addresses


@pytest.mark.parametrize("scheme", ["file", "ftp", "s3", "data"])
def test_there_is_a_handler_for_the_web_only(project: Settings, scheme: str):
    assert project.getwithbase("DOWNLOAD_HANDLERS")[scheme] is None


def test_a_spider_that_scrapy_runs_listens_nowhere_and_ends_within_seconds(tmp_path: Path):
    with Site() as site:
        publish(site)
        site.add("/robots.txt", "")
        site.pages[ITEMS[0][0]] = Reply(raw=drip(0.05, OK + b"\r\n"))
        (tmp_path / "baothu.toml").write_text(
            f'id = "baothu"\nname = "Báo Thử"\nprovince = "ha-tinh"\nhome = "{site.base}/"\n'
            f'feeds = ["{site.base}/rss/moi.rss"]\narticle_url = "-post(?P<id>[0-9]+)[.]html$"\n',
            encoding="utf-8",
        )
        command = ["scrapy", "crawl", "baothu", "-s", f"DIEMBAO_SOURCES={tmp_path}", "-s", "DIEMBAO_ALLOW_PRIVATE=1"]
        with subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, start_new_session=True) as child:
            deadline = time.monotonic() + 30
            while ITEMS[0][0] not in site.paths():
                assert child.poll() is None
                assert time.monotonic() < deadline
            assert listening_sockets(child.pid) == []
            child.send_signal(signal.SIGTERM)
            assert child.wait(8) == 0
