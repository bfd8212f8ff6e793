"""One article in every combination of the ways in which newspapers mark up paragraphs, captions, leads, boxes and ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import product

import pytest

from tests.crawler.page import TITLE, page, read

LEAD = "Bốn mươi hai học viên của thôn Đông thắp đèn học cách dùng điện thoại thông minh, từ tra giá lúa đến nộp hồ sơ trực tuyến."
PARAGRAPHS = (
    "Lớp học đầu tiên khai giảng tối thứ Hai tại nhà văn hóa thôn Đông. Người lớn tuổi nhất lớp năm nay 81, nhỏ nhất mới 16.",
    "“Tôi chỉ mong gọi được cho con gái ở xa mà không phải nhờ hàng xóm”, bà Lê Thị Bưởi nói, tay vẫn giữ chặt chiếc máy mới.",
    "Theo Chủ tịch UBND xã Lê Văn Thuận, mỗi thôn sẽ có một lớp như vậy từ nay đến cuối năm, do đoàn viên đứng lớp.",
    "Sau ba tuần, 37 người đã tự nộp được ít nhất một hồ sơ, 29 người biết chặn số lạ.",
)
CAPTION = "Giờ thực hành của lớp học buổi tối. Ảnh: MINH HẢI"
OTHER = "Mùa muối được giá, diêm dân ra đồng từ tinh mơ"
TEASER = "Muối được giá, diêm dân ra đồng từ ba giờ sáng, ai cũng mong nắng kéo dài thêm nửa tháng nữa để kịp vụ."
PICTURE = f"<img src='/anh/1.jpg' alt='{TITLE}'>"

TEXTS: dict[str, Callable[[str], str]] = {
    "p": lambda text: f"<p>{text}</p>",
    "div": lambda text: f"<div>{text}</div>",
    "justified div and span": lambda text: (
        f"<div style='text-align:justify'><span style='font-size:14px'>{text}</span></div><div>&nbsp;</div>"
    ),
    "br br": lambda text: f"{text}<br><br>\n",
    "br nbsp br": lambda text: f"{text}<br/>\n&nbsp;<br/>",
    "row and column": lambda text: f"<div class='row'><div class='col-12'><p>{text}</p></div></div>",
}
CAPTIONS = {
    "figure": f"<figure>{PICTURE}<figcaption>{CAPTION}</figcaption></figure>",
    "table.picture": f"<table class='picture'><tr><td>{PICTURE}</td></tr><tr><td class='caption'><p>{CAPTION}</p></td></tr></table>",
    "nameless table": f"<table align='center'><tr><td>{PICTURE}</td></tr><tr><td align='center'>{CAPTION}</td></tr></table>",
    "p and em": f"<p>{PICTURE}</p><p><em>{CAPTION}</em></p>",
    "p, br and i": f"<p style='text-align:center'>{PICTURE}<br><i>{CAPTION}</i></p>",
    "nameless wrapper": f"<div>{PICTURE}<div>{CAPTION}</div></div>",
    "named p": f"<div>{PICTURE}</div><p class='chu-thich-anh'>{CAPTION}</p>",
    "centred p": f"<p align='center'>{PICTURE}</p><p align='center'>{CAPTION}</p>",
}
LEADS = {
    "named": f"<p class='detail__sapo'>(Baothu.vn) - {LEAD}</p>{{}}",
    "heading": f"<h2>(Baothu.vn) - {LEAD}</h2>{{}}",
    "bold in the text": f"{{}}<p><b>(Baothu.vn) - {LEAD}</b></p>",
}
ENDS = {
    "list": f"<p style='text-align:right'><b>THU HÀ</b></p><p>Tin liên quan</p><ul><li><a href='/m-2.html'>{OTHER}</a></li></ul>",
    "cards": f"<p><strong>Thu Hà</strong></p><div>Đọc thêm</div><div><div><a href='/m-2.html'>{OTHER}</a></div><div>{TEASER}</div></div>",
    "pointers": f"<p>Bài, ảnh: Thu Hà</p><p>&gt;&gt; <a href='/m-2.html'>{OTHER}</a></p><p>Từ khóa: <a href='/tag/lop'>lớp học</a></p>",
}


def printed(text: str, caption: str, lead: str, end: str, names: str) -> str:
    """The page: three paragraphs around a picture and a box, the fourth after it, then the end."""
    above, _, atop = LEADS[lead].partition("{}")
    lines = [TEXTS[text](paragraph) for paragraph in PARAGRAPHS]
    box = f"<div{names.format('box')}><a href='/m-3.html'><img src='/anh/m.jpg'></a><div><a href='/m-3.html'>{OTHER}</a></div><div>{TEASER}</div></div>"
    body = "".join([atop, lines[0], CAPTIONS[caption], lines[1], box, lines[2], lines[3], ENDS[end]])
    return page(
        f"<h1>{TITLE}</h1><div{names.format('date')}>06h30 04/03/2026</div>{above}<div{names.format('body')}>{body}</div>"
    )


@pytest.mark.parametrize("names", ["", " class='{}-x7'"], ids=["nameless", "odd names"])
@pytest.mark.parametrize("text", TEXTS)
def test_an_article_comes_out_the_same_however_it_is_marked_up(text: str, names: str) -> None:
    wrong: list[tuple[str, ...]] = []
    for caption, lead, end in product(CAPTIONS, LEADS, ENDS):
        got = read(printed(text, caption, lead, end, names))
        exact = (got.title, got.lead, got.paragraphs, got.captions) == (TITLE, LEAD, PARAGRAPHS, (CAPTION,))
        signed = [name.casefold() for name in got.authors] == ["thu hà"]
        dated = got.published_at == datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
        if not (exact and signed and dated):
            wrong.append((caption, lead, end))
    assert wrong == []
