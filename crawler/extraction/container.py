"""Where on a page the body of the article is.

1. Every text gets a weight: its characters outside links, less after the heading of a box ("Tin mới"), none in furniture.
2. An element is worth the weights of the paragraphs right in it, and less of those deeper down, as in Arc90's Readability.
3. If the source names the body, or an element bears a known name and holds at least half of the best one's text, that
   is it; else the best one, widened where its neighbours hold more paragraphs of the same kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from cssselect import SelectorError
from lxml.html import HtmlElement

from crawler.extraction.blocks import Block, Page
from crawler.extraction.characters import likeness
from crawler.extraction.class_names import Sort, sort_of
from crawler.extraction.dates import is_dated_line
from crawler.extraction.phrases import interrupts, is_box_heading, is_doubtful_heading, is_furniture

_FADING = (1.0, 0.8, 0.6, 0.4, 0.25, 0.15)  # of a text's weight, for the elements around it
_BOX_PENALTY = 0.2  # after each box heading that follows the title; 0.5 let twenty teasers outweigh a photo story
_LEAD = 0.2  # of its characters, for what is likely a lead
_SHORTEST = 30  # characters of a text that counts: shorter ones are labels, unless they are captions
_CAPTION = 15
_LONG = 80
_TELLING = 60  # last characters of a description by which its text on the page is known, dateline or not
_NO_BODIES = frozenset({"body", "p", "h1", "h2"})


class Weights:
    """The weights of a page's texts, and what elements hold of them."""

    def __init__(self, page: Page, start: int, leads: Sequence[str]) -> None:
        self.page = page
        self._leads = [likeness(lead)[-_TELLING:] for lead in leads if lead]
        self._boxes = _real_boxes(page)
        self._runs = Counter(event.element for event in page.events if isinstance(event, Block))
        self.of = self._weighed(start)
        self._sums = [0.0]
        for weight in self.of:
            self._sums.append(self._sums[-1] + weight)

    def holder(self, block: Block) -> HtmlElement:
        return _holder(block, self._runs)

    def mass(self, element: HtmlElement) -> float:
        first, last = self.page.spans.get(element, (0, 0))
        return self._sums[last] - self._sums[first]

    def _weighed(self, start: int) -> list[float]:
        weights = [0.0] * len(self.page.events)
        lone, before = self._lone_lead(start), None
        fading = _Fading(self._runs)
        for at, event in enumerate(self.page.events):
            if not isinstance(event, Block):
                continue
            if at >= start >= 0 and _ends_texts(event.text):
                fading.heading(event)
            weight = self._weight(event, before) * (0.3 if at < start else _LEAD if event is lone else 1.0)
            weights[at] = weight * fading.factor(event, weight)
            before = event
        return weights

    def _lone_lead(self, start: int) -> Block | None:
        """The first long text after the title, if the next stands elsewhere: a lead above its body."""
        after = self.page.events[max(start, 0) :]
        long = [
            event for event in after if isinstance(event, Block) and event.unlinked >= _LONG and event.frame is None
        ][:2]
        if len(long) < 2 or _holder(long[0], self._runs) is _holder(long[1], self._runs):
            return None
        return long[0]

    def _weight(self, block: Block, before: Block | None) -> float:
        if any(box in self._boxes for box in block.boxes) or block.linked > 0.5:
            return 0.0
        if (
            block.unlinked < (_CAPTION if block.frame is not None else _SHORTEST)
            or is_furniture(block.text)
            or is_dated_line(block.text)
        ):
            return 0.0
        headline = before is not None and before.links == 1 and before.linked > 0.9 and len(before.text) >= 20
        if headline and before is not None and _one_card(before, block, self.page):
            return 0.0
        return (_LEAD if self._is_lead(block) else 1.0) * block.unlinked

    def _is_lead(self, block: Block) -> bool:
        """The lead stands outside the body as often as in it: it must not draw the body's bounds."""
        if block.bold > 0.9 or sort_of(block.element) & Sort.LEAD:
            return True
        form = likeness(block.text) if self._leads and len(block.text) <= 600 else ""
        return any(lead and form.endswith(lead) for lead in self._leads)


class _Fading:
    """How much texts count after the headings of boxes: less with each, until the article's own text goes on."""

    def __init__(self, runs: Counter[HtmlElement]) -> None:
        self._runs = runs
        self._factor = 1.0
        self._heading: Block | None = None
        self._streams: set[HtmlElement] = set()  # elements that held paragraphs before the first heading

    def heading(self, block: Block) -> None:
        self._factor *= _BOX_PENALTY
        self._heading = block

    def factor(self, block: Block, weight: float) -> float:
        if weight >= _LONG:
            holder = _holder(block, self._runs)
            if holder in self._streams or self._is_next_part(holder):
                self._factor = 1.0
            if self._factor == 1.0:
                self._streams.add(holder)
        return self._factor

    def _is_next_part(self, holder: HtmlElement) -> bool:
        """Whether an element stands beside one of the text's parts, as a part and not as the box that the heading opens."""
        if self._heading is not None and holder in {self._heading.element, self._heading.element.getparent()}:
            return False
        return any(stream.getparent() is holder.getparent() and stream.tag == holder.tag for stream in self._streams)


def find_body(
    root: HtmlElement, page: Page, start: int, selector: str, leads: Sequence[str] = ()
) -> HtmlElement | None:
    """The element that holds the article's text. `start` is the event after the title, or negative.

    `leads` are the descriptions in the metadata, `selector` is the source's own; it wins wherever it finds text. None if the page has no text at all.
    """
    weights = Weights(page, start, leads)
    if (chosen := _selected(root, page, selector)) is not None:
        return chosen
    scores = _scores(weights)
    best = max(scores, key=lambda element: scores[element], default=None)
    if best is None:
        return None
    known = _known(weights, scores, at_least=0.5 * weights.mass(best))
    return known if known is not None else _widened(best, weights, start)


def holders(events: Iterable[object]) -> dict[HtmlElement, list[int]]:
    """The elements that have texts right in them, with how many characters outside links each text has."""
    blocks = [event for event in events if isinstance(event, Block) and event.frame is None]
    runs = Counter(block.element for block in blocks)
    held: dict[HtmlElement, list[int]] = {}
    for block in blocks:
        held.setdefault(_holder(block, runs), []).append(block.unlinked)
    return held


def is_further_part(element: HtmlElement, page: Page) -> bool:
    """Whether an element goes on with the text of the one before it: named alike, which held paragraphs and no links."""
    before = element.getprevious()
    if before is None or not element.get("class") or before.tag != element.tag:
        return False
    texts = [event for event in page.inside(before) if isinstance(event, Block) and len(event.text) >= _SHORTEST]
    alike = before.get("class") == element.get("class")
    return alike and sum(text.unlinked >= _LONG for text in texts) >= 2 and all(text.linked < 0.9 for text in texts)


def _holder(block: Block, runs: Counter[HtmlElement]) -> HtmlElement:
    parent = block.element.getparent()
    return block.element if parent is None or (runs[block.element] > 1 and not block.row) else parent


def _ends_texts(text: str) -> bool:
    return is_box_heading(text) and not (is_doubtful_heading(text) or interrupts(text))


def _real_boxes(page: Page) -> frozenset[HtmlElement]:
    """Elements named like furniture, without those that hold most of the page's text."""
    held: Counter[HtmlElement] = Counter()
    total = 0
    for event in page.events:
        if isinstance(event, Block) and event.unlinked >= _LONG:
            total += event.unlinked
            for box in event.boxes:
                held[box] += event.unlinked
    named = {box for event in page.events for box in event.boxes}
    return frozenset(box for box in named if held[box] <= 0.5 * total)


def _one_card(headline: Block, text: Block, page: Page) -> bool:
    """Whether a linked headline and the text after it stand together, apart from others."""
    holder = headline.element
    for ancestor in (headline.element, *headline.element.iterancestors()):
        first, last = page.spans.get(ancestor, (0, 0))
        if last - first > 4 or is_further_part(ancestor, page):
            break
        holder = ancestor
    return text.element is holder or any(ancestor is holder for ancestor in text.element.iterancestors())


def _scores(weights: Weights) -> dict[HtmlElement, float]:
    """What each element is worth as the body."""
    scores: dict[HtmlElement, float] = {}
    for event, weight in zip(weights.page.events, weights.of, strict=True):
        if not weight or not isinstance(event, Block):
            continue
        holder = weights.holder(event)
        for fading, element in zip(_FADING, (holder, *holder.iterancestors()), strict=False):
            if element in weights.page.spans:
                scores[element] = scores.get(element, 0.0) + fading * weight
    return scores


def _selected(root: HtmlElement, page: Page, selector: str) -> HtmlElement | None:
    if not selector:
        return None
    try:
        matches = [element for element in root.cssselect(selector) if page.inside(element)]
    except SelectorError:  # refused when the source file is read; a source made in a program is not
        return None
    return max(
        matches,
        key=lambda element: sum(len(block.text) for block in page.inside(element) if isinstance(block, Block)),
        default=None,
    )


def _known(weights: Weights, scores: Mapping[HtmlElement, float], at_least: float) -> HtmlElement | None:
    """The element with a known name that is worth most, of those that hold enough of the page's text."""
    marked = [element for element in weights.page.spans if _marked_body(element)]
    named = marked or [
        element for element in weights.page.spans if sort_of(element) & Sort.BODY and element.tag not in _NO_BODIES
    ]
    rows = Counter((element.getparent(), element.get("class")) for element in named)
    named = [element for element in named if rows[element.getparent(), element.get("class")] == 1 or element in marked]
    held = [element for element in named if weights.mass(element) >= max(at_least, 1)]
    return max(held, key=lambda element: scores.get(element, 0.0), default=None)


def _marked_body(element: HtmlElement) -> bool:
    return (
        element.get("itemprop") == "articleBody"
        or element.get("data-role") == "content"
        or element.get("data-field") == "body"
    )


def _widened(best: HtmlElement, weights: Weights, start: int) -> HtmlElement:
    """`best`, or an element around it whose further texts are paragraphs of the same kind."""
    tags: set[object] = {
        event.element.tag for event in weights.page.inside(best) if isinstance(event, Block) and event.unlinked >= _LONG
    }
    chosen = _row_of(best, weights.page)
    first, last = weights.page.spans[chosen]
    for around in chosen.iterancestors():
        if around.tag in {"body", "html"} or around not in weights.page.spans:
            break
        outer_first, outer_last = weights.page.spans[around]
        before = _paragraphs(weights, range(max(outer_first, start), first), tags)
        after = _paragraphs(weights, range(last, outer_last), tags)
        if after >= 1 or before >= 2:
            chosen, first, last = around, outer_first, outer_last
        elif (outer_first, outer_last) != (first, last):
            break
    return chosen


def _row_of(best: HtmlElement, page: Page) -> HtmlElement:
    """`best`, or what holds it in a row of like elements with one text each: their paragraphs may be short."""
    if len(page.inside(best)) != 1:
        return best
    for cell in (best, *islice(best.iterancestors(), 2)):
        around = cell.getparent()
        if around is None or around.tag in {"body", "html"}:
            break
        alike = [other for other in around if other.tag == cell.tag and other.get("class") == cell.get("class")]
        if (
            sum(
                len(texts) == 1 and isinstance(texts[0], Block) and texts[0].linked < 0.5
                for texts in map(page.inside, alike)
            )
            >= 2
        ):
            return around
    return best


def _paragraphs(weights: Weights, where: range, tags: set[object]) -> int:
    """How many paragraphs of the text's kind, and captions, a stretch of the page holds."""
    blocks = [(event, weights.of[at]) for at in where if isinstance(event := weights.page.events[at], Block)]
    captions = sum(block.frame is not None and weight >= _CAPTION for block, weight in blocks)
    texts = [block for block, weight in blocks if block.frame is None and weight >= _LONG]
    return captions + sum(not block.heading and block.bold < 0.9 and block.element.tag in tags for block in texts)
