"""Family A (NEKO): `/slug-<id>.html` and `/print/<id>.html`, RSS by section without a suffix."""

from __future__ import annotations

from datetime import date, datetime

from tests.newspapers import furniture
from tests.newspapers.feeds import entries, rss
from tests.newspapers.layout import Block
from tests.newspapers.manuscript import Manuscript
from tests.newspapers.outlet import Issue, Outlet, Page, Route
from tests.newspapers.typography import WEEKDAYS, esc, iso, number, slug


class SongLam(Outlet):
    """Machine-readable date in a meta tag; the byline holds author and date with a bullet between."""

    id = "songlam"
    name = "Báo Sông Lam"
    province = "nghe-an"
    prefix = "b"
    dateline = "(Baosonglam.vn) - "
    sections = (
        "Thời sự",
        "Chính trị",
        "Kinh tế",
        "Xã hội",
        "Chuyển đổi số",
        "Văn hóa",
        "Giáo dục",
        "Sức khỏe",
        "Pháp luật",
    )
    gzips = True
    robots = "User-agent: *\nCrawl-delay: 0.05\nDisallow: /tim-kiem\nDisallow: /api/\n"

    def path(self, manuscript: Manuscript, published_at: datetime) -> str:
        return f"/{slug(manuscript.title)}-{self._number(manuscript)}.html"

    def _number(self, manuscript: Manuscript) -> str:
        return "10" + number(manuscript.name, 6)

    def lists(self, issue: Issue) -> dict[str, Route]:
        return {
            "/rss/moi-nhat": lambda: rss(self.name, issue, entries(issue, issue.listed)),
            "/rss/chuyen-doi-so": lambda: rss(f"{self.name} - Chuyển đổi số", issue, entries(issue, issue.topical)),
        }

    def document(self, title: str, head: str, main: str, today: date) -> str:
        return f"""<!DOCTYPE html>
<html lang="vi-VN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{esc(title)}</title>
{head}
{furniture.stylesheet("b", 90)}{furniture.script("neko", 36)}
</head><body class="b-body">{furniture.icons("b")}
<header class="b-header"><a class="b-logo" href="/">{self.name}</a><span class="b-date">{WEEKDAYS[today.weekday()]}, {today:%d/%m/%Y}</span>
<span class="b-slogan">Cơ quan của Đảng bộ tỉnh, tiếng nói của chính quyền và nhân dân</span><ul class="b-nav">{furniture.menu(self.sections)}</ul></header>
<div class="b-grid">{main}</div>
<footer class="b-footer"><ul>{furniture.menu(self.sections)}</ul><p>Hotline: 0238 000 0000 - Email: toasoan@songlam.example</p>
<p>Giấy phép xuất bản số 00/GP-BTTTT. Tổng Biên tập: Phan Ngọc Lam</p><p>POWERED BY NEKO</p></footer></body></html>
"""

    def article(self, page: Page) -> str:
        article = page.article
        main = f"""<div class="b-maincontent"><div class="breadcrumb"><a href="/">Trang chủ</a> <a href="/{slug(article.section)}">{esc(article.section)}</a></div>
<h1 class="b-detail-title">{esc(article.title)}</h1>
<div class="b-meta"><span class="sc-author">{esc(article.author)}</span> • <span class="sc-time">{page.printed.published_at:%d/%m/%Y %H:%M}</span></div>
<div class="b-tools">Cỡ chữ <a>A-</a> <a>Mặc định</a> <a>A+</a> {furniture.share_bar("b")}<a href="/print/{self._number(article)}.html">In bài viết</a></div>
<div class="b-sapo"><p>{esc(self.dateline + article.lead) if article.lead else ""}</p></div>
<div class="entry entry-no-padding">
{self.body(page)}
{self._credit(article)}</div>
<div class="b-taglist"><span>Từ khóa:</span> {self._tags(article)}</div>
<div class="b-follow">Theo dõi {self.name} trên Google News</div>
<p class="b-note">(*) Không sao chép dưới mọi hình thức khi chưa có sự đồng ý bằng văn bản của {self.name}</p>
</div>
<aside class="b-related"><h3>TIN LIÊN QUAN</h3><ul>{self._links(page, 0, 4)}</ul>
<h3>Mới nhất</h3><ul>{self._links(page, 4, 10)}</ul>{furniture.comments("b", article.id)}</aside>"""
        return self.document(f"{article.title} - {self.name}", self._head(page), main, page.today)

    def _head(self, page: Page) -> str:
        article, printed = page.article, page.printed
        changed = (
            f'<meta property="article:modified_time" content="{iso(printed.changed_at)}">'
            if printed.modified_at
            else ""
        )
        return f"""<link rel="canonical" href="{page.url}"><meta property="og:type" content="article"><meta property="og:url" content="{page.url}">
<meta property="og:title" content="{esc(article.title)}"><meta property="og:description" content="{esc(self.dateline + article.lead if article.lead else self.name)}">
<meta property="article:published_time" content="{iso(printed.published_at)}">{changed}
<meta property="article:section" content="{esc(article.section)}"><meta name="keywords" content="{esc(", ".join(article.tags))}">
<meta property="article:author" content="{esc(article.author)}">"""

    def _tags(self, article: Manuscript) -> str:
        return " ".join(f'<a href="/tag/{slug(tag)}" rel="tag">{esc(tag)}</a>' for tag in article.tags)

    def _links(self, page: Page, start: int, stop: int) -> str:
        return "".join(
            f'<li><a href="{p.path}" title="{esc(p.manuscript.title)}">{esc(p.manuscript.title)}</a><p>{esc(p.manuscript.lead[:110])}…</p></li>'
            for p in page.others[start:stop]
        )

    def _credit(self, article: Manuscript) -> str:
        return (
            f'<p class="b-source" style="text-align: right;"><em>{esc(article.credit)}</em></p>'
            if article.credit
            else ""
        )

    def picture(self, block: Block, page: Page) -> str:
        """Every third picture also has its file name in a caption line, left there by the upload."""
        file = (
            f'<p class="b-file">bsl_img_{number(page.article.id, 4)}{block.number}.jpg</p>'
            if block.number % 3 == 0
            else ""
        )
        return (
            f'<figure class="image">{self.image(block, page)}<figcaption>{esc(block.text)}</figcaption></figure>{file}'
        )

    def inline(self, text: str, page: Page) -> str:
        """The first mention of a tag is a link."""
        for tag in page.article.tags:
            before, found, after = text.partition(tag)
            if found:
                return f'{esc(before)}<a href="/tag/{slug(tag)}" class="b-autolink">{esc(found)}</a>{esc(after)}'
        return esc(text)

    def further_addresses(self, page: Page) -> dict[str, str]:
        """The print page: section, title, date and lead run into each other."""
        article = page.article
        text = f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{esc(article.title)}</title><link rel="canonical" href="{page.url}">
<meta name="robots" content="noindex"></head><body onload="window.print()"><div>{esc(article.section)}<h1>{esc(article.title)}</h1>{esc(article.author)}
<span>{page.printed.published_at:%d/%m/%Y %H:%M}</span><p><b>{esc(self.dateline + article.lead)}</b></p><div>{self.body(page)}</div></div>
<div>© {self.name}</div></body></html>"""
        return {f"/print/{self._number(article)}.html": text}
