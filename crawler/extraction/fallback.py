"""The text of pages whose markup shows none: from linked data, from the state of a client-side framework, from trafilatura."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import trafilatura
from lxml import html
from lxml.html import HtmlElement

from crawler.extraction.blocks import Block, Page, read_blocks
from crawler.extraction.captions import Story
from crawler.extraction.characters import tidy
from crawler.extraction.headlines import shared_words
from crawler.extraction.items import Item, region_items
from crawler.extraction.leads import words_shared
from crawler.extraction.metadata import Head
from crawler.extraction.pages import read_story

THIN = 200  # characters of text below which another way is tried
_RELATED = 0.4  # of the title's words in a text that trafilatura found: below, it is of other articles on the page
_LIKE = 0.8  # … of the title beside a text in a page's state
_MOST_EVENTS = 4_000  # texts and pictures of a page for trafilatura: its time grows with their square (5,000 take 3 s)
_DEEPEST = 40


def fallback_story(text: str, root: HtmlElement, page: Page, head: Head, title: str) -> Story:
    """The best story that other ways give; an empty one if none gives enough text.

    `text` is the page for trafilatura, empty where what little it shows is not to be replaced by a guess.
    """
    for ways, kinship in ((_articles_in_data(root, head, title), 0.0), (_extracted(text, page), _RELATED)):
        for items in ways:
            story = read_story(items, title, head.authors)
            found = " ".join(item.text for item in story.paragraphs)
            if len(found) >= THIN and words_shared(title, found) >= kinship:
                return story
    return Story()


def _articles_in_data(root: HtmlElement, head: Head, title: str) -> Iterator[Sequence[Item]]:
    if head.body_text:
        yield _items_of(head.body_text)
    for script in root.iter("script"):
        if "json" in (script.get("type") or "") and "ld+json" not in (script.get("type") or ""):
            yield from (_items_of(body) for body in _bodies(script.text or "", title))


def _bodies(text: str, title: str) -> Iterator[str]:
    """HTML texts in a page's state that stand beside the article's title, longest first."""
    try:
        state = json.loads(text, strict=False)
    except (json.JSONDecodeError, RecursionError):
        return
    found: list[str] = []
    for node in _objects(state, 0):
        texts = [value for value in node.values() if isinstance(value, str)]
        if any(shared_words(name, title) >= _LIKE for name in texts if 8 <= len(name) <= 300):
            found += [value for value in texts if len(value) >= THIN and re.search(r"<(?:p|div|br)\b", value)]
    yield from sorted(found, key=len, reverse=True)


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _objects(inner, depth + 1)


def _items_of(body: str) -> Sequence[Item]:
    if "<" not in body:
        return [Item("text", line) for part in re.split(r"\n+", body) if (line := tidy(part))]
    root = html.fromstring(f"<div>{body}</div>")
    return region_items(read_blocks(root), root, 0)


def _extracted(text: str, page: Page) -> Iterator[Sequence[Item]]:
    """What trafilatura finds, without the links of menus it takes for text."""
    if not text or len(page.events) > _MOST_EVENTS:
        return
    linked = {event.text for event in page.events if isinstance(event, Block) and event.linked > 0.5}
    found = trafilatura.extract(text, include_comments=False, include_tables=True) or ""
    lines = [tidy(line).lstrip("-– ") for line in found.splitlines()]
    yield [Item("text", line) for line in lines if line and line not in linked]
