"""Traces: the numbers by which articles that are alike find each other in an index, without anything being scanned.

A text's signature is kept with the article: the recipe's version, its MinHash row and its clues, so that its traces can be
worked out again when they have to be removed. A trace is 63 bits: 16 for the day (0: any day) and 47 of a hash.

- bands of the MinHash row, without a day: copies and edited texts, whenever they were printed;
- clues (`newsroom.events.clues`), each with the day of publication: reports of one event lie within `REACH` days.

A later recipe is a new `RECIPE`. Signatures of another recipe have no traces: such articles are found by address and
verbatim text alone until they are filed again.
"""

from __future__ import annotations

from datetime import datetime
from struct import pack, unpack

from newsroom import events, minhash
from newsroom.pieces import Profile, day_of

RECIPE = 1
REACH = events.WINDOW_DAYS

_HASH_BITS = 47
_HASH = (1 << _HASH_BITS) - 1
_CLUE_BYTES = 6
_ROW_BYTES = 4 * minhash.BINS
_LAST_DAY = (1 << 16) - 1


def signature_of(read: Profile) -> bytes:
    """Recipe, MinHash row (zeros for a text too short for one) and clues of a text; the archive only stores it."""
    row = minhash.signature(read.shingles)
    clues = (minhash.number(clue) & _HASH for clue in events.clues(read))
    packed = pack(f">B{minhash.BINS}I", RECIPE, *(row or (0,) * minhash.BINS))
    return packed + b"".join(clue.to_bytes(_CLUE_BYTES) for clue in clues)


def own_traces(signature: bytes, at: datetime) -> tuple[int, ...]:
    """What an article printed `at` leaves in the index."""
    bands, clues = _read(signature)
    return tuple(dict.fromkeys((*bands, *(_on(day_of(at), clue) for clue in clues))))


def traces_to_look_for(signature: bytes, at: datetime) -> tuple[int, ...]:
    """The traces of articles that may be like one printed `at`: its bands, and its clues on every day within reach."""
    bands, clues = _read(signature)
    days = range(day_of(at) - REACH, day_of(at) + REACH + 1)
    return tuple(dict.fromkeys((*bands, *(_on(day, clue) for day in days for clue in clues))))


def weight_of(trace: int) -> int:
    """How much a shared trace says: three values of a MinHash row agree by chance once in a million, a phrase more often."""
    return 2 if trace <= _HASH else 1


def _read(signature: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Bands and clues of a signature; nothing for one of another recipe."""
    if len(signature) < 1 + _ROW_BYTES or signature[0] != RECIPE:
        return (), ()
    row: tuple[int, ...] = unpack(f">{minhash.BINS}I", signature[1 : 1 + _ROW_BYTES])
    rest = signature[1 + _ROW_BYTES :]
    clues = (rest[start : start + _CLUE_BYTES] for start in range(0, len(rest), _CLUE_BYTES))
    bands = minhash.bands(row) if any(row) else ()
    return tuple(band & _HASH for band in bands), tuple(int.from_bytes(clue) for clue in clues)


def _on(day: int, clue: int) -> int:
    """A clue on a day; days that no index can hold become the first or last that it can."""
    return min(max(day, 1), _LAST_DAY) << _HASH_BITS | clue
