"""How the newspapers write: slugs, escapes, ids, and the date forms of their pages."""

from __future__ import annotations

import html
import re
import unicodedata
import zlib
from datetime import UTC, datetime

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_ENGLISH_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def slug(text: str, longest: int = 200) -> str:
    """The address form of a title: no accents, lower case, hyphens; cut where the CMS cuts, in mid-word too."""
    plain = text.lower().replace("đ", "d")
    plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].rstrip("-")


def number(name: str, digits: int) -> str:
    """A CMS id of `digits` digits for an article's name; the same name has the same id."""
    low = 10 ** (digits - 1)
    return str(low + zlib.crc32(name.encode()) % (9 * low))


def esc(text: str) -> str:
    return html.escape(text, quote=True)


def entities(text: str) -> str:
    """Latin-1 letters as numbered entities, as an old editor component stores them; the rest of Vietnamese as it is."""
    return "".join(f"&#{ord(c)};" if "\xa0" < c <= "\xff" else c for c in esc(text))


def iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def iso_utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"


def rfc822(moment: datetime, zone: str = "+0700") -> str:
    """The date of an RSS item, English whatever the locale. `zone` is written as given, true or not."""
    day, month = _ENGLISH_DAYS[moment.weekday()], _MONTHS[moment.month - 1]
    return f"{day}, {moment:%d} {month} {moment:%Y %H:%M:%S} {zone}"


def weekday(moment: datetime) -> str:
    return WEEKDAYS[moment.weekday()]
