"""`segue scenarios`: exit codes, a line a scenario, and what was expected where it came out otherwise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from segue.cli.scenarios import scenarios

POLICY = """\
version: 1
triggers:
  - {id: asks, when: "asks_for_human == 'clear'", then: handoff}
route: [{queue: care}]
queues: {care: {}}
"""
GOOD = """\
name: a request
staff: [{name: Maria}]
steps:
  - customer: I want to talk to a human please
    expect: {decision: handoff, agent: Maria}
"""
BAD = """\
name: a wish [bold]
steps:
  - customer: Good morning
    expect: {decision: handoff, trigger: ask}
"""

app = typer.Typer()
app.command()(scenarios)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "policy.yaml").write_text(POLICY)
    return tmp_path


def ran(*words: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "60", "NO_COLOR": "1"})
    return result.exit_code, result.stdout, result.stderr


def test_all_as_expected_is_exit_code_0(folder: Path) -> None:
    (folder / "good.yaml").write_text(GOOD)
    code, output, _ = ran(folder)
    assert code == 0
    assert output.startswith("ok   a request")
    assert "1 scenario against" in output
    assert "all as expected" in output


def test_a_difference_is_exit_code_1_and_shown_at_its_line_with_the_reason(folder: Path) -> None:
    (folder / "bad.yaml").write_text(BAD)
    (folder / "good.yaml").write_text(GOOD)
    code, output, _ = ran(folder)
    assert code == 1
    assert "FAIL a wish [bold]" in output
    assert f"{folder}/bad.yaml:3: step 1, customer: Good morning" in output
    assert "decision: expected handoff, got stay (no trigger fired" in output
    assert "2 scenarios against" in output
    assert "1 failed" in output


def test_what_cannot_be_carried_out_fails_alone(folder: Path) -> None:
    (folder / "a.yaml").write_text(GOOD.replace("staff", "customer: {facts: {seats: x}}\nstaff"))
    (folder / "b.yaml").write_text(GOOD)
    code, output, _ = ran(folder)
    assert code == 1
    assert "the policy declares no fact customer.seats" in output
    assert "1 failed" in output


def test_all_mistakes_in_all_files_are_exit_code_2(folder: Path) -> None:
    (folder / "a.yaml").write_text("name: a\nsteps: [{custmer: Hi}]\n")
    (folder / "b.yaml").write_text("name: b\nsteps: [{wait: 3}]\n")
    code, output, errors = ran(folder)
    assert (code, output) == (2, "")
    assert f"{folder}/a.yaml:2:10: unknown key 'custmer'. Did you mean 'customer'?" in errors
    assert f"{folder}/b.yaml:2:16: 'wait' must be a duration" in errors


@pytest.mark.parametrize("missing", ["nowhere", "nowhere.yaml"])
def test_a_folder_that_is_not_there_is_exit_code_2(folder: Path, missing: str) -> None:
    code, _, errors = ran(folder / missing, "--policy", folder / "policy.yaml")
    assert code == 2
    assert "cannot be read" in errors


def test_a_folder_without_scenarios_is_exit_code_2(folder: Path) -> None:
    code, _, errors = ran(folder)
    assert code == 2
    assert "there is no scenario here" in errors


def test_a_policy_that_cannot_be_used_is_exit_code_2(folder: Path) -> None:
    (folder / "good.yaml").write_text(GOOD)
    (folder / "other.yaml").write_text("version: 1\n")
    code, _, errors = ran(folder / "good.yaml", "--policy", folder / "other.yaml")
    assert code == 2
    assert "segue check" in errors


def test_the_policy_of_another_name_beside_them_is_not_read_as_a_scenario(folder: Path) -> None:
    (folder / "good.yaml").write_text(GOOD)
    (folder / "strict.yaml").write_text(POLICY)
    assert ran(folder, "--policy", folder / "strict.yaml")[0] == 0


def test_as_json_a_program_can_read_it(folder: Path) -> None:
    (folder / "bad.yaml").write_text(BAD)
    code, output, _ = ran(folder, "--json")
    told = json.loads(output)
    assert code == 1
    assert (told["passed"], told["failed"]) == (0, 1)
    (row,) = told["scenarios"]
    assert (row["name"], row["line"], row["ok"]) == ("a wish [bold]", 1, False)
    assert row["mismatches"][0] | {"why": ""} == {
        **{"step": 1, "line": 3, "what": "decision", "expected": "handoff", "got": "stay", "why": ""},
    }


def test_a_conversation_can_be_shown_step_by_step(folder: Path) -> None:
    (folder / "good.yaml").write_text(GOOD)
    _, output, _ = ran(folder, "--show")
    assert "10:00:00 customer: I want to talk to a human please" in output
    assert "decision: handoff by asks" in output
    assert "note in desk (card):" in output


def test_nothing_of_a_file_is_obeyed_by_the_terminal(folder: Path) -> None:
    (folder / "good.yaml").write_text(GOOD.replace("a request", '"a \\e[2J request"'))
    _, output, _ = ran(folder)
    assert "\x1b" not in output


def test_a_policy_is_tried_without_its_secrets_and_no_knowledge_or_helpdesk_is_reached(folder: Path) -> None:
    (folder / "policy.yaml").write_text(
        POLICY
        + """\
knowledge:
  wiki: {kind: http, url: "http://127.0.0.1:9/wiki", secret: wiki_key}
  handbook: {kind: folder, path: articles}
hubs: {help: {kind: intercom, admin: "8", secret: hub_key, webhook_secret: hub_sign, drafts: true}}
"""
    )
    (folder / "good.yaml").write_text(GOOD)
    code, said, warned = ran(folder)
    assert code == 0, said
    assert "not read" not in said + warned
