"""Which of a page's titles is the article's, and where it stands on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block, Page
from crawler.extraction.characters import likeness, tidy
from crawler.extraction.class_names import Sort, sort_of
from crawler.extraction.metadata import Head
from newsroom.source import Source
from newsroom.vietnamese import nfc

_SEPARATOR = re.compile(r"\s+[-–—|»›•·:]+\s+|\s*\|\s*|\s+::\s+")
# "Báo Hà Tĩnh", not "Báo cáo …": the name after the kind begins with a capital.
_SITE_NAME = re.compile(
    r"(?i:báo|đài|tạp\s+chí|cơ\s+quan\s+báo|cổng\s+thông\s+tin|trang\s+thông\s+tin)\s+"
    r"(?:(?i:điện\s+tử|và\s+(?:đài|phát\s+thanh)|online|phát\s+thanh)|(?-i:[A-ZĐĂÂÊÔƠƯÀ-Ý])(?!ÁO\b)).*"
    r"|(?i:trang\s+chủ|cổng\s+thông\s+tin|(?:nội\s+dung\s+)?chi\s+tiết(?:\s+(?:tin|bài\s+viết)(?:\s+tức)?)?|xem\s+tin|untitled(?:\s+(?:page|document))?|news\s+detail|tin\s+tức|home(?:\s*page)?|news)|(?:\S+\s+){0,3}(?i:online|điện\s+tử|newspaper|\S*\.(?:com|org|gov|net|vn)(?:\.vn)?)"
)
Titled = tuple[HtmlElement, str]
_LONGEST = 400  # characters; the longest headline seen has 190
_LIKE = 0.6  # shared words of the shorter title from which two titles are the same one, edited


@dataclass(frozen=True, slots=True)
class Headline:
    """The title; `at` and `end` are the events of the page that show it (both -1 if none does)."""

    text: str
    at: int = -1
    end: int = -1


def find_headline(root: HtmlElement, page: Page, head: Head, source: Source, url: str) -> Headline:
    """The article's title as its readers see it, else as the metadata give it, without the newspaper's name."""
    sites = site_names(head, source, url)
    claimed = [title for raw in (*head.headlines, head.window_title) if (title := without_site(raw, sites))]
    last_resort, claimed = claimed, [title for title in claimed if not _is_site(title, sites)]
    headings = [(element, title) for element in root.iter("h1") if (title := _shown_title(element, sites))]
    shown = [pair for pair in headings if pair[0] in page.spans]  # not those of hidden print copies
    best = max(shown, key=lambda pair: _best_likeness(pair[1], claimed), default=None)
    if best is not None and _best_likeness(best[1], claimed) >= _LIKE:
        return _standing(best[1], best[0], page)
    for title in (*claimed, *_parts(claimed)):
        if (at := _block_like(title, page)) >= 0:
            return Headline(_once(title), at, at + 1)
    guessed = _guessed(page, shown, claimed, sites)
    if guessed is not None:
        return _standing(guessed[1], guessed[0], page)
    return Headline(_once(next(iter(claimed or [title for _, title in headings] or last_resort), "")))


def _guessed(page: Page, shown: Sequence[Titled], claimed: list[str], sites: set[str]) -> Titled | None:
    """The element that looks like the title on a page whose metadata have none, or another than the page shows."""
    free = [
        (element, title)
        for element, title in shown
        if len(title.split()) >= 4 and not _in_site_header(element) and not _links_away(element)
    ]
    named = next(_title_elements(page, sites), None)
    if claimed:  # what readers see beats search engines' titles
        if named is not None and _best_likeness(named[1], claimed) >= _LIKE:
            return named
        return free[0] if len(free) == 1 else None
    return next(iter([*free, *([named] if named else []), *shown]), None)


def without_site(title: str, sites: Iterable[str]) -> str:
    """A title without the parts that name the newspaper, before or after it."""
    known = set(sites)
    parts = [match[0] for match in _SEPARATOR.finditer(title)]
    words = _SEPARATOR.split(title)
    while len(words) > 1 and _is_site(words[-1], known):
        words.pop()
    first = 0
    while first < len(words) - 1 and _is_site(words[first], known) and likeness(words[first]) in known:
        first += 1
    kept = words[first]
    for at in range(first + 1, len(words)):
        kept += parts[at - 1] + words[at]
    return tidy(kept)


def same_title(text: str, title: str) -> bool:
    """Whether a line repeats the title: exactly, unaccented, or with the number of a picture ("… - Ảnh 1.")."""
    if not title or len(text) > len(title) + 40 or 2 * len(text) < len(title):
        return False
    line, known = likeness(text), likeness(title)
    return (bool(known) and line == known) or bool(
        re.fullmatch(re.escape(known) + r" (?:anh|hinh|photo|image) (?:so )?\d+", line)
    )


def shared_words(one: str, other: str) -> float:
    """The share of the shorter text's distinct words that the other has too."""
    first, second = set(likeness(one).split()), set(likeness(other).split())
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter else 0.0


def site_names(head: Head, source: Source, url: str) -> set[str]:
    """What the newspaper calls itself, as `likeness`."""
    names = {likeness(name) for name in (*head.site_names, source.name, source.id)}
    hosts = {*source.hosts, urlsplit(url).hostname or ""}
    names |= {likeness(host) for host in hosts} | {
        host.split(".")[-2] for host in hosts if host.count(".") and not host[-1].isdigit()
    }
    return {name for name in names if name}


def _parts(titles: Iterable[str]) -> list[str]:
    """What may be the title alone in a window's title with section and newspaper around it, longest first."""
    parts = [part for title in titles for part in _SEPARATOR.split(title) if part != title and len(part.split()) >= 4]
    return sorted(parts, key=len, reverse=True)


def _is_site(part: str, sites: Iterable[str]) -> bool:
    form = likeness(part)
    if not form or form in set(sites):
        return True
    return len(form.split()) <= 9 and bool(_SITE_NAME.fullmatch(nfc(part).strip()))


def _shown_title(element: HtmlElement, sites: set[str]) -> str:
    title = without_site(tidy(element.text_content()), sites)
    return "" if _is_site(title, sites) and likeness(title) in sites else title


def _best_likeness(title: str, claimed: list[str]) -> float:
    return max((shared_words(title, other) * _closeness(title, other) for other in claimed), default=0.0)


def _closeness(one: str, other: str) -> float:
    """1 for titles of like length, less for a section name that happens to be a word of the title."""
    shorter, longer = sorted((len(one), len(other)))
    return min(1.0, 2 * shorter / longer) if longer else 0.0


def _standing(title: str, element: HtmlElement, page: Page) -> Headline:
    at, end = page.spans.get(element, (-1, -1))
    return Headline(_once(title), at, end)


def _block_like(title: str, page: Page) -> int:
    found = [at for at, event in enumerate(page.events) if isinstance(event, Block) and same_title(event.text, title)]
    return next((at for at in found if page.events[at].linked < 0.5), -1)  # type: ignore[union-attr]


def _title_elements(page: Page, sites: set[str]) -> Iterator[tuple[HtmlElement, str]]:
    for element in page.spans:
        if sort_of(element) & Sort.TITLE and element.find(".//a") is None:
            title = _shown_title(element, sites)
            if len(title.split()) >= 4 and len(title) <= 250:
                yield element, title


def _links_away(element: HtmlElement) -> bool:
    return any(len(tidy(link.text_content())) > 5 for link in element.iter("a"))


def _in_site_header(element: HtmlElement) -> bool:
    """In the header of the whole page, which holds the menu, and not in that of an article."""
    return any(
        ancestor.tag == "nav" or (ancestor.tag == "header" and ancestor.find(".//nav") is not None)
        for ancestor in element.iterancestors()
    )


def _once(title: str) -> str:
    """A title that a template printed twice in a row, once; what is longer than any title is cut."""
    title = title if len(title) <= _LONGEST else title[: _LONGEST - 1].rstrip() + "…"
    words = title.split()
    half = len(words) // 2
    if len(words) >= 8 and len(words) % 2 == 0 and words[:half] == words[half:]:
        return " ".join(words[:half])
    return title
