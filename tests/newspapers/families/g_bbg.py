"""Family G: `/slug-postid<id>.bbg`, a Google News sitemap and nothing else."""

from __future__ import annotations

import json
from datetime import date, datetime

from tests.newspapers import furniture
from tests.newspapers.layout import Block, blocks
from tests.newspapers.manuscript import Manuscript
from tests.newspapers.outlet import Issue, Outlet, Page, Route
from tests.newspapers.sitemaps import news_sitemap
from tests.newspapers.typography import WEEKDAYS, esc, iso_utc, number, slug, weekday


class SongThuong(Outlet):
    """JSON-LD dates in UTC, so that an evening's article is of another day; captions stand twice, under the picture and in
    a hidden gallery; empty paragraphs; the byline "Tin, ảnh: …" is the last line of the text."""

    id = "songthuong"
    name = "Báo Sông Thương"
    province = "bac-ninh"
    prefix = "news"
    dateline = "(BST) - "
    sections = (
        "Thời sự",
        "Chính trị",
        "Kinh tế",
        "Xã hội",
        "Khoa học - Chuyển đổi số",
        "Văn hóa",
        "Thể thao",
        "Pháp luật",
        "Quốc tế",
    )

    def path(self, manuscript: Manuscript, published_at: datetime) -> str:
        return f"/{slug(manuscript.title)}-postid{number(manuscript.name, 6)}.bbg"

    def lists(self, issue: Issue) -> dict[str, Route]:
        return {"/sitemap-news.xml": lambda: news_sitemap(self.name, issue, issue.listed)}

    def document(self, title: str, head: str, main: str, today: date) -> str:
        return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{esc(title)}</title><meta name="viewport" content="width=device-width">
{head}
{furniture.stylesheet("news", 110)}{furniture.script("bbg", 28)}
</head><body><div class="news-head"><div class="news-clock" id="clock">{WEEKDAYS[today.weekday()]}, ngày {today:%d/%m/%Y} 07:05</div><a href="/">{self.name}</a>
<ul class="news-nav">{furniture.menu(self.sections)}</ul></div>
<div class="news-body">{main}</div>
<div class="news-foot"><ul>{furniture.menu(self.sections)}</ul><ul>{furniture.commune_menu()}</ul><p>{self.name}. Mọi hành vi sao chép phải ghi rõ nguồn. Giấy phép số 00/GP-BTTTT. Đường dây nóng: 0204 000 000</p></div></body></html>
"""

    def article(self, page: Page) -> str:
        article, printed = page.article, page.printed
        main = f"""<div class="news-details"><ul class="news-crumb"><li><a href="/">Trang chủ</a></li><li><a href="/{slug(article.section)}/">{esc(article.section)}</a></li></ul>
<h1 class="news-details__title">{esc(article.title)}</h1><p class="news-details__date">{weekday(printed.published_at)}, {printed.published_at:%d/%m/%Y %H:%M} (GMT+7)</p>
{furniture.share_bar("news")}
<div class="news-details__sapo"><b>{esc(self.dateline + article.lead) if article.lead else ""}</b></div>
<div class="news-details__content">
{self.body(page)}
<p style="text-align: right;"><strong>{esc(article.author)}</strong></p>{f'<p style="text-align: right;"><em>{esc(article.credit)}</em></p>' if article.credit else ""}
</div>
{self._gallery(page)}
<div class="news-topics">{" ".join(f'<a href="/chu-de/{slug(t)}">#{esc(t)}</a>' for t in article.tags)}</div>
<h3>Bài liên quan</h3><ul>{self._links(page, 0, 5)}</ul><h3>Bài đọc tiếp</h3><ul>{self._links(page, 5, 9)}</ul>{furniture.comments("news", article.id)}</div>
<div class="news-side"><h3>Tin nổi bật</h3><ul>{self._links(page, 9, 14)}</ul></div>"""
        return self.document(f"{article.title} - {self.name}", self._head(page), main, page.today)

    def _head(self, page: Page) -> str:
        article, printed = page.article, page.printed
        data = {
            "@context": "http://schema.org",
            "@type": "Article",
            "headline": article.title,
            "datePublished": iso_utc(printed.published_at),
            "dateModified": iso_utc(printed.changed_at),
            "publisher": {"@type": "NewsMediaOrganization", "name": self.name},
        }
        lead = self.dateline + article.lead if article.lead else self.name
        return f"""<meta name="description" content="{esc(lead)}"><meta property="og:title" content="{esc(article.title)}"><meta property="og:description" content="{esc(lead)}">
<meta property="article:section" content="{esc(article.section)}">{"".join(f'<meta property="article:tag" content="{esc(t)}">' for t in article.tags)}
<link rel="canonical" href="{page.url}"><script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>"""

    def _gallery(self, page: Page) -> str:
        """The same captions again, for a full-screen view that a script opens."""
        captions = "".join(f'<div class="slide"><span>{esc(text)}</span></div>' for text in page.article.captions)
        return f'<div class="news-lightbox" style="display:none">{captions}</div>' if captions else ""

    def _links(self, page: Page, start: int, stop: int) -> str:
        return "".join(
            f'<li><a href="{p.path}">{esc(p.manuscript.title)}</a> <em>{p.published_at:%d/%m/%Y %H:%M}</em></li>'
            for p in page.others[start:stop]
        )

    def body(self, page: Page) -> str:
        return "\n<p>&nbsp;</p>\n".join(self.block(block, page) for block in blocks(page.article))

    def picture(self, block: Block, page: Page) -> str:
        return (
            f'<figure class="expand">{self.image(block, page)}<figcaption class="text-center"><p>{esc(block.text)}</p>'
            "</figcaption></figure>"
        )
