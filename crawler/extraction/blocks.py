"""A page as the sequence of its texts and pictures, each with what its markup says of it. Decides nothing.

A text ends where a block element begins or ends, and at the line breaks that `lines` takes for ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.characters import tidy
from crawler.extraction.class_names import Sort, sort_of
from crawler.extraction.frames import alignment, is_caption, is_icon, is_link_box
from crawler.extraction.lines import LINE_END, Line, Piece, lines_of
from crawler.extraction.tables import table_kind, table_rows

_UNREAD_NAMES = """script style noscript template iframe object embed video audio canvas svg math select option optgroup button
    input textarea map applet datalist head link meta base nav title progress meter"""
_UNREAD = frozenset(_UNREAD_NAMES.split())
_BLOCK_NAMES = """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary table tbody td tfoot th
    thead tr ul"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_PLAYERS = frozenset({"iframe", "object", "embed", "video"})
_NO_PLAYER = re.compile(
    r"\bads?\b|doubleclick|googlesyndication|plugins/(?:like|share|comments|page)|captcha|zalo\.me/", re.IGNORECASE
)
_BOLD = frozenset({"b", "strong", "th"})
_ITALIC = frozenset({"i", "em", "cite"})
_STYLED = _BOLD | _ITALIC | {"a"}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-srcset", "src", "srcset")
_STYLE_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_STYLE_ITALIC = re.compile(r"font-style\s*:\s*italic")
_STYLE_BLOCK = re.compile(r"display\s*:\s*block")
_STYLE_HIDDEN = re.compile(r"display\s*:\s*none")


@dataclass(slots=True, eq=False)
class Block:
    """A text of the page. Shares are of its letters; `frame` is the wrapper that makes it the caption of a picture."""

    text: str
    element: HtmlElement
    linked: float = 0.0
    bold: float = 0.0
    italic: float = 0.0
    align: str = ""
    href: str = ""  # where it leads, if it is in one link
    links: int = 0  # different links in it
    frame: HtmlElement | None = None
    boxes: tuple[HtmlElement, ...] = ()  # the boxes of furniture it is in, outermost first
    row: bool = False  # a row of a data table
    after_picture: bool = False  # in one element with a picture before it

    @property
    def heading(self) -> bool:
        return self.element.tag in _HEADINGS

    @property
    def unlinked(self) -> int:
        """Characters outside links."""
        return round(len(self.text) * (1 - self.linked))


@dataclass(slots=True, eq=False)
class Picture:
    """A picture of the page, not yet told apart from those of other articles; or the player of a film, without `src`."""

    src: str
    alt: str
    element: HtmlElement
    href: str = ""
    boxes: tuple[HtmlElement, ...] = ()


Event = Block | Picture


@dataclass(slots=True)
class Page:
    """All texts and pictures in order. `spans` says which of them an element holds: events[first:last].

    `hidden` are the elements that were left out because no reader sees them.
    """

    events: list[Event] = field(default_factory=list)
    spans: dict[HtmlElement, tuple[int, int]] = field(default_factory=dict)
    hidden: list[HtmlElement] = field(default_factory=list)

    def inside(self, element: HtmlElement) -> list[Event]:
        first, last = self.spans.get(element, (0, 0))
        return self.events[first:last]


def read_blocks(root: HtmlElement) -> Page:
    """The texts and pictures of the page's body."""
    body = root.find("body")
    return _Reader().read(body if body is not None else root)


@dataclass(slots=True)
class _Run:
    """Text that is being collected: pieces in one style each; None is a line break."""

    pieces: list[Piece | None] = field(default_factory=list)
    after_picture: bool = False


@dataclass(slots=True)
class _Level:
    """What an open block element passes on to the texts in it."""

    element: HtmlElement
    first: int
    align: str
    frame: HtmlElement | None
    boxes: tuple[HtmlElement, ...]
    pictured: bool  # in a table that frames pictures


class _Reader:
    def __init__(self) -> None:
        self._page = Page()
        self._levels: list[_Level] = []
        self._run = _Run()
        self._bold = self._italic = 0
        self._links: list[str] = []
        self._skipped: HtmlElement | None = None
        self._closed = self._adjoins = False  # an inline element just ended; the next began right there

    def read(self, body: HtmlElement) -> Page:
        walk = etree.iterwalk(body, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if self._opens(element):
                    self._add(element.text)
                else:
                    self._skipped = element
                    walk.skip_subtree()
            else:
                if element is self._skipped:
                    self._skipped = None
                else:
                    self._closes(element)
                if element is not body:
                    self._add(element.tail)
        return self._page

    def _opens(self, element: HtmlElement) -> bool:
        """Take an element in; False if nothing below it is to be read."""
        tag = element.tag
        if tag in _UNREAD or element.get("hidden") is not None or element.get("placeholder") is not None:
            if tag in _PLAYERS:
                self._player(element)
            elif tag not in _UNREAD:
                self._page.hidden.append(element)
            return False
        if tag == "br":
            self._run.pieces.append(None)
        elif tag in {"img", "amp-img"}:
            self._picture(element)
        elif tag in _BLOCKS:
            return self._opens_block(element)
        else:
            return self._opens_inline(element)
        return True

    def _opens_inline(self, element: HtmlElement) -> bool:
        style = (element.get("style") or "").lower()
        if style and _STYLE_HIDDEN.search(style):
            self._page.hidden.append(element)
            return False
        self._set_apart(element, style)
        if style or element.tag in _STYLED:
            self._style(element, 1)
        self._adjoins = self._closed
        return True

    def _set_apart(self, element: HtmlElement, style: str) -> None:
        """End the text where style alone ends a line; templates set date, author and views apart by style alone, too."""
        if style and _STYLE_BLOCK.search(style):
            self._flush()
        elif element.get("class") and sort_of(element) & (Sort.DATE | Sort.AUTHOR):
            self._add(" ")

    def _opens_block(self, element: HtmlElement) -> bool:
        style = (element.get("style") or "").lower()
        sort = sort_of(element)
        if sort & Sort.UNSEEN or (style and _STYLE_HIDDEN.search(style)):
            self._page.hidden.append(element)
            return False
        self._flush()
        self._run.after_picture = False
        above = self._levels[-1] if self._levels else None
        kind = table_kind(element) if element.tag == "table" else "layout"
        pictured = kind == "picture" or (above is not None and above.pictured and element.tag != "table")
        frame = element if is_caption(element, sort, pictured=pictured) else above.frame if above else None
        boxes = above.boxes if above else ()
        if sort & Sort.FURNITURE or (not boxes and element.tag in {"aside", "footer"} and is_link_box(element)):
            boxes = (*boxes, element)
        align = alignment(element, style, sort) or (above.align if above else "")
        self._levels.append(_Level(element, len(self._page.events), align, frame, boxes, pictured))
        if style or element.tag == "th":
            self._style(element, 1)
        if kind == "data":
            self._rows(element)
            self._closes(element)
        return kind != "data"

    def _closes(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
            level = self._levels.pop()
            self._page.spans[element] = (level.first, len(self._page.events))
            if tag == "th" or element.get("style"):
                self._style(element, -1)
            self._run.after_picture = False
            return
        style = (element.get("style") or "").lower()
        self._set_apart(element, style)
        if style or tag in _STYLED:
            self._style(element, -1)
        self._closed = tag not in {"br", "img", "amp-img"}

    def _style(self, element: HtmlElement, by: int) -> None:
        tag, style = element.tag, (element.get("style") or "").lower()
        self._bold += by * (tag in _BOLD or bool(style and _STYLE_BOLD.search(style)))
        self._italic += by * (tag in _ITALIC or bool(style and _STYLE_ITALIC.search(style)))
        if tag == "a":
            if by > 0:
                self._links.append(element.get("href") or "")
            elif self._links:
                self._links.pop()

    def _add(self, text: str | None) -> None:
        if text:
            before = self._run.pieces[-1] if self._run.pieces else None
            if self._adjoins and before and before[0][-1:].islower() and text[0].isupper():
                text = f" {text}"  # two labels side by side: "<span>Mới nhất</span><span>Đọc nhiều</span>"
            self._closed = self._adjoins = False
            link = self._links[-1] or "#" if self._links else ""
            self._run.pieces.append((text, self._bold > 0, self._italic > 0, link))

    def _picture(self, element: HtmlElement) -> None:
        src = next((value for name in _SOURCES if (value := element.get(name)) and not value.startswith("data:")), "")
        if not src or is_icon(element, src):
            return
        self._flush()
        href = self._links[-1] if self._links else ""
        boxes = self._levels[-1].boxes if self._levels else ()
        src = src.split()[0].rstrip(",")
        self._page.events.append(Picture(src, tidy(element.get("alt") or ""), element, href, boxes))
        self._run.after_picture = True

    def _player(self, element: HtmlElement) -> None:
        if self._levels and not _NO_PLAYER.search(element.get("src") or ""):
            self._flush()
            self._page.events.append(Picture("", "", element, "", self._levels[-1].boxes))

    def _rows(self, table: HtmlElement) -> None:
        level = self._levels[-1]
        title = table.find("caption")
        texts = [tidy(title.text_content())] if title is not None else []
        texts += [" | ".join(row) for row in table_rows(table)]
        self._page.events += [Block(text, table, boxes=level.boxes, row=True) for text in texts if text]

    def _flush(self) -> None:
        run, self._run = self._run, _Run(after_picture=self._run.after_picture)
        if not run.pieces or not self._levels:
            return
        level = self._levels[-1]
        for line in lines_of(run.pieces, whole=level.frame is not None):
            block = _block(line, level)
            if block is not None:
                block.after_picture = run.after_picture
                self._page.events.append(block)


def _block(line: Line, level: _Level) -> Block | None:
    raw = "".join(piece[0] for piece in line)
    text = tidy(raw) if LINE_END not in raw else "\n".join(filter(None, map(tidy, raw.split(LINE_END))))
    if not text:
        return None
    sizes = [(len("".join(piece[0].split())), piece) for piece in line]
    total = sum(size for size, _ in sizes) or 1
    targets = {piece[3] for size, piece in sizes if size and piece[3]}
    return Block(
        text,
        level.element,
        linked=sum(size for size, piece in sizes if piece[3]) / total,
        bold=sum(size for size, piece in sizes if piece[1]) / total,
        italic=sum(size for size, piece in sizes if piece[2]) / total,
        align=level.align,
        links=len(targets),
        href=targets.pop() if len(targets) == 1 else "",
        frame=level.frame,
        boxes=level.boxes,
    )
