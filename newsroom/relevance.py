"""Whether an article is about a topic, and why: `judge`.

1. Terms are found in title, lead, body and captions; guards rule out those that mean something else (`newsroom.hits`).
2. Each field adds the weight of its terms, a term once. In one sentence the strongest counts in full and the others by
   a share, so that a list of tasks is one mention; an item between two commas counts less. In the body a term counts in
   a few sentences only, and the whole body counts as much as it keeps to the topic: a passing mention in a long article
   is next to nothing, one mention among sentences full of the words of the trade is a story about it.
3. Weak terms and words of the trade support, they never decide. Tag, section and address are a hint.
4. Contexts lower the score of articles that use the words but are something else: fraud warnings, congress lists.

All numbers and words are the topic's. Nothing here raises, whatever the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from newsroom.article import Evidence, Extracted, Field, Verdict
from newsroom.hits import FIELDS, Hit, Reading
from newsroom.reasons import reason
from newsroom.topic import Context, Topic
from newsroom.vietnamese import folded_form, syllables

RULED_OUT_SHOWN = 3  # hits of one term that are kept as evidence of a guard


def judge(extracted: Extracted, topic: Topic) -> Verdict:
    """Judge one text. The verdict's evidence points into the NFC text of each field."""
    reading = Reading(extracted, topic)
    counted = _counted(reading)
    contexts = [context for context in topic.contexts if _holds(context, reading)]
    full = _score(reading, counted) + _prior(extracted, reading)
    score = round(_lowered(full, contexts, topic), 2)
    relevant = score >= topic.weighing.threshold
    facets = _facets(reading, counted)
    return Verdict(
        topic=topic.name,
        relevant=relevant,
        score=score,
        borderline=abs(score - topic.weighing.threshold) <= topic.weighing.margin,
        facets=facets,
        evidence=_evidence(reading, counted),
        reason=reason(reading, counted, contexts if full > score else [], facets, relevant=relevant),
    )


def _counted(reading: Reading) -> list[Hit]:
    """One hit of each term a field, in the body one in each of the first few sentences that have it."""
    counted: list[Hit] = []
    seen: dict[tuple[str, str, Field], set[int]] = defaultdict(set)
    for hit in reading.hits:
        places = seen[hit.term.facet, hit.term.name, hit.field]
        most = reading.topic.weighing.sentences if hit.field == "body" else 1
        if hit.counts and len(places) < most and hit.sentence not in places:
            places.add(hit.sentence)
            counted.append(hit)
    return counted


def _score(reading: Reading, counted: list[Hit]) -> float:
    strong = _sum(reading, [hit for hit in counted if not hit.term.weak])
    weak = _sum(reading, [hit for hit in counted if hit.term.weak])
    return strong + min(weak, reading.topic.weighing.weak)


def _sum(reading: Reading, hits: list[Hit]) -> float:
    sentences: dict[tuple[Field, int], list[float]] = defaultdict(list)
    for hit in hits:
        sentences[_part(reading, hit), hit.sentence if _part(reading, hit) == "body" else 0].append(hit.weight)
    values: dict[Field, float] = defaultdict(float)
    for (part, _), weights in sentences.items():
        values[part] += _together(weights, reading.topic.weighing.others)
    values["body"] = min(values["body"], reading.topic.weighing.most)
    return sum(value * reading.factors[part] for part, value in values.items())


def _part(reading: Reading, hit: Hit) -> Field:
    """The field a hit counts for: the first sentences of a body without lead are the lead."""
    return "lead" if hit.field == "body" and hit.sentence < reading.opening_sentences else hit.field


def _together(weights: list[float], others: float) -> float:
    strongest = max(weights)
    return strongest + others * (sum(weights) - strongest)


def _prior(extracted: Extracted, reading: Reading) -> float:
    """A hint from what the newspaper files the article under; nothing without a strong term in the text."""
    if not any(hit.strong for hit in reading.hits):
        return 0.0
    labels = [_plain(label) for label in (*extracted.tags, extracted.section, extracted.url)]
    named = any(f" {_plain(phrase)} " in f" {label} " for phrase in reading.topic.prior for label in labels)
    return reading.topic.weighing.prior if named else 0.0


def _plain(text: str) -> str:
    return " ".join(syllables(folded_form(text)))


def _holds(context: Context, reading: Reading) -> bool:
    """Whether the article is of this kind, and nothing lifts it."""
    found = [times for word in context.words if word in reading.spots and (times := _times(word, context, reading))]
    if sum(found) < context.count or (context.all and len(found) < len(context.words)):
        return False
    if any(reading.spots.get(word) for word in context.unless_words):
        return False
    lifting = (("title", context.unless_title), ("lead", context.unless_lead))
    strong = [(_part(reading, hit), hit.term.facet) for hit in reading.hits if hit.strong]
    return not any(part == field and facet in facets for field, facets in lifting for part, facet in strong)


def _times(word: str, context: Context, reading: Reading) -> int:
    return sum(
        (spot.field == "title" and ("title" in context.places or ("title-start" in context.places and spot.first == 0)))
        or (spot.field == "lead" and "lead" in context.places)
        or (spot.field == "body" and "body" in context.places)
        or ("opening" in context.places and reading.in_opening(spot.field, spot.start))
        for spot in reading.spots.get(word, ())
    )


def _lowered(score: float, contexts: Iterable[Context], topic: Topic) -> float:
    for context in contexts:
        score = score * context.factor if context.factor else min(score, topic.weighing.threshold / 2)
    return score


def _facets(reading: Reading, counted: list[Hit]) -> tuple[str, ...]:
    """The facets of the hits that count, strongest first."""
    strength: dict[str, float] = defaultdict(float)
    for hit in counted:
        if not hit.term.setting:
            strength[hit.term.facet] += hit.weight * reading.factors[_part(reading, hit)]
    return tuple(sorted(strength, key=lambda facet: -strength[facet]))


def _evidence(reading: Reading, counted: list[Hit]) -> tuple[Evidence, ...]:
    shown = [_as_evidence(hit, hit.weight * reading.factors[_part(reading, hit)]) for hit in counted]
    ruled_out: dict[tuple[str, str], int] = defaultdict(int)
    for hit in reading.hits:
        if hit.ruled_out_by and ruled_out[hit.term.name, hit.ruled_out_by] < RULED_OUT_SHOWN:
            ruled_out[hit.term.name, hit.ruled_out_by] += 1
            shown.append(_as_evidence(hit, 0.0))
    return tuple(sorted(shown, key=lambda evidence: (FIELDS.index(evidence.field), evidence.offset)))


def _as_evidence(hit: Hit, weight: float) -> Evidence:
    return Evidence(
        term=hit.term.name,
        facet=hit.term.facet,
        field=hit.field,
        offset=hit.start,
        length=hit.end - hit.start,
        weight=round(weight, 2),
        ruled_out_by=hit.ruled_out_by,
    )
