"""The batches that were written for a site, and what the site had before."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for table in ("batch", "adoption"):
        op.create_table(
            table,
            sa.Column("id", sa.Text, primary_key=True),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("data", sa.LargeBinary, nullable=False),
        )
