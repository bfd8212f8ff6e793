"""A fetched page → the clean text of its article. The one function of the crawler that reads article pages.

The page is parsed once into its texts and pictures (`blocks`), the title and the body are found (`headlines`, `container`),
what is around and inside them is told apart (`items`, `pages`, `leads`, `bylines`), and what metadata and page say of the
time is weighed (`publication`). Where the markup shows no body,
`fallback` looks elsewhere. Runs in a worker of `pool`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from urllib.parse import urljoin

from lxml.html import HtmlElement

from crawler.extraction.blocks import Page, read_blocks
from crawler.extraction.bylines import byline_names, dated_line_names, is_signature, split_credit
from crawler.extraction.captions import Story, usable_caption
from crawler.extraction.characters import tidy, vietnamese_share
from crawler.extraction.charset import Decoded, decode, mangled
from crawler.extraction.class_names import Sort
from crawler.extraction.container import find_body
from crawler.extraction.datelines import likely_datelines, strip_dateline
from crawler.extraction.dates import from_address, plausible
from crawler.extraction.fallback import THIN, fallback_story
from crawler.extraction.headlines import Headline, find_headline, site_names
from crawler.extraction.items import Item, foot_items, head_items, region_items
from crawler.extraction.leads import SAMPLE, Lead, find_lead, kinship, words_shared
from crawler.extraction.markup import parse, refuse_other_formats
from crawler.extraction.metadata import Head, read_head
from crawler.extraction.neighbours import drop_copies, drop_letters, drop_other_articles
from crawler.extraction.pages import read_story
from crawler.extraction.persons import TASKS, people
from crawler.extraction.phrases import is_box_heading
from crawler.extraction.publication import Publication, over_title, read_publication
from crawler.extraction.refusals import refusal
from crawler.extraction.shelving import shown_section, shown_tags
from crawler.extraction.signatures import hidden_authors, linked_authors
from newsroom.article import Extracted, Fetched, Image
from newsroom.errors import FailureKind, SkipPage
from newsroom.source import Source
from newsroom.urls import belongs, canonical_key, clean, is_web

_SCRAMBLED = re.compile(r"[A-Za-z0-9+/=_-]{200,}")  # the body as one block of base64: baothanhhoa.vn, 2021
_VIETNAMESE = 0.05  # share of marked letters; plain English pages with Vietnamese names stay below 0.03
MOST_TEXT = 300_000  # characters; a law in full has that. Above, judging one page would hold up the crawl for seconds
MOST_NAMES = 100  # tags, and authors, of one article: each is a row to store
MOST_IMAGES = 500
_UNRELATED = 0.15  # of the title's words in the text: below, the text may be another article's


def extract(fetched: Fetched, source: Source) -> Extracted:
    """The article of a fetched page. Raises SkipPage with the kind and a reason where there is none."""
    refuse_other_formats(fetched.body, fetched.content_type)
    decoded = decode(fetched.body, fetched.content_type)
    draft = _read(parse(decoded.text), decoded, fetched, source)
    now, hint = fetched.fetched_at, fetched.found.published_at
    draft.times = read_publication(draft.page, draft.head, draft.headline, draft.container, now=now, hint=hint)
    _refuse_what_is_no_article(draft, fetched)
    if draft.times.published_at is None and plausible(day := from_address(fetched.url), now=now):
        draft.times = replace(draft.times, published_at=day)
    return _finished(draft, decoded, fetched, source)


@dataclass(slots=True)
class _Draft:
    """What is known of the page so far."""

    root: HtmlElement
    head: Head
    page: Page
    headline: Headline
    container: HtmlElement | None = None
    above: list[Item] = field(default_factory=list)
    story: Story = field(default_factory=Story)
    lead: Lead = field(default_factory=lambda: Lead("", ()))
    paragraphs: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    credit: str = ""
    times: Publication = Publication()
    flags: list[str] = field(default_factory=list)


def _read(root: HtmlElement, decoded: Decoded, fetched: Fetched, source: Source) -> _Draft:
    head, page = read_head(root), read_blocks(root)
    headline = find_headline(root, page, head, source, fetched.url)
    dropped = drop_letters(root, page, headline)
    if drop_copies(page, headline) | drop_other_articles(page, headline) | dropped:
        page = read_blocks(root)
        headline = find_headline(root, page, head, source, fetched.url)
    draft = _Draft(root, head, page, headline)
    draft.container = find_body(root, page, draft.headline.end, source.body, head.descriptions)
    _read_story(draft, site_names(head, source, fetched.url))
    if sum(len(item.text) for item in draft.story.paragraphs) < THIN and not draft.story.captions:
        nothing = not draft.story.paragraphs and not _has_film(root)
        title = draft.headline.text
        _take_fallback(draft, fallback_story(decoded.text if nothing else "", root, page, head, title))
    _read_text(draft, source)
    return draft


def _read_story(draft: _Draft, names: Collection[str]) -> None:
    """Texts, captions and byline of the container, and of what stands between it and the title."""
    container, headline, known = draft.container, draft.headline, draft.head.authors
    if container is None:
        return
    draft.above = head_items(draft.page, container, headline.end)
    shown_above = read_story(draft.above, headline.text, known, names)
    story = read_story(region_items(draft.page, container, headline.end), headline.text, known, names)
    story.captions = list(dict.fromkeys((*shown_above.captions, *story.captions)))
    story.images = [*shown_above.images, *story.images]
    draft.story = story
    draft.credit = story.credit
    signed = [*known, *_authors_around(draft, known), *story.authors]
    signed += linked_authors(draft.page, container, headline)
    draft.authors = people(signed or hidden_authors(draft.page, headline.text))


def _authors_around(draft: _Draft, known: Sequence[str]) -> Iterator[str]:
    """People named by the lines above and below the text."""
    assert draft.container is not None
    if draft.headline.at > 0:
        for block in over_title(draft.page, draft.headline):
            yield from dated_line_names(block.text)
    for item in draft.above:
        if item.kind != "text" or len(item.text) > 120:
            continue
        yield from dated_line_names(item.text)
        if item.sort & Sort.AUTHOR:
            yield from byline_names(item.text, [*known, item.text])
        elif is_signature(item.text):
            yield from byline_names(item.text, known)
    for item in foot_items(draft.page, draft.container):
        if (
            item.kind != "text"
            or len(item.text) > 120
            or item.linked > 0.9
            or item.tag == "h"
            or is_box_heading(item.text)
        ):
            break
        if item.sort & Sort.AUTHOR or item.bold or item.align == "right" or TASKS.match(item.text):
            yield from byline_names(item.text, known)
        draft.credit = draft.credit or split_credit(item.text)


def _take_fallback(draft: _Draft, story: Story) -> None:
    if sum(len(item.text) for item in story.paragraphs) > 2 * sum(len(item.text) for item in draft.story.paragraphs):
        draft.story = story
        draft.credit = story.credit
        draft.authors = people([*draft.head.authors, *story.authors])


def _read_text(draft: _Draft, source: Source) -> None:
    """Lead and paragraphs, without datelines."""
    texts = draft.story.paragraphs
    if len(texts) <= 3 and any(_SCRAMBLED.fullmatch(item.text) for item in texts):
        draft.flags.append("body-unreadable")
        texts = [item for item in texts if not _SCRAMBLED.fullmatch(item.text)]
        texts = texts if sum(len(item.text) for item in texts) >= THIN else []
    names = (source.name, *draft.head.site_names)
    datelines = (*source.datelines, *likely_datelines(names, source.hosts))
    draft.lead = find_lead(draft.above, texts, draft.head.descriptions, draft.headline.text, datelines)
    paragraphs = [item.text for item in draft.lead.paragraphs]
    agency = draft.lead.credit
    if paragraphs:
        paragraphs[0], named = strip_dateline(paragraphs[0], datelines)
        agency = agency or named
    draft.paragraphs = [text for text in paragraphs if text]
    draft.credit = draft.credit or agency
    title = draft.headline.text
    text = " ".join([draft.lead.text, *draft.paragraphs, *draft.story.captions])
    if draft.lead.mismatch or (len(text) >= 400 and words_shared(title, text[:SAMPLE]) < _UNRELATED):
        draft.flags.append("body-mismatch")


def _refuse_what_is_no_article(draft: _Draft, fetched: Fetched) -> None:
    kept = " ".join([*draft.paragraphs, *draft.story.captions])
    if (length := len(draft.lead.text) + len(kept)) > MOST_TEXT:
        raise SkipPage(FailureKind.TOO_LARGE, f"{length:,} characters of text; {MOST_TEXT:,} are read at most")
    dated = draft.times.published_at is not None and not draft.times.hinted
    refused = refusal(draft.headline.text, f"{draft.lead.text} {kept}", url=fetched.url, dated=dated)
    if refused:
        heading = draft.headline.text[:80]
        raise SkipPage(refused.kind, f"{refused.what}, answered with status {fetched.status}: {heading!r}")
    if kept or "body-unreadable" in draft.flags:
        return
    if draft.lead.text and (_lead_is_shown(draft) or _has_film(draft.root)):
        return  # a film or a notice: the lead is all its text
    raise SkipPage(FailureKind.EMPTY, f"no text of an article in {len(fetched.body):,} bytes of page")


def _lead_is_shown(draft: _Draft) -> bool:
    return any(kinship(draft.lead.text, item.text) > 0.9 for item in draft.above if item.kind == "text")


def _has_film(root: HtmlElement) -> bool:
    return next(root.iter("video", "iframe", "audio", "object", "embed"), None) is not None


def _finished(draft: _Draft, decoded: Decoded, fetched: Fetched, source: Source) -> Extracted:
    times = draft.times
    title = draft.headline.text or tidy(fetched.found.title)
    address = _address(draft.head, fetched, source)
    texts = [title, draft.lead.text, *draft.paragraphs, *draft.story.captions]
    if decoded.doubtful or any(map(mangled, texts)):
        draft.flags.append("charset-doubtful")
    if times.hinted:
        draft.flags.append("date-from-feed")
    return Extracted(
        found=fetched.found,
        url=address,
        key=canonical_key(address, source),
        source=source.id,
        title=title,
        lead=draft.lead.text,
        paragraphs=tuple(draft.paragraphs),
        fetched_at=fetched.fetched_at,
        captions=tuple(draft.story.captions),
        images=_images(draft, fetched.url),
        authors=tuple(draft.authors[:MOST_NAMES]),
        section=draft.head.section or shown_section(draft.root, draft.page, draft.headline),
        tags=tuple((shown_tags(draft.page, draft.container) or draft.head.tags)[:MOST_NAMES]),
        published_at=times.published_at,
        modified_at=times.modified_at,
        language=_language(texts, draft.head, source),
        credit=draft.credit,
        flags=tuple(dict.fromkeys(draft.flags)),
        validators=fetched.validators,
        page=fetched.body,
    )


def _address(head: Head, fetched: Fetched, source: Source) -> str:
    """The canonical link, if it is an address of this newspaper and not its home page."""
    for link in head.canonical:
        absolute = urljoin(fetched.url, link)
        if (
            is_web(absolute)
            and belongs(absolute, source)
            and canonical_key(absolute, source) != canonical_key(source.home, source)
        ):
            return clean(absolute)
    return clean(fetched.url)


def _images(draft: _Draft, url: str) -> tuple[Image, ...]:
    base = urljoin(url, draft.head.base) if draft.head.base else url
    found: dict[str, str] = {}
    for src, caption in draft.story.images:
        address = urljoin(base, src)
        if is_web(address):
            found[address] = found.get(address) or caption
    if not found and draft.head.image and is_web(urljoin(base, draft.head.image)):
        found[urljoin(base, draft.head.image)] = ""
    return tuple(
        Image(address, caption if usable_caption(caption, draft.headline.text) else "")
        for address, caption in islice(found.items(), MOST_IMAGES)
    )


def _language(texts: Sequence[str], head: Head, source: Source) -> str:
    text = " ".join(texts)
    if len(text) < 40:
        return head.language[:2] or source.language
    if vietnamese_share(text[:SAMPLE]) >= _VIETNAMESE:
        return "vi"
    return head.language[:2] if head.language[:2] not in {"", "vi"} else "en"


__all__ = ["extract"]
