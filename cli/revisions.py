"""`diembao show ID|URL --revisions`: every text an article had, and what became other from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import click

from cli.output import local, plain, safe
from newsroom.changes import Change, Piece, Wording, changes
from storage import Revision

_FIELDS = {
    "title": "tiêu đề",
    "lead": "sapo",
    "body": "nội dung",
    "caption": "chú thích ảnh",
    "published_at": "giờ đăng",
}
_MARKS = {"removed": ("[-", "-]", "red"), "added": ("{+", "+}", "green")}


def as_json(revisions: Sequence[Revision], zone: ZoneInfo) -> list[dict[str, Any]]:
    """One object a revision, oldest first; the first one has no changes."""
    return [
        {**plain(revision), "changes": [{"field": one.field, "pieces": plain(one.pieces)} for one in changed]}
        for revision, changed in _told(revisions, zone)
    ]


def print_revisions(revisions: Sequence[Revision], zone: ZoneInfo) -> None:
    """Time and changes of each revision, oldest first; paragraphs that stayed are left out."""
    if not revisions:
        click.echo("no text is kept of this article: it was never relevant")
    for revision, changed in _told(revisions, zone):
        click.echo(f"bản {revision.revision} · {local(revision.kept_at, zone)}")
        if revision is revisions[0]:
            click.echo(f"  {safe(revision.title)}")
        elif not changed:
            click.echo("  không đổi chữ nào")
        for change in changed:
            click.echo(f"  {_FIELDS[change.field]}: {''.join(map(_marked, change.pieces)).strip()}")


def _told(revisions: Sequence[Revision], zone: ZoneInfo) -> Iterator[tuple[Revision, tuple[Change, ...]]]:
    yield from ((revision, ()) for revision in revisions[:1])
    for old, new in pairwise(revisions):
        yield new, (*changes(_wording(old), _wording(new)), *_moved(old, new, zone))


def _wording(revision: Revision) -> Wording:
    return Wording(revision.title, revision.lead, revision.text, revision.captions)


def _moved(old: Revision, new: Revision, zone: ZoneInfo) -> Iterator[Change]:
    """Another time of publication. Texts kept by an older program do not know theirs."""
    if old.published_at and new.published_at and old.published_at != new.published_at:
        before, after = local(old.published_at, zone), local(new.published_at, zone)
        yield Change("published_at", (Piece("removed", before), Piece("added", after)))


def _marked(piece: Piece) -> str:
    """A piece with its marks, and coloured; click takes the colours out where no terminal shows them."""
    lead, text = piece.text[: len(piece.text) - len(piece.text.lstrip())], safe(piece.text)
    blank = " " if lead else ""
    if piece.kind == "same":
        return blank + text
    opening, closing, colour = _MARKS[piece.kind]
    return blank + click.style(f"{opening}{text}{closing}", fg=colour)
