"""How often a topic's judgement is right: measured on articles that people have labelled.

A set is a file of JSON lines, {"title", "text", "label"} each, `lead` if there is one. Other keys are kept out of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from newsroom.article import Extracted, Found, Verdict
from newsroom.errors import FixConfiguration
from newsroom.relevance import judge
from newsroom.topic import Topic
from newsroom.vietnamese import exact_form, nfc

LABELS = {"true": True, "1": True, "relevant": True, "liên quan": True}
LABELS |= {"false": False, "0": False, "irrelevant": False, "không liên quan": False}
BAD_LINES_NAMED = 20

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article and what a person says of it. `line` is its place in the file, from 1, or its id in the archive.

    `page`: the article as it was extracted, with tags, section and address; without it the texts are all there is.
    """

    title: str
    text: str
    relevant: bool
    lead: str = ""
    line: int = 0
    page: Extracted | None = None


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where program and person differ; `label` is the person's word."""

    line: int
    title: str
    label: str  # relevant | irrelevant
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Precision, recall and F1 are 0…1. Nothing said and nothing to say is no mistake: 1."""

    n: int
    precision: float
    recall: float
    f1: float
    mistakes: tuple[Mistake, ...]


def read_labelled(content: bytes, file: str) -> tuple[Labelled, ...]:
    """The articles of a file of JSON lines; empty lines do not count. Raises FixConfiguration naming every bad line."""
    items: list[Labelled] = []
    problems: list[str] = []
    for line, raw in enumerate(content.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        try:
            items += [_item(raw, line)] if raw.strip() else []
        except ValueError as problem:
            problems.append(f"line {line}: {problem}")
    if len(problems) > BAD_LINES_NAMED:
        problems[BAD_LINES_NAMED:] = [f"… and {len(problems) - BAD_LINES_NAMED} more"]
    if problems:
        raise FixConfiguration("\n".join(f"{file}: {problem}" for problem in problems))
    if not items:
        raise FixConfiguration(
            f'{file}: holds no article; a line is {{"title": "…", "text": "…", "label": "relevant"}}'
        )
    return tuple(items)


def evaluate(items: Iterable[Labelled], topic: Topic) -> Evaluation:
    """Judge every article and compare with its label."""
    judged = [(item, judge(as_extracted(item), topic)) for item in items]
    right = sum(item.relevant and verdict.relevant for item, verdict in judged)
    said = sum(verdict.relevant for _, verdict in judged)
    true = sum(item.relevant for item, _ in judged)
    return Evaluation(
        n=len(judged),
        precision=_share(right, said, nothing=float(not true)),
        recall=_share(right, true, nothing=float(not said)),
        f1=_share(2 * right, said + true, nothing=1.0),
        mistakes=tuple(_mistakes(judged)),
    )


def as_extracted(item: Labelled) -> Extracted:
    """A labelled article as the crawler would hand it over: every line is a paragraph, but where it only goes on."""
    if item.page is not None:
        return item.page
    nowhere = Found(url="", key="", source="", found_in="")
    return Extracted(
        found=nowhere,
        url="",
        key="",
        source="",
        title=item.title,
        lead=item.lead,
        paragraphs=tuple(_paragraphs(item.text)),
        fetched_at=_NEVER,
    )


def _paragraphs(text: str) -> list[str]:
    """The lines of a text; one in small letters after one that does not end is its continuation."""
    paragraphs: list[str] = []
    before = ""
    for line in map(str.strip, text.splitlines()):
        if line[:1].islower() and before and (before[-1].isalnum() or before[-1] == ","):
            paragraphs[-1] += f" {line}"
        elif line:
            paragraphs.append(line)
        before = line
    return paragraphs


def _item(raw: bytes, line: int) -> Labelled:
    """Raises ValueError saying what is wrong with the line."""
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as problem:  # not JSON, not UTF-8, brackets without end
        raise ValueError(f"is not JSON ({str(problem) or 'nested too deep'})") from None
    if fault := _problem(data):
        raise ValueError(fault)
    title, text, lead = (_clean(data.get(key, "")) for key in ("title", "text", "lead"))
    return Labelled(title, text, LABELS[_word(data["label"])], lead, line)


def _problem(data: Any) -> str:
    """What is wrong with a line's JSON; "" if nothing."""
    if not isinstance(data, dict):
        return 'is not an object with "title", "text" and "label"'
    for key in ("title", "text", "label"):
        if key not in data:
            return f'"{key}" is missing'
    for key in ("title", "text", "lead"):
        if not isinstance(data.get(key, ""), str):
            return f'"{key}" must be a string'
    word = _word(data["label"])
    return "" if word in LABELS else f'"label" is {word[:40]!r}; it must be one of {", ".join(LABELS)}'


def _word(label: Any) -> str:
    if isinstance(label, str):
        return " ".join(exact_form(label).split())
    return str(label).lower() if isinstance(label, int) else type(label).__name__


def _clean(text: str) -> str:
    """NFC, without the halves of characters that JSON can spell and no file can hold."""
    return nfc(text.encode("utf-8", errors="replace").decode("utf-8"))


def _share(part: int, whole: int, *, nothing: float) -> float:
    return round(part / whole, 4) if whole else nothing


def _mistakes(judged: Iterable[tuple[Labelled, Verdict]]) -> Iterator[Mistake]:
    for item, verdict in judged:
        if item.relevant is not verdict.relevant:
            yield Mistake(item.line, item.title, "relevant" if item.relevant else "irrelevant", verdict)
