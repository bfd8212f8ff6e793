"""What stands in an article's element or beside it and is none of its text: readers' letters, offers, copies, pointers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsroom.article import Extracted
from tests.crawler.page import TITLE, page, read

A = "Sáng 4/3, tổ công nghệ số thôn Cả dựng rạp trước nhà văn hóa, đón bà con mang điện thoại tới học gửi hồ sơ qua mạng."
B = "Đến trưa, mười bảy người đã tự gửi được tờ khai đầu tiên, bốn người còn lại hẹn quay lại vào buổi tối."
C = "Theo trưởng thôn Hà Văn Lục, lớp sẽ mở thêm ba buổi nữa trước khi bà con vào vụ cấy tháng tới."
OTHER = "<a href='/khac-9.html'>Chợ phiên Mường Và đổi lịch họp từ tháng tư</a>"


def text(*paragraphs: str) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def story(body: str, *, above: str = "", after: str = "", head: str = "") -> Extracted:
    return read(page(f"<h1>{TITLE}</h1>{above}<div class='nd'>{body}</div>{after}", head=head))


LETTERS = "".join(
    f"<div class='mot-y'><div><b>{name}</b> viết: <a href='#c'>05/03/2026 lúc 9:20</a></div><p>{words}</p></div>"
    for name, words in {
        "Thanh Tú": "Tôi ở thôn bên, mong xã mình cũng mở lớp như vậy, người già chúng tôi chẳng biết hỏi ai, con cháu thì đi làm xa cả.",
        "ngocha88": "Lớp hay lắm nhưng phòng hơi chật, hôm sau nhà văn hóa nên kê thêm ghế và mượn thêm cái quạt, trời sắp nóng rồi.",
    }.items()
)
ANSWERED = "".join(
    f"<li><b>{name}</b><div>Nhà tôi ở {where}, hôm ấy bận việc đồng nên không xuống học được, mong tổ công nghệ mở thêm một buổi tối.</div><a href='#'>Trả lời</a></li>"
    for name, where in {"Thanh Tú": "thôn Đông", "ngocha88": "xóm Bến"}.items()
)
NO_TEXT = {
    "letters without a heading, each with a link to answer it": f"<ul>{ANSWERED}</ul>",
    "letters under a bare count": f"<div id='yk'><h3>2 bình luận</h3>{LETTERS}</div>",
    "letters of readers": f"<div id='yk'><h4>Bình luận của bạn đọc</h4>{LETTERS}</div>",
    "a count of what was read for nothing": "<div class='wall'><p>Bạn đã đọc hết 3 bài miễn phí trong tháng.</p><p>Đăng ký ngay</p></div>",
    "letters under a heading that counts them": f"<div id='yk'><h3>2 ý kiến về “{TITLE}”</h3>{LETTERS}</div>",
    "letters in a box named so": f"<div class='y-kien'>{LETTERS}</div>",
    "a form for letters": "<h3>Gửi ý kiến của bạn</h3><form><p><label>Tên (bắt buộc)</label><input></p></form>",
    "an offer in place of the rest": "<div class='wall'><h3>Bạn đang đọc nội dung dành cho hội viên</h3><p>Đăng nhập hoặc đăng ký gói năm để đọc toàn bộ bài viết.</p><ul><li>Không quảng cáo</li></ul><a href='/goi'>Xem các gói</a></div>",
    "a box that asks for gifts": "<div class='donate'><p><b>Mời bạn đọc ủng hộ tòa soạn</b></p><p>Quét mã QR để mời phóng viên một cốc trà.</p></div>",
    "stars": "<p>Tổng số điểm của bài viết là: 0 trong 0 đánh giá</p><p>Click để đánh giá bài viết</p>",
    "whether it was of use": "<p>Bài viết này có hữu ích với bạn không?</p><button>Có</button>",
    "counts and ways back": "<p>Số lượt đọc: 1.203</p><p><a href='#'>Về đầu trang</a></p><p><a href='/p'>Bản in</a></p>",
    "a promise with a title": "<p><b>Mời bạn đọc đón đọc Bài 2: Người gác mạng</b></p>",
    "whose opinion it is": "<p><i>Bài viết thể hiện quan điểm riêng của tác giả.</i></p>",
    "links to further pages": "<div class='trang'>Trang: <span>1</span> <a href='?p=2'>2</a> <a href='?p=2'>Trang tiếp theo »</a></div>",
    "an invitation to a section": "<p><em>* Mời quý độc giả xem thêm tin, bài về nông thôn tại chuyên mục <a href='/nt'>Đời sống</a> của Báo.</em></p>",
    "a promise of the next part": "<p><i>(Còn nữa)</i></p>",
}  # fmt: skip


@pytest.mark.parametrize("markup", NO_TEXT.values(), ids=NO_TEXT)
def test_what_follows_the_text_in_its_own_element_is_left_out(markup: str) -> None:
    assert story(text(A, B, C) + markup).paragraphs == (A, B, C)


def test_an_offer_over_a_text_that_goes_on_takes_only_itself() -> None:
    offer = "<div class='wall'><p>Đăng ký tài khoản miễn phí để đọc tiếp bài viết.</p></div>"
    assert story(text(A) + offer + text(B, C)).paragraphs == (A, B, C)


@pytest.mark.parametrize(
    "line",
    [
        "Bà con đăng nhập ứng dụng để xem kết quả hồ sơ của mình.",
        "Quét mã QR trên bao bì để xem nơi trồng và ngày hái.",
        "3 ý kiến góp vào bản hương ước đều nói về việc giữ mạng chung.",
    ],
)
def test_a_sentence_that_begins_like_an_offer_is_text(line: str) -> None:
    assert story(text(A, line, B), above="<p>04/03/2026 10:15</p>").paragraphs == (A, line, B)


@pytest.mark.parametrize(
    "hint", [" (Xem thêm: Chợ phiên vùng cao)", " (Mời bạn đọc xem thêm: Lớp học trên nương)", " [Mời xem: Kỳ 1]"]
)
def test_a_pointer_in_brackets_is_taken_out_of_its_paragraph(hint: str) -> None:
    assert story(text(A, B + hint, C)).paragraphs == (A, B, C)


def test_other_brackets_stay() -> None:
    line = B.replace("tờ khai", "tờ khai (xem thêm ở bảng bên)")
    assert story(text(A, line, C)).paragraphs == (A, line, C)


def test_a_table_of_contents_is_no_text_and_its_headings_are() -> None:
    contents = (
        "<p><b>Mục lục</b></p><ul><li><a href='#cho'>Mạng về chợ</a></li><li><a href='#hoc'>Già học trước</a></li></ul>"
    )
    body = f"{contents}{text(A)}<h2 id='cho'><a href='#cho'>Mạng về chợ</a></h2>{text(B)}<h2 id='hoc'>Già học trước</h2>{text(C)}"
    assert story(body).paragraphs == (A, "Mạng về chợ", B, "Già học trước", C)


def test_a_count_of_letters_under_the_title_takes_nothing_with_it() -> None:
    assert story(f"<p>3 bình luận</p>{text(A, B)}<p>&gt;&gt; {OTHER}</p>{text(C)}").paragraphs == (A, B, C)


def test_questions_and_answers_are_text() -> None:
    asked = "".join(f"<div class='hd'><p>Hỏi: {B}</p><p><b>Trả lời</b></p><p>{C}</p></div>" for _ in range(2))
    assert story(text(A) + asked).paragraphs == (A, f"Hỏi: {B}", C, f"Hỏi: {B}", C)


# --- copies and parts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["div class='m-ten'", "h1"])
def test_an_article_that_is_on_its_page_twice_is_read_once(title: str) -> None:
    wide = f"<div class='rong'><h1>{TITLE}</h1><p>Thu Lan - 04/03/2026 10:15</p><div>{text(A, B, C)}</div></div>"
    narrow = f"<div class='hep'><{title}>{TITLE}</{title[:3].strip()}><p>04/03/2026 10:15</p><div>{text(A, B, C)}</div></div>"
    got = read(page(wide + narrow))
    assert (got.paragraphs, got.authors, got.published_at) == (
        (A, B, C),
        ("Thu Lan",),
        datetime(2026, 3, 4, 3, 15, tzinfo=UTC),
    )


def test_a_part_of_the_text_that_begins_with_a_link_is_no_card() -> None:
    body = f"<div class='phan'>{text(A, B)}</div><div class='phan'><div class='lq-tin'>{OTHER}</div>{text(C)}</div>"
    assert story(body).paragraphs == (A, B, C)


# --- who and when -----------------------------------------------------------------------------------------------------

SIGNED = {
    "within the last paragraph": (text(A, B, C + " <b>Thu Lan</b>"), ("Thu Lan",)),
    "above an invitation": (text(A, B, C, "<b>Thu Lan</b>", "* Mời bạn đọc xem thêm tại chuyên mục Đời sống"), ("Thu Lan",)),
    "above a portrait": (text(A, B, C, "<b>Thu Lan</b>") + "<div class='author-bio'><img src='/p.jpg'><h4>Thu Lan</h4><p>Thu Lan sống ở Mường Và.</p></div>", ("Thu Lan",)),
    "with the paper of a colleague": (text(A, B, C, "Theo <b>Thu Lan</b>/Báo Mường Và"), ("Thu Lan",)),
    "with who took the pictures": (text(A, B, C, "Thu Lan", "Ảnh: Minh Đức"), ("Thu Lan",)),
    "only who took the pictures": (text(A, B, C, "Ảnh: Minh Đức"), ("Minh Đức",)),
    "below a list of links": (text(A, B, C, "<b>Tin liên quan</b>", f"- {OTHER}", f"- {OTHER.replace('9', '8')}", "Thu Lan"), ("Thu Lan",)),
    "with a verb": (text(A, B, C, "Thu Lan thực hiện"), ("Thu Lan",)),
    "with a kind of worker": (text(A, B, C, "CTV Thu Lan"), ("Thu Lan",)),
    "with a workplace": (text(A, B, C, "Thu Lan (Đài TT xã)"), ("Thu Lan",)),
    "with a degree": (text(A, B, C, "<b>PGS.TS. Thu Lan</b>"), ("Thu Lan",)),
    "in English": (text(A, B, C, "Reported by Thu Lan", "Translated by Minh Đức"), ("Thu Lan",)),
}  # fmt: skip


@pytest.mark.parametrize(("body", "authors"), SIGNED.values(), ids=SIGNED)
def test_who_signs_is_the_author_and_no_paragraph(body: str, authors: tuple[str, ...]) -> None:
    got = story(body)
    assert (got.paragraphs, got.authors) == ((A, B, C), authors)


def test_offices_places_and_links_are_no_authors() -> None:
    above = "<p>Mường Và, ngày 4/3/2026</p>"
    below = "<div class='author'><b>GIÁM ĐỐC</b><br><a href='/tg/1'>Xem các bài khác của tác giả</a></div>"
    assert story(text(A, B, C), above=above, after=below).authors == ()


ADDRESSES = {
    "https://baothu.vn/2026/03/04/mang-ve-cho-1.html": datetime(2026, 3, 3, 17, tzinfo=UTC),
    "https://baothu.vn/mang-ve-cho-20260304101500123.html": datetime(2026, 3, 4, 3, 15, tzinfo=UTC),
    "https://baothu.vn/mang-ve-cho-202613041015001.html": None,
    "https://baothu.vn/mang-ve-cho-20260304.html": None,
}


@pytest.mark.parametrize(("url", "when"), ADDRESSES.items(), ids=str)
def test_the_day_in_an_address_is_the_last_resort(url: str, when: datetime | None) -> None:
    assert read(page(f"<h1>{TITLE}</h1><div>{text(A, B, C)}</div>"), url=url).published_at == when


TIMES = {
    "shown to those who point at it": "<span class='timeago' title='04/03/2026 10:15'>5 giờ trước</span>",
    "in an abbreviation for machines": "<abbr class='published' title='2026-03-04T10:15:00+07:00'>4 tháng 3, 2026</abbr>",
    "with the mark of minutes": "<span class='nd-date'>10h15’ ngày 04/03/2026</span>",
}


@pytest.mark.parametrize("above", TIMES.values(), ids=TIMES)
def test_a_time_is_read(above: str) -> None:
    assert story(text(A, B, C), above=f"<div>{above}</div>").published_at == datetime(2026, 3, 4, 3, 15, tzinfo=UTC)


# --- captions ---------------------------------------------------------------------------------------------------------

SHOWN = "Bà con thôn Cả ở lớp học đầu tiên"
CAPTIONS = {
    "of a paragraph named like the picture's": f"<p class='Image'><img src='/1.jpg'></p><p class='Image'>{SHOWN}</p>",
    "of a small heading": f"<p><img src='/1.jpg'></p><h6>{SHOWN}</h6>",
    "under the number of a gallery": f"<div class='slide'><img src='/1.jpg'><div class='slide-caption'><span>1/4</span><p>{SHOWN}</p></div></div>",
}


@pytest.mark.parametrize("markup", CAPTIONS.values(), ids=CAPTIONS)
def test_a_caption_is_told_by_its_make(markup: str) -> None:
    got = story(text(A) + markup + text(B, C))
    assert (got.paragraphs, got.captions) == ((A, B, C), (SHOWN,))
