"""Which edition is due, and what it covers."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from digest.calendar import Due, Rhythm, due

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
WORKDAYS = frozenset(range(5))
DAILY = Rhythm(time(7), HERE)


def at(day: int, hour: int, minute: int = 0, month: int = 8) -> datetime:
    """A moment of 2026 in Việt Nam. 24 August is a Monday."""
    return datetime(2026, month, day, hour, minute, tzinfo=HERE)


def covers(found: Due | None) -> tuple[date, datetime, datetime, int] | None:
    return found and (found.day, found.since, found.until, found.missed)


@pytest.mark.parametrize(
    ("rhythm", "now", "last", "expected"),
    [
        pytest.param(DAILY, at(24, 6, 59), 23, None, id="a minute too early"),
        pytest.param(DAILY, at(24, 7), 23, (24, at(23, 7), at(24, 7), 0), id="on time"),
        pytest.param(DAILY, at(24, 23), 23, (24, at(23, 7), at(24, 7), 0), id="late on the same day: the same window"),
        pytest.param(DAILY, at(24, 7), 24, None, id="it exists already"),
        pytest.param(DAILY, at(24, 9), None, (24, at(23, 7), at(24, 7), 0), id="the first looks a day back"),
        pytest.param(DAILY, at(24, 9), 20, (24, at(20, 7), at(24, 7), 3), id="three missed days are in one edition"),
        pytest.param(DAILY, at(24, 5), 20, (23, at(20, 7), at(23, 7), 2), id="before seven the newest is yesterday's"),
        pytest.param(Rhythm(time(7), HERE, weekdays=WORKDAYS), at(23, 9), 21, None, id="none on a Sunday"),
        pytest.param(Rhythm(time(7), HERE, weekdays=WORKDAYS), at(24, 9), 21, (24, at(21, 7), at(24, 7), 0), id="Monday has the weekend"),
        pytest.param(Rhythm(time(7), HERE, weekdays=WORKDAYS), at(24, 9), None, (24, at(21, 7), at(24, 7), 0), id="also when it is the first"),
        pytest.param(Rhythm(time(7), HERE, holidays=frozenset({date(2026, 8, 24)})), at(24, 9), 23, None, id="a holiday"),
        pytest.param(Rhythm(time(7), HERE, "week", frozenset({0})), at(26, 9), 17, (24, at(17, 7), at(24, 7), 0), id="weekly, found on Wednesday"),
        pytest.param(Rhythm(time(7), HERE, "week", frozenset({0})), at(26, 9), None, (24, at(17, 7), at(24, 7), 0), id="the first weekly one"),
        pytest.param(Rhythm(time(7), HERE, "month"), at(2, 9), None, (1, at(1, 7, month=7), at(1, 7), 0), id="the first monthly one has July"),
    ],
)  # fmt: skip
def test_the_edition_that_is_due(rhythm, now, last, expected):
    last_day = None if last is None else date(2026, 8, last)
    last_until = None if last is None else at(last, 7)
    wanted = expected and (date(2026, 8, expected[0]), *expected[1:])
    assert covers(due(rhythm, now, last_day, last_until)) == wanted


def test_without_catching_up_missed_days_stay_untold():
    found = due(DAILY, at(24, 9), date(2026, 8, 20), at(20, 7), catch_up=False)
    assert covers(found) == (date(2026, 8, 24), at(23, 7), at(24, 7), 3)


def test_a_changed_time_of_day_leaves_no_gap_and_no_overlap():
    later = Rhythm(time(9, 30), HERE)
    found = due(later, at(24, 10), date(2026, 8, 23), at(23, 7))
    assert covers(found) == (date(2026, 8, 24), at(23, 7), at(24, 9, 30), 0)


def test_windows_of_a_year_touch_each_other_whatever_the_clock_does():
    berlin = Rhythm(time(2, 30), ZoneInfo("Europe/Berlin"))
    now, last = datetime(2026, 1, 1, 12, tzinfo=UTC), due(berlin, datetime(2025, 12, 31, 12, tzinfo=UTC), None, None)
    assert last is not None
    for _ in range(365):
        found = due(berlin, now, last.day, last.until)
        assert found is not None
        assert (found.since, found.missed) == (last.until, 0)
        assert timedelta(hours=22) < found.until.astimezone(UTC) - found.since.astimezone(UTC) < timedelta(hours=26)
        now, last = now + timedelta(days=1), found


def test_a_clock_set_back_makes_no_second_edition():
    assert due(DAILY, at(23, 12), date(2026, 8, 24), at(24, 7)) is None
