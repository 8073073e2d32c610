"""`segue serve`: starts with what the environment says, says where it is, and stops in order."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import pytest

POLICY = """\
version: 1
triggers:
  - {id: asks, when: "asks_for_human == 'clear'", then: handoff}
route: [{queue: general}]
queues: {general: {}}
"""
PASSWORD = "a few unusual words"


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.yaml"
    path.write_text(POLICY)
    return path


def environment(folder: Path, **settings: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("SEGUE_")}
    return own | {
        "SEGUE_DATABASE": f"sqlite:///{folder / 'segue.db'}",
        "SEGUE_POLICY": str(folder / "policy.yaml"),
        "SEGUE_PORT": "0",
        "PYTHONUNBUFFERED": "1",
        **settings,
    }


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "segue.cli.main", *words]


def refused(folder: Path, *words: str, **settings: str) -> str:
    done = subprocess.run(  # noqa: PLW1510 - the code is looked at
        command("serve", *words), env=environment(folder, **settings), capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


@contextmanager
def serving(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """The process, its address and the one-time link."""
    process = subprocess.Popen(command("serve"), env=environment(folder), stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            if found := re.search(r"(http://\S+)/desk/link\?token=(\S+)", said):
                yield process, found[1], found[2]
                return
        raise AssertionError(f"it ended: {said}")
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


async def test_the_first_start_prints_a_link_where_the_first_admin_is_made(policy: Path) -> None:
    with serving(policy.parent) as (_, address, token):
        async with aiohttp.ClientSession(address) as browser:
            async with browser.get("/v1/desk/link", params={"token": token}) as answer:
                assert (await answer.json())["purpose"] == "setup"
            admin = {"token": token, "password": PASSWORD, "name": "Ida", "email": "ida@acme.example"}
            async with browser.post("/v1/desk/link", json=admin) as answer:
                assert (await answer.json())["me"]["role"] == "admin"


async def test_sigterm_closes_sockets_with_1012_and_the_store_after_them(policy: Path) -> None:
    with serving(policy.parent) as (process, address, token):
        async with aiohttp.ClientSession(
            address, cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"x-segue": "desk"}
        ) as browser:
            admin = {"token": token, "password": PASSWORD, "name": "Ida", "email": "ida@acme.example"}
            await browser.post("/v1/desk/link", json=admin)
            async with browser.post("/v1/desk/ticket", json={}) as answer:
                ticket = (await answer.json())["ticket"]
            async with browser.ws_connect("/v1/desk/live", params={"ticket": ticket}) as live:
                await live.receive_json()
                process.send_signal(signal.SIGTERM)
                while not live.closed:
                    await live.receive()
                assert live.close_code == 1012
        assert process.wait(timeout=30) == 0
        assert process.stdout is not None
        assert process.stdout.read().endswith("stopped\n"), "which is said once the store is closed"


def test_a_second_process_on_the_same_file_is_told_who_has_it(policy: Path) -> None:
    with serving(policy.parent) as (process, _, _):
        assert f"in use by process {process.pid}" in refused(policy.parent)


def test_several_workers_on_one_file_are_refused_with_the_command_that_would_work(policy: Path) -> None:
    said = refused(policy.parent, "--workers", "2")
    assert "SEGUE_DATABASE=postgresql://user:password@host/segue segue serve --workers 2" in said


def test_a_wrong_policy_is_told_with_its_line(policy: Path) -> None:
    policy.write_text(POLICY.replace("[{queue: general}]", "[{queue: generall}]"))
    assert "policy.yaml:4:17: unknown queue 'generall'" in refused(policy.parent)


def test_a_missing_policy_names_the_setting(tmp_path: Path) -> None:
    assert "SEGUE_POLICY" in refused(tmp_path)


def test_an_unknown_setting_is_told(policy: Path) -> None:
    assert "SEGUE_PROT: there is no such setting" in refused(policy.parent, SEGUE_PROT="80")


def test_a_missing_secret_of_the_bot_stops_the_start(policy: Path) -> None:
    policy.write_text(POLICY + "bot: {webhook: 'http://127.0.0.1:1/', secret: bot_webhook}\n")
    assert "SEGUE_SECRET_BOT_WEBHOOK" in refused(policy.parent)


def test_a_port_in_use_is_told(policy: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"127.0.0.1:{port} cannot be listened on" in refused(policy.parent, SEGUE_PORT=port)
