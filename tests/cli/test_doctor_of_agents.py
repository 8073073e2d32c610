"""`segue doctor` and what of the policy's bot and channels cannot work."""

from __future__ import annotations

import json
import re
import socket
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from segue.cli.doctor_agents import bot_unused
from segue.cli.main import app
from segue.policy_file import load_policy

POLICY = """\
version: 1
triggers: [{id: asks, when: "asks_for_human == 'clear'", then: handoff}]
route: [{queue: general}]
queues: {general: {}}
"""
APP, TENANT = "00000000-0000-0000-0000-00000000000a", "00000000-0000-0000-0000-00000000000b"
AGENT = f"kind: copilot_agent, app_id: {APP}, tenant: {TENANT}"
SHOP = "channels: {shop: {kind: direct_line, secret: shop, origins: ['https://shop.example']}}\n"
STUDIO = f"bot: {{kind: copilot_studio, environment: e, agent: cr1_a, tenant: {TENANT}, app: {APP}, secret: studio}}\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SEGUE_PORT", "0")
    for name in ("SHOP", "STUDIO", "OUT"):
        monkeypatch.setenv(f"SEGUE_SECRET_{name}", "a-secret-that-is-long-enough")
    return tmp_path


def found(place: Path, rest: str, *words: str) -> list[dict[str, Any]]:
    """Of the bot and of channels, and secrets that are missing."""
    (place / "policy.yaml").write_text(POLICY + rest)
    told = json.loads(CliRunner().invoke(app, ["doctor", "--json", *words]).output)
    return [one for one in told["findings"] if one["about"] in {"bot", "channels"} or one["code"] == "missing-secret"]


def codes(place: Path, rest: str, *words: str) -> dict[str, dict[str, Any]]:
    return {one["code"]: one for one in found(place, rest, *words) if one["code"]}


def test_a_bot_and_a_channel_that_can_be_opened_are_named_by_what_they_are(place: Path) -> None:
    told = found(place, "bot: {kind: rasa, url: 'http://127.0.0.1:5005'}\n" + SHOP)
    assert [(one["level"], one["what"]) for one in told] == [
        ("ok", "bot is reached as Rasa"),
        ("ok", "shop: Web Chat and other clients of Direct Line 3.0; the bot behind Segue answers"),
    ]


def test_secrets_of_bot_and_channels_are_missed_by_name(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEGUE_SECRET_SHOP")
    monkeypatch.delenv("SEGUE_SECRET_STUDIO")
    told = codes(place, STUDIO + SHOP)
    assert told["missing-secret"]["do"] == "set SEGUE_SECRET_SHOP, SEGUE_SECRET_STUDIO"
    assert "not-opened" not in told, "told once"


def test_an_extra_that_is_not_installed_is_named(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("microsoft_agents")]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, "microsoft_agents.activity", None)
    monkeypatch.delitem(sys.modules, "segue.bots.copilot_studio", raising=False)
    told = codes(place, STUDIO)["not-opened"]
    assert told["level"] == "fail"
    assert "pip install 'segue-handoff[microsoft]'" in told["what"]


def test_an_address_that_cannot_be_a_token_endpoint_is_told(place: Path) -> None:
    told = codes(place, "bot: {kind: direct_line, token_endpoint: 'https://x.example'}\n")["not-opened"]
    assert "no token endpoint of Copilot Studio" in told["what"]


def test_copilot_studio_cannot_call_an_address_without_https(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = codes(place, f"channels: {{acme: {{{AGENT}}}}}\n")
    assert told["no-https-for-channels"]["do"].startswith("set SEGUE_PUBLIC_URL=https://…")
    played = codes(place, f"channels: {{acme: {{{AGENT}, anonymous: yes}}}}\n")
    assert "no-https-for-channels" not in played, "played on this machine"
    assert "any program on this machine" in played["channel"]["what"]
    monkeypatch.setenv("SEGUE_PUBLIC_URL", "https://segue.acme.example")
    assert not codes(place, f"channels: {{acme: {{{AGENT}}}}}\n")


def test_what_check_advises_of_channels_is_told_too(place: Path) -> None:
    assert "the policy has none: nobody answers them" in codes(place, SHOP)["channel"]["what"]


@pytest.mark.parametrize(("host", "forbidden"), [("10.0.0.7", True), ("8.8.8.8", False), ("chat.example", False)])
def test_a_channel_at_a_private_address_is_not_called(place: Path, host: str, forbidden: bool) -> None:
    out = f"channels: {{out: {{kind: webhook, url: 'https://{host}/segue', secret: out}}}}\n"
    assert ("private-address" in codes(place, out)) is forbidden


def test_pages_that_may_come_in_are_not_addresses_that_are_called(place: Path) -> None:
    shop = SHOP.replace("https://shop.example", "http://127.0.0.1:8095")
    assert "private-address" not in codes(place, shop)
    assert not [one for one in found(place, shop, "--reach") if "origins" in one["what"]]


def test_networks_of_ones_own_may_be_named(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEGUE_WEBHOOK_NETWORKS", "10.0.0.0/8")
    out = "channels: {out: {kind: webhook, url: 'https://10.0.0.7/segue', secret: out}}\n"
    assert "private-address" not in codes(place, out)


def test_addresses_are_tried_when_asked_for_and_nothing_is_sent(place: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(10)
        port = listening.getsockname()[1]
        rasa = f"bot: {{kind: rasa, url: 'http://127.0.0.1:{port}'}}\n"
        assert len(found(place, rasa)) == 1
        assert "127.0.0.1 takes connections" in found(place, rasa, "--reach")[1]["what"]
        with listening.accept()[0] as connection:
            assert connection.recv(1) == b""
    told = codes(place, rasa, "--reach")["unreachable"]
    assert re.search(rf"bot.url: 127.0.0.1:{port} cannot be reached: .*refused", told["what"])


@pytest.mark.parametrize(
    ("rest", "sites", "unused"),
    [
        ("bot: {webhook: 'https://bot.example', secret: out}\n", 0, True),
        ("bot: {webhook: 'https://bot.example', secret: out}\n", 1, False),
        ("bot: {webhook: 'https://bot.example', secret: out}\n" + SHOP, 0, False),
        (f"bot: {{webhook: 'https://bot.example', secret: out}}\nchannels: {{acme: {{{AGENT}}}}}\n", 0, True),
        ("", 0, False),
    ],
)
def test_a_bot_that_nobody_calls_is_told(rest: str, sites: int, unused: bool) -> None:
    assert [one.code for one in bot_unused(load_policy(POLICY + rest), sites)] == ["bot-unused"] * unused
