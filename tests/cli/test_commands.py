"""The commands as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from segue import __version__
from segue.cli.main import app

DOCS = Path(__file__).parents[2] / "docs" / "cli.md"


def commands() -> list[str]:
    group = typer.main.get_command(app)
    found = []
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        found += [f"{name} {inner}" for inner in command.commands] if hasattr(command, "commands") else [name]
    return found


def test_the_version_is_printed() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.output) == (0, f"segue {__version__}\n")


@pytest.mark.parametrize("command", commands())
def test_every_command_has_a_paragraph_in_the_docs(command: str) -> None:
    assert f"## `segue {command}" in DOCS.read_text("utf-8")


@pytest.mark.parametrize("command", commands())
def test_every_command_explains_itself(command: str) -> None:
    result = CliRunner().invoke(app, [*command.split(), "--help"])
    assert result.exit_code == 0
    assert "Usage" in result.output
