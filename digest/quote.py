"""The short quotation under a headline: at most two whole sentences, never the article."""

from __future__ import annotations

import re
from collections.abc import Iterator

SENTENCES = 2
LENGTH = 320  # characters; two sentences of a provincial lead have 150 to 300

# A full stop ends a sentence unless an abbreviation stands before it ("TP. Vinh", "ThS. Mai", "P.V") or a small letter after it.
_END = re.compile(r"[.!?…]+[”\"')\]]*(?=\s+(\S)|\s*$)")
_SHORT = re.compile(r"(?:^|[\s(“\"])(?:TP|Tp|Q|P|TX|TT|ThS|TS|PGS|GS|BS|KS|CN|St|Mr|Ms|v\.v|[A-ZĐ])$")


def quote(lead: str, text: str) -> str:
    """Up to two sentences of the lead, else of the first paragraph that is one; "…" where a sentence had to be cut."""
    source = lead or next((paragraph for paragraph in text.split("\n\n") if _END.search(paragraph)), "")
    taken = ""
    for number, sentence in enumerate(_sentences(" ".join(source.split()))):
        longer = f"{taken} {sentence}".strip()
        if number == SENTENCES or (taken and len(longer) > LENGTH):
            break
        taken = longer
    return taken if len(taken) <= LENGTH else _cut(taken)


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(text):
        abbreviation = text[end.start()] == "." and _SHORT.search(text[start : end.start()])
        if abbreviation or (end[1] or "").islower():
            continue
        yield text[start : end.end()].strip()
        start = end.end()
    if text[start:].strip():
        yield text[start:].strip()


def _cut(text: str) -> str:
    """At the last blank that leaves room for the ellipsis; in the middle of a word only if it is endless."""
    head = text[: LENGTH - 1]
    return f"{head[: head.rfind(' ')] if ' ' in head else head}…".replace(",…", "…")
