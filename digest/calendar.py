"""Which editions are due: by wall clock, weekday and holiday, and what is made up for after a pause. Pure."""

from __future__ import annotations

import calendar
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from digest.edition import Period

DAY = timedelta(days=1)
_LONGEST_LOOK_BACK = 62  # days: two months, so that a monthly digest finds its last day


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a digest appears. `weekdays`: 0 is Monday; a weekly one appears on the first of them, a monthly one on the 1st."""

    at: time
    zone: ZoneInfo
    period: Period = "day"
    weekdays: AbstractSet[int] = frozenset(range(7))
    holidays: AbstractSet[date] = frozenset()

    def appears_on(self, day: date) -> bool:
        """Whether the calendar has an edition of this day."""
        match self.period:
            case "day":
                return day.weekday() in self.weekdays and day not in self.holidays
            case "week":
                return day.weekday() == min(self.weekdays, default=0)
            case _:
                return day.day == 1

    def closes(self, day: date) -> datetime:
        """The moment (UTC) at which the edition of a day closes. A wall-clock time that a clock change skips is the next that exists."""
        return datetime.combine(day, self.at, self.zone).astimezone(UTC)

    def span(self, day: date) -> timedelta:
        """How much a first edition looks back: its period, and over the days on which none appears."""
        match self.period:
            case "day":
                back = next((n for n in range(1, _LONGEST_LOOK_BACK) if self.appears_on(day - n * DAY)), 1)
                return back * DAY
            case "week":
                return 7 * DAY
            case _:
                before = day - DAY
                return calendar.monthrange(before.year, before.month)[1] * DAY


@dataclass(frozen=True, slots=True)
class Due:
    """An edition to make now: its date, its half-open window, and how many dates before it were missed."""

    day: date
    since: datetime
    until: datetime
    missed: int = 0


def due(
    rhythm: Rhythm, now: datetime, last_day: date | None, last_until: datetime | None, *, catch_up: bool = True
) -> Due | None:
    """The edition that is due, or None.

    `last_day` and `last_until` are of the digest's newest edition, None before the first. Whatever was missed, one
    edition is due, that of the newest date. With `catch_up` its window begins where the last one ended, so nothing is
    left out; without it the missed dates stay untold.
    """
    day = _newest(rhythm, now)
    if day is None or (last_day is not None and day <= last_day):
        return None
    until = rhythm.closes(day)
    if last_until is None or last_day is None:
        return Due(day, until - rhythm.span(day), until)
    missed = sum(rhythm.appears_on(last_day + n * DAY) for n in range(1, (day - last_day).days))
    since = last_until if catch_up or not missed else until - rhythm.span(day)
    return Due(day, min(since, until), until, missed)


def _newest(rhythm: Rhythm, now: datetime) -> date | None:
    """The newest date whose edition has closed."""
    today = now.astimezone(rhythm.zone).date()
    days = (today - n * DAY for n in range(_LONGEST_LOOK_BACK))
    return next((day for day in days if rhythm.appears_on(day) and rhythm.closes(day) <= now), None)
