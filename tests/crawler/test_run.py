"""Journeys through the whole crawler: real processes, real servers on loopback."""

from __future__ import annotations

import asyncio
import email.utils
import gzip
import itertools
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import replace

import pytest

from tests.crawler.journeys import ROOT, newspaper, start, stop, travel
from tests.crawler.site import Reply, Site, article, feed

ITEMS = [
    (f"/can-bo-xa-huong-dan-nop-ho-so-{n}-post{100 + n}.html", f"Cán bộ xã hướng dẫn nộp hồ sơ, kỳ {n}")
    for n in range(1, 6)
]


@pytest.fixture
def site():
    with Site() as running:
        running.add("/robots.txt", "User-agent: *\nDisallow: /rieng/\n", kind="text/plain")
        running.add("/", "<html><body>Trang chủ</body></html>")
        yield running


def publish(site: Site, items: list[tuple[str, str]] = ITEMS) -> None:
    for path, title in items:
        site.add(path, article(title, len(path)))
    site.add("/rss/moi.rss", feed(site.base, items), kind="application/rss+xml")


def anchors(items: list[tuple[str, str]], more: str = "") -> str:
    return (
        "<html><body>"
        + "".join(f"<h3><a href='{path}'>{title}</a></h3>" for path, title in items)
        + more
        + "</body></html>"
    )


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


def test_the_tally_says_what_was_done(site: Site):
    publish(site)
    site.add(ITEMS[0][0], status=404)
    tally = travel(newspaper(site, feeds=["/rss/moi.rss"])).tally()
    figures = {
        name: tally[name] for name in ("requests", "lists_asked", "found", "new", "fetched", "extracted", "failed")
    }
    assert figures == {
        "requests": 7, "lists_asked": 1, "found": 5, "new": 5, "fetched": 4, "extracted": 4, "failed": {"gone": 1}
    }  # fmt: skip
    assert tally["bytes"] > 4 * 1000
    assert tally["stopped"] == ""


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


def test_a_json_listing_is_paged_by_the_number_in_its_address(site: Site):
    for page in (1, 2):
        items = [(f"/bai-json-{page}-so-{n}-post{page}{n}.html", f"Bài {page}.{n}") for n in range(2)]
        publish(site, items)
        rows = [
            {"id": n, "share_url": path, "title": title, "published": 1795311000}
            for n, (path, title) in enumerate(items)
        ]
        site.add(f"/api/list?page={page}", json.dumps({"data": {"items": rows}}), kind="application/json")
    site.add("/api/list?page=3", json.dumps({"data": {"items": []}}), kind="application/json")
    journey = travel(newspaper(site, listings=["/api/list?page={page}"]))
    assert sorted(journey.extracted()) == ["Bài 1.0", "Bài 1.1", "Bài 2.0", "Bài 2.1"]
    assert journey.tally()["troubles"] == []


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


def test_a_declared_feed_that_is_none_is_reported_and_the_next_rung_is_tried(site: Site):
    publish(site)
    site.add("/rss/cu.rss", "<!doctype html><html><body>Trang chủ</body></html>")
    site.add("/", "<html><head><link rel='alternate' type='application/rss+xml' href='/rss/moi.rss'></head></html>")
    journey = travel(newspaper(site, feeds=["/rss/cu.rss"]))
    assert len(journey.extracted()) == len(ITEMS)
    assert [trouble["url"] for trouble in journey.tally()["troubles"]] == [site.base + "/rss/cu.rss"]
    assert next(poll["error"] for poll in journey.polls if poll["list"].endswith("cu.rss")) == "unreadable"


def test_a_sitemap_index_leads_to_its_sitemaps_and_not_to_itself(site: Site):
    publish(site)
    child = "<sitemapindex><sitemap><loc>{0}/index.xml</loc></sitemap><sitemap><loc>{0}/bai.xml.gz</loc></sitemap></sitemapindex>"
    site.add("/index.xml", child.format(site.base), kind="text/xml")
    urls = "".join(f"<url><loc>{site.base}{path}</loc></url>" for path, _ in ITEMS)
    site.add("/bai.xml.gz", gzip.compress(f"<urlset>{urls}</urlset>".encode()), kind="application/gzip")
    journey = travel(newspaper(site, sitemaps=["/index.xml"]))
    assert len(journey.extracted()) == len(ITEMS)
    assert site.paths().count("/index.xml") == 1


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


def test_robots_that_are_refused_or_missing_allow_everything():
    with ExitStack() as stack:
        sites = {status: stack.enter_context(Site()) for status in (401, 403, 404)}
        for status, site in sites.items():
            publish(site)
            site.add("/robots.txt", "User-agent: *\nDisallow: /\n", status=status)
        journey = travel(*(newspaper(site, id=f"bao{s}", feeds=["/rss/moi.rss"]) for s, site in sites.items()))
    assert len(journey.extracted()) == 3 * len(ITEMS)


def test_robots_are_obeyed_page_by_page(site: Site):
    publish(site, [*ITEMS[:1], ("/rieng/bai-khong-cho-doc-post9.html", "Bài riêng")])
    journey = travel(newspaper(site, feeds=["/rss/moi.rss"]))
    assert journey.failures()["/rieng/bai-khong-cho-doc-post9.html"]["kind"] == "robots"
    assert not any(path.startswith("/rieng/") for path in site.paths())


def test_a_robots_file_is_read_through_redirects_and_for_its_first_500_kib_only(site: Site):
    rules = b"User-agent: *\nDisallow: /rieng/\n" + b"# dai\n" * 100_000 + b"Disallow: /\n"
    site.add("/robots.txt", status=301, headers={"Location": "/robots-moi.txt"})
    site.add("/robots-moi.txt", rules, kind="text/plain")
    publish(site, [*ITEMS[:1], ("/rieng/bai-khong-cho-doc-post9.html", "Bài riêng")])
    journey = travel(newspaper(site, feeds=["/rss/moi.rss"]))
    assert len(journey.extracted()) == 1
    assert list(journey.failures()) == ["/rieng/bai-khong-cho-doc-post9.html"]


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


def test_a_host_that_says_too_many_is_left_alone_as_long_as_it_wishes():
    wishes = {
        "seconds": ("120", 120),
        "date": (email.utils.formatdate(time.time() + 3600, usegmt=True), 3600),
        "billion": ("1000000000", 86400),
        "negative": ("-5", None),
        "garbage": ("soon", None),
        "none": (None, None),
    }
    with ExitStack() as stack:
        sites = {name: stack.enter_context(Site()) for name in wishes}
        for name, site in sites.items():
            publish(site)
            header = wishes[name][0]
            site.add(ITEMS[1][0], status=429, headers={"Retry-After": header} if header else {})
        journey = travel(*(newspaper(site, id=name, feeds=["/rss/moi.rss"]) for name, site in sites.items()))
    for name, site in sites.items():
        asked = [path for path in site.paths() if "post" in path]
        assert asked == [ITEMS[0][0], ITEMS[1][0]], f"{name}: nothing more is asked of this host"
        failures = [failure for failure in journey.failed() if failure["url"].startswith(site.base)]
        assert {failure["kind"] for failure in failures} == {"throttled"}
        assert failures[0]["status"] == 429
        seconds = wishes[name][1]
        if seconds is None:
            assert [failure["retry_at"] for failure in failures] == [None], f"{name}: the others simply wait"
        else:
            waits = [failure["retry_at"] - time.time() for failure in failures]
            assert waits == pytest.approx([seconds] * 4, abs=30), f"{name}: the others wait until then, too"
    assert "left alone" in journey.tally()["stopped"]


NO_PAGES = {
    "404": (Reply(status=404), "gone", "404"),
    "410": (Reply(status=410), "gone", "410"),
    "403": (Reply(status=403), "http", "403"),
    "500": (Reply(status=500), "http", "500"),
    "503": (Reply(status=503), "http", "503"),
    "trang-chu": (Reply(status=301, headers={"Location": "/"}), "gone", "home page"),
    "bao-khac": (Reply(status=301, headers={"Location": "http://localhost:{port}/"}), "gone", "home page"),
    "vong-tron": (Reply(status=302, headers={"Location": "/vong"}), "http", "5 times"),
    "khong-dich": (Reply(status=302), "http", "without saying"),
    "file": (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "refused-address", "file:"),
    "ftp": (Reply(status=302, headers={"Location": "ftp://127.0.0.1/x"}), "refused-address", "ftp:"),
    "js": (Reply(status=302, headers={"Location": "javascript:alert(1)"}), "refused-address", "javascript:"),
    "pdf": (Reply(b"%PDF-1.7", kind="application/pdf"), "not-html", "application/pdf"),
    "anh": (Reply(b"\x89PNG", kind="image/png"), "not-html", "image/png"),
    "lon": (Reply(b"x" * 300_000), "too-large", "200,000"),
    "hong": (Reply(b"abc", headers={"Content-Encoding": "br"}), "unreadable", "br"),
    "la": (Reply(b"abc", headers={"Content-Encoding": "lzma"}), "unreadable", "lzma"),
}


def test_every_article_that_is_not_answered_ends_as_one_failure_with_its_reason(site: Site):
    items = [(f"/bai-khong-co-trang-{name}-post{number}.html", "Bài") for number, name in enumerate(NO_PAGES, 1)]
    publish(site, [*items, *ITEMS])
    site.add("/vong", status=302, headers={"Location": "/vong"})
    for (path, _), (reply, _, _) in zip(items, NO_PAGES.values(), strict=True):
        headers = {name: value.replace("{port}", str(site.port)) for name, value in reply.headers.items()}
        site.pages[path] = replace(reply, headers=headers)
    journey = travel(newspaper(site, feeds=["/rss/moi.rss"]), options={"max_page": 200_000})
    failures = journey.failures()
    assert {name: failures[path]["kind"] for (path, _), name in zip(items, NO_PAGES, strict=True)} == {
        name: kind for name, (_, kind, _) in NO_PAGES.items()
    }
    for (path, _), (_, _, words) in zip(items, NO_PAGES.values(), strict=True):
        assert words in failures[path]["reason"]
    assert len(journey.cycle()) == len(items) + len(ITEMS), "one outcome each"
    assert journey.errors == ""


def test_an_article_that_moved_within_the_newspaper_is_followed(site: Site):
    publish(site, ITEMS[:1])
    site.add("/bai-da-doi-cho-post101.html", article("Bài đã đổi chỗ", 1))
    site.add(ITEMS[0][0], status=301, headers={"Location": "/bai-da-doi-cho-post101.html"})
    assert travel(newspaper(site, feeds=["/rss/moi.rss"])).extracted() == ["Bài đã đổi chỗ"]


def drip(seconds: float, head: bytes):
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(seconds)

    return answer


async def reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")


async def short(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html>")


async def garbage(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x16\x03\x01 no http at all\r\n\r\n")


async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        writer.write(b"<p>mai</p>" * 5000)
        await writer.drain()


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def test_servers_that_drip_break_off_or_never_end_cost_their_page_only(site: Site):
    faults = [
        ("/nho-giot-than-bai-post1.html", drip(0.05, OK + b"Content-Length: 900000\r\n\r\n"), "network"),
        ("/nho-giot-dau-bai-post2.html", drip(0.05, b"HTTP/1.1 200 OK\r\nX-Cham: "), "network"),
        ("/cat-ngang-ket-noi-post3.html", reset, "network"),
        ("/thieu-mot-nua-bai-post4.html", short, "network"),
        ("/khong-phai-http-post5.html", garbage, "network"),
        ("/khong-bao-gio-het-post6.html", endless, "too-large"),
    ]
    publish(site, [(path, "Bài hỏng") for path, _, _ in faults] + ITEMS)
    for path, answer, _ in faults:
        site.pages[path] = Reply(raw=answer)
    journey = travel(newspaper(site, feeds=["/rss/moi.rss"]), options={"request_timeout": 1.0})
    assert {path: failure["kind"] for path, failure in journey.failures().items()} == {
        path: kind for path, _, kind in faults
    }
    assert len(journey.extracted()) == len(ITEMS)
    assert journey.result["cycles"][0]["seconds"] < 8
    assert journey.errors == ""


def test_a_host_that_is_down_is_given_up_after_five_requests():
    with Site() as site:
        base = site.base
    items = [(f"/bai-khong-ai-tra-loi-post{n}.html", "Bài") for n in range(20)]
    with Site() as lists:
        lists.add("/robots.txt", "")
        lists.add("/rss/moi.rss", feed(base, items), kind="application/rss+xml")
        source = newspaper(lists, feeds=["/rss/moi.rss"]) | {"home": base + "/", "feeds": [lists.base + "/rss/moi.rss"]}
        journey = travel(source)
    assert journey.cycle() == [], "the host's robots.txt is out of reach: its articles wait"
    assert "refused the connection" in journey.tally()["stopped"]


def test_a_bomb_of_700_bytes_ends_as_too_large_in_little_memory(site: Site):
    brotli = pytest.importorskip("brotli")
    packer = brotli.Compressor(quality=9, lgwin=22)
    piece = b"\0" * (1 << 20)
    bomb = b"".join(packer.process(piece) for _ in range(900)) + packer.finish()
    assert len(bomb) < 2000
    publish(site)
    site.add(ITEMS[0][0], bomb, headers={"Content-Encoding": "br"})
    site.add("/rss/bom.rss", bomb, kind="application/rss+xml", headers={"Content-Encoding": "br"})
    journey = travel(newspaper(site, feeds=["/rss/moi.rss", "/rss/bom.rss"]))
    assert journey.failures()[ITEMS[0][0]]["kind"] == "too-large"
    assert next(poll["error"] for poll in journey.polls if poll["list"].endswith("bom.rss")) == "too-large"
    assert len(journey.extracted()) == len(ITEMS) - 1
    assert journey.result["peak_rss"] < 400 * 1024 * 1024


def test_no_address_of_this_machine_is_reached_while_the_guard_is_on():
    literals = [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "localhost",
        "localhost.",
        "[::1]",
        "[::ffff:7f00:1]",
    ]
    with Site() as canary:
        homes = [f"http://{literal}:{canary.port}" for literal in literals]
        homes.append(canary.base.replace("http", "https"))
        sources = [
            {"id": f"bao{n}", "name": "Báo", "home": f"{home}/", "feeds": [f"{home}/rss/moi.rss"]}
            for n, home in enumerate(homes)
        ]
        journey = travel(*sources, options={"allow_private_addresses": False})
        assert canary.asked == []
    assert {poll["list"]: poll["error"] for poll in journey.polls if poll["list"].endswith(".rss")} == {
        f"{home}/rss/moi.rss": "refused-address" for home in homes
    }
    assert journey.errors == ""


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


def test_a_taker_that_stops_ends_the_crawl(site: Site):
    publish(site)
    journey = travel(newspaper(site, feeds=["/rss/moi.rss"]), options={"delay": 0.5}, stop_after=1)
    assert len(journey.cycle()) == 1
    assert journey.result["cycles"][0]["seconds"] < 5
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
