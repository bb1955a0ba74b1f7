"""Workshops, and what the administrations accepted."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    for table in ("session", "question_card", "note", "vote", "card_sort", "sign_off"):
        op.create_table(
            table,
            sa.Column("id", sa.Text, primary_key=True),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("data", sa.LargeBinary, nullable=False),
        )
