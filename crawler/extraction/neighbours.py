"""Further whole articles on an article's page: the next one below it, where sites scroll on without end, or the same again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block, Page
from crawler.extraction.characters import tidy
from crawler.extraction.dates import is_dated_line
from crawler.extraction.headlines import Headline, same_title

_MOST = 40  # further headings, or repeated paragraphs, that are looked at
_ANSWER = re.compile(r"(?:trả lời|phản hồi|reply)(?:\s*\(?\d+\)?)?", re.IGNORECASE)
_ABOVE = 6  # elements around such a control that can be the letter
_MOST_LETTERS = 200
_PARAGRAPH = 60
_MOSTLY = 0.8  # of a copy's paragraphs are the article's
_LEAST = 2  # paragraphs that make an article of what stands under a heading


def drop_other_articles(page: Page, headline: Headline) -> bool:
    """Take out of the tree what stands beside the article, is made like it, and has a title of its own."""
    own = _element(page, headline.at)
    if own is None:
        return False
    found = False
    alike = (
        event.element
        for event in page.events[headline.end :]
        if isinstance(event, Block)
        and (event.element.tag in {"h1", "h2"} or _is_like(event.element, own))
        and not same_title(event.text, headline.text)
    )
    for other in islice(alike, _MOST):
        branches = _branches(own, other)
        if (
            branches is not None
            and all(_is_article(branch, page) for branch in branches)
            and _is_signed(branches[1], page)
        ):
            branches[1].drop_tree()
            found = True
    return found


def drop_letters(root: HtmlElement, page: Page, headline: Headline) -> bool:
    """Take out of the tree what readers wrote: elements of one make side by side, each with a control to answer it."""
    own = _element(page, headline.at)
    if own is None:
        return False
    own_line = {own, *own.iterancestors()}
    rows: dict[tuple[HtmlElement, str, str], set[HtmlElement]] = {}
    controls = (control for control in root.iter("a", "button") if _ANSWER.fullmatch(tidy(control.text_content())))
    for control in islice(controls, _MOST_LETTERS):
        for around in islice(control.iterancestors(), _ABOVE):
            parent = around.getparent()
            if parent is None or around in own_line:
                break
            rows.setdefault((parent, str(around.tag), around.get("class") or ""), set()).add(around)
    letters = {letter for row in rows.values() if len(row) >= _LEAST for letter in row}
    for letter in letters:
        letter.drop_tree()
    return bool(letters)


def drop_copies(page: Page, headline: Headline) -> bool:
    """Take out of the tree what repeats the article: a copy for telephones or for the printer, told apart by style alone."""
    own = _element(page, headline.at)
    own_line = {own, *own.iterancestors()} if own is not None else set()
    dropped: set[HtmlElement] = set()
    for earlier, later in islice(_repeated(page), _MOST):
        branches = _apart(earlier, later)
        if branches is None or any(not dropped.isdisjoint((one, *one.iterancestors())) for one in branches):
            continue
        if _repeats(page, *branches):
            copy = branches[0 if branches[1] in own_line else 1]
            copy.drop_tree()
            dropped.add(copy)
    return bool(dropped)


def _repeated(page: Page) -> Iterator[tuple[HtmlElement, HtmlElement]]:
    """The elements of paragraphs that stand on the page twice."""
    first: dict[str, HtmlElement] = {}
    for event in page.events:
        if isinstance(event, Block) and _is_long(event):
            earlier = first.setdefault(event.text, event.element)
            if earlier is not event.element:
                yield earlier, event.element


def _apart(one: HtmlElement, other: HtmlElement) -> tuple[HtmlElement, HtmlElement] | None:
    """The elements side by side in one parent that hold the one and the other."""
    above = [one, *one.iterancestors()]
    below = other
    for around in other.iterancestors():
        if around in above:
            at = above.index(around)
            return (above[at - 1], below) if at else None
        below = around
    return None


def _repeats(page: Page, one: HtmlElement, other: HtmlElement) -> bool:
    """Whether two elements hold the same paragraphs in the same order, the second hardly another one."""
    texts, again = (
        [event.text for event in page.inside(each) if isinstance(event, Block) and _is_long(event)]
        for each in (one, other)
    )
    both = set(texts) & set(again)
    if len(both) <= _LEAST or len(both) < _MOSTLY * len(again):
        return False
    return [text for text in texts if text in both] == [text for text in again if text in both]


def _is_long(block: Block) -> bool:
    return block.unlinked >= _PARAGRAPH and block.frame is None


def _element(page: Page, at: int) -> HtmlElement | None:
    event = page.events[at] if 0 <= at < len(page.events) else None
    return event.element if isinstance(event, Block) else None


def _branches(own: HtmlElement, other: HtmlElement) -> tuple[HtmlElement, HtmlElement] | None:
    """The elements of one kind, side by side, that hold the one and the other heading and more than that."""
    above = list(own.iterancestors())
    below = other
    for around in other.iterancestors():
        if around in above:
            at = above.index(around)
            if at == 0 or below is other:
                return None
            beside = above[at - 1]
            return (beside, below) if _is_like(beside, below) else None
        below = around
    return None


def _is_like(element: HtmlElement, other: HtmlElement) -> bool:
    """Of one name, and of one class but for additions ("post", "post next")."""
    one, two = ((each.get("class") or "").split()[:1] for each in (element, other))
    return bool(element.tag == other.tag and one == two)


def _is_signed(element: HtmlElement, page: Page) -> bool:
    """Whether it begins like an article and not like a chapter: its title leads elsewhere, or a date stands below it."""
    opening = [event for event in page.inside(element)[:5] if isinstance(event, Block)]
    return opening[:1] != [] and (opening[0].linked > 0.5 or any(is_dated_line(block.text) for block in opening))


def _is_article(element: HtmlElement, page: Page) -> bool:
    texts = (event for event in page.inside(element) if isinstance(event, Block))
    return sum(text.unlinked >= _PARAGRAPH and text.linked < 0.5 for text in texts) > _LEAST
