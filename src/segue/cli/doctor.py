"""`segue doctor`: looks at what a running Segue needs, and says what to do about what is wrong. Changes nothing."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from segue import __version__
from segue.cli.doctor_agents import agents
from segue.cli.doctor_safety import address, of_policy, open_files, short_secrets
from segue.cli.doctor_sources import sources
from segue.cli.doctor_store import database
from segue.cli.finding import Finding, Level
from segue.domain.errors import Invalid
from segue.domain.hubs import Can
from segue.domain.policy import Policy
from segue.hub_kinds import KINDS
from segue.policy_file import PolicyErrors, load_policy
from segue.server.pages import STATIC
from segue.settings import Settings, WrongSetting
from segue.sources.knowledge_folder import Folder

STYLES = {Level.OK: "green", Level.WARN: "yellow", Level.FAIL: "bold red"}


def doctor(
    customer: Annotated[
        list[str] | None,
        typer.Option(
            metavar="EMAIL", help="Ask every source of the policy about this customer; twice for address and id."
        ),
    ] = None,
    reach: Annotated[
        bool,
        typer.Option("--reach", help="Try a connection to each address of the bot and of channels; sends nothing."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, for scripts.")] = False,
) -> None:
    """Check settings, policy, database, secrets and files. Exit code 1 when something is unsafe or cannot work."""
    found = findings(customer or (), reach=reach)
    failed = _as_json(list(found)) if as_json else _shown(found)
    if failed:
        raise typer.Exit(1)


def _as_json(found: Sequence[Finding]) -> bool:
    failed = any(one.level is Level.FAIL for one in found)
    told = [
        {
            "about": one.about,
            "level": one.level.value,
            "code": one.code,
            "what": one.words,
            "why": one.why,
            "do": one.remedy,
        }
        for one in found
    ]
    print(json.dumps({"version": __version__, "ok": not failed, "findings": told}, ensure_ascii=False))
    return failed


def _shown(found: Iterable[Finding]) -> bool:
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(f"Segue {__version__}", "bold"))
    failed = False
    for finding in found:
        failed |= finding.level is Level.FAIL
        mark = Text(f"  {finding.level.value:<5}", STYLES[finding.level])
        console.print(Text.assemble(mark, (f"{finding.about:<11}", "bold"), finding.words))
        if finding.remedy:
            console.print(Text(f"{'':18}→ {finding.remedy}"))
        if finding.why:
            console.print(Text(f"{'':18}  {finding.why} ({finding.code})", "dim"))
    return failed


def findings(customer: Sequence[str] = (), *, reach: bool = False) -> Iterator[Finding]:
    try:
        settings = Settings.from_environment()
    except WrongSetting as error:
        yield Finding("settings", Level.FAIL, str(error), "correct it; docs/settings.md explains each", "wrong-setting")
        return
    given = sorted(name for name in os.environ if name.startswith("SEGUE_"))
    yield Finding("settings", Level.OK, ", ".join(given) or "all at their defaults")
    policy = None
    for finding, policy in _policy(settings):  # noqa: B007 - the last one counts
        yield finding
    yield from address(settings)
    yield _port(settings)
    yield _built()
    yield _secrets(settings, policy)
    yield from short_secrets(settings)
    yield from open_files(settings)
    yield from of_policy(policy)
    yield from agents(settings, policy, reach=reach)
    yield from sources(settings.secrets, policy, customer)
    yield from _knowledge(settings, policy)
    yield from _hubs(settings, policy)
    yield from database(settings, policy)


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
        yield (
            Finding("policy", Level.FAIL, f"{path}: {reason}", "write it, or name it with SEGUE_POLICY", "no-policy"),
            None,
        )
        return
    except PolicyErrors as error:
        count = len(error.problems)
        words = f"{path} cannot be used: {count} problem{'' if count == 1 else 's'}, the first: {error.problems[0]}"
        yield Finding("policy", Level.FAIL, words, f"segue check {path} shows each in its line", "wrong-policy"), None
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
        words = f"the policy names {', '.join(missing)}, not given"
        return Finding("secrets", Level.FAIL, words, f"set {variables}", "missing-secret")
    return Finding("secrets", Level.OK, f"{', '.join(sorted(needed)) or 'none'} needed by the policy")


def secrets_of(policy: Policy) -> set[str]:
    """Names of the secrets without which it cannot do all that it says."""
    named = [source.secret for source in policy.sources.values()]
    named += [source.secret for source in policy.knowledge.values()]
    named += [name for hub in policy.hubs.values() for name in hub.secrets.values()]
    named += [webhook.secret for webhook in policy.webhooks.values()]
    named += [policy.bot.secret] if policy.bot.webhook else []
    named += policy.bot.secrets.values()
    named += [name for channel in policy.channels.values() for name in channel.secrets.values()]
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
            words = f"{source.name}: {error}"
            yield Finding("knowledge", Level.FAIL, words, "make the folder, beside the policy file", "knowledge")
            continue
        level = Level.OK if count else Level.WARN
        remedy = "" if count else "put articles there, as .md or .html"
        code = "" if count else "knowledge"
        yield Finding("knowledge", level, f"{source.name}: {count} files in {source.path}", remedy, code)


def _hubs(settings: Settings, policy: Policy | None) -> Iterator[Finding]:
    """Nothing is asked of them here."""
    for hub in policy.hubs.values() if policy else ():
        kind = KINDS[hub.kind]
        drafts = "; drafts as notes" if hub.drafts else ""
        pushes = Can.PUSHES in kind.can
        told = f"its webhook is {settings.url}/v1/hubs/{hub.name}/webhook" if pushes else "it is asked what happened"
        words = f"{hub.name}: {kind.title}{drafts}; {told}"
        level = Level.OK if settings.https or not pushes else Level.WARN
        remedy = "" if level is Level.OK else "helpdesks call https:// addresses only"
        yield Finding("hubs", level, words, remedy, "" if level is Level.OK else "no-https-for-hubs")


def _port(settings: Settings) -> Finding:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            words = f"{settings.host}:{settings.port} cannot be taken: {error.strerror}"
            remedy = "fine if this is Segue running; else choose another SEGUE_PORT"
            return Finding("port", Level.WARN, words, remedy, "port-taken")
    return Finding("port", Level.OK, f"{settings.port} is free")


def _built() -> Finding:
    missing = [name for name in ("app/index.html", "widget.js") if not _has_content(STATIC / name)]
    if missing:
        remedy = "install Segue from its package, or in a checkout run python3 dev.py run segue doctor"
        return Finding("pages", Level.FAIL, f"not built: {', '.join(missing)}", remedy, "not-built")
    return Finding("pages", Level.OK, "desk, console and widget are built")


def _has_content(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0
