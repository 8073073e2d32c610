"""`segue hub add`: asks, tries, writes, and says what is left to do in the helpdesk's own console."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Annotated

import typer

from segue.cli.doctor import secrets_of
from segue.cli.hub_asking import Answers, ask, complete, read_set, values, variable
from segue.cli.hub_shown import say, show_made, show_what_follows
from segue.cli.hub_trying import check, hand_over, make_there
from segue.cli.hub_writing import (
    Found,
    found_policy,
    keep_secrets,
    lines_to_set,
    place_in,
    shown,
    with_hub,
    write_policy,
)
from segue.cli.trouble import fail, told
from segue.domain.conditions import did_you_mean
from segue.domain.errors import Invalid
from segue.domain.hubs import Can, HubKind, HubSettings
from segue.domain.queues import DESK
from segue.hub_kinds import KINDS
from segue.policy_file import PolicyErrors
from segue.policy_file.reading import is_name
from segue.settings import Settings

PolicyOption = Annotated[Path | None, typer.Option(metavar="FILE", help="The policy file; SEGUE_POLICY when left out.")]


def hub_add(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="Such as intercom; segue hub kinds lists them.")],
    name: Annotated[str, typer.Option(help="What the policy calls it; the kind when left out.")] = "",
    policy: PolicyOption = None,
    written: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="A setting; of a secret its name.")
    ] = None,
    queue: Annotated[str, typer.Option(help="A queue that is to send its customers there.")] = "",
    team: Annotated[str, typer.Option(help="With --queue: the team there, as the helpdesk names it.")] = "",
    drafts: Annotated[bool, typer.Option("--drafts", help="Bring its people drafts as notes.")] = False,
    env_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Append the secrets that are typed to this file, mode 0600.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing: for scripts.")] = False,
    handoff: Annotated[bool, typer.Option("--handoff", help="Open a test handoff there, and close it.")] = False,
    install: Annotated[
        bool, typer.Option("--install/--no-install", help="Make the labels there that its people need.")
    ] = True,
    unchecked: Annotated[bool, typer.Option("--unchecked", help="Do not ask the helpdesk anything.")] = False,
) -> None:
    """Set a helpdesk up: asks for what it needs, tries the credentials, and writes it into the policy file."""
    with told():
        one = kind_named(kind)
        settings, found = read_settings(policy)
        hub_name = _name(name or one.name, found)
        answers = read_set(one, written or (), settings.secrets)
        if env_file:
            keep_secrets(env_file, Answers())  # what is wrong with it is told before anything is asked
        if handoff and unchecked:
            fail("--handoff opens something in the helpdesk, and --unchecked asks it nothing: leave one of them out")
        _wanted(found, one, queue, team, drafts)
        taken = secrets_of(found.policy)
        if yes:
            complete(one, hub_name, answers, settings.secrets, taken)
        else:
            say(f"{one.title}: how to get each of these is said in docs/hubs/{one.name}.md\n", "bold")
            ask(one, hub_name, answers, settings.secrets, taken)
        open_ = not unchecked and _check(settings, one, hub_name, answers, taken, yes=yes)
        if not yes and not queue:
            queue, team = _ask_queue(found, one)
        made = answers.settings(hub_name, one, drafts=drafts)
        text = _text(found, made, one, queue, team)
        if open_ and install:
            _install(settings, made, answers, yes=yes)
        if open_:
            _try(settings, made, answers, found, queue, team, wanted=handoff, yes=yes)
        kept = keep_secrets(env_file, answers) if env_file else []
        write_policy(found, text)
        _tell(settings, found, made, answers, kept, env_file, queue)
        show_what_follows(one, hub_name, settings)


def read_settings(policy: Path | None) -> tuple[Settings, Found]:
    settings = Settings.from_environment(policy=policy) if policy else Settings.from_environment()
    if not settings.policy.exists():
        fail(f"{settings.policy} is not there: segue init writes one, and --policy names another")
    return settings, found_policy(settings.policy)


def kind_named(name: str) -> HubKind:
    if name not in KINDS:
        fail(f"there is no kind of hub {name[:64]!r}. {did_you_mean(name[:64], KINDS, 'There are')}")
    return KINDS[name]


def _name(name: str, found: Found) -> str:
    if not is_name(name):
        fail(f"--name {name[:80]!r} is not a name: use letters, digits, - and _, such as support-eu")
    if name == DESK:
        fail(f"{DESK!r} is Segue's own desk: give the helpdesk another --name")
    if name in found.policy.hubs:
        fail(f"{found.path} has a hub {name!r} already: give this one another --name")
    return name


def _wanted(found: Found, kind: HubKind, queue: str, team: str, drafts: bool) -> None:
    """Stops for what cannot be, before anything is asked."""
    if queue and queue not in found.policy.queues:
        fail(f"--queue: {found.path} has no queue {queue[:64]!r}. {did_you_mean(queue, found.policy.queues, 'It has')}")
    if queue:
        place_in(found.policy.queues[queue], kind)
    if team and not (queue and kind.team):
        fail("--team belongs to --queue" if kind.team else f"nothing can be given to a team of {kind.title}")
    if drafts and Can.DRAFTS not in kind.can:
        able = ", ".join(one.name for one in KINDS.values() if Can.DRAFTS in one.can)
        fail(f"--drafts: no drafts are brought to {kind.title}. They are to: {able}")


def _check(settings: Settings, kind: HubKind, name: str, answers: Answers, taken: set[str], *, yes: bool) -> bool:
    """Asks until it takes the credentials; False when a person goes on all the same."""
    while True:
        made = answers.settings(name, kind, drafts=False)
        known = values(answers, settings.secrets)
        lacks = sorted(secret for secret in made.secrets.values() if secret not in known)
        if lacks:  # only where nothing was asked
            variables = ", ".join(f"SEGUE_SECRET_{secret.upper()}" for secret in lacks)
            fail(f"not set: {variables}. Set it, or write the hub with --unchecked, without trying it")
        try:
            say(check(settings, made, known), "green")
            return True
        except Invalid as error:
            if yes:
                fail(f"{error.message}\nNothing was written.")
            say(error.message, "red")
        answer = typer.prompt("Ask again (a), write it all the same (w), or stop (s)", default="a").strip().lower()
        if answer.startswith("w"):
            return False
        if answer.startswith("s"):
            fail("nothing was written")
        ask(kind, name, answers, settings.secrets, taken, again=True)


def _ask_queue(found: Found, kind: HubKind) -> tuple[str, str]:
    fits = []
    for one in found.policy.queues.values():
        try:
            fits.append((one.name, place_in(one, kind)))
        except Invalid:
            continue
    if not fits:
        return "", ""
    listed = ", ".join(f"{name} (its tickets)" if place == "when_closed" else name for name, place in fits)
    names = [name for name, _ in fits]
    while True:
        queue = typer.prompt(
            f"A queue that sends its customers there: {listed} (Enter for none)", "", show_default=False
        )
        if not queue.strip() or queue.strip() in names:
            break
        say(f"  {did_you_mean(queue[:64], names, 'There are') or 'there is no such queue'}", "red")
    queue = queue.strip()
    team = ""
    if queue and kind.team:
        team = typer.prompt(f"Its team there: {kind.team} (Enter for nobody in particular)", "", show_default=False)
    return queue, team.strip()


def _text(found: Found, made: HubSettings, kind: HubKind, queue: str, team: str) -> str:
    """Stops where there is no safe place for it, with the lines to write by hand."""
    try:
        return with_hub(found, made, kind, queue, team)
    except Invalid as error:
        words = str(error) if isinstance(error, PolicyErrors) else error.message
        pointed = f"and, in the queue {queue}: hub: {made.name}" if queue else ""
        fail(f"{found.path} stays as it is: {words}\nWrite into it yourself:\n\n{shown(made)}{pointed}")


def _install(settings: Settings, made: HubSettings, answers: Answers, *, yes: bool) -> None:
    """What cannot be made is left to a person: the clicks that are printed at the end have it, too."""
    what = KINDS[made.kind].installs
    if not what or not (yes or typer.confirm(f"Make there now: {what}?", default=True)):
        return
    try:
        show_made(what, make_there(settings, made, values(answers, settings.secrets)))
    except Invalid as error:
        say(f"{error.message}\nNot made: {what}. It is among the clicks below.", "yellow")


def _try(
    settings: Settings, made: HubSettings, answers: Answers, found: Found, queue: str, team: str, *, wanted: bool,
    yes: bool,
) -> None:  # fmt: skip
    if not wanted and not yes:
        wanted = typer.confirm("Open a test handoff there, say one line, and close it?", default=False)
    if not wanted:
        return
    owner = found.policy.queues[queue].owner if queue else ""
    try:
        known = values(answers, settings.secrets)
        where = hand_over(settings, made, known, team=team, owner=owner)
    except Invalid as error:
        if yes:
            fail(f"{error.message}\nNothing was written.")
        say(error.message, "red")
        if not typer.confirm("Write it all the same?", default=False):
            fail("nothing was written")
        return
    say(f"A test handoff was opened and closed: {where}", "green")


def _tell(
    settings: Settings, found: Found, made: HubSettings, answers: Answers, kept: list[str], env_file: Path | None,
    queue: str,
) -> None:  # fmt: skip
    say(f"\nwritten to {found.path}{f', and the queue {queue} names it' if queue else ''}:", "green")
    say(shown(made).rstrip())
    if env_file and kept:
        say(f"\nwritten to {env_file}, for its owner only: {', '.join(kept)}")
    if env_file and (there := [variable(name) for name in answers.typed if variable(name) not in kept]):
        say(f"\nin {env_file} already, and left as they are: {', '.join(there)}", "yellow")
    lines = [] if env_file else [line for line in lines_to_set(answers) if not _is_set(line, settings)]
    if lines:
        say("\nSet before Segue starts again, or name files with …_FILE (docs/settings.md):", "bold")
        for line in lines:
            say(f"  {line}")
    if settings.policy_source == "console":
        say(
            "\nSEGUE_POLICY_SOURCE=console: a server that has started once reads its policy from the console.", "yellow"
        )
    elif _listens(settings):
        say(
            f"\nSomething listens at {settings.url}. A running Segue follows the policy file, and takes this up once it"
        )
        say("was started with these secrets: it reads them when it starts.")


def _is_set(line: str, settings: Settings) -> bool:
    name = line.partition("=")[0].removesuffix("_FILE").removeprefix("SEGUE_SECRET_").lower()
    return name in settings.secrets


def _listens(settings: Settings) -> bool:
    try:
        socket.create_connection((settings.host, settings.port), 0.3).close()
    except OSError:
        return False
    return True
