"""`segue doctor`: looks at what a running Segue needs, and says what to do about what is wrong. Changes nothing."""

from __future__ import annotations

import os
import socket
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text
from sqlalchemy.engine import URL, make_url

from segue import __version__
from segue.cli.doctor_sources import sources
from segue.cli.finding import Finding, Level
from segue.domain.errors import Invalid, SegueError
from segue.domain.policy import Policy
from segue.policy_file import PolicyErrors, load_policy
from segue.server.pages import STATIC
from segue.settings import Settings, WrongSetting, loopback
from segue.sources.knowledge_folder import Folder
from segue.store import lock_file
from segue.store.migrate import steps_of

STYLES = {Level.OK: "green", Level.WARN: "yellow", Level.FAIL: "bold red"}
WAL_RESET = ((3, 7, 0), (3, 51, 2))
"""SQLite versions with the "WAL-reset bug" (sqlite.org/wal.html): several writers at once can corrupt the file."""


def doctor(
    customer: Annotated[
        list[str] | None,
        typer.Option(
            metavar="EMAIL", help="Ask every source of the policy about this customer; twice for address and id."
        ),
    ] = None,
) -> None:
    """Check settings, policy, database, secrets and built files. Exit code 1 when something is wrong."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(f"Segue {__version__}", "bold"))
    failed = False
    for finding in findings(customer or ()):
        failed |= finding.level is Level.FAIL
        mark = Text(f"  {finding.level.value:<5}", STYLES[finding.level])
        console.print(Text.assemble(mark, (f"{finding.about:<11}", "bold"), finding.words))
        if finding.remedy:
            console.print(Text(f"{'':18}→ {finding.remedy}"))
    if failed:
        raise typer.Exit(1)


def findings(customer: Sequence[str] = ()) -> Iterator[Finding]:
    try:
        settings = Settings.from_environment()
    except WrongSetting as error:
        yield Finding("settings", Level.FAIL, str(error), "correct it; docs/settings.md explains each")
        return
    given = sorted(name for name in os.environ if name.startswith("SEGUE_"))
    yield Finding("settings", Level.OK, ", ".join(given) or "all at their defaults")
    policy = None
    for finding, policy in _policy(settings):  # noqa: B007 - the last one counts
        yield finding
    checks: tuple[Callable[[Settings], Finding], ...] = (_address, _port, _built)
    yield from (check(settings) for check in checks)
    yield _secrets(settings, policy)
    yield _bot(policy)
    yield from sources(settings.secrets, policy, customer)
    yield from _knowledge(settings, policy)
    yield from _database(settings)


def _policy(settings: Settings) -> Iterator[tuple[Finding, Policy | None]]:
    path = settings.policy
    if not path.is_file() and settings.policy_source == "console":
        words = "comes from the console; a file is needed for the first start only"
        yield Finding("policy", Level.OK, words), None
        return
    try:
        policy = load_policy(path.read_text("utf-8"), name=str(path))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        yield Finding("policy", Level.FAIL, f"{path}: {reason}", "write it, or name it with SEGUE_POLICY"), None
        return
    except PolicyErrors as error:
        count = len(error.problems)
        words = f"{path} cannot be used: {count} problem{'' if count == 1 else 's'}, the first: {error.problems[0]}"
        yield Finding("policy", Level.FAIL, words, f"segue check {path} shows each in its line"), None
        return
    words = f"{path}: {len(policy.triggers)} triggers, {len(policy.queues)} queues"
    yield Finding("policy", Level.OK, words), policy


def _secrets(settings: Settings, policy: Policy | None) -> Finding:
    if policy is None:
        return Finding("secrets", Level.OK, "not checked: no policy to read the names from")
    needed = secrets_of(policy)
    missing = sorted(needed - set(settings.secrets))
    if missing:
        variables = ", ".join(f"SEGUE_SECRET_{name.upper()}" for name in missing)
        return Finding("secrets", Level.FAIL, f"the policy names {', '.join(missing)}, not given", f"set {variables}")
    return Finding("secrets", Level.OK, f"{', '.join(sorted(needed)) or 'none'} needed by the policy")


def secrets_of(policy: Policy) -> set[str]:
    """Names of the secrets without which it cannot do all that it says."""
    named = [source.secret for source in policy.sources.values()]
    named += [source.secret for source in policy.knowledge.values()]
    named += [name for hub in policy.assist.values() for name in (hub.secret, hub.webhook_secret)]
    named += [policy.bot.secret] if policy.bot.webhook else []
    return {name for name in named if name}


def _knowledge(settings: Settings, policy: Policy | None) -> Iterator[Finding]:
    """Folders are looked at; nothing else is asked."""
    for source in policy.knowledge.values() if policy else ():
        if source.kind != "folder":
            words = f"{source.name}: from {source.kind}, every {source.refresh}; the console shows how it goes"
            yield Finding("knowledge", Level.OK, words)
            continue
        try:
            count = len(Folder(settings.policy.parent / source.path).files())
        except Invalid as error:
            yield Finding("knowledge", Level.FAIL, f"{source.name}: {error}", "make the folder, beside the policy file")
            continue
        level = Level.OK if count else Level.WARN
        remedy = "" if count else "put articles there, as .md or .html"
        yield Finding("knowledge", level, f"{source.name}: {count} files in {source.path}", remedy)
    for hub in policy.assist.values() if policy else ():
        words = f"{hub.name}: drafts as notes in {hub.kind}; its webhook is {settings.url}/v1/hubs/{hub.name}/webhook"
        level = Level.OK if settings.https else Level.WARN
        yield Finding("assist", level, words, "" if settings.https else "helpdesks call https:// addresses only")


def _bot(policy: Policy | None) -> Finding:
    if policy is None:
        return Finding("bot", Level.OK, "not checked: no policy to read it from")
    if policy.bot.webhook:
        return Finding("bot", Level.OK, f"{policy.bot.name} is called at {policy.bot.webhook}")
    words = f"{policy.bot.name} calls Segue itself: the policy has no bot.webhook, so nobody would answer in a widget"
    return Finding("bot", Level.OK, words)


def _address(settings: Settings) -> Finding:
    if settings.https:
        return Finding("address", Level.OK, settings.url)
    if loopback(settings.host) and not settings.public_url:
        return Finding("address", Level.OK, f"{settings.url}, for this machine only")
    remedy = "put a proxy with TLS in front and set SEGUE_PUBLIC_URL=https://…"
    return Finding("address", Level.WARN, f"{settings.url}: passwords and messages travel unencrypted", remedy)


def _port(settings: Settings) -> Finding:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            words = f"{settings.host}:{settings.port} cannot be taken: {error.strerror}"
            return Finding("port", Level.WARN, words, "fine if this is Segue running; else choose another SEGUE_PORT")
    return Finding("port", Level.OK, f"{settings.port} is free")


def _built(settings: Settings) -> Finding:
    missing = [name for name in ("app/index.html", "widget.js") if not _has_content(STATIC / name)]
    if missing:
        remedy = "install Segue from its package, or in a checkout run python3 dev.py run segue doctor"
        return Finding("pages", Level.FAIL, f"not built: {', '.join(missing)}", remedy)
    return Finding("pages", Level.OK, "desk, console and widget are built")


def _has_content(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _database(settings: Settings) -> Iterator[Finding]:
    url = make_url(settings.database)
    if url.get_backend_name() != "sqlite":
        yield _tables(url)
        return
    yield sqlite_version(sqlite3.sqlite_version_info)
    path = Path(url.database or "")
    if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        remedy = "make the folder, and let this user write to it"
        yield Finding("database", Level.FAIL, f"{path.parent.absolute()} is missing or cannot be written to", remedy)
    elif not path.exists():
        yield Finding("database", Level.OK, f"{path} will be made at the first start")
    else:
        yield _tables(url)
        yield _lock(path)


def sqlite_version(version: tuple[int, int, int]) -> Finding:
    shown = ".".join(map(str, version))
    if not WAL_RESET[0] <= version <= WAL_RESET[1]:
        return Finding("sqlite", Level.OK, shown)
    words = f"{shown} can damage a database that several programs write to (fixed in 3.51.3)"
    return Finding("sqlite", Level.WARN, words, "Segue writes from one process; let no other program write to its file")


def _tables(url: URL) -> Finding:
    where = url.render_as_string()  # without the password
    try:
        steps = steps_of(url)
    except (SegueError, ImportError) as error:
        return Finding("database", Level.FAIL, str(error), "check SEGUE_DATABASE, and that the server runs")
    if steps.there == steps.newest:
        return Finding("database", Level.OK, f"{where}, tables at step {steps.there}")
    remedy = "segue db upgrade (segue serve does it as well)"
    return Finding(
        "database", Level.WARN, f"{where}: tables at step {steps.there or 'none'}, newest is {steps.newest}", remedy
    )


def _lock(path: Path) -> Finding:
    try:
        lock_file.hold(path).close()
    except SegueError as error:
        return Finding("lock", Level.WARN, error.message, "fine while segue serve runs; a second one cannot start")
    return Finding("lock", Level.OK, "no other process uses the file")
