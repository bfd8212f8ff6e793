"""63 provinces until June 2025, 34 since: names, mergers, and where an old article belongs."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newsroom.provinces import MERGED, at, by_slug, covers, current, find, locate, name_of, successor

# Resolution 202/2025/QH15, article 1, and the eleven that were left as they were.
MADE_OF = {
    "Tuyên Quang": ["Hà Giang", "Tuyên Quang"],
    "Lào Cai": ["Yên Bái", "Lào Cai"],
    "Thái Nguyên": ["Bắc Kạn", "Thái Nguyên"],
    "Phú Thọ": ["Vĩnh Phúc", "Hòa Bình", "Phú Thọ"],
    "Bắc Ninh": ["Bắc Giang", "Bắc Ninh"],
    "Hưng Yên": ["Thái Bình", "Hưng Yên"],
    "Hải Phòng": ["Hải Dương", "Hải Phòng"],
    "Ninh Bình": ["Hà Nam", "Nam Định", "Ninh Bình"],
    "Quảng Trị": ["Quảng Bình", "Quảng Trị"],
    "Đà Nẵng": ["Quảng Nam", "Đà Nẵng"],
    "Quảng Ngãi": ["Kon Tum", "Quảng Ngãi"],
    "Gia Lai": ["Bình Định", "Gia Lai"],
    "Khánh Hòa": ["Ninh Thuận", "Khánh Hòa"],
    "Lâm Đồng": ["Đắk Nông", "Bình Thuận", "Lâm Đồng"],
    "Đắk Lắk": ["Phú Yên", "Đắk Lắk"],
    "TP. Hồ Chí Minh": ["Bình Dương", "Bà Rịa - Vũng Tàu", "TP. Hồ Chí Minh"],
    "Đồng Nai": ["Bình Phước", "Đồng Nai"],
    "Tây Ninh": ["Long An", "Tây Ninh"],
    "Cần Thơ": ["Sóc Trăng", "Hậu Giang", "Cần Thơ"],
    "Vĩnh Long": ["Bến Tre", "Trà Vinh", "Vĩnh Long"],
    "Đồng Tháp": ["Tiền Giang", "Đồng Tháp"],
    "Cà Mau": ["Bạc Liêu", "Cà Mau"],
    "An Giang": ["Kiên Giang", "An Giang"],
    "Huế": ["Thừa Thiên Huế"],
    **{
        name: []
        for name in (
            "Hà Nội", "Cao Bằng", "Điện Biên", "Lai Châu", "Sơn La", "Lạng Sơn",
            "Quảng Ninh", "Thanh Hóa", "Nghệ An", "Hà Tĩnh",
        )
    },
}  # fmt: skip

AFTER = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
BEFORE = datetime(2024, 5, 20, 1, 0, tzinfo=UTC)


def test_there_are_34_provinces_and_there_were_63():
    assert len(current()) == len({province.slug for province in current()}) == 34
    assert len(at(MERGED)) == 34
    for day in (date(2009, 1, 1), date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 30)):
        assert len({province.slug for province in at(day)}) == len({province.name for province in at(day)}) == 63


@pytest.mark.parametrize(("name", "parts"), MADE_OF.items(), ids=MADE_OF)
def test_a_province_was_made_of_these(name, parts):
    province = find(name)
    assert province is not None
    assert province.name == name
    assert sorted(name_of(slug) for slug in province.predecessors) == sorted(parts)
    assert covers(province.slug) == {province.slug, *province.predecessors}
    for part in parts:
        old = find(part)
        assert old is not None
        assert successor(old.slug) == province.slug


def test_the_mergers_name_every_province():
    assert sorted(MADE_OF) == sorted(province.name for province in current())


def test_hue_was_renamed_half_a_year_before():
    assert [province.slug for province in at(date(2024, 12, 31)) if province.code == "46"] == ["thua-thien-hue"]
    assert [province.slug for province in at(date(2025, 1, 1)) if province.code == "46"] == ["hue"]


def test_every_province_has_a_paper_a_code_and_one_of_six_regions():
    assert len({province.paper for province in current()}) == 34
    assert len({province.code for province in current()}) == 34
    assert len({province.region for province in current()}) == 6
    assert len({province.code for province in at(date(2025, 6, 30))}) == 63
    assert {province.kind for province in current()} == {"tỉnh", "thành phố"}


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("ha-tinh", "ha-tinh"),
        ("Hà Tĩnh", "ha-tinh"),
        ("ha tinh", "ha-tinh"),
        ("  HÀ TĨNH ", "ha-tinh"),
        ("tỉnh Hà Tĩnh", "ha-tinh"),
        ("Ha\u0300 Ti\u0303nh", "ha-tinh"),
        ("Hoà Bình", "hoa-binh"),
        ("Hòa Bình", "hoa-binh"),
        ("Thanh Hoá", "thanh-hoa"),
        ("TP.HCM", "ho-chi-minh"),
        ("TPHCM", "ho-chi-minh"),
        ("TP. Hồ Chí Minh", "ho-chi-minh"),
        ("thành phố Hồ Chí Minh", "ho-chi-minh"),
        ("Hồ Chí Minh", "ho-chi-minh"),
        ("Sài Gòn", "ho-chi-minh"),
        ("TT-Huế", "thua-thien-hue"),
        ("Thừa Thiên - Huế", "thua-thien-hue"),
        ("Huế", "hue"),
        ("TP Huế", "hue"),
        ("BR-VT", "ba-ria-vung-tau"),
        ("Bà Rịa – Vũng Tàu", "ba-ria-vung-tau"),
        ("Đăk Lăk", "dak-lak"),
        ("Đắc Lắc", "dak-lak"),
        ("Daklak", "dak-lak"),
        ("Đăk Nông", "dak-nong"),
        ("Kontum", "kon-tum"),
        ("Bắc Cạn", "bac-kan"),
        ("quang-binh", "quang-binh"),
        ("Quảng Trị", "quang-tri"),
        ("tp đà nẵng", "da-nang"),
    ],
)
def test_a_province_is_found_as_people_write_it(typed, slug):
    found = find(typed)
    assert found is not None
    assert found.slug == slug


@pytest.mark.parametrize("typed", ["", " ", "tỉnh", "Hà", "Bắc Bộ", "Thái Bình Dương", "xyz", "tp"])
def test_what_is_no_province_is_not_found(typed):
    assert find(typed) is None


def test_today_wins_over_the_smaller_namesake():
    found = find("Quảng Trị")
    assert found is not None
    assert found.until is None
    assert by_slug("quang-tri") == found


def test_an_ended_province_covers_itself_alone():
    assert covers("quang-binh") == {"quang-binh"}
    assert successor("quang-binh") == "quang-tri"
    assert successor("ha-tinh") == "ha-tinh"


def test_an_unknown_slug_is_an_error_but_can_be_shown():
    assert by_slug("atlantis") is None
    assert name_of("atlantis") == "atlantis"
    with pytest.raises(KeyError):
        covers("atlantis")
    with pytest.raises(KeyError):
        successor("atlantis")


@pytest.mark.parametrize(
    ("paper", "when", "title", "lead", "text", "expected"),
    [
        pytest.param("quang-tri", datetime(2025, 6, 30, 17, 0, tzinfo=UTC), "Quảng Bình", "", "", ("quang-tri", "quang-tri"), id="first hour of July in Vietnam"),
        pytest.param("quang-tri", datetime(2025, 6, 30, 16, 59, tzinfo=UTC), "Quảng Bình", "", "", ("quang-tri", "quang-binh"), id="last hour of June in Vietnam"),
        pytest.param("quang-tri", None, "Quảng Bình", "", "", ("quang-tri", "quang-tri"), id="no date"),
        pytest.param("quang-tri", BEFORE, "Hội nghị", "", "Không nêu tỉnh nào.", ("quang-tri", "quang-tri"), id="no mention"),
        pytest.param("quang-tri", BEFORE, "Quảng Bình và Quảng Trị", "", "", ("quang-tri", "quang-tri"), id="tie"),
        pytest.param("phu-tho", BEFORE, "Số hóa hồ sơ ở Vĩnh Phúc", "", "Từ Phú Thọ tới Vĩnh Phúc, cán bộ đi học.", ("phu-tho", "vinh-phuc"), id="named most"),
        pytest.param("phu-tho", BEFORE, "SỐ HÓA Ở VĨNH PHÚC", "", "", ("phu-tho", "vinh-phuc"), id="capitals"),
        pytest.param("phu-tho", BEFORE, "", "", "Tin ở xã.\n\nVĨNH PHÚC", ("phu-tho", "phu-tho"), id="byline at the end"),
        pytest.param("phu-tho", BEFORE, "", "", "Vĩnh Phúc - Văn Lộc\n\nTin ở xã.", ("phu-tho", "phu-tho"), id="byline at the beginning"),
        pytest.param("phu-tho", BEFORE, "", "", "Xã họp.\n\nBài, ảnh: Hòa Bình\n\nXem thêm trên báo in.", ("phu-tho", "phu-tho"), id="credit"),
        pytest.param("phu-tho", BEFORE, "", "", "Ông Nguyễn Vĩnh Phúc và bà Trần Thị Hòa Bình đã dự.", ("phu-tho", "phu-tho"), id="people"),
        pytest.param("phu-tho", BEFORE, "Vì hòa bình", "", "Cả nước yêu chuộng hòa bình.", ("phu-tho", "phu-tho"), id="peace"),
        pytest.param("phu-tho", BEFORE, "", "", "Quản lý Hoà Bình số.", ("phu-tho", "hoa-binh"), id="tone on the last vowel"),
        pytest.param("hung-yen", BEFORE, "Châu Á - Thái Bình Dương", "", "", ("hung-yen", "hung-yen"), id="the Pacific is not Thái Bình"),
        pytest.param("ho-chi-minh", BEFORE, "Châu Á - Thái Bình Dương", "", "", ("ho-chi-minh", "ho-chi-minh"), id="nor Bình Dương"),
        pytest.param("ho-chi-minh", BEFORE, "", "", "Tư tưởng Hồ Chí Minh được học tập. BR-VT đi trước.", ("ho-chi-minh", "ba-ria-vung-tau"), id="the person is not the city"),
        pytest.param("hue", BEFORE, "", "", "", ("hue", "thua-thien-hue"), id="renamed"),
        pytest.param("ha-tinh", BEFORE, "Quảng Bình", "", "", ("ha-tinh", "ha-tinh"), id="untouched"),
        pytest.param("", BEFORE, "Quảng Bình số hóa hồ sơ", "", "Quảng Bình họp.", ("quang-tri", "quang-binh"), id="national outlet, before"),
        pytest.param("", AFTER, "Quảng Bình số hóa hồ sơ", "", "Quảng Bình họp.", ("quang-tri", "quang-tri"), id="national outlet, since"),
        pytest.param("", AFTER, "Ba địa phương dẫn đầu", "Hà Tĩnh, Huế và Cà Mau.", "Hà Tĩnh họp.", ("", ""), id="national outlet on several provinces"),
        pytest.param("", AFTER, "Bộ họp trực tuyến", "", "Điểm cầu Hà Tĩnh. Hà Tĩnh nêu ý kiến.", ("", ""), id="national outlet, named in the body only"),
        pytest.param("", AFTER, "Bộ họp trực tuyến", "", "Không nêu tỉnh nào.", ("", ""), id="national outlet, no province"),
    ],
)  # fmt: skip
def test_an_article_is_placed_today_and_then(paper, when, title, lead, text, expected):
    assert locate(paper, when, title, lead, text) == expected
