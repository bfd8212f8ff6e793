"""The parts of a topic: facets, terms, guards, contexts and how they weigh. What each option means to the judge."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StrictBool

from newsroom.vietnamese import exact_form

Place = Literal["title", "title-start", "lead", "opening", "body"]
Reach = Literal["sentence", "paragraph", "article"] | Annotated[int, Field(strict=True, gt=0, le=1000)]
Weight = Annotated[float, Field(strict=True, ge=0, le=10)]
Share = Annotated[float, Field(strict=True, ge=0, le=1)]

STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Weighing:
    """How hits become a score, and from which score on an article is relevant."""

    threshold: Annotated[float, Field(strict=True, gt=0)]
    margin: Weight  # scores this close to the threshold, on either side, are borderline
    title: Weight
    lead: Weight
    body: Weight
    caption: Weight
    others: Share  # in one sentence the strongest term counts in full, the others this much
    sentences: Annotated[int, Field(strict=True, gt=0)]  # of the body in which one term counts
    spread: Share  # share of the body's sentences that keep to the topic from which on the body counts in full
    weak: Weight  # all weak terms together add no more than this
    prior: Weight  # for a tag, section or address that names the topic
    most: Annotated[float, Field(strict=True, gt=0)] = 100.0  # the weights of a body's strong terms together
    listed: Share = 1.0  # of its weight a term keeps as one item of a list: between commas, outside the title

    __pydantic_config__ = STRICT


@dataclass(frozen=True)
class Facet:
    """A field of the topic. The main one is the topic itself, and not told to people as one of its fields."""

    name: str
    main: bool = False


@dataclass(frozen=True)
class Term:
    """A phrase that counts. `forms` are all its spellings, the first is its name."""

    name: str
    facet: str
    weight: float
    forms: tuple[str, ...]
    case: bool = False  # only as written here, capitals and all, and not in a run of capitals
    near: tuple[str, ...] = ()  # one of these must be within reach, else `otherwise` is its weight
    within: Reach = "article"
    otherwise: float = 0.0
    alone: float | None = None  # its weight where no other strong term is in the article
    weak: bool = False  # never makes an article relevant by itself
    setting: bool = False  # weak, and a sentence with it keeps to the topic
    whole: bool = False  # terms inside it do not count


@dataclass(frozen=True)
class Guard:
    """Rules out hits of `terms` that mean something else: by the words right after, or by words near it.

    In `after` and `unless`, # stands for a number of up to three digits and . for a mark of punctuation or the end.
    """

    name: str
    terms: tuple[str, ...]
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    within: Reach = 80

    __pydantic_config__ = STRICT

    @cached_property
    def continuations(self) -> tuple[tuple[str, ...], ...]:
        """`after`, each as its parts in exact form."""
        return tuple(tuple(exact_form(after).split()) for after in self.after)

    @cached_property
    def openers(self) -> frozenset[str]:
        """What any of `after` begins with."""
        return frozenset(parts[0] for parts in self.continuations)

    @cached_property
    def exceptions(self) -> tuple[tuple[str, ...], ...]:
        """`unless`, likewise."""
        return tuple(tuple(exact_form(unless).split()) for unless in self.unless)


@dataclass(frozen=True)
class Context:
    """A kind of article whose score is lowered. `reason` goes on after "vì đây là" in the sentence for people."""

    name: str
    words: tuple[str, ...]
    places: tuple[Place, ...]
    reason: str
    factor: Share = 0.0  # 0: stays below the threshold whatever the score
    count: Annotated[int, Field(strict=True, gt=0)] = 1  # so many of `words` must occur in `places`
    all: StrictBool = False  # … or every one of them
    unless_title: tuple[str, ...] = ()  # facets: a strong term of one in the title lifts the context
    unless_lead: tuple[str, ...] = ()  # … or in the lead
    unless_words: tuple[str, ...] = ()  # any of these anywhere lifts it

    __pydantic_config__ = STRICT


@dataclass(frozen=True)
class TopicParts:
    """What a topic file says, checked."""

    name: str
    title: str
    weighing: Weighing
    facets: tuple[Facet, ...]
    terms: tuple[Term, ...]
    guards: tuple[Guard, ...]
    contexts: tuple[Context, ...]
    prior: tuple[str, ...]
