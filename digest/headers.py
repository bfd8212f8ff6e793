"""Mail headers that say what was meant, whatever bytes were meant.

They are written here and not by `email`: a text that looks like an encoded word ("=?utf-8?q?…=0ABcc:…?=") is decoded when it
is assigned to an EmailMessage, and Python before 3.12.4 then writes the line break it holds.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

_WORD = 75  # characters of one encoded word, delimiters included (RFC 2047 §2)
_OPEN, _CLOSE = "=?utf-8?b?", "?="
_BYTES = (_WORD - len(_OPEN) - len(_CLOSE)) // 4 * 3
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ,.:;!'()+/&-]*")
_LINE = 76
_ADDRESS = re.compile(r"[!-;=?-~]+@[!-;=?-~]+")
_BREAKING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def text_header(name: str, text: str) -> str:
    """A header of free text, folded, without its last line end. Control characters become blanks."""
    clean = printable(text)
    line = f"{name}: {clean}"
    if (_PLAIN.fullmatch(clean) and len(line) <= _LINE) or not clean:
        return line.rstrip()
    return f"{name}: " + "\r\n ".join(f"{_OPEN}{base64.b64encode(chunk).decode()}{_CLOSE}" for chunk in _chunks(clean))


def address_header(name: str, address: str, display: str = "") -> str:
    """A header that holds one address. `address` is ASCII without blanks (`digest.smtp` refuses others).

    The name is cut to one encoded word: readers join two of them in a name with a blank that was never there.
    """
    if not _ADDRESS.fullmatch(address):
        raise ValueError(f"{address!r} is no address for a header")
    shown = next(_chunks(printable(display)), b"").decode().strip()
    return f"{text_header(name, shown)}\r\n <{address}>" if shown else f"{name}: {address}"


def printable(text: str) -> str:
    """Without control characters, line breaks and lone surrogates; blanks run together."""
    sound = text.encode("utf-8", "replace").decode()
    return " ".join(_BREAKING.sub(" ", sound).split())


def _chunks(text: str) -> Iterator[bytes]:
    """What fits into one encoded word each; no character is split between two (RFC 2047 §5)."""
    chunk = b""
    for character in text:
        piece = character.encode()
        if len(chunk) + len(piece) > _BYTES:
            yield chunk
            chunk = b""
        chunk += piece
    yield chunk
