"""Who wrote it and where it comes from: the short lines at the end (or the head) of an article.

"VĂN ANH", "L.Thọ", "Tin, ảnh: P.Y", "Thực hiện: Đinh Tú" are people; "Theo Báo Thanh Hóa", "(TTXVN)", "(Nguồn: …)" are credits.
"Vĩnh Phúc" and "Khánh Hòa – Văn Lộc" are people too, so names are never checked against provinces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.extraction.characters import likeness
from crawler.extraction.class_names import Sort
from crawler.extraction.dates import from_line
from crawler.extraction.items import Item
from crawler.extraction.persons import LAYOUT, ROLE, TASKS, people
from crawler.extraction.phrases import is_furniture, is_pointer, plain

_AGENCY = (
    r"TTXVN|VNA|VNS|VOV(?:\.VN)?|VTV(?:\.VN)?|VGP|Chinhphu\.vn|baochinhphu\.vn|Xinhua|Reuters|AFP|AP|TASS|Kyodo|Yonhap"
)
_CREDIT = re.compile(
    rf"^\W*(?:(?i:theo|nguồn(?:\s+tin)?|source|nguồn\s+bài|bài\s+đăng\s+trên|trích\s+từ))\s*:?\s*(?P<who>[^.,:;!?]{{2,70}}|\S+\.\w{{2,4}}\S*)[)\]\s]*(?P<stop>\.?)[)\]\s]*$|^[(\s]*(?P<agency>{_AGENCY})[)\s.]*$"
)
_COLLEAGUE = re.compile(r"\W*(?i:theo)\s+(?P<name>[^/]+?)\s*/\s*(?i:báo|tạp chí|đài)\s")  # "Theo Thu Lan/Báo Thử"
_INITIALS = r"(?:[A-ZĐÂÊÔƠƯĂ]\.){1,3}(?:[A-ZĐÂÊÔƠƯĂ]\w*)?|[A-ZĐ]{1,3}\.[A-ZĐ]\w*"
_NAME_WORD = re.compile(rf"(?:{_INITIALS}|[A-ZĐÂÊÔƠƯĂÀ-Ý\u1ea0-\u1ef8][\w'’.]*)")
_LINK_WORD = re.compile(r"và|&|[-–—,/|•+]|\(?(?:tổng hợp|thực hiện|ghi|lược ghi|biên dịch|sưu tầm)\)?", re.IGNORECASE)
_WITH_CREDIT = re.compile(r"\s*[(–-]\s*((?i:theo|nguồn:?)\s+[^()]{2,60})\)?\s*$")
_FROM_AGENCY = re.compile(rf"\s*[/–-]\s*(?P<agency>{_AGENCY})\W*$")
_ABOUT_TIME = re.compile(
    r"(?i:(?:được\s+)?(?:gửi|đăng|viết|tạo)\s+bởi|(?:submitted|posted|written)\s+by|\b(?:T[2-7]|CN),|thứ\s+(?:hai|ba|tư|năm|sáu|bảy|\d)|chủ\s+nhật|cập\s+nhật(?:\s+lúc)?|(?:ngày\s+)?đăng\s*(?:lúc|ngày|:)|xuất\s+bản(?:\s+lúc)?|gmt\S*|\d+\s+(?:bình\s+luận|lượt\s+xem))"
    r"|\b(?:[Nn]gày|lúc|vào)\b|\(\s*\)|\[\s*\]"
)
_GROUP = re.compile(
    r"(?:tổ|nhóm|ban|phòng|bộ phận)\s+(?:tin|biên tập|phóng viên|pv|thời sự|thư ký|bạn đọc|chuyên đề|điện tử|ctv|tác giả)(?:\s+\S+){0,4}|bbt",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"\W*(?:p\.?v|phóng viên)\s*:", re.IGNORECASE)  # in an interview: "PV: Xin cảm ơn ông!"
_FILM = re.compile(r"\W*(?:video|clip)(?:\s+clip)?\s*:", re.IGNORECASE)  # "Video: Một ngày ở chợ" names nobody
_GENRE = re.compile(
    r"\W*(?i:bút ký|ký sự|phóng sự|ghi chép|ký|tản văn|tạp văn|tùy bút|truyện ngắn|thơ)\s*(?::|(?i:của))\s*(?P<who>.+)"
)
_NOTE = re.compile(r"\s*(?:\(?\*+\)?|\(\d{1,2}\)|\[\d{1,2}\])\s*\S")  # "(*) …", "(1) …"
_NEXT_PART = re.compile(r"\W*(?:bài|kỳ|phần)\s+(?:\d{1,2}|cuối|kết|sau|tới|tiếp(?:\s+theo)?)\s*:", re.IGNORECASE)
# "Thu Lan (Đài TT xã)", "Thu Lan, Trung tâm VH xã Mường Và": whom a contributor works for
_WORKPLACE = re.compile(
    r"\s*(?:[,–-]\s*|(?P<open>\())(?i:đài|trung tâm|tt|công an|hội|sở|ubnd|huyện|trường|văn phòng|phòng|ban)\s[^()]{2,60}(?(open)\))$"
)
_PLACE_AND_DAY = re.compile(r"\W*[^\W\d][^,\d]{1,40},\s*ngày\s+\d")  # "Trà Kha, ngày 3/3/2026", above a letter
_PHOTOGRAPHER = re.compile(r"\W*(?:ảnh|hình ảnh|photos?)\s*:", re.IGNORECASE)
_SIGNED = re.compile(
    r"[.!?…][”\"’)]*\s+([^\W\d_][\w'’]*(?:\s[^\W\d_][\w'’]*){1,4})$"
)  # after an ended sentence, unended itself
_LONGEST = 90
_MOST_CLOSING = 6  # short lines at the end that can be byline, credit and furniture


@dataclass(frozen=True, slots=True)
class Closing:
    """What the last lines of an article say. `dropped` are the items that are no text of it."""

    dropped: tuple[Item, ...] = ()
    authors: tuple[str, ...] = ()
    credit: str = ""


def read_closing(items: Sequence[Item], known: Sequence[str]) -> Closing:
    """Find bylines and credits at the end of an article's texts. `known` are authors that the page names elsewhere."""
    authors: list[str] = []
    pictured: list[str] = []  # those who took the pictures are authors where nobody else is named
    credits_: list[str] = []
    dropped: list[Item] = []
    for item in reversed(items[-_MOST_CLOSING:]):
        if item.kind == "picture" and dropped and dropped[-1].sort & Sort.AUTHOR:
            continue  # a portrait
        if item.kind != "text":
            break
        if _says_nothing(item):
            dropped.append(item)
            continue
        if item.tag in {"row", "li"} or item.linked > 0.9:
            break
        credit, names = _signature(item, known)
        if credit or names:
            dropped.append(item)
            (pictured if _PHOTOGRAPHER.match(item.text) else authors)[:0] = names
            credits_[:0] = [credit] if credit else []
        elif item.sort & Sort.AUTHOR and not item.flow and len(item.text) <= 3 * _LONGEST:
            dropped.append(item)  # what a box about the author says of them
        elif not _NOTE.match(item.text):  # a note may stand below the byline and is text
            break
    return Closing(
        tuple(dropped), tuple(people(authors or (() if known else pictured))), "; ".join(dict.fromkeys(credits_))
    )


def split_signature(text: str, known: Sequence[str]) -> tuple[str, list[str]]:
    """The last paragraph of an article, and who signs in its last line ("… vẫn sáng đèn. Thu Lan"), if anybody does."""
    match = _SIGNED.search(text)
    if match is None or not (_looks_like_names(match[1]) or likeness(match[1]) in map(likeness, known)):
        return text, []
    names = people([match[1]])
    return (text[: match.start(1)].rstrip(), names) if names else (text, [])


def _says_nothing(item: Item) -> bool:
    """Furniture, pointers, dates: lines at the end that name nobody and belong to no text."""
    return (
        is_furniture(item.text)
        or is_pointer(item.text)
        or _announces(item)
        or _is_bare_date(item.text)
        or (len(item.text) <= _LONGEST and bool(LAYOUT.match(item.text)))
        or not any(map(str.isalnum, item.text))
    )


def _signature(item: Item, known: Sequence[str]) -> tuple[str, list[str]]:
    """The credit and the people that a line at the end names."""
    credit, names = split_credit(item.text), byline_names(item.text, known)
    if not credit and not names and _signs(item):
        names = people([item.text])
    return credit, names


def _announces(item: Item) -> bool:
    """Names the next part of a series: it stands under the text, set apart from it."""
    return bool(_NEXT_PART.match(item.text)) and (item.bold or item.italic) and len(item.text) <= 2 * _LONGEST


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
    if (match := _COLLEAGUE.match(line)) and " " in match["name"] and _looks_like_names(match["name"]):
        return people([match["name"]])
    if len(line) > 2 * _LONGEST or _CREDIT.match(line) or LAYOUT.match(line):
        return []
    line = _WORKPLACE.sub("", _FROM_AGENCY.sub("", _WITH_CREDIT.sub("", line)))
    if (match := TASKS.match(line)) and len(line) - match.end() <= _LONGEST:
        says_something = _SPEAKER.match(line) or _FILM.match(line)
        return [] if says_something and not _looks_like_names(line[match.end() :]) else people([line])
    if match := _GENRE.match(line):
        return people([match["who"]]) if _looks_like_names(match["who"]) else []
    line = line[1:-1] if line.startswith("(") and line.endswith(")") else line
    bare = ROLE.sub("", line).strip()
    if likeness(bare) and likeness(bare) in {likeness(name) for name in known}:
        return people([bare])
    return people([bare]) if _looks_like_names(bare) or _GROUP.fullmatch(bare) else []


def is_signature(line: str) -> bool:
    """Whether a line says of itself that it names who made the article ("Bút ký của Thảo Ly", "Thực hiện: Đinh Tú")."""
    return bool(TASKS.match(line) or _GENRE.match(line)) and bool(byline_names(line))


def dated_line_names(line: str) -> list[str]:
    """The people named beside a date in a byline ("Thanh Phúc • 26/07/2024 09:15")."""
    rest = "" if _PLACE_AND_DAY.match(line) else _beside_date(line)
    return byline_names(rest) if rest else []


def _is_bare_date(line: str) -> bool:
    return _beside_date(line) == ""


def _beside_date(line: str) -> str | None:
    """What a dated line holds besides date, time and the words about them; None if it is no dated line."""
    stamps = list(from_line(line)) if len(line) <= 120 else []
    if not stamps:
        return None
    rest = _ABOUT_TIME.sub(" ", f"{line[: stamps[0].start]} {line[stamps[-1].end :]}")
    return rest.strip(" ,|•·–—-:()[].")


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
