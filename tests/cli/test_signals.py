"""`segue signals` reads conversations and writes one row for each customer turn."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from segue.cli.signals import signals

KEYS = {
    *(
        "id",
        "turn",
        "asks_for_human",
        "asks_if_bot",
        "request",
        "dissatisfied",
        "complaint",
        "distress",
        "urgent",
        "topics",
        "repeats",
        "failed_attempts",
        "bot_repeats",
        "refusals",
        "language",
        "mood",
        "complexity",
        "model",
        "evidence",
    ),
}
DIALOGUE: dict[str, Any] = {
    "id": "d1",
    "language": "en",
    "turns": [
        {"role": "user", "text": "where is my parcel"},
        {"role": "assistant", "text": "Sorry, I did not understand that."},
        {"role": "user", "text": "where is my parcel??"},
        {"role": "user", "ids": [4, 7]},
        {"role": "user", "text": "get me a human"},
    ],
}


def run(source: Path, out: Path) -> Result:
    app = typer.Typer()
    app.command()(signals)
    return CliRunner().invoke(app, [str(source), "--out", str(out)])


def rows(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def test_each_customer_turn_becomes_a_row(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps(DIALOGUE) + "\n\n" + json.dumps({"id": 2, "turns": []}) + "\n", "utf-8")
    result = run(source, out)
    assert result.exit_code == 0, result.output
    found = rows(out)
    assert [set(row) for row in found] == [KEYS] * 3
    assert [(row["id"], row["turn"]) for row in found] == [("d1", 0), ("d1", 2), ("d1", 4)]
    assert [row["asks_for_human"] for row in found] == ["no", "no", "clear"]
    assert [(row["repeats"], row["failed_attempts"]) for row in found] == [(0, 0), (1, 1), (0, 1)]
    assert found[2]["evidence"] == [{"signal": "asks_for_human", "text": "get me a human"}]
    assert "1 turns have no text" in result.output


def test_a_compressed_file_gives_the_same_rows(tmp_path: Path) -> None:
    plain, packed = tmp_path / "in.jsonl", tmp_path / "in.jsonl.gz"
    plain.write_text(json.dumps(DIALOGUE), "utf-8")
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert run(plain, tmp_path / "a").exit_code == run(packed, tmp_path / "b").exit_code == 0
    assert rows(tmp_path / "a") == rows(tmp_path / "b")


def test_a_lone_surrogate_survives(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "a", "turns": [{"role": "user", "text": "agent \\ud800"}]}', "utf-8")
    assert run(source, out).exit_code == 0
    assert rows(out)[0]["asks_for_human"] == "unclear"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2: not JSON"),
        ("[1]", "line 2: not a conversation"),
        ('{"id": "a"}', '"turns"'),
        ('{"turns": []}', '"id" is missing'),
        ('{"id": "a", "turns": ["x"]}', "turns[0] must be"),
        ('{"id": "a", "turns": [{"role": "robot", "text": ""}]}', '\'robot\'; it must be "user" or "assistant"'),
        ('{"id": "a", "turns": [{"role": "user", "text": 7}]}', 'turns[0] has a "text" that is not text'),
        ('{"id": "a", "language": 7, "turns": []}', '"language" must be text'),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_what_would_be_right(tmp_path: Path, line: str, told: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps(DIALOGUE) + "\n" + line + "\n", "utf-8")
    result = run(source, tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert told in result.output
    assert "line 2" in result.output


def test_a_damaged_archive_is_told(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl.gz"
    source.write_bytes(gzip.compress(b"{}" * 1000)[:-12])
    result = run(source, tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert "in.jsonl.gz" in result.output


def test_the_input_is_never_written_over(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps(DIALOGUE), "utf-8")
    result = run(source, source)
    assert result.exit_code == 1
    assert json.loads(source.read_text("utf-8")) == DIALOGUE
