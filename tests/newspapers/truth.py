"""The ledger: what a newspaper really published, to be compared with what a program says it found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from newsroom.errors import FailureKind
from tests.newspapers.manuscript import Manuscript, Trap
from tests.newspapers.outlet import Printed

Status = Literal["held", "published", "edited", "withdrawn", "broken"]

_FAILS: dict[Trap, tuple[FailureKind, ...]] = {
    "404": (FailureKind.GONE,),
    "gone": (FailureKind.GONE,),
    "soft-404": (FailureKind.SOFT_404,),
    "empty": (FailureKind.EMPTY,),
    "pdf": (FailureKind.NOT_HTML,),
    "attributes": (FailureKind.TIMEOUT, FailureKind.MEMORY, FailureKind.UNREADABLE),
    "long-list": (FailureKind.TOO_LARGE, FailureKind.TIMEOUT, FailureKind.MEMORY),
    "bomb": (FailureKind.TOO_LARGE,),
    "deep": (FailureKind.TOO_DEEP,),
}
_ROLE = re.compile(r"^(?:Tin|Bài|Ảnh|Thực hiện|Tổng hợp)(?:\s*,\s*(?:bài|ảnh))?\s*:\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+[-–—]\s+|\s*[,;]\s*")


@dataclass(frozen=True)
class Truth:
    """One article as it stands now. `urls` are all its addresses, the first is its own.

    `fails`: the page gives no article, for one of these reasons. `flags`: doubts that a correct program reports.
    `paragraphs` are what must come out, in order, table rows ("a | b") last; `byline` is printed, `authors` are people.
    """

    outlet: str
    id: str
    status: Status
    urls: tuple[str, ...]
    title: str
    lead: str
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...]
    published_at: datetime
    modified_at: datetime | None
    byline: str
    authors: tuple[str, ...]
    section: str
    tags: tuple[str, ...]
    relevant: bool
    facets: tuple[str, ...]
    kind: str
    copy_of: str
    credit: str
    why: str
    fails: tuple[FailureKind, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.outlet}/{self.id}"

    @property
    def url(self) -> str:
        return self.urls[0]

    @property
    def readable(self) -> bool:
        """Whether a reader of the newspaper finds the article now."""
        return self.status in {"published", "edited"} and not self.fails


def truth(printed: Printed, status: Status, urls: tuple[str, ...]) -> Truth:
    """The row of an article that is, was or will be printed like this."""
    written = printed.manuscript
    scrambled = written.trap == "scrambled"
    return Truth(
        outlet=written.outlet,
        id=written.id,
        status=status,
        urls=urls,
        title=written.title,
        lead=written.lead,
        paragraphs=() if scrambled else (*written.paragraphs, *written.table_rows),
        captions=written.captions,
        published_at=printed.published_at,
        modified_at=printed.modified_at,
        byline=written.author,
        authors=people(written.author),
        section=written.section,
        tags=written.tags,
        relevant=written.relevant,
        facets=written.facets,
        kind=written.kind,
        copy_of=written.copy_of,
        credit=written.credit,
        why=written.why,
        fails=(FailureKind.GONE,) if status == "withdrawn" else _FAILS.get(written.trap, ()),
        flags=("body-unreadable",) if scrambled else (),
    )


def broken(manuscript: Manuscript) -> bool:
    """Whether the page was never readable."""
    return manuscript.trap in _FAILS


def people(byline: str) -> tuple[str, ...]:
    """Who wrote it: "Tin, ảnh: Lê Hà - Văn An" are two people."""
    names = _BETWEEN.split(_ROLE.sub("", byline))
    return tuple(name for name in names if name)
