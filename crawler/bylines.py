"""Who wrote it and where it comes from: the short lines at the end (or the head) of an article.

"VĂN ANH", "L.Thọ", "Tin, ảnh: P.Y", "Thực hiện: Đinh Tú" are people; "Theo Báo Thanh Hóa", "(TTXVN)", "(Nguồn: …)" are credits.
"Vĩnh Phúc" and "Khánh Hòa – Văn Lộc" are people too, so names are never checked against provinces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.characters import likeness
from crawler.dates import from_line
from crawler.items import Item
from crawler.persons import ROLE, TASKS, people
from crawler.phrases import is_furniture, is_pointer, plain

_AGENCY = (
    r"TTXVN|VNA|VNS|VOV(?:\.VN)?|VTV(?:\.VN)?|VGP|Chinhphu\.vn|baochinhphu\.vn|Xinhua|Reuters|AFP|AP|TASS|Kyodo|Yonhap"
)
_CREDIT = re.compile(
    rf"^\W*(?:(?i:theo|nguồn(?:\s+tin)?|source|nguồn\s+bài|bài\s+đăng\s+trên|trích\s+từ))\s*:?\s*(?P<who>[^.,:;!?]{{2,70}}|\S+\.\w{{2,4}}\S*)[)\]\s]*(?P<stop>\.?)[)\]\s]*$|^[(\s]*(?P<agency>{_AGENCY})[)\s.]*$"
)
_INITIALS = r"(?:[A-ZĐÂÊÔƠƯĂ]\.){1,3}(?:[A-ZĐÂÊÔƠƯĂ]\w*)?|[A-ZĐ]{1,3}\.[A-ZĐ]\w*"
_NAME_WORD = re.compile(rf"(?:{_INITIALS}|[A-ZĐÂÊÔƠƯĂÀ-Ý\u1ea0-\u1ef8][\w'’.]*)")
_LINK_WORD = re.compile(r"và|&|[-–—,/|•+]|\(?(?:tổng hợp|thực hiện|ghi|lược ghi|biên dịch|sưu tầm)\)?", re.IGNORECASE)
_WITH_CREDIT = re.compile(r"\s*[(–-]\s*((?i:theo|nguồn:?)\s+[^()]{2,60})\)?\s*$")
_FROM_AGENCY = re.compile(rf"\s*[/–-]\s*(?P<agency>{_AGENCY})\W*$")
_ABOUT_TIME = re.compile(
    r"(?i:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|\d)|chủ\s+nhật|cập\s+nhật(?:\s+lúc)?|(?:ngày\s+)?đăng\s*(?:lúc|ngày|:)|xuất\s+bản(?:\s+lúc)?|gmt\S*|\d+\s+(?:bình\s+luận|lượt\s+xem))"
    r"|\b(?:[Nn]gày|lúc|vào)\b|\(\s*\)|\[\s*\]"
)
_GROUP = re.compile(
    r"(?:tổ|nhóm|ban|phòng|bộ phận)\s+(?:tin|biên tập|phóng viên|pv|thời sự|thư ký|bạn đọc|chuyên đề|điện tử|ctv|tác giả)(?:\s+\S+){0,4}|bbt",
    re.IGNORECASE,
)
_LONGEST = 90
_MOST_CLOSING = 6  # short lines at the end that can be byline, credit and furniture


@dataclass(frozen=True, slots=True)
class Closing:
    """What the last lines of an article say. `kept` is how many items come before them."""

    kept: int
    authors: tuple[str, ...] = ()
    credit: str = ""


def read_closing(items: Sequence[Item], known: Sequence[str]) -> Closing:
    """Take bylines and credits off the end of an article's texts. `known` are authors that the page names elsewhere."""
    authors: list[str] = []
    credits_: list[str] = []
    kept = len(items)
    for item in reversed(items[-_MOST_CLOSING:]):
        if (
            item.kind == "picture"
            or is_furniture(item.text)
            or is_pointer(item.text)
            or not any(map(str.isalnum, item.text))
        ):
            kept -= 1 if item.kind != "picture" else 0
            if item.kind == "picture":
                break
            continue
        if item.tag in {"row", "li"} or item.linked > 0.9:
            break
        credit, names = split_credit(item.text), byline_names(item.text, known)
        if not credit and not names and _signs(item):
            names = people([item.text])
        if not credit and not names:
            break
        kept -= 1
        authors[:0] = names
        credits_[:0] = [credit] if credit else []
    return Closing(kept, tuple(people(authors)), "; ".join(dict.fromkeys(credits_)))


def _signs(item: Item) -> bool:
    """Set to the right and short: a signature, whatever it says."""
    return item.align == "right" and len(item.text) <= 40 and not re.search(r"[.!?:;…]\s*$", item.text)


def split_credit(line: str) -> str:
    """The credit that a line as a whole is, or that ends a byline ("Minh Anh (theo TTXVN)"); empty if there is none."""
    if len(line) > _LONGEST:
        return ""
    if (match := _CREDIT.match(line)) and (
        match["agency"] or (_named(match["who"]) and len(line.split()) <= (5 if match["stop"] else 12))
    ):
        return line.strip()
    for ending in (_WITH_CREDIT, _FROM_AGENCY):
        if (match := ending.search(line)) and _looks_like_names(line[: match.start()]):
            return match[1].strip()
    return ""


def byline_names(line: str, known: Sequence[str] = ()) -> list[str]:
    """The people a byline names; empty if the line is none."""
    if len(line) > 2 * _LONGEST or _CREDIT.match(line):
        return []
    line = _FROM_AGENCY.sub("", _WITH_CREDIT.sub("", line))
    if (match := TASKS.match(line)) and len(line) - match.end() <= _LONGEST:
        return people([line])
    bare = ROLE.sub("", line).strip()
    if likeness(bare) and likeness(bare) in {likeness(name) for name in known}:
        return people([bare])
    return people([bare]) if _looks_like_names(bare) or _GROUP.fullmatch(bare) else []


def dated_line_names(line: str) -> list[str]:
    """The people named beside a date in a byline ("Thanh Phúc • 26/07/2024 09:15")."""
    stamps = list(from_line(line))
    if not stamps or len(line) > 120:
        return []
    rest = f"{line[: stamps[0].start]} {line[stamps[-1].end :]}"
    rest = _ABOUT_TIME.sub(" ", rest)
    return byline_names(rest.strip(" ,|•·–—-:()[]"))


def _named(who: str | None) -> bool:
    """A credit names somebody: "Theo Báo Thanh Hóa", "Theo TTXVN", "Theo baochinhphu.vn", not "Theo đó"."""
    return bool(who) and bool(
        re.match(
            r"[\W]*(?:(?i:báo|đài|tạp\s+chí|cổng|trang|website|ttxvn|vnexpress|http|www)|[A-ZĐÂÊÔƠƯĂÀ-Ý]|\S+\.\w{2,4}$)",
            who or "",
        )
    )


def _looks_like_names(line: str) -> bool:
    words = re.sub(r"[/,|]", " ", line).split()
    if not words or len(words) > 10 or len(line) > 60 or re.search(r"\d|[!?:;\"“”]", line):
        return False
    if line.rstrip().endswith(".") and not re.search(rf"(?:{_INITIALS}|\b[A-ZĐ])\.?$", line.rstrip(".")):
        return False
    named = [word for word in words if not _LINK_WORD.fullmatch(word.strip(","))]
    return (
        bool(named) and all(_NAME_WORD.fullmatch(word.strip(",()")) for word in named) and plain(line) not in _NOT_NAMES
    )


_NOT_NAMES = frozenset({"việt nam", "hết", "trân trọng", "quảng cáo", "ban tổ chức", "kết luận", "lời kết"})
