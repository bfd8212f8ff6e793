"""What is read out of a text before it is compared."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsroom.copies import conflict, facts_shared, overlap
from newsroom.pieces import Piece, Profile, day_of


def read(text="", title="", **changes):
    return Profile(Piece(title, text, **changes))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Theo Sở Y tế Cần Thơ, ông Lâm Chí Hải đã đến.", {"lam chi hai"}),
        ("Ông Trần Văn Út và bà H'Loan Niê.", {"tran van ut"}),
        ("UBND tỉnh giao VNPT Hà Tĩnh.", {"ubnd", "vnpt ha tinh"}),
        ("Hôm nay trời nắng. Ngày mai mưa.", set()),
        ("Ứng dụng VNeID ở phường Tân Hòa Đông", {"tan hoa dong"}),
    ],
)
def test_names_are_runs_of_capitals_without_what_begins_the_sentence(text, names):
    assert names <= read(text).names


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("thu 9,9 nghìn ha, 1.521,35 nghìn tấn", {"9900", "1521350"}),
        ("12 nghìn tấn, 2,5 triệu người", {"12", "2,5"}),
        ("Có 1.250 hồ sơ, đạt 95,6% và 24/26 chỉ tiêu.", {"1250", "95,6%", "24/26"}),
        ("3 xã, 12 thôn", {"12"}),
        ("tăng 12 %", {"12%"}),
        ("không có số nào", set()),
    ],
)
def test_figures_keep_what_makes_them_telling(text, figures):
    assert read(text).figures == figures


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Chiều 12/3", {(12, 3)}),
        ("ngày 12.3.2026", {(12, 3)}),
        ("ngày 12-3", {(12, 3)}),
        ("ngày 12 tháng 3 năm 2026", {(12, 3)}),
        ("dịp 2-9", {(2, 9)}),
        ("thắng 3-2, mỗi nhà nuôi 2-3 con", set()),
        ("tỷ lệ 45/63 và 1/100", set()),
        ("tăng 2.5% so với 24/26", set()),
    ],
)
def test_days_are_read_the_vietnamese_way_round(text, days):
    assert read(text).days == days


@pytest.mark.parametrize(
    "fresh", ["tính đến 7h ngày 7/11", "đến hết ngày 7/11", "Tính đến ngày 7/11/2026", "đến tối 7/11"]
)
def test_how_fresh_a_count_is_is_no_day_on_which_something_happened(fresh):
    read_out = read(f"Bão vào bờ ngày 6/11. Theo xã, {fresh} có 52 nhà tốc mái.")
    assert read_out.told_days == {(6, 11)}
    assert read_out.head_days == {(6, 11), (7, 11)}


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Miền biên viễn - Kỳ 1: Kéo sóng", "1"),
        ("Miền biên viễn - Kỳ cuối: Ở lại", "cuoi"),
        ("Dữ liệu mở (Bài 2)", "2"),
        ("Bài II: Nút thắt", "2"),
        ("Nghị quyết số 57-NQ/TW vào cuộc sống", ""),
        ("Kỳ thi 2 ngày", ""),
        ("Bài học 3 năm", ""),
    ],
)
def test_a_title_says_which_part_of_a_series_it_is(title, part):
    assert read(title=title).part == part


def test_places_are_what_stands_after_the_word_for_a_place():
    told = read("Sáng nay, xã Đào Xá (tỉnh Phú Thọ) và TP. Huế họp; UBND xã báo cáo. Phường Ở đâu đó.")
    assert {"dao xa", "phu tho", "hue"} <= told.places


@pytest.mark.parametrize("last", ["MINH ANH", "Theo Báo Hà Tĩnh", "(Nguồn: TTXVN)", "Tin, ảnh: P.Y", "Ảnh: N.P."])
def test_bylines_and_credits_are_no_text(last):
    assert read(f"(GLO)- Xã mở điểm hỗ trợ.\n{last}").words == ("xa", "mo", "diem", "ho", "tro")


def test_a_day_is_counted_in_viet_nam():
    evening, morning = (datetime(2026, 3, 12, hour, tzinfo=UTC) for hour in (16, 18))
    assert day_of(morning) - day_of(evening) == 1


FRAME = "Khai mạc hội nghị chuyển đổi số"


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        (read(title="Kéo sóng - Kỳ 1: Đèo"), read(title="Kéo sóng - Kỳ 2: Bếp"), "phần 1 và phần 2"),
        (read("Sáng 12/3, họp."), read("Sáng 13/3, họp."), "ngày khác nhau"),
        (read("Xã Đào Xá họp."), read("Xã Đại Đồng họp."), "nơi khác nhau"),
        (read(title="Đội số 1 ra quân dọn bãi biển"), read(title="Đội số 2 ra quân dọn bãi biển"), "con số"),
        (read(title=f"Huế: {FRAME}"), read(title=f"Lai Châu: {FRAME}"), ""),
        (read(title=f"{FRAME} ở Bến Tre"), read(title=f"{FRAME} ở Lai Châu"), "tên riêng"),
        (read("Sáng 12/3, họp.", title="12 xã có sóng"), read("Họp ngày 12/3.", title="Thêm sóng ở bản"), ""),
        (read(title="Trao 120 suất quà Tết"), read("Trao 120 suất.", title="Trao quà Tết, 80 hộ vui"), ""),
    ],
)
def test_what_shows_two_reports_in_one_frame(one, other, says):
    found = conflict(one, other)
    assert says in found if says else not found
    assert bool(conflict(other, one)) == bool(found)


def test_the_share_of_a_text_is_counted_in_runs_of_three():
    one, other = read("một hai ba bốn năm sáu."), read("một hai ba bốn năm sáu bảy tám chín mười.")
    assert overlap(one, other).shorter == 1.0
    assert overlap(other, one).longer == pytest.approx(0.6)
    assert overlap(one, read("")).shorter == 0.0


def test_facts_are_counted_against_the_text_that_has_fewer_and_none_is_lost_where_there_are_none():
    few, many = (
        read("Có 120 hồ sơ, 95% đúng hạn, 36 thôn."),
        read("Có 120 hồ sơ, 95% đúng hạn, 47 thôn, 512 lượt, 77 tổ."),
    )
    assert facts_shared(few, many) == facts_shared(many, few) == pytest.approx(3 / 4)
    assert facts_shared(read("không có gì"), many) == 1.0
    assert facts_shared(read("Có 36 thôn."), many) == pytest.approx(1 / 2)
