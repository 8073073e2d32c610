"""Zendesk Support: tickets, and notes with draft replies."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "zendesk",
    "Zendesk Support",
    keys=(
        Key("account", "The name of your account, as in acme.zendesk.com", "acme", kind="account"),
        Key("user", "The e-mail address of the agent whose API token it is", "segue@acme.example", kind="email"),
        Key("secret", "That API token", secret=True),
        Key("webhook_secret", "The secret that signs its webhook", secret=True),
    ),
    can=frozenset(
        {
            Can.TICKETS,
            Can.DRAFTS,
            Can.PUSHES,
            Can.CATCHES_UP,
            Can.NOTES,
            Can.TAGS,
            Can.PRIORITY,
            Can.ASSIGNS,
            Can.TELLS_END,
            Can.FILES_OUT,
            Can.FILES_IN,
            Can.LABELS,
        }
    ),
    cannot={
        Can.FIELDS: "Facts of the package stand in its comment and in tags; fields of your own stay empty",
        Can.TELLS_JOINED: "Who takes the ticket is not told; the customer learns it with the first answer",
        Can.TELLS_TRANSFER: "A ticket that changes its group or assignee stays the same ticket",
        Can.RATED: "Zendesk asks for its own rating and keeps it",
        Can.LIVE: "Tickets are not live; for chat in the Agent Workspace take the kind sunshine",
    },
    checked=Checked.VENDOR,
    version="2.0.0 of 2025-06",
    form="html",
    most_package=60_000,
    most_text=8_000,  # a comment takes 64 KB of HTML, in which a sign of code or JSON takes up to six
    rate=3.0,
    team="id of a group",
    installs="macros that add the tags for escalation labels",
    clicks=(
        "Make an agent for Segue, in whose name its comments are written.",
        "Admin Center, Apps and integrations, APIs, API tokens (elsewhere Zendesk API): allow them, and add one.",
        "Apps and integrations, Webhooks: Create webhook for triggers and automations. Endpoint URL {webhook}, method "
        "POST, format JSON, no authentication. Show its signing secret.",
        "Objects and rules, Business rules, Triggers: Create trigger. Meet all: Ticket, Is, Updated; Tags, Contains at "
        "least one of, segue. Meet any: Comment, Is, Public; Status, Changed; Tags, Contains at least one of, "
        "segue-right segue-too-early segue-too-late segue-bot-could-have segue-wrong-team segue-context-missing.",
        'Action of the trigger: Notify by, Active webhook, with the body {"ticket": "{{ticket.id}}"} and nothing more.',
        "Unless they were made: Workspaces, Agent tools, Macros: Add macro, one for each of these six tags, with the "
        "action Add tags. People can type the tags as well.",
    ),
)
