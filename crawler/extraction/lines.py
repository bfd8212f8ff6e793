"""Where a run of text within one element falls apart: at a double `<br>`, and at a single one that ends something.

Verse stays one text, its lines parted by LINE_END: a stanza is one paragraph to its writer, but not one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Piece = tuple[str, bool, bool, str]  # text, bold, italic, where it leads
Line = list[Piece]

_ENDED = re.compile(r"[.!?:;…”\"»)\]]\W*$")
_BEGINS = re.compile(r"[\s“\"'(–—+*•>-]*[A-ZĐÀ-Ý\u1ea0-\u1ef90-9]")
LINE_END = "\u2028\u2029"  # a pair, because pages do hold single ones, which are blanks to readers
_POINT = re.compile(r"\s*(?:[-–—+*•▪]|\(?[0-9a-zđ]{1,2}[.)])\s")
_BEGINS_LIKE_VERSE = re.compile(r"[\s“\"'(–—+*•>-]*[A-ZĐÂÊÔƠƯĂÀ-Ý\u1ea0-\u1ef80-9]")
_VERSE = 70  # characters of a line of verse; lines broken by old editors are longer


def lines_of(pieces: list[Piece | None], *, whole: bool) -> Iterator[Line]:
    """The run cut at its line breaks (None), as far as they end something. `whole`: only at double ones."""
    if None not in pieces:
        yield [piece for piece in pieces if piece is not None]
        return
    lines = _broken(pieces)
    verse = not whole and _is_verse([_text(line) for line, _ in lines])
    current: Line = []
    for line, before in lines:
        if current and (before >= 2 or (not whole and not verse and _finished(current, line))):
            yield current
            current = []
        current += [(LINE_END if verse else " ", False, False, ""), *line] if current else line
    yield current


def _broken(pieces: list[Piece | None]) -> list[tuple[Line, int]]:
    """The lines, each with the number of breaks before it."""
    lines: list[tuple[Line, int]] = [([], 0)]
    breaks = 0
    for piece in pieces:
        if piece is None:
            breaks += 1
        elif breaks and piece[0].strip("\u00a0 \t\r\n\u200b"):
            lines.append(([piece], breaks))
            breaks = 0
        else:
            lines[-1][0].append(piece)
    return lines


def _text(line: Line) -> str:
    return "".join(piece[0] for piece in line).strip()


def _is_verse(lines: list[str]) -> bool:
    """Short lines that all begin with a capital, few of them sentences and none a point of a list."""
    filled = [line for line in lines if line]
    if len(filled) < 2 or any(len(line) > _VERSE or _POINT.match(line) for line in filled):
        return False
    ended = sum(bool(_ENDED.search(line)) for line in filled[:-1])
    return all(_BEGINS_LIKE_VERSE.match(line) for line in filled) and 2 * ended <= len(filled) - 1


def _finished(line: Line, following: Line) -> bool:
    """Whether a single break between two lines is the end of a paragraph."""
    text, after = _text(line), "".join(piece[0] for piece in following)
    if not text:
        return False
    styled = all(piece[1] for piece in line if piece[0].strip()) != all(
        piece[1] for piece in following if piece[0].strip()
    )
    return bool(_POINT.match(after)) or (bool(_BEGINS.match(after)) and (styled or bool(_ENDED.search(text))))
