"""Section and tag pages, paging, and JSON end points."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from crawler.lists.autodiscovery import read_feed_page, read_home
from crawler.lists.listings import read_listing
from newsroom.errors import SkipPage
from newsroom.source import Source
from tests.crawler.papers import HOME, paper

URL = f"{HOME}/chuyen-doi-so"
MOMENT = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


def read(body: str, url: str = URL, page: int = 1, source: Source | None = None):
    return read_listing(body.encode(), url, "text/html; charset=utf-8", source or paper(), page)


def test_articles_are_found_in_their_order_once_with_the_words_of_their_links():
    page = f"""<html><body><nav><a href="/chuyen-doi-so">Chuyển đổi số</a><a href="/the-thao">Thể thao</a></nav>
      <a href="/bai-hai-post2.html"><img src="x.jpg" alt="ảnh"></a>
      <h3><a href="/bai-hai-post2.html">Thôn nào
         cũng có <b>tổ công nghệ</b></a></h3>
      <h3><a href="{HOME}/bai-mot-post1.html" title="Bài một đầy đủ">…</a></h3>
      <a href="https://khac.vn/bai-post3.html">Nơi khác</a><a href="javascript:void(0)">x</a><a>y</a>
      <a href="/bai-hai-sua-dia-chi-post2.html#binh-luan">(3 bình luận)</a></body></html>"""
    links = read(page).links
    assert [(link.key, link.title) for link in links] == [
        ("baothu.vn#id=2", "Thôn nào cũng có tổ công nghệ"),
        ("baothu.vn#id=1", "…"),
    ]


def test_a_page_with_links_without_number_is_read_in_part():
    page = "".join(f"<a href='/bai-post{n}.html'>Bài</a>" for n in range(6000))
    assert len(read(page).links) == 5000


def test_the_base_of_a_page_counts():
    page = f'<html><head><base href="{HOME}/tin/"></head><body><a href="bai-post1.html">Bài</a></body></html>'
    assert read(page).links[0].url == f"{HOME}/tin/bai-post1.html"


def test_without_an_article_pattern_what_looks_like_an_article_is_taken():
    page = '<a href="/the-thao">Thể thao</a><a href="/thon-nao-cung-co-to-cong-nghe">Bài</a><a href="/tin/123456.htm">Bài</a>'
    urls = [link.url for link in read(page, source=paper(article_url="")).links]
    assert urls == [f"{HOME}/thon-nao-cung-co-to-cong-nghe", f"{HOME}/tin/123456.htm"]


def test_the_declared_encoding_of_a_page_is_used():
    page = '<html><head><meta charset="windows-1258"></head><a href="/bai-post1.html">Đà Nẵng</a></html>'
    titles = [link.title for link in read_listing(page.replace("ẵ", "ă").encode("cp1258"), URL, "", paper(), 1).links]
    assert titles == ["Đà Năng"]


@pytest.mark.parametrize(
    ("url", "page", "markup", "expected"),
    [
        pytest.param(URL, 1, '<link rel="next" href="?page=2">', "/chuyen-doi-so?page=2", id="rel=next in the head"),
        pytest.param(URL, 1, '<a rel="nofollow next" href="/chuyen-doi-so/2">', "/chuyen-doi-so/2", id="rel=next in the page"),
        pytest.param(URL, 1, '<a href="?page=3">3</a><a href="?page=2">2</a>', "/chuyen-doi-so?page=2", id="?page="),
        pytest.param(URL + "?page=2", 2, '<a href="?page=1">1</a><a href="?page=3">3</a>', "/chuyen-doi-so?page=3", id="?page= from the second"),
        pytest.param(URL + "/", 1, '<a href="?p=2">2</a>', "/chuyen-doi-so/?p=2", id="?p="),
        pytest.param(URL + "?lang=vi", 1, '<a href="?lang=vi&amp;paged=2">2</a>', "/chuyen-doi-so?lang=vi&paged=2", id="&paged="),
        pytest.param(URL, 1, '<a href="/chuyen-doi-so/trang-2.html">2</a>', "/chuyen-doi-so/trang-2.html", id="/trang-2.html"),
        pytest.param(URL + ".html", 1, '<a href="/chuyen-doi-so/trang-2.html">2</a>', "/chuyen-doi-so/trang-2.html", id="from x.html"),
        pytest.param(URL + "/trang-2.html", 2, '<a href="/chuyen-doi-so/trang-3.html">3</a>', "/chuyen-doi-so/trang-3.html", id="from the second"),
        pytest.param(URL + "/", 1, '<a href="/chuyen-doi-so/page/2/">2</a>', "/chuyen-doi-so/page/2/", id="/page/2/"),
        pytest.param(URL, 1, '<a href="/chuyen-doi-so/p2">2</a>', "/chuyen-doi-so/p2", id="/p2"),
        pytest.param(f"{HOME}/so-tag7.html", 1, '<a href="/so-tag7.html?page=2">2</a>', "/so-tag7.html?page=2", id="a tag page"),
        pytest.param(URL, 1, '<a href="/the-thao?page=2">2</a>', "", id="another section's pages"),
        pytest.param(URL, 1, '<a href="https://khac.vn/chuyen-doi-so?page=2">2</a>', "", id="another host's"),
        pytest.param(URL, 1, '<a href="/bai-post1.html">1</a>', "", id="none"),
        pytest.param(URL + "?page=5", 5, '<a href="?page=4">Trang trước</a>', "", id="the last"),
        pytest.param(URL + "?page=2", 2, '<link rel="next" href="?page=2">', "", id="a next that is itself"),
    ],
)  # fmt: skip
def test_the_next_page_is_found(url: str, page: int, markup: str, expected: str):
    body = f"<html><body>{markup}<a href='/bai-post1.html'>Bài</a></body></html>"
    assert read(body, url, page).next_page == (HOME + expected if expected else "")


@pytest.mark.parametrize(
    "tree",
    [
        pytest.param([{"url": "/bai-post1.html", "title": "Bài một", "published_at": "2026-11-22T08:30:00"}], id="a list"),
        pytest.param(
            {"data": {"items": [{"detail": {"share_url": f"{HOME}/bai-post1.html"}}, {"shareLink": f"{HOME}/bai-post1.html",
             "headline": "Bài một", "PublishDate": 1795311000}]}}, id="nested",
        ),
        pytest.param({"rows": [{"href": "bai-post1.html", "Title": "Bài một", "date": "/Date(1795311000000)/"}]}, id="relative"),
        pytest.param(
            {"html": "<ul><li><a href='/bai-post1.html'>Bài một</a></li></ul>",
             "x": [{"url": "/bai-post1.html", "created": "22/11/2026 08:30"}]}, id="HTML inside",
        ),
    ],
)  # fmt: skip
def test_a_json_listing_of_any_shape_is_walked(tree: object):
    links = read_listing(json.dumps(tree).encode(), f"{HOME}/api", "application/json", paper(), 1).links
    assert [(link.key, link.title, link.published_at) for link in links] == [("baothu.vn#id=1", "Bài một", MOMENT)]


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ({"next": "/api?page=2", "items": []}, "/api?page=2"),
        ({"paging": {"next_page_url": f"{HOME}/api?page=2"}}, "/api?page=2"),
        ({"links": {"next": {"href": "/api?page=2"}}}, "/api?page=2"),
        ({"next": None}, ""),
        ({"next": "https://khac.vn/api?page=2"}, ""),
        ({"next": 2}, ""),
    ],
)
def test_a_json_listing_names_its_next_page(tree: object, expected: str):
    reading = read_listing(json.dumps(tree).encode(), f"{HOME}/api", "application/json", paper(), 1)
    assert reading.next_page == (HOME + expected if expected else "")


@pytest.mark.parametrize("body", [b"{", b"[" * 100_000, b"", b"   "])
def test_what_is_no_page_is_refused(body: bytes):
    with pytest.raises(SkipPage):
        read_listing(body, URL, "", paper(), 1)


def test_a_json_listing_nested_beyond_reason_ends():
    tree: object = {"url": "/bai-post1.html"}
    for _ in range(300):
        tree = [tree]
    assert read_listing(json.dumps(tree).encode(), URL, "", paper(), 1).links == ()


def test_a_home_page_names_feeds_and_pages_of_feeds():
    page = f"""<html><head>
      <link rel="alternate" type="application/rss+xml" href="/rss/moi.rss"><LINK REL=Alternate TYPE="application/atom+xml" HREF="/atom">
      <link rel="alternate" type="application/feed+json" href="{HOME}/feed.json">
      <link rel="alternate" type="application/rss+xml" href="/comments/feed/"><link rel="alternate" type="application/rss+xml">
      <link rel="alternate" type="application/json" href="/wp-json/"><link rel="alternate" hreflang="en" href="/en">
      <link rel="stylesheet" type="application/rss+xml" href="/x"></head>
      <body><a href="/rss">RSS</a><a href="/rss.html">RSS</a><a href="/chuyen-doi-so">Số</a><a href="https://khac.vn/rss">x</a></body></html>"""
    hints = read_home(page.encode(), f"{HOME}/", "text/html", paper())
    assert hints.feeds == (f"{HOME}/rss/moi.rss", f"{HOME}/atom", f"{HOME}/feed.json")
    assert hints.feed_pages == (f"{HOME}/rss", f"{HOME}/rss.html")


def test_a_page_of_feeds_names_the_feeds_of_the_newspaper():
    page = """<body><a href="/rss/thoi-su.rss">Thời sự</a><a href="/rss/cate/kinh-te/">Kinh tế</a><a href="/rss/y-te">Y tế</a>
      <a href="/chuyen-doi-so.rss">Số</a><a href="/rss">RSS</a><a href="/bai-post1.html">Bài</a><a href="https://khac.vn/a.rss">x</a></body>"""
    hints = read_feed_page(page.encode(), f"{HOME}/rss", "text/html", paper())
    assert [url.removeprefix(HOME) for url in hints.feeds] == [
        "/rss/thoi-su.rss",
        "/rss/cate/kinh-te/",
        "/rss/y-te",
        "/chuyen-doi-so.rss",
    ]
