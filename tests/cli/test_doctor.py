"""`segue doctor` and `segue db upgrade`."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fakes.vendor import Said, played
from segue.cli.doctor_store import database, sqlite_version
from segue.cli.finding import WHY, Finding, Level
from segue.cli.main import app
from segue.settings import Settings
from segue.store import lock_file
from segue.store.migrate import upgrade

POLICY = """\
version: 1
triggers:
  - {id: asks, when: "asks_for_human == 'clear'", then: handoff}
route: [{queue: general}]
queues: {general: {}}
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a right policy, all settings at their defaults."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("SEGUE_PORT", "0")
    monkeypatch.setattr("segue.cli.doctor.STATIC", tmp_path / "static")
    for name in ("app/index.html", "widget.js"):
        (tmp_path / "static" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "static" / name).write_text("built")
    (tmp_path / "policy.yaml").write_text(POLICY)
    return tmp_path


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.output


def test_all_is_well_in_a_fresh_folder_and_nothing_is_made(place: Path) -> None:
    before = sorted(place.rglob("*"))
    code, said = run("doctor")
    assert code == 0
    assert "fail" not in said
    assert "policy.yaml: 1 triggers, 1 queues" in said
    assert sorted(place.rglob("*")) == before


SOURCES = """
facts: {customer.seats: number}
sources:
  shop: {kind: http, secret: shop_key, url: "BASE/customers?mail={email}", fields: {tier: plan, customer.seats: seats}}
"""


async def test_sources_are_opened_and_asked_about_a_customer_who_is_given(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played([Said({"plan": "platinum"})]) as vendor:
        (place / "policy.yaml").write_text(POLICY + SOURCES.replace("BASE", vendor.base))
        assert "the source 'shop' needs the secret 'shop_key'" in (await asyncio.to_thread(run, "doctor"))[1]
        monkeypatch.setenv("SEGUE_SECRET_SHOP_KEY", "hush-hush-hush-hush")
        code, said = await asyncio.to_thread(run, "doctor")
        assert code == 0
        assert "shop (http) can be opened; nobody was asked" in said
        assert vendor.asked == []
        code, said = await asyncio.to_thread(run, "doctor", "--customer", "ada@acme.example")
        assert code == 0
        assert "and knows tier" in said
        assert "platinum" not in said
        assert (
            "no e-mail address of the customer is known"
            in (await asyncio.to_thread(run, "doctor", "--customer", "c-1"))[1]
        )
    code, said = await asyncio.to_thread(run, "doctor", "--customer", "ada@acme.example")
    assert code == 1
    assert "shop could not be reached" in said
    assert "hush-hush-hush-hush" not in said


async def test_a_source_that_needs_id_and_address_is_asked_when_both_are_given(place: Path) -> None:
    async with played([Said({"plan": "platinum"})]) as vendor:
        source = SOURCES.replace("secret: shop_key, ", "").replace("BASE/customers", vendor.base + "/customers/{id}")
        (place / "policy.yaml").write_text(POLICY + source)
        _, said = await asyncio.to_thread(run, "doctor", "--customer", "ada@acme.example")
        assert "no id of the customer is known" in said
        assert "give both, as --customer EMAIL --customer ID" in said
        assert vendor.asked == []
        both = ("--customer", "ada@acme.example", "--customer", "c-1")
        code, said = await asyncio.to_thread(run, "doctor", *both)
        assert code == 0
        assert "and knows tier" in said
        assert len(vendor.asked) == 1


KNOWLEDGE = """
knowledge:
  handbook: {kind: folder, path: articles}
  wiki: {kind: http, url: "https://wiki.example", secret: wiki_key}
hubs:
  messenger: {kind: intercom, admin: "1", secret: intercom_token, webhook_secret: intercom_client_secret, drafts: true}
"""


def test_knowledge_and_helpdesks_are_looked_at_as_far_as_this_machine_tells(place: Path) -> None:
    (place / "policy.yaml").write_text(POLICY + KNOWLEDGE)
    code, said = run("doctor")
    assert code == 1
    assert "the policy names intercom_client_secret, intercom_token, wiki_key, not given" in said
    assert "articles cannot be read: No such file" in said
    (place / "articles").mkdir()
    assert "handbook: 0 files in articles" in run("doctor")[1]
    (place / "articles" / "a.md").write_text("words")
    said = run("doctor")[1]
    assert "handbook: 1 files in articles" in said
    assert "wiki: from http, every 1:00:00" in said
    assert "/v1/hubs/messenger/webhook" in said
    assert "helpdesks call https:// addresses only" in said


@pytest.mark.parametrize(
    ("setting", "value", "finding"),
    [
        ("SEGUE_PROT", "1", "SEGUE_PROT: there is no such setting"),
        ("SEGUE_POLICY", "nowhere.yaml", "nowhere.yaml: No such file"),
        ("SEGUE_DATABASE", "sqlite:///missing/segue.db", "missing is missing or cannot be written to"),
        ("SEGUE_DATABASE", "postgresql://nobody:hush@127.0.0.1:1/segue", "cannot be used"),
    ],
)
def test_what_is_wrong_fails_and_says_what_to_do(
    setting: str, value: str, finding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(setting, value)
    code, said = run("doctor")
    assert code == 1
    assert finding in said
    assert "→" in said
    assert "hush" not in said


def test_a_wrong_policy_shows_its_first_problem(place: Path) -> None:
    (place / "policy.yaml").write_text(POLICY.replace("[{queue: general}]", "[{queue: generall}]"))
    code, said = run("doctor")
    assert code == 1
    assert "unknown queue 'generall'" in said
    assert "segue check policy.yaml" in said


def test_a_secret_that_the_policy_names_must_be_given(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "policy.yaml").write_text(POLICY + "bot: {webhook: 'https://bot.example', secret: bot_webhook}\n")
    assert "set SEGUE_SECRET_BOT_WEBHOOK" in run("doctor")[1]
    monkeypatch.setenv("SEGUE_SECRET_BOT_WEBHOOK", "hush-hush-hush-hush")
    code, said = run("doctor")
    assert code == 0
    assert "hush-hush-hush-hush" not in said


def test_so_must_the_secret_that_signs_a_webhook(place: Path) -> None:
    (place / "policy.yaml").write_text(POLICY + "webhooks: {crm: {url: 'https://crm.example', secret: crm_hook}}\n")
    code, said = run("doctor")
    assert code == 1
    assert "set SEGUE_SECRET_CRM_HOOK" in said


def test_pages_that_are_not_built_fail(place: Path) -> None:
    (place / "static" / "widget.js").write_text("")
    code, said = run("doctor")
    assert code == 1
    assert "not built: widget.js" in said


def test_old_tables_are_a_warning_until_they_are_upgraded(place: Path) -> None:
    sqlite3.connect(place / "segue.db").close()
    (place / "segue.db").touch()
    assert "tables at step none" in run("doctor")[1]
    code, said = run("db", "upgrade")
    assert code == 0
    assert "up to date" in said
    assert "warn database" not in run("doctor")[1]


def test_a_database_in_use_is_seen_and_not_upgraded(place: Path) -> None:
    run("db", "upgrade")
    with lock_file.hold(place / "segue.db"):
        code, said = run("doctor")
        assert code == 0
        assert "is in use by process" in said
        code, said = run("db", "upgrade")
        assert code == 1
        assert "is in use by process" in said


@pytest.mark.parametrize(
    ("version", "level"),
    [
        ((3, 6, 23), Level.OK),
        ((3, 7, 0), Level.WARN),
        ((3, 51, 2), Level.WARN),
        ((3, 51, 3), Level.OK),
        ((3, 52, 0), Level.OK),
    ],
)
def test_sqlite_versions_with_the_wal_reset_bug_are_warned_of(version: tuple[int, int, int], level: Level) -> None:
    assert sqlite_version(version).level is level


def found(*words: str) -> dict[str, dict[str, str]]:
    """The findings that are not ok, by code."""
    told = json.loads(run("doctor", "--json", *words)[1])
    return {one["code"]: one for one in told["findings"] if one["code"]}


def test_json_says_what_why_and_what_to_do(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = run("doctor", "--json")
    assert (code, json.loads(said)["ok"]) == (0, True)
    monkeypatch.setenv("SEGUE_POLICY", "nowhere.yaml")
    code, said = run("doctor", "--json")
    told = json.loads(said)
    assert (code, told["ok"]) == (1, False)
    (one,) = [one for one in told["findings"] if one["code"] == "no-policy"]
    assert one == {
        "about": "policy",
        "level": "fail",
        "code": "no-policy",
        "what": "nowhere.yaml: No such file or directory",
        "why": WHY["no-policy"],
        "do": "write it, or name it with SEGUE_POLICY",
    }


@pytest.mark.parametrize(
    ("settings", "code", "level"),
    [
        ({"SEGUE_HOST": "0.0.0.0", "SEGUE_INSECURE_BIND": "yes"}, "no-tls", "fail"),
        ({"SEGUE_PUBLIC_URL": "http://segue.example"}, "no-tls", "warn"),
        ({"SEGUE_PUBLIC_URL": "https://segue.example"}, "no-trusted-proxy", "warn"),
        ({"SEGUE_SECRET_CRM": "too short"}, "short-secret", "fail"),
        ({"SEGUE_DISK_FLOOR": "999999GB"}, "disk-full", "fail"),
        ({}, "keeps-all", "warn"),
    ],
)
def test_unsafe_and_unfinished_settings_are_told(
    settings: dict[str, str], code: str, level: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    one = found()[code]
    assert one["level"] == level
    assert one["do"]
    assert "too short" not in json.dumps(one)


def test_files_that_everybody_may_read_are_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = place / "crm.secret"
    secret.write_text("a long enough secret")
    secret.chmod(0o644)
    monkeypatch.setenv("SEGUE_SECRET_CRM_FILE", str(secret))
    assert str(secret) in found()["open-file"]["what"]
    secret.chmod(0o600)
    run("db", "upgrade")
    assert "open-file" not in found()
    (place / "segue.db").chmod(0o644)
    assert "segue.db" in found()["open-file"]["what"]


def test_webhooks_that_leave_unencrypted_are_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEGUE_SECRET_CRM", "a long enough secret")
    hooks = 'bot: {webhook: "http://crm.example/in", secret: crm}\n'
    (place / "policy.yaml").write_text(POLICY + hooks)
    assert "bot.webhook" in found()["plain-webhook"]["what"]
    (place / "policy.yaml").write_text(POLICY + hooks.replace("http:", "https:"))
    assert "plain-webhook" not in found()


def test_a_database_without_anybody_is_unfinished(place: Path) -> None:
    run("db", "upgrade")
    assert found()["nobody"]["level"] == "warn"


@pytest.mark.postgres
def test_a_role_that_sees_all_workspaces_is_unsafe(place: Path, request: pytest.FixtureRequest) -> None:
    """The tests' own server is asked as its superuser."""
    url = request.getfixturevalue("postgres_url")
    upgrade(url.replace("postgresql://", "postgresql+psycopg://"))
    assert "walls-bypassed" in [one.code for one in database(Settings(database=url))]


def test_a_finding_that_is_not_well_has_a_reason_and_no_other_has_one() -> None:
    for level, code in ((Level.FAIL, ""), (Level.WARN, "unheard-of"), (Level.OK, "no-tls")):
        with pytest.raises(ValueError, match="has a code with a reason"):
            Finding("x", level, "x", code=code)


def test_the_page_explains_each_finding_and_no_other() -> None:
    page = (Path(__file__).parents[2] / "docs" / "doctor.md").read_text("utf-8")
    assert re.findall(r"^### (\S+)$", page, re.MULTILINE) == sorted(WHY)
