"""Names of people out of bylines and metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.extraction.characters import likeness, tidy

_TASK = (
    r"(?:tin tức|tin|bài viết|bài|ảnh|clip|video|đồ họa|đồ hoạ|infographics?|thiết kế|trình bày|kỹ thuật|nội dung|thực hiện|biên tập|biên soạn"
    r"|tổng hợp|tác giả|phóng viên|nhóm phóng viên|nhóm pv|pv|ctv|dựng|quay phim|photo|text|story|người viết|mỹ thuật|lược dịch|dịch|ghi|reported|written|words|by|bởi)"
)
TASKS = re.compile(
    rf"^\W*(?:{_TASK}(?:\s*(?:,|và|&|/|-|–|\+)\s*|\s+(?={_TASK})))*{_TASK}\s*(?::|(?<=bởi)\s|(?<=by)\s)\s*",
    re.IGNORECASE,
)
_FURTHER_TASK = re.compile(rf"(?:^|(?<=[,;\s]))\s*{_TASK}\s*:\s*", re.IGNORECASE)
LAYOUT = re.compile(
    r"^\W*(?:trình bày|thiết kế|đồ họa|đồ hoạ|kỹ thuật|mỹ thuật)(?:\s*[,&-]\s*\w+ \w+)?\s*:|^\W*translated by\s",
    re.IGNORECASE,
)  # no authors
ROLE = re.compile(
    r"\s*\((?:tổng hợp|thực hiện|ghi|lược ghi|biên dịch|sưu tầm|st|t\.?h|ctv|pv)\)?\s*$|\s+(?:thực hiện|ghi|lược ghi|tổng hợp|biên dịch|sưu tầm)\s*$"
    r"|^\s*(?:PV|CTV|Phóng viên|Cộng tác viên)(?:\s*[:.-]\s+|\s+(?=(?-i:[A-ZĐÂÊÔƠƯĂÀ-Ý\u1ea0-\u1ef8])\S*\s+(?-i:[A-ZĐÂÊÔƠƯĂÀ-Ý\u1ea0-\u1ef8])))",
    re.IGNORECASE,
)
_DEGREES = re.compile(
    r"^(?:(?:GS|PGS|TS|ThS|BS|KS|LS|CN)(?:\s*[.,]\s*|\s+))+(?=\S+\s+\S)", re.IGNORECASE
)  # "PGS.TS. Thu Lan"
_NO_PERSON = re.compile(
    r"https?://|www\.|\.(?:vn|com)\b|@|\d|^xem\s|^(?:admin|administrator|root|quản trị(?:\s+viên)?|webmaster|editor)\b|\b(?:bình luận|comments?|lượt xem)\b"
    r"|^(?:báo|đài|tạp chí|cổng thông tin|trang tin|cơ quan|trung tâm|tòa soạn|toà soạn)(?:\s|$)"
    r"|^(?:(?:kt|tm|tl|q)\.\s*)?(?:(?:tổng |phó )*giám đốc|(?:phó )?(?:chủ tịch|bí thư|cục trưởng|vụ trưởng|hiệu trưởng|chánh văn phòng)|(?:bộ|thứ) trưởng|người ký|tuq\.)(?:\s|$)", re.IGNORECASE
)  # fmt: skip
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+[-–—|•]\s+|\s*[,;&/+]\s*|\s+và\s+", re.IGNORECASE)
_LONGEST = 60


def people(lines: Iterable[str]) -> list[str]:
    """Names of persons, one each, in order: joined names taken apart, tasks ("Tin, ảnh:"), papers and administrators left out.

    "PV", "Ban Biên tập" and their like stay as given: they are how such a text is signed.
    """
    found: dict[str, str] = {}
    for line in lines:
        if _ADDRESS.search(line):
            continue
        text = _FURTHER_TASK.sub(", ", TASKS.sub("", tidy(line)))
        for name in _BETWEEN.split(ROLE.sub("", text)):
            name = _DEGREES.sub("", name)  # noqa: PLW2901
            name = name.strip(" .:") if not re.search(r"(?:^|[.\s])\w\.$", name) else name.strip()  # noqa: PLW2901
            if name and len(name) <= _LONGEST and not _NO_PERSON.search(name):
                found.setdefault(likeness(name), name)
    return [name for key, name in found.items() if key]
