"""An edition as it was decided: figures, stories, quotes, coverage. Frozen, and whole: nothing is looked up again to send it.

The ledger keeps `to_json`; what was sent on a day can be shown for ever, whatever became of the articles.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from pydantic import TypeAdapter

# Why a source is silent, as readers are told; `diembao status` has the details.
NOT_ASKED = "chưa được thu thập trong thời gian này"
NO_ANSWER = "trang không trả lời"

Mark = Literal["", "late", "revised", "withdrawn"]
Period = Literal["day", "week", "month"]
Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Line:
    """One story. `quote` is at most two sentences of it; `others` are the names of the further outlets that tell it."""

    story_id: int
    article_id: int
    title: str
    url: str
    outlet: str
    outlet_name: str
    published_at: datetime | None
    quote: str = ""
    why: tuple[str, ...] = ()
    facet: str = ""
    province: str = ""
    others: tuple[str, ...] = ()
    articles: int = 1
    mark: Mark = ""
    note: str = ""  # what changed, or an editor's comment


@dataclass(frozen=True, slots=True)
class Silent:
    """A source that could not be read, since when as far as known, and why."""

    outlet_name: str
    since: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the press an edition could see. `read`: the names of the sources that answered, for the appendix."""

    asked: int
    silent: tuple[Silent, ...] = ()
    read: tuple[str, ...] = ()

    @property
    def blind(self) -> bool:
        """Whether nothing could be seen at all: then an empty edition says nothing about the news."""
        return self.asked == len(self.silent)


@dataclass(frozen=True, slots=True)
class Figures:
    """`mean_articles`: a day's mean over the seven days before; None while there are none."""

    articles: int
    stories: int
    outlets: int
    mean_articles: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The stories of one facet or province."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """What one digest says on one date about the window [since, until) of first seen articles.

    `title` stands before the date ("Điểm báo CĐS"; empty: the same); `zone` (IANA) is that of the readers' clocks.
    `left_out`: stories that found no room in `notable` and `groups`. `missed_days`: days without an edition that this
    one covers as well. `by_province`: names and articles, most first.
    """

    digest: str
    title: str
    day: date
    since: datetime
    until: datetime
    figures: Figures
    coverage: Coverage
    period: Period = "day"
    language: Language = "vi"
    query: str = ""
    by_province: tuple[tuple[str, int], ...] = ()
    notable: tuple[Line, ...] = ()
    groups: tuple[Group, ...] = ()
    left_out: int = 0
    late: tuple[Line, ...] = ()
    revised: tuple[Line, ...] = ()
    withdrawn: tuple[Line, ...] = ()
    missed_days: int = 0
    older: int = 0  # articles found now that appeared so long before the window that they are no news
    comment: str = ""
    zone: str = "Asia/Ho_Chi_Minh"

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every story that is shown as news, in its order."""
        return (*self.notable, *(line for group in self.groups for line in group.lines), *self.late)

    @property
    def tells(self) -> bool:
        """Whether it says anything about articles."""
        return bool(self.lines or self.revised or self.withdrawn)


_EDITION: TypeAdapter[Edition] = TypeAdapter(Edition)


def to_json(edition: Edition) -> str:
    """For the ledger."""
    return _EDITION.dump_json(edition).decode()


def from_json(stored: str) -> Edition:
    """What the ledger keeps. Raises ValueError (pydantic.ValidationError) for what `to_json` did not write."""
    return _EDITION.validate_json(stored)
