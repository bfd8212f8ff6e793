"""The Retry-After header (RFC 9110 §10.2.3), as it really comes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(days=1)  # more is a mistake or a wish to be forgotten; the next day's answer will tell


def retry_at(header: str, now: datetime) -> datetime | None:
    """The time before which the server does not want to be asked; None if it named none that makes sense.

    Seconds or an HTTP date, at most a day ahead. Garbage, negative numbers and dates in the past are no time.
    """
    text = header.strip()
    if text.isascii() and text.isdigit():
        wait = timedelta(seconds=int(text[-9:])) if len(text.lstrip("0")) <= 9 else LONGEST
        return now + min(wait, LONGEST) if wait else None
    try:
        named = parsedate_to_datetime(text)
    except (ValueError, IndexError):
        return None
    named = named.replace(tzinfo=UTC) if named.tzinfo is None else named.astimezone(UTC)
    return min(named, now + LONGEST) if named > now else None
