"""What becomes of a frontier row when its page was asked for: stored, unchanged, failed, gone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from newsroom.article import Extracted, Failure, Found, Unchanged
from newsroom.errors import FailureKind
from newsroom.filing import Kept, RelationKind
from newsroom.polling import next_attempt
from storage.schema import articles, frontier

# Provincial papers correct names and figures within the day and take articles down within two weeks. Counted from the
# first fetch, and only for articles that somebody may have read here.
LOOKS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(hours=72), timedelta(days=14))
# What says that an article is not there any more, if it once was.
GONE_KINDS = frozenset({FailureKind.GONE, FailureKind.SOFT_404})
# One 404 may be a cache between two versions of a page; two are an answer.
GONE_FOR_GOOD = 2

_OF_KEY = select(frontier).where(frontier.c.key == bindparam("key")).with_for_update()
_CHANGE = update(frontier).where(frontier.c.id == bindparam("row"))


def next_look(first_fetched_at: datetime, now: datetime) -> datetime | None:
    """When to look at a kept article again; looks that were missed are not made up for."""
    return next((first_fetched_at + wait for wait in LOOKS if first_fetched_at + wait > now), None)


def row_of(connection: Connection, found: Found, *, now: datetime) -> Row[Any]:
    """The frontier row of a page; made now if no list ever named it."""
    row = connection.execute(_OF_KEY, {"key": found.key}).one_or_none()
    if row is None:
        connection.execute(insert(frontier), new_row(found, now=now))
        row = connection.execute(_OF_KEY, {"key": found.key}).one()
    return row


def new_row(found: Found, *, now: datetime, state: str = "queued") -> dict[str, Any]:
    return {
        "key": found.key,
        "source": found.source,
        "url": found.url,
        "found_in": found.found_in,
        "title": found.title,
        "published_at": found.published_at,
        "changed_at": found.changed_at,
        "first_seen_at": now,
        "state": state,
        "due_at": now if state == "queued" else None,
        "attempts": 0,
        "outcome": "",
        "reason": "",
        "unchanged": 0,
        "gone": 0,
        "etag": "",
        "last_modified": "",
    }


def stored(connection: Connection, row: Row[Any], extracted: Extracted, kept: Kept, *, again: bool) -> None:
    """Its page is in the archive. `again`: it is to be looked at again later."""
    at = extracted.fetched_at
    first = row.first_fetched_at or at
    same = kept.relation is RelationKind.UNCHANGED
    _change(
        connection,
        row,
        state="done",
        article_id=kept.article_id,
        first_fetched_at=first,
        fetched_at=at,
        due_at=next_look(first, at) if again else None,
        outcome=kept.relation,
        reason="",
        http_status=200,
        attempts=0,
        unchanged=row.unchanged + 1 if same else 0,
        gone=0,
        etag=extracted.validators.etag,
        last_modified=extracted.validators.last_modified,
    )


def unchanged(connection: Connection, answer: Unchanged) -> None:
    """304: the article is as it was. One that was withdrawn is back."""
    row = row_of(connection, answer.found, now=answer.checked_at)
    given = answer.validators
    first = row.first_fetched_at or answer.checked_at
    looked_at = row.article_id is not None and _kept_in_view(connection, row.article_id)
    _change(
        connection,
        row,
        state="done",
        fetched_at=answer.checked_at,
        due_at=next_look(first, answer.checked_at) if looked_at else None,
        outcome=RelationKind.UNCHANGED,
        reason="",
        http_status=304,
        attempts=0,
        unchanged=row.unchanged + 1,
        gone=0,
        etag=given.etag or row.etag,
        last_modified=given.last_modified or row.last_modified,
    )
    if row.article_id is not None:
        restore(connection, row.article_id)
        seen = update(articles).where(articles.c.id == row.article_id).values(fetched_at=answer.checked_at)
        connection.execute(seen)


def failed(connection: Connection, failure: Failure) -> None:
    """The page gave no article. A known article stays what it was, unless its page is gone for good."""
    row = row_of(connection, failure.found, now=failure.failed_at)
    attempts = row.attempts + 1
    gone = row.gone + 1 if failure.kind in GONE_KINDS else row.gone
    state, due_at = _after_failure(row, failure, attempts, gone)
    _change(
        connection,
        row,
        state=state,
        due_at=due_at,
        attempts=attempts,
        gone=gone,
        outcome=failure.kind,
        reason=failure.reason,
        http_status=failure.status,
        failed_at=failure.failed_at,
    )
    if row.article_id is not None and failure.kind in GONE_KINDS and gone >= GONE_FOR_GOOD:
        current = (articles.c.id == row.article_id) & (articles.c.status != "withdrawn")
        taken_down = {"status": "withdrawn", "withdrawn_at": failure.failed_at, "updated_at": failure.failed_at}
        connection.execute(update(articles).where(current).values(taken_down))


def restore(connection: Connection, article_id: int) -> None:
    """An article that was taken down is there again."""
    revised = select(articles.c.revision).where(articles.c.id == article_id)
    status = "revised" if (connection.execute(revised).scalar_one_or_none() or 1) > 1 else "current"
    withdrawn = (articles.c.id == article_id) & (articles.c.status == "withdrawn")
    connection.execute(update(articles).where(withdrawn).values(status=status, withdrawn_at=None))


def _after_failure(row: Row[Any], failure: Failure, attempts: int, gone: int) -> tuple[str, datetime | None]:
    at = failure.failed_at
    retry = next_attempt(failure.kind, attempts, at, retry_at=failure.retry_at)
    if row.article_id is None:
        return ("gone" if failure.kind is FailureKind.GONE else "failed"), retry
    look = next_look(row.first_fetched_at or at, at)
    if failure.kind in GONE_KINDS:
        return ("gone", look) if gone >= GONE_FOR_GOOD else ("done", at + LOOKS[0])
    return "done", retry or look


def _kept_in_view(connection: Connection, article_id: int) -> bool:
    seen = select(articles.c.relevant | articles.c.borderline).where(articles.c.id == article_id)
    return bool(connection.execute(seen).scalar_one_or_none())


def _change(connection: Connection, row: Row[Any], **values: Any) -> None:
    connection.execute(_CHANGE, {"row": row.id, **values})
