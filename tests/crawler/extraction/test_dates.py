"""Machine dates and the dated lines that Vietnamese newspapers print, read to the second and the zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.dates import VIETNAM, from_line, from_machine, is_dated_line, plausible


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


LINES = {
    "10/10/2023 | 11:42 GMT+7": "2023-10-10T11:42",
    "Cập nhật: 20:33, 06/10/2022 (GMT+7)": "2022-10-06T20:33",
    "Thứ Ba, 04/10/2022, 21:43 (GMT+7)": "2022-10-04T21:43",
    "Thứ Tư, 09/09/2020, 17:19 [GMT+7]": "2020-09-09T17:19",
    "Thứ sáu: 15:00 ngày 09/02/2024": "2024-02-09T15:00",
    "Thanh Phúc • 26/07/2024 09:15": "2024-07-26T09:15",
    "Tuệ An 13/06/2024 06:24": "2024-06-13T06:24",
    "08/01/2026 - 18:21": "2026-01-08T18:21",
    "20:50, 09/11/2025": "2025-11-09T20:50",
    "19h00 09/08/2026": "2026-08-09T19:00",
    "06-03-2026, 20:21 (GMT+7)": "2026-03-06T20:21",
    "Thứ Năm 19/06/2025 , 18:29 (GMT+7)": "2025-06-19T18:29",
    "Thứ tư, 10/12/2025 - 19:52": "2025-12-10T19:52",
    "Tháng Bảy 16th, 2024": "2024-07-16T00:00",
    "Cập nhật lúc 17:05, 26/7/2022": "2022-07-26T17:05",
    "Cập nhật ngày: 26/07/2022 17:05:09 (GMT+7)": "2022-07-26T17:05:09",
    "Chủ Nhật, ngày 20 tháng 11 năm 2025, 17:05": "2025-11-20T17:05",
    "Ngày 26 tháng 7 năm 2022 lúc 17h05": "2022-07-26T17:05",
    "20 Tháng 11, 2025": "2025-11-20T00:00",
    "26.07.2022 | 17 giờ 05": "2022-07-26T17:05",
    "16/03/2025 16:18' GMT+7": "2025-03-16T16:18",
    "Xuất bản: 07:00, Thứ hai, 12/06/2023": "2023-06-12T07:00",
    "26/07/2022 5:05 CH": "2022-07-26T17:05",
    "November 21, 2025": "2025-11-21T00:00",
    "2022-07-26 18:05": "2022-07-26T18:05",
    # American order only as .NET prints it, and never against the day of the week
    "8/15/2016 10:17:00 AM": "2016-08-15T10:17",
    "8/5/2016 10:17:00 PM": "2016-08-05T22:17",
    "Cập nhật: Thứ sáu, 18/10/2019 | 1:36:31 PM": "2019-10-18T13:36:31",
    "Cập nhật: Thứ ba, 2/12/2014 | 8:34:31 AM": "2014-12-02T08:34:31",
    "05/08/2016 12:10 AM": "2016-08-05T00:10",
}


@pytest.mark.parametrize(("line", "when"), LINES.items(), ids=LINES)
def test_a_dated_line_is_read_as_it_is_meant(line: str, when: str) -> None:
    (stamp,) = from_line(line)
    assert stamp.when == local(when)
    assert stamp.when.tzinfo is UTC
    assert stamp.timed == (not when.endswith("T00:00"))


@pytest.mark.parametrize(
    "line", ["", "Ngày 31/2/2025", "Điện thoại 0239.3855.555", "Số 12/2025/NQ-CP", "1/2", "26/7", "32/13/2024", "25:61"]
)
def test_what_is_no_date_gives_none(line: str) -> None:
    assert [stamp for stamp in from_line(line) if stamp.timed] == []
    if "2025" not in line:
        assert list(from_line(line)) == []


def test_a_line_with_two_dates_tells_publication_from_update() -> None:
    first, second = from_line("Đăng lúc 08:00 26/07/2022 - Cập nhật lúc 09:30 27/07/2022")
    assert (first.role, first.when) == ("published", local("2022-07-26T08:00"))
    assert (second.role, second.when) == ("modified", local("2022-07-27T09:30"))


def test_a_named_zone_is_honoured() -> None:
    assert next(iter(from_line("26/07/2022 10:05 (GMT+0)"))).when == datetime(2022, 7, 26, 10, 5, tzinfo=UTC)
    assert next(iter(from_line("26/07/2022 10:05 UTC"))).when == datetime(2022, 7, 26, 10, 5, tzinfo=UTC)


MACHINE = {
    "2022-07-26T18:05:00+07:00": "2022-07-26T11:05:00",
    "2022-07-26T18:05:00+0700": "2022-07-26T11:05:00",
    "2022-07-26T18:05+07": "2022-07-26T11:05:00",
    "2022-07-26T11:05:00Z": "2022-07-26T11:05:00",
    "2022-07-26T11:05:00.250Z": "2022-07-26T11:05:00.250000",
    "2022-07-26 18:05:00": "2022-07-26T11:05:00",
    "20220726T180500": "2022-07-26T11:05:00",
    "2022-07-26": "2022-07-25T17:00:00",
    "Tue, 26 Jul 2022 18:05:00 +0700": "2022-07-26T11:05:00",
    "Tue, 26 Jul 2022 18:05:00 GMT+7": "2022-07-26T11:05:00",
    "Tue, 26 Jul 2022 11:05:00 GMT": "2022-07-26T11:05:00",
    "7/26/2022 6:05:00 PM": "2022-07-26T11:05:00",
    "26/07/2022 18:05": "2022-07-26T11:05:00",
    "1658833500": "2022-07-26T11:05:00",
}


@pytest.mark.parametrize(("value", "when"), MACHINE.items(), ids=MACHINE)
def test_a_machine_date_is_read_whatever_its_form(value: str, when: str) -> None:
    assert from_machine(value) == datetime.fromisoformat(when).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "value", ["", "hôm qua", "0001-01-01T00:00:00", "2022-13-45", "99999999999999999999", "2022-07-26T25:00:00"]
)
def test_a_broken_machine_date_is_none(value: str) -> None:
    assert from_machine(value) is None


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        ("Thứ Ba, 26/07/2022 17:05 (GMT+7)", True),
        ("Thanh Phúc • 26/07/2024 09:15", True),
        ("Chiều 26/7/2022, UBND tỉnh tổ chức hội nghị về chuyển đổi số với sự tham gia của các sở, ngành.", False),
        ("Hội nghị diễn ra ngày 26/7/2022.", False),
        ("Thanh Phúc", False),
    ],
)
def test_a_dated_line_is_told_from_a_sentence_with_a_date(line: str, *, dated: bool) -> None:
    assert is_dated_line(line) is dated


def test_a_date_is_plausible_between_the_first_page_and_tomorrow() -> None:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    assert plausible(now + timedelta(hours=20), now=now)
    assert not plausible(now + timedelta(hours=25), now=now)
    assert not plausible(datetime(1989, 12, 31, tzinfo=UTC), now=now)
    assert not plausible(None, now=now)


@given(st.text(max_size=120) | st.text(alphabet="0123456789/:-. tháng năm GMT+7AMh", max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    for stamp in from_line(text):
        assert 0 <= stamp.start < stamp.end
    from_machine(text)
