"""Whether two articles are one text: verbatim, edited, cut down or extended, under whatever title, byline and credit.

How much of each text stands in the other is measured in syllables that lie in a shared run of three (`Overlap`). Three
things look like a copy and are none, and each is asked for by name (`conflict`):

- a frame that is filled anew (bulletins, teasers, award lists, one report for every commune): the words agree, the names,
  figures and days do not;
- parts of a series and numbered teams: the titles agree but for their numbers;
- a short piece that repeats paragraphs of a longer story: much of it stands in the other, but not the other's opening.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsroom.pieces import SHINGLE, Day, Profile, Shingle, day_of, shingles_of

ENOUGH = 40  # syllables; the shortest whole news items of the provincial press have about 60, stock phrases up to 30
NOTICE, TITLE = 10, 6  # syllables; with fewer, captions and the names of columns would be texts
OPENING = 60  # syllables: about the lead
# Of either text. Real reprints share 0.82 and more, reports that newspapers wrote from one press release 0.43 to 0.68, other
# reports of one event up to 0.55 and articles on one topic 0.35. So from REWORDED to EDITED the title and the facts decide.
EDITED = 0.7
REWORDED = 0.5
CUT = 0.75  # of the shorter text, where the longer one has much more
FACTS, ALL_FACTS = 0.6, 0.9  # of the facts of the text that has fewer
REPLACED = 3  # facts that each has and the other has not: an editor drops or adds, a frame is filled with others
FAR, VERBATIM = 30, 0.9  # days; what comes back later in other words is the next issue of the same frame
FRAME = 0.5  # titles that agree so far but for their names are made of one frame
NUMBERED = 0.75  # the same for numbers: newspapers pick different figures for the title of one report


@dataclass(frozen=True, slots=True)
class Overlap:
    """Shares of syllables (0 to 1) that stand in the other text too: of the shorter, the longer, and the longer's opening."""

    shorter: float
    longer: float
    opening: float


def overlap(one: Profile, other: Profile) -> Overlap:
    short, long = sorted((one, other), key=lambda profile: len(profile.words))
    if not short.words:
        return Overlap(0.0, 0.0, 0.0)
    in_long, in_short = _covered(short.words, long.shingles), _covered(long.words, short.shingles)
    opening = in_short[:OPENING]
    return Overlap(sum(in_long) / len(in_long), sum(in_short) / len(in_short), sum(opening) / len(opening))


def same_article(one: Profile, other: Profile, shared: Overlap) -> bool:
    """Whether one text is a copy of the other, edited or not."""
    if conflict(one, other) or _differ(one.days, other.days):
        return False
    if min(len(one.words), len(other.words)) < ENOUGH:
        return _same_notice(one, other, shared)
    facts, title = facts_shared(one, other), title_likeness(one, other)
    far = _far_apart(one, other)
    if facts < (ALL_FACTS if far or _replaced(one, other) >= REPLACED else FACTS):
        return False
    if far and shared.shorter < VERBATIM:
        return False
    least = min(shared.shorter, shared.longer)
    reworded = least >= REWORDED and facts >= ALL_FACTS and title >= REWORDED
    cut = shared.shorter >= CUT and (shared.opening >= REWORDED or title >= REWORDED)
    return least >= EDITED or reworded or cut


def refilled(one: Profile, other: Profile, shared: Overlap) -> bool:
    """Whether the words of a copy stand around other facts: two issues of one frame, not two reports of one event."""
    return min(shared.shorter, shared.longer) >= EDITED and facts_shared(one, other) < FACTS


def _same_notice(one: Profile, other: Profile, shared: Overlap) -> bool:
    """Of short texts only those are one whose titles agree to the word and whose few lines do, too."""
    words = min(len(one.words), len(other.words))
    same_title = one.title_words == other.title_words and len(one.title_words) >= TITLE
    return same_title and words >= NOTICE and min(shared.shorter, shared.longer) >= ALL_FACTS


def conflict(one: Profile, other: Profile) -> str:
    """What shows that two texts in one frame are two reports; empty if nothing does."""
    return "nói về những ngày khác nhau" if _differ(one.head_days, other.head_days) else other_issue(one, other)


def other_issue(one: Profile, other: Profile) -> str:
    """The same, the days aside."""
    if one.part and other.part and one.part != other.part:
        return f"phần {one.part} và phần {other.part} của một loạt bài"
    if _elsewhere(one, other) and _elsewhere(other, one):
        return "nói về những nơi khác nhau"
    frame = title_likeness(one, other, bare=True)
    if frame >= NUMBERED and _numbers(one, other) and _numbers(other, one):
        return "nhan đề chỉ khác con số"
    if frame >= FRAME and strangers(one, other):
        return "nhan đề chỉ khác tên riêng"
    return ""


def facts_shared(one: Profile, other: Profile) -> float:
    """Of the names and figures of the text that has fewer, the share that the other has too; one more than there is to share.

    So a text without any has lost none, and of one or two each counts.
    """
    facts, others = one.names | one.figures, other.names | other.figures
    return (len(facts & others) + 1) / (min(len(facts), len(others)) + 1)


def _replaced(one: Profile, other: Profile) -> int:
    facts, others = one.names | one.figures, other.names | other.figures
    return min(len(facts - others), len(others - facts))


def title_likeness(one: Profile, other: Profile, *, bare: bool = False) -> float:
    """Shared syllables of two titles against the longer one's (0 to 1); `bare`: numbers aside."""
    words, others = (
        {word for word in profile.title_words if not (bare and word.isdigit())} for profile in (one, other)
    )
    longest = max(len(words), len(others))
    return len(words & others) / longest if longest else 0.0


def _far_apart(one: Profile, other: Profile) -> bool:
    first, second = one.piece.published_at, other.piece.published_at
    return first is not None and second is not None and abs(day_of(first) - day_of(second)) > FAR


def _covered(words: tuple[str, ...], others: frozenset[Shingle]) -> bytearray:
    """A 1 for each syllable that lies in a shingle of the other text."""
    marks = bytearray(len(words))
    for start, shingle in enumerate(shingles_of(words)):
        if shingle in others:
            marks[start : start + SHINGLE] = b"\x01" * SHINGLE
    return marks


def _differ(some: frozenset[Day], others: frozenset[Day]) -> bool:
    return bool(some) and bool(others) and not some & others


def _numbers(one: Profile, other: Profile) -> bool:
    """Whether the title has a number that the other article does not have next to the same word."""
    words = (*other.title_words, *other.words)
    told = {*shingles_of(words, 2)}
    title = ("", *one.title_words, "")
    triples = zip(title, title[1:], title[2:], strict=False)
    return any(at.isdigit() and not {(before, at), (at, after)} & told for before, at, after in triples)


def strangers(one: Profile, other: Profile) -> bool:
    """Whether each title names somebody or something that the other article never mentions."""
    return _unmentioned(one, other) and _unmentioned(other, one)


def _unmentioned(one: Profile, other: Profile) -> bool:
    text = _running(other)
    return any(f" {name} " not in text for name in one.title_names)


def _elsewhere(one: Profile, other: Profile) -> bool:
    """Whether the other article mentions none of the places where this one plays."""
    text = _running(other)
    return bool(one.places) and not any(f" {place} " in text for place in one.places)


def _running(profile: Profile) -> str:
    return f" {' '.join((*profile.title_words, *profile.words))} "
