"""The rules that make an article of a region's texts and pictures. Pure: items in, article out, no markup.

1. Boxes that interrupt or end the text go, with the links and teasers in them.
2. Captions are parted from paragraphs; repeated titles, file names and placeholders are neither.
3. The head (title, byline, labels) and the end (byline, credit, notices) of the text go where they belong.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import islice, pairwise

from crawler.extraction.bylines import (
    byline_names,
    dated_line_names,
    is_signature,
    read_closing,
    split_credit,
    split_signature,
)
from crawler.extraction.captions import PHOTO_NAME, PLACEHOLDER, Story, part_captions
from crawler.extraction.characters import likeness
from crawler.extraction.class_names import Sort
from crawler.extraction.dates import is_dated_line
from crawler.extraction.headlines import same_title
from crawler.extraction.items import Item
from crawler.extraction.phrases import (
    counts_letters,
    interrupts,
    is_box_heading,
    is_doubtful_heading,
    is_furniture,
    is_headed_list,
    is_imprint,
    is_pointer,
    plain,
    without_pointers,
)

_LONG = 60  # characters of a text that is no label
_SHORT = 20  # … of a text that says something
_LINE = 250  # … of one that can be a notice, a pointer or a list of tags
_HEAD = 3  # texts among which a dated line is the article's own
_CREDIT_LABEL = re.compile(r"^\W*(?:video|clip|ảnh|nguồn)\s*:\s*", re.IGNORECASE)
_HASHTAGS = re.compile(r"(?:#[^#]{1,40}){1,12}")


def read_story(items: Sequence[Item], title: str, known_authors: Sequence[str], ignored: Collection[str] = ()) -> Story:
    """Paragraphs, captions, pictures, byline and credit of the items of an article's container.

    `ignored` are lines (as `likeness`) that are no text: the names of the newspaper.
    """
    story = Story()
    for item in items:
        item.text = without_pointers(item.text)
    rest = [item for item in without_boxes(items) if item.kind != "link"]
    rest = [item for item in rest if item.kind != "text" or not _is_noise(item, title, ignored)]
    texts = list(part_captions(rest, title, story))
    texts = _without_head(texts, story, known_authors)
    closing = read_closing(texts, known_authors)
    story.paragraphs = [item for item in texts if item.kind == "text" and item not in closing.dropped]
    story.authors += closing.authors or _signed_within(story.paragraphs, known_authors)
    story.credit = closing.credit
    return story


def _signed_within(paragraphs: Sequence[Item], known: Sequence[str]) -> list[str]:
    """Who signs within the last paragraph; the name is taken out of it."""
    if not paragraphs or paragraphs[-1].tag not in {"p", "quote"} or len(paragraphs[-1].text) < _LONG:
        return []
    paragraphs[-1].text, names = split_signature(paragraphs[-1].text, known)
    return names


def without_boxes(items: Sequence[Item]) -> list[Item]:
    """The items without boxes in the text and whatever follows the text.

    A box is a heading of the known kind and what comes after it: links with teasers, or anything that is not the text
    going on. The text goes on where, after the last link, paragraphs stand among those of before.
    """
    kept: list[Item] = []
    made_of: set[str] = set()  # the elements that the paragraphs so far are
    at = 0
    while at < len(items):
        item = items[at]
        if _opens_box(items, at):
            at += 1 + _box_length(items, at, made_of)
            continue
        kept.append(item)
        made_of |= {item.made_of} if _is_paragraph(item) else set()
        at += 1
    return kept


def _opens_box(items: Sequence[Item], at: int) -> bool:
    item = items[at]
    if item.kind == "text" and item.tag == "h" and counts_letters(item.text):
        return True
    if item.kind != "text" or item.frame or item.tag == "row" or not is_box_heading(item.text):
        return False
    if not is_doubtful_heading(item.text) or item.linked > 0.5:
        return True
    after = next((other for other in islice(items, at + 1, None) if other.kind in {"text", "link"}), None)
    return after is None or after.kind == "link"


def _box_length(items: Sequence[Item], heading: int, made_of: set[str]) -> int:
    """How many items after the heading belong to the box that it opens."""
    end = next((at for at in range(heading + 1, len(items)) if _opens_box(items, at)), len(items)) - heading - 1
    scope = items[heading + 1 : heading + 1 + end]
    links = _first_run(
        [at for at, item in enumerate(scope) if item.kind == "link" and not is_pointer(item.text)], scope
    )
    if not links:
        line = items[heading]
        return 0 if _goes_on(scope, made_of) and (line.flow or is_furniture(line.text)) else end
    within = interrupts(items[heading].text)
    if scope[links[0]].made_of not in made_of:  # a box of its own make ends where the text's own make returns
        after = range(links[0] + 1, len(scope))
        resuming = (at for at in after if _resumes(scope, at, made_of) or (within and _is_sentence(scope[at], made_of)))
        return next(resuming, end)
    last = links[-1]
    between = _count_long(scope[links[0] : last])
    resume = last + 1
    if between:  # links and teasers by turns: the last link has its teaser too
        resume = next((at + 1 for at in range(last + 1, len(scope)) if scope[at].kind == "text"), len(scope))
    rest = scope[resume:]
    if between or (len(links) == 1 and not within):
        return resume if _count_long(rest) >= 2 and _goes_on(rest, made_of) else end
    ends = within and any(_is_sentence(item, made_of) for item in rest)
    return resume if ends or _goes_on(rest, made_of) else end


def _is_sentence(item: Item, made_of: set[str]) -> bool:
    """A short last paragraph, of the text's own make and ended like a sentence, or who signs it; or a row of a table."""
    if item.tag == "row":
        return True
    own = item.kind == "text" and item.flow and item.made_of in made_of
    ended = len(item.text) >= _SHORT and item.text[-1:] in {*".!?…”:;"}
    return own and (ended or (item.linked < 0.5 and bool(byline_names(item.text))))


def _first_run(links: list[int], scope: Sequence[Item]) -> list[int]:
    """The links up to where the text goes on: two paragraphs in a row are more than the teaser of a link."""
    for at, (link, following) in enumerate(pairwise(links)):
        texts = [
            item for item in scope[link:following] if item.kind == "text" and item.flow and len(item.text) >= _SHORT
        ]
        if len(texts) >= 2 and any(map(_is_paragraph, texts)):
            return links[: at + 1]
    return links


def _resumes(scope: Sequence[Item], at: int, made_of: set[str]) -> bool:
    """Whether the text goes on here: with its own make, perhaps with short lines before the next paragraph."""
    item = scope[at]
    if item.kind != "text" or item.frame or len(item.text) >= _LONG or item.made_of not in made_of or not item.flow:
        return _is_texts_own(item, made_of)
    following = next((other for other in scope[at:] if other.kind != "text" or len(other.text) >= _LONG), None)
    return following is not None and following.kind != "link" and _is_texts_own(following, made_of)


def _goes_on(rest: Sequence[Item], made_of: set[str]) -> bool:
    """Whether paragraphs of the article's own stream follow."""
    return any(_is_paragraph(item) and (item.made_of in made_of or not made_of) for item in rest)


def _is_texts_own(item: Item, made_of: set[str]) -> bool:
    return item.kind in {"picture", "film"} or item.frame > 0 or item.tag == "row" or _goes_on([item], made_of)


def _is_paragraph(item: Item) -> bool:
    return item.kind == "text" and item.flow and len(item.text) >= _LONG


def _count_long(items: Iterable[Item]) -> int:
    return sum(item.kind == "text" and len(item.text) >= _LONG for item in items)


def _is_noise(item: Item, title: str, ignored: Collection[str]) -> bool:
    """Whether a text is no text of the article, wherever it stands."""
    if item.tag == "row":
        return False
    if not any(map(str.isalnum, item.text)) or same_title(item.text, title) or is_furniture(item.text):
        return True
    return len(item.text) <= _LINE and (_is_left_over(item.text, ignored) or (not item.frame and _leads_away(item)))


def _is_left_over(text: str, ignored: Collection[str]) -> bool:
    """What a template or an upload left: the newspaper's name and imprint, file names, hashtags."""
    form = likeness(_CREDIT_LABEL.sub("", text))
    if form in ignored or (is_imprint(text) and any(" " in name and form.startswith(name) for name in ignored)):
        return True
    return bool(PHOTO_NAME.fullmatch(text) or _HASHTAGS.fullmatch(text))


def _leads_away(item: Item) -> bool:
    return (
        is_pointer(item.text) or is_headed_list(item.text, item.linked) or bool(PLACEHOLDER.fullmatch(plain(item.text)))
    )


# --- head and end -----------------------------------------------------------------------------------------------------


def _without_head(items: list[Item], story: Story, known_authors: Sequence[str]) -> list[Item]:
    """Drop what a template prints above the text inside its container: byline, date, labels, author.

    A dated line may also stand under the lead.
    """
    kept: list[Item] = []
    texts = 0
    for item in items:
        label = item.kind == "text" and texts < _HEAD and _is_label(item, story, known_authors, first=texts == 0)
        if not label:
            kept.append(item)
            texts += item.kind == "text"
    return kept


def _is_label(item: Item, story: Story, known_authors: Sequence[str], *, first: bool) -> bool:
    if item.tag in {"row", "li"} or len(item.text) > 140:
        return False
    if is_dated_line(item.text):
        story.authors += dated_line_names(item.text)
        return True
    if len(item.text) > _LONG or not first:
        return False
    if item.sort & Sort.AUTHOR or likeness(item.text) in {likeness(name) for name in known_authors}:
        story.authors += byline_names(item.text, [*known_authors, item.text])
        return True
    if is_signature(item.text):
        story.authors += byline_names(item.text, known_authors)
        return True
    return item.linked > 0.9 or bool(item.sort & Sort.CRUMBS) or bool(split_credit(item.text) and item.sort & Sort.DATE)
