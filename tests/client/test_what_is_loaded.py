"""A program that is only a client loads nothing of the server, and of a database."""

from __future__ import annotations

import subprocess
import sys

import pytest

import segue
from segue.app import Segue
from segue.client.remote import connect

SERVER_SIDE = {"alembic", "cel", "fastapi", "pydantic", "sqlalchemy", "segue.app", "segue.server", "segue.store"}


def loaded(program: str) -> set[str]:
    told = subprocess.run(
        [sys.executable, "-c", f"{program}; import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(told.stdout.split())


@pytest.mark.parametrize("program", ["import segue", "from segue import Handoffs, Message, Role, SegueError, connect"])
def test_a_client_loads_nothing_of_the_server(program: str) -> None:
    assert not loaded(program) & SERVER_SIDE


def test_it_is_the_same_connect() -> None:
    assert segue.connect is connect
    assert Segue.connect is connect


def test_a_program_with_segue_inside_loads_it_all() -> None:
    assert {"alembic", "cel", "pydantic", "sqlalchemy", "segue.app", "segue.store"} <= loaded("from segue import Segue")
