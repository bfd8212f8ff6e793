"""The tables. What each row means stands here; how it changes stands in migrations/.

The full-text index `text_index` is not among them, because each engine has its own kind: see text_index.py.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
)

from storage.columns import BigId, CleanText, Moment, Values

SCHEMA_VERSION = "0004"  # the newest revision in migrations/versions

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)

# Ids are never used again, so that an id in somebody's bookmark never becomes another article.
_NEVER_REUSED: dict[str, Any] = {"sqlite_autoincrement": True}

# Every address a list ever named, before it is asked for and after.
# state: queued | done (its outcome is stored) | failed | gone (404, 410) | backlog (older than what a cycle fetches).
# due_at: when to ask, for the first time or again; NULL: not by ourselves.
frontier = Table(
    "frontier",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("key", CleanText, nullable=False, unique=True),
    Column("source", CleanText, nullable=False),
    Column("url", CleanText, nullable=False),
    Column("found_in", CleanText, nullable=False),
    Column("title", CleanText, nullable=False),
    Column("published_at", Moment),
    Column("changed_at", Moment),
    Column("first_seen_at", Moment, nullable=False),
    Column("state", CleanText, nullable=False),
    Column("due_at", Moment),
    Column("attempts", Integer, nullable=False),  # failed ones in a row
    Column("first_fetched_at", Moment),
    Column("fetched_at", Moment),  # the last answer that gave an article, a 304 included
    Column("outcome", CleanText, nullable=False),  # of the last request: a RelationKind or FailureKind; "" none yet
    Column("reason", CleanText, nullable=False),
    Column("http_status", Integer),
    Column("failed_at", Moment),
    Column("unchanged", Integer, nullable=False),  # looks in a row that brought nothing new
    Column("gone", Integer, nullable=False),  # 404, 410 or "not found" pages in a row
    Column("etag", CleanText, nullable=False),
    Column("last_modified", CleanText, nullable=False),
    Column("article_id", BigId, ForeignKey("articles.id")),
    Index("ix_frontier_source_due_at", "source", "due_at"),
    Index("ix_frontier_source_state", "source", "state"),
    Index("ix_frontier_article_id", "article_id"),
    Index("ix_frontier_url", "url", postgresql_using="hash"),  # no limit of length there
)

# Feeds, sitemaps, listings and home pages. A walk is one reading of a list through all its pages.
lists = Table(
    "lists",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("source", CleanText, nullable=False),
    Column("url", CleanText, nullable=False),
    Column("way", CleanText, nullable=False),
    Column("declared", Boolean, nullable=False),
    Column("parent", CleanText, nullable=False),
    Column("depth", Integer, nullable=False),  # 0 declared; a sitemap named in a sitemap is one deeper
    Column("etag", CleanText, nullable=False),
    Column("last_modified", CleanText, nullable=False),
    Column("interval_seconds", Float, nullable=False),
    Column("due_at", Moment),  # NULL: never asked
    Column("asked_at", Moment),
    Column("completed_at", Moment),  # end of the last walk that reached its last page
    Column("walk_links", Integer, nullable=False),  # of the walk under way
    Column("walk_new", Integer, nullable=False),
    Column("changed_at", Moment),  # what its parent says of it
    Column("found", Integer, nullable=False),  # links in the last whole walk
    Column("failures", Integer, nullable=False),  # in a row
    Column("http_status", Integer),
    Column("outcome", CleanText, nullable=False),  # FailureKind of the last answer; "" it was fine
    Column("reason", CleanText, nullable=False),
    UniqueConstraint("source", "url"),
)

robots = Table(
    "robots",
    metadata,
    Column("origin", CleanText, primary_key=True),
    Column("status", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("asked_at", Moment, nullable=False),
)

# Every page that was judged. Irrelevant ones have no text: they are the denominator.
# Kept narrow, because analysts' questions scan it; the text is in `texts`.
articles = Table(
    "articles",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("key", CleanText, nullable=False, unique=True),
    Column("url", CleanText, nullable=False),
    Column("source", CleanText, nullable=False),
    Column("title", CleanText, nullable=False),
    Column("published_at", Moment),
    Column("first_seen_at", Moment, nullable=False),
    Column("fetched_at", Moment, nullable=False),  # last time its page was read or said to be the same
    Column("updated_at", Moment, nullable=False),  # last change of what we keep of it
    Column("sort_at", Moment, nullable=False),  # published_at, else first_seen_at: the order of every list
    Column("province", CleanText, nullable=False),
    Column("province_then", CleanText, nullable=False),
    Column("relevant", Boolean, nullable=False),
    Column("borderline", Boolean, nullable=False),
    Column("score", Float, nullable=False),
    Column("content_hash", CleanText, nullable=False),  # Fingerprint.content
    Column("text_hash", CleanText, nullable=False),  # Fingerprint.text
    Column("signature", LargeBinary, nullable=False),
    Column("relation", CleanText, nullable=False),  # RelationKind when it was first kept
    Column("relation_of", BigId),
    Column("relation_why", CleanText, nullable=False),
    Column("credited_to", CleanText, nullable=False),  # the outlet its credit line names
    Column("revision", Integer, nullable=False),
    Column("status", CleanText, nullable=False),  # current | revised | withdrawn
    Column("withdrawn_at", Moment),
    Column("text_id", BigId),  # its current text; NULL while irrelevant
    Column("story_id", BigId, ForeignKey("stories.id")),
    Index("ix_articles_newest", "relevant", "sort_at", "id"),
    Index("ix_articles_source_newest", "source", "sort_at"),
    Index("ix_articles_first_seen_at", "first_seen_at"),
    Index("ix_articles_text_hash", "text_hash"),
    Index("ix_articles_story_id", "story_id"),
    Index("ix_articles_text_id", "text_id"),
    Index("ix_articles_url", "url", postgresql_using="hash"),
    **_NEVER_REUSED,
)

# One row for each text a relevant article ever had; the newest is articles.text_id, the others are evidence.
# The id is also the row of the full-text index, so that a revision never rewrites an index row.
texts = Table(
    "texts",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("article_id", BigId, ForeignKey("articles.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("kept_at", Moment, nullable=False),
    Column("title", CleanText, nullable=False),
    Column("lead", CleanText, nullable=False),
    Column("text", CleanText, nullable=False),  # paragraphs joined by blank lines
    Column("captions", Values, nullable=False),
    Column("images", Values, nullable=False),
    Column("authors", Values, nullable=False),
    Column("section", CleanText, nullable=False),
    Column("tags", Values, nullable=False),
    Column("language", CleanText, nullable=False),
    Column("credit", CleanText, nullable=False),
    Column("modified_at", Moment),
    Column("flags", Values, nullable=False),
    Column("content_hash", CleanText, nullable=False),
    Column("published_at", Moment),  # as the page said then; NULL: it did not, or the text is older than this column
    Index("ix_texts_article_id", "article_id", "revision"),
    **_NEVER_REUSED,
)

# The program's own verdict. Whether an article counts as relevant is articles.relevant: people may decide otherwise.
verdicts = Table(
    "verdicts",
    metadata,
    Column("article_id", BigId, ForeignKey("articles.id"), primary_key=True),
    Column("topic", CleanText, nullable=False),
    Column("judged_at", Moment, nullable=False),
    Column("relevant", Boolean, nullable=False),
    Column("reason", CleanText, nullable=False),
    Column("facets", Values, nullable=False),
    Column("evidence", Values, nullable=False),
)

# What a query may filter by and an article may have several of. `value` is in the folded form.
labels = Table(
    "labels",
    metadata,
    Column("article_id", BigId, ForeignKey("articles.id"), primary_key=True),
    Column("kind", CleanText, primary_key=True),  # facet | author | section | tag | org (an id)
    Column("value", CleanText, primary_key=True),
    Index("ix_labels_kind_value", "kind", "value", "article_id"),
)

# A story is never removed: one without members is empty, and one that became part of another says so, so that an id in
# somebody's digest always leads to the articles. `merged_into` is the story that has them now, never itself merged.
stories = Table(
    "stories",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("created_at", Moment, nullable=False),
    Column("origin_id", BigId),  # see newsroom.credits.origin; NULL: no members
    Column("size", Integer, nullable=False),
    Column("merged_into", BigId, ForeignKey("stories.id")),
    Index("ix_stories_merged_into", "merged_into"),
    **_NEVER_REUSED,
)

# The index of look-alikes: what newsroom.traces says an article leaves behind. Relevant articles only.
traces = Table(
    "traces",
    metadata,
    Column("trace", BigId, primary_key=True, autoincrement=False),
    Column("article_id", BigId, ForeignKey("articles.id"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# The page as it came, packed with zlib; of relevant and borderline articles only.
raw_pages = Table(
    "raw_pages",
    metadata,
    Column("article_id", BigId, ForeignKey("articles.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("fetched_at", Moment, nullable=False),
    Column("url", CleanText, nullable=False),
    Column("size", Integer, nullable=False),  # unpacked
    Column("packed", LargeBinary, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("holder", CleanText, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),  # NULL: under way, or it was killed
    **_NEVER_REUSED,
)

run_sources = Table(
    "run_sources",
    metadata,
    Column("run_id", BigId, ForeignKey("runs.id"), primary_key=True),
    Column("source", CleanText, primary_key=True),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment, nullable=False),
    *(
        Column(name, BigId, nullable=False)
        for name in (
            *("requests", "lists_asked", "lists_unchanged", "found", "new", "fetched", "extracted", "bytes"),
            *("relevant", "kept", "copies", "revised", "irrelevant", "unchanged"),
        )
    ),
    Column("failed", Values, nullable=False),
    Column("troubles", Values, nullable=False),
    Column("stopped", CleanText, nullable=False),
    Index("ix_run_sources_source", "source", "run_id"),
)

leases = Table(
    "leases",
    metadata,
    Column("name", CleanText, primary_key=True),
    Column("epoch", BigId, nullable=False),  # one more with every new holder; a write with an older one is refused
    Column("holder", CleanText, nullable=False),  # "" it was given back
    Column("acquired_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("name", CleanText, primary_key=True),
    Column("last_run_at", Moment),
    Column("next_due_at", Moment),
)
