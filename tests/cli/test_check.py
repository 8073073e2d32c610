"""`segue check`: a problem is shown in its line, and nothing of the file is obeyed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from segue.cli.check import check

RIGHT = """\
version: 1
triggers:
  - {id: asks, when: "asks_for_human == 'clear'", then: handoff}
route: [{queue: billing}]
queues: {billing: {}}
"""
WRONG = RIGHT.replace("[{queue: billing}]", "[{queue: biling}]")

app = typer.Typer()
app.command()(check)


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    return tmp_path / "policy.yaml"


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "60", "NO_COLOR": "1"})
    return result.exit_code, result.output


def test_a_right_policy_is_summed_up(policy: Path) -> None:
    policy.write_text(RIGHT)
    code, output = run(policy)
    assert code == 0
    assert "can be used" in output
    assert "asks (handoff)" in output
    assert "billing (live, always open)" in output


def test_a_problem_is_shown_with_its_line_and_a_caret_under_it(policy: Path) -> None:
    policy.write_text(WRONG)
    code, output = run(policy)
    assert code == 1
    assert output.splitlines() == [
        f"{policy}:4:17: unknown queue 'biling'. Did you mean 'billing'?",
        "    4 | route: [{queue: biling}]",
        "      |                 ^",
        f"1 problem in {policy}",
    ]


@pytest.mark.parametrize("form", ["hubs: {chat: {%s, channell: C1}}", "hubs:\n  chat: {channell: C1, %s}"])
def test_a_secret_that_was_pasted_in_is_not_shown(policy: Path, form: str) -> None:
    policy.write_text(RIGHT + form % "kind: slack, secret: xoxb-12345-PASTED" + "\n")
    for words in ((policy,), (policy, "--json")):
        code, output = run(*words)
        assert code == 1
        assert "never the secret" in output
        assert "PASTED" not in output


def test_as_json_a_program_can_read_it(policy: Path) -> None:
    policy.write_text(WRONG)
    code, output = run(policy, "--json")
    assert code == 1
    problem = {
        "line": 4,
        "column": 17,
        "path": "route[0].queue",
        "message": "unknown queue 'biling'",
        "suggestion": "Did you mean 'billing'?",
    }
    assert json.loads(output) == {"ok": False, "errors": [problem]}
    policy.write_text(RIGHT)
    code, output = run(policy, "--json")
    assert code == 0
    assert json.loads(output)["queues"] == {"billing": "live"}


def test_markup_and_control_signs_in_the_file_are_only_text(policy: Path) -> None:
    policy.write_text(RIGHT.replace("version: 1", 'version: 1\n"[bold red]\\e[31m[/]": 1\n[link=x]: \x9b'))
    code, output = run(policy)
    assert code == 1
    assert "\x1b" not in output
    assert "\x9b" not in output
    policy.write_text(RIGHT.replace("version: 1", 'version: 1\n"[bold]x[/bold]\\e[31m": 1'))
    code, output = run(policy)
    assert "[bold]x[/bold]" in output
    assert "\x1b" not in output


def test_a_very_long_line_is_shown_around_the_problem(policy: Path) -> None:
    policy.write_text(RIGHT.replace("{id: asks,", "{id: asks, reason: " + "r" * 60 + "," + " " * 400 + "urgency: now,"))
    code, output = run(policy)
    assert code == 1
    _, line, caret, _ = output.splitlines()
    assert len(line) < 200
    assert line[caret.index("^") :].startswith("now")


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_told_apart_from_a_wrong_one(policy: Path, content: bytes | None) -> None:
    if content is not None:
        policy.write_bytes(content)
    code, output = run(policy)
    assert code == 2
    assert str(policy) in output


def test_advice_changes_no_exit_code_unless_it_is_asked_to(policy: Path) -> None:
    policy.write_text(RIGHT)
    code, output = run(policy)
    assert code == 0
    assert "It may be better" in output
    assert f"{policy}:5: nobody answers for the queue 'billing'" in output
    assert run(policy, "--strict")[0] == 1
    assert "no-owner" in {one["code"] for one in json.loads(run(policy, "--json")[1])["advice"]}


def test_the_document_lists_triggers_with_their_queue_and_owner(policy: Path) -> None:
    policy.write_text(RIGHT.replace("{billing: {}}", "{billing: {owner: Ann | Bob, sla: {first_response: 2m}}}"))
    code, output = run(policy, "--document")
    assert code == 0
    row = "| asks | signals | `asks_for_human == 'clear'` | hands over | billing (by `route`) | Ann \\| Bob |"
    assert row in output
    assert "| billing | live | Ann \\| Bob | anybody | always open | 120 s |" in output


def test_recent_conversations_show_a_trigger_that_fires_too_often(policy: Path) -> None:
    policy.write_text(RIGHT)
    recent = policy.parent / "recent.jsonl"
    line = {"id": "a", "turns": [{"role": "user", "text": "get me a human"}]}
    recent.write_text("\n".join([json.dumps(line)] * 20))
    code, output = run(policy, "--recent", recent)
    assert code == 0
    assert "'asks' fires in 100% of 20 recent conversations" in output
