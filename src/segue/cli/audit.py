"""`segue audit`: past tickets, and which types of conversations should always reach a human."""

from __future__ import annotations

import json as json_
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from segue.cli.helpdesks import Helpdesk, chosen, fetched, since_of
from segue.cli.loop import run
from segue.cli.trouble import fail, told
from segue.insight.audit import FEWEST, Audit, Proposal, Type
from segue.insight.audit import audit as audited
from segue.insight.audit_page import audit_page
from segue.insight.tickets import read_tickets
from segue.ports.tickets import Ticket
from segue.settings import Settings

_FEW_TICKETS = 50


def audit(
    source: Annotated[
        Path | None, typer.Argument(metavar="TICKETS.csv|.jsonl", help="Past tickets.", exists=True, dir_okay=False)
    ] = None,
    zendesk: Annotated[
        str | None, typer.Option(metavar="SUBDOMAIN", help="Fetch them from SUBDOMAIN.zendesk.com.")
    ] = None,
    freshdesk: Annotated[
        str | None, typer.Option(metavar="DOMAIN", help="Fetch them from DOMAIN.freshdesk.com.")
    ] = None,
    intercom: Annotated[str | None, typer.Option(metavar="us|eu|au", help="Fetch them from Intercom.")] = None,
    since: Annotated[str, typer.Option(help="How far back to fetch: 6m, 26w, 90d or a day.")] = "6m",
    save: Annotated[
        Path | None, typer.Option(metavar="OUT.jsonl", help="Keep what is fetched, for the next audit.")
    ] = None,
    language: Annotated[list[str] | None, typer.Option(help="A language they are in; may be given again.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="OUT.html", help="Write a page with plots here.")
    ] = None,
) -> None:
    """Group past tickets by what needed a human, and propose what should always escalate."""
    with told():
        helpdesk = chosen(zendesk, freshdesk, intercom)
        if (source is None) == (helpdesk is None):
            fail("name a file of tickets, or one of --zendesk, --freshdesk, --intercom")
        if helpdesk is None:
            name, tickets = str(source), _read(source, save)
        else:
            name, tickets = helpdesk.name, _fetched(helpdesk, since, save)
        if not tickets:
            fail(f"{name} holds no ticket")
        found = audited(_shown(tickets), tuple(language or ["en"]))
        if html:
            html.write_text(audit_page(source.name if source else name, found), encoding="utf-8")
    if json:
        print(json_.dumps(as_json(found)))
    else:
        _print(found, html)


def _read(source: Path | None, save: Path | None) -> list[Ticket]:
    if save is not None:
        fail("--save keeps what is fetched from a helpdesk; a file is kept already")
    return list(read_tickets(source)) if source else []


def _fetched(helpdesk: Helpdesk, since: str, save: Path | None) -> list[Ticket]:
    secrets = Settings.from_environment().secrets
    return run(fetched(helpdesk, secrets, since_of(since, datetime.now(UTC)), save))


def _shown(tickets: list[Ticket]) -> Any:
    return track(tickets, "reading", console=Console(stderr=True), transient=True, disable=len(tickets) < 2_000)


def as_json(found: Audit) -> dict[str, Any]:
    return {
        "tickets": found.tickets,
        "types": [_type_json(one) for one in found.types],
        "needed_human": [one.name for one in found.needed_human],
        "followed": [one.name for one in found.followed],
        "frustrated": [one.name for one in found.frustrated],
        "proposals": [
            {
                "type": one.type.name,
                "urgency": one.urgency,
                "kind": one.kind,
                "line": one.line,
                "examples": one.examples,
                "tickets": [seen.ticket.id for seen in one.type.tickets[:20]],
            }
            for one in found.proposals
        ],
        "unknown": dict(found.unknown),
    }


def _type_json(one: Type) -> dict[str, Any]:
    return {
        "name": one.name,
        "topic": one.topic,
        "tickets": len(one.tickets),
        "share": one.share,
        "needed": one.needed,
        "followed": one.followed,
        "frustrated": one.frustrated,
        "urgent": one.urgent,
        "bad_score": one.bad_score,
        "need": one.need,
    }


def _print(found: Audit, html: Path | None) -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(f"{found.tickets} tickets, {len(found.types)} types of at least {FEWEST}"))
    if found.tickets < _FEW_TICKETS:
        console.print(Text("These are few; three to six months of tickets tell more.", "dim"))
    for what, why in found.unknown.items():
        console.print(Text(f"not known: {what}; {why}", "dim"))
    console.print(_table(found))
    for head, types in (
        ("What needed a human most", found.needed_human),
        ("What caused follow-up contacts most", found.followed),
        ("Where frustration was highest", found.frustrated),
    ):
        if types:
            console.print(Text.assemble((f"{head}: ", "bold"), ", ".join(one.name for one in types[:5])))
    console.print(Text("\nProposed to escalate always, for `triggers` of the policy:", "bold"))
    for number, proposal in enumerate(found.proposals, start=1):
        _print_proposal(console, number, proposal)
    if html:
        console.print(Text(f"written to {html}"))


def _table(found: Audit) -> Table:
    table = Table(box=None)
    heads = ("type", "tickets", "needed\na human", "came\nback", "frus-\ntrated", "urgent", "bad\nscore")
    for head in heads:
        table.add_column(head, justify="left" if head == "type" else "right", no_wrap=True)
    for one in found.types[:20]:
        shares = (one.needed, one.followed, one.frustrated, one.urgent, one.bad_score)
        table.add_row(Text(one.name[:40]), str(len(one.tickets)), *("–" if x is None else f"{x:.0%}" for x in shares))
    return table


def _print_proposal(console: Console, number: int, one: Proposal) -> None:
    head = f"{number:>2}. {one.type.name}"
    about = f" ({len(one.type.tickets)} tickets, {one.kind}, {one.urgency})"
    console.print(Text.assemble((head, "bold"), (about, "dim")))
    console.print(Text(f"    {one.line}"))
    for example in one.examples[:2]:
        console.print(Text(f"    “{example}”", "dim"))
