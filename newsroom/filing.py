"""What is known of a text before it is filed, what the comparison says of it, and what is filed in the end.

`newsroom.duplicates` makes fingerprints and relations; the archive answers what is known and keeps the filing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsroom.article import Extracted, Verdict
from newsroom.pieces import Piece


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What identifies a text. Made by `newsroom.duplicates.fingerprint`; the archive only stores and looks up.

    `content` changes whenever a reader would see another article (title, lead, paragraphs, captions): it tells a
    revision from an unchanged page. `text` is equal for verbatim copies under another address, byline, dateline or
    layout; empty where the text is too short to identify anything, and then no copy is looked for.
    `signature` is for look-alikes; its layout belongs to `newsroom.traces` and begins with the version of its recipe.
    """

    content: str
    text: str = ""
    signature: bytes = b""


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """As much of a stored article as a comparison needs. Irrelevant articles are known too, without their text."""

    id: int
    key: str
    url: str
    source: str
    fingerprint: Fingerprint
    title: str
    lead: str
    published_at: datetime | None
    first_seen_at: datetime
    fetched_at: datetime
    relevant: bool
    story_id: int | None = None


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A stored article that shares traces with a text, with its own text: only reading both says how they stand."""

    article: KnownArticle
    piece: Piece


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive knows around one text: the article of the same address, those of the same text, and look-alikes.

    `same_text` never contains `by_key`; earliest first, by published time, else by when it was first seen.
    `alike` contains neither; those that share most come first.
    """

    by_key: KnownArticle | None = None
    same_text: tuple[KnownArticle, ...] = ()
    alike: tuple[LookAlike, ...] = ()


class RelationKind(StrEnum):
    NEW = "new"
    REVISION = "revision"  # the known address, another text
    COPY = "copy"  # another address, the same text, edited or not
    UNCHANGED = "unchanged"  # the known address, the same text
    SAME_STORY = "same-story"  # another text about the same event


@dataclass(frozen=True, slots=True)
class Relation:
    """How a text stands to what is known. `of` is the article it revises, copies, repeats or joins; `why` is for people.

    `also` are further articles it copies or surely joins: where their stories are others, all of them are one story.
    """

    kind: RelationKind
    of: KnownArticle | None = None
    why: str = ""
    also: tuple[KnownArticle, ...] = ()


@dataclass(frozen=True, slots=True)
class Filing:
    """One extracted page with all that was decided about it: what the archive keeps in one transaction.

    `province` and `province_then` are slugs: of today's province, and of the one at the time of publication.
    `credited_to` is the outlet that the page says it has the text from (`newsroom.credits`); empty if it names none.
    `organisations` are the ids of those it names (`newsroom.organisations`).
    """

    extracted: Extracted
    fingerprint: Fingerprint
    verdict: Verdict
    relation: Relation
    province: str = ""
    province_then: str = ""
    credited_to: str = ""
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What filing did. `relation` is what was done, which may differ from what was asked: a page filed twice is kept once."""

    article_id: int
    relation: RelationKind
    relevant: bool
    story_id: int | None = None
    revision: int = 1  # 1: the first text; each revision adds one
