"""An article laid out: its paragraphs, headings, lists, pictures and table in the order in which they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tests.newspapers.manuscript import Manuscript

Kind = Literal["paragraph", "heading", "items", "picture", "table"]


@dataclass(frozen=True)
class Block:
    """`texts` holds one text, or the items of a list; `rows` the cells of a table; `number` counts pictures from 1."""

    kind: Kind
    texts: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    number: int = 0

    @property
    def text(self) -> str:
        return self.texts[0]


def blocks(manuscript: Manuscript) -> list[Block]:
    """Pictures are spread over the text, the first one above it, none inside a list; the table comes last."""
    texts = _texts(manuscript)
    pictures = [Block("picture", (caption,), number=n) for n, caption in enumerate(manuscript.captions, start=1)]
    laid_out: list[Block] = []
    for position, block in enumerate(texts):
        laid_out += (p for p in pictures if _place(p, len(pictures), len(texts)) == position)
        laid_out.append(block)
    if not texts:
        laid_out = list(pictures)
    if manuscript.table:
        laid_out.append(Block("table", rows=manuscript.table))
    return laid_out


def _place(picture: Block, pictures: int, texts: int) -> int:
    return (picture.number - 1) * texts // pictures


def _texts(manuscript: Manuscript) -> list[Block]:
    found: list[Block] = []
    for index, text in enumerate(manuscript.paragraphs):
        if index in manuscript.list_items and found and found[-1].kind == "items":
            found[-1] = Block("items", (*found[-1].texts, text))
        elif index in manuscript.list_items:
            found.append(Block("items", (text,)))
        else:
            found.append(Block("heading" if index in manuscript.headings else "paragraph", (text,)))
    return found
