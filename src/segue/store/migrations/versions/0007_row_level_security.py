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


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    for table in connection.execute(_TABLES).scalars().all():
        op.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
        op.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')  # for its owner too, which is who Segue is
        op.execute(f"CREATE POLICY one_workspace ON \"{table}\" USING (workspace = {_HERE} OR {_HERE} = '*')")
