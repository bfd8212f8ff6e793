"""Times as feeds, sitemaps and listings write them. What names no zone is Việt Nam's time."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Asia/Ho_Chi_Minh")

_LONGEST = 100  # characters; no date needs more
_YEARS = range(1990, 2100)

# "GMT+7", "(UTC+07:00)", "+7", "GMT +0700" at the end; email.utils reads "GMT+7" as GMT, seven hours off
_ZONE = re.compile(
    r"(?:\s*[(\[]?\s*(?:GMT|UTC?)\s*|(?<=\d)\s+)(?P<sign>[+−-])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?\s*[)\]]?$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2})[:h](?P<minute>\d\d)(?::(?P<second>\d\d))?(?:\.\d+)?\s*(?P<half>[AP]M)?", re.IGNORECASE
)
_DAY_FIRST = re.compile(r"(?<!\d)(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})[/-](?P<month>\d{1,2})(?:[/-](?P<day>\d{1,2}))?(?!\d)")
_DOTNET = re.compile(r"^/Date\((?P<ms>-?\d+)(?:[+-]\d{4})?\)/$")


def read_time(text: str) -> datetime | None:
    """A point in time, in UTC; None if this is none. Days without a clock time begin at midnight in Việt Nam.

    Read are ISO 8601, RFC 822, day-first forms (`22/11/2026 08:30 GMT+7`, `08h30 22-11-2026`), US forms where the
    second number can only be a day, and .NET's `/Date(…)/`.
    """
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return None
    if match := _DOTNET.match(text):
        return from_epoch(int(match["ms"]))
    try:
        moment = _iso(text) or _numeric(text) or _rfc822(text)
        return _sensible(moment)
    except (ValueError, OverflowError):
        return None


def from_epoch(number: float) -> datetime | None:
    """Seconds, or milliseconds where seconds would be beyond all years."""
    if not math.isfinite(number):
        return None
    seconds = number / 1000 if abs(number) > 1e11 else number
    try:
        return _sensible(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def _sensible(moment: datetime | None) -> datetime | None:
    if moment is None or moment.year not in _YEARS:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=HOME)).astimezone(UTC)


def _iso(text: str) -> datetime | None:
    if not re.match(r"\d{4}-\d\d-\d\d(?:[T ]\d|$)", text):
        return None
    normal = re.sub(r"(\.\d{6})\d+", r"\1", _numbered_zone(text).replace(" +", "+").replace(" -", "-"))
    try:
        return datetime.fromisoformat(normal)
    except ValueError:
        return None


def _rfc822(text: str) -> datetime | None:
    moment = parsedate_to_datetime(_numbered_zone(text))
    if moment.tzinfo is None and text.endswith("-0000"):
        return moment.replace(tzinfo=UTC)
    return moment


def _numeric(text: str) -> datetime | None:
    zone = _ZONE.search(text)
    rest = text[: zone.start()] if zone else text
    date = _DAY_FIRST.search(rest) or _YEAR_FIRST.search(rest)
    if not date:
        return None
    year, month, day = int(date["year"]), int(date["month"]), int(date["day"] or 1)
    if month > 12 >= day:  # 8/15/2016
        month, day = day, month
    clock = _CLOCK.search(rest[: date.start()] + " " + rest[date.end() :])
    moment = datetime(year, month, day, tzinfo=HOME)  # midnight there
    if zone:
        moment = moment.replace(tzinfo=UTC) - _offset(zone)
    elif rest.endswith(("Z", "GMT", "UTC")):
        moment = moment.replace(tzinfo=UTC)
    return moment + (_since_midnight(clock) if clock else timedelta())


def _since_midnight(clock: re.Match[str]) -> timedelta:
    hour, half = int(clock["hour"]), (clock["half"] or "").upper()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "PM" else 0)
    if hour > 23 or int(clock["minute"]) > 59:
        return timedelta()
    return timedelta(hours=hour, minutes=int(clock["minute"]), seconds=int(clock["second"] or 0))


def _numbered_zone(text: str) -> str:
    """`… GMT+7` as `… +0700`."""
    zone = _ZONE.search(text)
    if not zone:
        return re.sub(r"\s*\(?ICT\)?$", " +0700", text)
    return f"{text[: zone.start()]} {zone['sign'].replace('−', '-')}{int(zone['hours']):02}{zone['minutes'] or '00'}"


def _offset(zone: re.Match[str]) -> timedelta:
    offset = timedelta(hours=int(zone["hours"]), minutes=int(zone["minutes"] or 0))
    return offset if zone["sign"] == "+" else -offset
