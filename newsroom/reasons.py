"""Why an article was kept or not, in one Vietnamese sentence for people who read newspapers, not scores."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom.hits import Hit, Reading
from newsroom.topic import Context

FOREIGN = 0.15  # share of syllables with an accent; Vietnamese has about 0.7, English 0.01
ENOUGH_TO_TELL = 20  # syllables


def reason(
    reading: Reading, counted: Sequence[Hit], contexts: Sequence[Context], facets: Sequence[str], *, relevant: bool
) -> str:
    """The sentence of a verdict. `counted` are the hits that made the score, `contexts` those that lowered it."""
    strong = [hit for hit in counted if not hit.term.weak]
    if relevant:
        return f"Liên quan: {_where(reading, strong)}{_about(reading, facets)}."
    if strong and contexts:
        why = f"có nói {_quoted(strong)} nhưng đây là {contexts[0].reason}"
    elif strong:
        why = f"chỉ nhắc thoáng qua {_quoted(strong)} {_how_often(reading, strong)}"
    else:
        why = _nothing(reading, counted)
    return f"Không liên quan: {why}."


def _nothing(reading: Reading, weak: Sequence[Hit]) -> str:
    """Why a text without any strong hit is not relevant."""
    ruled_out = [hit for hit in reading.hits if hit.ruled_out_by]
    if ruled_out:
        return f"{_quoted(ruled_out)} ở đây mang nghĩa khác ({ruled_out[0].ruled_out_by})"
    if weak:
        return f"chỉ có từ yếu như {_written(reading, weak)}"
    if _foreign(reading):
        return "bài không phải tiếng Việt và không có từ nào của chủ đề"
    return "không có từ nào của chủ đề trong tiêu đề, sapo và thân bài"


def _where(reading: Reading, strong: Sequence[Hit]) -> str:
    names = {"title": "tiêu đề", "lead": "sapo"}
    for field, name in names.items():
        there = [hit for hit in strong if hit.field == field]
        if there:
            return f"{name} nói về {_quoted(there)}"
    return f"thân bài nói về {_quoted(strong)} {_how_often(reading, strong)}"


def _how_often(reading: Reading, strong: Sequence[Hit]) -> str:
    names = {hit.term.name for hit in strong}
    sentences = {(hit.field, hit.sentence) for hit in reading.hits if hit.strong and hit.term.name in names}
    total = sum(passage.sentence_count for passage in reading.passages.values() if passage.tokens)
    return f"trong {len(sentences)}/{total} câu"


def _about(reading: Reading, facets: Sequence[str]) -> str:
    main = {facet.name for facet in reading.topic.facets if facet.main}
    told = [facet for facet in facets if facet not in main]
    return f"; lĩnh vực: {', '.join(told[:3])}" if told else ""


def _quoted(hits: Sequence[Hit]) -> str:
    names = list(dict.fromkeys(hit.term.name for hit in sorted(hits, key=lambda hit: -hit.weight)))
    more = f" và {len(names) - 2} từ khác" if len(names) > 2 else ""
    return ", ".join(f"“{name}”" for name in names[:2]) + more


def _written(reading: Reading, hits: Sequence[Hit]) -> str:
    """The first two of the hits as the article has them: one weak term may stand for many words."""
    words = dict.fromkeys(reading.passages[hit.field].original[hit.start : hit.end] for hit in hits)
    return ", ".join(f"“{word}”" for word in list(words)[:2])


def _foreign(reading: Reading) -> bool:
    """Whether the text is not Vietnamese, or Vietnamese without accents."""
    words = [word for passage in reading.passages.values() for word, _, _ in passage.tokens[:300] if word.isalpha()]
    accented = sum(not word.isascii() for word in words)
    return len(words) >= ENOUGH_TO_TELL and accented / len(words) < FOREIGN
