"""An edition as a điểm báo document: figures, notable stories, by field or place, the table of issues, the appendix. Pure.

The forms (DOCX, HTML for paper) lay out what is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digest.edition import Edition, Language, Line
from digest.entries import Entry, Section, changes, entry, group_name
from digest.legible import legible
from digest.notices import comparison, emptiness, silence, window
from digest.subject import dateline, masthead
from digest.wording import Wording, wording
from newsroom.provinces import name_of

ISSUES = 30  # rows of the table of issues: what a unit answers in a week, and people delete faster than they copy
_BLANK_ROWS = 3
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of Vietnamese official documents. Empty lines are left out; without an `office` there is no head at all.

    `authority` stands above `office` (the unit that issues); `number` is the document's, `place` stands before the date.
    """

    authority: str = ""
    office: str = ""
    number: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The two columns at the top, as they are written."""

    authority: str
    office: str
    number: str
    nation: str
    motto: str
    date: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, and where it links to ("": nowhere)."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`shares`: the widths of the columns in percent. `wide`: too wide for upright paper."""

    heads: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Chapters:
    """The five headings, and those below them."""

    figures: str
    notable: str
    groups: str
    issues: str
    appendix: str
    stories: str
    sources: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `nothing` says why there are no stories."""

    language: Language
    head: Head | None
    title: str
    subtitle: str
    window: str
    comment: str
    nothing: str
    chapters: Chapters
    figures: Table
    provinces: Table | None
    notable: tuple[Entry, ...]
    groups: tuple[Section, ...]
    issues: Table
    stories: Table
    left_out: str
    sources: str
    unread: tuple[str, ...]
    read: str
    why: str


def write(edition: Edition, letterhead: Letterhead | None = None) -> Document:
    """The document of an edition; day, week and month differ in their names and windows only."""
    words = wording(edition.language, edition.zone)
    return Document(
        language=edition.language,
        head=_head(edition, letterhead, words) if letterhead and letterhead.office else None,
        title=masthead(edition, words),
        subtitle=dateline(edition, words),
        window=window(edition, words),
        comment=legible(edition.comment, 2000),
        nothing=emptiness(edition, words),
        chapters=_chapters(words),
        figures=_figures(edition, words),
        provinces=_provinces(edition, words),
        notable=tuple(entry(line, edition, words, full=True) for line in edition.notable),
        groups=_groups(edition, words),
        issues=_issues(edition, words),
        stories=_stories(edition, words),
        left_out=words.counted("và {n} tin nữa", edition.left_out) if edition.left_out else "",
        sources=_answered(edition, words),
        unread=tuple(silence(one, edition, words) for one in edition.coverage.silent),
        read=", ".join(legible(name, 80) for name in edition.coverage.read),
        why=words.say("Vì sao"),
    )


def _head(edition: Edition, letterhead: Letterhead, words: Wording) -> Head:
    place = f"{legible(letterhead.place, 60)}, " if letterhead.place else ""
    number = legible(letterhead.number, 60)
    return Head(
        authority=legible(letterhead.authority, 120).upper(),
        office=legible(letterhead.office, 120).upper(),
        number=words.say("Số: {number}", number=number) if number else "",
        nation=NATION,
        motto=MOTTO,
        date=f"{place}{words.letter_day(edition.day)}",
    )


def _chapters(words: Wording) -> Chapters:
    return Chapters(
        figures=words.say("I. Số liệu"),
        notable=words.say("II. Tin nổi bật"),
        groups=words.say("III. Theo lĩnh vực, địa bàn"),
        issues=words.say("IV. Bảng vấn đề báo nêu"),
        appendix=words.say("V. Phụ lục"),
        stories=words.say("1. Danh mục tin"),
        sources=words.say("2. Nguồn đã đọc"),
    )


def _figures(edition: Edition, words: Wording) -> Table:
    figures = edition.figures
    facts = [
        (words.say("Số bài"), words.number(figures.articles)),
        (words.say("Số tin"), words.number(figures.stories)),
        (words.say("Số báo đăng"), words.number(figures.outlets)),
        (words.say("So với trước"), comparison(edition, words)),
        (words.say("Nguồn"), _answered(edition, words)),
    ]
    if edition.missed_days:
        facts.append((words.say("Gộp thêm"), words.counted("{n} ngày chưa gửi", edition.missed_days)))
    return _table((words.say("Chỉ tiêu"), words.say("Số liệu")), (35, 65), facts)


def _provinces(edition: Edition, words: Wording) -> Table | None:
    if not edition.by_province:
        return None
    rows = [(legible(name, 60), words.number(number)) for name, number in edition.by_province]
    return _table((words.say("Địa bàn"), words.say("Số bài")), (70, 30), rows)


def _groups(edition: Edition, words: Wording) -> tuple[Section, ...]:
    """By field or place, then corrections, take-downs and late finds."""
    named = [(group_name(group, words), group.lines) for group in edition.groups]
    named += changes(edition, words)
    return tuple(
        Section(name, tuple(entry(line, edition, words) for line in lines), words.number(len(lines)))
        for name, lines in named
    )


def _issues(edition: Edition, words: Wording) -> Table:
    """Stories with what is known of them; whom they concern and what came of it is for people to fill in."""
    heads = (
        words.say("Stt"),
        words.say("Tên bài"),
        words.say("Tên báo"),
        words.say("Ngày đăng"),
        words.say("Cơ quan liên quan"),
        words.say("Hạn phản hồi"),
        words.say("Số văn bản"),
        words.say("Kết quả"),
    )
    blanks = (Cell(""),) * 4
    rows = [(*_story(n, line, edition, words), *blanks) for n, line in enumerate(edition.lines[:ISSUES], 1)]
    rows += [(Cell(""),) * len(heads)] * (0 if rows else _BLANK_ROWS)
    return Table(heads, (6, 26, 13, 11, 12, 11, 10, 11), tuple(rows))


def _stories(edition: Edition, words: Wording) -> Table:
    heads = (
        words.say("Stt"),
        words.say("Tên bài"),
        words.say("Tên báo"),
        words.say("Ngày đăng"),
        words.say("Địa bàn, lĩnh vực"),
        words.say("Số báo cùng đăng"),
    )
    rows = [
        (
            *_story(n, line, edition, words),
            Cell(_subject_matter(line)),
            Cell(words.number(len(line.others)) if line.others else ""),
        )
        for n, line in enumerate(edition.lines, 1)
    ]
    return Table(heads, (6, 34, 18, 17, 16, 9), tuple(rows))


def _story(number: int, line: Line, edition: Edition, words: Wording) -> tuple[Cell, ...]:
    shown = entry(line, edition, words)
    mark = f" [{shown.mark}]" if shown.mark else ""
    published = words.numeric_day(words.date_of(line.published_at)) if line.published_at else ""
    return (
        Cell(str(number)),
        Cell(f"{shown.title}{mark}", shown.url),
        Cell(legible(line.outlet_name or line.outlet, 80)),
        Cell(published),
    )


def _subject_matter(line: Line) -> str:
    """The place and the field of a story."""
    return "; ".join(legible(part, 80) for part in (name_of(line.province), line.facet) if part)


def _answered(edition: Edition, words: Wording) -> str:
    coverage = edition.coverage
    return words.say(
        "Đọc được {answered}/{asked} nguồn", answered=coverage.asked - len(coverage.silent), asked=coverage.asked
    )


def _table(heads: tuple[str, ...], shares: tuple[int, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    return Table(heads, shares, tuple(tuple(Cell(text) for text in row) for row in rows))
