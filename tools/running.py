"""A server process of its own for the tools: a fresh database, a free port, one admin, a key for the bot."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

PASSWORD = "correct horse battery staple 17"
STARTS_WITHIN_S = 60
ORIGIN = "http://shop.example"
RATES = ("SIGN_IN", "SIGN_IN_EMAIL", "WIDGET_SESSION", "MESSAGE", "DEFAULT", "BOT", "ADDRESS")


class Unexpected(Exception):
    """The server answered otherwise than the tool may go on with."""


@dataclass(slots=True)
class Running:
    """url: where the server listens. log: what it wrote. key: of the bot, with the scopes to talk and hand over."""

    url: str
    process: asyncio.subprocess.Process
    log: Path
    admin: aiohttp.ClientSession
    key: str = ""

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}


async def ask(session: aiohttp.ClientSession, method: str, path: str, *allowed: int, **request: Any) -> Any:
    """The answer's JSON; with statuses in `allowed`, (status, JSON). Raises Unexpected for any other than 2xx."""
    async with session.request(method, path, **request) as response:
        said = await response.json(content_type=None) if response.status != 204 else None
        if response.status >= 400 and response.status not in allowed:
            raise Unexpected(f"{method} {path} answered {response.status}: {said}")
        return (response.status, said) if allowed else said


def connector() -> aiohttp.TCPConnector:
    return aiohttp.TCPConnector(limit=0)


def desk(url: str) -> aiohttp.ClientSession:
    """A browser of somebody who works here: keeps the cookie, sends the header that a page of ours sends."""
    jar = aiohttp.CookieJar(unsafe=True)  # the address is a bare IP
    return aiohttp.ClientSession(url, connector=connector(), cookie_jar=jar, headers={"X-Segue": "desk"})


async def use_link(session: aiohttp.ClientSession, link: str, **more: str) -> Any:
    """Sign in through a one-time link."""
    body = {"token": link.rpartition("token=")[2], "password": PASSWORD, **more}
    return (await ask(session, "POST", "/v1/desk/link", json=body))["me"]


def environment(store: str, policy: Path) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SEGUE_")}
    rates = {f"SEGUE_RATE_{name}": "off" for name in RATES}  # a replay asks as much as a whole town
    return {**kept, **rates, "SEGUE_DATABASE": store, "SEGUE_POLICY": str(policy), "SEGUE_PORT": "0"}


@asynccontextmanager
async def server(
    policy: Path, folder: Path, *, store: str = "", bot: str = "bot", workers: int = 1
) -> AsyncIterator[Running]:
    """`segue serve` in another process, made ready over HTTP as its owner would; stopped at the end.

    store: address of an empty database; by default an SQLite file in `folder`. bot: name of the bot's key.
    workers: processes, on PostgreSQL.
    Raises Unexpected, with the server's own words, when it does not start.
    """
    log = folder / "server.log"
    with log.open("wb") as written:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "segue.cli.main", "serve", *(("--workers", str(workers)) if workers > 1 else ())),
            env=environment(store or f"sqlite:///{folder}/segue.db", policy),
            stdout=written,
            stderr=asyncio.subprocess.STDOUT,
        )
    try:
        link = await _setup_link(process, log)
        url = link.partition("/desk/")[0]
        async with desk(url) as admin:
            await use_link(admin, link, name="Ada Admin", email="ada@segue.example")
            scopes = ["conversations", "handoff"]
            made = await ask(admin, "POST", "/v1/ops/keys", json={"name": bot, "scopes": scopes})
            yield Running(url, process, log, admin, made["secret"])
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        await process.wait()


async def _setup_link(process: asyncio.subprocess.Process, log: Path) -> str:
    """The link that the server shows as long as nobody works there."""
    for _ in range(STARTS_WITHIN_S * 20):
        said = _said(log)
        if found := re.search(r"http://\S+/desk/link\?token=\S+", said):
            return found[0]
        if process.returncode is not None:
            break
        await asyncio.sleep(0.05)
    raise Unexpected(f"the server did not start, or its database is not empty:\n{_said(log)}")


def _said(log: Path) -> str:
    return log.read_text("utf-8", "replace")
