"""When an article was published and last changed, from everything on its page, in order of trust.

Metadata first, then `<time>`, then the dated line nearest to the title: after it, else right before it, else after the
text. Never the clock that some newspapers print above the menu, never the moment of the crawl.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block, Page
from crawler.extraction.dates import from_line, from_machine, is_dated_line, plausible
from crawler.extraction.headlines import Headline
from crawler.extraction.metadata import Head

_ABOVE = 4  # texts before the title that can be its dated line; more, and a page header is reached
_CLOCK_TEXT = re.compile(r"(?i)hôm\s+nay|bây\s+giờ|today")
_CLOCK_NAME = re.compile(r"clock|today|current|now\b|header|\btop|hom-?nay|dong-?ho")
_MACHINE = re.compile(r"\d{4}-\d\d-\d\dT\d")
_MENU = 4  # links in a line above the title that is no breadcrumb trail
_BELOW = 8  # texts after the body
_WRONG_ZONE = timedelta(hours=7)  # themes that write the local time and call it UTC; the page prints the true one
_RENDERED = timedelta(minutes=10)  # metadata this close to the fetch may be the clock of the server


@dataclass(frozen=True, slots=True)
class Publication:
    """Aware UTC times. `hinted`: the page bears none, and the list that named it was believed."""

    published_at: datetime | None = None
    modified_at: datetime | None = None
    hinted: bool = False


def read_publication(
    page: Page, head: Head, headline: Headline, container: HtmlElement | None, *, now: datetime, hint: datetime | None
) -> Publication:
    """The times of an article. `hint` is what a feed or sitemap said."""
    printed, updated = _printed(page, headline, container, now=now)
    declared = next((when for when in head.published if plausible(when, now=now)), None)
    if (
        declared is not None
        and printed is not None
        and abs(now - declared) < _RENDERED
        and now - printed > timedelta(hours=1)
    ):
        declared = None
    shift = (
        _WRONG_ZONE
        if declared is not None and printed is not None and declared - printed == _WRONG_ZONE
        else timedelta()
    )
    declared = declared - shift if declared is not None else None
    element = _time_element(page, headline, container, now=now)
    published = declared or element or printed
    if published is None:
        published, updated = updated, None
    modified = next((when - shift for when in head.modified if plausible(when - shift, now=now)), None) or updated
    if published is None and plausible(hint, now=now):
        return Publication(hint, modified, hinted=True)
    if modified is not None and published is not None and modified <= published:
        modified = None  # never changed
    return Publication(published, modified)


def _printed(
    page: Page, headline: Headline, container: HtmlElement | None, *, now: datetime
) -> tuple[datetime | None, datetime | None]:
    """When the page says it was published and updated, by the nearest place that says anything."""
    for blocks in _byline_places(page, headline, container):
        dated = [stamp for block in blocks if is_dated_line(block.text) for stamp in from_line(block.text)]
        stamps = [stamp for stamp in dated if plausible(stamp.when, now=now)]
        timed = [stamp for stamp in stamps if stamp.timed] or stamps
        if timed:
            first = {
                role: next((stamp.when for stamp in timed if stamp.role == role), None)
                for role in ("published", "modified")
            }
            return first["published"], first["modified"]
    return None, None


def _byline_places(page: Page, headline: Headline, container: HtmlElement | None) -> Iterator[list[Block]]:
    """Where the article's dated line can be, likeliest first: under the title, atop the text, over the title, after it."""
    first, last = page.spans[container] if container is not None else (len(page.events), len(page.events))
    start = headline.end if headline.end >= 0 else _after_menu(page, first, last)
    yield list(_until_text(page, start, max(first, start)))
    yield list(_until_text(page, max(first, start), last))
    if headline.at > 0:
        yield from ([block] for block in over_title(page, headline))
    if container is not None:
        yield list(_closing(page, first, last))


def _after_menu(page: Page, first: int, last: int) -> int:
    """Where the article may begin on a page that does not show its title: after the last line of links before any text."""
    start = first
    for at, event in enumerate(page.events[first:last], start=first):
        if isinstance(event, Block):
            if len(event.text) > 150 and event.linked < 0.5:
                break
            start = at + 1 if event.links >= _MENU - 1 else start
    return start


def over_title(page: Page, headline: Headline) -> Iterator[Block]:
    """The texts right above the title, upwards to the menu."""
    links = 0
    for event in reversed(page.events[max(0, headline.at - _ABOVE) : headline.at]):
        if not isinstance(event, Block):
            continue
        links += event.linked > 0.6
        if links > 1 or event.links >= _MENU or not _beside_title(event, page, headline):
            return
        if not _is_clock(event):
            yield event


def _is_clock(block: Block) -> bool:
    """Whether a date is the page's own: it says so, or its element is named so."""
    named = " ".join(filter(None, (block.element.get("class"), block.element.get("id")))).lower()
    return bool(_CLOCK_TEXT.search(block.text) or _CLOCK_NAME.search(named))


def _until_text(page: Page, start: int, end: int) -> Iterator[Block]:
    """Blocks up to the first that is running text; a lead may stand before the date."""
    long = 0
    for event in page.events[start:end]:
        if isinstance(event, Block) and not _boxed(event):
            long += len(event.text) > 150 and event.frame is None
            if long > 1:
                return
            yield event


def _closing(page: Page, first: int, last: int) -> Iterator[Block]:
    inside = [event for event in page.events[max(first, last - 3) : last] if isinstance(event, Block)]
    after = [event for event in page.events[last : last + _BELOW] if isinstance(event, Block)]
    yield from (block for block in (*inside, *after) if not _boxed(block) and block.linked < 0.5)


def _beside_title(block: Block, page: Page, headline: Headline) -> bool:
    """Above the title and in one element with it that is not the whole page's."""
    title = page.events[headline.at]
    assert isinstance(title, Block)
    above = {title.element, *title.element.iterancestors()}
    common = next((element for element in (block.element, *block.element.iterancestors()) if element in above), None)
    return common is not None and common.tag not in {"body", "html"} and not _in_header(block.element, common)


def _in_header(element: HtmlElement, common: HtmlElement) -> bool:
    ancestors: Iterable[HtmlElement] = (element, *element.iterancestors())
    for ancestor in ancestors:
        if ancestor is common:
            return False
        if ancestor.tag in {"header", "nav"}:
            return True
    return False


def _boxed(block: Block) -> bool:
    return any(box.tag in {"aside", "footer"} or "relat" in (box.get("class") or "") for box in block.boxes)


def _time_element(page: Page, headline: Headline, container: HtmlElement | None, *, now: datetime) -> datetime | None:
    """The machine date of the `<time>` nearest to the title; those of teasers stand elsewhere."""
    if headline.at < 0:
        return None
    title = page.events[headline.at] if headline.at < len(page.events) else None
    if not isinstance(title, Block):
        return None
    for around in _regions(title.element, container):
        for element in around.iter("time", "abbr", "span"):
            when = _told(element)
            if plausible(when, now=now) and not _in_header(element, around) and not _teased(element, around):
                return when
    return None


def _told(element: HtmlElement) -> datetime | None:
    """The time in an element's attributes: a machine's, or what "5 giờ trước" shows to those who point at it."""
    if machine := element.get("datetime"):
        return from_machine(machine)
    shown = element.get("title") or ""
    if _MACHINE.match(shown):
        return from_machine(shown)
    stamps = from_line(shown) if is_dated_line(shown) else ()
    return next((stamp.when for stamp in stamps if stamp.timed and stamp.role == "published"), None)


def _regions(title: HtmlElement, container: HtmlElement | None) -> Sequence[HtmlElement]:
    """The elements around the title, innermost first, up to the one that holds the text as well."""
    regions: list[HtmlElement] = []
    body = {container, *container.iterancestors()} if container is not None else set()
    for ancestor in title.iterancestors():
        if ancestor.tag in {"body", "html"}:
            break
        regions.append(ancestor)
        if ancestor in body:
            break
    return regions


def _teased(element: HtmlElement, around: HtmlElement) -> bool:
    """In a card of another article: an element of its own with a linked heading."""
    for ancestor in element.iterancestors():
        if ancestor is around:
            return False
        if ancestor.tag in {"article", "li", "aside"} or any(
            link.get("href") for link in ancestor.iter("a") if len(link.text_content()) > 25
        ):
            return True
    return True
