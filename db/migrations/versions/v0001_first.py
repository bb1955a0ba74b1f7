"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KINDS = {
    "page": ("parent", "sort", "title", "kind", "path"),
    "contact": ("name", "org_id"),
    "box": ("page", "contact"),
    "drill_entry": ("target", "sort"),
    "list_entry": ("page", "tier"),
    "site": (),
    "term": (),
    "source_record": ("source", "key"),
    "waiver": (),
    "setting": (),
}


def upgrade() -> None:
    for name, columns in KINDS.items():
        op.create_table(
            name,
            sa.Column("id", sa.Text, primary_key=True),
            sa.Column("version", sa.Integer, nullable=False),
            *(sa.Column(column, sa.Text) for column in columns),
            sa.Column("data", sa.LargeBinary, nullable=False),
        )
    op.create_index("page_by_parent", "page", ["parent", "sort"])
    op.create_table(
        "meta", sa.Column("key", sa.Text, primary_key=True), sa.Column("value", sa.Text)
    )
    op.create_table(
        "change_set",
        sa.Column("step", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("branch", sa.Text, nullable=False),
        sa.Column("step_group", sa.Text, nullable=False),
        sa.Column("undoes", sa.Text, nullable=False),
        sa.Column("first_kind", sa.Text, nullable=False),
        sa.Column("first_id", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("removed", sa.Integer, nullable=False),
    )
    op.create_table(
        "change",
        sa.Column("step", sa.Integer, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("before", sa.LargeBinary),
        sa.Column("after", sa.LargeBinary),
    )
    op.create_index("change_by_record", "change", ["record", "step"])
