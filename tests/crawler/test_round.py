"""One cycle over many newspapers, each with its own way or fault. They are all visited in one crawl, which the tests look at."""

from __future__ import annotations

import asyncio
import email.utils
import gzip
import json
import socket
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any

import brotli
import pytest

from tests.crawler.journeys import Journey, newspaper, travel
from tests.crawler.site import ITEMS, OK, Reply, Site, anchors, article, drip, feed, publish

NEWSPAPERS: dict[str, Callable[[Site], dict[str, Any]]] = {}
FEED = {"feeds": ["/rss/moi.rss"]}
MIB = 1024 * 1024


def plays(build: Callable[[Site], dict[str, Any]]) -> Callable[[Site], dict[str, Any]]:
    NEWSPAPERS[build.__name__] = build
    return build


@dataclass(frozen=True)
class Visited:
    """What the crawl made of one newspaper."""

    site: Site
    outcomes: list[dict[str, Any]]
    tally: dict[str, Any]
    polls: list[dict[str, Any]]

    @property
    def extracted(self) -> list[str]:
        return [outcome["title"] for outcome in self.outcomes if outcome["is"] == "extracted"]

    @property
    def failures(self) -> dict[str, dict[str, Any]]:
        return {"/" + o["url"].split("/", 3)[3]: o for o in self.outcomes if o["is"] == "failure"}


@pytest.fixture(scope="module")
def the_round():
    with ExitStack() as stack:
        sites = {name: stack.enter_context(Site()) for name in NEWSPAPERS}
        sources = []
        for name, build in NEWSPAPERS.items():
            sites[name].add("/robots.txt", "User-agent: *\nDisallow: /rieng/\n", kind="text/plain")
            sites[name].add("/", "<html><body>Trang chủ</body></html>")
            sources.append(newspaper(sites[name], id=name, **build(sites[name])))
        limits = {
            "max_page": 200_000,
            "request_timeout": 3.0,
            "extract_seconds": 4.0,
            "parallel_sources": 64,
            "workers": 2,
        }
        yield sites, travel(*sources, options=limits)


@pytest.fixture
def visited(the_round: tuple[dict[str, Site], Journey]):
    sites, journey = the_round

    def look_at(build: Callable[[Site], dict[str, Any]]) -> Visited:
        site = sites[build.__name__]
        everything = journey.result["cycles"][0]["outcomes"]
        tally = next(o for o in everything if o["is"] == "tally" and o["source"] == build.__name__)
        own = [o for o in everything if o["is"] != "tally" and o["url"].startswith(site.base + "/")]
        return Visited(site, own, tally, [poll for poll in journey.polls if poll["list"].startswith(site.base + "/")])

    return look_at


def test_nothing_is_said_on_standard_error_and_nothing_listens(the_round: tuple[dict[str, Site], Journey]):
    journey = the_round[1]
    assert journey.errors == ""
    assert journey.result["cycles"][0]["listening"] == []


def test_a_cycle_full_of_bombs_and_faults_stays_small(the_round: tuple[dict[str, Site], Journey]):
    assert the_round[1].result["peak_rss"] < 400 * MIB


@plays
def counts(site: Site) -> dict[str, Any]:
    publish(site)
    site.add(ITEMS[0][0], status=404)
    return FEED


def test_the_tally_says_what_was_done(visited):
    tally = visited(counts).tally
    figures = {
        name: tally[name] for name in ("requests", "lists_asked", "found", "new", "fetched", "extracted", "failed")
    }
    assert figures == {
        "requests": 7, "lists_asked": 1, "found": 5, "new": 5, "fetched": 4, "extracted": 4, "failed": {"gone": 1}
    }  # fmt: skip
    assert tally["bytes"] > 4 * 1000
    assert (tally["stopped"], tally["troubles"]) == ("", [])


@plays
def json_listing(site: Site) -> dict[str, Any]:
    for page in (1, 2):
        items = [(f"/bai-json-{page}-so-{n}-post{page}{n}.html", f"Bài {page}.{n}") for n in range(2)]
        publish(site, items)
        rows = [
            {"id": n, "share_url": path, "title": title, "time": 1795311000} for n, (path, title) in enumerate(items)
        ]
        site.add(f"/api/list?page={page}", json.dumps({"data": {"items": rows}}), kind="application/json")
    site.add("/api/list?page=3", json.dumps({"data": {"items": []}}), kind="application/json")
    return {"listings": ["/api/list?page={page}"]}


def test_a_json_listing_is_paged_by_the_number_in_its_address(visited):
    paper = visited(json_listing)
    assert sorted(paper.extracted) == ["Bài 1.0", "Bài 1.1", "Bài 2.0", "Bài 2.1"]
    assert paper.tally["troubles"] == []


@plays
def dead_feed(site: Site) -> dict[str, Any]:
    publish(site)
    site.add("/rss/cu.rss", "<!doctype html><html><body>Trang chủ</body></html>")
    site.add("/", "<html><head><link rel='alternate' type='application/rss+xml' href='/rss/moi.rss'></head></html>")
    return {"feeds": ["/rss/cu.rss"]}


def test_a_declared_feed_that_is_none_is_reported_and_the_next_rung_is_tried(visited):
    paper = visited(dead_feed)
    assert len(paper.extracted) == len(ITEMS)
    assert [trouble["url"] for trouble in paper.tally["troubles"]] == [paper.site.base + "/rss/cu.rss"]
    assert paper.polls[0]["error"] == "unreadable"


@plays
def foreign_listing(site: Site) -> dict[str, Any]:
    site.add("/so-hoa", anchors([("/the-thao", "Thể thao"), ("/kinh-te", "Kinh tế")]))
    return {"listings": ["/so-hoa"]}


def test_a_listing_without_articles_is_reported(visited):
    paper = visited(foreign_listing)
    assert "no link on this page" in paper.tally["troubles"][0]["reason"]


@plays
def sitemap_index(site: Site) -> dict[str, Any]:
    publish(site)
    child = "<sitemapindex><sitemap><loc>{0}/index.xml</loc></sitemap><sitemap><loc>{0}/bai.xml.gz</loc></sitemap></sitemapindex>"
    site.add("/index.xml", child.format(site.base), kind="text/xml")
    urls = "".join(f"<url><loc>{site.base}{path}</loc></url>" for path, _ in ITEMS)
    site.add("/bai.xml.gz", gzip.compress(f"<urlset>{urls}</urlset>".encode()), kind="application/gzip")
    return {"sitemaps": ["/index.xml"]}


def test_a_sitemap_index_leads_to_its_sitemaps_and_not_to_itself(visited):
    paper = visited(sitemap_index)
    assert len(paper.extracted) == len(ITEMS)
    assert paper.site.paths().count("/index.xml") == 1


@plays
def endless_index(site: Site) -> dict[str, Any]:
    for n in range(20):
        children = "".join(f"<sitemap><loc>{site.base}/i{n + 1}-{c}.xml</loc></sitemap>" for c in range(50))
        for c in range(50):
            site.add(f"/i{n}-{c}.xml", f"<sitemapindex>{children}</sitemapindex>", kind="text/xml")
    return {"sitemaps": ["/i0-0.xml"]}


def test_an_index_of_indexes_of_indexes_ends(visited):
    paper = visited(endless_index)
    assert len(paper.site.asked) < 80
    assert "index" in paper.tally["troubles"][0]["reason"]


@plays
def robots_401(site: Site) -> dict[str, Any]:
    publish(site)
    site.add("/robots.txt", "User-agent: *\nDisallow: /\n", status=401)
    return FEED


@plays
def robots_403(site: Site) -> dict[str, Any]:
    publish(site)
    site.add("/robots.txt", "User-agent: *\nDisallow: /\n", status=403)
    return FEED


@plays
def robots_404(site: Site) -> dict[str, Any]:
    publish(site)
    del site.pages["/robots.txt"]
    return FEED


@plays
def robots_html(site: Site) -> dict[str, Any]:
    publish(site)
    site.add("/robots.txt", "<!doctype html><html><body>Trang chủ</body></html>")
    return FEED


@plays
def robots_in_a_ring(site: Site) -> dict[str, Any]:
    publish(site)
    site.add("/robots.txt", status=302, headers={"Location": "/robots.txt"})
    return FEED


@pytest.mark.parametrize("build", [robots_401, robots_403, robots_404, robots_html, robots_in_a_ring])
def test_robots_that_are_refused_missing_or_nonsense_allow_everything(visited, build):
    assert len(visited(build).extracted) == len(ITEMS)


@plays
def robots_page_by_page(site: Site) -> dict[str, Any]:
    publish(site, [*ITEMS[:1], ("/rieng/bai-khong-cho-doc-post9.html", "Bài riêng")])
    site.add(ITEMS[0][0], status=302, headers={"Location": "/rieng/cho-khac-post101.html"})
    return FEED


def test_robots_are_obeyed_page_by_page_and_for_each_redirect(visited):
    paper = visited(robots_page_by_page)
    assert {failure["kind"] for failure in paper.failures.values()} == {"robots"}
    assert len(paper.failures) == 2
    assert not any(path.startswith("/rieng/") for path in paper.site.paths())


REDIRECTS = {
    "/" + "dai" * 4_000: "redirected: an address of 12,0",
    "ftp://127.0.0.1/bai": "redirected: 'ftp://127.0.0.1/bai' is no http or https address",
    "http://ai:mat-khau@127.0.0.1/bai": "has no plain host, or characters that no address has",
}


@plays
def redirects_to_no_address(site: Site) -> dict[str, Any]:
    publish(site, ITEMS[: len(REDIRECTS)])
    for (path, _), target in zip(ITEMS, REDIRECTS, strict=False):
        site.add(path, status=302, headers={"Location": target})
    return FEED


def test_a_redirect_to_what_cannot_be_asked_for_is_told_with_its_reason(visited):
    failures = visited(redirects_to_no_address).failures
    assert {failure["kind"] for failure in failures.values()} == {"refused-address"}
    for (path, _), said in zip(ITEMS, REDIRECTS.values(), strict=False):
        assert said in failures[path]["reason"]
        assert len(failures[path]["reason"]) < 250


@plays
def robots_long_and_elsewhere(site: Site) -> dict[str, Any]:
    rules = b"User-agent: *\nDisallow: /rieng/\n" + b"# dai\n" * 100_000 + b"Disallow: /\n"
    site.add("/robots.txt", status=301, headers={"Location": "/robots-moi.txt"})
    site.add("/robots-moi.txt", rules, kind="text/plain")
    publish(site, [*ITEMS[:1], ("/rieng/bai-khong-cho-doc-post9.html", "Bài riêng")])
    return FEED


def test_a_robots_file_is_read_through_redirects_and_for_its_first_500_kib_only(visited):
    paper = visited(robots_long_and_elsewhere)
    assert len(paper.extracted) == 1
    assert list(paper.failures) == ["/rieng/bai-khong-cho-doc-post9.html"]


WISHES: dict[str, tuple[str | None, int | None]] = {
    "seconds": ("120", 120),
    "date": (email.utils.formatdate(time.time() + 7200, usegmt=True), 7200),
    "billion": ("1000000000", 86400),
    "negative": ("-5", None),
    "garbage": ("soon", None),
    "none": (None, None),
}


def busy(name: str) -> Callable[[Site], dict[str, Any]]:
    def build(site: Site) -> dict[str, Any]:
        publish(site)
        header = WISHES[name][0]
        site.add(ITEMS[1][0], status=429, headers={"Retry-After": header} if header else {})
        return FEED

    build.__name__ = f"busy_{name}"
    return plays(build)


BUSY = {name: busy(name) for name in WISHES}


@pytest.mark.parametrize("name", WISHES)
def test_a_host_that_says_too_many_is_left_alone_as_long_as_it_wishes(visited, name: str):
    paper = visited(BUSY[name])
    assert [path for path in paper.site.paths() if "post" in path] == [ITEMS[0][0], ITEMS[1][0]], (
        "nothing more is asked"
    )
    failures = list(paper.failures.values())
    assert {failure["kind"] for failure in failures} == {"throttled"}
    assert failures[0]["status"] == 429
    assert "left alone" in paper.tally["stopped"]
    seconds = WISHES[name][1]
    if seconds is None:
        assert [failure["retry_at"] for failure in failures] == [None], "the others simply wait"
    else:
        waits = [failure["retry_at"] - time.time() for failure in failures]
        assert waits == pytest.approx([seconds] * 4, abs=600), "the others wait until then, too"


NO_PAGES = {
    "404": (Reply(status=404), "gone", "404"),
    "410": (Reply(status=410), "gone", "410"),
    "403": (Reply(status=403), "http", "403"),
    "500": (Reply(status=500), "http", "500"),
    "503": (Reply(status=503), "http", "503"),
    "204": (Reply(status=204), "http", "204"),
    "trang-chu": (Reply(status=301, headers={"Location": "/"}), "gone", "home page"),
    "vong-tron": (Reply(status=302, headers={"Location": "/vong"}), "http", "5 times"),
    "khong-dich": (Reply(status=302), "http", "without saying"),
    "bao-khac": (Reply(status=301, headers={"Location": "http://localhost:{port}/khac-post1.html"}), "http", "aliases"),
    "file": (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "refused-address", "file:"),
    "ftp": (Reply(status=302, headers={"Location": "ftp://127.0.0.1/x"}), "refused-address", "ftp:"),
    "js": (Reply(status=302, headers={"Location": "javascript:alert(1)"}), "refused-address", "javascript:"),
    "pdf": (Reply(b"%PDF-1.7", kind="application/pdf"), "not-html", "application/pdf"),
    "anh": (Reply(b"\x89PNG", kind="image/png"), "not-html", "image/png"),
    "lon": (Reply(b"x" * 300_000), "too-large", "200,000"),
    "hong": (Reply(b"abc", headers={"Content-Encoding": "br"}), "unreadable", "br"),
    "la": (Reply(b"abc", headers={"Content-Encoding": "lzma"}), "unreadable", "lzma"),
}
MISSING = {name: f"/bai-khong-co-trang-{name}-post{number}.html" for number, name in enumerate(NO_PAGES, 1)}


@plays
def no_pages(site: Site) -> dict[str, Any]:
    publish(site, [*((path, "Bài") for path in MISSING.values()), *ITEMS])
    site.add("/vong", status=302, headers={"Location": "/vong"})
    site.add("/khac-post1.html", article("Bài ở báo khác", 1))
    for name, (reply, _, _) in NO_PAGES.items():
        headers = {header: value.replace("{port}", str(site.port)) for header, value in reply.headers.items()}
        site.pages[MISSING[name]] = replace(reply, headers=headers)
    return FEED


@pytest.mark.parametrize("name", NO_PAGES)
def test_every_article_that_is_not_answered_ends_as_one_failure_with_its_reason(visited, name: str):
    paper = visited(no_pages)
    failure = paper.failures[MISSING[name]]
    _, kind, words = NO_PAGES[name]
    assert failure["kind"] == kind
    assert words in failure["reason"]
    assert len(paper.outcomes) == len(NO_PAGES) + len(ITEMS), "one outcome each"


@plays
def moved(site: Site) -> dict[str, Any]:
    publish(site, ITEMS[:1])
    site.add("/bai-da-doi-cho-post101.html", article("Bài đã đổi chỗ", 1))
    site.add(ITEMS[0][0], status=301, headers={"Location": "/bai-da-doi-cho-post101.html"})
    return FEED


def test_an_article_that_moved_within_the_newspaper_is_followed(visited):
    assert visited(moved).extracted == ["Bài đã đổi chỗ"]


async def reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")


async def short(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(OK + b"Content-Length: 5000\r\n\r\n<html>")


async def bad_chunk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n<html>")


async def two_lengths(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(OK + b"Content-Length: 5\r\nContent-Length: 500\r\n\r\n<html>")


async def long_header(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nX-Dai: " + b"x" * MIB + b"\r\n\r\n<html>")


async def garbage(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x16\x03\x01 no http at all\r\n\r\n")


async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(OK + b"\r\n")
    while True:
        writer.write(b"<p>mai</p>" * 5000)
        await writer.drain()


FAULTS = {
    "drip": (drip(0.05, OK + b"Content-Length: 100000\r\n\r\n"), "network"),
    "drip_head": (drip(0.05, b"HTTP/1.1 200 OK\r\nX-Cham: "), "network"),
    "reset": (reset, "network"),
    "short": (short, "network"),
    "bad_chunk": (bad_chunk, "network"),
    "two_lengths": (two_lengths, "network"),
    "long_header": (long_header, "network"),
    "garbage": (garbage, "network"),
    "endless": (endless, "too-large"),
}


@plays
def faults(site: Site) -> dict[str, Any]:
    paths = {f"/loi-may-chu-{name}-post{n}.html": answer for n, (name, (answer, _)) in enumerate(FAULTS.items(), 1)}
    publish(site, [*((path, "Bài hỏng") for path in paths), *ITEMS])
    for path, answer in paths.items():
        site.pages[path] = Reply(raw=answer)
    return FEED


def test_servers_that_drip_break_off_or_never_end_cost_their_page_only(visited):
    paper = visited(faults)
    kinds = [(path.split("-")[3], failure["kind"]) for path, failure in paper.failures.items()]
    assert kinds == [(name, kind) for name, (_, kind) in FAULTS.items()]
    assert len(paper.extracted) == len(ITEMS)


@plays
def bombs(site: Site) -> dict[str, Any]:
    packer = brotli.Compressor(quality=9, lgwin=22)
    piece = bytes(MIB)
    bomb = b"".join(packer.process(piece) for _ in range(900)) + packer.finish()
    assert len(bomb) < 2000
    publish(site)
    for path in (ITEMS[0][0], "/rss/bom.rss"):
        site.add(path, bomb, headers={"Content-Encoding": "br"})
    site.add("/bom.xml.gz", gzip.compress(bytes(100 * MIB)), kind="application/gzip")
    return FEED | {"feeds": ["/rss/moi.rss", "/rss/bom.rss"], "sitemaps": ["/bom.xml.gz"]}


def test_a_body_that_unpacks_to_900_mb_ends_as_too_large(visited):
    paper = visited(bombs)
    assert {path: failure["kind"] for path, failure in paper.failures.items()} == {ITEMS[0][0]: "too-large"}
    assert [poll["error"] for poll in paper.polls] == [None, "too-large", "too-large"]
    assert len(paper.extracted) == len(ITEMS) - 1


@plays
def billion_laughs(site: Site) -> dict[str, Any]:
    publish(site)
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    body = (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "ha">{laughs}]><rss version="2.0"><channel>&a9;</channel></rss>'
    )
    site.add("/rss/cuoi.rss", body, kind="text/xml")
    return {"feeds": ["/rss/cuoi.rss", "/rss/moi.rss"]}


def test_a_feed_that_defines_entities_is_refused_and_the_next_is_read(visited):
    paper = visited(billion_laughs)
    assert paper.polls[0]["error"] == "unreadable"
    assert len(paper.extracted) == len(ITEMS)


@plays
def deep_feed(site: Site) -> dict[str, Any]:
    publish(site)
    site.add("/rss/sau.rss", "<rss version='2.0'><channel>" + "<item>" * 200_000, kind="text/xml")
    return {"feeds": ["/rss/sau.rss", "/rss/moi.rss"]}


def test_a_feed_nested_without_end_does_not_stop_the_others(visited):
    assert len(visited(deep_feed).extracted) == len(ITEMS)


@plays
def feed_elsewhere(site: Site) -> dict[str, Any]:
    publish(site)
    site.add("/rss/cu", status=302, headers={"Location": f"http://localhost:{site.port}/rss/moi.rss"})
    return {"feeds": ["/rss/cu"]}


def test_a_feed_may_be_kept_at_another_host(visited):
    assert len(visited(feed_elsewhere).extracted) == len(ITEMS)


@plays
def lies_in_links(site: Site) -> dict[str, Any]:
    links = [
        "file:///etc/passwd",
        "ftp://127.0.0.1/a-post1.html",
        "data:text/html,x",
        "javascript:alert(1)",
        "http://[::1",
        "//khac.vn/a-post3.html",
    ]
    items = "".join(f"<item><title>x</title><link>{link}</link></item>" for link in links)
    site.add("/rss/moi.rss", feed(site.base, ITEMS[:1]).replace("<item>", items + "<item>", 1), kind="text/xml")
    site.add(ITEMS[0][0], article("Bài thật", 1))
    return FEED


def test_addresses_that_are_no_articles_of_the_newspaper_are_not_even_recorded(visited):
    paper = visited(lies_in_links)
    assert paper.extracted == ["Bài thật"]
    assert paper.polls[0]["links"] == [paper.site.base + ITEMS[0][0]]
