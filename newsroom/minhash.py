"""MinHash of a text: a short row of numbers in which two texts agree as often as they share shingles.

One-permutation MinHash (Li, Owen, Zhang 2012) with 64 bins: every shingle is hashed once, its hash names a bin and competes
there for the least value. Empty bins borrow from the next full one (densification by rotation, Shrivastava and Li 2014).
The row is cut into 21 bands of 3 values; texts that agree in a whole band are candidates. Of copies with one word in ten
changed 0.98 share a band, with one in five 0.63 (those are found by their clues, too); SimHash of 64 bits loses them all.
Shingles of three, not two: with pairs unrelated texts agree so often that a million articles fill the bands.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from struct import unpack_from

from newsroom.pieces import Shingle

BINS = 64
ROWS = 3
BANDS = BINS // ROWS
FEWEST = 20  # shingles; a shorter text fills too few bins to be told from another by them

_EMPTY = -1


def signature(shingles: Iterable[Shingle]) -> tuple[int, ...]:
    """64 numbers of 32 bits; none for a text that is too short."""
    least = [_EMPTY] * BINS
    count = 0
    for shingle in shingles:
        count += 1
        drawn = int.from_bytes(blake2b(" ".join(shingle).encode("utf-8", "surrogatepass"), digest_size=5).digest())
        place, value = drawn & (BINS - 1), drawn >> 8
        if least[place] == _EMPTY or value < least[place]:
            least[place] = value
    return _densified(least) if count >= FEWEST else ()


def bands(row: tuple[int, ...]) -> tuple[int, ...]:
    """21 numbers of 63 bits, each standing for one band; equal ones mean that the band agrees."""
    return tuple(number(f"{start}:{row[start : start + ROWS]}") for start in range(0, BANDS * ROWS if row else 0, ROWS))


def number(text: str) -> int:
    """A stable number of 63 bits for a text: what an index holds instead of it."""
    found: int = unpack_from(">Q", blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())[0]
    return found >> 1


def _densified(least: list[int]) -> tuple[int, ...]:
    """Each empty bin takes the value of the next full one; how far away that is goes into the value."""
    filled = [(place, value) for place, value in enumerate(least) if value != _EMPTY]
    row = []
    for place, value in enumerate(least):
        if value != _EMPTY:
            row.append(value)
            continue
        distance, borrowed = min(((full - place) % BINS, found) for full, found in filled)
        row.append((borrowed + distance * 0x9E3779B1) & 0xFFFFFFFF)
    return tuple(row)
