"""Filing one page: article or revision, text and index, verdict, labels, story, raw page and frontier row, in one transaction."""

from __future__ import annotations

import zlib
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, text, update

from newsroom.article import Extracted
from newsroom.decision import overruled
from newsroom.filing import Filing, Kept, Relation, RelationKind
from newsroom.traces import own_traces
from newsroom.vietnamese import folded_form
from storage import articles as reading
from storage import decisions, outcomes, stories, text_index, traces
from storage.columns import storable
from storage.schema import articles, frontier, labels, raw_pages, texts, verdicts

LONGEST_LABEL = 200  # characters; a longer author or tag is a mistake of the page, and no index holds it

_OF_KEY = select(articles).where(articles.c.key == bindparam("key")).with_for_update()
_NEW_ARTICLE = insert(articles).returning(articles.c.id)
_NEW_TEXT = insert(texts).returning(texts.c.id)
_CHANGE = update(articles).where(articles.c.id == bindparam("article"))

_PRINTED = select(articles.c.signature, articles.c.sort_at).where(articles.c.id == bindparam("article"))
_TAKE_TURNS = text("SELECT pg_advisory_xact_lock(hashtextextended(:text, 0))")

_FIRST = frozenset({RelationKind.NEW, RelationKind.COPY, RelationKind.SAME_STORY})


def file(connection: Connection, filing: Filing, *, now: datetime) -> Kept:
    """Keep a page; filing the same page again changes nothing but when it was last seen.

    What is in the archive now decides, not what was known when the texts were compared.
    """
    extracted, own = filing.extracted, filing.verdict
    wanted = outcomes.row_of(connection, extracted.found, now=extracted.fetched_at)
    known = connection.execute(_OF_KEY, {"key": extracted.key}).one_or_none()
    decision = decisions.of(connection, known.id) if known is not None else None
    filing = replace(filing, verdict=overruled(own, decision))
    if known is None or not known.relevant:
        filing = _against_others_at_work(connection, filing)
    verdict, relation = filing.verdict, _relation(known, filing)
    changed = known is None or relation is not RelationKind.UNCHANGED or _judged_otherwise(known, filing)
    article_id, revision = _write_article(
        connection, filing, known, relation, first_seen_at=wanted.first_seen_at, now=now
    )
    story_id = None if known is None else known.story_id or decisions.story_of(connection, known.id)
    if changed or decision is not None:
        _write_verdict(connection, article_id, replace(filing, verdict=own), now, fresh=known is None)
        _leave_traces(connection, article_id, filing, known)
        text_id = _keep_text(connection, article_id, filing, revision, now, fresh=known is None)
        story_id = stories.place(connection, article_id, filing, story_id, text_id=text_id, now=now)
    _keep_page(connection, article_id, filing, revision, fresh=known is None)
    kept = Kept(article_id, relation, verdict.relevant, story_id, revision)
    again = (verdict.relevant or verdict.borderline) and _is_the_one_to_look_at(
        connection, article_id, extracted, known
    )
    outcomes.stored(connection, wanted, extracted, kept, again=again)
    return kept


def _against_others_at_work(connection: Connection, filing: Filing) -> Filing:
    """The same text may have come in from elsewhere since this one was compared: then this one is its copy.

    Two writers who bring one text at the same moment take turns, so that the second sees the first.
    """
    words = filing.fingerprint.text
    if not (words and filing.verdict.relevant) or filing.relation.kind is RelationKind.COPY:
        return filing
    if connection.dialect.name == "postgresql":
        connection.execute(_TAKE_TURNS, {"text": words})
    first = reading.first_of_text(connection, words)
    if first is None:
        return filing
    return replace(filing, relation=Relation(RelationKind.COPY, first, f"trùng nguyên văn với bài của {first.source}"))


def _leave_traces(connection: Connection, article_id: int, filing: Filing, known: Row[Any] | None) -> None:
    """Keep the index of look-alikes in step with the text that is current; irrelevant articles are not in it."""
    if known is not None:
        traces.remove(connection, article_id, own_traces(known.signature, known.sort_at))
    if filing.verdict.relevant:
        row = connection.execute(_PRINTED, {"article": article_id}).one()
        traces.add(connection, article_id, own_traces(row.signature, row.sort_at))


def _relation(known: Row[Any] | None, filing: Filing) -> RelationKind:
    asked = filing.relation.kind
    if known is None:
        return asked if asked in _FIRST else RelationKind.NEW
    same_date = filing.extracted.published_at in {None, known.published_at}
    if asked is RelationKind.UNCHANGED or (known.content_hash == filing.fingerprint.content and same_date):
        return RelationKind.UNCHANGED
    return RelationKind.REVISION


def _judged_otherwise(known: Row[Any], filing: Filing) -> bool:
    """The same text under a newer topic, judge or table of provinces."""
    verdict = filing.verdict
    before = (known.relevant, known.borderline, known.score, known.province, known.province_then)
    after = (verdict.relevant, verdict.borderline, verdict.score, filing.province, filing.province_then)
    return before != after


def _write_article(
    connection: Connection,
    filing: Filing,
    known: Row[Any] | None,
    relation: RelationKind,
    *,
    first_seen_at: datetime,
    now: datetime,
) -> tuple[int, int]:
    """Insert or update the article's row. Returns its id and revision."""
    if known is None:
        values = {**_said(filing), **_judged(filing), "first_seen_at": first_seen_at, "updated_at": now}
        values |= {"key": filing.extracted.key, "source": filing.extracted.source, "revision": 1, "status": "current"}
        values |= {"relation": relation, "relation_why": filing.relation.why, "relation_of": _original_id(filing)}
        values["sort_at"] = values["published_at"] or first_seen_at
        return connection.execute(_NEW_ARTICLE, values).scalar_one(), 1
    values = {"fetched_at": filing.extracted.fetched_at}
    revision = known.revision
    if relation is RelationKind.REVISION:
        revision += 1
        values |= {**_said(filing), "revision": revision, "status": "revised", "updated_at": now}
        values["published_at"] = values["published_at"] or known.published_at
        values["sort_at"] = values["published_at"] or known.first_seen_at
    if relation is RelationKind.REVISION or _judged_otherwise(known, filing):
        values |= {**_judged(filing), "updated_at": now}
    connection.execute(_CHANGE, {"article": known.id, **values})
    outcomes.restore(connection, known.id)
    return known.id, revision


def _said(filing: Filing) -> dict[str, Any]:
    """What the page says."""
    extracted, mark = filing.extracted, filing.fingerprint
    return {
        "url": extracted.url,
        "title": extracted.title,
        "published_at": extracted.published_at,
        "credited_to": filing.credited_to,
        "fetched_at": extracted.fetched_at,
        "content_hash": mark.content,
        "text_hash": mark.text,
        "signature": mark.signature,
    }


def _judged(filing: Filing) -> dict[str, Any]:
    """What we say of it."""
    verdict = filing.verdict
    return {
        "province": filing.province,
        "province_then": filing.province_then,
        "relevant": verdict.relevant,
        "borderline": verdict.borderline,
        "score": verdict.score,
    }


def _original_id(filing: Filing) -> int | None:
    return filing.relation.of.id if filing.relation.of is not None else None


def _write_verdict(connection: Connection, article_id: int, filing: Filing, now: datetime, *, fresh: bool) -> None:
    """The verdict and what the article can be filtered by."""
    extracted, verdict = filing.extracted, filing.verdict
    if not fresh:
        connection.execute(delete(verdicts).where(verdicts.c.article_id == article_id))
        connection.execute(delete(labels).where(labels.c.article_id == article_id))
    values = {"topic": verdict.topic, "judged_at": now, "relevant": verdict.relevant, "reason": verdict.reason}
    values |= {"facets": verdict.facets, "evidence": [asdict(one) for one in verdict.evidence]}
    connection.execute(insert(verdicts), {"article_id": article_id, **values})
    of_kind = {
        "facet": verdict.facets,
        "author": extracted.authors,
        "tag": extracted.tags,
        "section": (extracted.section,),
        "org": filing.organisations,
    }
    pairs = dict.fromkeys((kind, label(value)) for kind, values in of_kind.items() for value in values)
    rows = [{"article_id": article_id, "kind": kind, "value": value} for kind, value in pairs if value]
    if rows:
        connection.execute(insert(labels), rows)


def label(value: str) -> str:
    """The form in which facets, authors, sections, tags and ids of organisations are compared."""
    return " ".join(folded_form(storable(value)).split())[:LONGEST_LABEL]


def _keep_text(
    connection: Connection, article_id: int, filing: Filing, revision: int, now: datetime, *, fresh: bool
) -> int | None:
    """A relevant article has a current text, an irrelevant one has none. Earlier texts stay as evidence."""
    if not filing.verdict.relevant:
        return None
    text_id = None
    if not fresh:
        of_revision = (texts.c.article_id == article_id) & (texts.c.revision == revision)
        text_id = connection.execute(select(texts.c.id).where(of_revision)).scalar_one_or_none()
    return text_id if text_id is not None else _write_text(connection, article_id, filing, revision, now)


def _write_text(connection: Connection, article_id: int, filing: Filing, revision: int, now: datetime) -> int:
    extracted = filing.extracted
    values = {
        "article_id": article_id,
        "revision": revision,
        "kept_at": now,
        "title": extracted.title,
        "lead": extracted.lead,
        "text": extracted.text,
        "captions": extracted.captions,
        "images": [[image.url, image.caption] for image in extracted.images],
        "authors": extracted.authors,
        "section": extracted.section,
        "tags": extracted.tags,
        "language": extracted.language,
        "credit": extracted.credit,
        "modified_at": extracted.modified_at,
        "flags": extracted.flags,
        "content_hash": filing.fingerprint.content,
        "published_at": extracted.published_at,
    }
    text_id: int = connection.execute(_NEW_TEXT, values).scalar_one()
    body = [*extracted.paragraphs, *extracted.captions]
    text_index.add(connection, text_id, extracted.title, extracted.lead, body)
    return text_id


def _keep_page(connection: Connection, article_id: int, filing: Filing, revision: int, *, fresh: bool) -> None:
    """The raw page of each revision, so that better extraction and another topic can be tried on the past."""
    extracted, verdict = filing.extracted, filing.verdict
    if not extracted.page or not (verdict.relevant or verdict.borderline):
        return
    there = select(raw_pages.c.size).where(raw_pages.c.article_id == article_id, raw_pages.c.revision == revision)
    if fresh or connection.execute(there).first() is None:
        page = {"fetched_at": extracted.fetched_at, "url": extracted.url, "size": len(extracted.page)}
        packed = zlib.compress(extracted.page, 6)
        connection.execute(
            insert(raw_pages), {"article_id": article_id, "revision": revision, **page, "packed": packed}
        )


def _is_the_one_to_look_at(
    connection: Connection, article_id: int, extracted: Extracted, known: Row[Any] | None
) -> bool:
    """Of several addresses of one article only one is looked at again: its own if a list named it, else the first."""
    if known is None:
        return True
    others = (frontier.c.article_id == article_id) & (frontier.c.key != extracted.found.key)
    if extracted.found.key == extracted.key:
        connection.execute(update(frontier).where(others, frontier.c.state == "done").values(due_at=None))
        return True
    another = select(frontier.c.id).where(others, frontier.c.due_at.is_not(None)).limit(1)
    return connection.execute(another).first() is None
