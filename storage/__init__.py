"""The only place that knows SQL. SQLite by default, PostgreSQL by URL."""

from storage.archive import Archive, open_archive
from storage.articles import RawPage, Revision
from storage.database import url_problem
from storage.decisions import DecidedPage, Standing
from storage.deliveries import Delivery, Stage
from storage.editions import Changed, NewEdition, StoredEdition, Told
from storage.explain import Explanation, Trail
from storage.jobs import Job
from storage.leases import Lease
from storage.runs import Run
from storage.search import Filters, Hit, Order, Page
from storage.snippets import Snippet
from storage.status import Counts, FailingList, Holder, SourceStatus, Status
from storage.stories import Member, Story

__all__ = [
    "Archive",
    "Changed",
    "Counts",
    "DecidedPage",
    "Delivery",
    "Explanation",
    "FailingList",
    "Filters",
    "Hit",
    "Holder",
    "Job",
    "Lease",
    "Member",
    "NewEdition",
    "Order",
    "Page",
    "RawPage",
    "Revision",
    "Run",
    "Snippet",
    "SourceStatus",
    "Stage",
    "Standing",
    "Status",
    "StoredEdition",
    "Story",
    "Told",
    "Trail",
    "open_archive",
    "url_problem",
]
