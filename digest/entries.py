"""Single stories and the lists they stand in, as readers see them: worded, legible, linked only where it is safe. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from digest.edition import Edition, Group, Line
from digest.legible import legible, link
from digest.wording import Wording

OTHER = "khác"  # the group of what belongs nowhere
_NAMES = 5  # newspapers named under a notable story
_REASONS = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One story. Without a safe `url` there is its `address`, to be shown and not linked."""

    title: str
    url: str
    address: str
    where: str
    quote: str = ""
    why: str = ""
    others: str = ""
    mark: str = ""
    note: str = ""
    irrelevant_url: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Stories under a heading; `number` counts those that found no room as well, `more` is said below them."""

    name: str
    entries: tuple[Entry, ...]
    number: str = ""
    more: str = ""


def entry(line: Line, edition: Edition, words: Wording, *, full: bool = False, irrelevant: str = "") -> Entry:
    """A story worded and made safe; `full`: with its quote, why it matched, and the names of who else carried it."""
    url = link(line.url)
    return Entry(
        title=legible(line.title, 200) or words.say("(không có tiêu đề)"),
        url=url,
        address="" if url else legible(line.url, 120),
        where=_where(line, words),
        quote=legible(line.quote, 330) if full else "",
        why=", ".join(legible(reason, 60) for reason in line.why[:_REASONS]) if full else "",
        others=_others(line, words, full=full),
        mark=_mark(line, edition, words),
        note=legible(line.note, 300),
        irrelevant_url=link(irrelevant),
    )


def group_name(group: Group, words: Wording) -> str:
    """A facet or province as a heading."""
    name = legible(words.say("khác") if group.name == OTHER else group.name, 80)
    return name[:1].upper() + name[1:]


def changes(edition: Edition, words: Wording) -> list[tuple[str, tuple[Line, ...]]]:
    """Corrections, take-downs and late finds, each under its heading; empty ones are left out."""
    lists = (
        (words.say("Đã sửa sau khi điểm"), edition.revised),
        (words.say("Đã gỡ khỏi báo"), edition.withdrawn),
        (words.say("Đăng trước, nay mới thấy"), edition.late),
    )
    return [(name, lines) for name, lines in lists if lines]


def _others(line: Line, words: Wording, *, full: bool) -> str:
    if not line.others:
        return ""
    number = words.counted("cùng đăng: {n} báo", len(line.others))
    if not full:
        return number
    names = ", ".join(legible(name, 60) for name in line.others[:_NAMES])
    return f"{number} ({names}{', …' if len(line.others) > _NAMES else ''})"


def _where(line: Line, words: Wording) -> str:
    """`Báo Sông Lam, 07:40 20/11`."""
    outlet = legible(line.outlet_name or line.outlet, 80)
    return f"{outlet}, {words.moment(line.published_at)}" if line.published_at else outlet


def _mark(line: Line, edition: Edition, words: Wording) -> str:
    """`đã sửa`, `đã gỡ`, `đăng hôm qua`, `đăng 3/10`; "" for what is simply news."""
    match line.mark:
        case "revised":
            return words.say("đã sửa")
        case "withdrawn":
            return words.say("đã gỡ")
        case "late":
            return _late(line, edition, words)
        case _:
            return ""


def _late(line: Line, edition: Edition, words: Wording) -> str:
    if line.published_at is None:
        return words.say("tìm thấy muộn")
    day = words.date_of(line.published_at)
    yesterday = day == edition.day - timedelta(days=1)
    return words.say("đăng hôm qua") if yesterday else words.say("đăng {day}", day=words.day(day))
