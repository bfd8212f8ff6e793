"""A person's verdict beside the program's own, and the time of publication that each revision had."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "decisions",
        sa.Column("article_id", ID, autoincrement=False, nullable=False),
        sa.Column("relevant", sa.Boolean(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.Column("story_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_decisions_article_id"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_decisions_story_id"),
        sa.PrimaryKeyConstraint("article_id", name="pk_decisions"),
    )
    op.add_column("verdicts", sa.Column("relevant", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE verdicts SET relevant = (SELECT articles.relevant FROM articles WHERE articles.id = verdicts.article_id)"
    )
    op.add_column("texts", sa.Column("published_at", MOMENT, nullable=True))
    op.execute(
        "UPDATE texts SET published_at = (SELECT articles.published_at FROM articles WHERE articles.text_id = texts.id)"
    )
