"""Reading articles back: as readers get them, and as a comparison needs them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, case, or_, select

from newsroom.article import Article, Evidence, Extracted, Verdict
from newsroom.filing import Fingerprint, Known, KnownArticle, LookAlike
from newsroom.pieces import Piece
from newsroom.traces import traces_to_look_for
from storage import traces
from storage.schema import articles, frontier, labels, raw_pages, stories, texts, verdicts

MOST_SAME_TEXTS = 50  # a press text that more than fifty papers print is known well enough by the earliest fifty


@dataclass(frozen=True, slots=True)
class Revision:
    """One text an article had."""

    revision: int
    kept_at: datetime
    title: str
    lead: str
    text: str
    captions: tuple[str, ...]
    published_at: datetime | None = None  # as it was then; None: not known


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as it came."""

    url: str
    fetched_at: datetime
    body: bytes


def known(connection: Connection, extracted: Extracted, mark: Fingerprint, *, alike: bool) -> Known:
    """What `newsroom.duplicates.compare` needs to know. Look-alikes are not looked for where the text itself is known."""
    by_key = connection.execute(_known_rows().where(articles.c.key == extracted.key)).one_or_none()
    same: Sequence[Row[Any]] = ()
    if mark.text:
        same_text = (articles.c.text_hash == mark.text) & (articles.c.key != extracted.key)
        earliest = _known_rows().where(same_text).order_by(articles.c.sort_at, articles.c.id)
        same = connection.execute(earliest.limit(MOST_SAME_TEXTS)).all()
    others = _look_alikes(connection, extracted, mark) if alike and by_key is None and not same else ()
    return Known(_known(by_key) if by_key is not None else None, tuple(map(_known, same)), others)


def first_of_text(connection: Connection, text_hash: str) -> KnownArticle | None:
    """The earliest relevant article with exactly this text."""
    article_id = connection.execute(_FIRST_OF_TEXT, {"text": text_hash}).scalar_one_or_none()
    return None if article_id is None else known_by_id(connection, article_id)


def _look_alikes(connection: Connection, extracted: Extracted, mark: Fingerprint) -> tuple[LookAlike, ...]:
    at = extracted.published_at or extracted.fetched_at
    near = traces.sharing(connection, traces_to_look_for(mark.signature, at))
    rows = {row.id: row for row in connection.execute(_WITH_TEXT, {"near": near})} if near else {}
    return tuple(LookAlike(_known(rows[one]), _piece(rows[one])) for one in near if one in rows)


def _piece(row: Row[Any]) -> Piece:
    return Piece(row.title, f"{row.lead or ''}\n{row.text or ''}", row.key, row.published_at)


def by_ids(connection: Connection, ids: Sequence[int]) -> list[Article]:
    """The articles of these ids, in their order; those that do not exist are left out."""
    rows = {row.id: row for row in connection.execute(_article_rows().where(articles.c.id.in_(ids)))}
    return [_article(rows[article_id]) for article_id in ids if article_id in rows]


def find_id(connection: Connection, id_or_url: str | int) -> int | None:
    """The id of an article by its number, its address, its key, or any address under which a list named it."""
    name = str(id_or_url).strip()
    if name.isascii() and name.isdigit():
        small = int(name) if len(name) < 19 else -1
        return connection.execute(select(articles.c.id).where(articles.c.id == small)).scalar_one_or_none()
    by_article = select(articles.c.id).where(_named(articles.c.key, articles.c.url, name)).order_by(articles.c.id)
    found = connection.execute(by_article.limit(1)).scalar_one_or_none()
    if found is None:
        row = frontier_row(connection, name)
        found = row.article_id if row is not None else None
    return found


def frontier_row(connection: Connection, url: str) -> Row[Any] | None:
    wanted = select(frontier).where(_named(frontier.c.key, frontier.c.url, url.strip()))
    return connection.execute(wanted.order_by(frontier.c.id).limit(1)).one_or_none()


def revisions(connection: Connection, article_id: int) -> tuple[Revision, ...]:
    """Every text an article had, oldest first."""
    rows = connection.execute(select(texts).where(texts.c.article_id == article_id).order_by(texts.c.revision))
    return tuple(
        Revision(row.revision, row.kept_at, row.title, row.lead, row.text, tuple(row.captions), row.published_at)
        for row in rows
    )


def raw_page(connection: Connection, article_id: int) -> RawPage | None:
    """The newest stored page of an article."""
    newest = (
        select(raw_pages).where(raw_pages.c.article_id == article_id).order_by(raw_pages.c.revision.desc()).limit(1)
    )
    row = connection.execute(newest).one_or_none()
    return None if row is None else RawPage(row.url, row.fetched_at, zlib.decompress(row.packed))


def verdict(connection: Connection, article_id: int) -> Verdict | None:
    """What the program judged of an article, relevant or not."""
    wanted = select(verdicts, articles.c.borderline, articles.c.score).join_from(verdicts, articles)
    row = connection.execute(wanted.where(verdicts.c.article_id == article_id)).one_or_none()
    if row is None:
        return None
    facets, evidence = tuple(row.facets), _evidence(row.evidence)
    return Verdict(row.topic, row.relevant, row.score, row.borderline, facets, evidence, row.reason)


def organisations(connection: Connection, article_id: int) -> tuple[str, ...]:
    """The ids of the organisations that an article names."""
    named = select(labels.c.value).where(labels.c.article_id == article_id, labels.c.kind == "org")
    return tuple(connection.scalars(named.order_by(labels.c.value)))


def known_by_id(connection: Connection, article_id: int) -> KnownArticle | None:
    row = connection.execute(_known_rows().where(articles.c.id == article_id)).one_or_none()
    return None if row is None else _known(row)


def _named(key: ColumnElement[str], url: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """A key has no scheme, no www. and no last slash; people type all of them."""
    without_scheme = name.partition("://")[2] or name
    bare = without_scheme.removeprefix("www.").rstrip("/")
    return or_(key.in_([name, without_scheme, bare]), url.in_([name, name.rstrip("/")]))


def _known_rows() -> Select[Any]:
    return select(articles, texts.c.lead).join_from(articles, texts, texts.c.id == articles.c.text_id, isouter=True)


# Said so that no index serves it: SQLite would rather walk all relevant articles in their order than look up one text,
# 8.5 ms an article with 20,000 stored, 60 ms with 100,000.
_NOT_BY_INDEX = case((articles.c.relevant, 1), else_=0) == 1
_FIRST_OF_TEXT = (
    select(articles.c.id)
    .where(articles.c.text_hash == bindparam("text"), _NOT_BY_INDEX)
    .order_by(articles.c.sort_at, articles.c.id)
    .limit(1)
)
_WITH_TEXT = _known_rows().add_columns(texts.c.text).where(articles.c.id.in_(bindparam("near", expanding=True)))


def _known(row: Row[Any]) -> KnownArticle:
    return KnownArticle(
        id=row.id,
        key=row.key,
        url=row.url,
        source=row.source,
        fingerprint=Fingerprint(row.content_hash, row.text_hash, row.signature),
        title=row.title,
        lead=row.lead or "",
        published_at=row.published_at,
        first_seen_at=row.first_seen_at,
        fetched_at=row.fetched_at,
        relevant=row.relevant,
        story_id=row.story_id,
    )


def _article_rows() -> Select[Any]:
    of_text = (texts.c.lead, texts.c.text, texts.c.captions, texts.c.authors, texts.c.section, texts.c.tags)
    of_story = (stories.c.size.label("story_size"), stories.c.origin_id)
    return (
        select(articles, *of_text, *of_story, verdicts.c.facets, verdicts.c.evidence)
        .join_from(articles, texts, texts.c.id == articles.c.text_id, isouter=True)
        .join(stories, stories.c.id == articles.c.story_id, isouter=True)
        .join(verdicts, verdicts.c.article_id == articles.c.id, isouter=True)
    )


def _article(row: Row[Any]) -> Article:
    return Article(
        id=row.id,
        url=row.url,
        title=row.title,
        lead=row.lead or "",
        text=row.text or "",
        captions=tuple(row.captions or ()),
        outlet=row.source,
        province=row.province,
        province_then=row.province_then,
        published_at=row.published_at,
        first_seen_at=row.first_seen_at,
        updated_at=row.updated_at,
        authors=tuple(row.authors or ()),
        section=row.section or "",
        tags=tuple(row.tags or ()),
        score=row.score,
        facets=tuple(row.facets or ()),
        evidence=_evidence(row.evidence or ()),
        story_id=row.story_id,
        story_size=row.story_size or 0,
        origin=row.origin_id == row.id,
        status=row.status,
    )


def _evidence(stored: Sequence[dict[str, Any]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(**one) for one in stored)
