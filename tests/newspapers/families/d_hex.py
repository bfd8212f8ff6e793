"""Family D: `/section/YYYYMM/slug-<7 hex>/`, no feed and no sitemap: only listings, page by page."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from tests.newspapers import furniture
from tests.newspapers.layout import Block, blocks
from tests.newspapers.listings import listing, pages
from tests.newspapers.manuscript import Manuscript
from tests.newspapers.outlet import Issue, Outlet, Page, Route
from tests.newspapers.typography import WEEKDAYS, esc, number, slug


class SongCau(Outlet):
    """The body is one <div> of lines and <br><br>, the dateline stands before its first line; the description in the head is
    cut short; the only true date is "Cập nhật: 20:33, 06/10/2022 (GMT+7)"; the menu names every commune."""

    id = "songcau"
    name = "Báo Sông Cầu"
    province = "thai-nguyen"
    prefix = "sc"
    dateline = "SCO - "
    sections = (
        "Thời sự",
        "Chính trị",
        "Kinh tế",
        "Xã hội",
        "Khoa học - Công nghệ",
        "Chuyển đổi số",
        "Văn hóa",
        "Thể thao",
        "Quê hương",
    )
    listing_path = "/tin-moi/"
    page_size = 7

    def path(self, manuscript: Manuscript, published_at: datetime) -> str:
        return f"/{slug(manuscript.section)}/{published_at:%Y%m}/{slug(manuscript.title)}-{self._id(manuscript)}/"

    def _id(self, manuscript: Manuscript) -> str:
        """Seven hexadecimal digits; in every fifth article none of them is a letter."""
        digest = hashlib.sha1(manuscript.name.encode(), usedforsecurity=False).hexdigest()[:7]
        return number(manuscript.name, 7) if int(digest, 16) % 5 == 0 else digest

    def lists(self, issue: Issue) -> dict[str, Route]:
        """Page 1 is `?paged=1` and the bare address; a page after the last is not there."""
        found = pages(issue.listed, self.page_size)
        routes: dict[str, Route] = {}
        for n, articles in enumerate(found, start=1):
            tail = self._paging(n, len(found))
            routes[f"{self.listing_path}?paged={n}"] = lambda articles=articles, tail=tail: listing(  # type: ignore[misc]
                self, issue, "Tin mới", articles, tail=tail
            )
        routes[self.listing_path] = routes[f"{self.listing_path}?paged=1"]
        return routes

    def _paging(self, n: int, last: int) -> str:
        links = "".join(f'<a href="{self.listing_path}?paged={i}">{i}</a> ' for i in range(1, last + 1) if i != n)
        following = f'<a rel="next" href="{self.listing_path}?paged={n + 1}">Trang sau</a>' if n < last else ""
        return f'<div class="sc-paging">{links}{following}</div>'

    def document(self, title: str, head: str, main: str, today: date) -> str:
        return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="UTF-8"><title>{esc(title)}</title>
{head}
{furniture.stylesheet("sc", 70)}
</head><body><div class="sc-top"><span>{WEEKDAYS[today.weekday()]}, {today:%d/%m/%Y}, 17:19 [GMT+7]</span><a href="/rss-info/">RSS</a></div>
<div class="sc-logo"><a href="/"><img src="/static/sc.png" alt="{self.name} điện tử"></a></div>
<ul class="sc-menu">{furniture.menu(self.sections)}</ul>
<ul class="sc-communes">{furniture.commune_menu()}</ul>
<div class="sc-container">{main}</div>
<div class="sc-weblink"><select><option value="https://chinhphu.example/">Cổng thông tin điện tử</option><option value="https://dichvucong.example/">Dịch vụ công trực tuyến</option></select></div>
<div class="sc-footer">Bản quyền thuộc {self.name} điện tử. Tòa soạn: phường Phan Đình Phùng. Đường dây nóng: 0208 000 000</div>
{furniture.script("sc", 36)}</body></html>
"""

    def article(self, page: Page) -> str:
        article, printed = page.article, page.printed
        main = f"""<div class="sc-breadcrumb"><a href="/">Trang chủ</a> / <a href="/{slug(article.section)}/">{esc(article.section)}</a></div>
<h1 class="sc-title">{esc(article.title)}</h1>
<div class="sc-info">Cập nhật: {printed.published_at:%H:%M, %d/%m/%Y} (GMT+7)</div>{furniture.share_bar("sc")}
<div class="sc-desc">{esc(article.lead)}</div>
<div class="sc-content" id="content">
{self.body(page)}
<div class="sc-author" style="text-align:right"><b>{esc(article.author)}</b></div>
{f'<div class="sc-nguon">{esc(article.credit)}</div>' if article.credit else ""}
</div>
<div class="sc-tags">Từ khóa: {", ".join(f'<a href="/tags/{slug(t)}/">{esc(t)}</a>' for t in article.tags)}</div>
<div class="sc-others"><h4>Cùng chuyên mục</h4>{self._links(page, 0, 5)}</div><div class="sc-hot"><h4>Xem nhiều</h4>{self._links(page, 5, 10)}</div>
{furniture.comments("sc", article.id, 2)}"""
        return self.document(f"{article.title} - {self.name} điện tử", self._head(page), main, page.today)

    def _head(self, page: Page) -> str:
        """The description is cut at 90 characters."""
        lead = page.article.lead
        short = f"{lead[:90].rstrip()}..." if len(lead) > 90 else lead or self.name
        return f"""<meta name="description" content="{esc(short)}"><meta property="og:title" content="{esc(page.article.title)}">
<meta property="og:description" content="{esc(short)}"><meta property="og:url" content="{page.url}"><link rel="canonical" href="{page.url}">"""

    def _links(self, page: Page, start: int, stop: int) -> str:
        return "".join(
            f'<p><a href="{p.path}">{esc(p.manuscript.title)}</a> <i>({p.published_at:%d/%m})</i></p>'
            for p in page.others[start:stop]
        )

    def body(self, page: Page) -> str:
        lines, dateline = [], self.dateline
        for block in blocks(page.article):
            line = self.block(block, page)
            if block.kind == "paragraph":
                line, dateline = esc(dateline) + line, ""
            lines.append(line)
        return "<br><br>\n".join(lines)

    def paragraph(self, text: str, page: Page) -> str:
        return self.inline(text, page)

    def block(self, block: Block, page: Page) -> str:
        if block.kind == "heading":
            return f"<b>{self.inline(block.text, page)}</b>"
        return super().block(block, page)

    def picture(self, block: Block, page: Page) -> str:
        return f'<center class="sc-img">{self.image(block, page)}<br><i>{esc(block.text)}</i></center>'
