"""handoffs in the order in which they were requested"""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_index(
        "handoffs_by_time",
        "handoffs",
        ["workspace", "requested_at", "id"],
        unique=False,
        sqlite_where=None,
        postgresql_where=None,
    )
