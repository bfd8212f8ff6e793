"""Which moment of an affair a report is of: what two reports have in common may be the affair and not the event.

A final, its preview and the semi-final have teams, stadium and scorers in common; the steps of one trial have the accused,
the sums and the court. Shares cannot tell them apart, so each is asked for by name (`two_moments`). The day of a report
(`days_between`) is the one it names, not the one it was published on: newspapers bring one evening's fire on two days.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from newsroom.pieces import HEAD, Day, Profile, day_of

OPENING = 200  # characters of the text that say with the title which step of a case this is
RECENT = 3  # days; what lies farther back is background, what a report names within them is its event

Question = Callable[[Profile, Profile], bool]

_EPOCH = date(1970, 1, 1).toordinal()


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


# All with their tone marks: folded, "thắng" is "tháng" and "tối nay" is "tới nay".
# Words before a result, at most three others between: "dẫn trước 2-0", "tỷ số lên 2-0". "2-3 con" is no result.
_RESULT = _words(
    r"(?:t[ỷỉ] số|thắng|thua|hòa|hoà|dẫn|ngược)(?: [^\W\d]+){0,3} (\d{1,2})\s?[-–]\s?(\d{1,2})(?![/-]|[.]\d)"
)
_YESTERDAY = _words("(?:hôm|sáng|trưa|chiều|tối|đêm) qua")
_TODAY = _words("(?:hôm|sáng|trưa|chiều|tối) nay")
_AHEAD = _words(
    "lịch thi đấu|xem trực tiếp|nhận định|dự đoán|ở kênh nào|trước trận|trước giờ|sắp|sẽ|chuẩn bị|dự kiến|trước thềm"
)
_OVER = _words(
    "kết quả (?:bóng đá|trận)|đánh bại|thắng|thua|vô địch|đăng quang|giành (?:vàng|hcv|huy chương|cúp)|ngược dòng|bế mạc|khép lại"
)
# The steps of a case in their order; a report that names none, or the other's step as well, is not told apart by them.
_STEPS = tuple(
    map(
        _words,
        (
            "khởi tố|tạm giam|bắt giữ|bắt khẩn cấp",
            "truy tố|cáo trạng|kết luận điều tra",
            "xét xử|hầu tòa|hầu toà|phiên tòa|phiên toà|luận tội|đề nghị (?:mức )?(?:án|giảm án)|xin giảm án|nghị án",
            r"tuyên án|tuyên phạt|bị tuyên|lĩnh án|(?:lĩnh|nhận) \d+ (?:năm|tháng) tù|chung thân|tử hình",
        ),
    )
)


def two_moments(one: Profile, other: Profile) -> str:
    """What shows that two reports of one affair are of two moments; empty if nothing does."""
    signs = {
        "nói về những ngày khác nhau": _other_days,
        "một bài viết trước khi việc trong bài kia xảy ra": _either(_before),
        "đăng cách nhau nhiều ngày mà không bài nào nói ngày xảy ra": _dayless,
        "một bài báo trước, một bài nói kết quả": _either(_foretold),
        "nói về những tỷ số khác nhau": lambda one, other: _apart(_results(one), _results(other)),
        "nói về những bước khác nhau của một vụ án": _steps_apart,
    }
    return next((why for why, shows in signs.items() if shows(one, other)), "")


def days_between(one: Profile, other: Profile) -> int | None:
    """How many days lie between what two articles tell of; None if that is not known of both."""
    first, second = _happened(one), _happened(other)
    if first is not None and second is not None:
        return abs(first - second)
    if first is None and second is None:
        return 0 if one.told_days & other.told_days else None
    undated, known = (one, second) if first is None else (other, first)
    assert known is not None
    return min((abs(_nearest(day, known) - known) for day in undated.told_days), default=None)


def _happened(profile: Profile) -> int | None:
    """The day of what is told, counted from 1970: the last recent one it names, else that of its publication."""
    at = profile.piece.published_at
    if at is None:
        return None
    published = day_of(at)
    named = [_nearest(day, published) for day in _past(profile)]
    if not named and _YESTERDAY.search(profile.body[:HEAD]):
        named = [published - 1]
    return max((day for day in named if published - day <= RECENT), default=published)


def vague(profile: Profile) -> bool:
    """Whether an opening does not say on which day it plays."""
    opening = profile.body[:HEAD]
    return not (profile.told_days or _YESTERDAY.search(opening) or _TODAY.search(opening))


def _past(profile: Profile) -> frozenset[Day]:
    """The days of the opening that were no longer to come when the article appeared."""
    at = profile.piece.published_at
    if at is None:
        return profile.told_days
    return frozenset(day for day in profile.told_days if _nearest(day, day_of(at)) <= day_of(at))


def _either(shows: Question) -> Question:
    return lambda one, other: shows(one, other) or shows(other, one)


def _other_days(one: Profile, other: Profile) -> bool:
    return _apart(one.told_days, other.told_days) or _apart(_past(one), _past(other))


def _dayless(one: Profile, other: Profile) -> bool:
    return vague(one) and vague(other) and (days_between(one, other) or 0) >= RECENT


def _before(one: Profile, other: Profile) -> bool:
    """Whether this article appeared before every day of which the other tells."""
    at, past = one.piece.published_at, _past(other)
    if at is None or other.piece.published_at is None or not past:
        return False
    return all(_nearest(day, day_of(at)) > day_of(at) for day in past)


def _foretold(one: Profile, other: Profile) -> bool:
    """Whether this article announces what the other one, of that day or later, tells as past."""
    if _AHEAD.search(one.title) and _OVER.search(other.title):
        return not _OVER.search(one.title) and not _AHEAD.search(other.title)
    at, later = one.piece.published_at, other.piece.published_at
    if at is None or later is None or not one.told_days or _past(one):
        return False
    return all(day_of(at) < _nearest(day, day_of(at)) <= day_of(later) for day in one.told_days)


def _results(profile: Profile) -> frozenset[frozenset[str]]:
    """The results of matches, whichever side is named first."""
    return frozenset(frozenset(found) for found in _RESULT.findall(f"{profile.title}\n{profile.body}"))


def _steps_apart(one: Profile, other: Profile) -> bool:
    """Whether each title names a step of a case that neither title nor opening of the other does; trials of one day are one."""
    if not days_between(one, other):
        return False
    return _apart(_steps(one.title), _steps(_opening(other))) and _apart(_steps(other.title), _steps(_opening(one)))


def _opening(profile: Profile) -> str:
    return f"{profile.title}\n{profile.body[:OPENING]}"


def _steps(text: str) -> frozenset[int]:
    return frozenset(number for number, words in enumerate(_STEPS) if words.search(text))


def _nearest(day: Day, around: int) -> int:
    """A day and month as the day, counted from 1970, that lies nearest to another one."""
    year = date.fromordinal(min(around + _EPOCH, date.max.toordinal())).year
    return min(_in_years(day, (year - 1, year, year + 1)), key=lambda found: abs(found - around), default=around)


def _in_years(day: Day, years: Iterable[int]) -> list[int]:
    found = []
    for year in years:
        try:
            found.append(date(year, day[1], day[0]).toordinal() - _EPOCH)
        except ValueError:  # 30 February, and 29 in most years
            continue
    return found


def _apart(some: frozenset[Any], others: frozenset[Any]) -> bool:
    return bool(some) and bool(others) and not some & others
