"""Whether a text is known already: unchanged, revised, or the same text under another address.

1. The address decides first (`newsroom.urls.canonical_key`): a known address is that article, changed or not.
2. Another address with the same words is a copy. Equal means equal in folded syllables of lead and body, so that layout,
   tone placement, punctuation, dateline, byline and title play no part; mistakes of the press are copied along with it.
3. Anything else is new.

A text of fewer than `ENOUGH` syllables identifies nothing: photo stories and one-line notices repeat by themselves.
"""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import blake2b
from zoneinfo import ZoneInfo

from newsroom.article import Extracted
from newsroom.filing import Fingerprint, Known, KnownArticle, Relation, RelationKind
from newsroom.vietnamese import exact_form, folded_form, syllables

ENOUGH = 40  # syllables; the shortest whole news items of the provincial press have about 60, stock phrases up to 30

_HERE = ZoneInfo("Asia/Ho_Chi_Minh")
_LETTERHEAD = re.compile(r"\s*(?:\([^()]{1,40}\)\s?[-–—]\s*|(?:[^\s()–—-]{1,20}\s){0,4}(?:\([^()]{1,40}\)\s)?[-–—]\s)")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’')\]]*\s*$")
_BYLINE = 8  # syllables; a last line no longer than this and without a full stop is a byline or a credit


def fingerprint(extracted: Extracted) -> Fingerprint:
    """What identifies the text of a page, see `Fingerprint`. Never raises."""
    shown = (extracted.title, " ".join((extracted.lead, *extracted.paragraphs)), "\n".join(extracted.captions))
    content = "\n".join(" ".join(syllables(exact_form(part))) for part in shown)
    words = _words(extracted)
    return Fingerprint(content=_digest(content), text=_digest(" ".join(words)) if len(words) >= ENOUGH else "")


def compare(extracted: Extracted, fingerprint: Fingerprint, known: Known) -> Relation:
    """How a page stands to what is known around it; `fingerprint` is its own."""
    if known.by_key is not None:
        return _same_address(extracted, fingerprint, known.by_key)
    copies = [
        article for article in known.same_text if fingerprint.text and article.fingerprint.text == fingerprint.text
    ]
    if copies:
        return Relation(RelationKind.COPY, copies[0], _copy_of(copies[0], extracted))
    return Relation(RelationKind.NEW, why="chưa có bài nào cùng địa chỉ hay cùng nội dung")


def _same_address(extracted: Extracted, fingerprint: Fingerprint, known: KnownArticle) -> Relation:
    changes = _changes(extracted, fingerprint, known)
    if not changes:
        return Relation(RelationKind.UNCHANGED, known, "cùng địa chỉ, cùng nội dung")
    return Relation(RelationKind.REVISION, known, f"cùng địa chỉ, đã đổi {', '.join(changes)}")


def _changes(extracted: Extracted, fingerprint: Fingerprint, known: KnownArticle) -> list[str]:
    """What a reader would see changed; an author's new commas and tone placements are not."""
    changes = []
    if fingerprint.content != known.fingerprint.content:
        changes = _changed_parts(extracted, fingerprint, known) or ["nội dung"]
    new, old = extracted.published_at, known.published_at
    if new is not None and new != old:
        changes.append(f"giờ đăng từ {_shown(old)} sang {_shown(new)}")
    return changes


def _changed_parts(extracted: Extracted, fingerprint: Fingerprint, known: KnownArticle) -> list[str]:
    same_text = fingerprint.text != "" and fingerprint.text == known.fingerprint.text
    same_title, same_lead = _same(extracted.title, known.title), _same(extracted.lead, known.lead)
    parts = {
        "tiêu đề": not same_title,
        "sapo": not same_lead and not same_text,
        "nội dung": not same_text and same_lead,
    }
    changed = [part for part, differs in parts.items() if differs]
    return changed or (["vài chữ hoặc chú thích ảnh"] if same_text else [])


def _same(one: str, other: str) -> bool:
    return syllables(exact_form(one)) == syllables(exact_form(other))


def _copy_of(origin: KnownArticle, extracted: Extracted) -> str:
    when = _shown(origin.published_at or origin.first_seen_at)
    if origin.source == extracted.source:
        return f"trùng nguyên văn với bài cùng báo ở địa chỉ khác ({origin.url}, {when})"
    return f"trùng nguyên văn với bài của {origin.source} ({origin.url}, {when})"


def _words(extracted: Extracted) -> tuple[str, ...]:
    """Folded syllables of lead and body, without what a reprint adds or drops at either end."""
    parts = [part for part in (extracted.lead, *extracted.paragraphs) if part.strip()]
    while len(parts) > 1 and _is_byline(parts[-1]):
        parts.pop()
    if parts:
        parts[0] = _without_letterhead(parts[0])
    return syllables(folded_form(" ".join(parts)))


def _is_byline(paragraph: str) -> bool:
    return not _SENTENCE_END.search(paragraph[-20:]) and len(syllables(folded_form(paragraph[:200]))) <= _BYLINE


def _without_letterhead(paragraph: str) -> str:
    """Without a dateline such as "(GLO)- " or "TPO - ", once or doubled.

    It may eat a real opening ("VNPT - …"): for telling copies apart nothing is lost, as the copy's is eaten too.
    """
    for _ in range(2):
        head = _LETTERHEAD.match(paragraph)
        paragraph = paragraph[head.end() :] if head else paragraph
    return paragraph


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _shown(moment: datetime | None) -> str:
    return moment.astimezone(_HERE).strftime("%H:%M %d-%m-%Y") if moment else "chưa rõ"
