"""row-level security: the second wall between workspaces, on PostgreSQL"""

from alembic import op
from sqlalchemy import text

revision = "0007"
down_revision = "0006"

_TABLES = text(
    "SELECT table_name FROM information_schema.columns"
    " WHERE table_schema = current_schema() AND column_name = 'workspace' ORDER BY table_name"
)
_HERE = "current_setting('segue.workspace', true)"
_WALL = (
    'ALTER TABLE "{0}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;'  # forced: Segue is the owner of the tables
    f"CREATE POLICY one_workspace ON \"{{0}}\" USING (workspace = {_HERE} OR {_HERE} = '*');"
)


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.execute("".join(_WALL.format(table) for table in connection.execute(_TABLES).scalars().all()))
