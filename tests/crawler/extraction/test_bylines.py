"""What stands around a byline: notes, dates, announcements, and lines that only look like one."""

from __future__ import annotations

import pytest

from crawler.extraction.items import Item
from tests.crawler.extraction.test_pages import ONE, THREE, TWO, paragraphs, story, text


@pytest.mark.parametrize(
    "below", ["(*) Tên nhân vật đã được thay đổi.", "* Bài có sử dụng tư liệu của xã.", "(1) Số liệu năm 2025."]
)
def test_a_note_below_the_byline_stays(below: str) -> None:
    got = story(text(ONE), text(TWO), text("Minh Anh", align="right"), text(below))
    assert ([item.text for item in got.paragraphs], got.authors) == ([ONE, TWO, below], ["Minh Anh"])


@pytest.mark.parametrize(
    "below",
    [text("10:00, 12/5/2026"), text("Cập nhật: 12/05/2026 10:00 GMT+7"), text("Kỳ 2: Gỡ từng nút thắt", bold=True)],
)
def test_a_date_or_the_next_part_below_the_byline_goes_with_it(below: Item) -> None:
    got = story(text(ONE), text(TWO), text("Minh Anh"), below)
    assert ([item.text for item in got.paragraphs], got.authors) == ([ONE, TWO], ["Minh Anh"])


def test_a_last_line_that_says_what_its_date_is_stays() -> None:
    assert paragraphs(text(ONE), text(TWO), text(THREE), text("Hạn nộp hồ sơ: 12/5/2026"))[3:] == [
        "Hạn nộp hồ sơ: 12/5/2026"
    ]


@pytest.mark.parametrize("line", ["Bút ký của THẢO LY", "Ghi chép: Thảo Ly", "Thực hiện: Thảo Ly"])
def test_a_signature_atop_the_text_is_no_paragraph(line: str) -> None:
    got = story(text(line), text(ONE), text(TWO))
    assert ([item.text for item in got.paragraphs], len(got.authors)) == ([ONE, TWO], 1)
