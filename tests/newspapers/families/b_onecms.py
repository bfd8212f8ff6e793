"""Family B (ONECMS): `/slug-post<id>.html`, tags `/slug-tag<id>.html`, feeds `/rss/slug-<id>.rss`."""

from __future__ import annotations

import json
from datetime import date, datetime

from tests.newspapers import furniture
from tests.newspapers.feeds import entries, rss
from tests.newspapers.layout import Block
from tests.newspapers.listings import listing
from tests.newspapers.manuscript import Manuscript
from tests.newspapers.outlet import Issue, Outlet, Page, Route
from tests.newspapers.typography import WEEKDAYS, esc, iso, number, rfc822, slug


class NuiHong(Outlet):
    """JSON-LD dates; captions in picture tables; the topic, "Đọc thêm" and "Tin mới" follow the text. No list is declared but
    the tag page: the feed has to be found in the home page's head."""

    id = "nuihong"
    name = "Báo Núi Hồng"
    province = "ha-tinh"
    prefix = "onecms"
    dateline = "(Baonuihong.vn) - "
    sections = (
        "Chính trị",
        "Chính quyền",
        "Kinh tế",
        "Chuyển đổi số",
        "Xã hội",
        "Giáo dục",
        "Quốc phòng - An ninh",
        "Thể thao",
        "Emagazine",
    )
    tag_page = "/chuyen-doi-so-tag4821.html"

    def path(self, manuscript: Manuscript, published_at: datetime) -> str:
        return f"/{slug(manuscript.title)}-post{number(manuscript.name, 6)}.html"

    def lists(self, issue: Issue) -> dict[str, Route]:
        def zone(moment: datetime) -> str:
            return rfc822(moment, "GMT+7")

        return {
            "/rss/trang-chu-1.rss": lambda: rss(self.name, issue, entries(issue, issue.listed, zone), picture=False),
            self.tag_page: lambda: listing(self, issue, "Chuyển đổi số", issue.topical),
        }

    def home_head(self, issue: Issue) -> str:
        return f'<link rel="alternate" type="application/rss+xml" title="{self.name}" href="/rss/trang-chu-1.rss">'

    def document(self, title: str, head: str, main: str, today: date) -> str:
        return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{esc(title)}</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/static/onecms.min.css?v=318">
{head}
{furniture.stylesheet("onecms", 80)}
</head><body>
<header class="site-header"><div class="top">{WEEKDAYS[today.weekday()]}, {today:%d/%m/%Y}</div><a href="/"><img src="/static/logo.svg" alt="{self.name}"></a>
<nav class="menu"><ul>{furniture.menu(self.sections)}</ul></nav></header>
<main class="site-content">{main}</main>
<footer class="site-footer"><div class="bar">Tin mới <a href="/e/">Emagazine</a> <a href="/tv/">Truyền hình</a> <a href="/pod/">Podcast</a> <a href="/toa-soan/">Tòa soạn</a></div>
<p>Đường dây nóng: 0239 000 000. Cơ quan chủ quản: Tỉnh ủy. Giấy phép số 00/GP-BTTTT</p></footer>
{furniture.script("onecms", 40)}</body></html>
"""

    def article(self, page: Page) -> str:
        article, printed = page.article, page.printed
        main = f"""<div class="breadcrumb"><a href="/{slug(article.section)}/">{esc(article.section)}</a></div>
<h1 class="detail__title">{esc(article.title)}</h1>
<div class="detail__meta"><span class="author">{esc(article.author)}</span> <time>{printed.published_at:%d/%m/%Y %H:%M}</time></div>
<p class="detail__sapo"><strong>{esc(self.dateline + article.lead) if article.lead else ""}</strong></p>
<div class="detail__content">
{self.body(page)}
</div>{self._credit(article)}
<div class="detail__topic">Chủ đề {self._tags(article)}</div>
<aside class="more"><h3>Đọc thêm</h3><ul>{self._links(page, 0, 6)}</ul></aside>
<section class="box-newest"><h3>Tin mới</h3><ul>{self._links(page, 6, 12)}</ul></section>
{furniture.comments("onecms", article.id, 2)}"""
        return self.document(f"{article.title} - {self.name}", self._head(page), main, page.today)

    def _head(self, page: Page) -> str:
        article, printed = page.article, page.printed
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "mainEntityOfPage": {"@type": "WebPage", "@id": page.url},
            "headline": article.title,
            "description": article.lead,
            "datePublished": iso(printed.published_at),
            "dateModified": iso(printed.changed_at),
            "author": {"@type": "Person", "name": article.author},
            "publisher": {"@type": "Organization", "name": self.name},
        }
        lead = self.dateline + article.lead if article.lead else self.name
        return f"""<meta property="og:title" content="{esc(article.title)}"><meta property="og:description" content="{esc(lead)}">
<meta property="og:type" content="article"><link rel="canonical" href="{page.url}">
<meta name="news_keywords" content="{esc(", ".join(article.tags))}">
<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>"""

    def _tags(self, article: Manuscript) -> str:
        return " ".join(f'<a href="/{slug(tag)}-tag{number(tag, 4)}.html">{esc(tag)}</a>' for tag in article.tags)

    def _links(self, page: Page, start: int, stop: int) -> str:
        return "".join(f'<li><a href="{p.path}">{esc(p.manuscript.title)}</a></li>' for p in page.others[start:stop])

    def _credit(self, article: Manuscript) -> str:
        return f'<div class="detail__source">{esc(article.credit)}</div>' if article.credit else ""

    def picture(self, block: Block, page: Page) -> str:
        return (
            f'<table class="picture" align="center"><tr><td>{self.image(block, page)}</td></tr>'
            f'<tr><td class="caption">{esc(block.text)}</td></tr></table>'
        )
