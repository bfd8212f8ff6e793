"""The quotation under a headline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.quote import LENGTH, quote

ONE = "Xã Sông Lam đã số hóa 12.480 hồ sơ hộ tịch."
TWO = "Việc này bắt đầu từ tháng Ba."
THREE = "Người dân không phải đi lại nhiều lần."


@pytest.mark.parametrize(
    ("lead", "text", "expected"),
    [
        pytest.param(f"{ONE} {TWO} {THREE}", "", f"{ONE} {TWO}", id="two sentences of three"),
        pytest.param(ONE, TWO, ONE, id="the lead before the text"),
        pytest.param("", f"Ảnh minh họa\n\n{ONE} {TWO}", f"{ONE} {TWO}", id="no lead: the first paragraph with a sentence"),
        pytest.param("", "Không có dấu chấm", "", id="no sentence at all"),
        pytest.param("", "", "", id="nothing"),
        pytest.param("UBND TP. Vinh họp. ThS. Mai dự.", "", "UBND TP. Vinh họp. ThS. Mai dự.", id="abbreviations end nothing"),
        pytest.param("Đạt 95. 5 xã còn lại. Hết.", "", "Đạt 95. 5 xã còn lại.", id="figures"),
        pytest.param("Vì sao? Vì “nhanh hơn.” Chị Hoa nói.", "", "Vì sao? Vì “nhanh hơn.”", id="quotation marks"),
        pytest.param("Xã họp... rồi về. Ủy ban duyệt. Hết.", "", "Xã họp... rồi về. Ủy ban duyệt.", id="small and capital letters with marks"),
        pytest.param("Một  câu\nxuống dòng.", "", "Một câu xuống dòng.", id="blanks"),
    ],
)  # fmt: skip
def test_it_is_at_most_two_whole_sentences(lead, text, expected):
    assert quote(lead, text) == expected


def test_a_sentence_without_end_is_cut_between_words():
    long = "dữ liệu " * 100
    assert quote(long, "").endswith(" dữ…") or quote(long, "").endswith(" liệu…")
    assert len(quote(long, "")) <= LENGTH


def test_a_second_sentence_that_has_no_room_is_left_out():
    assert quote(f"{ONE} {'Rất dài ' * 60}.", "") == ONE


@given(st.text(), st.text())
def test_whatever_the_text_it_is_short(lead, text):
    assert len(quote(lead, text)) <= LENGTH
