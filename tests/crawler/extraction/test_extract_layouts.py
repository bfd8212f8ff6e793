"""One trait of a layout at a time: each page gives exactly these paragraphs, captions and lead."""

from __future__ import annotations

from typing import Any

import pytest

from tests.crawler.page import TITLE, page, read

A = "Chiều 3/3, xã Hòa Sơn Thượng khai trương điểm truy cập mạng miễn phí thứ mười, đặt ngay chợ trung tâm."
B = "Bà con đi chợ có thể ngồi nghỉ, sạc điện thoại và tra giá nông sản trên màn hình lớn do tổ công nghệ số quản lý."
C = "Theo kế hoạch, từ nay đến cuối năm xã sẽ mở thêm bốn điểm tại các thôn xa trung tâm."
L = "Mười điểm truy cập mạng miễn phí giúp người dân Hòa Sơn Thượng làm quen với dịch vụ số."


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def article(inner: str, before: str = "", after: str = "", names: str = "detail-content afcbc-body") -> str:
    return page(f"<h1>{TITLE}</h1>{before}<div class='{names}'>{inner}</div>{after}")


def case(
    name: str, body: str, paragraphs: list[str], captions: list[str] | None = None, lead: str = "", **more: Any
) -> Any:
    expected = {"paragraphs": tuple(paragraphs), "captions": tuple(captions or ()), "lead": lead, **more}
    return pytest.param(body, expected, id=name)


CASES = [
    case(
        "vccorp",
        article(
            f'<p class="">{A}</p><div class="VCSortableInPreviewMode" type="Photo"><div><img src="/a.jpg" alt="x - Ảnh 1."></div><div class="PhotoCMS_Caption"><p data-placeholder="[nhập chú thích]">Điểm truy cập ở chợ.</p></div></div><p>{B}</p><div class="VCSortableInPreviewMode" type="RelatedOneNews"><a href="/x-1.htm"><img src="/t.jpg"></a><a href="/x-1.htm" class="VCSortableInPreviewMode-title">Một tin khác được chèn giữa bài</a><p>Đoạn dẫn của tin khác được chèn giữa bài, dài hơn sáu mươi ký tự cho giống thật.</p></div><p>{C}</p>',
            before=f'<h2 class="detail-sapo" data-role="sapo">(Dân trí) - {L}</h2>',
        ),
        [A, B, C],
        ["Điểm truy cập ở chợ."],
        L,
    ),
    case(
        "nukeviet",
        page(
            f'<div class="news_column"><h1 class="title margin-bottom-lg">{TITLE}</h1><em class="pull-left">Thứ ba - 03/03/2026 16:40</em><div id="news-hometext" class="hometext m-bottom">{L}</div><div id="news-bodyhtml" class="bodytext margin-bottom-lg">{paragraphs(A, B, C)}</div><p class="text-right"><strong>Tác giả bài viết: </strong>Thu Lan</p><p class="text-right"><strong>Nguồn tin: </strong>Báo Hòa Sơn</p><div class="keywords">Từ khóa: <a href="/tag/x">điểm truy cập</a></div><p>Tổng số điểm của bài viết là: 0 trong 0 đánh giá</p><div class="others"><p class="h3"><strong>Những tin cũ hơn</strong></p><ul><li><a href="/a.html">Tin cũ thứ nhất của trang</a> <em>(01/03/2026)</em></li></ul></div></div>'
        ),
        [A, B, C],
        lead=L,
        authors=("Thu Lan",),
    ),
    case(
        "word paste",
        article(
            f'<div class=WordSection1><p class=MsoNormal style="text-align:justify"><span lang=VI style="mso-ansi-language:VI">{A}<o:p></o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class="MsoNormal"><font face="Times New Roman" size="4">{B}</font></p><p class=MsoNormal>{C}</p></div>'
        ),
        [A, B, C],
    ),
    case("p with single br", article(f"<p>{A}<br>{B}</p><p>{C}</p>"), [A, B, C]),
    case(
        "gallery table",
        article(
            f"<p>{A}</p><table><tr><td><img src=1.jpg></td><td><img src=2.jpg></td></tr><tr><td>Bà con quét mã ở chợ.</td><td>Màn hình giá nông sản.</td></tr></table><p>{B}</p><p>{C}</p>"
        ),
        [A, B, C],
        ["Bà con quét mã ở chợ.", "Màn hình giá nông sản."],
    ),
    case(
        "lead with related",
        page(
            f'<h1>{TITLE}</h1><h2 class="sapo">{L}<ul><li><a href="/r-1.html">Tin liên quan thứ nhất trong phần dẫn</a></li></ul></h2><div class="fck_detail">{paragraphs(A, B, C)}</div>'
        ),
        [A, B, C],
        lead=L,
    ),
    case(
        "audio",
        article('<div class="audio">Nghe đọc bài 00:00 / 03:12 1x</div><p>Giọng nữ miền Bắc</p>' + paragraphs(A, B, C)),
        [A, B, C],
    ),
    case(
        "infographic",
        article(
            f'<p>{A}</p><p><img src="/info.jpg"></p>',
            after='<div class="list"><h3>Tin nổi bật</h3>'
            + "".join(
                f'<div><a href="/x{i}.html">Một tin khác số {i} của báo hôm nay</a><div>Đoạn dẫn của tin số {i}, dài hơn tám mươi ký tự để trông giống như một đoạn văn thật của bài báo.</div></div>'
                for i in range(6)
            )
            + "</div>",
        ),
        [A],
    ),
    case(
        "quote cite",
        article(
            f"<p>{A}</p><blockquote><p>Có mạng rồi, tôi bán được rau cho cả khách ngoài phố.</p><cite>Bà Lò Thị Sen</cite></blockquote><p>{C}</p>"
        ),
        [A, "Có mạng rồi, tôi bán được rau cho cả khách ngoài phố.", "Bà Lò Thị Sen", C],
    ),
    case("drop cap", article(f'<p><span class="drop">{A[0]}</span>{A[1:]}</p>' + paragraphs(B, C)), [A, B, C]),
    case(
        "avatar above body",
        page(
            f'<h1>{TITLE}</h1><div class="sapo">{L}</div><div class="avatar"><figure><img src="/av.jpg"><figcaption>Chợ trung tâm ngày khai trương. Ảnh: TL</figcaption></figure></div><div class="nd">{paragraphs(A, B, C)}</div>'
        ),
        [A, B, C],
        ["Chợ trung tâm ngày khai trương. Ảnh: TL"],
        L,
    ),
    case(
        "caption twice",
        article(
            f'<p>{A}</p><figure><img src=1.jpg><figcaption>Bà con quét mã ở chợ.</figcaption></figure><p style="text-align:center"><em>Bà con quét mã ở chợ.</em></p><p>{B}</p><p>{C}</p>'
        ),
        [A, B, C],
        ["Bà con quét mã ở chợ."],
    ),
    case("img then plain p", article(f"<p>{A}</p><p><img src=1.jpg></p><p>{B}</p><p>{C}</p>"), [A, B, C]),
    case("img start of p", article(f"<p>{A}</p><p><img src=1.jpg>{B}</p><p>{C}</p>"), [A, B, C]),
    case(
        "h2 headings",
        article(f"<h2>Mạng về chợ</h2><p>{A}</p><h2>Việc còn lại</h2><p>{B}</p><p>{C}</p>"),
        ["Mạng về chợ", A, "Việc còn lại", B, C],
    ),
    case(
        "numbered",
        article(f"<p>{A}</p><p>1. Điểm chợ trung tâm</p><p>2. Điểm nhà văn hóa thôn Cả</p><p>{C}</p>"),
        [A, "1. Điểm chợ trung tâm", "2. Điểm nhà văn hóa thôn Cả", C],
    ),
    case("glo", article(paragraphs("(GLO)- " + A, B, C)), [A, B, C]),
    case("dateline own line", article(paragraphs("(VTC News) -", A, B, C)), [A, B, C]),
    case(
        "dateline in h2 sapo + p",
        page(
            f'<h1>{TITLE}</h1><p class="description">(Baothu.vn) - {L}</p><div class="x">{paragraphs("(Baothu.vn) - " + A, B, C)}</div>'
        ),
        [A, B, C],
        lead=L,
    ),
    case(
        "section+title+byline in container",
        page(
            f'<div class="entry"><div>Xã hội</div><h1>{TITLE}</h1><div>Thu Lan - 03/03/2026 16:40</div>{paragraphs(A, B, C)}<p>Thu Lan</p></div>'
        ),
        [A, B, C],
        authors=("Thu Lan",),
    ),
    case(
        "tail in container",
        article(
            paragraphs(A, B, C, "Thu Lan", "Chủ đề: <a href=/t>mạng</a>")
            + '<p><b>Đọc thêm</b></p><p><a href="/1.html">Tin thứ nhất khác hẳn</a></p><p>Đoạn dẫn tin thứ nhất khác hẳn, dài hơn sáu mươi ký tự cho giống thật.</p><p>Tin mới</p><p><a href=/e>Emagazine</a> <a href=/tv>Truyền hình</a> <a href=/p>Podcast</a></p>'
        ),
        [A, B, C],
        authors=("Thu Lan",),
    ),
    case(
        "follow us",
        article(
            paragraphs(A, B, C) + "<p><em>Mời bạn đọc theo dõi Báo Thử trên Zalo để cập nhật tin tức mới nhất.</em></p>"
        ),
        [A, B, C],
    ),
    case(
        "data table in figure",
        article(
            f'<p>{A}</p><figure class="wp-block-table"><table><tr><th>Thôn</th><th>Điểm</th></tr><tr><td>Cả</td><td>2</td></tr></table><figcaption>Nguồn: UBND xã</figcaption></figure><p>{C}</p>'
        ),
        [A, "Thôn | Điểm", "Cả | 2", C],
        ["Nguồn: UBND xã"],
    ),
    case(
        "one-cell box",
        article(f"<p>{A}</p><table border=1><tr><td><p><b>Hỏi đáp nhanh</b></p><p>{B}</p></td></tr></table><p>{C}</p>"),
        [A, "Hỏi đáp nhanh", B, C],
    ),
    case(
        "in-text link whole para file",
        article(paragraphs(A, B, C) + '<p><a href="/f/qd.pdf">Xem toàn văn Quyết định tại đây</a></p>'),
        [A, B, C, "Xem toàn văn Quyết định tại đây"],
    ),
    case(
        "amp",
        f'<!doctype html><html amp lang=vi><head><meta charset=utf-8><title>{TITLE}</title><link rel=canonical href="https://baothu.vn/lop-1.html"></head><body><header><a href="/">Báo Thử</a></header><article><h1>{TITLE}</h1><p class="lead">{L}</p><amp-img src="/a.jpg" width=600 height=400></amp-img><p class="caption">Chợ trung tâm.</p>{paragraphs(A, B, C)}</article></body></html>',
        [A, B, C],
        ["Chợ trung tâm."],
        L,
    ),
    case(
        "print",
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>03/03/2026 16:40<p><b>(Baothu.vn) - {L}</b></p>{paragraphs(A, B, C)}<p align=right>THU LAN</p><hr>Nguồn: https://baothu.vn/lop-1.html</body></html>",
        [A, B, C],
        lead=L,
        authors=("THU LAN",),
    ),
    case("short news", page(f"<h1>{TITLE}</h1><div>03/03/2026 16:40</div><p>{A}</p><p>P.V</p>"), [A], authors=("P.V",)),
    case(
        "interleaved ads",
        article(f'<p>{A}</p><div class="ads"><script>x</script>Quảng cáo</div><p>{B}</p><p>Quảng cáo</p><p>{C}</p>'),
        [A, B, C],
    ),
    case(
        "uppercase byline joined",
        article(paragraphs(A, B, C) + "<p><strong>VĂN ANH - L.Thọ</strong></p><p><em>(Theo TTXVN)</em></p>"),
        [A, B, C],
        credit="(Theo TTXVN)",
    ),
    case(
        "captions div class desc in figure wrap",
        article(
            f'<p>{A}</p><div class="img-box"><img src=1.jpg><div class="desc">Bà con quét mã ở chợ.</div></div><p>{B}</p><p>{C}</p>'
        ),
        [A, B, C],
        ["Bà con quét mã ở chợ."],
    ),
    case(
        "two pics one cap",
        article(
            f"<p>{A}</p><p align=center><img src=1.jpg><br><img src=2.jpg><br><em>Hai góc chợ trung tâm.</em></p><p>{B}</p><p>{C}</p>"
        ),
        [A, B, C],
        ["Hai góc chợ trung tâm."],
    ),
    case(
        "video iframe cap",
        article(
            f'<p>{A}</p><div class="video"><iframe src=x></iframe><p class="video-caption">Video: Một ngày ở chợ.</p></div><p>{B}</p><p>{C}</p>'
        ),
        [A, B, C],
        ["Video: Một ngày ở chợ."],
    ),
]


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_a_trait_of_a_layout_does_no_harm(body: str, expected: dict[str, Any]) -> None:
    got = read(body)
    assert {name: getattr(got, name) for name in expected} == expected
