"""What to try when a run of words is found nowhere side by side: the same words in pieces that must all occur.

A bare run of words is one phrase (see `newsroom.query`), because nothing in a text says where a Vietnamese word ends.
Most words have two syllables, some three; so a run of unknown words is cut into such pieces. A single syllable is left
over only where it is a word for certain: "5g" is, "sổ" is not, and "chuyển đổi sổ" has no other reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from newsroom.query_tree import And, Filter, Node, Phrase

MOST = 12  # rewordings of one query; each costs a look-up
LONGEST = 12  # syllables; a longer run is a sentence that somebody pasted

_FOREIGN = frozenset("fjwz")  # letters that Vietnamese syllables do not have
_LONGEST_SYLLABLE = 7  # "nghiêng"

Words = tuple[str, ...]


def rewordings(node: Node) -> Iterator[str]:
    """Queries that ask for less than this tree, with the fewest pieces first; none if it has no run to cut.

    Only for a run of words or an And of runs, phrases and filters: in other trees the person said what belongs together.
    """
    parts = node.parts if isinstance(node, And) else (node,)
    if not all(isinstance(part, Phrase | Filter) for part in parts):
        return
    ways = [_ways(part) for part in parts]
    whole = tuple(way[0] for way in ways)
    choices = sorted(islice(product(*ways), 1000), key=lambda choice: sum(map(len, choice)))
    yield from islice((_joined(parts, choice) for choice in choices if choice != whole), MOST)


def _ways(part: Node) -> list[tuple[Words, ...]]:
    """How a part may be cut, uncut first."""
    if not isinstance(part, Phrase):
        return [((),)]
    uncut = (part.syllables,)
    if not part.loose or len(part.syllables) > LONGEST:
        return [uncut]
    return [uncut, *(cut for cut in _cuts(part.syllables) if len(cut) > 1)]


def _cuts(words: Words) -> Iterator[tuple[Words, ...]]:
    if not words:
        yield ()
    for length in (2, 3, 1):
        if len(words) >= length and (length > 1 or _is_word(words[0])):
            yield from ((words[:length], *rest) for rest in _cuts(words[length:]))


def _is_word(syllable: str) -> bool:
    """Whether a syllable alone is a word for certain: a number, a foreign name."""
    return (
        any(letter.isdigit() for letter in syllable)
        or not _FOREIGN.isdisjoint(syllable)
        or len(syllable) > _LONGEST_SYLLABLE
    )


def _joined(parts: Sequence[Node], choice: Sequence[tuple[Words, ...]]) -> str:
    return " AND ".join(_written(part, pieces) for part, pieces in zip(parts, choice, strict=True))


def _written(part: Node, pieces: tuple[Words, ...]) -> str:
    """A part as a person would type it."""
    if isinstance(part, Filter):
        return f'{part.field}:"{part.value}"'
    assert isinstance(part, Phrase)
    texts = [" ".join(words) for words in pieces]
    text = " AND ".join(texts) if part.loose else f'"{texts[0]}"'
    if part.field is None:
        return text
    return f"{part.field}:({text})" if len(texts) > 1 else f"{part.field}:{text}"
