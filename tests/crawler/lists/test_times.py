"""A newspaper's clock is Việt Nam's, however its feed writes it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.lists.times import from_epoch, read_time

EIGHT_THIRTY = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)  # 08:30 in Việt Nam


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22T08:30:00+07:00",
        "2026-11-22T08:30:00+0700",
        "2026-11-22T08:30+07",
        "2026-11-22T01:30:00Z",
        "2026-11-22T01:30:00.123456789Z",
        "2026-11-22T08:30:00",
        "2026-11-22 08:30:00",
        "2026-11-22 08:30:00 +0700",
        "2026-11-22 08:30:00 GMT+7",
        "2026/11/22 08:30",
        "Sun, 22 Nov 2026 08:30:00 +0700",
        "Sun, 22 Nov 2026 01:30:00 GMT",
        "Sun, 22 Nov 2026 01:30:00 UTC",
        "Sun, 22 Nov 2026 01:30:00 -0000",
        "Sun, 22 Nov 2026 08:30:00 GMT+7",
        "Sun, 22 Nov 2026 08:30:00 GMT+07:00",
        "Sun, 22 Nov 2026 08:30:00 GMT +0700",
        "Sun, 22 Nov 2026 08:30:00 +7",
        "Sun, 22 Nov 2026 08:30:00 ICT",
        "Sun, 22 Nov 2026 08:30:00",
        "22 Nov 2026 08:30",
        "22/11/2026 08:30",
        "22/11/2026 | 08:30 GMT+7",
        "22-11-2026, 8:30 (GMT+7)",
        "08:30, 22/11/2026",
        "08h30 22/11/2026",
        "Chủ Nhật, 22/11/2026, 08:30 [GMT+7]",
        "22.11.2026 08:30:00 AM",
        "11/22/2026 8:30:00 AM",
        "22/11/2026 01:30 GMT",
        "/Date(1795311000000)/",
    ],
)
def test_a_time_is_read_in_whatever_form_it_comes(text: str):
    moment = read_time(text)
    assert moment is not None
    assert moment.replace(microsecond=0) == EIGHT_THIRTY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-22", datetime(2026, 11, 21, 17, tzinfo=UTC)),
        ("22/11/2026", datetime(2026, 11, 21, 17, tzinfo=UTC)),
        ("2026-11", datetime(2026, 10, 31, 17, tzinfo=UTC)),
        ("22/11/2026 12:05:00 AM", datetime(2026, 11, 21, 17, 5, tzinfo=UTC)),
        ("22/11/2026 08:30:00 PM", datetime(2026, 11, 22, 13, 30, tzinfo=UTC)),
    ],
)
def test_a_day_begins_at_midnight_in_viet_nam(text: str, expected: datetime):
    assert read_time(text) == expected


@pytest.mark.parametrize(
    "text", ["", "hôm nay", "0000-00-00", "31/31/2026", "2026-13-45", "1/1/0001 12:00:00 AM", "x" * 5000, "Thứ Hai"]
)
def test_what_is_no_time_is_none(text: str):
    assert read_time(text) is None


@pytest.mark.parametrize("number", [1795311000, 1795311000000, 1795311000.0])
def test_seconds_and_milliseconds_are_told_apart(number: float):
    assert from_epoch(number) == EIGHT_THIRTY


@pytest.mark.parametrize("number", [0, -5, 10**30, float("nan"), float("inf")])
def test_a_number_that_is_no_time_is_none(number: float):
    assert from_epoch(number) is None
