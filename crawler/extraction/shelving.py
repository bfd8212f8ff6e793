"""Where a newspaper files an article: its section by the breadcrumb trail, its tags by the tag links under the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block, Page
from crawler.extraction.characters import likeness, tidy
from crawler.extraction.class_names import Sort, sort_of
from crawler.extraction.headlines import Headline
from crawler.extraction.phrases import is_box_heading, is_headed_list

_HOME = frozenset({"trang chu", "home", "homepage", "trang nhat", ""})
_TAG_LINK = re.compile(
    r"/(?:tags?|tu-khoa|tukhoa|chu-de|topics?|keywords?|the)/|-tag\d+|[?&](?:tag|keyword)=", re.IGNORECASE
)
_ABOVE = 4  # texts above the title among which an unnamed trail stands
_BELOW = 25  # texts after the body among which tags stand
_LONGEST = 60


def shown_section(root: HtmlElement, page: Page, headline: Headline) -> str:
    """The innermost section of the trail above the title; empty if the page shows none."""
    for element in _trails(root, page, headline):
        names = [tidy(link.text_content()) for link in element.iter("a")]
        names = [
            name for name in names if likeness(name) not in {*_HOME, likeness(headline.text)} and len(name) <= _LONGEST
        ]
        if names:
            return names[-1]
    return ""


def shown_tags(page: Page, container: HtmlElement | None) -> list[str]:
    """The names of the tag links after the text, by the class names around them, their addresses or the word before them."""
    if container is None:
        return []
    first, last = page.spans[container]
    found: list[str] = []
    for at, event in enumerate(page.events[first : last + _BELOW], start=first):
        if not isinstance(event, Block):
            continue
        if at >= last and found and is_box_heading(event.text):
            break
        if event.linked >= 0.3:
            found += _tags_in(event)
    return list(dict.fromkeys(found))


def _tags_in(block: Block) -> Iterator[str]:
    named = any(sort_of(element) & Sort.TAGS for element in (block.element, *list(block.element.iterancestors())[:3]))
    headed = is_headed_list(block.text, block.linked) and not re.match(r"(?i)xem|đọc|tin|bài|mời|chia|theo", block.text)
    for link in block.element.iter("a"):
        name = tidy(link.text_content()).lstrip("# ")
        told = (
            named
            or headed
            or (block.linked > 0.8 and (link.get("rel") == "tag" or _TAG_LINK.search(link.get("href") or "")))
        )
        if name and told and len(name) <= _LONGEST:
            yield name


def _trails(root: HtmlElement, page: Page, headline: Headline) -> Iterator[HtmlElement]:
    """Elements named as breadcrumbs, then a text above the title that begins with the home page."""
    for element in root.iter("div", "nav", "ul", "ol", "section", "p", "span", "td"):
        if sort_of(element) & Sort.CRUMBS:
            yield element
    above = page.events[max(0, headline.at - _ABOVE) : headline.at] if headline.at > 0 else []
    for event in reversed(above):
        if isinstance(event, Block) and event.linked > 0.6:
            links = [likeness(tidy(link.text_content())) for link in event.element.iter("a")]
            if links[:1] and links[0] in _HOME and len(links) <= 5:
                yield event.element
