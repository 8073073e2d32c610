"""`segue why`: why somebody has a customer, or why the customer still waits and what would help."""

from __future__ import annotations

import json as json_
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from segue.app import Segue
from segue.cli.loop import run
from segue.cli.trouble import fail, told
from segue.domain.lifecycle import Handoff
from segue.domain.routing.promises import Standing
from segue.domain.routing.wait import in_words
from segue.domain.routing.why import seconds
from segue.domain.wording import wait_words
from segue.flows.why import Reason, Step, Way, why_of
from segue.settings import Settings

MOST_CONSIDERED = 8

EVENTS: Mapping[str, str] = {
    "offered": "offered a person",
    "requested": "asked for a person",
    "customer_agreed": "the customer agreed",
    "queued": "in line",
    "reserved": "reserved for {agent}",
    "accepted": "accepted by {agent}",
    "reservation_declined": "declined by {agent}",
    "reservation_expired": "not answered by {agent}",
    "reservation_revoked": "taken back from {agent}",
    "taken": "taken by hand by {agent}",
    "transferred": "passed on to {agent}",
    "transfer_asked": "somebody else is asked",
    "transfer_declined": "who was asked declined",
    "transfer_expired": "who was asked did not answer",
    "transfer_revoked": "the question was taken back",
    "transferred_to_queue": "given to another queue",
    "returned": "back with {agent}: nobody took it",
    "agent_lost": "{agent} was lost",
    "ticketed": "became a ticket",
    "emailed": "goes on by e-mail",
    "customer_left": "the customer left",
    "handed_back": "back with the bot",
    "cancelled": "cancelled",
}

BY: Mapping[str, str] = {
    "immediate": "before all others as it is immediate",
    "longest_wait": "before others as nobody should wait so long",
    "priority": "by priority",
    "cost": "by the cost of waiting",
    "due": "by when the answer is due",
    "fifo": "by age alone",
}


def why(
    conversation: Annotated[str, typer.Argument(help="Id of the conversation.")],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say why somebody has this customer, or why the customer still waits and what would help."""
    with told():
        ways = run(_asked(Settings.from_environment(), conversation))
        if json:
            print(json_.dumps({"conversation": conversation, "handoffs": [asdict(way) for way in ways]}, default=str))
            return
        if not ways:
            fail("this conversation was never handed to a person")
        console = Console(highlight=False, soft_wrap=True)
        for way in ways:
            for line in lines(way, datetime.now().astimezone()):
                console.print(line)


async def _asked(settings: Settings, conversation: str) -> tuple[Way, ...]:
    async with Segue.look(store=settings.database, settings=settings) as segue:
        return await why_of(segue.env, segue.workspace, conversation)


def lines(way: Way, now: datetime) -> Iterator[Text]:
    """Everything goes out as `Text`, so that brackets in a name are never read as markup."""
    handoff = way.handoff
    yield Text.assemble((f"{handoff.id}", "bold"), f"  {handoff.state.value.replace('_', ' ')}, queue {handoff.queue}")
    yield Text(f"  because: {handoff.reason.replace('_', ' ')}; asks for {_asks(handoff)}", "dim")
    for step in way.steps:
        yield from _step(step, now)
    if way.waiting:
        yield from _waits(way, now)


def _asks(handoff: Handoff) -> str:
    parts = [f"{skill} {level}" for skill, level in handoff.requires.items()]
    parts += [f"authority for {name} {amount:g}" for name, amount in handoff.authority.items()]
    parts += [f"seniority {handoff.seniority}"] if handoff.seniority else []
    parts += [f"team {handoff.team}"] if handoff.team else []
    parts += [f"language {handoff.language}"] if handoff.language else []
    return ", ".join(parts) or "nobody in particular"


def _step(step: Step, now: datetime) -> Iterator[Text]:
    words = EVENTS.get(step.event, step.event.replace("_", " ")).format(agent=step.agent_name or "somebody")
    yield Text(f"  {step.at.astimezone(now.tzinfo):%H:%M:%S}  {words}")
    explanation = step.explanation or {}
    if explanation.get("words"):
        yield Text(f"            {explanation['words']}", "green")
    if explanation.get("line"):
        yield Text(f"            {explanation['line']}", "dim")
    for one in explanation.get("best") or ():
        yield Text(f"              {one.get('name')}: {one.get('words')}", "cyan")
    yield from _considered(explanation.get("considered", ()), explanation.get("not_named", 0))


def _considered(considered: Iterable[Mapping[str, Any]], not_named: int) -> Iterator[Text]:
    rows = list(considered)
    for row in rows[:MOST_CONSIDERED]:
        yield Text(f"              {row.get('name') or row.get('agent')} {row.get('words')}", "dim")
    more = max(0, len(rows) - MOST_CONSIDERED) + not_named
    if more:
        yield Text(f"              and {more} more", "dim")


def _waits(way: Way, now: datetime) -> Iterator[Text]:
    reason, since = way.waiting, way.handoff.queued_at or way.handoff.requested_at
    assert reason is not None
    yield Text(f"  waits since {seconds(now - since)}, number {reason.place} of {reason.among} in line", "bold yellow")
    yield Text(f"            {reason.why.sentence}", "green")
    if way.outlook:
        yield Text(f"            wait still expected: {in_words(way.outlook.wait_s)}")
    if way.promise:
        yield Text(f"            {_promised(way.promise, now)}", "" if way.promise.holds else "bold red")
    yield Text(f"            {_score(reason)}", "dim")
    yield from _considered([asdict(verdict) for verdict in reason.why.considered], reason.why.not_named)
    for help_ in reason.why.would_help or ("It is only a matter of the customer's turn.",):
        yield Text(f"            → {help_}")


def _promised(promise: Standing, now: datetime) -> str:
    until = f"{promise.until.astimezone(now.tzinfo):%H:%M:%S}"
    told = f"was told {wait_words(promise.low_s, promise.high_s)}, until {until}"
    return f"{told}: {'still kept' if promise.holds else 'not kept'}"


def _score(reason: Reason) -> str:
    """What a second costs by now, and what decides the place."""
    terms = reason.terms
    cost = terms["wait"] + terms["leaving"] + terms["target"]
    parts = f"wait {terms['wait']:.3g} + risk to leave {terms['leaving']:.3g} + target {terms['target']:.3g}"
    first = BY.get(reason.by, f"by {reason.by}")
    return (
        f"place {first}: a second costs {terms['value'] * cost:.3g} s (value {terms['value']:.3g} × ({parts})), "
        f"for about {seconds(timedelta(seconds=terms['work_s']))} of work"
    )
