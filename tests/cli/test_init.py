"""`segue init` writes a policy that can be used at once."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from segue.cli.main import app
from segue.policy_file import check_policy, load_policy


def test_the_policy_it_writes_can_be_used(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["init", str(tmp_path / "policy.yaml")])
    assert result.exit_code == 0, result.output
    text = (tmp_path / "policy.yaml").read_text("utf-8")
    assert check_policy(text) == ()
    reasons = {trigger.reason for trigger in load_policy(text).triggers}
    assert reasons >= {"billing_dispute", "security", "compliance", "legal", "contract", "distress"}
    assert "segue chat" in result.stdout


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("mine", "utf-8")
    result = CliRunner().invoke(app, ["init", str(tmp_path / "mine.yaml")])
    assert result.exit_code == 1
    assert "stays as it is" in result.stderr
    assert (tmp_path / "mine.yaml").read_text("utf-8") == "mine"
