"""An article as its writer handed it in: the text, when it is printed, and the truth a correct program must come to.

The files are `articles/<outlet>.toml` (the newspapers' ordinary articles) and `traps/<outlet>.toml` (the odd pages).
A trap is an article with one more key, `trap`, that names what is wrong with its page; the kind "scrambled" is one too.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
FOLDER = Path(__file__).parent

Trap = Literal[
    "",
    "held",  # not printed until Newspapers.publish()
    "404",  # named by the lists, never there
    "gone",  # named by the lists, taken down: 410
    "soft-404",  # "page not found" with status 200
    "empty",  # the whole page furniture and no text
    "scrambled",  # title and lead are plain, the body is a base64 block of scrambled letters
    "pdf",  # an article address that answers with a PDF
    "two-domains",  # the lists also name its address on the old domain
    "moved",  # … which answers with a redirect to the new one
    "amp-print",  # the lists also name its AMP and its print address
    "attributes",  # one tag with 100,000 attributes
    "long-list",  # 5 MB of list items
    "bomb",  # 700 bytes of brotli that unpack to 900 MB
    "deep",  # 5,000 divs inside each other
]


@dataclass(frozen=True)
class Manuscript:
    """One [[article]]. Texts are NFC; indexes count from 0 in `paragraphs`."""

    outlet: str
    id: str
    title: str
    days_ago: int
    time: str  # "08:15", Asia/Ho_Chi_Minh
    relevant: bool
    kind: str
    why: str
    lead: str = ""
    paragraphs: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    headings: tuple[int, ...] = ()
    list_items: tuple[int, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    author: str = ""
    section: str = "Thời sự"
    tags: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    copy_of: str = ""
    credit: str = ""
    trap: Trap = ""

    @property
    def name(self) -> str:
        """How tests and `copy_of` call it."""
        return f"{self.outlet}/{self.id}"

    @property
    def filed_under_topic(self) -> bool:
        """Whether the editors file it under Chuyển đổi số: what belongs there, and by mistake some of what does not."""
        mistaken = self.kind in {"number-sense", "passing", "near-miss", "gone"} and len(self.id) % 2 == 0
        return self.relevant or mistaken or self.section == "Chuyển đổi số"

    @property
    def table_rows(self) -> tuple[str, ...]:
        return tuple(" | ".join(row) for row in self.table)

    def printed_on(self, today: date) -> datetime:
        day = today - timedelta(days=self.days_ago)
        return datetime.combine(day, time.fromisoformat(self.time), VIETNAM)


class Misprint(ValueError):
    """A file of articles cannot be printed as it stands."""


def manuscripts() -> dict[str, list[Manuscript]]:
    """Every article of every newspaper, copies filled in from their originals. Keys are outlet ids."""
    return {outlet: list(found) for outlet, found in _all().items()}


@cache
def _all() -> dict[str, tuple[Manuscript, ...]]:
    files = sorted(FOLDER.glob("articles/*.toml")) + sorted(FOLDER.glob("traps/*.toml"))
    written = [m for file in files for m in read(file)]
    by_name: dict[str, Manuscript] = {}
    for manuscript in written:
        if manuscript.name in by_name:
            raise Misprint(f"{manuscript.name} is written twice: rename one")
        by_name[manuscript.name] = manuscript
    shelves: dict[str, list[Manuscript]] = {}
    for manuscript in written:
        shelves.setdefault(manuscript.outlet, []).append(_filled(manuscript, by_name))
    return {outlet: tuple(shelf) for outlet, shelf in shelves.items()}


def read(file: Path) -> list[Manuscript]:
    """The articles of one file; the outlet is the file's name."""
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8")).get("article", [])
    except tomllib.TOMLDecodeError as error:
        raise Misprint(f"{file.name}: {error}") from error
    return [_manuscript(entry, file) for entry in entries]


def _manuscript(entry: dict[str, Any], file: Path) -> Manuscript:
    values = {key: _frozen(value) for key, value in entry.items()}
    if values.get("kind") == "scrambled":
        values.setdefault("trap", "scrambled")
    try:
        manuscript = Manuscript(outlet=file.stem, **values)
        time.fromisoformat(manuscript.time)
    except (TypeError, ValueError) as error:
        raise Misprint(f"{file.name}, article {entry.get('id', '?')!r}: {error}") from error
    odd = [i for i in (*manuscript.headings, *manuscript.list_items) if not 0 <= i < len(manuscript.paragraphs)]
    if odd and not manuscript.copy_of:
        raise Misprint(f"{file.name}, article {manuscript.id!r}: no paragraph {odd[0]} to be a heading or list item")
    return manuscript


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    return unicodedata.normalize("NFC", value).strip() if isinstance(value, str) else value


def _filled(manuscript: Manuscript, by_name: dict[str, Manuscript]) -> Manuscript:
    """A copy may leave out what it shares with its original."""
    if not manuscript.copy_of or manuscript.paragraphs:
        return manuscript
    original = by_name.get(manuscript.copy_of)
    if original is None:
        raise Misprint(f"{manuscript.name} copies {manuscript.copy_of}, which nobody wrote")
    return replace(
        manuscript,
        lead=manuscript.lead or original.lead,
        paragraphs=original.paragraphs,
        captions=manuscript.captions or original.captions,
        headings=original.headings,
        list_items=original.list_items,
        table=original.table,
    )
