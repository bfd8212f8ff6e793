"""What one edition says in a mail: subject, text and HTML of one page, small enough that no reader's program cuts it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from digest import html, text
from digest.edition import Edition
from digest.page import Links, Page, Room, set_page

LARGEST = 88_000  # bytes as sent, both parts: 90 KB with room for headers. Gmail cuts HTML at 102 KB
# Fewer lines only if texts or addresses are huge. The last is counts and a footer: no feed can make that too large.
_ROOMS = (Room(), Room(20), Room(12), Room(6), Room(0), Room(0, 3), Room(0, 1, 10), Room(0, 0, 0))


@dataclass(frozen=True, slots=True)
class Letter:
    """Ready for `digest.mail.message`."""

    subject: str
    text: str
    html: str


def letter(edition: Edition, links: Links | None = None) -> Letter:
    """The mail of an edition. Where the usual lines are too much, fewer are shown and the rest is counted."""
    for room in _ROOMS:
        written = _written(set_page(edition, links, room))
        if sent_bytes(written.text) + sent_bytes(written.html) <= LARGEST:
            break
    return written


def sent_bytes(part: str) -> int:
    """The size of a part as quoted-printable: three bytes for each that is not plain, one soft line end in 76."""
    raw = part.encode("utf-8", "replace")
    odd = sum(byte > 126 or byte == 61 for byte in raw)
    size = len(raw) + 2 * odd
    return size + 3 * (size // 73) + part.count("\n")


def _written(page: Page) -> Letter:
    return Letter(page.subject, text.render(page), html.mail(page))
