"""The lead (sapo) of an article and the datelines in front of it.

Newspapers print the lead above the text, as its first bold paragraph, in the metadata, or in all three; some cut the one
in the metadata short, and some put there another article's or the newspaper's own slogan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from crawler.extraction.characters import likeness
from crawler.extraction.class_names import Sort
from crawler.extraction.dates import is_dated_line
from crawler.extraction.headlines import same_title
from crawler.extraction.items import Item
from crawler.extraction.phrases import is_furniture

_DASH = r"\s*[-–—]+\s*"
_IN_BRACKETS = re.compile(rf"^\(\s*(?P<token>[^()]{{2,40}}?)\s*\){_DASH}")
# "Hà Nội (TTXVN 11/5/2024) – ": the place belongs to the agency's dateline.
_AGENCY = re.compile(
    rf"^[^\W\d_][\w\s.,]{{1,40}}?\s*\(\s*(?P<token>TTXVN|VNA|VNS|VOV|Xinhua|AFP|Reuters)\b[^()]*\){_DASH}"
)
_ELLIPSIS = re.compile(r"\s*(?:\.{3,}|…)\s*$")
_SLOGAN = re.compile(
    r"^(?:bao|dai|tap chi|trang tin|cong thong tin)\b.{0,60}\b(?:dien tu|online|tin tuc|co quan|cap nhat)\b"
    r"|\bco quan (?:ngon luan )?cua (?:dang bo|dang uy|tinh uy|thanh uy)\b|\btin tuc (?:moi nhat|nhanh|24h|24 7|online|cap nhat)\b"
    r"|\b(?:doc bao|tin moi|tin nhanh) (?:online|nhat|moi nhat|24h)\b|\bcap nhat lien tuc\b|\bkenh thong tin\b"
)
_SHORTEST = 20  # characters of a lead that is marked as one
_SHORTEST_BOLD = 40  # … of a first bold paragraph: shorter ones are headings
_LONGEST = 1500
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


def strip_dateline(text: str, datelines: Sequence[str]) -> tuple[str, str]:
    """The text without the datelines in front of it (up to two: "PNO - PNO - "), and the agency one of them named.

    `datelines` are the newspaper's own, with or without brackets. Others are only known by their brackets: a bare
    "VNPT - " may be the beginning of a sentence.
    """
    agency = ""
    for _ in range(2):
        match = next(
            (found for form in (*_own(tuple(datelines)), _AGENCY, _IN_BRACKETS) if (found := form.match(text))), None
        )
        if match is None or (match.re is _IN_BRACKETS and not _is_dateline(match["token"])):
            break
        agency = agency or (match["token"] if match.re is _AGENCY or match[0].lstrip("(").startswith("TTXVN") else "")
        text = text[match.end() :]
    return text, agency


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
        lead, mismatch = _described_lead(wanted, body)
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
        return _full(clean(_joined(named)), wanted), []
    inside = [item for item in texts[:3] if item.sort & Sort.LEAD and item.tag != "row"]
    if inside:
        return _full(clean(_joined(inside)), wanted), inside
    first = [item for item in texts[:3] if item.tag != "row"]
    for item in (*shown, *first):
        if any(_agrees(clean(item.text), description, bold=item.bold) for description in wanted):
            return clean(item.text), [item] if item in texts else []
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
    return next(iter(whole or fitting), ""), doubtful and not fitting


def _agrees(text: str, description: str, *, bold: bool) -> bool:
    """Whether a description is this text, or its beginning cut short."""
    line, known = likeness(text), likeness(_ELLIPSIS.sub("", description))
    if line == known:
        return bool(line)
    if len(known) < 40 or not line.startswith(known):
        return False
    return bold or len(line) <= 2.5 * len(known)


def _full(lead: str, wanted: Iterable[str]) -> str:
    """The whole lead, where the page prints it cut short and the metadata do not."""
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


def _is_dateline(token: str) -> bool:
    return (
        len(token.split()) <= 5
        and bool(re.match(r"[A-ZĐÂÊÔƠƯĂÀ-Ý\u1ea0-\u1ef8]|\S+\.\w{2,4}$", token))
        and not token.isdigit()
    )


@lru_cache(maxsize=256)
def _own(datelines: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    forms: list[re.Pattern[str]] = []
    for token in datelines:
        core = token.strip(" -–—()[]:")
        if core:
            flexible = r"\s*".join(map(re.escape, core.split()))
            forms.append(
                re.compile(rf"^[(\[]?\s*{flexible}\s*[)\]]?\s*[-–—:]+\s*|^[(\[]\s*{flexible}\s*[)\]]\s*", re.IGNORECASE)
            )
    return tuple(forms)


def _pairs(text: str) -> set[tuple[str, str]]:
    words = likeness(text).split()
    return set(pairwise(words))
