"""Feeds of every family and age, whole and broken."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from crawler.lists.feeds import read_feed
from newsroom.errors import FailureKind, SkipPage
from tests.crawler.papers import HOME, paper

URL = f"{HOME}/rss/moi.rss"
MOMENT = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)

RSS2 = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Báo Thử</title><link>https://baothu.vn</link>
<item><title>Xã miền núi nộp hồ sơ qua mạng</title><link>https://baothu.vn/xa-mien-nui-post7.html</link>
<pubDate>Sun, 22 Nov 2026 08:30:00 GMT+7</pubDate></item></channel></rss>"""
RSS091 = """<?xml version="1.0"?><rss version="0.91"><channel><title>t</title><link>https://baothu.vn</link>
<item><title>Xã miền núi nộp hồ sơ qua mạng</title><link>https://baothu.vn/xa-mien-nui-post7.html</link>
<pubDate>Sun, 22 Nov 2026 08:30:00 +0700</pubDate></item></channel></rss>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://baothu.vn"/>
<item rdf:about="https://baothu.vn/xa-mien-nui-post7.html"><title>Xã miền núi nộp hồ sơ qua mạng</title>
<link>https://baothu.vn/xa-mien-nui-post7.html</link><dc:date>2026-11-22T08:30:00+07:00</dc:date></item></rdf:RDF>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Báo Thử</title>
<entry><title type="html">Xã miền núi nộp hồ sơ qua mạng</title><id>tag:baothu.vn,2026:7</id>
<link rel="self" href="https://baothu.vn/api/7"/><link rel="alternate" href="/xa-mien-nui-post7.html"/>
<published>2026-11-22T08:30:00+07:00</published><updated>2026-11-22T09:30:00+07:00</updated></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {
                "id": "7",
                "url": "/xa-mien-nui-post7.html",
                "title": "Xã miền núi nộp hồ sơ qua mạng",
                "date_published": "2026-11-22T08:30:00+07:00",
            }
        ],
    }
)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(RSS2, id="RSS 2.0"),
        pytest.param(RSS091, id="RSS 0.91"),
        pytest.param(RDF, id="RSS 1.0"),
        pytest.param(ATOM, id="Atom"),
        pytest.param(JSON_FEED, id="JSON Feed"),
        pytest.param("\ufeff" + RSS2, id="byte order mark"),
        pytest.param("\n\n  " + RSS2, id="white space first"),
        pytest.param(RSS2.replace("</channel></rss>", ""), id="cut short"),
        pytest.param(RSS2.replace("</title><link>h", "</title> & <link>h"), id="a bare ampersand"),
        pytest.param(RSS2.replace("https://baothu.vn/xa", "  /xa").replace(".html<", ".html \n<"), id="relative link"),
        pytest.param(RSS2.replace("https://baothu.vn/xa", "http://www.baothu.vn/xa"), id="another form of the host"),
        pytest.param(
            RSS2.replace("<link>https://baothu.vn/xa-mien-nui-post7.html</link>", "<guid>https://baothu.vn/xa-mien-nui-post7.html</guid>"),
            id="the address is in the guid",
        ),
        pytest.param(RSS2.replace("https://baothu.vn/xa-mien-nui-post7.html", "https://baothu.vn/xa-mien-nui-post7.html?utm_source=rss"), id="with a tracker"),
    ],
)  # fmt: skip
def test_a_feed_gives_address_title_and_time_in_utc(body: str):
    found = read_feed(body.encode(), URL, "application/xml", paper()).links
    assert [(link.key, link.title, link.published_at) for link in found] == [
        ("baothu.vn#id=7", "Xã miền núi nộp hồ sơ qua mạng", MOMENT)
    ]
    assert found[0].url.startswith("http")
    assert (found[0].source, found[0].found_in) == ("baothu", URL)


def test_atom_tells_change_from_publication():
    found = read_feed(ATOM.encode(), URL, "", paper()).links[0]
    assert found.changed_at == MOMENT.replace(hour=2)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("<![CDATA[Hà&nbsp;Tĩnh: số&#160;hóa]]>", "Hà Tĩnh: số hóa", id="entities in CDATA"),
        pytest.param("Hà&amp;nbsp;Tĩnh", "Hà Tĩnh", id="entities escaped twice"),
        pytest.param("<![CDATA[<b>Hà</b> Tĩnh <img src='x'>]]>", "Hà Tĩnh", id="markup"),
        pytest.param("Hà\n   Tĩnh", "Hà Tĩnh", id="line breaks"),
        pytest.param("Ha\u0300 Ti\u0303nh", "Hà Tĩnh", id="decomposed letters"),
        pytest.param("&lt;script&gt;alert(1)&lt;/script&gt;Hà Tĩnh", "alert(1) Hà Tĩnh", id="no markup survives"),
        pytest.param("Thu &lt; chi", "Thu < chi", id="a sign that is no tag"),
        pytest.param("x" * 5000, "x" * 500, id="endless"),
    ],
)
def test_a_title_is_plain_text(title: str, expected: str):
    body = RSS2.replace("Xã miền núi nộp hồ sơ qua mạng", title).encode()
    assert read_feed(body, URL, "", paper()).links[0].title == expected


def test_a_feed_in_an_old_encoding_is_read():
    body = RSS2.replace("UTF-8", "UTF-16").encode("utf-16")
    assert read_feed(body, URL, "text/xml", paper()).links[0].title == "Xã miền núi nộp hồ sơ qua mạng"


@pytest.mark.parametrize(
    "link",
    [
        "https://khac.vn/xa-mien-nui-post7.html",
        "https://baothu.vn/chuyen-muc/",
        "https://baothu.vn/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://baothu.vn/bai-post7.html",
        "https://user:mat-khau@baothu.vn/bai-post7.html",
        "http://[::1",
        "",
    ],
)
def test_only_articles_of_the_newspaper_are_taken(link: str):
    body = RSS2.replace("https://baothu.vn/xa-mien-nui-post7.html", link).encode()
    reading = read_feed(body, URL, "", paper())
    assert reading.links == ()
    assert reading.items == 1


def test_an_article_named_twice_is_found_once_with_all_that_is_said_of_it():
    again = RSS2.replace("</item>", "</item><item><link>https://baothu.vn/tieu-de-cu-post7.html</link></item>")
    assert len(read_feed(again.encode(), URL, "", paper()).links) == 1


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<!DOCTYPE html><html><body>Trang</body></html>", id="an HTML page"),
        pytest.param(b"\n<!-- x --><html lang='vi'>", id="an HTML page with a comment first"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"Khong co gi", id="text"),
        pytest.param(b"\x00\x01\x02\x03" * 100, id="bytes"),
        pytest.param(b"{}", id="JSON that is no feed"),
        pytest.param(b"[1, 2", id="broken JSON"),
        pytest.param(b"[" * 100_000, id="JSON nested beyond reading"),
        pytest.param(
            b"<?xml version='1.0'?><urlset><url><loc>https://baothu.vn/a</loc></url></urlset>", id="a sitemap"
        ),
        pytest.param(b'<!DOCTYPE r [<!ENTITY a "ha">]><rss version="2.0"/>', id="entities of its own"),
        pytest.param('<!DOCTYPE r [<!ENTITY a "ha">]><rss version="2.0"/>'.encode("utf-16"), id="entities in UTF-16"),
    ],
)
def test_what_is_no_feed_is_refused(body: bytes):
    with pytest.raises(SkipPage) as caught:
        read_feed(body, URL, "application/rss+xml", paper())
    assert caught.value.kind is FailureKind.UNREADABLE


def test_an_empty_feed_is_a_feed():
    assert read_feed(b'<rss version="2.0"><channel><title>Tin</title></channel></rss>', URL, "", paper()).links == ()


def test_no_file_is_opened_for_a_body_that_looks_like_a_name(tmp_path):
    secret = tmp_path / "tin.xml"
    secret.write_text(RSS2, encoding="utf-8")
    with pytest.raises(SkipPage):
        read_feed(str(secret).encode(), URL, "", paper())
