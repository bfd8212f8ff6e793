"""Searching: a query's tree and filters become SQL; both engines give the same hits in the same order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
    tuple_,
)

from newsroom.article import Article
from newsroom.errors import FixConfiguration
from newsroom.provinces import find
from newsroom.query import And, Filter, Node, Not, Or, Phrase, TextField
from newsroom.vietnamese import folded_form, syllables
from storage import articles as reading
from storage import text_index
from storage.filing import label
from storage.schema import articles, labels
from storage.snippets import Snippet, snippet

Order = Literal["newest", "oldest", "relevance"]

MOST_HITS = 10_000  # of one page
MOST_COUNTED = 10_000  # beyond that a count says "at least"
MOST_PHRASES = 300
RANKED_PHRASES = 8  # the first ones; each costs two lookups

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search besides the query. `since` is inclusive, `until` is not; both are of the publication.
    `seen_since` and `seen_until` likewise, of the moment at which an article was first seen.

    `provinces` are slugs, of today or of then; `outlets` and `organisations` ids; `facets` as the topic names them. Of
    several values any will do. `relevant`: True only relevant articles, False only the others, None all.
    """

    since: datetime | None = None
    until: datetime | None = None
    provinces: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    relevant: bool | None = True
    seen_since: datetime | None = None
    seen_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found. `rank` is 0 unless the order is by relevance."""

    article: Article
    rank: int
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Page:
    """Some hits. `total` of all pages; not `exact`: there are more than that. `next` is the `after` of the next page."""

    hits: tuple[Hit, ...]
    total: int
    exact: bool
    next: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of the hits, in which order."""

    limit: int = 20
    offset: int = 0
    after: str = ""
    order: Order = "newest"


def search(connection: Connection, node: Node, filters: Filters, window: Window) -> Page:
    """One page of the articles that match. Raises FixConfiguration for a query too large or an `after` not ours."""
    phrases = list(_sought(node))
    if len(phrases) > MOST_PHRASES:
        raise FixConfiguration(f"the query has {len(phrases)} phrases; {MOST_PHRASES} are the most one search takes")
    dialect = connection.dialect.name
    wanted = and_(_condition(node, dialect), *_filtered(filters))
    limit = max(1, min(window.limit, MOST_HITS))
    rank = _rank(phrases, dialect) if window.order == "relevance" else literal(0)
    query = select(articles.c.id, articles.c.sort_at, rank.label("rank")).where(wanted)
    rows = connection.execute(_windowed(query, replace(window, limit=limit + 1))).all()
    page = rows[:limit]
    found = reading.by_ids(connection, [row.id for row in page])
    hits = tuple(Hit(a, row.rank, snippet(a, phrases)) for a, row in zip(found, page, strict=True))
    whole = len(rows) <= limit and not window.after and window.offset <= 0
    counted: int = len(rows) if whole else connection.execute(_count(wanted)).scalar_one()
    following = _following(page[-1], window, limit) if len(rows) > limit else ""
    return Page(hits, min(counted, MOST_COUNTED), counted <= MOST_COUNTED, following)


def _condition(node: Node, dialect: str) -> ColumnElement[bool]:
    found = text_index.lookup(node, dialect)
    if found is not None:
        return and_(articles.c.text_id.is_not(None), articles.c.text_id.in_(found))
    condition: ColumnElement[bool] = true()  # Everything
    match node:
        case Phrase():
            condition = false()  # without a single letter or digit there is nothing to find
        case And():
            condition = and_(true(), *(_condition(part, dialect) for part in _gathered(node, dialect)))
        case Or():
            condition = or_(false(), *(_condition(part, dialect) for part in node.parts))
        case Not():
            condition = not_(_condition(node.part, dialect))
        case Filter():
            condition = _property(node)
    return condition


def _gathered(node: And, dialect: str) -> list[Node]:
    """The parts of an And, those together that the index can look up at once."""
    alike = And(tuple(part for part in node.parts if text_index.lookup(part, dialect) is not None))
    if len(alike.parts) < 2 or text_index.lookup(alike, dialect) is None:
        return list(node.parts)
    return [alike, *(part for part in node.parts if part not in alike.parts)]


def _property(node: Filter) -> ColumnElement[bool]:
    value = folded_form(node.value).strip()
    match node.field:
        case "province":
            named = find(node.value)
            return _in_provinces([named.slug if named else "-".join(syllables(value))])
        case "outlet":
            return articles.c.source == value
        case "status":
            return articles.c.status == value
        case kind:
            return _labelled(kind, [node.value])


def _filtered(filters: Filters) -> Iterator[ColumnElement[bool]]:
    if filters.relevant is not None:
        yield articles.c.relevant.is_(filters.relevant)
    if filters.since is not None:
        yield articles.c.sort_at >= filters.since
    if filters.until is not None:
        yield articles.c.sort_at < filters.until
    if filters.seen_since is not None:
        yield articles.c.first_seen_at >= filters.seen_since
    if filters.seen_until is not None:
        yield articles.c.first_seen_at < filters.seen_until
    if filters.provinces:
        yield _in_provinces(filters.provinces)
    if filters.outlets:
        yield articles.c.source.in_(filters.outlets)
    if filters.facets:
        yield _labelled("facet", filters.facets)
    if filters.organisations:
        yield _labelled("org", filters.organisations)


def _in_provinces(slugs: Sequence[str]) -> ColumnElement[bool]:
    return or_(articles.c.province.in_(slugs), articles.c.province_then.in_(slugs))


def _labelled(kind: str, values: Sequence[str]) -> ColumnElement[bool]:
    has = select(labels.c.article_id).where(labels.c.kind == kind, labels.c.value.in_([label(v) for v in values]))
    return articles.c.id.in_(has)


def _sought(node: Node) -> Iterator[Phrase]:
    """The phrases that make an article a hit, not those that rule one out."""
    match node:
        case Phrase():
            yield node
        case And() | Or():
            for part in node.parts:
                yield from _sought(part)


def _rank(phrases: Sequence[Phrase], dialect: str) -> ColumnElement[int]:
    """A phrase in the title counts 4, in the lead 2. The rest of the order is by time."""
    rank: ColumnElement[int] = literal(0)
    weights: dict[TextField, int] = {"title": 4, "lead": 2}
    for phrase in phrases[:RANKED_PHRASES]:
        for field, weight in weights.items():
            found = text_index.lookup(replace(phrase, field=field), dialect)
            if found is not None and phrase.field in {None, field}:
                rank += case((articles.c.text_id.in_(found), weight), else_=0)
    return rank


def _windowed(query: Select[Any], window: Window) -> Select[Any]:
    offset = max(0, window.offset)
    place = (articles.c.sort_at, articles.c.id)
    if window.order == "relevance":
        order = [query.selected_columns.rank.desc(), *(column.desc() for column in place)]
        offset = _read_offset(window.after) if window.after else offset
    else:
        newest = window.order == "newest"
        order = [column.desc() if newest else column.asc() for column in place]
        if window.after:
            last = tuple_(*map(literal, _read_place(window.after), (articles.c.sort_at.type, articles.c.id.type)))
            query = query.where(tuple_(*place) < last if newest else tuple_(*place) > last)
    return query.order_by(*order).limit(window.limit).offset(offset)


def _count(wanted: ColumnElement[bool]) -> Select[Any]:
    some = select(articles.c.id).where(wanted).limit(MOST_COUNTED + 1).subquery()
    return select(func.count()).select_from(some)


def _following(last: Any, window: Window, limit: int) -> str:
    if window.order == "relevance":
        start = _read_offset(window.after) if window.after else max(0, window.offset)
        return f"o{start + limit}"
    return f"k{(last.sort_at - _EPOCH) // timedelta(microseconds=1)}.{last.id}"


def _read_offset(after: str) -> int:
    if after[:1] == "o" and after[1:].isascii() and after[1:].isdigit() and len(after) < 12:
        return int(after[1:])
    raise FixConfiguration("this is not the `after` of a page in this order; take `next` of the page before")


def _read_place(after: str) -> tuple[datetime, int]:
    moment, _, number = after[1:].partition(".")
    try:
        if after[:1] == "k":
            return _EPOCH + timedelta(microseconds=int(moment)), int(number)
    except (ValueError, OverflowError):
        pass
    raise FixConfiguration("this is not the `after` of a page in this order; take `next` of the page before")
