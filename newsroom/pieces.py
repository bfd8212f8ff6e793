"""What a comparison of two articles reads of each: its words, and the facts in it that tell one story from another.

A `Piece` is an article as it comes, a `Profile` is what was read out of it once: syllables without tone marks, shingles
of three, names (runs of capitalised syllables), figures, days, and which part of a series it says it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise, takewhile

from newsroom.vietnamese import folded_form, nfc, syllables

LONGEST_TITLE = 300  # characters; a longer one is no title, and its rest says nothing of the story
LONGEST_TEXT = 40_000  # characters, about 9,000 syllables; the longest reports of the provincial press have 5,000
HEAD = 400  # characters: lead and first sentences
SHINGLE = 3  # syllables; pairs are shared by any two texts on one topic, four in a row break with every edit

Shingle = tuple[str, ...]
Day = tuple[int, int]  # day and month

_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_ZONE = timedelta(hours=7)  # Asia/Ho_Chi_Minh, without summer time since 1975

_HEAD = re.compile(r"\s*(?:\([^()]{1,40}\)\s?[-–—]\s*|(?:[^\s()–—-]{1,20}\s){0,4}(?:\([^()]{1,40}\)\s)?[-–—]\s)")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"”’')\]]*\s*$")
_CREDIT_LINE = re.compile(
    r"\s*[(\[]?\s*(?:theo|nguồn|nguon|tin,? ảnh|tin, bài|bài, ảnh|ảnh|ttxvn|vna|source)\b.{0,80}$", re.IGNORECASE
)
_LINE = (
    12  # syllables; a first or last line no longer than this and without a full stop is no text but a byline, a credit
)
_TOKEN = re.compile(r"[^\W_]+(?:[./-](?=[^\W_])[^\W_]+)*|[,;:()–—\n“”\"!?…]|\.(?=\s|$)")
_FIGURE = re.compile(r"(?<![\w.,/-])\d+(?:[.,/-]\d+)*(?:\s?%| nghìn| ngàn)?")
_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})\s?(?:[/.-]|\s?tháng\s?)\s?(\d{1,2})(?:\s?(?:[/.-]|năm)\s?(\d{4}))?(?![\d%])")
_AS_OF = re.compile(
    r"(?<![^\W_])(?:tính )?đến (?:hết |trưa |\d{1,2} ?(?:h|giờ) ?\d{0,2} ?,? ?)?(?:ngày |sáng |chiều |tối )+\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?",
    re.IGNORECASE,
)
# "3-2" is a result or a range unless a word says that it is a day.
_DAY_WORD = re.compile(
    r"(?:ngày|sáng|trưa|chiều|tối|đêm|nay|qua|mùng|hôm|đến|và|dịp|lễ|khánh|trước|sau)\s*\(?$", re.IGNORECASE
)
_PLACE = re.compile(
    r"(?<![^\W_])(?:xã|phường|thị trấn|thị xã|huyện|quận|tỉnh|thành phố|tp\.?|đặc khu) ?((?:[^\W\d_]+ ?){1,4})",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?<![^\W_])(?:kỳ|kì|bài|phần|tập|part)\s*(\d{1,2}|cuối|[ivx]{1,4})\s*(?=[:.)\-–—]|$)", re.IGNORECASE
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}
# Words that stand before a name or begin a sentence, capitalised there and no part of the name.
_OPENER = re.compile(
    """anh|bà|các|chiều|chị|chủ|cô|cùng|do|khi|không|là|lãnh|mỗi|một|nay|ngay|ngày|nhiều|những|này|năm|phát|phó|qua|sau|sáng
    |song|tại|theo|thưa|thông|tiến|tiếp|toàn|tối|trong|trên|trước|từ|tuy|và|về|vì|với|việc|ông|đây|đã|đó|để|đến|đồng|được|ở
    |giám|đại|đoàn|thời|trưởng|ban|bộ|sở|ubnd|hđnd|tỉnh|huyện|xã|phường|thành""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One article as a comparison gets it. `text` is lead and paragraphs, a line or more each; no captions.

    `key` is the identity of its address (`newsroom.urls`), empty if nothing is known of it. A time may be missing.
    """

    title: str
    text: str
    key: str = ""
    published_at: datetime | None = None


@dataclass(frozen=True)
class Profile:
    """What was read out of a piece. All sets hold folded forms (`newsroom.vietnamese.folded_form`)."""

    piece: Piece

    @cached_property
    def title(self) -> str:
        return nfc(self.piece.title[:LONGEST_TITLE])

    @cached_property
    def body(self) -> str:
        return nfc("\n".join(_told(self.piece.text[:LONGEST_TEXT])))

    @cached_property
    def title_words(self) -> tuple[str, ...]:
        return syllables(folded_form(self.title))

    @cached_property
    def folded(self) -> str:
        """The body without tone marks; as long as `body`, so that a place in one is a place in the other."""
        return folded_form(self.body)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return syllables(self.folded)

    @cached_property
    def shingles(self) -> frozenset[Shingle]:
        return frozenset(shingles_of(self.words))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Pairs of neighbouring syllables of the text, as phrases."""
        return frozenset(map(" ".join, pairwise(self.words)))

    @cached_property
    def title_pairs(self) -> frozenset[str]:
        return frozenset(map(" ".join, pairwise(self.title_words)))

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of two syllables and more in title and text, and abbreviations."""
        return frozenset(_names(self.body, self.folded)) | self.title_names

    @cached_property
    def title_names(self) -> frozenset[str]:
        return frozenset(_names(self.title, folded_form(self.title)))

    @cached_property
    def figures(self) -> frozenset[str]:
        """Numbers of two digits and more in the text, with their separators and %; days and years are among them."""
        return frozenset(_figures(f"{self.title}\n{self.body}"))

    @cached_property
    def days(self) -> frozenset[Day]:
        """(day, month) as named in title and text."""
        return frozenset(days_of(f"{self.title}\n{self.body}"))

    @cached_property
    def head_days(self) -> frozenset[Day]:
        """The days of title and opening: when it happened, not what came before or is to come."""
        return frozenset(days_of(f"{self.title}\n{self.body[:HEAD]}"))

    @cached_property
    def told_days(self) -> frozenset[Day]:
        """Those of `head_days` on which something happened; "tính đến ngày 20/10" says how fresh a count is."""
        return frozenset(days_of(_AS_OF.sub("", f"{self.title}\n{self.body[:HEAD]}")))

    @cached_property
    def places(self) -> frozenset[str]:
        """What title and opening call a commune, ward, province …, without that word."""
        found = _PLACE.findall(f"{self.title}\n{self.body[:HEAD]}")
        named = (" ".join(takewhile(lambda word: word[0].isupper(), words.split())) for words in found)
        return frozenset(" ".join(syllables(folded_form(name))) for name in named if name and not name.isupper())

    @cached_property
    def part(self) -> str:
        """Which part of a series this is: "1", "2", "cuoi"; empty for an article on its own."""
        return _part_of(self.title) or _part_of(self.body[:60])


def day_of(at: datetime) -> int:
    """The day in Việt Nam, counted from 1970."""
    return (at - _EPOCH + _ZONE).days


def shingles_of(words: tuple[str, ...], size: int = SHINGLE) -> Iterator[Shingle]:
    return zip(*(words[start:] for start in range(size)), strict=False)


def days_of(text: str) -> Iterator[Day]:
    """Days with their month, the Vietnamese way round: "20/11", "20-11-2025", "20 tháng 11"."""
    for match in _DAY.finditer(text):
        day, month = int(match[1]), int(match[2])
        if re.fullmatch(r"\d-\d", match[0]) and not _DAY_WORD.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        if 1 <= day <= 31 and 1 <= month <= 12:
            yield day, month


def _told(text: str) -> list[str]:
    """The lines of a text without dateline, byline and credit, which a reprint adds or drops."""
    lines = [line for line in (line.strip() for line in text.splitlines()) if line]
    while len(lines) > 1 and (_is_line(lines[-1]) or _CREDIT_LINE.match(lines[-1])):
        lines.pop()
    if lines:
        lines[0] = without_letterhead(lines[0])
    return lines


def _is_line(paragraph: str) -> bool:
    return not _SENTENCE_END.search(paragraph[-20:]) and len(paragraph) < 120 and len(paragraph.split()) <= _LINE


def without_letterhead(paragraph: str) -> str:
    """Without a dateline such as "(GLO)- " or "TPO - ", once or doubled.

    It may eat a real opening ("VNPT - …"): for telling copies apart nothing is lost, as the copy's is eaten too.
    """
    for _ in range(2):
        head = _HEAD.match(paragraph)
        paragraph = paragraph[head.end() :] if head else paragraph
    return paragraph


def _names(text: str, folded: str) -> Iterator[str]:
    """The names of a text, taken from its folded form."""
    run: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token[:1].isupper():
            run.append((token, folded[match.start() : match.end()]))
        elif run:
            yield from _name(run)
            run = []
    yield from _name(run)


def _name(run: list[tuple[str, str]]) -> Iterator[str]:
    """A run of capitalised words as a name, without what only begins the sentence; one word alone is an abbreviation or none."""
    while run and not run[0][0].isupper() and _OPENER.fullmatch(run[0][0].lower()):
        run = run[1:]
    if len(run) > 1 or (run and len(run[0][0]) > 1 and run[0][0].isupper()):
        yield " ".join(syllables(" ".join(folded for _, folded in run)))


def _figures(text: str) -> Iterator[str]:
    for match in _FIGURE.finditer(text):
        figure = _in_units(match[0]).replace(" ", "")
        if len(figure) > 1:
            yield figure.replace(".", "").lstrip("0") if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", figure) else figure


def _in_units(figure: str) -> str:
    """ "9,9 nghìn" as "9.900", as the next newspaper writes it; whole thousands stay, everybody writes them in words."""
    number, _, thousands = figure.partition(" ")
    whole, comma, fraction = number.partition(",")
    if (
        not thousands
        or thousands == "%"
        or not comma
        or not 1 <= len(fraction) <= 3
        or not whole.replace(".", "").isdigit()
    ):
        return number + ("%" if thousands == "%" else "")
    return f"{whole.replace('.', '')}{fraction:0<3}"


def _part_of(text: str) -> str:
    found = _PART.search(text)
    if not found:
        return ""
    part = folded_form(found[1])
    return _ROMAN.get(part, part)
