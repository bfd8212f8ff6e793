"""Sitemaps of pages, of news and of sitemaps."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from crawler.lists.sitemaps import MOST_CHILDREN, MOST_PAGES, read_sitemap
from newsroom.discovery import Discovered, Way
from newsroom.errors import FailureKind, SkipPage
from newsroom.source import Source
from tests.crawler.papers import HOME, paper

URL = f"{HOME}/sitemap.xml"
MIB = 1024 * 1024
NS = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"

NEWS_MAP = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="{NS}" xmlns:news="{NEWS}" xmlns:image="{IMAGE}">
 <url><loc>{HOME}/bai-cu-post1.html</loc><lastmod>2026-11-20T08:00:00+07:00</lastmod></url>
 <url><loc> {HOME}/bai-moi-post2.html </loc>
  <image:image><image:loc>{HOME}/anh-post9.html</image:loc><image:title>Ảnh</image:title></image:image>
  <news:news><news:publication><news:name>Báo Thử</news:name><news:language>vi</news:language></news:publication>
   <news:publication_date>2026-11-22T08:30:00</news:publication_date>
   <news:title>Xã miền núi nộp hồ sơ &amp; nhận kết quả</news:title></news:news></url>
</urlset>"""


def read(body: str | bytes, source: Source | None = None, cap: int = MIB):
    return read_sitemap(body.encode() if isinstance(body, str) else body, URL, "", source or paper(), cap)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(NEWS_MAP.encode(), id="plain"),
        pytest.param(gzip.compress(NEWS_MAP.encode()), id="packed"),
        pytest.param(NEWS_MAP.replace(f' xmlns:news="{NEWS}" xmlns:image="{IMAGE}"', "").encode(), id="prefixes undeclared"),
        pytest.param(NEWS_MAP.replace(f' xmlns="{NS}"', "").encode(), id="no namespace"),
        pytest.param(b"\xef\xbb\xbf\n" + NEWS_MAP.replace('<?xml version="1.0" encoding="UTF-8"?>', "").encode(), id="byte order mark"),
        pytest.param(NEWS_MAP.replace("UTF-8", "UTF-16").encode("utf-16"), id="UTF-16"),
        pytest.param(NEWS_MAP.replace("</urlset>", "<url><loc>").encode(), id="cut short"),
    ],
)  # fmt: skip
def test_a_news_sitemap_gives_addresses_dates_and_titles_newest_first(body: bytes):
    links = read(body).links
    assert [link.key for link in links] == ["baothu.vn#id=2", "baothu.vn#id=1"]
    assert links[0].title == "Xã miền núi nộp hồ sơ & nhận kết quả"
    assert links[0].published_at == datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
    assert links[1].changed_at == datetime(2026, 11, 20, 1, tzinfo=UTC)


def test_undated_pages_keep_their_order_behind_dated_ones():
    entries = "".join(f"<url><loc>{HOME}/bai-post{n}.html</loc></url>" for n in (5, 3, 4))
    dated = f"<url><loc>{HOME}/bai-post9.html</loc><lastmod>2020-01-01</lastmod></url>"
    assert [link.key[-1] for link in read(f"<urlset>{entries}{dated}</urlset>").links] == list("9534")


def test_an_index_gives_its_sitemaps_news_first_then_by_date():
    names = ["2026-09", "2026-11", "news", "2026-10", "2025"]
    index = "".join(f"<sitemap><loc>{HOME}/sitemap-{name}.xml</loc></sitemap>" for name in names)
    lists = read(f'<sitemapindex xmlns="{NS}">{index}<sitemap><loc>{URL}</loc></sitemap></sitemapindex>').lists
    assert [found.url.removeprefix(f"{HOME}/sitemap-") for found in lists] == [
        "news.xml", "2026-11.xml", "2026-10.xml", "2026-09.xml", "2025.xml"
    ]  # fmt: skip
    changed = "<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2026-11-22T08:30:00Z</lastmod></sitemap></sitemapindex>"
    moment = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    assert read(changed).lists == (Discovered(f"{HOME}/a.xml", Way.SITEMAP, moment),)


def test_of_a_large_index_the_newest_sitemaps_are_taken():
    children = "".join(
        f"<sitemap><loc>{HOME}/sitemap-{year}-{month:02}.xml</loc></sitemap>"
        for year in range(2005, 2027)
        for month in range(1, 13)
    )
    lists = read(f"<sitemapindex>{children}</sitemapindex>").lists
    assert len(lists) == MOST_CHILDREN
    assert lists[0].url.endswith("2026-12.xml")


def test_a_plain_text_sitemap_is_read():
    links = read(f"\ufeff{HOME}/bai-post1.html\r\n\r\n{HOME}/bai-post2.html\nhttps://khac.vn/bai-post3.html\n").links
    assert [link.key for link in links] == ["baothu.vn#id=1", "baothu.vn#id=2"]


def test_a_feed_in_place_of_a_sitemap_is_read_as_the_protocol_allows():
    body = (
        f'<rss version="2.0"><channel><item><title>Bài</title><link>{HOME}/bai-post1.html</link></item></channel></rss>'
    )
    assert [link.title for link in read(body).links] == ["Bài"]


def test_without_an_article_pattern_every_page_but_the_front_is_taken():
    body = f"<urlset><url><loc>{HOME}/</loc></url><url><loc>{HOME}/gioi-thieu.html</loc></url></urlset>"
    assert [link.url for link in read(body, paper(article_url="")).links] == [f"{HOME}/gioi-thieu.html"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<!doctype html><html></html>", id="an HTML page"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"khong co gi", id="text without addresses"),
        pytest.param(b"<?xml version='1.0'?>", id="no root"),
        pytest.param(b"<opml><url><loc>https://baothu.vn/bai-post1.html</loc></url></opml>", id="another root"),
        pytest.param(b'<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset/>', id="entities of its own"),
    ],
)
def test_what_is_no_sitemap_is_refused(body: bytes):
    with pytest.raises(SkipPage) as caught:
        read(body)
    assert caught.value.kind is FailureKind.UNREADABLE


def test_a_packed_sitemap_unpacks_to_the_cap_and_no_further():
    with pytest.raises(SkipPage) as caught:
        read(gzip.compress(bytes(5 * MIB)))
    assert caught.value.kind is FailureKind.TOO_LARGE


def test_of_a_sitemap_of_years_the_newest_pages_are_taken():
    entries = "".join(
        f"<url><loc>{HOME}/bai-viet-post{n}.html</loc><lastmod>{2000 + n // 500}-11-22</lastmod></url>"
        for n in range(12_500)
    )
    links = read(f"<urlset xmlns='{NS}'>{entries}</urlset>", cap=50 * MIB).links
    assert len(links) == MOST_PAGES
    assert links[0].changed_at == datetime(2024, 11, 21, 17, tzinfo=UTC)
    assert links[-1].changed_at == datetime(2005, 11, 21, 17, tzinfo=UTC)


def test_deep_nesting_is_no_trap():
    assert read(b"<urlset>" + b"<a>" * 100_000 + b"</urlset>").links == ()
