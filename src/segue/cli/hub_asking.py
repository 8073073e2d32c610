"""What a hub needs, asked for or taken from the command line, each answer held to the rules of the policy file."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typer

from segue.cli.hub_shown import say
from segue.cli.trouble import fail
from segue.domain.conditions import did_you_mean
from segue.domain.hubs import HubKind, HubSettings, Key
from segue.policy_file.kinds import read_answer
from segue.settings import Secrets

_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


@dataclass
class Answers:
    """given: settings. named: setting -> name of a secret. typed: name -> value. files: name -> file of the value."""

    given: dict[str, str] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)

    def settings(self, name: str, kind: HubKind, *, drafts: bool) -> HubSettings:
        return HubSettings(name, kind.name, dict(self.given), dict(self.named), drafts=drafts)


def variable(secret: str) -> str:
    return f"SEGUE_SECRET_{secret.upper()}"


def secret_name(hub: str, key: str, taken: Collection[str]) -> str:
    """Of a secret of this hub, as the policy names it."""
    words = _NOT_IN_NAMES.sub("_", hub.lower()).strip("_")
    stem = f"{words if words[:1].isalpha() else f'hub_{words}'.rstrip('_')}"[:40].rstrip("_") + f"_{key}"
    return next(name for n in range(1, 1000) if (name := stem if n == 1 else f"{stem}_{n}") not in taken)


def read_set(kind: HubKind, written: Sequence[str], secrets: Secrets) -> Answers:
    """What `--set key=value` says. Stops for one that is wrong: a value of a secret is never shown."""
    keys = {key.name: key for key in kind.keys}
    answers = Answers()
    for one in written:
        name, sign, value = one.partition("=")
        key = keys.get(name)
        if not sign or key is None:
            fail(f"--set {name[:60]}: {did_you_mean(name[:60], keys, 'Right would be') if sign else 'write key=value'}")
        found, wrong = read_answer(key, value)
        if wrong:
            fail(f"--set {name}: {wrong}")
        if name in answers.given or name in answers.named:
            fail(f"--set {name} is written twice")
        if key.secret and found not in secrets:
            fail(
                f"--set {name} takes the name of a secret whose value is in the environment as SEGUE_SECRET_ and that "
                "name, and there is none. Leave it out, and Segue names the secret"
            )
        (answers.named if key.secret else answers.given)[name] = found
    return answers


def complete(kind: HubKind, hub: str, answers: Answers, secrets: Secrets, taken: Collection[str]) -> None:
    """Without a question: secrets by their usual names. Stops when a setting is missing, naming all that are."""
    lacking = [key for key in kind.keys if key.needed and not key.secret and key.name not in answers.given]
    if lacking:
        fail("missing:\n" + "\n".join(f"  --set {key.name}=…  {_asked(key)}" for key in lacking))
    for key in kind.keys:
        if key.secret and key.name not in answers.named:
            name = secret_name(hub, key.name, taken)
            if key.needed or name in secrets:
                answers.named[key.name] = name


def ask(
    kind: HubKind, hub: str, answers: Answers, secrets: Secrets, taken: Collection[str], *, again: bool = False
) -> None:
    """Every key that is not answered; with `again` every key, and Enter keeps what was answered."""
    for key in kind.keys:
        if key.secret:
            _ask_secret(hub, key, answers, secrets, taken, again=again)
        elif again or key.name not in answers.given:
            _ask_setting(key, answers)


def _ask_setting(key: Key, answers: Answers) -> None:
    before = answers.given.get(key.name, "")
    while True:
        answer = _prompt(_asked(key, before), optional=bool(before) or not key.needed)
        if not answer:
            return
        found, wrong = read_answer(key, answer)
        if not wrong:
            answers.given[key.name] = found
            return
        say(f"  {wrong}", "red")


def _ask_secret(hub: str, key: Key, answers: Answers, secrets: Secrets, taken: Collection[str], *, again: bool) -> None:
    name = answers.named.get(key.name) or secret_name(hub, key.name, taken)
    there = name in secrets or name in answers.typed
    if there and not again:
        answers.named[key.name] = name
        say(f"{key.asks}: taken from {variable(name)}", "dim")
        return
    rest = "Enter keeps it" if there else "" if key.needed else "Enter leaves it out"
    hint = ", ".join(("not shown", "@FILE reads a file", *([rest] if rest else [])))
    while True:
        answer = _prompt(f"{key.asks} ({hint})", optional=there or not key.needed, hidden=True).strip()
        if not answer:
            if there:
                answers.named[key.name] = name
            return
        file = Path(answer[1:]).expanduser() if answer.startswith("@") else None
        try:
            value = file.read_text("utf-8").removesuffix("\n") if file else answer
        except (OSError, UnicodeDecodeError, ValueError):
            say("  that file cannot be read as text", "red")
            continue
        if not value.strip():
            say("  there is nothing in it", "red")
            continue
        answers.named[key.name], answers.typed[name] = name, value
        answers.files.pop(name, None)
        if file:
            answers.files[name] = file.resolve()
        return


def _asked(key: Key, before: str = "") -> str:
    choices = f" [{', '.join(key.choices)}]" if key.choices else ""
    if before:
        return f"{key.asks}{choices} (Enter keeps {before})"
    if key.needed:
        return f"{key.asks}{choices}" + (f", such as {key.such_as}" if key.such_as else "")
    usual = key.choices[0] if key.choices else key.such_as
    return f"{key.asks}{choices} (Enter for {usual or 'none'})"


def _prompt(words: str, *, optional: bool, hidden: bool = False) -> str:
    """One line; "" for Enter, where that is an answer. The end of the input stops the command."""
    default = "" if optional else None
    answer: str = typer.prompt(words, default=default, show_default=False, hide_input=hidden)
    return answer


def values(answers: Answers, secrets: Secrets) -> Mapping[str, str]:
    """Secrets by name: what was typed goes before the environment."""
    return {**secrets, **answers.typed}
