"""What the extraction makes of an assembled page, compared with the truth."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from newsroom.article import Extracted
from newsroom.errors import SkipPage
from newsroom.source import Source
from tests.crawler.extraction.layouts.assembler import URL, Sheet, assembled
from tests.crawler.page import read

PAPER = Source("baomuongkhe", "Báo Mường Khe", "https://baomuongkhe.vn/", datelines=("(Baomuongkhe.vn)",))


@dataclass(frozen=True)
class Verdict:
    """One page: which parts of the article came out wrong, with what was wanted and what was got."""

    seed: int
    sheet: Sheet
    wrong: dict[str, tuple[object, object]]


def judged(seed: int) -> Verdict:
    """Assemble the page of a seed, read it, compare."""
    sheet = assembled(seed)
    try:
        got = shown(read(sheet.markup, PAPER, url=URL))
    except SkipPage as refused:
        got = {"refused": str(refused)}
    wanted = {key: value for key, value in sheet.expected.items() if value is not None or key == "modified"}
    wrong = {key: (value, got.get(key)) for key, value in wanted.items() if got.get(key) != value}
    return Verdict(seed, sheet, wrong)


def shown(article: Extracted) -> dict[str, object]:
    """An article in the terms of the truth."""
    return {
        "url": article.url,
        "title": article.title,
        "lead": article.lead,
        "paragraphs": list(article.paragraphs),
        "captions": list(article.captions),
        "authors": sorted(name.casefold() for name in article.authors),
        "section": article.section,
        "tags": list(article.tags),
        "images": [image.url for image in article.images],
        "published": article.published_at,
        "modified": article.modified_at,
        "credit": article.credit,
        "language": article.language,
    }


def suspects(verdicts: list[Verdict], part: str, least: int = 5) -> list[tuple[float, int, str]]:
    """The choices by the share of their pages on which `part` came out wrong, worst first."""
    made: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for verdict in verdicts:
        choices = set(verdict.sheet.choices)
        made.update(choices)
        failed.update(choices if part in verdict.wrong else ())
    rated = [(failed[choice] / made[choice], failed[choice], choice) for choice in failed if made[choice] >= least]
    return sorted(rated, reverse=True)
