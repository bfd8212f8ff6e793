"""Small values to test with: links, polls, pages, filings. Everything can be said otherwise by keyword."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from newsroom.article import Evidence, Extracted, Failure, Found, Unchanged, Validators, Verdict
from newsroom.discovery import Poll, Way
from newsroom.duplicates import compare, fingerprint
from newsroom.errors import FailureKind
from newsroom.filing import Filing, Kept, Relation, RelationKind
from newsroom.source import Source
from storage import Archive

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

FEED = "https://baosongma.vn/rss/chuyen-doi-so.rss"
SITEMAP = "https://baosongma.vn/sitemap.xml"

TITLE = "Thanh Hoá đưa chuyển đổi số về từng thôn bản"
LEAD = "Sau hai năm, các tổ công nghệ số cộng đồng đã đến được những bản xa nhất của tỉnh."
PARAGRAPHS = (
    "Sáng 20/11, Sở Khoa học và Công nghệ Thanh Hoá tổng kết hai năm hoạt động của hơn bốn nghìn tổ công nghệ số cộng đồng.",
    "Theo thỏa thuận với Viettel, ba trăm thôn bản vùng cao được phủ sóng và người dân được hướng dẫn nộp hồ sơ trực tuyến.",
    "Bà Lò Thị Mây ở bản Suối Tút cho biết lần đầu bán măng khô qua sàn thương mại điện tử, mỗi tháng thêm gần hai triệu đồng.",
)
NEW = Relation(RelationKind.NEW)


def source(**changes: object) -> Source:
    declared = Source(
        id="baosongma", name="Báo Sông Mã", home="https://baosongma.vn/", province="thanh-hoa", feeds=(FEED,)
    )
    return replace(declared, **changes)


def found(number: int = 1, **changes: object) -> Found:
    link = Found(f"https://baosongma.vn/bai-viet-{number}.html", f"baosongma.vn#id={number}", "baosongma", FEED)
    return replace(link, **changes)


def poll(links: Sequence[Found] = (), **changes: object) -> Poll:
    answer = Poll(FEED, Way.FEED, "baosongma", NOW, 200, links=tuple(links))
    return replace(answer, **changes)


def extracted(number: int = 1, **changes: object) -> Extracted:
    link = found(number)
    page = Extracted(
        found=link,
        url=link.url,
        key=link.key,
        source=link.source,
        title=f"{TITLE} ({number})",
        lead=LEAD,
        paragraphs=(*PARAGRAPHS, f"Đây là bài thứ {number} của loạt bài về các tổ công nghệ số cộng đồng."),
        fetched_at=NOW,
        published_at=NOW - timedelta(minutes=number),
        validators=Validators('"v1"', ""),
        page=b"<html><p>trang</p></html>" * 50,
    )
    return replace(page, **changes)


def verdict(**changes: object) -> Verdict:
    told = Verdict(
        topic="chuyen-doi-so",
        relevant=True,
        score=12.5,
        facets=("chính quyền số", "xã hội số"),
        evidence=(Evidence("chuyển đổi số", "chính quyền số", "title", 14, 13, 3.0),),
        reason="Nói về chuyển đổi số ở nhan đề.",
    )
    return replace(told, **changes)


IRRELEVANT = Verdict(
    "chuyen-doi-so",
    relevant=False,
    score=0.5,
    evidence=(Evidence("chuyển đổi số", "chính quyền số", "body", 3, 13, 0.0, "số điện thoại"),),
    reason="Chỉ nói về đổi số điện thoại.",
)


def filing(page: Extracted | None = None, **changes: object) -> Filing:
    page = page or extracted()
    return replace(Filing(page, fingerprint(page), verdict(), NEW, "thanh-hoa", "thanh-hoa"), **changes)


def keep(archive: Archive, page: Extracted | None = None, *, at: datetime = NOW, **changes: object) -> Kept:
    """File a page as the cycle does: compared with what is known."""
    page = replace(page or extracted(), fetched_at=at)
    mark = fingerprint(page)
    relation = compare(page, mark, archive.known(page, mark))
    return archive.keep(replace(filing(page, relation=relation), **changes), now=at)


def failure(number: int = 1, kind: FailureKind = FailureKind.NETWORK, **changes: object) -> Failure:
    return replace(Failure(found(number), kind, "không kết nối được", NOW), **changes)


def same(number: int = 1, **changes: object) -> Unchanged:
    return replace(Unchanged(found(number), NOW), **changes)
