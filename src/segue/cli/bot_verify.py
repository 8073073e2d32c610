"""`segue bot verify`: whether a bot of one's own does what Segue will ask of it."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import secrets
import shlex
from base64 import b64encode
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Annotated, Any
from urllib.parse import urlsplit

import structlog
import typer
from rich.console import Console
from rich.markup import escape

from segue.cli import bot_conformance, bot_in_front
from segue.cli.bot_bench import Bench, Check, verifying
from segue.cli.bot_house import House, open_house
from segue.cli.hub_conformance import Finding
from segue.cli.trouble import told
from segue.domain.conditions import did_you_mean
from segue.domain.errors import Invalid
from segue.settings import loopback

USUAL_PORT = "127.0.0.1:8440"
ENDS_WITHIN_S = 5.0
STANDARD_ERROR = 2
"""Where the author's program prints to: the findings stay by themselves."""
WORDS = {True: "[green]ok  [/]", False: "[red]FAIL[/]", None: "[yellow]skip[/]"}


def bot_verify(
    url: Annotated[str, typer.Argument(metavar="[URL]", help="Where the bot hears events.")] = "",
    secret: Annotated[str, typer.Option(envvar="SEGUE_BOT_SECRET", help="The secret that signs its events.")] = "",
    key: Annotated[str, typer.Option(envvar="SEGUE_KEY", help="The key it calls with, sk_…: any, for this run.")] = "",
    in_front: Annotated[
        str, typer.Option(metavar="COMMAND", help="Instead: a bot that calls Segue, reads lines and prints.")
    ] = "",
    run: Annotated[str, typer.Option(metavar="COMMAND", help="Start it, with what it needs in its environment.")] = "",
    listen: Annotated[
        str, typer.Option(metavar="HOST:PORT", help=f"Where it calls. {USUAL_PORT} when left out, any with --run.")
    ] = "",
    public: Annotated[str, typer.Option(metavar="URL", help="How it reaches that, if otherwise.")] = "",
    only: Annotated[list[str] | None, typer.Option(metavar="CHECK", help="Only this one; repeatable.")] = None,
    knows: Annotated[str, typer.Option(metavar="WORD", help="It must tell of a WORD that a human promised.")] = "",
    helps: Annotated[bool, typer.Option("--helps", help="It drafts for humans.")] = False,
    wait: Annotated[float, typer.Option(min=0.5, max=300.0, help="Seconds for each answer.")] = 10.0,
    quiet: Annotated[float, typer.Option(min=0.1, max=60.0, help="Seconds of listening for what must not come.")] = 1.0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, for scripts.")] = False,
) -> None:
    """Play Segue, customers and a human against a bot of your own, and tell what is not as it should be."""
    with told():
        checks = bot_in_front.CHECKS if in_front else bot_conformance.CHECKS
        chosen = _known(only or [], checks)
        if not in_front:
            _must_be_there(url, secret, key, run)
        elif url or run or knows or helps:
            raise Invalid("in-front: goes without URL, --run, --knows and --helps", field="in_front")
        host, port = _address(listen or ("127.0.0.1:0" if run or in_front else USUAL_PORT), public)
        console = Console(highlight=False, soft_wrap=True)
        _hush()
        found = asyncio.run(
            _verified(
                checks,
                run=run,
                tell=(lambda _: None) if as_json else (lambda one: _show(console, one)),
                bench={"only": chosen, "knows": knows, "helps": helps, "command": _words(in_front)},
                house={
                    **{"url": url, "secret": secret or _fresh_secret(), "key": key, "host": host, "port": port},
                    **{"public": public.rstrip("/"), "helps": helps, "wait_s": wait, "quiet_s": quiet},
                },
            )
        )
    _sum_up(console, found, as_json=as_json)


async def _verified(
    checks: Sequence[Check], *, run: str, tell: Any, bench: Mapping[str, Any], house: Mapping[str, Any]
) -> list[Finding]:
    async with open_house(**house) as opened, _started(run, opened, house["secret"]):
        if run and not await _listens(house["url"], opened.wait_s):
            raise Invalid(
                f"run: nothing listens at {house['url']} {opened.wait_s:g} s after it was started", field="run"
            )
        checking = asyncio.create_task(verifying(Bench(opened, **bench), checks, tell))
        await asyncio.wait((checking, opened.stopped), return_when=asyncio.FIRST_COMPLETED)
        if not checking.done():  # Ctrl-C, which the server takes
            checking.cancel()
            await asyncio.gather(checking, return_exceptions=True)
            raise Invalid("stopped before all checks were played")
        return checking.result()


@asynccontextmanager
async def _started(command: str, house: House, secret: str) -> AsyncIterator[None]:
    """The author's program, until the end. Raises Invalid."""
    if not command:
        yield
        return
    own = {**os.environ, "SEGUE_URL": house.url, "SEGUE_KEY": house.key, "SEGUE_BOT_SECRET": secret}
    try:
        process = await asyncio.create_subprocess_exec(*_words(command), env=own, stdout=STANDARD_ERROR)
    except (OSError, ValueError) as error:
        raise Invalid(f"run: {command[:200]!r} cannot be started: {error}", field="run") from None
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), ENDS_WITHIN_S)
        except TimeoutError:
            process.kill()
            await process.wait()


async def _listens(url: str, wait_s: float) -> bool:
    parts = urlsplit(url)
    with suppress(TimeoutError):
        async with asyncio.timeout(wait_s):
            while True:
                with suppress(OSError):
                    _, writer = await asyncio.open_connection(parts.hostname, parts.port or 80)
                    writer.close()
                    return True
                await asyncio.sleep(0.1)
    return False


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError as error:
        raise Invalid(f"{command[:200]!r} is no command: {error}", field="run") from None


def _known(only: Sequence[str], checks: Sequence[Check]) -> frozenset[str]:
    names = [one.name for one in checks]
    for name in only:
        if name not in names:
            raise Invalid(
                f"only: there is no check {name[:64]!r}. {did_you_mean(name, names, 'There are')}", field="only"
            )
    return frozenset(only)


def _must_be_there(url: str, secret: str, key: str, run: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Invalid("URL: where the bot hears events, such as http://127.0.0.1:8096/segue", field="url")
    lacks = [name for name, given in (("SEGUE_BOT_SECRET", secret), ("SEGUE_KEY", key)) if not given]
    if lacks and not run:
        words = "the bot runs already, so this must know what it was given; or let it be started by --run"
        raise Invalid(f"not set: {', '.join(lacks)}: {words}", field="secret")


def _address(listen: str, public: str) -> tuple[str, int]:
    host, _, port = listen.rpartition(":")
    if not port.isdecimal() or int(port) > 65535:
        raise Invalid(f"listen: {listen[:100]!r} is no HOST:PORT, such as {USUAL_PORT}", field="listen")
    host = host.strip("[]") or "127.0.0.1"
    if (public or not loopback(host)) and urlsplit(public).scheme not in {"http", "https"}:
        words = "public: how the bot reaches this, such as http://segue.test:8440, where it listens for others"
        raise Invalid(words, field="public")
    return host, int(port)


def _fresh_secret() -> str:
    return "whsec_" + b64encode(secrets.token_bytes(32)).decode()


def _hush() -> None:
    """What this Segue logs of the bot's mistakes is what the checks say."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def _show(console: Console, one: Finding) -> None:
    console.print(f"{WORDS[one.ok]} {escape(one.check)}{escape(f' ({one.found})' if one.found else '')}")
    if one.right:
        console.print(f"     right: {escape(one.right)}")


def _sum_up(console: Console, found: Sequence[Finding], *, as_json: bool) -> None:
    wrong, skipped = (sum(1 for one in found if one.ok is value) for value in (False, None))
    if as_json:
        told_of = [{"check": one.check, "ok": one.ok, "right": one.right, "found": one.found} for one in found]
        print(json.dumps({"findings": told_of, "failed": wrong, "skipped": skipped}, ensure_ascii=False))
    else:
        console.print(f"{len(found) - wrong - skipped} ok, {wrong} failed, {skipped} could not be tried")
    if wrong:
        raise typer.Exit(1)
