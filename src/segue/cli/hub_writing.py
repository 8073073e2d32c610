"""A hub into the policy file, with everything else in it as it was; and its secrets beside, never in it."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from segue.cli.hub_asking import Answers, variable
from segue.domain.errors import Invalid
from segue.domain.hubs import Can, HubKind, HubSettings
from segue.domain.policy import Policy
from segue.domain.queues import Queue, QueueKind
from segue.policy_file import load_policy
from segue.policy_file.inserting import Value, entry, with_entry

_SAFE = re.compile(r"[A-Za-z0-9_./+=:@%,~^-]+")
"""What systemd, Docker and shells all read alike in a line NAME=value."""


@dataclass(frozen=True, slots=True)
class Found:
    """A policy file as it is on disk."""

    path: Path
    raw: bytes
    text: str
    policy: Policy


def found_policy(path: Path) -> Found:
    """Raises PolicyErrors, OSError, and Invalid for what is no text."""
    raw = path.read_bytes()
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise Invalid(f"{path} is not UTF-8") from None
    return Found(path, raw, text, load_policy(_lines(text), name=str(path)))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def value_of(hub: HubSettings) -> Mapping[str, Value]:
    drafts: Mapping[str, Value] = {"drafts": True} if hub.drafts else {}
    return {"kind": hub.kind, **hub.given, **hub.secrets, **drafts}


def shown(hub: HubSettings) -> str:
    return entry("hubs", {hub.name: value_of(hub)})


def place_in(queue: Queue, kind: HubKind) -> str:
    """The key by which a queue names this kind: `hub`, or `when_closed` where only its tickets go there.

    Raises Invalid when it takes neither."""
    live = queue.kind is QueueKind.LIVE
    if (Can.LIVE if live else Can.TICKETS) in kind.can:
        return "hub"
    if live and Can.TICKETS in kind.can:
        return "when_closed"
    raise Invalid(f"the queue {queue.name} is answered by {queue.kind.value}, and {kind.title} takes no tickets")


def with_hub(found: Found, hub: HubSettings, kind: HubKind, queue: str, team: str) -> str:
    """The text with the hub, and with the queue that sends its customers there.

    Raises PolicyErrors for what a policy may not be, Invalid when the text leaves no place to write it.
    """
    text = with_entry(found.text, ["hubs"], hub.name, value_of(hub))
    wanted = replace(found.policy, hubs={**found.policy.hubs, hub.name: hub})
    if queue:
        before = found.policy.queues[queue]
        if place_in(before, kind) == "hub":
            text = with_entry(text, ["queues", queue], "hub", hub.name)
            after = replace(before, hub=hub.name)
        else:
            text = with_entry(text, ["queues", queue, "when_closed"], "hub", hub.name)
            after = replace(before, when_closed=replace(before.when_closed, hub=hub.name))
        if team:
            text = with_entry(text, ["queues", queue], "hub_team", team)
            after = replace(after, hub_team=team)
        wanted = replace(wanted, queues={**wanted.queues, queue: after})
    made = load_policy(_lines(text), name=str(found.path))
    if replace(made, hash="") != replace(wanted, hash=""):
        raise Invalid("something else in it would be changed")
    return text


def write_policy(found: Found, text: str) -> None:
    """In one step, so that whoever reads the file has the old one or the new one. Raises Invalid and OSError."""
    path = found.path.resolve()
    if path.read_bytes() != found.raw:
        raise Invalid(f"{found.path} was changed meanwhile, and stays as it is: try again")
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(stat.S_IMODE(path.stat().st_mode))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


# ---- secrets --------------------------------------------------------------------------------------------------------


def lines_to_set(answers: Answers) -> list[str]:
    """What the environment needs, without a value: `NAME=`, or `NAME_FILE=path` for what was read from a file."""
    files = answers.files
    return [
        f"{variable(name)}_FILE={files[name]}" if name in files else f"{variable(name)}="
        for name in answers.named.values()
    ]


def keep_secrets(path: Path, answers: Answers) -> list[str]:
    """Append what was typed to a file of NAME=value lines, for its owner only. Answers the variables that were added.

    One that is there already stays. A value that such files have no common way to write gets a file of its own beside.
    Raises Invalid for a file that others may read.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "r+", encoding="utf-8") as kept:
        if stat.S_IMODE(os.fstat(kept.fileno()).st_mode) & 0o077:
            raise Invalid(f"{path} can be read by others: chmod 600 {path}")
        before = kept.read()
        there = {_named(line) for line in before.splitlines()}
        added = {variable(name): name for name in answers.typed if variable(name) not in there}
        lines = [_line(path, one, answers, name) for one, name in added.items()]
        kept.write("" if not lines or not before or before.endswith("\n") else "\n")
        kept.write("".join(lines))
    return list(added)


def _named(line: str) -> str:
    """The variable of a line, by whatever it is given."""
    return line.partition("=")[0].strip().removeprefix("export ").strip().removesuffix("_FILE")


def _line(path: Path, named: str, answers: Answers, name: str) -> str:
    value, file = answers.typed[name], answers.files.get(name)
    if file is None and _SAFE.fullmatch(value):
        return f"{named}={value}\n"
    if file is None or not _SAFE.fullmatch(str(file)):
        file = path.resolve().with_name(f"{path.name}.{name}")
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as own:
            own.write(value)
    return f"{named}_FILE={file}\n"
