"""`segue backtest` at the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from segue.cli.main import app

POLICY = """
version: 1
triggers: [{id: asks, when: "asks_for_human == 'clear'", then: handoff, queue: people}]
route: [{queue: people}]
queues: {people: {}}
"""
LINES = [
    {"id": 1, "at": "2026-11-02T09:00:00Z", "turns": [{"role": "user", "text": "hello"}], "labels": {"handoff": 0}},
    {
        "id": 2,
        "at": "2026-11-02T10:00:00Z",
        "turns": [{"role": "user", "text": "get me a human"}],
        "labels": {"handoff": 1},
    },
]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "p.yaml").write_text(POLICY, "utf-8")
    (tmp_path / "q.yaml").write_text(POLICY.replace("handoff", "offer"), "utf-8")
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, LINES)), "utf-8")
    return tmp_path


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["backtest", *map(str, words)])


def test_the_json_has_what_programs_read(files: Path) -> None:
    result = run(files / "in.jsonl", "--policy", files / "p.yaml", "--against", files / "q.yaml", "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert set(found) >= {"triggers", "handoffs_per_day", "changed"}
    assert set(found["triggers"][0]) >= {"id", "fired", "alone", "first", "lead_turns", "precision", "recall"}
    assert found["changed"] == ["2"]
    assert found["against"]["outcomes"] == {"stay": 1, "offer": 1, "handoff": 0}


def test_the_terminal_shows_a_table_and_the_page_is_written(files: Path) -> None:
    result = run(files / "in.jsonl", "--policy", files / "p.yaml", "--html", files / "out.html")
    assert result.exit_code == 0, result.output
    assert "2 conversations, 2 customer turns" in result.stdout
    assert "asks" in result.stdout
    assert (files / "out.html").read_text("utf-8").startswith("<!doctype html>")


def test_a_wrong_line_and_an_empty_file_say_so(files: Path) -> None:
    (files / "bad.jsonl").write_text('{"id": 1, "turns": []}\n{"id"', "utf-8")
    result = run(files / "bad.jsonl", "--policy", files / "p.yaml")
    assert result.exit_code == 1
    assert "line 2: not JSON" in result.stderr
    (files / "empty.jsonl").write_text("\n", "utf-8")
    assert "holds no conversation" in run(files / "empty.jsonl", "--policy", files / "p.yaml").stderr


def test_a_policy_that_is_wrong_is_named(files: Path) -> None:
    (files / "bad.yaml").write_text("version: 1\n", "utf-8")
    result = run(files / "in.jsonl", "--policy", files / "bad.yaml")
    assert result.exit_code == 1
    assert "bad.yaml" in result.stderr
