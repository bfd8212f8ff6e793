"""A merged newspaper: one article under its new domain, its old domain, its AMP and its print address."""

from __future__ import annotations

import json
from datetime import date, datetime

from tests.newspapers import furniture
from tests.newspapers.feeds import Entry, atom
from tests.newspapers.layout import Block
from tests.newspapers.manuscript import Manuscript
from tests.newspapers.outlet import Issue, Outlet, Page, Printed, Route
from tests.newspapers.typography import WEEKDAYS, esc, iso, number, slug, weekday


class SongThu(Outlet):
    """An Atom feed whose entries, for some articles, name the other addresses too. No datelines. Date in a meta tag on the
    main page, in JSON-LD on the AMP page, in words on the print page."""

    id = "songthu"
    name = "Báo Sông Thu"
    province = "da-nang"
    prefix = "st"
    sections = (
        "Chính trị",
        "Kinh tế",
        "Xã hội",
        "Khoa học - Công nghệ",
        "Chuyển đổi số",
        "Văn hóa",
        "Thể thao",
        "Bạn đọc",
        "Quảng Nam cũ",
    )
    domains = 2
    everywhere = frozenset({"cau-song-thu-cam-bien"})  # named by the feed under every address it has

    def path(self, manuscript: Manuscript, published_at: datetime) -> str:
        return f"/{slug(manuscript.title)}-{self._number(manuscript)}.html"

    def _number(self, manuscript: Manuscript) -> str:
        return "32" + number(manuscript.name, 5)

    def old_path(self, printed: Printed) -> str:
        return f"/{slug(printed.manuscript.section)}{printed.path}"

    def amp_path(self, printed: Printed) -> str:
        return f"/amp{printed.path}"

    def print_path(self, printed: Printed) -> str:
        return f"/print/{self._number(printed.manuscript)}.html"

    def lists(self, issue: Issue) -> dict[str, Route]:
        return {"/atom.xml": lambda: atom(self.name, issue, self._entries(issue))}

    def _entries(self, issue: Issue) -> list[Entry]:
        found: list[Entry] = []
        for printed in issue.listed:
            trap, everywhere = printed.manuscript.trap, printed.manuscript.id in self.everywhere
            urls = [issue.url(printed)]
            if everywhere or trap in {"two-domains", "moved"}:
                urls.append(issue.old_base + self.old_path(printed))
            if everywhere or trap == "amp-print":
                urls = [issue.base + self.amp_path(printed), issue.base + self.print_path(printed), *urls]
            found += (Entry(printed, url, iso(printed.published_at)) for url in urls)
        return found

    def home_head(self, issue: Issue) -> str:
        return f'<link rel="alternate" type="application/atom+xml" title="{self.name}" href="/atom.xml">'

    def document(self, title: str, head: str, main: str, today: date) -> str:
        return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{esc(title)}</title>
{head}
{furniture.stylesheet("st", 95)}
</head><body><div class="st-head"><time class="st-today" datetime="{today:%Y-%m-%d}">{WEEKDAYS[today.weekday()]}, {today:%d-%m-%Y}</time><a href="/">{self.name}</a>
<ul>{furniture.menu(self.sections)}</ul></div>
<div class="st-main">{main}</div>
<div class="st-foot"><ul>{furniture.menu(self.sections)}</ul><p>{self.name}, hợp nhất từ hai tờ báo từ ngày 1/7/2025. Giấy phép số 00/GP-BTTTT. Đường dây nóng: 0236 000 000</p></div>
{furniture.script("st", 45)}</body></html>
"""

    def article(self, page: Page) -> str:
        article, printed = page.article, page.printed
        main = f"""<div class="st-breadcrumb"><a href="/{slug(article.section)}/">{esc(article.section)}</a></div>
<h1>{esc(article.title)}</h1>
<div class="st-info"><a rel="author" href="/tac-gia/">{esc(article.author)}</a> <span>{printed.published_at:%d-%m-%Y, %H:%M} (GMT+7)</span></div>
<h2 class="st-sapo">{esc(article.lead)}</h2>
<div class="st-text" itemprop="articleBody">
{self.body(page)}
{f'<p class="st-source">{esc(article.credit)}</p>' if article.credit else ""}</div>
<div class="st-share">{furniture.share_bar("st")}<a href="{self.print_path(printed)}">In</a></div>
<ul class="st-tags">{"".join(f'<li><a rel="tag" href="/tags/{slug(t)}/">{esc(t)}</a></li>' for t in article.tags)}</ul>
<div class="st-more"><h4>Đọc thêm</h4>{self._links(page, 0, 5)}</div><div class="st-new"><h4>Tin mới nhất</h4>{self._links(page, 5, 10)}</div>
{furniture.comments("st", article.id)}"""
        return self.document(f"{article.title} - {self.name}", self._head(page), main, page.today)

    def _head(self, page: Page) -> str:
        article, printed = page.article, page.printed
        changed = (
            f'<meta property="article:modified_time" content="{iso(printed.changed_at)}">'
            if printed.modified_at
            else ""
        )
        return f"""<link rel="canonical" href="{page.url}"><link rel="amphtml" href="{page.base}{self.amp_path(printed)}">
<meta property="og:title" content="{esc(article.title)}"><meta property="og:description" content="{esc(article.lead or self.name)}"><meta property="og:url" content="{page.url}">
<meta property="article:published_time" content="{iso(printed.published_at)}">{changed}<meta name="keywords" content="{esc(", ".join(article.tags))}">"""

    def _links(self, page: Page, start: int, stop: int) -> str:
        return "".join(
            f'<div class="st-link"><a href="{p.path}">{esc(p.manuscript.title)}</a></div>'
            for p in page.others[start:stop]
        )

    def further_addresses(self, page: Page) -> dict[str, str]:
        return {self.amp_path(page.printed): self._amp(page), self.print_path(page.printed): self._print(page)}

    def _amp(self, page: Page) -> str:
        article, printed = page.article, page.printed
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "mainEntityOfPage": page.url,
            "headline": article.title,
            "description": article.lead,
            "datePublished": iso(printed.published_at),
            "dateModified": iso(printed.changed_at),
            "author": {"@type": "Person", "name": article.author},
        }
        return f"""<!doctype html><html ⚡ lang="vi"><head><meta charset="utf-8"><title>{esc(article.title)}</title><link rel="canonical" href="{page.url}">
<meta name="viewport" content="width=device-width"><meta name="description" content="{esc(article.lead)}"><script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>
<style amp-custom>{furniture.stylesheet("amp", 40).removeprefix("<style>").removesuffix("</style>")}</style></head>
<body><header><a href="/">{self.name}</a></header><amp-sidebar id="menu"><ul>{furniture.menu(self.sections)}</ul></amp-sidebar>
<article><h1>{esc(article.title)}</h1><p class="amp-date">{printed.published_at:%d-%m-%Y, %H:%M} (GMT+7)</p><p class="amp-sapo"><strong>{esc(article.lead)}</strong></p>
<div class="amp-content">{self.body(page).replace("<img ", '<amp-img width="600" height="400" layout="responsive" ')}</div><p class="amp-author">{esc(article.author)}</p></article>
<section><h4>Đọc thêm</h4>{self._links(page, 0, 4)}</section><footer>{self.name}. Giấy phép số 00/GP-BTTTT</footer></body></html>"""

    def _print(self, page: Page) -> str:
        article, printed = page.article, page.printed
        moment = printed.published_at
        return f"""<html><head><meta charset="utf-8"><title>{esc(article.title)}</title><link rel="canonical" href="{page.url}"></head><body>
<p>{self.name}</p><h1>{esc(article.title)}</h1><p>{weekday(moment)} {moment:%d/%m/%Y , %H:%M} (GMT+7)</p><p><b>{esc(article.lead)}</b></p>
{self.body(page)}<p align="right">{esc(article.author)}</p><hr><p>Địa chỉ bài viết: {page.url}</p></body></html>"""

    def picture(self, block: Block, page: Page) -> str:
        return (
            f'<div class="st-photo">{self.image(block, page)}'
            f'<div class="st-photo-caption" data-desc="{esc(block.text)}">{esc(block.text)}</div></div>'
        )
