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
            Can.FIELDS,
            Can.TAGS,
            Can.PRIORITY,
            Can.ASSIGNS,
            Can.TELLS_END,
            Can.FILES_OUT,
            Can.FILES_IN,
            Can.LABELS,
        }
    ),
    checked=Checked.VENDOR,
    version="2.0.0 of 2025-06",
    form="html",
    most_package=60_000,
    most_text=60_000,
    rate=3.0,
    team="id of a group",
)
