"""The first tables, and the full-text index of either engine."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("last_run_at", TIME, nullable=True),
        sa.Column("next_due_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_jobs"),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("epoch", ID, nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("acquired_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )
    op.create_table(
        "lists",
        sa.Column("id", ID, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("declared", sa.Boolean(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.Column("interval_seconds", sa.Float(), nullable=False),
        sa.Column("due_at", TIME, nullable=True),
        sa.Column("asked_at", TIME, nullable=True),
        sa.Column("completed_at", TIME, nullable=True),
        sa.Column("walk_links", sa.Integer(), nullable=False),
        sa.Column("walk_new", sa.Integer(), nullable=False),
        sa.Column("changed_at", TIME, nullable=True),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lists"),
        sa.UniqueConstraint("source", "url", name="uq_lists_source_url"),
    )
    op.create_table(
        "robots",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("origin", name="pk_robots"),
    )
    op.create_table(
        "runs",
        sa.Column("id", ID, nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("started_at", TIME, nullable=False),
        sa.Column("finished_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "stories",
        sa.Column("id", ID, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("origin_id", ID, nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "articles",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("published_at", TIME, nullable=True),
        sa.Column("first_seen_at", TIME, nullable=False),
        sa.Column("fetched_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.Column("sort_at", TIME, nullable=False),
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("province_then", sa.Text(), nullable=False),
        sa.Column("relevant", sa.Boolean(), nullable=False),
        sa.Column("borderline", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("relation_of", ID, nullable=True),
        sa.Column("relation_why", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", TIME, nullable=True),
        sa.Column("text_id", ID, nullable=True),
        sa.Column("story_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_articles_story_id"),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("key", name="uq_articles_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_articles_newest", "articles", ["relevant", "sort_at", "id"], unique=False)
    op.create_index("ix_articles_source_newest", "articles", ["source", "sort_at"], unique=False)
    op.create_index("ix_articles_story_id", "articles", ["story_id"], unique=False)
    op.create_index("ix_articles_text_hash", "articles", ["text_hash"], unique=False)
    op.create_index("ix_articles_text_id", "articles", ["text_id"], unique=False)
    op.create_index("ix_articles_url", "articles", ["url"], unique=False, postgresql_using="hash")
    op.create_table(
        "run_sources",
        sa.Column("run_id", ID, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("started_at", TIME, nullable=False),
        sa.Column("finished_at", TIME, nullable=False),
        sa.Column("requests", ID, nullable=False),
        sa.Column("lists_asked", ID, nullable=False),
        sa.Column("lists_unchanged", ID, nullable=False),
        sa.Column("found", ID, nullable=False),
        sa.Column("new", ID, nullable=False),
        sa.Column("fetched", ID, nullable=False),
        sa.Column("extracted", ID, nullable=False),
        sa.Column("bytes", ID, nullable=False),
        sa.Column("relevant", ID, nullable=False),
        sa.Column("kept", ID, nullable=False),
        sa.Column("copies", ID, nullable=False),
        sa.Column("revised", ID, nullable=False),
        sa.Column("irrelevant", ID, nullable=False),
        sa.Column("unchanged", ID, nullable=False),
        sa.Column("failed", sa.JSON(), nullable=False),
        sa.Column("troubles", sa.JSON(), nullable=False),
        sa.Column("stopped", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_run_sources_run_id"),
        sa.PrimaryKeyConstraint("run_id", "source", name="pk_run_sources"),
    )
    op.create_index("ix_run_sources_source", "run_sources", ["source", "run_id"], unique=False)
    op.create_table(
        "frontier",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("found_in", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("published_at", TIME, nullable=True),
        sa.Column("changed_at", TIME, nullable=True),
        sa.Column("first_seen_at", TIME, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_at", TIME, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("first_fetched_at", TIME, nullable=True),
        sa.Column("fetched_at", TIME, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("failed_at", TIME, nullable=True),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.Column("article_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_frontier_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_frontier"),
        sa.UniqueConstraint("key", name="uq_frontier_key"),
    )
    op.create_index("ix_frontier_article_id", "frontier", ["article_id"], unique=False)
    op.create_index("ix_frontier_source_due_at", "frontier", ["source", "due_at"], unique=False)
    op.create_index("ix_frontier_source_state", "frontier", ["source", "state"], unique=False)
    op.create_index("ix_frontier_url", "frontier", ["url"], unique=False, postgresql_using="hash")
    op.create_table(
        "labels",
        sa.Column("article_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_labels_article_id"),
        sa.PrimaryKeyConstraint("article_id", "kind", "value", name="pk_labels"),
    )
    op.create_index("ix_labels_kind_value", "labels", ["kind", "value", "article_id"], unique=False)
    op.create_table(
        "raw_pages",
        sa.Column("article_id", ID, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("fetched_at", TIME, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_raw_pages_article_id"),
        sa.PrimaryKeyConstraint("article_id", "revision", name="pk_raw_pages"),
    )
    op.create_table(
        "texts",
        sa.Column("id", ID, nullable=False),
        sa.Column("article_id", ID, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kept_at", TIME, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("captions", sa.JSON(), nullable=False),
        sa.Column("images", sa.JSON(), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("credit", sa.Text(), nullable=False),
        sa.Column("modified_at", TIME, nullable=True),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_texts_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_texts"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_texts_article_id", "texts", ["article_id", "revision"], unique=False)
    op.create_table(
        "verdicts",
        sa.Column("article_id", ID, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("judged_at", TIME, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("facets", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_verdicts_article_id"),
        sa.PrimaryKeyConstraint("article_id", name="pk_verdicts"),
    )
    if op.get_bind().dialect.name == "sqlite":
        # The words arrive cut by newsroom.vietnamese.syllables, joined by spaces; "ascii" takes every character beyond
        # ASCII as a letter and so leaves them as they are. Contentless: the text itself is in `texts`.
        op.execute(
            "CREATE VIRTUAL TABLE text_index USING fts5("
            "title, lead, body, title_folded, lead_folded, body_folded, content='', tokenize='ascii')"
        )
    else:
        op.create_table(
            "text_index",
            sa.Column(
                "text_id", sa.BigInteger(), sa.ForeignKey("texts.id", name="fk_text_index_text_id"), primary_key=True
            ),
            sa.Column("exact", TSVECTOR(), nullable=False),
            sa.Column("folded", TSVECTOR(), nullable=False),
        )
        op.create_index("ix_text_index_exact", "text_index", ["exact"], postgresql_using="gin")
        op.create_index("ix_text_index_folded", "text_index", ["folded"], postgresql_using="gin")
