"""A newspaper among whose articles stand pages that attack their reader's time and memory. Only on request."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from tests.newspapers.feeds import entries, rss
from tests.newspapers.manuscript import Manuscript
from tests.newspapers.outlet import Answer, Issue, Outlet, Page, Route
from tests.newspapers.typography import WEEKDAYS, esc, iso, number, slug

ATTRIBUTES = 100_000
LIST_BYTES = 5_000_000
BOMB_CHUNKS = 54  # of 16 MiB: 900 MB of blanks
DEPTH = 5_000


class TranNoi(Outlet):
    """Plain pages; what is odd about some of them is their size, once unpacked and parsed."""

    id = "trannoi"
    name = "Báo Trấn Nội"
    province = "hung-yen"
    prefix = "tn"
    sections = ("Thời sự", "Kinh tế", "Chuyển đổi số")

    def path(self, manuscript: Manuscript, published_at: datetime) -> str:
        return f"/{slug(manuscript.title)}-{number(manuscript.name, 7)}.html"

    def lists(self, issue: Issue) -> dict[str, Route]:
        return {"/rss/tin-moi.rss": lambda: rss(self.name, issue, entries(issue, issue.listed))}

    def document(self, title: str, head: str, main: str, today: date) -> str:
        return (
            f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{esc(title)}</title>{head}</head><body>'
            f"<header>{WEEKDAYS[today.weekday()]}, {today:%d/%m/%Y}</header>{main}<footer>{self.name}</footer></body></html>"
        )

    def article(self, page: Page) -> str:
        return self._around(page, self.body(page))

    def _around(self, page: Page, body: str) -> str:
        article = page.article
        head = f'<meta property="article:published_time" content="{iso(page.printed.published_at)}"><link rel="canonical" href="{page.url}">'
        main = f'<h1>{esc(article.title)}</h1><p class="sapo">{esc(article.lead)}</p><div class="tn-text">{body}<p class="author">{esc(article.author)}</p></div>'
        return self.document(f"{article.title} - {self.name}", head, main, page.today)

    def odd_page(self, page: Page) -> Answer | None:
        trap, changed_at = page.article.trap, page.printed.changed_at
        if trap == "attributes":
            tag = " ".join(f'data-a{n}="{n}"' for n in range(ATTRIBUTES))
            return Answer(self._around(page, f"<div {tag}>{self.body(page)}</div>").encode(), changed_at=changed_at)
        if trap == "long-list":
            item = f"<li>{esc(page.article.lead)}</li>\n"
            items = item * (LIST_BYTES // len(item.encode()) + 1)
            return Answer(self._around(page, f"<ul>{items}</ul>").encode(), changed_at=changed_at)
        if trap == "bomb":
            return Answer(_bomb(self._around(page, "")), changed_at=changed_at, headers={"Content-Encoding": "br"})
        if trap == "deep":
            text = "<div>" * DEPTH + self.body(page) + "</div>" * DEPTH
            return Answer(self._around(page, text).encode(), changed_at=changed_at)
        return None


@cache
def _bomb(page: str) -> bytes:
    """A page and 900 MB of blanks in some 700 bytes of brotli.

    Blanks pack to the same bytes for every chunk after the first, and flush() ends each chunk on a byte border: so one
    packed chunk is repeated instead of packing them all.
    """
    import brotli

    packer = brotli.Compressor(quality=5, lgwin=24)
    blanks = b" " * (1 << 24)
    first, second, third = (packer.process(part) + packer.flush() for part in (page.encode() + blanks, blanks, blanks))
    return bytes(first + second + third * (BOMB_CHUNKS - 2) + packer.finish())


HOSTILE = TranNoi()
