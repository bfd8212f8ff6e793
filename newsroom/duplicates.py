"""Whether a text is known already: unchanged, revised, the same text under another address, or another text of one event.

1. The address decides first (`newsroom.urls.canonical_key`): a known address is that article, changed or not.
2. Another address with the same words is a copy. Equal means equal in folded syllables of lead and body, so that layout,
   tone placement, punctuation, dateline, byline and title play no part; mistakes of the press are copied along with it.
3. So is an edited, cut or extended text (`newsroom.copies`).
4. Another text may tell of the same event (`newsroom.events`).
5. Anything else is new.

For 3 and 4 the archive offers those that share traces with the text (`newsroom.traces`); each is read in full here.
A text of fewer than `ENOUGH` syllables identifies nothing: photo stories and one-line notices repeat by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from zoneinfo import ZoneInfo

from newsroom import events
from newsroom.article import Extracted
from newsroom.copies import ENOUGH, other_issue, overlap, refilled, same_article, strangers
from newsroom.filing import Fingerprint, Known, KnownArticle, LookAlike, Relation, RelationKind
from newsroom.moments import two_moments
from newsroom.pieces import Piece, Profile
from newsroom.traces import signature_of
from newsroom.vietnamese import exact_form, syllables

_HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two pieces stand to each other: RelationKind.COPY, SAME_STORY or NEW, how strongly, and a reason for people."""

    kind: RelationKind
    strength: float = 0.0
    why: str = ""


def fingerprint(extracted: Extracted) -> Fingerprint:
    """What identifies the text of a page, see `Fingerprint`. Never raises."""
    shown = (extracted.title, " ".join((extracted.lead, *extracted.paragraphs)))
    captions = sorted(map(_plain, extracted.captions))  # pictures in another order are no change
    content = "\n".join((*map(_plain, shown), *captions))
    read = profile_of(piece_of(extracted))
    text = _digest(" ".join(read.words)) if len(read.words) >= ENOUGH else ""
    return Fingerprint(_digest(content), text, signature_of(read))


def piece_of(extracted: Extracted) -> Piece:
    """A page as comparisons read it."""
    text = "\n".join((extracted.lead, *extracted.paragraphs))
    return Piece(extracted.title, text, extracted.key, extracted.published_at)


@lru_cache(maxsize=64)
def profile_of(piece: Piece) -> Profile:
    """What was read out of a piece; kept for a while, as the reports of one morning are compared with each other."""
    return Profile(piece)


def likeness(one: Piece, other: Piece) -> Likeness:
    """How two articles stand to each other: one text, one event, or neither. Never raises."""
    if one.key and one.key == other.key:
        return Likeness(RelationKind.COPY, 2.0, "cùng địa chỉ")
    first, second = profile_of(one), profile_of(other)
    shared = overlap(first, second)
    if same_article(first, second, shared):
        return Likeness(RelationKind.COPY, shared.shorter + shared.longer, f"trùng {shared.shorter:.0%} lời văn")
    found = events.signs(first, second)
    strength = events.score(found)
    apart = two_moments(first, second) or other_issue(first, second) or refilled(first, second, shared)
    least = events.SURE if strangers(first, second) else events.SAME
    if strength < least or apart or not events.may_report(first, second):
        return Likeness(RelationKind.NEW, strength)
    names = ", ".join(sorted(first.names & second.names)[:3])
    return Likeness(
        RelationKind.SAME_STORY, strength, f"cùng sự việc, điểm {strength:.1f} ({names or 'trùng nhiều từ'})"
    )


def compare(extracted: Extracted, fingerprint: Fingerprint, known: Known) -> Relation:
    """How a page stands to what is known around it; `fingerprint` is its own."""
    if known.by_key is not None:
        return _same_address(extracted, fingerprint, known.by_key)
    copies = [
        article for article in known.same_text if fingerprint.text and article.fingerprint.text == fingerprint.text
    ]
    if copies:
        return Relation(RelationKind.COPY, copies[0], _copy_of(copies[0], extracted))
    return _closest(extracted, known.alike)


def _closest(extracted: Extracted, offered: tuple[LookAlike, ...]) -> Relation:
    """The relation to the most alike of those offered; a copy is closer than any report of the same event."""
    own = piece_of(extracted)
    judged = [(likeness(own, one.piece), one.article) for one in offered]
    found = [(like, article) for like, article in judged if like.kind is not RelationKind.NEW]
    found.sort(key=lambda pair: (pair[0].kind is not RelationKind.COPY, -pair[0].strength, pair[1].id))
    if not found:
        return Relation(RelationKind.NEW, why="chưa có bài nào cùng địa chỉ, cùng nội dung hay cùng sự việc")
    closest, article = found[0]
    sure = (other for like, other in found[1:] if like.kind is RelationKind.COPY or like.strength >= events.SURE)
    why = f"{closest.why}: {article.source} ({article.url}, {_shown(article.published_at or article.first_seen_at)})"
    return Relation(closest.kind, article, why, also=tuple(sure))


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


def _plain(text: str) -> str:
    return " ".join(syllables(exact_form(text)))


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _shown(moment: datetime | None) -> str:
    return moment.astimezone(_HERE).strftime("%H:%M %d-%m-%Y") if moment else "chưa rõ"
