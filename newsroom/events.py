"""Whether two articles tell of one event in different words, and the clues by which such articles are found in an index.

A report of the same meeting, fire or prize shares few sentences with another, but it shares who, where, how much and when.
The score is a weighted sum of shares (`Signs`), each between 0 and 1 and each with its weight in `WEIGHTS`; common phrases
count little (`newsroom.commonplaces`). An event is one day's: where both reports have a time they lie at most `WINDOW_DAYS`
apart, counted by the calendar of Việt Nam, whatever the hours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from itertools import pairwise

from newsroom import commonplaces
from newsroom.moments import days_between, vague
from newsroom.pieces import Profile, day_of

WINDOW_DAYS = 3
CLUES = 24  # a text's most telling phrases; the index holds so many rows for each article
HEAD = 100  # syllables; title, lead and what follows at once say what happened, the rest may be background


@dataclass(frozen=True, slots=True)
class Signs:
    """What two articles share, each 0 to 1, common phrases counting less.

    `words`: pairs of syllables, against the mean of both. `head`: the same for title and opening. `names`: against the
    article that has fewer. `amount`: how many telling names and figures they share, 1 for six and more. `title`: syllables
    of the titles. `retold`: how much of each title stands in the other article. `near`: 1 for the same day, a quarter less for
    each day between, half where a time is missing, nothing where no day is named either.
    """

    words: float
    head: float
    names: float
    amount: float
    title: float
    retold: float
    near: float


# Logistic regression, drawn towards the weights of a first, smaller set, over 110 pairs of real newspapers (those that something
# else decides counted a third) and the hard ones of the project's own set; rounded. Eight-fold cross-validation by event, five
# times: of 49 real events 3 missed, at most two false. The day counts more than at first (1.6), titles less (1.3). Shares of
# figures, one more sign for a day that both name, and for reports without any day were tried as well and added nothing.
WEIGHTS = Signs(words=1.5, head=1.5, names=3.4, amount=2.2, title=1.0, retold=1.4, near=2.7)
SAME = 4.5
SURE = SAME + 1.0  # so alike that it holds against titles with different names, and that the stories of both are one
FEWEST = 30  # syllables of title and text; two captions that agree report nothing


def signs(one: Profile, other: Profile) -> Signs:
    names = commonplaces.total(one.names & other.names)
    return Signs(
        words=_mutual(one.pairs, other.pairs),
        head=_mutual(_head(one), _head(other)),
        names=_against_fewer(names, *(commonplaces.total(p.names) for p in (one, other))),
        amount=min(1.0, (names + _weight_of_figures(one.figures & other.figures)) / 6),
        title=_same_syllables(one, other),
        retold=(_retold(one, other) + _retold(other, one)) / 2,
        near=_nearness(one, other),
    )


def score(found: Signs) -> float:
    total: float = sum(share * weight for share, weight in zip(astuple(found), astuple(WEIGHTS), strict=True))
    return total


def may_report(one: Profile, other: Profile) -> bool:
    """Whether both say enough to report an event, and one of the same days."""
    enough = min(len(p.title_words) + len(p.words) for p in (one, other)) >= FEWEST
    return enough and near_in_time(one, other)


def near_in_time(one: Profile, other: Profile) -> bool:
    """Whether the times allow one event; a missing time allows any."""
    first, second = one.piece.published_at, other.piece.published_at
    if first is None or second is None:
        return True
    return abs(day_of(first) - day_of(second)) <= WINDOW_DAYS


def clues(profile: Profile) -> tuple[str, ...]:
    """The phrases most worth looking for: names and figures first, then rare pairs of the title and of the opening."""
    told = {phrase for phrase in profile.names | profile.figures if len(phrase) > 2}
    ranked = sorted(told, key=lambda phrase: (-commonplaces.weight(phrase), phrase))[: CLUES // 2]
    pairs = sorted(
        profile.title_pairs | _head(profile), key=lambda p: (-commonplaces.weight(p), p not in profile.title_pairs, p)
    )
    return tuple(dict.fromkeys([*ranked, *pairs]))[:CLUES]


def _head(profile: Profile) -> frozenset[str]:
    words = profile.title_words + profile.words[:HEAD]
    return frozenset(map(" ".join, pairwise(words)))


def _same_syllables(one: Profile, other: Profile) -> float:
    words, others = set(one.title_words), set(other.title_words)
    return 2 * len(words & others) / (len(words) + len(others)) if words or others else 0.0


def _retold(one: Profile, other: Profile) -> float:
    """The share of one title that the other article has, too."""
    whole = commonplaces.total(one.title_pairs)
    return commonplaces.total(one.title_pairs & (other.pairs | other.title_pairs)) / whole if whole else 0.0


def _nearness(one: Profile, other: Profile) -> float:
    days = days_between(one, other)
    if days is None:
        return 0.0 if vague(one) and vague(other) else 0.5
    return max(0.0, 1 - days / (WINDOW_DAYS + 1))


def _mutual(some: frozenset[str], others: frozenset[str]) -> float:
    both = commonplaces.total(some) + commonplaces.total(others)
    return 2 * commonplaces.total(some & others) / both if both else 0.0


def _against_fewer(shared: float, one: float, other: float) -> float:
    """One more than there is to share: a text with a single name in common with another shares little."""
    return shared / (min(one, other) + 1)


def _weight_of_figures(figures: Iterable[str]) -> float:
    """Small numbers and years are everywhere; long ones and shares in percent are somebody's."""
    return sum(commonplaces.weight(figure) * _size(figure) for figure in figures)


def _size(figure: str) -> float:
    if len(figure) == 4 and figure[:2] in {"19", "20"}:
        return 0.2
    return 1.0 if len(figure) > 2 else 0.5
