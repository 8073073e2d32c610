"""Run by Alembic, with the connection that `segue.store.migrate` hands over."""

from alembic import context

from segue.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # of SQLite as well: `segue.store.migrate` begins the transaction by hand
)
with context.begin_transaction():
    context.run_migrations()
