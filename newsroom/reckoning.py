"""How the evidence of a verdict adds up to its score, piece by piece, for people who want to check it.

The rules are those of `newsroom.relevance`; here they are applied to the evidence as it was stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from newsroom.article import Evidence, Verdict
from newsroom.hits import OPENING
from newsroom.phrases import Passage
from newsroom.topic import Topic
from newsroom.vietnamese import syllables


@dataclass(frozen=True)
class Reckoning:
    """`shares` are what the pieces of evidence add, in their order; with `over` and `rest` they make the score.

    `over` (0 or less) is what the weak terms have beyond the most they may add, `rest` what comes from elsewhere: a hint
    from tag, section or address, less what the kind of article or a limit took away.
    """

    shares: tuple[float, ...]
    over: float
    rest: float


def reckon(verdict: Verdict, texts: Mapping[str, str], topic: Topic) -> Reckoning:
    """Add a verdict up. `texts` are the fields that its evidence points into."""
    weak_terms = {(term.facet, term.name) for term in topic.terms if term.weak}
    place = _places(texts)
    groups: dict[tuple[bool, str, int], list[int]] = defaultdict(list)
    for number, piece in enumerate(verdict.evidence):
        if not piece.ruled_out_by:
            groups[(piece.facet, piece.term) in weak_terms, *place(piece)].append(number)
    shares = [0.0] * len(verdict.evidence)
    for numbers in groups.values():
        strongest = max(numbers, key=lambda number: verdict.evidence[number].weight)
        for number in numbers:
            part = 1.0 if number == strongest else topic.weighing.others
            shares[number] = verdict.evidence[number].weight * part
    weak = sum(shares[number] for key, numbers in groups.items() if key[0] for number in numbers)
    over = min(0.0, topic.weighing.weak - weak)
    return Reckoning(tuple(shares), over, verdict.score - sum(shares) - over)


def _places(texts: Mapping[str, str]) -> Callable[[Evidence], tuple[str, int]]:
    """Piece of evidence → field and sentence in which it is weighed with others; only a body has more than one."""
    body = Passage(texts.get("body", ""))
    opening = 0 if syllables(texts.get("lead", "")) else OPENING

    def place(piece: Evidence) -> tuple[str, int]:
        if piece.field != "body":
            return piece.field, 0
        sentence = body.sentence_of(piece.offset)
        return ("lead", 0) if sentence < opening else ("body", sentence)

    return place
