"""The rules that make an article of texts and pictures, one by one."""

from __future__ import annotations

import pytest

from crawler.extraction.bylines import byline_names, split_credit
from crawler.extraction.captions import Story, usable_caption
from crawler.extraction.datelines import strip_dateline
from crawler.extraction.items import Item
from crawler.extraction.pages import read_story
from crawler.extraction.phrases import is_box_heading, is_furniture, is_pointer

TITLE = "Xã Bình An Thượng mở lớp dạy kỹ năng số"
ONE = "Lớp học đầu tiên khai giảng tối thứ Hai tại nhà văn hóa thôn Đông, thu hút 42 học viên."
TWO = "Theo Chủ tịch UBND xã, mỗi thôn sẽ có một lớp như vậy từ nay đến cuối năm nay."
THREE = "Sau ba tuần, nhiều cụ đã tự nộp được hồ sơ và gọi hình cho con cháu ở xa mỗi tối."
TEASER = "Muối được giá, diêm dân ra đồng từ ba giờ sáng, ai cũng mong nắng kéo dài thêm nửa tháng."


def text(words: str, **looks: object) -> Item:
    return Item("text", words, **looks)  # type: ignore[arg-type]


def link(words: str = "Một tiêu đề khác", **looks: object) -> Item:
    return Item("link", words, **looks)  # type: ignore[arg-type]


def picture(src: str = "/a.jpg") -> Item:
    return Item("picture", src=src)


def story(*items: Item, known: tuple[str, ...] = ()) -> Story:
    return read_story(items, TITLE, known, {"bao thu", "baothu vn"})


def paragraphs(*items: Item) -> list[str]:
    return [item.text for item in story(*items).paragraphs]


BOXES = {
    "after the text": ([text(ONE), text(TWO), text("Đọc thêm"), link(), link()], [ONE, TWO]),
    "with teasers": ([text(ONE), text(TWO), text("Tin mới"), link(), text(TEASER), link(), text(TEASER)], [ONE, TWO]),
    "with a teaser, the last of all": ([text(ONE), text("Đọc thêm"), link(), text(TEASER)], [ONE]),
    "in the text, in a list": ([text(ONE), text("Tin liên quan"), link(made_of="ul"), text(TWO), text(THREE)], [ONE, TWO, THREE]),
    "in the text, in its lines": ([text(ONE), text("Bài liên quan:"), link(), text(TWO), text(THREE)], [ONE, TWO, THREE]),
    "with a teaser, before the text goes on": ([text(ONE), text("Tin liên quan"), link(), text(TEASER), link(), text(TEASER), text(TWO), text(THREE)], [ONE, TWO, THREE]),
    "two in a row": ([text(ONE), text(TWO), text("Từ khóa"), link(), text("Có thể bạn quan tâm"), link(), text(TEASER)], [ONE, TWO]),
    "comments": ([text(ONE), text("Bình luận (2)"), text("Bài viết rất hay, mong báo có thêm nhiều bài như thế này.", flow=False)], [ONE]),
    "only the heading": ([text(ONE), text(TWO), text("Chia sẻ bài viết")], [ONE, TWO]),
    "a heading of the text itself": ([text(ONE), text("Nổi bật"), text(TWO)], [ONE, "Nổi bật", TWO]),
    "a word of a sentence": ([text(ONE), text("Từ khóa của năm nay là dữ liệu, theo cách nói của người dân thôn Đông.")], [ONE, "Từ khóa của năm nay là dữ liệu, theo cách nói của người dân thôn Đông."]),
    "tags in one line": ([text(ONE), text("Chủ đề: kỹ năng số, thôn Đông", linked=0.7)], [ONE]),
    "a pointer": ([text(ONE), text(">> Nhìn lại mùa hè của tổ công nghệ số"), text(TWO)], [ONE, TWO]),
    "a dash list of the text": ([text("- Đợt một: 12 máy;"), text("- Đợt hai: 30 máy.")], ["- Đợt một: 12 máy;", "- Đợt hai: 30 máy."]),
}  # fmt: skip


@pytest.mark.parametrize(("items", "kept"), BOXES.values(), ids=BOXES)
def test_boxes_go_and_the_text_stays(items: list[Item], kept: list[str]) -> None:
    assert paragraphs(*items) == kept


def test_repeated_titles_file_names_and_ornaments_are_no_paragraphs() -> None:
    noise = [
        TITLE,
        f"{TITLE} - Ảnh 2.",
        "Xa Binh An Thuong mo lop day ky nang so - Anh 1",
        "bna_img_0231.jpg",
        "* * *",
        ".",
        "Báo Thử",
        "#kynangso #binhan",
        "[nhập chú thích ảnh]",
    ]
    assert paragraphs(text(ONE), *map(text, noise), text(TWO)) == [ONE, TWO]


CAPTIONS = {
    "framed": ([picture(), text("Học viên lớn tuổi nhất năm nay 81.", frame=1)], ["Học viên lớn tuổi nhất năm nay 81."]),
    "framed, in two lines": ([picture(), text("Học viên lớn tuổi nhất.", frame=1), text("Ảnh: N.P", frame=1)], ["Học viên lớn tuổi nhất. Ảnh: N.P"]),
    "italic under the picture": ([picture(), text("Học viên lớn tuổi nhất năm nay 81.", italic=True)], ["Học viên lớn tuổi nhất năm nay 81."]),
    "centred under the picture": ([picture(), text("Học viên lớn tuổi nhất năm nay 81.", align="center")], ["Học viên lớn tuổi nhất năm nay 81."]),
    "credited": ([picture(), text("Học viên lớn tuổi nhất năm nay 81. Ảnh: VINH ANH")], ["Học viên lớn tuổi nhất năm nay 81. Ảnh: VINH ANH"]),
    "in the wrapper of the picture": ([picture(), text("Học viên lớn tuổi nhất năm nay 81.", near=True)], ["Học viên lớn tuổi nhất năm nay 81."]),
    "printed twice": ([picture(), text("Lớp học buổi tối.", frame=1), text("Lớp học buổi tối.", frame=2)], ["Lớp học buổi tối."]),
    "a repeated title": ([picture(), text(TITLE, frame=1), picture("/b.jpg"), text(f"{TITLE} - Ảnh 2.", frame=2)], []),
    "a file name": ([picture("/anh/ba-hvi-e-ban.jpg"), text("BA HVI E BAN", frame=1), picture(), text("1.jpg", frame=2)], []),
    "a lone point": ([picture(), text(".", frame=1)], []),
}  # fmt: skip


@pytest.mark.parametrize(("items", "captions"), CAPTIONS.values(), ids=CAPTIONS)
def test_captions_are_parted_from_paragraphs(items: list[Item], captions: list[str]) -> None:
    got = story(text(ONE), *items, text(TWO))
    assert got.captions == captions
    assert [item.text for item in got.paragraphs] == [ONE, TWO]


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(text(TWO), id="plain"),
        pytest.param(text("Khó khăn phía trước", bold=True, align="center"), id="a heading"),
        pytest.param(text(TWO * 5, italic=True), id="too long"),
        pytest.param(text(TWO, tag="li", italic=True), id="a list item"),
    ],
)
def test_a_text_under_a_picture_is_not_always_its_caption(item: Item) -> None:
    got = story(text(ONE), picture(), item, text(THREE))
    assert got.captions == []
    assert [paragraph.text for paragraph in got.paragraphs] == [ONE, item.text, THREE]


def test_an_article_all_in_italics_is_no_row_of_captions() -> None:
    items = [text(words, italic=True) for words in (ONE, TWO, THREE)]
    assert story(items[0], picture(), *items[1:]).captions == []


def test_pictures_keep_their_captions() -> None:
    got = story(
        picture("/1.jpg"), picture("/2.jpg"), text("Hai bên bờ.", frame=1), text(ONE), picture("/3.jpg"), text(TWO)
    )
    assert got.images == [("/1.jpg", ""), ("/2.jpg", "Hai bên bờ."), ("/3.jpg", "")]


@pytest.mark.parametrize(
    "line",
    [
        "VĂN ANH",
        "L.Thọ",
        "Tin, ảnh: P.Y",
        "Thực hiện: Đinh Tú",
        "Khánh Hòa – Văn Lộc",
        "Vĩnh Phúc",
        "PV",
        "Nhóm PV",
        "Bài, ảnh: NGUYỄN VĂN AN - LÊ BÌNH",
    ],
)
def test_a_closing_byline_becomes_authors(line: str) -> None:
    got = story(text(ONE), text(TWO), text(line))
    assert [item.text for item in got.paragraphs] == [ONE, TWO]
    assert got.authors


@pytest.mark.parametrize(
    "line",
    [
        "Theo Báo Thanh Hóa",
        "(TTXVN)",
        "TTXVN",
        "(Nguồn: Sở Y tế)",
        "Nguồn: baochinhphu.vn",
        "Theo Người Lao Động",
        "(Theo VOV.VN)",
    ],
)
def test_a_credit_is_kept_beside_the_text(line: str) -> None:
    got = story(text(ONE), text(TWO), text("Minh Anh"), text(line))
    assert [item.text for item in got.paragraphs] == [ONE, TWO]
    assert (got.credit, got.authors) == (line, ["Minh Anh"])


@pytest.mark.parametrize(
    "line",
    [
        "Hội nghị kết thúc tốt đẹp.",
        "Theo đó, các thôn sẽ nhận máy trong tháng.",
        "Kết quả ra sao?",
        "Còn nữa",
        "12. Thôn Đông: 42 học viên",
        "Theo UBND tỉnh Cao Bằng, dịch bệnh giảm nhiệm vụ.",
        "PV: Xin cảm ơn ông!",
        "Phóng viên: Trân trọng cảm ơn bà.",
        "(*) Tên nhân vật đã được thay đổi.",
    ],
)
def test_a_short_last_sentence_stays(line: str) -> None:
    assert paragraphs(text(ONE), text(line)) == [ONE, line]


def test_a_byline_and_its_agency_are_told_apart() -> None:
    assert (byline_names("Bảo Ngọc/TTXVN"), split_credit("Bảo Ngọc/TTXVN")) == (["Bảo Ngọc"], "TTXVN")
    assert (byline_names("Minh Anh (theo TTXVN)"), split_credit("Minh Anh (theo TTXVN)")) == (
        ["Minh Anh"],
        "theo TTXVN",
    )


def test_a_byline_atop_the_text_is_no_paragraph() -> None:
    got = story(text("Thanh Phúc • 26/07/2024 09:15"), text(ONE), text("27/07/2024 10:00"), text(TWO))
    assert ([item.text for item in got.paragraphs], got.authors) == ([ONE, TWO], ["Thanh Phúc"])


OWN = ("(Baohatinh.vn)", "BHG", "LÂM ĐỒNG", "(CTO)", "PNO")
DATELINES = {
    "(Baohatinh.vn) - Sáng nay": "Sáng nay",
    "(Baohatinh.vn) Sáng nay": "Sáng nay",
    "(baohatinh.vn)– Sáng nay": "Sáng nay",
    "BHG - Sáng nay": "Sáng nay",
    "LÂM ĐỒNG - Sáng nay": "Sáng nay",
    "CTO - Sáng nay": "Sáng nay",
    "PNO - PNO - Sáng nay": "Sáng nay",
    "(GLO)- Sáng nay": "Sáng nay",
    "(HBĐT) – Sáng nay": "Sáng nay",
    "(Dân trí) - Sáng nay": "Sáng nay",
    "(VTC News) -": "",
    "Hà Nội (TTXVN 11/5/2024) - Sáng nay": "Sáng nay",
    "VNPT - đơn vị tài trợ": "VNPT - đơn vị tài trợ",
    "AI - trợ lý ảo": "AI - trợ lý ảo",
    "QTO - của báo khác": "QTO - của báo khác",
    "(trong ảnh) - bà Lành": "(trong ảnh) - bà Lành",
    "BHG": "BHG",
}


@pytest.mark.parametrize(("written", "kept"), DATELINES.items(), ids=DATELINES)
def test_datelines_are_a_closed_list_but_for_those_in_brackets(written: str, kept: str) -> None:
    assert strip_dateline(written, OWN)[0] == kept


def test_an_agency_in_a_dateline_is_a_credit() -> None:
    assert strip_dateline("Vinh Long (VNA) – Forty stalls", ()) == ("Forty stalls", "VNA")


@pytest.mark.parametrize(
    "line",
    [
        "Chủ đề",
        "ĐỌC THÊM",
        "Tin mới nhất:",
        "Bình luận (0)",
        "Có thể bạn quan tâm",
        "Từ khoá",
        "TIN CÙNG CHUYÊN MỤC",
        "Bài đọc tiếp",
        "Các tin đã đưa",
        "Tiêu điểm",
        "Related Topics",
    ],
)
def test_headings_of_boxes_are_known(line: str) -> None:
    assert is_box_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "Theo dõi Báo Gia Lai trên Google News",
        "(*) Không sao chép dưới mọi hình thức khi chưa có sự đồng ý bằng văn bản",
        "Cơ quan của Đảng bộ tỉnh Thanh Hóa",
        "Hotline: 0912 345 678",
        "Facebook Zalo Chia sẻ bài viết",
        "Cách đây 3 giờ",
        "error: Content is protected !!",
        "POWERED BY NEKO",
        "In bài viết",
        "Bạn thấy bài viết này thế nào? Thích Không thích",
        "Đánh giá bài viết: 4.5/5 (12 lượt)",
        "Mọi ý kiến đóng góp xin gửi về: bandoc@baothu.vn",
        "Mời quý độc giả theo dõi Báo Thử trên Zalo.",
    ],
)
def test_furniture_is_known(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        ONE,
        "Theo dõi sức khỏe người dân qua sổ điện tử là việc làm thường xuyên.",
        "Chia sẻ với phóng viên, bà Lành nói sẽ học tiếp.",
        "Cách đây ba năm, bản chưa có điện.",
    ],
)
def test_sentences_are_no_furniture(line: str) -> None:
    assert not is_furniture(line)
    assert not is_box_heading(line)
    assert not is_pointer(line)


def test_a_caption_has_to_say_something() -> None:
    assert usable_caption("Đại biểu tham dự lễ khai giảng", TITLE)
    assert not usable_caption("...", TITLE)
    assert not usable_caption("IMG_20251102_0931", TITLE)
