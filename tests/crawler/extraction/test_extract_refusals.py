"""Pages that are no articles are refused with a kind and a reason, and never become empty articles."""

from __future__ import annotations

import pytest

from newsroom.errors import FailureKind, SkipPage
from tests.crawler.page import MENU, TEXT, TITLE, article, page, read

TEASERS = "".join(
    f"<div><a href='/tin-{n}.html'>Một tiêu đề khác của tờ báo, số {n}</a><p>Đoạn giới thiệu của một bài khác, dài hơn một trăm ký tự "
    f"để trông như văn bản thật và đánh lừa ai đọc vội, lần thứ {n}.</p></div>"
    for n in range(8)
)

REFUSALS = {
    "not found, in Vietnamese": page(f"<h1>Không tìm thấy trang</h1><p>Trang bạn yêu cầu không tồn tại hoặc đã bị xóa.</p>{MENU}", title="Không tìm thấy trang"),
    "404 in a small heading": page(f"<h2>404</h2><p>Xin lỗi, bài viết này không còn tồn tại trên hệ thống.</p>{MENU}", title="Báo Thử"),
    "not found with teasers": page(f"<h1>Lỗi 404</h1><p>Không tìm thấy nội dung.</p><div class='more'><h3>Tin mới</h3>{TEASERS}</div>", title="404 - Báo Thử"),
    "article taken down": page("<h1>Thông báo</h1><p>Bài viết này không tồn tại hoặc đã được gỡ bỏ.</p>", title="Thông báo - Báo Thử"),
    "not found, in English": "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>The requested URL was not found on this server.</p></body></html>",
    "maintenance": page("<p>Hệ thống đang bảo trì, mong bạn đọc quay lại sau ít phút.</p>", title="Bảo trì hệ thống"),
    "upgrade": page("<p>Trang đang nâng cấp, xin vui lòng trở lại sau.</p>", title="Báo Thử"),
    "log-in": page("<h1>Đăng nhập</h1><form><p>Vui lòng đăng nhập để tiếp tục đọc bài viết.</p><input name='u'></form>", title="Đăng nhập"),
    "challenge": "<html><head><title>Just a moment...</title></head><body><h1>baothu.vn</h1><p>Checking if the site connection is secure. Enable JavaScript and cookies to continue</p></body></html>",
    "robot check": page("<p>Vui lòng xác minh bạn không phải là robot để tiếp tục.</p>", title="Xác minh bạn là người"),
    "access denied": "<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1><p>You don't have permission to access this page.</p></body></html>",
}  # fmt: skip


NOT_NOW = {"maintenance", "upgrade", "log-in", "challenge", "robot check", "access denied"}


@pytest.mark.parametrize(("name", "body"), REFUSALS.items(), ids=REFUSALS)
def test_a_refusal_with_status_200_says_whether_the_article_is_gone_or_only_not_shown(name: str, body: str) -> None:
    with pytest.raises(SkipPage) as caught:
        read(body)
    assert caught.value.kind is (FailureKind.BARRED if name in NOT_NOW else FailureKind.SOFT_404)
    assert "200" in caught.value.reason


def test_the_home_page_instead_of_an_article_is_a_soft_404() -> None:
    with pytest.raises(SkipPage) as caught:
        read(page(MENU), url="https://baothu.vn/")
    assert caught.value.kind is FailureKind.SOFT_404


STORIES = {
    "about something not found": ("Không tìm thấy nạn nhân vụ lật thuyền", "Lực lượng cứu hộ dừng tìm kiếm sau bảy ngày vì nước lên quá nhanh, theo ban chỉ huy."),
    "about maintenance": ("Bảo trì cầu Rào từ đầu tháng 12", "Cầu sẽ cấm xe tải mỗi đêm trong hai tuần để thay gối cầu và sơn lại lan can."),
    "about log-ins": ("Đăng nhập một lần cho mọi dịch vụ công", "Người dân chỉ cần một tài khoản định danh để dùng tất cả dịch vụ của tỉnh."),
}  # fmt: skip


@pytest.mark.parametrize(("title", "text"), STORIES.values(), ids=STORIES)
def test_a_short_story_is_no_refusal_because_of_its_words(title: str, text: str) -> None:
    body = page(
        f"<h1>{title}</h1><div>10/11/2026 08:00</div><p>{text}</p><p>Công việc tiếp tục trong tuần.</p>", title=title
    )
    assert read(body).paragraphs[0] == text


EMPTY = {
    "a body without text": article("", head="<meta property='og:description' content='Một đoạn giới thiệu chỉ có trong phần đầu trang.'>", below=MENU),
    "only the menu": page(MENU),
    "an application shell": f"<html><head><title>{TITLE}</title><meta property='og:description' content='Lời giới thiệu.'></head><body><div id='app'></div></body></html>",
    "a dated line only": article("<p>15/11/2026 10:10</p>"),
    "nothing at all": "",
    "an empty document": "<html></html>",
}  # fmt: skip


@pytest.mark.parametrize("body", EMPTY.values(), ids=EMPTY)
def test_a_page_without_text_is_a_fault_and_no_empty_article(body: str) -> None:
    with pytest.raises(SkipPage) as caught:
        read(body)
    assert caught.value.kind is FailureKind.EMPTY


OTHERS = {
    "PDF": (b"%PDF-1.7 \xe2\xe3", "application/pdf"),
    "PDF called HTML": (b"%PDF-1.7 \xe2\xe3", "text/html"),
    "picture": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "film": (b"\0\0\0\x18ftypmp42", "video/mp4"),
    "JSON": (b'{"title": "x"}', "application/json"),
    "feed": (b"<?xml version='1.0'?><rss version='2.0'><channel></channel></rss>", "text/html"),
    "plain text": (b"xin chao", "text/plain"),
    "Word file": (b"PK\x03\x04\x14\0", "application/octet-stream"),
}


@pytest.mark.parametrize(("body", "content_type"), OTHERS.values(), ids=OTHERS)
def test_what_is_no_html_is_refused_as_such(body: bytes, content_type: str) -> None:
    with pytest.raises(SkipPage) as caught:
        read(body, content_type=content_type)
    assert caught.value.kind is FailureKind.NOT_HTML


HOSTILE = {
    "5,000 nested divs": (page("<div>" * 5000 + "<p>chữ</p>"), FailureKind.TOO_DEEP, "nested"),
    "1,500 nested spans": (page("<span>" * 1500 + "chữ"), FailureKind.TOO_DEEP, "1,5"),
    "100,000 attributes": (page("<p " + " ".join(f"a{n}='1'" for n in range(100_000)) + ">chữ</p>"), FailureKind.UNREADABLE, "100,000"),
    "200,000 list items": (page("<ul>" + "<li>mục" * 200_000 + "</ul>"), FailureKind.TOO_LARGE, "200,0"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "kind", "figure"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_is_refused_early_with_figures(body: str, kind: FailureKind, figure: str) -> None:
    with pytest.raises(SkipPage) as caught:
        read(body)
    assert caught.value.kind is kind
    assert figure in caught.value.reason


def test_text_below_500_nested_elements_is_read() -> None:
    assert len(read(article("<div>" * 500 + TEXT + "</div>" * 500)).paragraphs) == 2


def test_a_text_that_would_hold_up_the_crawl_is_too_large() -> None:
    with pytest.raises(SkipPage) as caught:
        read(article(f"{TEXT}<p>{'Chuyển đổi số ' * 25_000}</p>"))
    assert caught.value.kind is FailureKind.TOO_LARGE
    assert "300,000" in caught.value.reason
