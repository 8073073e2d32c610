"""which conversation or ticket of a helpdesk stands for which handoff"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_HERE = "current_setting('segue.workspace', true)"
_WALL = (
    "ALTER TABLE hub_cases ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"  # as in 0007, for a table of later
    f"CREATE POLICY one_workspace ON hub_cases USING (workspace = {_HERE} OR {_HERE} = '*');"
)


def upgrade() -> None:
    op.create_table(
        "hub_cases",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("hub", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "hub", "id", name="pk_hub_cases"),
    )
    op.create_index(
        "one_open_case_a_ref",
        "hub_cases",
        ["workspace", "hub", "ref"],
        unique=True,
        sqlite_where=sa.text("(ref <> '' AND closed_at IS NULL)"),
        postgresql_where=sa.text("(ref <> '' AND closed_at IS NULL)"),
    )
    op.create_index("hub_cases_by_ref", "hub_cases", ["workspace", "hub", "ref", "closed_at"])
    op.create_index("hub_cases_of_conversation", "hub_cases", ["workspace", "conversation", "opened_at"])
    op.create_index(
        "hub_cases_open",
        "hub_cases",
        ["workspace", "opened_at"],
        unique=False,
        sqlite_where=sa.text("(closed_at IS NULL)"),
        postgresql_where=sa.text("(closed_at IS NULL)"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_WALL)
