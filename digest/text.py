"""A page as plain text: what mail programs without HTML show, and what `digest preview` prints. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from digest.entries import Entry, Section
from digest.page import Page

_WIDTH = 76


def render(page: Page) -> str:
    """The text part: the same content as the HTML part, addresses written out."""
    return "\n".join(line for block in _blocks(page) for line in (*block, "")).rstrip() + "\n"


def _blocks(page: Page) -> Iterator[Iterable[str]]:
    yield [page.masthead.upper(), page.dateline]
    yield page.top
    if page.comment:
        yield wrap(page.comment, _WIDTH)
    if page.empty:
        yield wrap(page.empty, _WIDTH)
    yield from _section(page.notable, page)
    for section in page.groups:
        yield from _section(section, page)
    yield from _rest(page)
    for section in page.changes:
        yield from _section(section, page)
    yield ["-" * _WIDTH]
    if page.unread:
        yield [f"{page.labels.unread}:", *(f"- {source}" for source in page.unread)]
    yield page.footer
    if page.unsubscribe_url:
        yield [f"{page.labels.unsubscribe}: {page.unsubscribe_url}"]


def _rest(page: Page) -> Iterator[Iterable[str]]:
    """How many stories are not shown, and where all of them are."""
    rest = [f"… {page.more}"] if page.more else []
    rest += [f"{page.labels.see_all}: {page.archive_url}"] if page.archive_url else []
    if rest:
        yield rest


def _section(section: Section, page: Page) -> Iterator[Iterable[str]]:
    if not section.entries and not section.more:
        return
    number = f" ({section.number})" if section.number else ""
    yield [f"{section.name.upper()}{number}"]
    for entry in section.entries:
        yield _entry(entry, page)
    if section.more:
        yield [f"… {section.more}"]


def _entry(entry: Entry, page: Page) -> Iterator[str]:
    mark = f"[{entry.mark}] " if entry.mark else ""
    yield f"• {mark}{entry.title}"
    yield f"  {' · '.join(part for part in (entry.where, entry.others) if part)}"
    yield from (f"  {line}" for line in wrap(entry.note, _WIDTH))
    yield from (f"  {line}" for line in wrap(f"“{entry.quote}”", _WIDTH) if entry.quote)
    if entry.why:
        yield f"  {page.labels.why}: {entry.why}"
    yield f"  {entry.url or entry.address}"
    if entry.irrelevant_url:
        yield f"  {page.labels.irrelevant[:1].upper()}{page.labels.irrelevant[1:]}? {entry.irrelevant_url}"
