"""Dockerfile, compose.yaml and the systemd unit name what exists, hold no secret, and let nothing start without one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from segue.server.application import ROUTES
from segue.settings import ELSEWHERE, READ, SECRET

ROOT = Path(__file__).parents[2]
DOCKERFILE, UNIT = ROOT / "Dockerfile", ROOT / "deploy" / "segue.service"
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
PAGE = ROOT / "docs" / "operations.md"


@pytest.mark.parametrize("path", [DOCKERFILE, ROOT / "compose.yaml", UNIT, PAGE], ids=lambda path: path.name)
def test_settings_that_are_named_exist(path: Path) -> None:
    named = {name.lower() for name in re.findall(r"\bSEGUE_([A-Z_]+)\b", path.read_text("utf-8"))}
    own = {"workers"}  # of compose.yaml itself, for the command's option
    known = READ.keys() | ELSEWHERE | own
    plain = {one for one in named if not one.startswith(SECRET.lower())}
    assert {one.removesuffix("_file") for one in plain} <= known


@pytest.mark.parametrize("path", [DOCKERFILE, ROOT / "compose.yaml"], ids=lambda path: path.name)
def test_health_checks_ask_routes_that_exist(path: Path) -> None:
    asked = re.findall(r"127\.0\.0\.1:8440(/\w+)", path.read_text("utf-8"))
    assert asked
    assert set(asked) <= {route.path for route in ROUTES if route.access.open}


def test_no_service_has_a_password_of_its_own() -> None:
    for service in COMPOSE["services"].values():
        for name, value in service.get("environment", {}).items():
            if "PASSWORD" in name or "SECRET" in name or "DATABASE" in name:
                assert name.endswith("_FILE")
                assert value.startswith("/run/secrets/")
        for secret in service.get("secrets", ()):
            assert COMPOSE["secrets"][secret]["file"].startswith("./deploy/secrets/")
    assert "deploy/secrets" in (ROOT / ".gitignore").read_text("utf-8")
    assert "deploy/secrets" in (ROOT / ".dockerignore").read_text("utf-8")


def test_what_must_be_decided_has_no_default() -> None:
    environment = COMPOSE["services"]["segue"]["environment"]
    for name in ("SEGUE_PUBLIC_URL", "SEGUE_TRUSTED_PROXIES"):
        assert environment[name].startswith(f"${{{name}:?")


def test_segue_runs_with_as_few_rights_as_it_needs() -> None:
    segue = COMPOSE["services"]["segue"]
    assert (segue["read_only"], segue["cap_drop"]) == (True, ["ALL"])
    assert "no-new-privileges:true" in segue["security_opt"]
    users = re.findall(r"^USER (\S+)", DOCKERFILE.read_text("utf-8"), re.MULTILINE)
    assert users[-1:] == ["segue"]


def test_what_is_installed_in_the_image_is_checked_by_its_hash() -> None:
    text = DOCKERFILE.read_text("utf-8")
    assert "--require-hashes" in text
    assert "--no-index" in text


def test_whoever_stops_segue_waits_longer_than_it_takes() -> None:
    assert COMPOSE["services"]["segue"]["stop_grace_period"] == "15s"
    assert "TimeoutStopSec=15" in UNIT.read_text("utf-8")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_the_unit_is_one_and_leaves_little_open(tmp_path: Path) -> None:
    unit = tmp_path / "segue.service"
    unit.write_text(UNIT.read_text("utf-8").replace("/opt/segue/.venv/bin/segue", "/bin/true"))
    verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stderr) == (0, "")
    weighed = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--json=short", "--threshold=20", unit],
        capture_output=True,
        text=True,
        check=False,
    )
    assert weighed.returncode == 0, json.loads(weighed.stdout)
