"""Pages for tests of the extraction: a shell around a body, and the call that reads it."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.extract import extract
from newsroom.article import Extracted, Fetched, Found
from newsroom.source import Source

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
URL = "https://baothu.vn/bai-1.html"
PAPER = Source(
    id="baothu",
    name="Báo Thử",
    home="https://baothu.vn/",
    aliases=("baothu.com.vn",),
    article_url=r"^/[^/]*-(?P<id>\d+)\.html$",
    datelines=("(Baothu.vn)", "BTH"),
)
TITLE = "Xã Bình An Thượng mở lớp dạy kỹ năng số"
FIRST = "Lớp học đầu tiên khai giảng tối thứ Hai tại nhà văn hóa thôn Đông, thu hút 42 học viên đủ lứa tuổi."
SECOND = "Theo Chủ tịch UBND xã Lê Văn Thuận, mỗi thôn sẽ có một lớp như vậy từ nay đến cuối năm."
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p>"
MENU = "<ul>" + "".join(f"<li><a href='/s{n}'>Chuyên mục số {n} của báo</a></li>" for n in range(60)) + "</ul>"


def page(inside: str, *, head: str = "", title: str = f"{TITLE} - Báo Thử") -> str:
    """A page of the newspaper: a header with a clock, a menu, `inside`, an imprint."""
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>"
        "<div class='top'><span>Thứ Sáu, 20/11/2026 10:15</span></div>"
        "<div class='menu'><a href='/'>Trang chủ</a> <a href='/cds'>Chuyển đổi số</a> <a href='/kt'>Kinh tế số</a></div>"
        f"<div class='main'>{inside}</div><div class='foot'>Báo Thử. Hotline: 0900 000 000</div></body></html>"
    )


def article(text: str = TEXT, *, head: str = "", above: str = "", below: str = "") -> str:
    """A page with the title, a body of `text`, and more above and below it."""
    return page(f"<h1>{TITLE}</h1>{above}<div class='article__body'>{text}</div>{below}", head=head)


def fetched(
    body: str | bytes, *, url: str = URL, content_type: str = "text/html; charset=utf-8", hint: datetime | None = None
) -> Fetched:
    """The page as the crawler got it."""
    raw = body.encode() if isinstance(body, str) else body
    found = Found(url, "key", PAPER.id, "https://baothu.vn/rss", published_at=hint)
    return Fetched(found, url, 200, raw, NOW, content_type)


def read(body: str | bytes, source: Source = PAPER, **how: object) -> Extracted:
    """What the extraction makes of a page."""
    return extract(fetched(body, **how), source)  # type: ignore[arg-type]
