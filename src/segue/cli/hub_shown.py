"""What `segue hub` prints: tables of kinds and hubs, the clicks in a vendor's console, and what does not work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from segue.domain.hubs import Can, HubKind, HubSettings
from segue.domain.policy import Policy, ticket_hub
from segue.domain.queues import Queue
from segue.hub_kinds import KINDS
from segue.settings import Settings

WORDS: Mapping[Can, str] = {
    Can.LIVE: "conversations",
    Can.TICKETS: "tickets",
    Can.DRAFTS: "drafts as notes",
    Can.PUSHES: "tells by webhook",
    Can.STREAMS: "is asked, or holds a connection",
    Can.CATCHES_UP: "catches up",
    Can.NOTES: "internal notes",
    Can.FIELDS: "fields",
    Can.TAGS: "tags",
    Can.PRIORITY: "priority",
    Can.ASSIGNS: "team of the queue",
    Can.SHOWS_TYPING: "sees the customer type",
    Can.TELLS_TYPING: "agent types",
    Can.TELLS_JOINED: "who joins",
    Can.TELLS_QUEUE: "place in line",
    Can.TELLS_TRANSFER: "transfers",
    Can.TELLS_END: "end",
    Can.FILES_OUT: "files to it",
    Can.FILES_IN: "files from it",
    Can.RATED: "customer's score",
    Can.LABELS: "escalation labels",
}
"""Each capability as a person reads it; docs/hubs.md has the same words."""
TAKES = (Can.LIVE, Can.TICKETS, Can.DRAFTS)


def out() -> Console:
    return Console(highlight=False, soft_wrap=True)


def say(words: str, style: str = "") -> None:
    """Words of others among them: nothing is read as markup, and nothing moves the cursor."""
    out().print(Text("".join(c if c.isprintable() or c == "\n" else " " for c in words), style))


def takes(kind: HubKind) -> str:
    return ", ".join(WORDS[can] for can in TAKES if can in kind.can)


def webhook_of(settings: Settings, hub: str) -> str:
    return f"{settings.url}/v1/hubs/{hub}/webhook"


def table_of_kinds() -> Table:
    table = Table(box=box.SIMPLE, padding=(0, 1), show_edge=False)
    table.add_column("kind", no_wrap=True)
    for name in ("helpdesk", "can", "checked against"):
        table.add_column(name)
    for kind in KINDS.values():
        can = ", ".join(WORDS[one] for one in Can if one in kind.can)
        table.add_row(kind.name, kind.title, can, kind.checked.value)
    return table


def show_kind(kind: HubKind) -> None:
    say(f"{kind.title} ({kind.name}), API {kind.version}", "bold")
    say(f"  can      {', '.join(WORDS[can] for can in Can if can in kind.can)}")
    for can, why in kind.cannot.items():
        say(f"  cannot   {WORDS[can]}: {why}")
    say(f"  checked  against {kind.checked.value}; its page says what was never tried: docs/hubs/{kind.name}.md")
    for key in kind.keys:
        what = "secret" if key.secret else "setting"
        such = f", such as {key.such_as}" if key.such_as else ""
        say(f"  {what:<8} {key.name}: {key.asks}{such}{'' if key.needed else ' (may be left out)'}")
    if kind.installs:
        say(f"  installs {kind.installs}")
    for number, click in enumerate(kind.clicks, 1):
        say(f"  {number:>2}. {click}")


def show_what_follows(kind: HubKind, hub: str, settings: Settings) -> None:
    """The clicks in the vendor's console, with our address in them, and what does not work."""
    address = webhook_of(settings, hub)
    pushes = Can.PUSHES in kind.can
    if pushes:
        say(f"\nIts webhook address: {address}", "bold")
        if not settings.https:
            say("Helpdesks call https:// addresses only: set SEGUE_PUBLIC_URL=https://…, and read the address anew.")
    say(f"\nIn {kind.title}:", "bold")
    for number, click in enumerate(kind.clicks, 1):
        say(f"  {number:>2}. {click.replace('{webhook}', address)}")
    if kind.cannot:
        say("\nWhat does not work:", "bold")
    for can, why in kind.cannot.items():
        say(f"  - {WORDS[can]}: {why}")
    say(f"\nMore: docs/hubs/{kind.name}.md")


def show_made(what: str, made: Sequence[str]) -> None:
    say("Made there:" if made else f"There already: {what}", "green")
    for one in made:
        say(f"  {one}")


def queue_of(policy: Policy, hub: str) -> Queue | None:
    """One that sends customers or tickets there; one whose owner has an address before others."""
    found = [one for one in policy.queues.values() if hub in {one.hub, ticket_hub(policy, one)}]
    return max(found, key=lambda one: "@" in one.owner, default=None)


def hubs_of(policy: Policy, settings: Settings) -> list[Mapping[str, Any]]:
    return [
        {
            "name": hub.name,
            "kind": hub.kind,
            "title": KINDS[hub.kind].title,
            "queues": [queue.name for queue in policy.queues.values() if queue.hub == hub.name],
            "tickets_of": [
                queue.name
                for queue in policy.queues.values()
                if queue.hub != hub.name and ticket_hub(policy, queue) == hub.name
            ],
            "drafts": hub.drafts,
            "webhook": webhook_of(settings, hub.name) if Can.PUSHES in KINDS[hub.kind].can else "",
            "missing": missing(hub, settings),
        }
        for hub in policy.hubs.values()
    ]


def missing(hub: HubSettings, settings: Settings) -> list[str]:
    """Variables of secrets that are not set here."""
    return [f"SEGUE_SECRET_{name.upper()}" for name in hub.secrets.values() if name not in settings.secrets]


def show_hubs(hubs: Sequence[Mapping[str, Any]]) -> None:
    for hub in hubs:
        say(f"{hub['name']}  {hub['title']}", "bold")
        queues = ", ".join([*hub["queues"], *(f"tickets of {name}" for name in hub["tickets_of"])])
        say(f"  queues   {queues or 'none names it'}{'; drafts as notes' if hub['drafts'] else ''}")
        say(f"  webhook  {hub['webhook'] or 'none: it is asked what happened'}")
        if hub["missing"]:
            say(f"  not set  {', '.join(hub['missing'])}", "yellow")
