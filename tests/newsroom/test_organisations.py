"""Which organisations and programmes an article names."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsroom.article import Extracted, Found
from newsroom.errors import FixConfiguration
from newsroom.organisations import bundled, read, with_own

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def article(title: str = "", lead: str = "", *paragraphs: str, captions: tuple[str, ...] = ()) -> Extracted:
    found = Found("https://x.vn/a.html", "x.vn/a.html", "x", "https://x.vn/")
    return Extracted(found, found.url, found.key, "x", title, lead, paragraphs, NOW, captions=captions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Viettel ký với UBND tỉnh.", {"viettel", "ubnd"}, id="company and authority"),
        pytest.param(
            "Tập đoàn Công nghiệp – Viễn thông Quân đội", {"viettel"}, id="by its full name, with another dash"
        ),
        pytest.param("Uỷ ban nhân dân xã", {"ubnd"}, id="the other tone placement"),
        pytest.param("Sở KH & CN chủ trì", {"so-khcn"}, id="ampersand with blanks"),
        pytest.param("Sở Khoa học và Công nghệ", {"so-khcn"}, id="department, not ministry"),
        pytest.param("Nghị quyết số 57-NQ/TW của Bộ Chính trị", {"nq-57"}, id="resolution by number"),
        pytest.param("thực hiện Đề án 06/CP", {"de-an-06"}, id="programme"),
        pytest.param("cài VNelD mức 2", {"vneid"}, id="a lower-case L for an I"),
        pytest.param("xem tại fpt.example và trang viettel.example", set(), id="small letters in an address"),
        pytest.param("CÔNG AN TỈNH TẬP HUẤN", {"cong-an-tinh"}, id="a headline in capitals"),
        pytest.param("Quyết định 060, Nghị quyết 571", set(), id="other numbers"),
        pytest.param("", set(), id="nothing"),
    ],
)
def test_an_organisation_is_found_as_the_press_writes_it(text, expected):
    assert set(bundled().named_in(article("", "", text))) == expected


def test_the_most_often_named_comes_first_and_captions_do_not_count():
    page = article("VNPT tập huấn", "VNPT và MobiFone.", "FPT tham dự.", captions=("Ảnh: Viettel",))
    assert bundled().named_in(page) == ("vnpt", "mobifone", "fpt")


def test_a_user_adds_and_replaces():
    own = read('[[organisation]]\nid = "fpt"\nname = "Phố Phan Thiết"\nkind = "cơ quan"', "own.toml")
    assert with_own(own).named_in(article("FPT và Phố Phan Thiết")) == ("fpt",)
    assert len(with_own(own).organisations) == len(bundled().organisations)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x = ", "is not valid TOML"),
        ("", "must hold [[organisation]] tables"),
        ('[[organisation]]\nid = "A B"\nname = "AB"\nkind = "cơ quan"', "organisation 1: id"),
        ('[[organisation]]\nid = "ab"\nname = "AB"\nkind = "hãng"', "organisation 1: kind"),
        ('[[organisation]]\nid = "ab"\nname = "AB"\nkind = "cơ quan"\nalias = []', "organisation 1: alias"),
        ('[[organisation]]\nid = "ab"\nname = "AB"\nkind = "cơ quan"\n' * 2, "two organisations with the id 'ab'"),
    ],
)
def test_a_mistake_in_the_file_is_named(text, says):
    with pytest.raises(FixConfiguration, match=r"own\.toml") as caught:
        read(text, "own.toml")
    assert says in str(caught.value)
