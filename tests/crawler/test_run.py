"""Journeys through the whole crawler: real processes, real servers on loopback."""

from __future__ import annotations

import itertools
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack

import pytest

from tests.crawler.journeys import ROOT, newspaper, start, stop, travel
from tests.crawler.site import ITEMS, OK, Reply, Site, anchors, article, drip, feed, publish


@pytest.fixture
def site():
    with Site() as running:
        running.add("/robots.txt", "User-agent: *\nDisallow: /rieng/\n", kind="text/plain")
        running.add("/", "<html><body>Trang chủ</body></html>")
        yield running


def test_a_second_cycle_on_an_unchanged_site_asks_each_list_once_and_nothing_else(site: Site):
    publish(site)
    site.add("/so-hoa", anchors(ITEMS))
    site.add(
        "/sitemap.xml", "<urlset>" + "".join(f"<url><loc>{site.base}{p}</loc></url>" for p, _ in ITEMS) + "</urlset>"
    )
    source = newspaper(site, feeds=["/rss/moi.rss"], sitemaps=["/sitemap.xml"], listings=["/so-hoa"])
    first: list[int] = []
    journey = travel(source, cycles=2, between=lambda: first.append(len(site.asked)))
    assert sorted(journey.extracted()) == [title for _, title in ITEMS]
    second = site.asked[first[0] :]
    assert [asked.path for asked in second] == ["/rss/moi.rss", "/sitemap.xml", "/so-hoa"]
    assert all(asked.conditional for asked in second)
    assert journey.cycle(1) == []
    assert journey.tally(1)["lists_unchanged"] == journey.tally(1)["requests"] == 3
    assert journey.errors == ""


def test_a_known_article_is_looked_at_again_with_its_validators(site: Site):
    publish(site)
    journey = travel(newspaper(site, feeds=["/rss/moi.rss"]), cycles=2, look_again=True)
    assert {outcome["is"] for outcome in journey.cycle(1)} == {"unchanged"}
    assert len(journey.cycle(1)) == len(ITEMS)


def test_a_listing_is_followed_while_it_shows_new_articles(site: Site):
    pages = [
        [(f"/bai-trang-{page}-so-{n}-post{page}{n}.html", f"Bài {page}.{n}") for n in range(3)] for page in range(1, 6)
    ]
    for number, items in enumerate(pages, 1):
        publish(site, items)
        path = "/so-hoa" if number == 1 else f"/so-hoa/trang-{number}.html"
        site.add(path, anchors(items, f"<a href='/so-hoa/trang-{number + 1}.html'>{number + 1}</a>"))
    source = newspaper(site, listings=["/so-hoa"], listing_pages=4)
    newer = [("/bai-moi-nhat-hom-nay-post999.html", "Bài mới nhất"), *pages[0][:2]]

    def go_on() -> None:
        publish(site, newer[:1])
        site.add("/so-hoa", anchors(newer, "<a href='/so-hoa/trang-2.html'>2</a>"))
        site.asked.clear()

    journey = travel(source, cycles=2, between=go_on)
    assert len(journey.extracted()) == 12, "four pages of three, not the fifth"
    assert journey.extracted(1) == ["Bài mới nhất"]
    lists = [asked.path for asked in site.asked if "post" not in asked.path]
    assert lists == ["/so-hoa", "/so-hoa/trang-2.html"], "the second page held nothing new"
    walks = [
        (poll["complete"], bool(poll["etag"]), len(poll["links"]))
        for poll in journey.polls
        if poll["list"].endswith("/so-hoa")
    ]
    assert walks[:4] == [(False, False, 3), (False, False, 3), (False, False, 3), (True, True, 3)]
    assert walks[4:] == [(False, False, 3), (False, False, 3), (True, True, 0)]


def test_feeds_and_sitemaps_are_discovered_where_none_is_declared(site: Site):
    publish(site, ITEMS[:2])
    third = [("/bai-trong-so-do-trang-post301.html", "Bài trong sơ đồ")]
    fourth = [("/bai-trong-muc-luc-rss-post302.html", "Bài trong mục lục RSS")]
    for path, title in third + fourth:
        site.add(path, article(title, 1))
    site.add("/", "<html><head><link rel='alternate' type='application/rss+xml' href='/rss/moi.rss'></head>"
             "<body><a href='/rss'>RSS</a></body></html>")  # fmt: skip
    site.add("/rss", "<html><body><a href='/rss/chuyen-de.rss'>Chuyên đề</a></body></html>")
    site.add("/rss/chuyen-de.rss", feed(site.base, fourth), kind="application/rss+xml")
    site.add("/robots.txt", f"Sitemap: {site.base}/so-do.xml\n", kind="text/plain")
    site.add("/so-do.xml", f"<urlset><url><loc>{site.base}{third[0][0]}</loc></url></urlset>", kind="text/xml")
    journey = travel(newspaper(site), cycles=2, between=site.asked.clear)
    assert len(journey.extracted()) == 4
    assert sorted(site.paths()) == ["/rss/chuyen-de.rss", "/rss/moi.rss", "/so-do.xml"], "and not the home page again"


def test_robots_that_cannot_be_had_forbid_everything_for_now():
    with ExitStack() as stack:
        sites = {status: stack.enter_context(Site()) for status in (500, 503, 429)}
        for status, site in sites.items():
            publish(site)
            site.add("/robots.txt", status=status)

        def mend() -> None:
            for site in sites.values():
                site.add("/robots.txt", "", kind="text/plain")

        sources = [newspaper(site, id=f"bao{status}", feeds=["/rss/moi.rss"]) for status, site in sites.items()]
        journey = travel(*sources, cycles=2, between=mend)
    assert journey.cycle(0) == []
    first = [poll for poll in journey.polls if poll["list"].endswith("/rss/moi.rss")][:3]
    assert [(poll["error"], len(poll["links"])) for poll in first] == [("robots-unreachable", 0)] * 3
    assert "robots.txt" in journey.tally(0)["stopped"]
    assert len(journey.extracted(1)) == 3 * len(ITEMS), "the next cycle asks again"


def test_a_crawl_delay_is_kept_between_all_requests(site: Site):
    publish(site, ITEMS[:3])
    site.add("/robots.txt", "User-agent: *\nCrawl-delay: 0.3\n", kind="text/plain")
    travel(newspaper(site, feeds=["/rss/moi.rss"]))
    after_robots = [asked.at for asked in site.asked[1:]]
    gaps = [later - earlier for earlier, later in itertools.pairwise(after_robots)]
    assert len(gaps) == 3
    assert min(gaps) >= 0.3


def test_newspapers_on_one_host_are_read_one_after_another_with_the_pause_between(site: Site):
    publish(site, ITEMS[:2])
    site.add("/rss/hai.rss", feed(site.base, ITEMS[2:4]), kind="application/rss+xml")
    for path, title in ITEMS[2:4]:
        site.add(path, article(title, 2))
    one = newspaper(site, feeds=["/rss/moi.rss"])
    two = newspaper(site, feeds=["/rss/hai.rss"], id="hai")
    journey = travel(one, two, options={"delay": 0.1})
    assert len(journey.extracted()) == 4
    times = [asked.at for asked in site.asked]
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= 0.1
    assert site.paths().count("/robots.txt") == 1


def test_nothing_listens_and_no_proxy_of_the_environment_is_used(site: Site):
    publish(site)
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        address = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        journey = travel(newspaper(site, feeds=["/rss/moi.rss"]), env={"http_proxy": address, "HTTP_PROXY": address})
    assert len(journey.extracted()) == len(ITEMS)
    assert journey.result["cycles"][0]["listening"] == []


def test_the_visitor_says_who_it_is_and_nothing_more(site: Site):
    publish(site, ITEMS[:1])
    site.add(ITEMS[0][0], article("Bài", 1), headers={"Set-Cookie": "phien=1"})
    travel(
        newspaper(site, feeds=["/rss/moi.rss"]),
        options={"contact": "mailto:toa-soan@example.vn"},
        cycles=2,
        look_again=True,
    )
    for asked in site.asked:
        assert asked.headers["user-agent"].startswith("diembao/")
        assert "(+mailto:toa-soan@example.vn)" in asked.headers["user-agent"]
        assert asked.headers["accept-language"].startswith("vi")
        assert not {"cookie", "referer", "from"} & asked.headers.keys()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_crawl_within_seconds_also_while_a_server_drips(site: Site, number: int):
    publish(site)
    site.pages[ITEMS[1][0]] = Reply(raw=drip(0.05, OK + b"\r\n"))
    with start([newspaper(site, feeds=["/rss/moi.rss"])], {"request_timeout": 60.0}) as child:
        deadline = time.monotonic() + 20
        while ITEMS[1][0] not in site.paths():
            assert time.monotonic() < deadline, child.stderr
        assert stop(child, number) < 5
        assert no_process_left(child.pid)


def test_a_crawl_that_has_hardly_begun_ends_at_once_and_without_a_word(site: Site):
    publish(site)
    ran = subprocess.run(
        [sys.executable, "-m", "tests.crawler.early_stops", f"{site.base}/", "8"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=90,
        check=True,
    )
    assert ran.stderr == "", "a stop that is not heard is told after five seconds"
    assert json.loads(ran.stdout)["left"] <= 2, "this program and the loop's end"


def test_a_taker_that_stops_ends_the_crawl(site: Site):
    publish(site)
    journey = travel(newspaper(site, feeds=["/rss/moi.rss"]), options={"delay": 3.0}, stop_after=1)
    assert len(journey.cycle()) == 1
    assert not {path for path, _ in ITEMS} <= set(site.paths()), "the rest is not asked for"
    assert journey.errors == ""


def test_a_source_that_takes_too_long_is_cut_and_says_so(site: Site):
    publish(site)
    journey = travel(newspaper(site, feeds=["/rss/moi.rss"]), options={"delay": 0.4, "source_timeout": 1.3})
    assert 0 < len(journey.extracted()) < len(ITEMS)
    assert "time limit" in journey.tally()["stopped"]
    assert journey.errors == ""


def test_scrapy_itself_lists_and_crawls_the_newspapers(site: Site, tmp_path):
    publish(site)
    lists = f"feeds = [\"{site.base}/rss/moi.rss\"]\nsitemaps = []\nlistings = []\narticle_url = '-post(?P<id>\\d+)\\.html$'\n"
    toml = f'id = "baothu"\nname = "Báo Thử"\nprovince = "ha-tinh"\nhome = "{site.base}/"\n{lists}verified = "seen"\n'
    (tmp_path / "baothu.toml").write_text(toml, encoding="utf-8")
    common = [sys.executable, "-m", "scrapy"]
    more = ["-s", f"DIEMBAO_SOURCES={tmp_path}", "-s", "DIEMBAO_ALLOW_PRIVATE=1", "-s", "DOWNLOAD_DELAY=0"]
    listed = subprocess.run([*common, "list", *more], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert {"baothu", "baohatinh"} <= set(listed.stdout.split())
    out = tmp_path / "out.jsonl"
    ran = subprocess.run(
        [*common, "crawl", "baothu", "-O", str(out), *more],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert (ran.stdout, ran.stderr) == ("", "")
    items = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert sorted(item["title"] for item in items) == [title for _, title in ITEMS]
    assert {"url", "lead", "text", "captions", "outlet", "published_at", "authors", "tags"} <= items[0].keys()
    assert "page" not in items[0]


def no_process_left(group: int) -> bool:
    """Workers see their parent's end in a moment, but not in the same one."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
    return False
