"""What a writer handed in: invented articles as their parts, and what a reader of the page would write down of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Literal

from tests.crawler.extraction.layouts import texts

Kind = Literal["paragraph", "heading", "points", "numbers", "quote", "table", "picture", "film"]


@dataclass(frozen=True)
class Part:
    """One part of a text. `lines` are the paragraph, the points, the rows (cells by " | ") or the caption."""

    kind: Kind
    lines: tuple[str, ...]
    src: str = ""


@dataclass(frozen=True)
class Manuscript:
    """An article before a template is put around it."""

    title: str
    lead: str
    parts: tuple[Part, ...]
    authors: tuple[str, ...]
    section: str
    tags: tuple[str, ...]
    published: datetime
    modified: datetime | None = None
    credit: str = ""

    @property
    def paragraphs(self) -> list[str]:
        shown = [part for part in self.parts if part.kind not in {"picture", "film"}]
        return [line for part in shown for line in part.lines]

    @property
    def captions(self) -> list[str]:
        shown = [part for part in self.parts if part.kind in {"picture", "film"}]
        return [line for part in shown for line in part.lines]

    @property
    def pictures(self) -> list[str]:
        return [part.src for part in self.parts if part.kind == "picture"]


@dataclass
class _Desk:
    """Parts that are being put in order."""

    dice: Random
    topic: texts.Topic
    parts: list[Part] = field(default_factory=list)
    pictures: int = 0

    def picture(self) -> Part:
        self.pictures += 1
        captions = self.topic.captions
        at = (self.pictures - 1) % len(captions)
        caption = captions[at] if self.pictures <= len(captions) else ""
        ending = self.dice.choice(texts.PHOTO_CREDITS) if caption else ""
        return Part("picture", (caption + ending,) if caption else (), f"/upload/2026/03/bai-{self.pictures}.jpg")

    def extra(self) -> Part:
        kinds: tuple[Kind, ...] = ("heading", "points", "numbers", "quote", "table", "picture", "picture", "film")
        kind = self.dice.choice(kinds)
        if kind == "picture":
            return self.picture()
        topic = self.topic
        lines: dict[str, tuple[str, ...]] = {
            "heading": (self.dice.choice(topic.headings),),
            "points": topic.points,
            "numbers": tuple(f"{at}. {line}" for at, line in enumerate(topic.points, start=1)),
            "quote": (topic.quote,),
            "table": topic.rows,
            "film": (topic.film,),
        }
        return Part(kind, lines[kind])


def written(dice: Random) -> Manuscript:
    """An article of one of the topics: long or short, with or without lead, pictures, tables, headings."""
    topic = dice.choice(texts.TOPICS)
    desk = _Desk(dice, topic)
    count = dice.choice((3, 4, 5, 6, 7, len(topic.paragraphs)))
    for at, text in enumerate(topic.paragraphs[:count]):
        desk.parts.append(Part("paragraph", (text,)))
        if at < count - 1 and dice.random() < 0.4:
            extra = desk.extra()
            if extra.kind in {"picture", "film"} or all(part.lines != extra.lines for part in desk.parts):
                desk.parts.append(extra)
    day = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=dice.randrange(60 * 24 * 300))
    return Manuscript(
        topic.title,
        topic.lead if dice.random() < 0.8 else "",
        tuple(_one_film(desk.parts)),
        dice.choice(texts.AUTHORS),
        dice.choice(texts.SECTIONS),
        topic.tags,
        day,
        day + timedelta(hours=dice.randrange(1, 30)) if dice.random() < 0.3 else None,
        dice.choice(texts.CREDITS) if dice.random() < 0.1 else "",
    )


def _one_film(parts: list[Part]) -> list[Part]:
    films = [part for part in parts if part.kind == "film"]
    return [part for part in parts if part.kind != "film" or part is films[0]]
