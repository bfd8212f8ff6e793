"""The subject of an edition: the count first, at most 70 characters. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from digest.edition import Edition
from digest.legible import legible
from digest.wording import Wording, wording

LENGTH = 70  # characters; phones show 40 to 60, nobody more
USUAL = "Điểm báo CĐS"
_TITLE = 24
_PROVINCE = 30


def subject(edition: Edition) -> str:
    """`Điểm báo CĐS 24/8: 17 bài, 12 tin – Hà Tĩnh 6, Nghệ An 5`: as many provinces as there is room for."""
    words = wording(edition.language, edition.zone)
    line = f"{masthead(edition, words, _TITLE)} {period_name(edition, words)}: {_counts(edition, words)}"
    joiner = " – "
    for name, number in edition.by_province if edition.figures.stories else ():
        longer = f"{line}{joiner}{legible(name, _PROVINCE)} {words.number(number)}"
        if len(longer) > LENGTH:
            break
        line, joiner = longer, ", "
    return line[:LENGTH]


def masthead(edition: Edition, words: Wording, length: int = 120) -> str:
    """The title of the digest; in the reader's language where nobody gave it another than the usual one."""
    given = legible(edition.title, length)
    return given if given not in {"", USUAL} else words.say("Điểm báo CĐS")


def period_name(edition: Edition, words: Wording) -> str:
    """`24/8`, `tuần 17–23/8`, `tháng 7/2026`. The day on which a window closes belongs to the next one."""
    first, last = words.date_of(edition.since), edition.day - timedelta(days=1)
    match edition.period:
        case "week":
            return words.say("tuần {days}", days=_days(min(first, last), last, words))
        case "month":
            return words.say("tháng {month}", month=_months(min(first, last), last, words))
        case _:
            return words.day(edition.day)


def dateline(edition: Edition, words: Wording) -> str:
    """What stands under the title: `Thứ Hai, 24/8/2026`, `Tuần 17–23/8`."""
    if edition.period == "day":
        return words.full_day(edition.day)
    name = period_name(edition, words)
    return name[:1].upper() + name[1:]


def _days(first: date, last: date, words: Wording) -> str:
    start = str(first.day) if (first.month, first.year) == (last.month, last.year) else words.day(first)
    return f"{start}–{words.day(last)}"


def _months(first: date, last: date, words: Wording) -> str:
    """One month, or those that were missed as well."""
    same = (first.month, first.year) == (last.month, last.year)
    return words.month(last) if same else f"{words.month(first)}–{words.month(last)}"


def _counts(edition: Edition, words: Wording) -> str:
    if edition.figures.stories:
        articles = words.counted("{n} bài", edition.figures.articles)
        return f"{articles}, {words.counted('{n} tin', edition.figures.stories)}"
    return words.say("không đọc được nguồn nào") if edition.coverage.blind else words.say("không có tin mới")
