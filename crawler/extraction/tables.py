"""Tables of old systems are layout, frames of pictures, or data. Only the last are read by rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Literal

from lxml.html import HtmlElement

from crawler.extraction.characters import tidy

TableKind = Literal["layout", "picture", "data"]

_UNREAD = frozenset({"script", "style", "noscript", "template"})
_PARTED = frozenset({"p", "div", "br", "li", "ul", "ol"})
_LONGEST_CELL = 400  # characters. A cell of running text belongs to a layout
_PARAGRAPH = 80
_PART = "\x1e"  # between the paragraphs of a cell: white space to `tidy`
_LONGEST_CAPTIONS = 1200  # all text of a table that frames pictures


def table_kind(table: HtmlElement) -> TableKind:
    """What a table is for."""
    nested = next(islice(table.iter("table"), 1, None), None) is not None
    if nested:  # asked first: reading the rows of tables nested 300 deep takes minutes
        return "layout"
    pictures = sum(1 for _ in table.iter("img", "amp-img"))
    rows = table_rows(table)
    texts = [text for row in rows for text in row]
    if pictures:
        framed = sum(map(len, texts)) <= _LONGEST_CAPTIONS and len(texts) <= 2 * pictures + 1 and not _runs_on(table)
        return "picture" if framed else "layout"
    if any(len(text) > _LONGEST_CELL for text in texts) or not _is_grid(rows):
        return "layout"
    linked = sum(len(tidy(link.text_content())) for link in table.iter("a"))
    return "layout" if linked > 0.5 * sum(map(len, texts)) else "data"


def table_rows(table: HtmlElement) -> list[list[str]]:
    """The texts of the filled cells, row by row."""
    rows = ([cell_text(cell) for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr"))
    return [filled for row in rows if (filled := [text for text in row if text])]


def cell_text(cell: HtmlElement) -> str:
    """The text of a cell in one line, its paragraphs parted by a blank."""
    return tidy("".join(_pieces(cell)))


def _pieces(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        parted = _PART if child.tag in _PARTED else ""
        yield parted
        if child.tag not in _UNREAD:
            yield from _pieces(child)
        yield parted + (child.tail or "")


def _runs_on(table: HtmlElement) -> bool:
    """Whether a cell holds several paragraphs or a title: short news set into a table are no caption."""
    if next(table.iter("h1", "h2", "h3", "ul", "ol"), None) is not None:
        return True
    return any(sum(len(run) >= _PARAGRAPH for run in _runs(cell)) >= 2 for cell in table.iter("td", "th"))


def _runs(cell: HtmlElement) -> list[str]:
    return [tidy(run) for run in "".join(_pieces(cell)).split(_PART)]


def _is_grid(rows: list[list[str]]) -> bool:
    """At least two rows, and most of them with at least two filled cells."""
    broad = sum(len(row) >= 2 for row in rows)
    return broad >= 2 and broad >= 0.5 * len(rows)
