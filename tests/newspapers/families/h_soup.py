"""Family H: `/tin-bai/<section>/<slug>-<hash>.html`, sections filled in by a script from a JSON listing."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime

from tests.newspapers import furniture
from tests.newspapers.layout import Block, blocks
from tests.newspapers.listings import json_listing, pages
from tests.newspapers.manuscript import Manuscript
from tests.newspapers.outlet import Issue, Outlet, Page, Route
from tests.newspapers.typography import WEEKDAYS, esc, slug

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz123456789"


class MuongThanh(Outlet):
    """<div>s without a class, the headline and the lead among them; "14:38, 20/09/2024" is the only date; the dateline is
    doubled on some pages; the page's data stands once more in a script. No robots.txt."""

    id = "muongthanh"
    name = "Báo Mường Thanh"
    province = "dien-bien"
    prefix = "mt"
    dateline = "BMT - "
    sections = (
        "Tin tức",
        "Chính trị",
        "Kinh tế",
        "Xã hội",
        "Khoa học - Công nghệ",
        "Chuyển đổi số",
        "Quốc phòng - An ninh",
        "Du lịch",
    )
    robots = None
    api_path = "/api/web/tin-bai"
    page_size = 8

    def path(self, manuscript: Manuscript, published_at: datetime) -> str:
        return f"/tin-bai/{slug(manuscript.section)}/{slug(manuscript.title)}-{self._hash(manuscript)}.html"

    def _hash(self, manuscript: Manuscript) -> str:
        """Nine letters and digits, upper and lower case."""
        digest = hashlib.sha1(manuscript.name.encode(), usedforsecurity=False).digest()
        return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:9])

    def lists(self, issue: Issue) -> dict[str, Route]:
        """A page after the last has no items."""
        found = [*pages(issue.listed, self.page_size), ()]
        return {
            f"{self.api_path}?page={n}": lambda n=n, articles=articles: json_listing(issue, articles, n, len(found) - 1)  # type: ignore[misc]
            for n, articles in enumerate(found, start=1)
        }

    def document(self, title: str, head: str, main: str, today: date) -> str:
        return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{esc(title)}</title>
{head}
{furniture.stylesheet("mt", 90)}
</head><body><div id="__app"><div><div>Hôm nay, {WEEKDAYS[today.weekday()]} {today:%d-%m-%Y}</div><div><a href="/">{self.name}</a></div>
<div>{furniture.menu(self.sections, '<a href="/tin-tuc/{slug}">{name}</a> ')}</div></div>
<div>{main}</div>
<div><div>Liên kết</div>{furniture.menu(self.sections, '<div><a href="/tin-tuc/{slug}">{name}</a></div>')}<div>{self.name} - Cơ quan ngôn luận của Đảng bộ tỉnh</div><div>Hotline: 0215 000 000</div></div></div>
{furniture.script("mt", 40)}</body></html>
"""

    def article(self, page: Page) -> str:
        article, printed = page.article, page.printed
        main = f"""<div><a href="/">Trang chủ</a> / <a href="/tin-tuc/{slug(article.section)}">{esc(article.section)}</a></div>
<div>{esc(article.title)}</div>
<div>{printed.published_at:%H:%M, %d/%m/%Y}</div>
<div><b>{esc(self._dateline(article) + article.lead) if article.lead else ""}</b></div>
<div>
{self.body(page)}
<div><b>{esc(article.author)}</b></div>{f"<div><i>{esc(article.credit)}</i></div>" if article.credit else ""}
</div>
<div>Chia sẻ: <a href="#">Facebook</a> <a href="#">Zalo</a></div>
<div>{" ".join(f'<a href="/tag/{slug(t)}">{esc(t)}</a>' for t in article.tags)}</div>
<div><div>Đọc thêm</div>{self._teasers(page, 0, 4)}</div>
<div><div>Tin mới</div>{self._teasers(page, 4, 9)}</div>
<div>{furniture.comments("mt", article.id, 2)}</div>{self._state(page)}"""
        return self.document(f"{article.title} - {self.name}", self._head(page), main, page.today)

    def _dateline(self, article: Manuscript) -> str:
        return self.dateline * (2 if len(article.id) % 3 == 0 else 1)

    def _head(self, page: Page) -> str:
        lead = page.article.lead or self.name
        return f"""<meta name="description" content="{esc(lead)}"><meta property="og:title" content="{esc(page.article.title)}">
<meta property="og:description" content="{esc(lead)}"><meta property="og:url" content="{page.url}">"""

    def _state(self, page: Page) -> str:
        """What the client-side application starts from: this article without its text, and its neighbours."""
        state = {
            "detail": {"title": page.article.title, "category": page.article.section, "tags": list(page.article.tags)},
            "related": [
                {"title": p.manuscript.title, "sapo": p.manuscript.lead, "url": p.path} for p in page.others[:6]
            ],
        }
        return f"<script>window.__STATE__={json.dumps(state, ensure_ascii=False)}</script>"

    def _teasers(self, page: Page, start: int, stop: int) -> str:
        return "".join(
            f'<div><a href="{p.path}">{esc(p.manuscript.title)}</a><div>{esc(p.manuscript.lead)}</div></div>'
            for p in page.others[start:stop]
        )

    def body(self, page: Page) -> str:
        return "\n".join(self.block(block, page) for block in blocks(page.article))

    def paragraph(self, text: str, page: Page) -> str:
        return f"<div>{self.inline(text, page)}</div>"

    def picture(self, block: Block, page: Page) -> str:
        return f"<div><div>{self.image(block, page)}</div><div><i>{esc(block.text)}</i></div></div>"
