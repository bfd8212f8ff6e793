"""Family F: `/slug-<id>.htm`, pages of nested tables inside one ASP.NET form."""

from __future__ import annotations

import base64
import hashlib
from datetime import date, datetime, timedelta

from tests.newspapers import furniture
from tests.newspapers.layout import Block, blocks
from tests.newspapers.manuscript import Manuscript
from tests.newspapers.outlet import Answer, Issue, Outlet, Page, Printed, Route
from tests.newspapers.sitemaps import sitemap, sitemap_index
from tests.newspapers.typography import WEEKDAYS, entities, esc, number, slug


def scrambled(text: str) -> str:
    """Text as that newspaper's copy protection leaves it: letters swapped, then base64, without a space."""
    turned = "".join(chr(ord(c) + 1) if c.isalpha() else c for c in text)
    return base64.b64encode(turned.encode()).decode()


class SongMa(Outlet):
    """robots.txt names a sitemap index, nothing else is declared. The date is "19h00 09/08/2026" in the text only; Latin-1
    letters are entities; a line "headline - Ảnh 1" stands under pictures; one body is scrambled."""

    id = "songma"
    name = "Báo Sông Mã"
    province = "thanh-hoa"
    prefix = "article"
    dateline = "(Baosongma.vn) - "
    sections = (
        "Thời sự",
        "Chính trị",
        "Kinh tế",
        "Chuyển đổi số",
        "Văn hóa - Xã hội",
        "Pháp luật",
        "Đất và người",
        "Thể thao",
    )
    gzips = True
    index_path = "/sitemap.xml"

    def path(self, manuscript: Manuscript, published_at: datetime) -> str:
        return f"/{slug(manuscript.title)}-{number(manuscript.name, 6)}.htm"

    def lists(self, issue: Issue) -> dict[str, Route]:
        recent, older = self._shelves(issue)
        sections = [f"/{slug(name)}" for name in self.sections]
        children = [("/sitemap-moi.xml", recent), ("/sitemap-luu-tru.xml", older)]

        def index() -> Answer:
            rows = [(issue.base + path, _newest(shelf, issue)) for path, shelf in children]
            return sitemap_index([*rows, (f"{issue.base}/sitemap-chuyen-muc.xml", issue.changed_at)], issue.changed_at)

        return {
            self.index_path: index,
            "/sitemap-moi.xml": lambda: sitemap(issue, recent),
            "/sitemap-luu-tru.xml": lambda: sitemap(issue, older),
            "/sitemap-chuyen-muc.xml": lambda: sitemap(issue, [], pages=sections),
        }

    def robots_txt(self, base: str) -> str | None:
        return f"User-agent: *\nAllow: /\nDisallow: /tim-kiem\n\nSitemap: {base}{self.index_path}\n"

    def _shelves(self, issue: Issue) -> tuple[list[Printed], list[Printed]]:
        """The last week's articles and the ones before."""
        border = issue.today - timedelta(days=7)
        recent = [p for p in issue.listed if p.published_at.date() >= border]
        return recent, [p for p in issue.listed if p.published_at.date() < border]

    def document(self, title: str, head: str, main: str, today: date) -> str:
        state = base64.b64encode(hashlib.sha512(title.encode()).digest() * 40).decode()
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head id="Head1"><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>
\t{esc(title)}
</title>
{head}
{furniture.stylesheet("sm", 60)}
</head><body><form name="aspnetForm" method="post" action="./" id="aspnetForm">
<div><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="{state}" /></div>
<table width="1000" border="0" cellspacing="0" cellpadding="0" align="center"><tr><td colspan="2"><img src="/images/banner.jpg" alt="" /></td></tr>
<tr><td class="today">H&#244;m nay: {WEEKDAYS[today.weekday()]} {today:%d/%m/%Y} , 18:29 (GMT+7)</td><td align="right"><input name="ctl00$txtSearch" type="text" /></td></tr>
<tr><td colspan="2"><table class="menu"><tr>{furniture.menu(self.sections, '<td><a href="/{slug}">{name}</a></td>')}</tr></table></td></tr>
<tr><td valign="top" width="680">{main}</td><td valign="top" width="320"><table><tr><td><b>TRANG ĐIỆN TỬ VĂN HÓA &amp; ĐỜI SỐNG</b></td></tr>{furniture.classifieds("<tr><td>{text}</td></tr>")}</table></td></tr>
<tr><td colspan="2" class="footer">Hotline: 0237 000 000<br />Cơ quan của Đảng bộ tỉnh<br />Tiếng nói của Đảng bộ, chính quyền và nhân dân<br />{self.name}</td></tr></table></form>
{furniture.script("sm", 30)}</body></html>
"""

    def article(self, page: Page) -> str:
        article, printed = page.article, page.printed
        main = f"""<table width="100%" border="0" cellpadding="4"><tr><td class="path"><a href="/">Trang chủ</a> &raquo; <a href="/{slug(article.section)}">{entities(article.section)}</a></td></tr>
<tr><td><span id="ctl00_lblTitle" class="article__title">{entities(article.title)}</span></td></tr>
<tr><td><span id="ctl00_lblDate" class="date">{printed.published_at:%Hh%M %d/%m/%Y}</span> {furniture.share_bar("sm")}</td></tr>
<tr><td><div class="article__sapo">{entities(self.dateline + article.lead) if article.lead else ""}</div></td></tr>
<tr><td><span id="ctl00_lblContent">
{self.body(page)}
<div align="right"><b>{entities(article.author)}</b></div>{f'<div align="right"><i>{entities(article.credit)}</i></div>' if article.credit else ""}
</span></td></tr>
<tr><td>Từ khóa: {", ".join(f'<a href="/tags/{slug(t)}">{entities(t)}</a>' for t in article.tags)}</td></tr>
<tr><td><b>Đọc thêm</b><table>{self._links(page, 0, 5)}</table></td></tr><tr><td><b>Tin mới</b><table>{self._links(page, 5, 11)}</table></td></tr>
<tr><td>{furniture.comments("sm", article.id, 2)}</td></tr></table>"""
        return self.document(f"{article.title} - {self.name}", self._head(page), main, page.today)

    def _head(self, page: Page) -> str:
        lead = page.article.lead or self.name
        return f"""<meta name="description" content="{esc(lead)}" /><meta property="og:title" content="{esc(page.article.title)}" />
<meta property="og:description" content="{esc(lead)}" /><link rel="canonical" href="{page.url}" />"""

    def _links(self, page: Page, start: int, stop: int) -> str:
        return "".join(
            f'<tr><td><a href="{p.path}">{entities(p.manuscript.title)}</a></td></tr>' for p in page.others[start:stop]
        )

    def body(self, page: Page) -> str:
        if page.article.trap == "scrambled":
            return f"<div>{scrambled(f'{page.article.title}. {page.article.lead} ' * 6)}</div>"
        return "\n".join(self.block(block, page) for block in blocks(page.article))

    def paragraph(self, text: str, page: Page) -> str:
        return f'<div style="text-align:justify">{self.inline(text, page)}&nbsp;</div><div>&nbsp;</div>'

    def inline(self, text: str, page: Page) -> str:
        return entities(text)

    def picture(self, block: Block, page: Page) -> str:
        title = (
            f"<tr><td><i>{entities(page.article.title)} - Ảnh {block.number}.</i></td></tr>"
            if block.number == 1
            else ""
        )
        return (
            f'<table class="image" align="center" border="0"><tr><td>{self.image(block, page)}</td></tr>'
            f'<tr><td class="image_desc" align="center"><i>{entities(block.text)}</i></td></tr>{title}</table>'
        )


def _newest(shelf: list[Printed], issue: Issue) -> datetime:
    return max((p.changed_at for p in shelf), default=issue.changed_at)
