"""The tables of the edition ledger: what was told to whom, and how far each delivery came."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, UniqueConstraint

from storage.columns import BigId, CleanText, Moment
from storage.schema import metadata

# One row for each digest and date. state: draft (an editor may change it) | frozen (never changes again).
editions = Table(
    "editions",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("digest", CleanText, nullable=False),
    Column("day", CleanText, nullable=False),  # 2026-08-24
    Column("state", CleanText, nullable=False),
    Column("since", Moment, nullable=False),  # the half-open window of first seen articles
    Column("until", Moment, nullable=False),
    Column("content", CleanText, nullable=False),  # digest.edition.to_json: whole, nothing is looked up again
    Column("made_at", Moment, nullable=False),
    Column("frozen_at", Moment),
    UniqueConstraint("digest", "day"),
)

# Which articles an edition told, so that the next one knows what is news. mark: "" news | late | revised | withdrawn.
edition_articles = Table(
    "edition_articles",
    metadata,
    Column("edition_id", BigId, ForeignKey("editions.id"), primary_key=True),
    Column("article_id", BigId, ForeignKey("articles.id"), primary_key=True),
    Column("mark", CleanText, primary_key=True),
    Column("story_id", BigId, nullable=False),
    Column("revision", Integer, nullable=False),  # the text that was told
    Index("ix_edition_articles_article_id", "article_id"),
    Index("ix_edition_articles_story_id", "story_id"),
)

# One row for each edition and address.
# stage: frozen → rendered → handed-over → accepted | failed | uncertain. Handed over is put down before the first byte of
# the text is sent; a row found so without a process behind it may or may not have been taken: uncertain.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("edition_id", BigId, ForeignKey("editions.id"), nullable=False),
    Column("address", CleanText, nullable=False),
    Column("message_id", CleanText, nullable=False),
    Column("stage", CleanText, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),  # times nobody could know whether it was taken
    Column("due_at", Moment),  # NULL: nothing more is to be done by ourselves
    Column("first_tried_at", Moment),
    Column("handed_at", Moment),
    Column("settled_at", Moment),
    Column("reason", CleanText, nullable=False),
    UniqueConstraint("edition_id", "address"),
    Index("ix_deliveries_due_at", "due_at"),
)
