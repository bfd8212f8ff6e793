"""The điểm báo document: five chapters, the same in DOCX and on paper, for a day, a week and a month."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import docx as docx_library
import pytest
from docx.enum.section import WD_ORIENT
from lxml import html as lxml_html

from digest import docx, html
from digest.document import Document, Letterhead, write
from digest.edition import Coverage
from tests.digest.sample_editions import BLIND, DAY, UNTIL, a_line, an_edition, an_empty_edition

HEAD = Letterhead("UBND tỉnh Yên Hợp", "Sở Khoa học và Công nghệ", "15/ĐB-SKHCN", "Yên Hợp")
MONTH = {"period": "month", "day": date(2026, 8, 1), "since": datetime(2026, 7, 1, tzinfo=UTC)}
CHAPTERS = [
    "I. Số liệu",
    "II. Tin nổi bật",
    "III. Theo lĩnh vực, địa bàn",
    "IV. Bảng vấn đề báo nêu",
    "V. Phụ lục",
]


def paper_of(document: Document):
    return docx_library.Document(BytesIO(docx.render(document, UNTIL)))


def texts_of(document: Document) -> tuple[str, str]:
    """What the DOCX and the page for paper say, each as one line."""
    paper = paper_of(document)
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    said = " ".join(" ".join([*(p.text for p in paper.paragraphs), *cells]).split())
    page = lxml_html.fromstring(html.printed(document))
    for unseen in page.cssselect("style, title"):
        unseen.drop_tree()
    return said, " ".join(page.text_content().split())


@pytest.fixture(scope="module")
def usual() -> tuple[str, str]:
    return texts_of(write(an_edition(), HEAD))


def test_both_forms_have_the_five_chapters_in_order():
    document = write(an_edition())
    paper = paper_of(document)
    assert [p.text for p in paper.paragraphs if p.style.name == "Heading 1"] == CHAPTERS
    assert lxml_html.fromstring(html.printed(document)).xpath("//h2/text()") == CHAPTERS


@pytest.mark.parametrize(
    "sentence",
    [
        "UBND TỈNH YÊN HỢP",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "Số: 15/ĐB-SKHCN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Yên Hợp, ngày 24 tháng 8 năm 2026",
        "Thứ Hai, 24/8/2026",
        "Bài thấy lần đầu từ 07:00 23/8 đến 07:00 24/8.",
        "Nhiều hơn trung bình 7 ngày trước (9,5 bài/ngày)",
        "Đọc được 27/28 nguồn: Báo Sông Lam.",
        "Báo Vịnh Bái Tử im từ 14:05: hết giờ chờ",
        "“Lớp học mở ba buổi một tuần",
        "[đã gỡ] Xã Yên Hợp",
        "Nghệ An; xã hội số",
    ],
)
def test_both_forms_say_it(sentence, usual):
    docx_text, page_text = usual
    assert sentence in docx_text
    assert sentence in page_text


@pytest.mark.parametrize(
    ("more", "subtitle"),
    [
        ({}, "Thứ Hai, 24/8/2026"),
        ({"period": "week", "since": UNTIL - 7 * DAY}, "Tuần 17–23/8"),
        (MONTH, "Tháng 7/2026"),
        ({"language": "en", **MONTH}, "July 2026"),
    ],
)
def test_day_week_and_month_are_one_document_with_other_names(more, subtitle):
    document = write(an_edition(**more))
    assert document.subtitle == subtitle
    assert len(document.stories.rows) == 10


def test_without_an_office_there_is_no_head():
    said, page = texts_of(write(an_edition()))
    assert "CỘNG HÒA" not in said + page


def test_the_table_of_issues_leaves_four_columns_to_people():
    issues = write(an_edition(100)).issues
    assert issues.heads == (
        *("Stt", "Tên bài", "Tên báo", "Ngày đăng"),
        *("Cơ quan liên quan", "Hạn phản hồi", "Số văn bản", "Kết quả"),
    )
    assert len(issues.rows) == 30
    assert [cell.text for cell in issues.rows[0]] == [
        *("1", "Xã Yên Hợp mở lớp học số thứ 1 cho người cao tuổi", "Báo Sông Lam", "24/8/2026"),
        *("", "", "", ""),
    ]


def test_the_appendix_lists_every_story_even_those_a_mail_has_no_room_for():
    document = write(an_edition(400))
    assert [row[0].text for row in document.stories.rows] == [str(n) for n in range(1, 402)]
    assert len(paper_of(write(an_edition(40))).tables[-1].rows) == 1 + 41


@pytest.mark.parametrize(
    ("coverage", "said"), [(Coverage(28), "Không có tin mới."), (BLIND, "Không đọc được nguồn nào")]
)
def test_an_empty_document_says_why_and_leaves_rows_to_fill(coverage, said):
    document = write(an_empty_edition(coverage))
    assert len(document.issues.rows) == 3
    for text in texts_of(document):
        assert said in text


def test_headlines_link_to_the_newspaper_in_both_forms():
    document = write(an_edition())
    outside = {one.target_ref for one in paper_of(document).part.rels.values() if one.is_external}
    assert outside == set(lxml_html.fromstring(html.printed(document)).xpath("//a/@href"))
    assert a_line(1).url in outside


def test_the_table_of_issues_lies_across_the_paper_and_the_rest_is_upright():
    turned = [section.orientation for section in paper_of(write(an_edition())).sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


def test_the_page_for_paper_asks_for_nothing_from_outside():
    page = html.printed(write(an_edition(), HEAD))
    assert "size: A4" in page
    assert not lxml_html.fromstring(page).xpath("//script | //img | //link | //@src")
