"""several nodes, dead letters, what files hold, erasures"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "catch_ups",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("hub", sa.Text(), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=False),
        sa.Column("caught_up_at", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "hub", name="pk_catch_ups"),
    )
    op.create_table(
        "dead_letters",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("listener", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_dead_letters"),
    )
    op.create_index(
        "dead_letters_open",
        "dead_letters",
        ["workspace", "at"],
        unique=False,
        sqlite_where=sa.text("(settled_at IS NULL)"),
        postgresql_where=sa.text("(settled_at IS NULL)"),
    )
    op.create_index(
        "one_dead_letter_an_entry",
        "dead_letters",
        ["workspace", "conversation", "listener", "seq"],
        unique=True,
        sqlite_where=None,
        postgresql_where=None,
    )
    op.create_table(
        "erasures",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_erasures"),
    )
    op.create_index(
        "erasures_by_time", "erasures", ["workspace", "at"], unique=False, sqlite_where=None, postgresql_where=None
    )
    op.create_table(
        "file_parts",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "file", "n", name="pk_file_parts"),
    )
    op.create_table(
        "files",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_files"),
    )
    op.create_index(
        "files_by_sender",
        "files",
        ["workspace", "by", "at", "size"],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
    )
    op.create_index(
        "files_not_sent",
        "files",
        ["workspace", "at"],
        unique=False,
        sqlite_where=sa.text("(state <> 'sent')"),
        postgresql_where=sa.text("(state <> 'sent')"),
    )
    op.create_index(
        "files_of_conversation",
        "files",
        ["workspace", "conversation"],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
    )
    op.create_table(
        "nodes",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("beat", sa.BigInteger(), nullable=False),
        sa.Column("pages", sa.Text(), server_default="[]", nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_nodes"),
    )
    op.create_table(
        "redeemed",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_redeemed"),
    )
    op.create_index("redeemed_by_age", "redeemed", ["until"], unique=False, sqlite_where=None, postgresql_where=None)
    op.add_column("cursors", sa.Column("holder", sa.Text(), server_default="", nullable=False))
    op.add_column("cursors", sa.Column("fence", sa.Integer(), server_default="0", nullable=False))
    op.add_column("cursors", sa.Column("unknown", sa.Integer(), server_default="0", nullable=False))
    op.drop_index("cursors_behind", table_name="cursors")
    op.create_index(
        "cursors_behind",
        "cursors",
        ["workspace", "listener", "due_at"],
        unique=False,
        sqlite_where=sa.text("(position < last_seq)"),
        postgresql_where=sa.text("(position < last_seq)"),
    )
    op.create_index(
        "cursors_held",
        "cursors",
        ["holder"],
        unique=False,
        sqlite_where=sa.text("(holder <> '')"),
        postgresql_where=sa.text("(holder <> '')"),
    )
