"""Authors that no line of the text names: in links to an author's page, in a box about the author, in a hidden print copy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block, Page, read_blocks
from crawler.extraction.bylines import byline_names
from crawler.extraction.characters import tidy
from crawler.extraction.class_names import Sort, sort_of
from crawler.extraction.headlines import Headline, same_title
from crawler.extraction.items import region_items
from crawler.extraction.pages import read_story
from crawler.extraction.phrases import is_box_heading

_AUTHOR_PAGE = re.compile(
    r"/(?:tac-?gia|authors?|phong-?vien|but-?danh|nha-?bao)(?:/|-|\.|\?)|[?&]author=", re.IGNORECASE
)
_ABOVE = 6  # texts before the title or the body
_BELOW = 12  # texts after the body
_LONGEST = 60
_MOST_PARTS = 30  # elements in a line that are looked at
_COPY = 150  # characters of a hidden element that can be a copy of the article


def linked_authors(page: Page, container: HtmlElement | None, headline: Headline) -> Iterator[str]:
    """The people whose pages are linked around the text, up to the first box or the first link to another article."""
    if container is None:
        return
    first, last = page.spans[container]
    start = max(0, (headline.at if 0 <= headline.at < first else first) - _ABOVE)
    for at, event in enumerate(page.events[start : last + _BELOW], start=start):
        if not isinstance(event, Block) or event.boxes or (first <= at < last and event.linked <= 0.9):
            continue
        names = list(_named_within(event))
        if at >= last and not names and (is_box_heading(event.text) or _leads_elsewhere(event)):
            return
        yield from names


def hidden_authors(page: Page, title: str) -> Iterator[str]:
    """The people that a hidden byline, or the byline of a hidden copy of the article, names."""
    for element in page.hidden:
        text = tidy(element.text_content())
        if len(text) <= _LONGEST and sort_of(element) & Sort.AUTHOR:
            yield from byline_names(text, [text])
        elif len(text) >= _COPY and _holds(element, title):
            yield from _copied_names(element, title)


def _named_within(block: Block) -> Iterator[str]:
    """The names that an element of the line is marked as: by its class, or as a link to the author's page."""
    for element in islice(block.element.iter("a", "span", "b", "strong"), _MOST_PARTS):
        name = tidy(element.text_content()) if _is_marked(element) else ""
        if name and len(name) <= _LONGEST:
            yield from byline_names(name, [name])


def _is_marked(element: HtmlElement) -> bool:
    if element.get("class") and sort_of(element) & Sort.AUTHOR:
        return True
    relation, address = element.get("rel") or "", element.get("href") or ""
    return element.tag == "a" and ("author" in relation.split() or bool(_AUTHOR_PAGE.search(address)))


def _leads_elsewhere(block: Block) -> bool:
    return block.linked > 0.9 and len(block.text) > _LONGEST / 2


def _holds(element: HtmlElement, title: str) -> bool:
    return any(same_title(tidy(part.text_content()), title) for part in element.iter("h1", "h2", "h3", "p", "div", "b"))


def _copied_names(element: HtmlElement, title: str) -> list[str]:
    copy = deepcopy(element)
    copy.tag = "div"
    copy.attrib.clear()
    page = read_blocks(copy)
    items = region_items(page, copy, 0)
    named = [name for item in items if item.sort & Sort.AUTHOR for name in byline_names(item.text, [item.text])]
    return named or read_story(items, title, ()).authors
