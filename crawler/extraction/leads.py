"""The lead (sapo) of an article and the datelines in front of it.

Newspapers print the lead above the text, as its first bold paragraph, in the metadata, or in all three; some cut the one
in the metadata short, and some put there another article's or the newspaper's own slogan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crawler.extraction.characters import likeness
from crawler.extraction.class_names import Sort
from crawler.extraction.datelines import strip_dateline
from crawler.extraction.dates import is_dated_line
from crawler.extraction.headlines import same_title
from crawler.extraction.items import Item
from crawler.extraction.phrases import is_furniture

_ELLIPSIS = re.compile(r"\s*(?:\.{3,}|…)\s*$")
_SLOGAN = re.compile(
    r"^(?:bao|dai|tap chi|trang tin|cong thong tin)\b.{0,60}\b(?:dien tu|online|tin tuc|co quan|cap nhat)\b"
    r"|\bco quan (?:ngon luan )?cua (?:dang bo|dang uy|tinh uy|thanh uy)\b|\btin tuc (?:moi nhat|nhanh|24h|24 7|online|cap nhat)\b"
    r"|\b(?:doc bao|tin moi|tin nhanh) (?:online|nhat|moi nhat|24h)\b|\bcap nhat lien tuc\b|\bkenh thong tin\b"
)
_SHORTEST = 20  # characters of a lead that is marked as one
_SHORTEST_BOLD = 40  # … of a first bold paragraph: shorter ones are headings
_LONGEST = 1500
_STAMP = 40  # characters of a place or mark that a template sets before the lead
_KINSHIP = 0.2  # shared pairs of words from which a description is of this article; other articles share below 0.1
_WORDS_SHOWN = 0.15  # shared words below which a lead printed on the page is another article's (seen on baonghean.vn)
SAMPLE = 2000  # characters of a text that tell what it is about
_ENOUGH_TEXT = 250  # characters of text against which a lead can be judged


@dataclass(frozen=True, slots=True)
class Lead:
    """The lead without dateline, the paragraphs without the lead, a source the dateline named, and doubts."""

    text: str
    paragraphs: tuple[Item, ...]
    credit: str = ""
    mismatch: bool = False


def find_lead(
    above: Sequence[Item], texts: Sequence[Item], descriptions: Sequence[str], title: str, datelines: Sequence[str]
) -> Lead:
    """The lead of an article. `above` are the items between title and text, `texts` its paragraphs."""
    credits_: list[str] = []

    def clean(text: str) -> str:
        stripped, agency = strip_dateline(text, datelines)
        credits_.extend([agency] if agency else [])
        return stripped

    body = " ".join([title, *(item.text for item in texts)])
    shown = [item for item in above if _can_be_lead(item, title)]
    wanted = [text for description in descriptions if (text := clean(description)) and not same_title(text, title)]
    lead, used = _shown_lead(shown, texts, wanted, clean)
    mismatch = bool(lead) and len(body) >= _ENOUGH_TEXT and words_shared(lead, body[:SAMPLE]) < _WORDS_SHOWN
    if not lead:
        lead, mismatch = _described_lead(_unprinted(wanted, [clean(item.text) for item in texts[:3]]), body)
    rest = [item for item in texts if item not in used]
    repeated = [item for item in rest[:3] if lead and likeness(clean(item.text)) == likeness(lead)]
    return Lead(lead, tuple(item for item in rest if item not in repeated), credits_[0] if credits_ else "", mismatch)


def kinship(text: str, other: str) -> float:
    """The share of a text's pairs of neighbouring syllables that the other text has too."""
    pairs, others = _pairs(text), _pairs(other)
    return len(pairs & others) / len(pairs) if pairs else 0.0


def words_shared(text: str, *others: str) -> float:
    """The share of a text's distinct syllables that the other texts have too."""
    words = set(likeness(text).split())
    known = {word for other in others for word in likeness(other).split()}
    return len(words & known) / len(words) if words else 1.0


def _shown_lead(
    shown: Sequence[Item], texts: Sequence[Item], wanted: Sequence[str], clean: Callable[[str], str]
) -> tuple[str, list[Item]]:
    """The lead as the page prints it, and those of `texts` that are it."""
    named = [item for item in shown if item.sort & Sort.LEAD]
    if named:
        return _as_described(clean(_joined(named)), wanted), []
    inside = [item for item in texts[:3] if item.sort & Sort.LEAD and item.tag != "row"]
    if inside:
        return _as_described(clean(_joined(inside)), wanted), inside
    for item in shown:
        if any(_agrees(clean(item.text), description) for description in wanted):
            return clean(item.text), []
    for item in texts[:3] if len(texts) > 1 else ():
        if any(_is_set_apart(item, clean(item.text), description) for description in wanted):
            return clean(item.text), [item]
    long = [
        item
        for item in shown
        if len(item.text) >= 60 or item.bold or (len(item.text) >= 30 and item.text[-1] in ".!?”")
    ]
    if long:
        return clean(long[0].text), []
    return (clean(texts[0].text), [texts[0]]) if _opens_in_bold(texts) else ("", [])


def _described_lead(wanted: Sequence[str], body: str) -> tuple[str, bool]:
    """The best description that is of this article, and whether one was turned down as another's."""
    doubtful = False
    fitting: list[str] = []
    for description in wanted:
        if _SLOGAN.search(likeness(description)):
            continue
        if len(body) >= _ENOUGH_TEXT and kinship(description, body) < _KINSHIP:
            doubtful = True
        else:
            fitting.append(description)
    whole = [text for text in fitting if not _ELLIPSIS.search(text)]
    return next(iter(whole), ""), doubtful and not fitting


def _unprinted(wanted: Iterable[str], texts: Sequence[str]) -> list[str]:
    """The descriptions that are not just the beginning of the text: systems without a lead of their own cut one."""
    starts = list(map(likeness, texts))
    return [text for text in wanted if not any(start.startswith(likeness(text)) for start in starts)]


def _agrees(text: str, description: str) -> bool:
    """Whether a description is this text, or its beginning cut short."""
    line, known = likeness(text), likeness(_ELLIPSIS.sub("", description))
    return bool(line) and (line == known or (len(known) >= 40 and line.startswith(known)))


def _is_set_apart(item: Item, text: str, description: str) -> bool:
    """Whether a text among the paragraphs is the lead: described in full, or described in part and set in bold.

    A description that only begins like a plain paragraph was cut from it: brief news have no lead.
    """
    if item.tag == "row":
        return False
    return likeness(text) == likeness(description) or (item.bold and _agrees(text, description))


def _as_described(lead: str, wanted: Sequence[str]) -> str:
    """The lead as the metadata have it, where the page prints it cut short or with a place in front ("Quảng NinhTàu …")."""
    for text in wanted:
        if lead.endswith(text) and 0 < len(lead) - len(text) <= _STAMP and len(text) >= _SHORTEST_BOLD:
            return text
    if not _ELLIPSIS.search(lead):
        return lead
    start = likeness(_ELLIPSIS.sub("", lead))
    return next((text for text in wanted if likeness(text).startswith(start) and not _ELLIPSIS.search(text)), lead)


def _opens_in_bold(texts: Sequence[Item]) -> bool:
    if len(texts) < 2 or texts[0].tag in {"row", "li"}:
        return False
    first, second = texts[0], texts[1]
    if first.tag == "h":
        return len(first.text) >= 80 and second.tag != "h"
    return first.bold and len(first.text) >= _SHORTEST_BOLD and not second.bold


def _can_be_lead(item: Item, title: str) -> bool:
    if item.kind != "text" or item.frame or item.linked > 0.5 or not _SHORTEST <= len(item.text) <= _LONGEST:
        return False
    return not (
        same_title(item.text, title) or is_dated_line(item.text) or is_furniture(item.text) or item.sort & Sort.AUTHOR
    )


def _joined(items: Sequence[Item]) -> str:
    return " ".join(dict.fromkeys(item.text for item in items))


def _pairs(text: str) -> set[tuple[str, str]]:
    words = likeness(text).split()
    return set(pairwise(words))
