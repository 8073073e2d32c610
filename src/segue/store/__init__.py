"""The store: SQLAlchemy Core tables, a writer that commits groups of units, readers, and migrations."""
