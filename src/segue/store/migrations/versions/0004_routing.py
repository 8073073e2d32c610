"""the planner's lease and change feed, channels of handoffs"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("handoffs", sa.Column("channel", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "leases",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("beat", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", name="pk_leases"),
    )
    op.create_table(
        "routing_changes",
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_routing_changes"),
        postgresql_with={"autovacuum_vacuum_scale_factor": "0", "autovacuum_vacuum_threshold": "2000"},
    )
    op.create_index(
        "routing_changes_of_workspace",
        "routing_changes",
        ["workspace"],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
    )
