"""What changed between two texts of an article, in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.changes import Change, Piece, Wording, changes, material

FIRST = "Xã Sông Lam số hóa 12.480 hồ sơ."
SECOND = "Việc này xong trước tháng Chín."


def wording(**parts) -> Wording:
    return Wording(**{"title": "Số hóa hồ sơ", "lead": "Xong sớm.", "text": f"{FIRST}\n\n{SECOND}", **parts})


def shown(change: Change) -> str:
    marks = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return f"{change.field}: " + "".join(marks[piece.kind].format(piece.text) for piece in change.pieces)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param({}, [], id="nothing"),
        pytest.param({"title": "Số hóa xong hồ sơ"}, ["title: Số hóa[+ xong+] hồ sơ"], id="a word in the title"),
        pytest.param({"lead": ""}, ["lead: [-Xong sớm.-]"], id="the lead is gone"),
        pytest.param(
            {"text": f"{FIRST.replace('12.480', '12.840')}\n\n{SECOND}"},
            ["body: Xã Sông Lam số hóa[- 12.480-][+ 12.840+] hồ sơ."],
            id="a corrected figure",
        ),
        pytest.param(
            {"text": f"{FIRST}\n\nCó thêm một đoạn.\n\n{SECOND}"}, ["body: [+Có thêm một đoạn.+]"], id="a new paragraph"
        ),
        pytest.param({"text": SECOND}, [f"body: [-{FIRST}-]"], id="a paragraph less"),
        pytest.param({"captions": ("Cán bộ xã. Ảnh: M.H",)}, ["caption: [+Cán bộ xã. Ảnh: M.H+]"], id="a caption"),
    ],
)
def test_only_what_changed_is_shown_word_by_word(parts, expected):
    assert [shown(change) for change in changes(wording(), wording(**parts))] == expected


words = st.lists(st.sampled_from(["số", "hóa", "hồ", "sơ", "12", "\n\n", "  xã"]), max_size=40).map(" ".join)


@given(old=words, new=words)
def test_what_stayed_and_went_is_the_old_text_and_what_stayed_and_came_the_new(old, new):
    for change in changes(Wording(old, "", ""), Wording(new, "", "")):
        assert "".join(piece.text for piece in change.pieces if piece.kind != "added") == old
        assert "".join(piece.text for piece in change.pieces if piece.kind != "removed") == new


def test_an_endless_paragraph_is_shown_as_replaced():
    old, new = "a b " * 200_000, "b a " * 200_000
    assert changes(Wording("", "", old), Wording("", "", new)) == (
        Change("body", (Piece("removed", old), Piece("added", new))),
    )


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        pytest.param({}, "", id="nothing"),
        pytest.param({"title": "Số hoá hồ sơ!"}, "", id="tone placement and a sign in the title"),
        pytest.param({"title": "Xong số hóa hồ sơ"}, "tiêu đề trước là “Số hóa hồ sơ”", id="another title"),
        pytest.param({"lead": "Xong khá sớm."}, "", id="a word in the lead"),
        pytest.param({"text": f"{FIRST.replace('12.480', '12.840')}\n\n{SECOND}"}, "12.480 → 12.840", id="a figure"),
        pytest.param({"text": f"{FIRST}\n\nĐến cuối hè mọi hồ sơ đã có trên máy của xã."}, "bỏ Chín", id="a name went"),
        pytest.param({"text": f"{FIRST}\n\n{SECOND} Đạt 98%."}, "thêm 98%", id="a figure that came"),
        pytest.param({"captions": ("Ảnh: M.H",)}, "", id="a photo"),
    ],
)
def test_a_reader_is_told_only_what_matters(parts, says):
    assert material(wording(), wording(**parts)) == says


def test_a_corrected_name_matters_in_a_long_text():
    old = wording(text="Theo ông Lê Văn Mới, việc này xong." + " Chữ khác." * 40)
    new = wording(text="Theo ông Lê Văn Với, việc này xong." + " Chữ khác." * 40)
    assert material(old, new) == "Lê Văn Mới → Lê Văn Với"


def test_many_other_words_matter_and_few_do_not():
    old = wording(text="việc này đã xong từ đầu hè " * 20)
    assert material(old, wording(text="việc này đã xong từ đầu hè " * 19 + "chuyện kia vẫn chờ đến cuối thu ")) == ""
    assert material(old, wording(text="chuyện kia vẫn chờ đến cuối thu " * 20)) == "viết lại nhiều đoạn"
