"""Family E (Mediatech): `/slug-<7 digits>.html`, feeds `/rss/news/<section>.rss`, here with one for digital transformation."""

from __future__ import annotations

import json
from datetime import date, datetime

from tests.newspapers import furniture
from tests.newspapers.feeds import entries, rss
from tests.newspapers.layout import Block, blocks
from tests.newspapers.manuscript import Manuscript
from tests.newspapers.outlet import Issue, Outlet, Page, Route
from tests.newspapers.sitemaps import packed, sitemap
from tests.newspapers.typography import WEEKDAYS, esc, iso, number, slug, weekday


class VinhBaiTu(Outlet):
    """A gzipped sitemap names everything, a feed what is filed under the topic. No datelines. The lead is printed twice, a
    line ">> other headline" stands inside the text, pasted Word markup around it; dates in a JSON-LD graph."""

    id = "vinhbaitu"
    name = "Báo Vịnh Bái Tử"
    province = "quang-ninh"
    prefix = "mdt"
    sections = (
        "Chính trị",
        "Kinh tế",
        "Xã hội",
        "Chuyển đổi số",
        "Thực hiện NQ57 về KHCN",
        "Du lịch",
        "Văn hóa",
        "Thể thao",
        "Biển đảo",
    )
    robots = "User-agent: *\nDisallow: /admin/\n\nUser-agent: BadBot\nDisallow: /\n"

    def path(self, manuscript: Manuscript, published_at: datetime) -> str:
        return f"/{slug(manuscript.title)}-{number(manuscript.name, 7)}.html"

    def lists(self, issue: Issue) -> dict[str, Route]:
        sections = [f"/{slug(name)}" for name in self.sections]
        return {
            "/rss/news/chuyen-doi-so.rss": lambda: rss(
                f"{self.name} - Chuyển đổi số", issue, entries(issue, issue.topical)
            ),
            "/sitemap.xml.gz": lambda: packed(sitemap(issue, issue.listed, pages=sections)),
        }

    def document(self, title: str, head: str, main: str, today: date) -> str:
        return f"""<!doctype html>
<html lang="vi" class="mdt"><head><meta charset="utf-8" /><title>{esc(title)}</title>
<meta name="viewport" content="width=device-width,initial-scale=1" />
{head}
{furniture.stylesheet("mdt", 85)}
</head><body>{furniture.icons("mdt", 16)}
<header><div class="mdt-topbar">{WEEKDAYS[today.weekday()]} {today:%d/%m/%Y} , 18:29 (GMT+7)</div><a class="mdt-logo" href="/">{self.name}</a>
<nav><ul>{furniture.menu(self.sections, '<li><a href="/{slug}">{name}</a></li>')}</ul></nav></header>
<section class="mdt-main">{main}</section>
<footer>{furniture.menu(self.sections, '<a href="/{slug}">{name}</a> | ')}<p>{self.name}. Đọc báo in. Tải ứng dụng. Hotline: 0203 000 000. Giấy phép số 00/GP-BTTTT</p></footer>
{furniture.script("mdt", 44)}</body></html>
"""

    def article(self, page: Page) -> str:
        article = page.article
        main = f"""<div class="mdt-cat"><a href="/{slug(article.section)}">{esc(article.section)}</a></div>
<h1 class="mdt-headline">{esc(article.title)}</h1>
<div class="mdt-pubdate">{weekday(page.printed.published_at).capitalize()}: {page.printed.published_at:%H:%M ngày %d/%m/%Y}</div>
<h4 class="sapo">{esc(article.lead)}</h4>{furniture.share_bar("mdt", ("Chia sẻ", "Zalo", "Link chia sẻ", "Mã nhúng"))}
<div class="mdt-detail-content">
<p><strong>{esc(article.lead)}</strong></p>
{self.body(page)}
<p class="mdt-signature" align="right"><strong>{esc(article.author)}</strong></p>{f'<p align="right"><em>({esc(article.credit)})</em></p>' if article.credit else ""}
</div>
<div class="mdt-keyword">từ khóa: {", ".join(f'<a href="/tu-khoa/{slug(t)}">{esc(t)}</a>' for t in article.tags)}</div>
<div class="mdt-google">Theo dõi {self.name} trên <a href="https://news.example/">Google News</a></div>
<div class="mdt-interest"><h3>Có thể bạn quan tâm</h3>{self._links(page, 0, 6)}</div>
<div class="mdt-same"><h3>Tin cùng chuyên mục</h3>{self._links(page, 6, 12)}</div>{furniture.comments("mdt", article.id)}"""
        return self.document(f"{article.title} | {self.name}", self._head(page), main, page.today)

    def _head(self, page: Page) -> str:
        article, printed = page.article, page.printed
        news = {
            "@type": "NewsArticle",
            "@id": f"{page.url}#article",
            "headline": article.title,
            "datePublished": iso(printed.published_at),
            "dateModified": iso(printed.changed_at),
            "articleSection": article.section,
            "author": [{"@type": "Person", "name": article.author}] if article.author else [],
        }
        graph = {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebSite", "name": self.name, "url": f"{page.base}/"},
                {
                    "@type": "BreadcrumbList",
                    "itemListElement": [{"@type": "ListItem", "position": 1, "name": article.section}],
                },
                news,
            ],
        }
        return f"""<meta name="description" content="{esc(article.lead or self.name)}" /><meta property="og:title" content="{esc(article.title)}" />
<meta property="og:description" content="{esc(article.lead or self.name)}" /><meta property="og:type" content="article" /><link rel="canonical" href="{page.url}" />
<meta name="keywords" content="{esc(", ".join(article.tags))}" />
<script type="application/ld+json">
{json.dumps(graph, ensure_ascii=False, indent=1)}
</script>"""

    def _links(self, page: Page, start: int, stop: int) -> str:
        return "".join(
            f'<div class="mdt-box"><a href="{p.path}"><img src="/img/thumb/{p.manuscript.id[:40]}.jpg" alt=""></a>'
            f'<a href="{p.path}">{esc(p.manuscript.title)}</a><p>{esc(p.manuscript.lead)}</p></div>'
            for p in page.others[start:stop]
        )

    def body(self, page: Page) -> str:
        """A link to another article stands in the middle of the text, where there is a middle."""
        lines = [self.block(block, page) for block in blocks(page.article)]
        if len(lines) > 3 and page.others:
            other = page.others[-1]
            lines.insert(len(lines) // 2, f'<p>&gt;&gt; <a href="{other.path}">{esc(other.manuscript.title)}</a></p>')
        return "\n".join(lines)

    def paragraph(self, text: str, page: Page) -> str:
        return (
            f'<p class="MsoNormal"><span style="font-size:14.0pt;line-height:115%">{self.inline(text, page)}</span></p>'
        )

    def picture(self, block: Block, page: Page) -> str:
        return f'<div class="mdt-figure">{self.image(block, page)}<p class="pCaption">{esc(block.text)}</p></div>'
