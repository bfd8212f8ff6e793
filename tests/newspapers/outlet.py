"""A newspaper: its addresses, its page furniture, its way of publishing. One subclass per CMS family in `families/`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from tests.newspapers.layout import Block, blocks
from tests.newspapers.manuscript import Manuscript
from tests.newspapers.typography import esc

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """What a newspaper says to a request. `changed_at` becomes Last-Modified; the ETag is made of the body."""

    body: bytes
    content_type: str = HTML
    status: int = 200
    changed_at: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Printed:
    """An article as it is printed now. `path` is its own address, given when it was first printed, kept for good."""

    manuscript: Manuscript
    path: str
    published_at: datetime
    modified_at: datetime | None = None

    @property
    def changed_at(self) -> datetime:
        return self.modified_at or self.published_at


@dataclass(frozen=True)
class Issue:
    """A newspaper at one moment: what its lists name, newest first, and what day it prints in its header."""

    base: str  # http://host:port, without a slash at the end
    old_base: str  # the same on its old domain; equal to `base` where there is none
    today: date
    changed_at: datetime
    listed: tuple[Printed, ...] = ()

    @property
    def topical(self) -> list[Printed]:
        """What the editors file under Chuyển đổi số."""
        return [printed for printed in self.listed if printed.manuscript.filed_under_topic]

    def url(self, printed: Printed) -> str:
        return self.base + printed.path


@dataclass(frozen=True)
class Page:
    """What one article page is made of. `others` are fellow articles for the link boxes around the text."""

    base: str
    today: date
    printed: Printed
    others: tuple[Printed, ...] = ()

    @property
    def article(self) -> Manuscript:
        return self.printed.manuscript

    @property
    def url(self) -> str:
        return self.base + self.printed.path


Route = Callable[[], Answer]


class Outlet(ABC):
    """Subclasses say how; `Site` decides what and when."""

    id: ClassVar[str]
    name: ClassVar[str]
    province: ClassVar[str]
    prefix: ClassVar[str]  # of class names
    dateline: ClassVar[str] = ""
    sections: ClassVar[tuple[str, ...]] = ()
    domains: ClassVar[int] = 1
    gzips: ClassVar[bool] = False  # answers Accept-Encoding: gzip, with weak ETags as such servers do
    robots: ClassVar[str | None] = "User-agent: *\nDisallow: /tim-kiem\nDisallow: /quan-tri/\n"  # None: 404

    @abstractmethod
    def path(self, manuscript: Manuscript, published_at: datetime) -> str:
        """The article's own address."""

    @abstractmethod
    def document(self, title: str, head: str, main: str, today: date) -> str:
        """A whole page in this newspaper's furniture."""

    @abstractmethod
    def article(self, page: Page) -> str:
        """An article's page."""

    @abstractmethod
    def lists(self, issue: Issue) -> dict[str, Route]:
        """Feeds, sitemaps and listings by path (with query)."""

    def further_addresses(self, page: Page) -> dict[str, str]:
        """Other paths of an article and their pages: AMP, print."""
        return {}

    def odd_page(self, page: Page) -> Answer | None:
        """What an article's address answers with instead of its page, if its trap is of this newspaper's own making."""
        return None

    def old_path(self, printed: Printed) -> str:
        """The article's address on the newspaper's old domain."""
        return printed.path

    def robots_txt(self, base: str) -> str | None:
        return self.robots

    def home_head(self, issue: Issue) -> str:
        """What the home page's <head> says besides its title."""
        return ""

    def not_found(self, today: date) -> str:
        main = (
            '<div class="page-404"><h1>Không tìm thấy trang</h1><p>Trang bạn tìm kiếm không tồn tại hoặc đã bị xóa. '
            'Vui lòng kiểm tra lại đường dẫn hoặc <a href="/">quay về trang chủ</a>.</p></div>'
        )
        return self.document(f"Không tìm thấy trang - {self.name}", "", main, today)

    # -- an article's body, block by block; families override what they print differently

    def body(self, page: Page) -> str:
        return "\n".join(self.block(block, page) for block in blocks(page.article))

    def block(self, block: Block, page: Page) -> str:
        if block.kind == "picture":
            return self.picture(block, page)
        if block.kind == "table":
            return self.table(block)
        if block.kind == "items":
            return "<ul>" + "".join(f"<li>{self.inline(text, page)}</li>" for text in block.texts) + "</ul>"
        if block.kind == "heading":
            return f"<h2>{self.inline(block.text, page)}</h2>"
        return self.paragraph(block.text, page)

    def paragraph(self, text: str, page: Page) -> str:
        return f"<p>{self.inline(text, page)}</p>"

    def picture(self, block: Block, page: Page) -> str:
        return f"<figure>{self.image(block, page)}<figcaption>{esc(block.text)}</figcaption></figure>"

    def image(self, block: Block, page: Page) -> str:
        """The headline as alternative text, as every CMS fills it in."""
        src = f"/img/{page.printed.published_at:%Y/%m/%d}/{page.article.id[:40]}-{block.number}.jpg"
        return f'<img src="{src}" alt="{esc(page.article.title)}">'

    def table(self, block: Block) -> str:
        head, *rows = block.rows
        cells = "<tr>" + "".join(f"<th>{esc(cell)}</th>" for cell in head) + "</tr>"
        cells += "".join("<tr>" + "".join(f"<td>{esc(cell)}</td>" for cell in row) + "</tr>" for row in rows)
        return f'<table border="1"><tbody>{cells}</tbody></table>'

    def inline(self, text: str, page: Page) -> str:
        return esc(text)
