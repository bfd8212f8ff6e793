"""When an article was published: machine dates of metadata and the dated lines that Vietnamese newspapers print.

Times without a zone are Vietnamese, days come before months. The forms are those seen on provincial newspapers:
"Thứ Ba, 26/07/2022 17:05 (GMT+7)", "Cập nhật: 20:33, 06/10/2022", "15:00 ngày 09/02/2024", "19h00 09/08/2026",
"10/10/2023 | 11:42 GMT+7", "Tháng Bảy 16th, 2024", "8/15/2016 10:17:00 AM" …
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from newsroom.vietnamese import nfc

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # before the first Vietnamese page
AHEAD = timedelta(days=1)  # a wrong clock or zone may put an article this far into the future

Role = Literal["published", "modified"]

_ENGLISH = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_VIETNAMESE = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
_MONTHS = {name: number for names in (_ENGLISH, _VIETNAMESE) for number, name in enumerate(names, start=1)}
_MONTHS |= {name[:3]: number for number, name in enumerate(_ENGLISH, start=1)}
_MONTHS |= {"giêng": 1, "bốn": 4, "sept": 9, "chạp": 12}
_MONTH_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ENGLISH_NAMES = "|".join([*_ENGLISH, "sept", *(name[:3] for name in _ENGLISH)])

_WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")
_WEEKDAY = re.compile(
    r"(?:thứ\s*(?P<name>hai|ba|tư|năm|sáu|bảy|bẩy)|t(?P<number>[2-7])\b|(?P<sunday>chủ\s*nhật|\bcn\b))", re.IGNORECASE
)
_DATE = re.compile(
    rf"""
      (?<![\d/.])(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>\d\d?)-(?P<iso_day>\d\d?)(?!\d)
    | (?<![\d/.])(?P<first>\d\d?)\s?(?P<mark>[/.-])\s?(?P<second>\d\d?)\s?(?P=mark)\s?(?P<year>(?:19|20)\d\d|\d\d(?=[,\s]+\d\d?:\d\d))(?![\d/])
    | (?<!\d)(?P<day>\d\d?)(?:st|nd|rd|th)?\s*,?\s*tháng\s+(?P<month>\d\d?|{_MONTH_NAMES})\s*(?:năm|,|/|-)?\s*(?P<long_year>(?:19|20)\d\d)
    | tháng\s+(?P<month_first>\d\d?|{_MONTH_NAMES})\s+(?P<day_second>\d\d?)(?:st|nd|rd|th)?\s*,\s*(?P<year_last>(?:19|20)\d\d)
    | \b(?P<english>{_ENGLISH_NAMES})\.?\s+(?P<english_day>\d\d?)(?:st|nd|rd|th)?\s*,\s*(?P<english_year>(?:19|20)\d\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\d:/.-])(?P<hour>\d\d?)\s*(?::|h|g|giờ)\s*(?P<minute>\d\d)(?:\s*phút)?(?:[:'](?P<second>\d\d)(?:\.\d+)?)?(?![\d])"
    r"\s*(?P<half>[AP]M|SA|CH)?\b|(?<![\d:/.-])(?P<full_hour>\d\d?)\s*(?:h|giờ)(?![\w:])",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"(?:GMT|UTC)\s*(?P<sign>[+-])\s*(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?|\b(?P<zero>UTC|GMT)\b(?!\s*[+-])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s,|•·–—()\[\]'’′-]*(?:ngày|lúc|vào|at|on)?[\s,:|•·–—()\[\]-]*", re.IGNORECASE)
_UPDATED = re.compile(r"cập\s*nhật|sửa|update|modified", re.IGNORECASE)
_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T\s]+(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,](\d+))?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)/|[-/_](20\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\d{2,5}(?:\.\w{3,5})?$"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """One date on a page. `start` and `end` say where in its line it stands, time and zone included."""

    when: datetime  # aware, UTC
    timed: bool  # whether a time of day was given; without one it is midnight in Việt Nam
    role: Role
    start: int
    end: int


def from_machine(value: str) -> datetime | None:
    """A date of metadata (ISO 8601 in its many sloppy forms, RFC 2822, or a printed form), as aware UTC."""
    text = value.strip()
    if match := _ISO.fullmatch(text):
        return _from_iso(match)
    if re.fullmatch(r"\d{10}(?:\d{3})?", text):
        return datetime.fromtimestamp(int(text[:10]), tz=UTC)
    if re.match(r"(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4}", text):
        return _from_mail(text)
    return next((stamp.when for stamp in from_line(text)), None)


def from_line(line: str) -> Iterator[Stamp]:
    """The dates printed in a line, in order, each with the time of day that stands beside it."""
    line = nfc(line)
    dates = list(_DATE.finditer(line))
    floor = 0
    for at, date in enumerate(dates):
        ceiling = dates[at + 1].start() if at + 1 < len(dates) else len(line)
        stamp = _stamp(line, date, floor, ceiling)
        if stamp is not None:
            floor = stamp.end
            yield stamp


def from_address(url: str) -> datetime | None:
    """The day, perhaps with the time, that an address bears: "/2026/03/04/…", "…-20260304101500123.htm"."""
    match = _IN_ADDRESS.search(urlsplit(url).path)
    if match is None:
        return None
    year, month, day, hour, minute = (int(part or 0) for part in (match[1] or match[4], *match.group(2, 3, 7, 8)))
    if match[4]:
        month, day = int(match[5]), int(match[6])
    try:
        return datetime(year, month, day, hour, minute, tzinfo=VIETNAM).astimezone(UTC)
    except ValueError:
        return None


def is_dated_line(line: str) -> bool:
    """Whether a line is a byline or a clock: a date with little else."""
    if len(line) > 140:
        return False
    stamps = list(from_line(line))
    if not stamps:
        return False
    rest = line[: stamps[0].start] + line[stamps[-1].end :]
    return sum(map(str.isalpha, rest)) <= 60 and not re.search(r"[.!?;]\s*$", rest.strip(" )]"))


def plausible(when: datetime | None, *, now: datetime) -> bool:
    return when is not None and EARLIEST <= when <= now + AHEAD


def _from_iso(match: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    fraction = int((match[7] or "0").ljust(6, "0")[:6])
    try:
        return datetime(year, month, day, hour, minute, second, fraction, tzinfo=_iso_zone(match[8])).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _iso_zone(zone: str | None) -> timezone | ZoneInfo:
    if not zone:
        return VIETNAM
    if zone.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    digits = zone[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if zone[0] == "-" else offset)


def _from_mail(text: str) -> datetime | None:
    try:
        when = parsedate_to_datetime(re.sub(r"(?:GMT|UTC)\s*\+\s*(\d)$", r"+0\g<1>00", text))
        return (when if when.tzinfo else when.replace(tzinfo=VIETNAM)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _stamp(line: str, date: re.Match[str], floor: int, ceiling: int) -> Stamp | None:
    clock = _clock_beside(line, date, floor, ceiling)
    day = _day(date, american=_american(date, clock), weekday=_weekday_before(line, date, floor))
    if day is None:
        return None
    start = min(date.start(), clock.start()) if clock else date.start()
    end = max(date.end(), clock.end()) if clock else date.end()
    zone = _ZONE.match(line, _BETWEEN.match(line, end).end())  # type: ignore[union-attr]  # may match nothing
    hour, minute, second = _time_of(clock) if clock else (0, 0, 0)
    try:
        when = datetime(*day, hour, minute, second, tzinfo=_zone(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    role: Role = "modified" if _UPDATED.search(line, floor, start) else "published"
    return Stamp(when, timed=clock is not None, role=role, start=start, end=zone.end() if zone else end)


def _clock_beside(line: str, date: re.Match[str], floor: int, ceiling: int) -> re.Match[str] | None:
    """The time of day right after the date, else right before it."""
    after = _CLOCK.match(line, _BETWEEN.match(line, date.end(), ceiling).end(), ceiling)  # type: ignore[union-attr]
    if after:
        return after
    for clock in _CLOCK.finditer(line, floor, date.start()):
        gap = _ZONE.sub("", _WEEKDAY.sub("", line[clock.end() : date.start()]))
        if _BETWEEN.fullmatch(gap.strip() + " "):
            return clock
    return None


def _american(date: re.Match[str], clock: re.Match[str] | None) -> bool:
    """Month first: only as .NET prints it for the United States, without leading zeros and with AM or PM."""
    if clock is None or (clock["half"] or "").upper() not in {"AM", "PM"}:
        return False
    plain = date["first"] and not date["first"].startswith("0") and not date["second"].startswith("0")
    return bool(plain) and date["mark"] == "/" and clock.start() - date.end() == 1


def _weekday_before(line: str, date: re.Match[str], floor: int) -> int | None:
    """Monday 0 … Sunday 6, if the line names the day of the week before the date."""
    found = list(_WEEKDAY.finditer(line, max(floor, date.start() - 40), date.start()))
    if not found:
        return None
    if found[-1]["sunday"]:
        return 6
    name = (found[-1]["name"] or "").lower().replace("bẩy", "bảy")
    return _WEEKDAYS.index(name) if name else int(found[-1]["number"]) - 2


def _day(date: re.Match[str], *, american: bool, weekday: int | None) -> tuple[int, int, int] | None:
    if date["first"]:
        return _in_order(date, american=american, weekday=weekday)
    year, month, day = (
        date["iso_year"] or date["long_year"] or date["year_last"] or date["english_year"],
        date["iso_month"] or date["month"] or date["month_first"] or date["english"],
        date["iso_day"] or date["day"] or date["day_second"] or date["english_day"],
    )
    named = (int(year), int(month) if month.isdigit() else _MONTHS[month.lower()], int(day))
    return named if _exists(named) else None


def _in_order(date: re.Match[str], *, american: bool, weekday: int | None) -> tuple[int, int, int] | None:
    """Day before month, unless that is no date or another day of the week than the line says."""
    first, second, year = int(date["first"]), int(date["second"]), int(date["year"])
    year += 2000 if year < 100 else 0  # "14/10/25 08:15": only with a time beside it
    orders = [(year, first, second), (year, second, first)]
    valid = [order for order in (orders if american else reversed(orders)) if _exists(order)]
    agreeing = [order for order in valid if datetime(*order, tzinfo=UTC).weekday() == weekday]
    return next(iter(agreeing or valid), None)


def _exists(day: tuple[int, int, int]) -> bool:
    try:
        datetime(*day, tzinfo=UTC)
    except ValueError:
        return False
    return True


def _time_of(clock: re.Match[str]) -> tuple[int, int, int]:
    if clock["full_hour"]:
        return int(clock["full_hour"]), 0, 0
    hour, half = int(clock["hour"]), (clock["half"] or "").upper()
    if half in {"PM", "CH"} and hour < 12:
        hour += 12
    if half in {"AM", "SA"} and hour == 12:
        hour = 0
    return hour, int(clock["minute"]), int(clock["second"] or 0)


def _zone(zone: re.Match[str] | None) -> timezone | ZoneInfo:
    if zone is None:
        return VIETNAM
    if zone["zero"]:
        return UTC
    offset = timedelta(hours=int(zone["hours"]), minutes=int(zone["minutes"] or 0))
    return timezone(-offset if zone["sign"] == "-" else offset)
