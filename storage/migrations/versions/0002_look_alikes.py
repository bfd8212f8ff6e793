"""Look-alikes: the index of traces, stories that merge, and whom an article credits.

Articles that are there already have no signature and get no traces; they are known by address and verbatim text until they
are filed again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("articles", sa.Column("credited_to", sa.Text(), nullable=False, server_default=""))
    merged_into = sa.Column("merged_into", ID, nullable=True)
    if op.get_bind().dialect.name == "sqlite":
        # SQLite adds a reference together with its column only; Alembic would copy the whole table for it.
        op.execute("ALTER TABLE stories ADD COLUMN merged_into INTEGER CONSTRAINT fk_stories_merged_into REFERENCES stories (id)")
    else:
        op.add_column("stories", merged_into)
        op.create_foreign_key("fk_stories_merged_into", "stories", "stories", ["merged_into"], ["id"])
    op.create_index("ix_stories_merged_into", "stories", ["merged_into"], unique=False)
    op.create_table(
        "traces",
        sa.Column("trace", ID, autoincrement=False, nullable=False),
        sa.Column("article_id", ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_traces_article_id"),
        sa.PrimaryKeyConstraint("trace", "article_id", name="pk_traces"),
        sqlite_with_rowid=False,
    )
