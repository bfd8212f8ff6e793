"""What pages claim of themselves is read however sloppily it is written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.extraction.linked_data import articles, breadcrumb, nodes
from crawler.extraction.markup import parse
from crawler.extraction.metadata import Head, read_head
from crawler.extraction.persons import people

TITLE = "Hồ thủy lợi biết tự báo lũ"
WHEN = datetime(2026, 9, 30, 23, 55, tzinfo=UTC)


def head(inside: str) -> Head:
    return read_head(
        parse(f"<html lang='vi'><head><title>{TITLE} - Báo Thử</title>{inside}</head><body><p>chữ</p></body></html>")
    )


def linked(data: str) -> str:
    return f"<script type='application/ld+json'>{data}</script>"


ARTICLE = '{"@type": "NewsArticle", "headline": "Hồ thủy lợi biết tự báo lũ", "datePublished": "2026-09-30T23:55:00Z", "author": {"name": "Bùi Sơn"}}'
WRITTEN = {
    "plain": ARTICLE,
    "in a list": f"[{ARTICLE}]",
    "in a graph": f'{{"@context": "https://schema.org", "@graph": [{{"@type": "WebSite"}}, {ARTICLE}]}}',
    "with a comma too many": ARTICLE[:-1] + ",}",
    "with a line break in a text": ARTICLE.replace("biết tự", "biết\n\ttự"),
    "in a comment": f"<!--{ARTICLE}-->",
    "in a CDATA section": f"//<![CDATA[\n{ARTICLE}\n//]]>",
    "with HTML entities": ARTICLE.replace('"', "&quot;"),
    "with a semicolon after it": ARTICLE + ";",
    "a report": ARTICLE.replace('"NewsArticle"', '"ReportageNewsArticle"'),
    "with a full type name": ARTICLE.replace('"NewsArticle"', '["http://schema.org/NewsArticle"]'),
    "cut off": ARTICLE[:-30],
    "after another article": '[{"@type": "NewsArticle", "headline": "Một bài khác hẳn", "datePublished": "2020-01-01"},'
    + ARTICLE
    + "]",
}


@pytest.mark.parametrize("data", WRITTEN.values(), ids=WRITTEN)
def test_linked_data_is_read_however_it_is_written(data: str) -> None:
    claims = head(linked(data))
    assert claims.headlines[0] == TITLE
    assert claims.published == [WHEN]


@pytest.mark.parametrize(
    "data", ["", "null", "[]", "{", '"text"', "[[[[]]]]", '{"@type": null}', '{"@graph": 5}', "[" * 5000]
)
def test_linked_data_that_says_nothing_does_no_harm(data: str) -> None:
    assert head(linked(data)).published == []


def test_organisations_are_no_authors() -> None:
    authors = '[{"@type": "Person", "name": "Thu Trang"}, {"@type": "Organization", "name": "Báo Thử"}, "Lê Minh"]'
    assert head(linked(f'{{"@type": "Article", "headline": "{TITLE}", "author": {authors}}}')).authors == [
        "Thu Trang",
        "Lê Minh",
    ]


def test_a_trail_ends_before_the_article_itself() -> None:
    names = ("Trang chủ", "Nông nghiệp", TITLE)
    items = ", ".join(f'{{"@type": "ListItem", "item": {{"name": "{name}"}}}}' for name in names)
    trail = linked(f'{{"@type": "BreadcrumbList", "itemListElement": [{items}]}}')
    found = nodes(parse(f"<html><body>{trail}</body></html>"))
    assert (breadcrumb(found), articles(found)) == (list(names), [])
    assert head(trail).section == "Nông nghiệp"


def test_meta_tags_are_found_under_all_their_names() -> None:
    claims = head(
        "<meta property='og:title' content='Hồ biết báo lũ'><meta name='description' content='Tóm tắt.'>"
        "<meta itemprop='datePublished' content='2026-10-01T06:55:00+07:00'><meta name='pubdate' content='2026-10-01T07:00:00+07:00'>"
        "<meta property='article:modified_time' content='2026-10-02'><meta name='author' content='Bùi Sơn - Hà My'>"
        "<meta property='article:tag' content='hồ đập'><meta property='article:tag' content='cảm biến'><meta name='keywords' content='a, b'>"
        "<link rel='canonical' href='/ho-1.html'><meta property='og:url' content='https://baothu.vn/ho-1.html'><base href='https://cdn.vn/'>"
    )
    assert claims.headlines == ["Hồ biết báo lũ"]
    assert claims.descriptions == ["Tóm tắt."]
    assert claims.published == [WHEN, datetime(2026, 10, 1, 0, 0, tzinfo=UTC)]
    assert claims.modified == [datetime(2026, 10, 1, 17, 0, tzinfo=UTC)]
    assert claims.authors == ["Bùi Sơn", "Hà My"]
    assert claims.tags == ["hồ đập", "cảm biến"]
    assert claims.canonical == ["/ho-1.html", "https://baothu.vn/ho-1.html"]
    assert (claims.base, claims.language, claims.window_title) == ("https://cdn.vn/", "vi", f"{TITLE} - Báo Thử")


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Phan Trâm - Thu Hà", ["Phan Trâm", "Thu Hà"]),
        ("Tin, ảnh: P.Y", ["P.Y"]),
        ("Thực hiện: Đinh Tú", ["Đinh Tú"]),
        ("Nội dung: Thu Hà; Thiết kế: Minh Tú", ["Thu Hà", "Minh Tú"]),
        ("Bài và ảnh: NGUYỄN VĂN AN", ["NGUYỄN VĂN AN"]),
        ("Khánh Hòa – Văn Lộc", ["Khánh Hòa", "Văn Lộc"]),
        ("T.H (tổng hợp)", ["T.H"]),
        ("Thu Hà, Minh Tú và Lê An", ["Thu Hà", "Minh Tú", "Lê An"]),
        ("THU HÀ", ["THU HÀ"]),
        ("PV", ["PV"]),
        ("Ban Biên tập", ["Ban Biên tập"]),
        ("Báo Hà Tĩnh", []),
        ("admin", []),
        ("https://www.facebook.com/baothu", []),
        ("17:47 | 21/11/2025", []),
        ("", []),
    ],
)
def test_bylines_become_names(byline: str, names: list[str]) -> None:
    assert people([byline]) == names


def test_one_person_under_two_writings_is_one() -> None:
    assert people(["Thu Hà", "THU HÀ", "Thu Hà"]) == ["Thu Hà"]
