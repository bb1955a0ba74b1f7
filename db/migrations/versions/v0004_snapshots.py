"""Snapshots by name, and how tables are read."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for table in ("snapshot", "mapping_profile"):
        op.create_table(
            table,
            sa.Column("id", sa.Text, primary_key=True),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("data", sa.LargeBinary, nullable=False),
        )
