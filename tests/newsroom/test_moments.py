"""What tells two reports of one affair apart, and on which day a report plays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsroom.duplicates import likeness
from newsroom.events import SAME, SURE
from newsroom.filing import RelationKind
from newsroom.moments import days_between, two_moments
from newsroom.pieces import Piece, Profile

NOON = datetime(2026, 11, 18, 5, tzinfo=UTC)  # 12:00 in Việt Nam


def told(text="", title="", day=18):
    """An article of a day in November 2026; `day` None for one without a time."""
    return Profile(Piece(title, text, "", NOON + timedelta(days=day - 18) if day else None))


APART = [
    (
        "the day of one comes before that of the other",
        told("Chiều 17/11, xã họp."),
        told("Sáng 18/11, xã họp."),
        "ngày",
    ),
    (
        "one appeared before the other's day",
        told("Xã họp khẩn.", day=16),
        told("Sáng 18/11, xã họp khẩn."),
        "trước khi",
    ),
    (
        "one names the day to come, the other the days that were",
        told("Sáng 15/11, tòa nghỉ, hẹn tuyên án ngày 18/11.", day=15),
        told("Sáng 18/11, tòa tuyên án.", day=None),
        "",
    ),
    (
        "one announces a day, the other is of it",
        told("Hội thi mở ngày 18/11.", day=17),
        told("Hội thi đã mở."),
        "báo trước",
    ),
    ("neither names a day and three lie between", told("Xã họp khẩn.", day=15), told("Xã lại họp khẩn."), "nhiều ngày"),
    (
        "a preview and its match",
        told(title="Xem trực tiếp chung kết ở kênh nào?", day=None),
        told(title="Phù Lãng đăng quang giải bóng đá huyện"),
        "báo trước",
    ),
    ("two matches", told("Phù Lãng thắng 3-2."), told("Ở bán kết, Phù Lãng dẫn trước 1-0."), "tỷ số"),
    (
        "two steps of a case",
        told("Công an vào cuộc.", "Khởi tố giám đốc Lò Văn Tạ", 16),
        told("Cáo trạng dài 40 trang.", "Truy tố giám đốc Lò Văn Tạ", 17),
        "bước",
    ),
]
ALIKE = [
    ("the day is the same", told("Tối 17/11, cháy chợ.", day=17), told("Chợ cháy tối 17/11.")),
    ("a count says how fresh it is", told("Bão vào bờ tối 17/11."), told("Tính đến 7h ngày 18/11, 52 nhà tốc mái.")),
    ("one says yesterday", told("Tối 17/11, cháy chợ.", day=17), told("Tối qua, chợ cháy.")),
    ("the result is told from either side", told("Phù Lãng thắng 3-2."), told("An Mỹ thua với tỷ số 2-3.")),
    ("small numbers are ranges", told("Mỗi nhà nuôi 2-3 con trâu."), told("Mỗi nhà có 4-5 con bò.")),
    ("months are no victories", told("Trong tháng 2-3 tới, xã dựng nhà."), told("Đội xã thắng 3-1.")),
    (
        "a trial and its sentence on one day",
        told("Tòa mở lúc 8 giờ.", "Xét xử giám đốc Lò Văn Tạ"),
        told("Tòa kết thúc.", "Giám đốc Lò Văn Tạ lĩnh 3 năm tù"),
    ),
    (
        "the opening names the other's step",
        told("Sau khi bị khởi tố, ông Tạ bị truy tố.", "Truy tố giám đốc Lò Văn Tạ", 16),
        told("Cơ quan chức năng vừa khởi tố.", "Khởi tố giám đốc Lò Văn Tạ", 17),
    ),
]


@pytest.mark.parametrize(("one", "other", "says"), [case[1:] for case in APART], ids=[case[0] for case in APART])
def test_what_shows_two_moments(one, other, says):
    assert two_moments(one, other)
    assert says in two_moments(one, other)
    assert two_moments(one, other) == two_moments(other, one)


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in ALIKE], ids=[case[0] for case in ALIKE])
def test_what_does_not(one, other):
    assert two_moments(one, other) == two_moments(other, one) == ""


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        (told("Tối 17/11, cháy chợ.", day=17), told("Chợ cháy tối 17/11.", day=18), 0),
        (told("Tối qua, chợ cháy."), told("Chợ cháy.", day=17), 0),
        (told("Xã họp."), told("Xã họp.", day=16), 2),
        (told("Năm nay, từ ngày 2/3, xã vắng."), told("Xã vắng.", day=18), 0),
        (told("Sáng 17/11, xã họp.", day=None), told("Xã họp."), 1),
        (told("Sáng 17/11, xã họp.", day=None), told("Họp sáng 17/11.", day=None), 0),
        (told("Xã họp.", day=None), told("Xã họp."), None),
        (told("Xã họp ngày 30/2.", day=None), told("Xã họp."), 0),
    ],
)
def test_a_report_plays_on_the_last_recent_day_it_names_or_else_on_that_of_its_publication(one, other, days):
    assert days_between(one, other) == days_between(other, one) == days


@pytest.mark.parametrize("at", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_the_ends_of_the_calendar_have_neighbours_too(at):
    first, last = (Profile(Piece("", f"Họp ngày {day}.", "", at)) for day in ("1/1", "31/12"))
    assert days_between(first, last) is not None


def test_titles_with_other_names_need_surer_signs():
    visit = (
        "Sáng 18/11, đoàn đến thăm, tặng quà 24 gia đình ở xã vùng cao, chúc bà con vui khỏe, dặn xã lo Tết cho đủ đầy."
    )
    gifts = "Ngày 18/11, đoàn của tỉnh tới chúc Tết các hộ nghèo; tại xã vùng biên có 24 gia đình nhận quà, bà con vui khỏe."
    one = Piece("Bà Lò Thị Mỷ tặng quà gia đình nghèo vùng cao", visit, "", NOON)
    other = Piece("Ông Vừ A Chứ tặng quà hộ nghèo vùng biên", gifts, "", NOON)
    both = Piece(other.title, f"{gifts} Đi cùng có bà Lò Thị Mỷ.", "", NOON)
    assert SAME <= likeness(one, other).strength < SURE
    assert likeness(one, other).kind is RelationKind.NEW
    assert likeness(one, both).kind is RelationKind.SAME_STORY
