"""The archive: one door to everything that is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from newsroom.article import Article, Extracted, Failure, Unchanged
from newsroom.duplicates import fingerprint
from newsroom.filing import Filing, Fingerprint, Kept, Known
from newsroom.query import Node
from storage import articles as reading
from storage import explain as explaining
from storage import filing as filing_room
from storage import integrity, outcomes
from storage import search as searching
from storage import status as figures
from storage import upgrade as schema
from storage.articles import RawPage, Revision
from storage.database import Database
from storage.decisions import Decisions
from storage.deliveries import Deliveries
from storage.editions import Editions
from storage.explain import Explanation
from storage.frontier import Frontier
from storage.jobs import Jobs
from storage.leases import Lease, Leases, guard
from storage.runs import Runs
from storage.search import Filters, Order, Page, Window
from storage.status import Counts, Status
from storage.stories import Stories

MAX_LINKS = 1000


def open_archive(
    url: str,
    *,
    now: datetime,
    upgrade: bool = True,
    max_links: int = MAX_LINKS,
    holder_is_alive: Callable[[str], bool] = lambda _holder: True,
) -> Archive:
    """Open the archive, with its tables made or brought up to date if `upgrade`; without it nothing is made.

    `max_links`: how many links of one sitemap are queued. `holder_is_alive` says of a lease's holder whether it may
    still live; `now` is for migrations that stamp rows. Raises CheckStorage with what to do, FixConfiguration for an address that is none.
    """
    archive = Archive(Database(url, create=upgrade), max_links=max_links, holder_is_alive=holder_is_alive)
    try:
        archive.ensure_schema(upgrade=upgrade, now=now)
    except BaseException:
        archive.close()
        raise
    return archive


class Archive:
    """Every method is one short transaction. Driver errors come out as CheckStorage.

    Writes that are given a lease are refused (WaitForOther) once another holder has taken it.
    """

    def __init__(self, database: Database, *, max_links: int, holder_is_alive: Callable[[str], bool]) -> None:
        self._database = database
        self.frontier = Frontier(database, max_links=max_links)
        self.stories = Stories(database)
        self.decisions = Decisions(database)
        self.runs = Runs(database)
        self.leases = Leases(database, holder_is_alive)
        self.jobs = Jobs(database)
        self.editions = Editions(database)
        self.deliveries = Deliveries(database)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    @property
    def where(self) -> str:
        """The database's address for people: no password."""
        return self._database.shown

    # filing

    def known(self, extracted: Extracted, mark: Fingerprint | None = None, *, alike: bool = True) -> Known:
        """What `newsroom.duplicates.compare` needs to know around a page; `alike`: look-alikes too."""
        mark = mark or fingerprint(extracted)
        return self._database.read(lambda connection: reading.known(connection, extracted, mark, alike=alike))

    def keep(self, filing: Filing, *, now: datetime, lease: Lease | None = None) -> Kept:
        """File a page: article or revision, evidence, index, story, raw page and frontier row, all or nothing."""

        def work(connection: Connection) -> Kept:
            guard(connection, lease)
            return filing_room.file(connection, filing, now=now)

        return self._database.write(work)

    def fail(self, failure: Failure, *, lease: Lease | None = None) -> None:
        """Put down that a page gave no article, and when to try again."""

        def work(connection: Connection) -> None:
            guard(connection, lease)
            outcomes.failed(connection, failure)

        self._database.write(work)

    def unchanged(self, answer: Unchanged, *, lease: Lease | None = None) -> None:
        """Put down that a known article was looked at again and is the same."""

        def work(connection: Connection) -> None:
            guard(connection, lease)
            outcomes.unchanged(connection, answer)

        self._database.write(work)

    # reading

    def search(
        self,
        node: Node,
        filters: Filters | None = None,
        *,
        limit: int = 20,
        offset: int = 0,
        after: str = "",
        order: Order = "newest",
    ) -> Page:
        """A page of the articles that match a query's tree; only relevant ones unless the filters say otherwise.

        `after` is the `next` of the page before and stays right while articles come in; `offset` does not.
        """
        chosen, window = filters or Filters(), Window(limit, offset, after, order)
        return self._database.read(lambda connection: searching.search(connection, node, chosen, window))

    def article(self, id_or_url: str | int) -> Article | None:
        """An article by its number, its address or an address under which it was found; without text if irrelevant."""

        def work(connection: Connection) -> Article | None:
            article_id = reading.find_id(connection, id_or_url)
            return None if article_id is None else next(iter(reading.by_ids(connection, [article_id])), None)

        return self._database.read(work)

    def explain(self, url_or_id: str | int) -> Explanation | None:
        """Everything known of an address, failed and irrelevant ones included; None if it was never heard of."""
        return self._database.read(lambda connection: explaining.explain(connection, url_or_id))

    def revisions(self, article_id: int) -> tuple[Revision, ...]:
        """Every text an article had, oldest first."""
        return self._database.read(lambda connection: reading.revisions(connection, article_id))

    def page(self, article_id: int) -> RawPage | None:
        """The newest stored page of an article as it came; None if none was stored."""
        return self._database.read(lambda connection: reading.raw_page(connection, article_id))

    def status(self, now: datetime) -> Status:
        """The state of the archive, in figures and per source."""
        return self._database.read(lambda connection: figures.status(connection, now=now))

    def counts(self) -> Counts:
        return self._database.read(figures.counts)

    # the database itself

    @property
    def schema_version(self) -> str:
        return schema.schema_version(self._database)

    def ensure_schema(self, *, upgrade: bool, now: datetime) -> None:
        """See `storage.upgrade.ensure_schema`."""
        schema.ensure_schema(self._database, upgrade=upgrade, now=now)

    def check(self) -> list[str]:
        """Every problem found, one line each: damage of the file, broken references, index and stories against articles."""
        return self._database.write(integrity.check)
