"""How telling a word is: what every other article of the provincial press says tells nothing about the event of one.

`commonplaces.txt` holds phrases (two syllables, names, figures; folded) with the number of articles in a thousand that
have them, counted over the project's own sample articles and a few hundred articles of the press. What is not in it is rare.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

RAREST = 1.0  # in a thousand: what a phrase that is not listed is taken for


def weight(phrase: str) -> float:
    """1 for a phrase that is not listed, towards 0 for one that every article has: inverse document frequency, scaled."""
    return _weights().get(phrase, 1.0)


def total(phrases: Iterable[str]) -> float:
    weights = _weights()
    return sum(weights.get(phrase, 1.0) for phrase in phrases)


@cache
def _weights() -> Mapping[str, float]:
    lines = resources.files("newsroom").joinpath("commonplaces.txt").read_text(encoding="utf-8").splitlines()
    counted = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {phrase: 1 - math.log(float(often) / RAREST) / math.log(1000 / RAREST) for often, phrase in counted}
