"""The edition ledger: what each digest said on each date. An edition is frozen once and never changes again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from newsroom.errors import FixConfiguration
from storage.database import Database
from storage.deliveries import Stage
from storage.edition_tables import deliveries, edition_articles, editions
from storage.leases import Lease, guard
from storage.schema import articles


@dataclass(frozen=True, slots=True)
class Told:
    """An article in an edition: its story, and as what ("" news, late, revised, withdrawn)."""

    article_id: int
    story_id: int
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """An article that is not as an edition told it: the revision that was told last, and that of now."""

    article_id: int
    told: int
    now: int


@dataclass(frozen=True, slots=True)
class NewEdition:
    """An edition to be put down. `to`: (address, Message-ID) of each delivery."""

    digest: str
    day: date
    since: datetime
    until: datetime
    content: str
    told: Sequence[Told] = ()
    to: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class StoredEdition:
    """An edition as it stands in the ledger. `state`: draft or frozen."""

    id: int
    digest: str
    day: date
    state: str
    since: datetime
    until: datetime
    content: str
    made_at: datetime
    frozen_at: datetime | None


class Editions:
    """Writes take the lease of whoever sends; a lost one is refused (WaitForOther)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, digest: str, day: date) -> StoredEdition | None:
        return self._one(editions.c.digest == digest, editions.c.day == day.isoformat())

    def by_id(self, edition_id: int) -> StoredEdition | None:
        return self._one(editions.c.id == edition_id)

    def last(self, digest: str) -> StoredEdition | None:
        """The newest edition of a digest, drafts included."""
        return self._one(editions.c.digest == digest)

    def newest(self, digest: str | None = None, limit: int = 30) -> tuple[StoredEdition, ...]:
        """Editions, the newest first."""
        wanted = select(editions).order_by(editions.c.day.desc(), editions.c.id.desc()).limit(limit)
        wanted = wanted if digest is None else wanted.where(editions.c.digest == digest)
        return tuple(map(_edition, self._database.read(lambda connection: connection.execute(wanted).all())))

    def make(self, new: NewEdition, *, draft: bool, now: datetime, lease: Lease | None = None) -> StoredEdition:
        """Put an edition down with its deliveries. The second time for a digest and date nothing is changed."""

        def work(connection: Connection) -> Row[Any]:
            guard(connection, lease)
            this = select(editions).where(editions.c.digest == new.digest, editions.c.day == new.day.isoformat())
            row = connection.execute(this).one_or_none()
            if row is None:
                _insert(connection, new, draft=draft, now=now)
                row = connection.execute(this).one()
            return row

        return _edition(self._database.write(work))

    def rewrite(self, edition_id: int, content: str, told: Sequence[Told], *, lease: Lease | None = None) -> None:
        """An editor's changes to a draft. Raises FixConfiguration if it is frozen already."""

        def work(connection: Connection) -> None:
            guard(connection, lease)
            _require_draft(connection, edition_id)
            connection.execute(update(editions).where(editions.c.id == edition_id).values(content=content))
            connection.execute(edition_articles.delete().where(edition_articles.c.edition_id == edition_id))
            _tell(connection, edition_id, told)

        self._database.write(work)

    def freeze(self, edition_id: int, *, now: datetime, lease: Lease | None = None) -> StoredEdition:
        """End a draft; what is frozen stays as it is. Its deliveries are due from now on."""

        def work(connection: Connection) -> Row[Any]:
            guard(connection, lease)
            draft = (editions.c.id == edition_id) & (editions.c.state == "draft")
            if connection.execute(update(editions).where(draft).values(state="frozen", frozen_at=now)).rowcount:
                waiting = (deliveries.c.edition_id == edition_id) & (deliveries.c.stage == Stage.FROZEN)
                connection.execute(update(deliveries).where(waiting).values(due_at=now))
            return connection.execute(select(editions).where(editions.c.id == edition_id)).one()

        return _edition(self._database.write(work))

    def told_stories(self, digest: str, since: datetime) -> frozenset[int]:
        """The stories that editions of a digest whose window ended at `since` or later had as news."""
        wanted = (
            select(edition_articles.c.story_id)
            .join_from(edition_articles, editions)
            .where(editions.c.digest == digest, editions.c.until >= since, edition_articles.c.mark.in_(["", "late"]))
        )
        return frozenset(self._database.read(lambda connection: connection.scalars(wanted).all()))

    def changed(self, digest: str, since: datetime) -> tuple[Changed, ...]:
        """The articles told by editions whose window ended at `since` or later that have a newer text and are still there."""
        told = func.max(edition_articles.c.revision)
        wanted = (
            _told_by(digest, since, edition_articles.c.article_id, told.label("told"), articles.c.revision)
            .where(articles.c.status != "withdrawn", articles.c.relevant)
            .group_by(edition_articles.c.article_id, articles.c.revision)
            .having(told < articles.c.revision)
            .order_by(edition_articles.c.article_id)
        )
        rows = self._database.read(lambda connection: connection.execute(wanted).all())
        return tuple(Changed(row.article_id, row.told, row.revision) for row in rows)

    def gone(self, digest: str, since: datetime) -> tuple[int, ...]:
        """The articles told by such editions that were withdrawn and not yet told as that."""
        said = select(edition_articles.c.article_id).join_from(edition_articles, editions)
        said = said.where(editions.c.digest == digest, edition_articles.c.mark == "withdrawn")
        wanted = _told_by(digest, since, articles.c.id).where(
            articles.c.status == "withdrawn", articles.c.id.not_in(said)
        )
        order = wanted.distinct().order_by(articles.c.id)
        return tuple(self._database.read(lambda connection: connection.scalars(order).all()))

    def _one(self, *where: Any) -> StoredEdition | None:
        newest = select(editions).where(*where).order_by(editions.c.day.desc()).limit(1)
        row = self._database.read(lambda connection: connection.execute(newest).one_or_none())
        return None if row is None else _edition(row)


def _insert(connection: Connection, new: NewEdition, *, draft: bool, now: datetime) -> None:
    row = {
        "digest": new.digest,
        "day": new.day.isoformat(),
        "state": "draft" if draft else "frozen",
        "since": new.since,
        "until": new.until,
        "content": new.content,
        "made_at": now,
        "frozen_at": None if draft else now,
    }
    edition_id = connection.execute(insert(editions).returning(editions.c.id), row).scalar_one()
    _tell(connection, edition_id, new.told)
    due_at = None if draft else now
    blank = {"stage": Stage.FROZEN, "attempts": 0, "doubts": 0, "due_at": due_at, "reason": ""}
    addressed = dict(new.to)  # one delivery for each address, however often it is listed
    rows = [{**blank, "edition_id": edition_id, "address": a, "message_id": m} for a, m in addressed.items()]
    if rows:
        connection.execute(insert(deliveries), rows)


def _tell(connection: Connection, edition_id: int, told: Sequence[Told]) -> None:
    """With the revision that each article has now."""
    rows = {(one.article_id, one.mark): one for one in told}
    wanted = select(articles.c.id, articles.c.revision).where(articles.c.id.in_({one.article_id for one in told}))
    revision = {row.id: row.revision for row in connection.execute(wanted)}
    if rows:
        connection.execute(
            insert(edition_articles),
            [
                {
                    "edition_id": edition_id,
                    "article_id": t.article_id,
                    "mark": t.mark,
                    "story_id": t.story_id,
                    "revision": revision[t.article_id],
                }
                for t in rows.values()
            ],
        )


def _require_draft(connection: Connection, edition_id: int) -> None:
    state = connection.execute(select(editions.c.state).where(editions.c.id == edition_id)).scalar_one_or_none()
    if state != "draft":
        raise FixConfiguration(f"edition {edition_id} is {state or 'not there'}: only a draft can be changed")


def _edition(row: Row[Any]) -> StoredEdition:
    return StoredEdition(
        row.id,
        row.digest,
        date.fromisoformat(row.day),
        row.state,
        row.since,
        row.until,
        row.content,
        row.made_at,
        row.frozen_at,
    )


def _told_by(digest: str, since: datetime, *columns: Any) -> Select[Any]:
    told = select(*columns).select_from(edition_articles).join(editions, editions.c.id == edition_articles.c.edition_id)
    told = told.join(articles, articles.c.id == edition_articles.c.article_id)
    return told.where(editions.c.digest == digest, editions.c.until >= since)
