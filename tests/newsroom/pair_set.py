"""The project's own pairs of articles, all invented: copies made from the sample newspapers' articles, events told twice or
three times, and what looks alike and is not one. Each pair has a `kind`, so that a mistake says what went wrong.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from newsroom.pieces import Piece
from tests.newspapers.manuscript import Manuscript, manuscripts

FOLDER = Path(__file__).parent / "pairs"
HERE = timezone(timedelta(hours=7))
MORNING = datetime(2026, 11, 18, 6, tzinfo=HERE)
BASES = 12  # sample articles that are copied in every way

# Other words for the same, as an editor's hand changes them.
SYNONYMS = {
    "cho biết": "chia sẻ",
    "hiện nay": "đến nay",
    "người dân": "bà con",
    "thực hiện": "triển khai",
    "hỗ trợ": "giúp đỡ",
    "khoảng": "chừng",
    "được": "đã được",
    "nhiều": "không ít",
    "phải": "cần phải",
    "rồi": "sau đó",
    "chỉ": "vỏn vẹn",
    "nay": "giờ đây",
    "cả": "toàn bộ",
    "trước": "hồi trước",
}
AFTERTHOUGHT = (
    "Cũng theo tòa soạn, trong tuần tới phóng viên sẽ trở lại địa bàn để ghi nhận thêm ý kiến của những hộ chưa tham gia.",
    "Trước đó, nhiều bạn đọc gửi thư hỏi về cách làm này; thư được chuyển tới cơ quan chức năng để trả lời theo quy định.",
)


@dataclass(frozen=True)
class Told:
    """Two articles, what they are to each other, and which case this is."""

    kind: str
    a: Piece
    b: Piece
    relation: str


def own_pairs() -> list[Told]:
    return [*_copies(), *_events(), *_frames(), *_series(), *_repeated_paragraphs(), *_neighbours()]


def _piece(title: str, lines: Sequence[str], at: datetime | None = MORNING) -> Piece:
    return Piece(title, "\n".join(lines), "", at)


def _bases() -> list[Manuscript]:
    own = [m for shelf in manuscripts().values() for m in shelf if m.relevant and not m.copy_of and not m.trap]
    return [m for m in own if len(m.paragraphs) >= 5][::5][:BASES]


def _copies() -> Iterator[Told]:
    for written in _bases():
        lines = [written.lead, *written.paragraphs]
        original = _piece(written.title, lines)
        for kind, title, copied, hours in _ways(written.title, lines):
            yield Told(kind, original, _piece(title, copied, MORNING + timedelta(hours=hours)), "same-article")
        undated = _piece(f"{written.title} (theo báo bạn)", lines, None)
        yield Told("verbatim, no date", original, undated, "same-article")


def _ways(title: str, lines: list[str]) -> Iterator[tuple[str, str, list[str], int]]:
    """What newspapers do to a text that they take over: kind, title, lines, hours later."""
    other = f"Chuyện ở cơ sở: {title.rpartition(':')[2].strip()[:40]}"
    yield "verbatim, months later", title, lines, 2400
    yield "credit line", title, [*lines, "Theo Báo Sông Lam"], 5
    yield "agency credit and dateline", title, [f"(TTXVN) - {lines[0]}", *lines[1:], "(Nguồn: TTXVN)"], 3
    yield "new title", other, lines, 8
    yield "two sentences gone in each paragraph of four", title, _sentences(lines, keep=lambda n: n % 4 != 3), 9
    yield "words changed", title, [_reworded(line) for line in lines], 10
    yield "one word in ten changed", title, [_noisy(line, 0.1) for line in lines], 10
    yield "edited and cut", other, [_reworded(line) for line in lines[: len(lines) - 1]], 24
    yield "first paragraphs only", title, lines[: max(3, len(lines) // 2)], 2
    yield "lead gone", title, lines[1:], 2
    yield "extended", title, [*lines, *AFTERTHOUGHT], 6
    yield "half of it, under another title", other, lines[: max(3, len(lines) // 2 + 1)], 26


def _sentences(lines: Sequence[str], keep: Callable[[int], bool]) -> list[str]:
    told = [re.split(r"(?<=[.!?])\s+", line) for line in lines]
    return [" ".join(one for n, one in enumerate(sentences) if keep(n)) for sentences in told]


def _reworded(line: str) -> str:
    for word, other in SYNONYMS.items():
        line = re.sub(rf"(?<!\w){word}(?!\w)", other, line)
    return line


def _noisy(line: str, share: float) -> str:
    """Some words, chosen by the line itself, given another: never names or figures."""
    chance = random.Random(line)
    words = line.split(" ")
    return " ".join(
        chance.choice(list(SYNONYMS.values()))
        if word.isalpha() and word.islower() and chance.random() < share
        else word
        for word in words
    )


def _events() -> Iterator[Told]:
    events = _read("events.toml")["event"]
    reports = [(event, _report(report)) for event in events for report in event["report"]]
    for (one, a), (other, b) in combinations(reports, 2):
        if one["id"] == other["id"]:
            yield Told(f"event {one['id']}", a, b, "same-event")
        elif one["kind"] == other["kind"]:
            yield Told(f"two events of one kind: {one['id']}, {other['id']}", a, b, "different")


def _report(report: dict[str, Any]) -> Piece:
    return _piece(report["title"], report["text"].split("\n"), _at(report["at"]))


def _at(written: str) -> datetime | None:
    return datetime.fromisoformat(written).replace(tzinfo=HERE) if written else None


def _frames() -> Iterator[Told]:
    for frame in _read("traps.toml")["frame"]:
        filled = []
        for fill in frame["fills"]:
            values = dict(zip(frame["names"], fill, strict=True))
            told = (frame[part].format(**values) for part in ("title", "text"))
            title, text = told
            filled.append(_piece(title, text.split("\n"), _at(values["at"])))
        for a, b in combinations(filled, 2):
            yield Told(frame["kind"], a, b, "different")


def _series() -> Iterator[Told]:
    for series in _read("traps.toml")["series"]:
        parts = [
            _piece(title, [series["opening"], text], _at(at))
            for title, text, at in zip(series["titles"], series["texts"], series["at"], strict=True)
        ]
        for a, b in combinations(parts, 2):
            yield Told("series", a, b, "different")


def _repeated_paragraphs() -> Iterator[Told]:
    """A short piece of its own that repeats paragraphs of a longer story."""
    for written in _bases():
        long = _piece(written.title, [written.lead, *written.paragraphs])
        own = [
            "Ban tổ chức giải Báo chí tỉnh vừa công bố danh sách 15 tác phẩm vào vòng chung khảo, trong đó có loạt bài về cơ sở.",
            *written.paragraphs[2:4],
            "Lễ trao giải diễn ra ngày 21/6, do bà Tăng Thị Ngọc Diễm, Chủ tịch Hội Nhà báo tỉnh, chủ trì.",
        ]
        short = _piece("15 tác phẩm vào chung khảo giải Báo chí tỉnh", own, MORNING + timedelta(days=9))
        yield Told("repeated paragraphs", long, short, "different")


def _neighbours() -> Iterator[Told]:
    """Different articles of one newspaper and one topic."""
    for shelf in manuscripts().values():
        own = [m for m in shelf if m.relevant and not m.copy_of and not m.trap and len(m.paragraphs) > 2]
        for one, other in list(pairwise(own))[:6]:
            a, b = (_piece(m.title, [m.lead, *m.paragraphs], None) for m in (one, other))
            yield Told("neighbours", a, b, "different")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
