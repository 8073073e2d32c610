"""`segue hub`: which helpdesks there are, those of the policy, whether one takes us; `add` has a file of its own."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from segue.cli.hub_adding import PolicyOption, hub_add, kind_named, read_settings
from segue.cli.hub_shown import (
    hubs_of,
    missing,
    out,
    queue_of,
    say,
    show_hubs,
    show_kind,
    show_made,
    table_of_kinds,
    webhook_of,
)
from segue.cli.hub_trying import check, hand_over, make_there
from segue.cli.hub_verify import hub_verify
from segue.cli.trouble import fail, told
from segue.domain.conditions import did_you_mean
from segue.domain.hubs import Can
from segue.hub_kinds import KINDS

hub = typer.Typer(no_args_is_help=True, help="Helpdesks in which people work.", rich_markup_mode=None)
hub.callback()(lambda: None)
hub.command("add")(hub_add)
hub.command("verify")(hub_verify)

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object, for scripts.")]


@hub.command("kinds")
def list_kinds(
    kind: Annotated[str, typer.Argument(metavar="[KIND]", help="Tell all of this one.")] = "",
    as_json: JsonOption = False,
) -> None:
    """List the helpdesks that Segue knows: what each can, what it cannot, and what that was checked against."""
    if kind:
        show_kind(kind_named(kind))
    elif as_json:
        told_of = [
            {
                "kind": one.name,
                "title": one.title,
                "version": one.version,
                "can": [can.value for can in Can if can in one.can],
                "cannot": {can.value: why for can, why in one.cannot.items()},
                "checked_against": one.checked.value,
                "settings": [key.name for key in one.keys if not key.secret],
                "secrets": [key.name for key in one.keys if key.secret],
            }
            for one in KINDS.values()
        ]
        print(json.dumps({"kinds": told_of}, ensure_ascii=False))
    else:
        out().print(table_of_kinds())
        say("segue hub kinds KIND tells all of one; segue hub add KIND sets it up.", "dim")


@hub.command("list")
def list_hubs(policy: PolicyOption = None, as_json: JsonOption = False) -> None:
    """List the helpdesks of the policy: kind, queues, webhook address, and secrets that are not set here."""
    with told():
        settings, found = read_settings(policy)
        hubs = hubs_of(found.policy, settings)
        if as_json:
            print(json.dumps({"hubs": hubs}, ensure_ascii=False))
        elif hubs:
            show_hubs(hubs)
        else:
            say(f"{found.path} names no hubs: everybody works in Segue's own desk. segue hub add KIND adds one.")


@hub.command("test")
def try_hub(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Of a hub of the policy.")],
    policy: PolicyOption = None,
    handoff: Annotated[bool, typer.Option("--handoff", help="Open a test handoff there, too, and close it.")] = False,
    install: Annotated[bool, typer.Option("--install", help="Make the labels there that its people need.")] = False,
) -> None:
    """Ask a helpdesk of the policy who we are there; with --handoff hand it a test. Exit code 1 when it fails."""
    with told():
        settings, found = read_settings(policy)
        if name not in found.policy.hubs:
            right = did_you_mean(name, found.policy.hubs, "There are")
            fail(f"{found.path} has no hub {name[:64]!r}. {right or 'It has none: segue hub add KIND adds one.'}")
        one = found.policy.hubs[name]
        if lacks := missing(one, settings):
            fail(f"not set: {', '.join(lacks)}")
        say(check(settings, one, settings.secrets), "green")
        if install:
            what = KINDS[one.kind].installs
            if not what:
                fail(f"nothing is made in {KINDS[one.kind].title}: leave --install out")
            show_made(what, make_there(settings, one, settings.secrets))
        if handoff:
            queue = queue_of(found.policy, name)
            team, owner = (queue.hub_team, queue.owner) if queue else ("", "")
            where = hand_over(settings, one, settings.secrets, team=team, owner=owner)
            say(f"A test handoff was opened and closed: {where}", "green")
        if Can.PUSHES in KINDS[one.kind].can:
            say(f"What its people do comes to {webhook_of(settings, name)}; that way back is not tried here.")
