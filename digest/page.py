"""An edition as its readers see it: every sentence worded, every text made legible, every address safe or gone.

The mail's two parts are made of one page, so that both say the same. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from digest.edition import Edition, Group, Language, Line
from digest.entries import Entry, Section, changes, entry, group_name
from digest.legible import legible, link
from digest.notices import comparison, coverage_line, emptiness, older, silence, window
from digest.subject import dateline, masthead, subject
from digest.wording import Wording, wording

_CHANGES = 10  # lines in each list of corrections, take-downs and late finds


@dataclass(frozen=True, slots=True)
class Room:
    """How many lines a page has below the notable stories, how many of those, and how many sources in the footer."""

    listed: int = 30
    notable: int = 5
    unread: int = 40  # more than the catalogue has


def _nowhere(_line: Line) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of the archive. `archive` has the whole edition; `irrelevant` gives the one that says a story is none of ours.

    Each may be "": then nothing is linked.
    """

    archive: str = ""
    unsubscribe: str = ""
    irrelevant: Callable[[Line], str] = _nowhere


@dataclass(frozen=True, slots=True)
class Labels:
    """The few fixed words beside links and quotes."""

    why: str
    irrelevant: str
    see_all: str
    unsubscribe: str
    unread: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything a mail shows, from top to bottom. Empty texts and sections are not shown."""

    language: Language
    subject: str
    preheader: str
    masthead: str
    dateline: str
    top: tuple[str, ...]
    comment: str
    empty: str
    notable: Section
    groups: tuple[Section, ...]
    more: str
    archive_url: str
    changes: tuple[Section, ...]
    unread: tuple[str, ...]
    footer: tuple[str, ...]
    unsubscribe_url: str
    labels: Labels


def set_page(edition: Edition, links: Links | None = None, room: Room | None = None) -> Page:
    """The page of an edition. Stories that find no room are counted."""
    links, room = links or Links(), room or Room()
    words = wording(edition.language, edition.zone)
    empty = emptiness(edition, words)
    notable = edition.notable[: room.notable]
    shown = _shared_out([len(group.lines) for group in edition.groups], room.listed)
    told = len(notable) + sum(shown)
    left = edition.left_out + len(edition.lines) - len(edition.late) - told
    groups = zip(edition.groups, shown, strict=True)
    return Page(
        language=edition.language,
        subject=subject(edition),
        preheader=empty or _preheader(edition, words),
        masthead=masthead(edition, words),
        dateline=dateline(edition, words),
        top=_top(edition, words, empty=bool(empty)),
        comment=legible(edition.comment, 1000),
        empty=empty,
        notable=Section(words.say("Đáng chú ý"), _entries(notable, edition, links, words, full=True)),
        groups=tuple(_group(group, number, edition, links, words) for group, number in groups if number),
        more=words.counted("và {n} tin nữa", left) if left else "",
        archive_url="" if empty else link(links.archive),
        changes=tuple(_changes(edition, links, words, min(_CHANGES, room.listed))),
        unread=tuple(silence(one, edition, words) for one in edition.coverage.silent[: room.unread]),
        footer=_footer(edition, words),
        unsubscribe_url=link(links.unsubscribe),
        labels=_labels(words),
    )


def _shared_out(sizes: Sequence[int], room: int) -> list[int]:
    """How many lines each group shows. In turn, so that a large group does not hide the others."""
    shown = [0] * len(sizes)
    while room > 0 and (hungry := [n for n, size in enumerate(sizes) if shown[n] < size]):
        for n in hungry[:room]:
            shown[n] += 1
        room -= len(hungry)
    return shown


def _group(group: Group, room: int, edition: Edition, links: Links, words: Wording) -> Section:
    all_of_it = len(group.lines)
    return Section(
        group_name(group, words),
        _entries(group.lines[:room], edition, links, words),
        number=f"{room}/{words.number(all_of_it)}" if room < all_of_it else words.number(all_of_it),
    )


def _changes(edition: Edition, links: Links, words: Wording, room: int) -> list[Section]:
    """Corrections, take-downs, late finds."""
    kept = replace(links, irrelevant=_nowhere)  # whether they are ours was settled when they were told
    return [
        Section(
            name,
            _entries(lines[:room], edition, links if lines is edition.late else kept, words),
            number=words.number(len(lines)),
            more=words.counted("và {n} tin nữa", len(lines) - room) if len(lines) > room else "",
        )
        for name, lines in changes(edition, words)
    ]


def _entries(
    lines: Sequence[Line], edition: Edition, links: Links, words: Wording, *, full: bool = False
) -> tuple[Entry, ...]:
    return tuple(entry(line, edition, words, full=full, irrelevant=links.irrelevant(line)) for line in lines)


def _preheader(edition: Edition, words: Wording) -> str:
    """What stands beside the subject in a list of mails: the first headline, and whether anything was not seen."""
    first = next(iter(edition.lines), None)
    headline = legible(first.title, 90) if first else ""
    return " · ".join(part for part in (headline, coverage_line(edition, words)) if part)


def _top(edition: Edition, words: Wording, *, empty: bool) -> tuple[str, ...]:
    """Three lines – counts, comparison, coverage – and what was made up for."""
    figures = edition.figures
    counts = ", ".join(
        (
            words.counted("{n} bài", figures.articles),
            words.counted("{n} tin", figures.stories),
            words.counted("{n} báo", figures.outlets),
        )
    )
    missed = (
        words.counted("Số này gộp cả {n} ngày trước đó chưa gửi.", edition.missed_days) if edition.missed_days else ""
    )
    news = () if empty else (counts, comparison(edition, words))
    return tuple(line for line in (*news, coverage_line(edition, words), missed) if line)


def _footer(edition: Edition, words: Wording) -> tuple[str, ...]:
    query = legible(edition.query, 300)
    lines = (
        window(edition, words),
        older(edition, words),
        words.say("Truy vấn: {query}", query=query) if query else words.say("Truy vấn: mọi bài thuộc chủ đề"),
        words.say(
            "Bạn nhận thư này vì địa chỉ của bạn nằm trong danh sách “{digest}”.", digest=legible(edition.digest, 80)
        ),
    )
    return tuple(filter(None, lines))


def _labels(words: Wording) -> Labels:
    return Labels(
        why=words.say("Vì sao"),
        irrelevant=words.say("không liên quan"),
        see_all=words.say("Xem tất cả"),
        unsubscribe=words.say("Ngừng nhận thư"),
        unread=words.say("Nguồn không đọc được"),
    )
