"""A person's verdict: what a reader says of an article stands above what the judge said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from newsroom.article import Verdict
from newsroom.vietnamese import folded_form, syllables

_ANSWERS = {
    ("lien", "quan"): True,
    ("khong", "lien", "quan"): False,
    ("bo",): None,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided. `said_at` in UTC; `said_by` is a name for other people, nobody checks it."""

    relevant: bool
    said_by: str
    said_at: datetime
    note: str = ""


def answer(words: str) -> bool | None:
    """ "liên quan" is True, "không liên quan" False, "bỏ" (take it back) None; with or without accents and hyphens.

    Raises ValueError for anything else.
    """
    said = syllables(folded_form(words))
    if said not in _ANSWERS:
        raise ValueError(words)
    return _ANSWERS[said]


def overruled(verdict: Verdict, decision: Decision | None) -> Verdict:
    """The verdict that holds: the program's own, or what a person decided, with the program's reason behind it."""
    if decision is None:
        return verdict
    reason = f"người đọc quyết định: {_said(decision.relevant)}; chương trình: {_said(verdict.relevant)}"
    return replace(
        verdict, relevant=decision.relevant, reason=f"{reason} ({verdict.reason})" if verdict.reason else reason
    )


def _said(relevant: bool) -> str:  # noqa: FBT001 - the word for it
    return "liên quan" if relevant else "không liên quan"
