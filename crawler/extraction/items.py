"""The texts and pictures of an article's region, freed of the page around them: what `pages` decides about.

Boxes named as furniture are left out here, and cards (a linked headline with its picture and teaser) become one link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block, Event, Page, Picture
from crawler.extraction.class_names import Sort, sort_of
from crawler.extraction.container import holders, is_further_part
from crawler.extraction.phrases import is_box_heading, is_pointer

Kind = Literal["text", "picture", "film", "link"]

_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png|gif|webp|mp[34])(?:$|\?)", re.IGNORECASE)
_PICTURE_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|bmp)(?:$|\?)|^data:|^javascript:|^#|/(?:photo|image|uploads?|thumb)", re.IGNORECASE
)
_CARD_TEXT = 400  # characters outside links that a card of another article holds at most
_CARD_EVENTS = 8
_PARAGRAPH = 60
_LINE = 100  # characters of a text that is no paragraph though it shares its element with a picture
_MOST_WRAPPERS = 3
_FLOW_SHARE = 0.12  # of the region's text: an element with as much right in it is a stream of paragraphs, no card


@dataclass(slots=True, eq=False)
class Item:
    """One text, picture, player or link of the region. `kind` "link" stands for links elsewhere, with their teasers."""

    kind: Kind
    text: str = ""
    tag: str = "p"  # p, li, h (any heading), row, quote
    made_of: str = "p"  # the names of the elements around it alone: paragraphs of one text are made of the same
    bold: bool = False
    italic: bool = False
    align: str = ""
    linked: float = 0.0
    flow: bool = True  # right among the article's paragraphs, in no box of its own
    frame: int = 0  # texts with one number that is not 0 are one caption
    near: bool = False  # in one small wrapper with the picture before it
    sort: int = Sort.NONE
    src: str = ""
    alt: str = ""


def region_items(page: Page, container: HtmlElement, start: int) -> list[Item]:
    """The items of the container, in order, from the end of the title if that stands in it."""
    first, last = page.spans[container]
    events = page.events[max(first, start) : last]
    return _Composer(page, container, events).items()


def head_items(page: Page, container: HtmlElement, start: int) -> list[Item]:
    """The items between the title and the container: lead, byline, a picture above the text."""
    first = page.spans[container][0]
    events = page.events[start:first] if 0 <= start < first else []
    return _Composer(page, container, events).items()


def foot_items(page: Page, container: HtmlElement, most: int = 12) -> list[Item]:
    """The first items after the container: a byline or credit that stands outside it."""
    last = page.spans[container][1]
    return _Composer(page, container, page.events[last : last + most]).items()


class _Composer:
    def __init__(self, page: Page, container: HtmlElement, events: list[Event]) -> None:
        self._page, self._container, self._events = page, container, events
        self._around = {container, *container.iterancestors()}
        held = holders(event for event in page.inside(container) if not self._boxed(event))
        total = sum(sum(sizes) for sizes in held.values()) or 1
        streams = {
            element for element, sizes in held.items() if sum(sizes) >= _FLOW_SHARE * total and _is_stream(sizes)
        }
        self._streams = streams | self._around
        self._frames: dict[HtmlElement, int] = {}
        self._before = dict(zip(map(id, events[1:]), events, strict=False))

    def items(self) -> list[Item]:
        found: list[Item] = []
        cards = self._cards()
        shown: set[HtmlElement] = set()
        for event in self._events:
            if self._boxed(event) or _leads_within(event):
                continue
            card = cards.get(id(event))
            if card is not None:
                if card not in shown or card in self._streams:  # a line of links may stand among the lines of the text
                    found.append(Item("link", event.text if isinstance(event, Block) else "", made_of=str(card.tag)))
                shown.add(card)
            elif isinstance(event, Picture):
                found.append(Item("picture" if event.src else "film", src=event.src, alt=event.alt))
            else:
                found.append(self._text(event, self._picture_before(event)))
        return found

    def _cards(self) -> dict[int, HtmlElement]:
        """For every event that is part of a card (by its id), the card."""
        cards: dict[int, HtmlElement] = {}
        for event in self._events:
            card = None if id(event) in cards else self._card(event)
            if card is not None:
                covered = [event] if card in self._streams else self._page.inside(card)
                cards |= {id(other): card for other in covered}
        return cards

    def _boxed(self, event: Event) -> bool:
        return any(box not in self._around for box in event.boxes)

    def _card(self, event: Event) -> HtmlElement | None:
        """The outermost element that is only a pointer to another article, if the event begins one."""
        if isinstance(event, Picture):
            if not event.href or _PICTURE_FILE.search(event.href) or not _leads_elsewhere(event.href):
                return None
        elif event.frame is not None or event.linked < 0.9 or not _leads_elsewhere(event.href):
            return None
        chosen = event.element
        for element in (event.element, *event.element.iterancestors()):
            if element in self._streams or (element in self._page.spans and not self._is_card(element)):
                break
            if is_further_part(element, self._page):
                break
            chosen = element if element in self._page.spans else chosen
        return chosen if chosen in self._page.spans else None

    def _is_card(self, element: HtmlElement) -> bool:
        """Links with little else: every longer text right after a linked headline."""
        events = self._page.inside(element)
        texts = [event for event in events if isinstance(event, Block)]
        if any(block.row or block.frame is not None for block in texts):
            return False
        before: Block | None = None
        for block in texts:
            if block.unlinked >= _PARAGRAPH and not is_box_heading(block.text) and not self._is_teaser(block, before):
                return False
            before = block
        links = max(1, sum(block.linked > 0.9 for block in texts))
        return sum(block.unlinked for block in texts) <= _CARD_TEXT * links and len(events) <= _CARD_EVENTS * links

    def _is_teaser(self, block: Block, before: Block | None) -> bool:
        """Whether a text stands right under the linked headline before it, in one element with that alone."""
        if before is None or before.linked <= 0.9 or before.links != 1 or is_pointer(before.text):
            return False
        parent, above = block.element.getparent(), before.element.getparent()
        if block.element is before.element or parent in {above, before.element}:
            return True
        alone = above is not None and sum(isinstance(event, Block) for event in self._page.inside(above)) == 1
        return alone and above is not None and above.getparent() is parent

    def _text(self, block: Block, picture: Picture | None) -> Item:
        return Item(
            "text",
            block.text,
            tag=_tag(block),
            made_of=self._make(block.element),
            bold=block.bold > 0.9,
            italic=block.italic > 0.9,
            align=block.align,
            linked=block.linked,
            flow=self._outermost(block.element).getparent() in self._streams or block.element in self._streams,
            frame=self._frame(block),
            near=picture is not None and self._goes_with(picture, block),
            sort=self._named(block.element),
        )

    def _outermost(self, element: HtmlElement) -> HtmlElement:
        """The outermost of the wrappers that hold this one text only."""
        for _ in range(_MOST_WRAPPERS):
            parent = element.getparent()
            if parent is None or parent in self._streams:
                break
            if parent in self._page.spans and len(self._page.inside(parent)) != 1:
                break
            element = parent
        return element

    def _make(self, element: HtmlElement) -> str:
        """What a text is made of: its element's name, with those of the wrappers around it alone."""
        outermost, names = self._outermost(element), [str(element.tag)]
        while element is not outermost and (parent := element.getparent()) is not None:
            names.append(str(parent.tag) + "." + str(parent.get("class") or ""))
            element = parent
        return " ".join(names)

    def _frame(self, block: Block) -> int:
        if block.frame is None or block.row:
            return 0
        group = block.frame if block.frame.tag != "figure" else block.element
        return self._frames.setdefault(group, len(self._frames) + 1)

    def _picture_before(self, block: Block) -> Picture | None:
        before = self._before.get(id(block))
        return before if isinstance(before, Picture) else None

    def _goes_with(self, picture: Picture, block: Block) -> bool:
        """Whether the smallest element around both holds little else. A paragraph may begin with a picture."""
        if block.after_picture:
            return len(block.text) <= _LINE
        above = {picture.element, *picture.element.iterancestors()}
        common = next(
            (element for element in (block.element, *block.element.iterancestors()) if element in above), None
        )
        if common is None or common in self._streams:
            return False
        inside = self._page.inside(common)
        return sum(isinstance(event, Block) for event in inside) <= 2

    def _named(self, element: HtmlElement) -> int:
        """What the names of the element and of its two nearest wrappers say."""
        sort = Sort.NONE
        for above, wrapper in enumerate((element, *element.iterancestors())):
            if wrapper in self._around or above > 2:
                break
            sort |= sort_of(wrapper)
            if (
                wrapper.get("data-role") == "sapo"
                or wrapper.get("data-field") == "sapo"
                or wrapper.get("itemprop") == "description"
            ):
                sort |= Sort.LEAD
        return sort


def _is_stream(sizes: list[int]) -> bool:
    """Whether an element has several paragraphs right in it: a card has one teaser."""
    return sum(size >= _PARAGRAPH for size in sizes) >= 2


def _tag(block: Block) -> str:
    if block.row:
        return "row"
    if block.heading:
        return "h"
    names: Iterable[object] = (block.element.tag, *(ancestor.tag for ancestor in block.element.iterancestors()))
    tags = list(names)[:3]
    return "li" if "li" in tags[:2] else "quote" if "blockquote" in tags else "p"


def _leads_within(event: Event) -> bool:
    """Whether a text only leads to a place on this page: the entry of a table of contents."""
    if isinstance(event, Picture) or event.heading:
        return False
    return event.linked > 0.9 and len(event.href) > 1 and event.href.startswith("#")


def _leads_elsewhere(href: str) -> bool:
    """Whether a link is to another page, not to a file, a place on this page or a mailbox."""
    if not href or href.startswith("#") or _FILE.search(href):
        return False
    return urlsplit(href).scheme.lower() in {"", "http", "https", "javascript"}
