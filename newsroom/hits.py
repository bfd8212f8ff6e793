"""The terms of a topic in one article: where they stand, which of them count, and for how much.

A hit is dropped where it is not the term at all (small letters where capitals are meant, part of a longer term of its
facet), ruled out where it means something else (a guard, missing surroundings), and kept in the evidence then.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from newsroom.article import Extracted, Field
from newsroom.phrases import Match, Passage
from newsroom.topic import Guard, Term, Topic
from newsroom.topic_parts import Reach

FIELDS: tuple[Field, ...] = ("title", "lead", "body", "caption")
CAPITALS = "chữ in hoa"
MENU = "tên mục của trang"
NO_SURROUNDINGS = "thiếu ngữ cảnh"
MOST = 200  # hits of one term in one field that are looked at; the longest article seen has 70
FALL = 2  # below `spread` the body loses faster than it strays: two sentences in ten are a passage, not half a story
OPENING = 2  # sentences of the body that stand for a lead where there is none

_COMMAS = frozenset({",", ";", "...", "…", ",...", ",…"})
_AND = frozenset({"và", "and"})
_AFTER_GAPS = frozenset({"", "-", "/"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A term at a place. `weight` is what it counts there; `start` and `end` are positions in the field's NFC text."""

    term: Term
    field: Field
    start: int
    end: int
    sentence: int
    paragraph: int
    weight: float
    ruled_out_by: str = ""

    @property
    def counts(self) -> bool:
        return self.weight > 0 and not self.ruled_out_by

    @property
    def strong(self) -> bool:
        return self.counts and not self.term.weak

    @property
    def keeps_to_topic(self) -> bool:
        """Whether its sentence is still about the topic: a strong term, or a word of the trade around one."""
        return self.counts and (self.term.setting or not self.term.weak)


class Spot(NamedTuple):
    """A word that decides about others, at a place."""

    field: Field
    first: int  # token
    start: int
    end: int


class Reading:
    """One article read for one topic."""

    def __init__(self, extracted: Extracted, topic: Topic) -> None:
        self.topic = topic
        body = "" if "body-unreadable" in extracted.flags else extracted.text
        texts = (extracted.title, extracted.lead, body, "\n".join(extracted.captions))
        self.passages = {field: Passage(text) for field, text in zip(FIELDS, texts, strict=True)}
        self.spots: dict[str, list[Spot]] = defaultdict(list)
        found = [hit for field in FIELDS for hit in self._found(field)]
        self.hits = self._weighed([self._judged(hit, match) for hit, match in found])

    @cached_property
    def opening_sentences(self) -> int:
        """How many first sentences of the body stand for a lead."""
        return 0 if self.passages["lead"].tokens else OPENING

    @cached_property
    def kept(self) -> float:
        """How far the body keeps to the topic, 0…1: 1 from `spread` of its sentences on; an empty one does not stray."""
        spread, body = self.topic.weighing.spread, self.passages["body"]
        if not spread or not body.tokens:
            return 1.0
        sentences = {hit.sentence for hit in self.hits if hit.field == "body" and hit.keeps_to_topic}
        return min(1.0, len(sentences) / body.sentence_count / spread) ** FALL

    @cached_property
    def factors(self) -> dict[Field, float]:
        """What a weight counts in each field. A lead that the body does not follow up counts two thirds."""
        weighing, kept = self.topic.weighing, self.kept
        return {
            "title": weighing.title,
            "lead": weighing.lead * (2 + kept) / 3,
            "body": weighing.body * kept,
            "caption": weighing.caption,
        }

    def in_opening(self, field: Field, start: int) -> bool:
        """Whether a place belongs to the lead, or to the first sentences of the body."""
        return field == "lead" or (field == "body" and self.passages["body"].sentence_of(start) < OPENING)

    def _found(self, field: Field) -> list[tuple[Hit, Match[int | str]]]:
        passage = self.passages[field]
        matches = _first_of_each(self.topic.phrases.find(passage))
        for match in matches:
            if isinstance(match.key, str):
                start, end = passage.span(match)
                self.spots[match.key].append(Spot(field, match.first, start, end))
        terms = [match for match in matches if isinstance(match.key, int) and self._as_written(passage, match)]
        return [(self._hit(field, match), match) for match in self._outermost(terms)]

    def _hit(self, field: Field, match: Match[int | str]) -> Hit:
        passage, term = self.passages[field], self._term(match)
        start, end = passage.span(match)
        sentence, paragraph = passage.sentence_of(start), passage.paragraph_of(start)
        return Hit(term, field, start, end, sentence, paragraph, term.weight)

    def _term(self, match: Match[int | str]) -> Term:
        return self.topic.terms[int(match.key)]

    def _as_written(self, passage: Passage, match: Match[int | str]) -> bool:
        term = self._term(match)
        return not term.case or passage.written(match) in term.forms

    def _outermost(self, matches: list[Match[int | str]]) -> list[Match[int | str]]:
        """Without what lies inside a longer term of its own facet, or inside one that swallows all."""
        kept: list[Match[int | str]] = []
        open_yet: list[Match[int | str]] = []
        for match in sorted(matches, key=lambda match: (match.first, match.first - match.last)):
            open_yet = [outer for outer in open_yet if outer.last >= match.first]
            if not any(self._swallows(outer, match) for outer in open_yet):
                kept.append(match)
                open_yet.append(match)
        return kept

    def _swallows(self, outer: Match[int | str], inner: Match[int | str]) -> bool:
        big, small = self._term(outer), self._term(inner)
        return inner.last <= outer.last and (big.whole or big.facet == small.facet or small.setting)

    def _judged(self, hit: Hit, match: Match[int | str]) -> Hit:
        """With the guard that rules it out, or the weight its surroundings leave it."""
        passage = self.passages[hit.field]
        if hit.field == "body" and hit.paragraph in passage.menus:
            return replace(hit, ruled_out_by=MENU)
        if hit.term.case and _among_capitals(passage, match):
            return replace(hit, ruled_out_by=CAPITALS)
        for guard in self.topic.guards_of.get(hit.term.name, ()):
            if _followed(passage, match.last, guard) or self._is_near(hit, guard.near, guard.within):
                return replace(hit, ruled_out_by=guard.name)
        if hit.term.near and not self._is_near(hit, hit.term.near, hit.term.within):
            hit = replace(hit, weight=hit.term.otherwise, ruled_out_by="" if hit.term.otherwise else NO_SURROUNDINGS)
        if hit.field != "title" and not hit.term.weak and _listed(passage, match):
            return replace(hit, weight=hit.weight * self.topic.weighing.listed)
        return hit

    def _is_near(self, hit: Hit, words: tuple[str, ...], within: Reach) -> bool:
        return any(self._reaches(hit, spot, within) for word in words for spot in self.spots.get(word, ()))

    def _reaches(self, hit: Hit, spot: Spot, within: Reach) -> bool:
        """Whether a word is near enough to a hit, and not part of it; around a title stands the opening, too."""
        inside = spot.field == hit.field and hit.start <= spot.start and spot.end <= hit.end
        if within == "article" or inside:
            return not inside
        if spot.field != hit.field:
            return hit.field == "title" and self.in_opening(spot.field, spot.start)
        passage = self.passages[hit.field]
        if within == "sentence":
            return passage.sentence_of(spot.start) == hit.sentence
        if within == "paragraph":
            return passage.paragraph_of(spot.start) == hit.paragraph
        return spot.start - hit.end <= int(within) and hit.start - spot.end <= int(within)

    def _weighed(self, hits: list[Hit]) -> list[Hit]:
        """With the lower weights of terms that stand alone in the article, and of weak ones beside a strong one."""
        company = {hit.term.name for hit in hits if hit.strong and hit.term.alone is None and hit.field != "caption"}
        hits = [hit if hit.term.alone is None or company else replace(hit, weight=hit.term.alone) for hit in hits]
        told = {(hit.field, hit.sentence) for hit in hits if hit.strong}
        return [self._beside(hit) if (hit.field, hit.sentence) in told else hit for hit in hits]

    def _beside(self, hit: Hit) -> Hit:
        """A weak term in the sentence of a strong one says little more: "chuyển đổi số, ứng dụng công nghệ" is one mention."""
        return replace(hit, weight=hit.weight * self.topic.weighing.others) if hit.term.weak else hit


def _first_of_each(matches: list[Match[int | str]]) -> list[Match[int | str]]:
    """No more than `MOST` matches of one phrase: a text that repeats itself without end costs no more than a book."""
    times: dict[int | str, int] = defaultdict(int)
    first = []
    for match in matches:
        times[match.key] += 1
        if times[match.key] <= MOST:
            first.append(match)
    return first


def _listed(passage: Passage, match: Match[int | str]) -> bool:
    """Whether a match is one item of a list: a comma or "và" on both sides."""
    before = passage.gap(match.first - 1) if match.first else "."
    after = passage.gap(match.last)
    previous = passage.words[match.first - 1] if match.first else ""
    following = passage.words[match.last + 1] if match.last + 1 < len(passage.words) else ""
    return (before in _COMMAS or previous in _AND) and (after in _COMMAS or (following in _AND and after == ""))


def _among_capitals(passage: Passage, match: Match[int | str]) -> bool:
    """Whether the words on both sides are in capitals, so that capitals say nothing ("AI ĐÃ THẮNG CUỘC")."""
    beside = [index for index in (match.first - 1, match.last + 1) if 0 <= index < len(passage.tokens)]
    words = [passage.original[passage.tokens[index][1] : passage.tokens[index][2]] for index in beside]
    words = [word for word in words if len(word) > 1 and word.isalpha()]
    return bool(words) and all(word.isupper() for word in words) and any(not word.isascii() for word in words)


def _followed(passage: Passage, last: int, guard: Guard) -> bool:
    following = passage.tokens[last + 1][0] if last + 1 < len(passage.tokens) else "."
    if following not in guard.openers and not following.isdigit() and "." not in guard.openers:
        return False
    return any(_continues(passage, last, after) for after in guard.continuations) and not any(
        _continues(passage, last, unless) for unless in guard.exceptions
    )


def _continues(passage: Passage, last: int, parts: tuple[str, ...]) -> bool:
    """Whether the text goes on after token `last` as the parts say; # is a short number, . punctuation or the end."""
    for part in parts:
        following = passage.tokens[last + 1][0] if last + 1 < len(passage.tokens) else ""
        if part == ".":
            return not following or passage.gap(last) != ""
        if part != following and not (part == "#" and following.isdigit() and len(following) <= 3):
            return False
        if passage.gap(last) not in _AFTER_GAPS:
            return False
        last += 1
    return True
