"""which conversation of a channel, or of the bot behind Segue, stands for which of ours"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_HERE = "current_setting('segue.workspace', true)"
_WALL = (
    "ALTER TABLE threads ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"  # as in 0007, for a table of later
    f"CREATE POLICY one_workspace ON threads USING (workspace = {_HERE} OR {_HERE} = '*');"
)


def upgrade() -> None:
    op.create_table(
        "threads",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "channel", "ref", name="pk_threads"),
    )
    op.create_index("threads_of_conversation", "threads", ["workspace", "conversation", "opened_at"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_WALL)
