"""Freshdesk: tickets."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "freshdesk",
    "Freshdesk",
    keys=(
        Key("account", "The name of your account, as in acme.freshdesk.com", "acme", kind="account"),
        Key("secret", "Your API key", secret=True),
        Key("webhook_secret", "A secret of your own that the automation rule sends", secret=True),
    ),
    can=frozenset(
        {
            Can.TICKETS,
            Can.PUSHES,
            Can.CATCHES_UP,
            Can.NOTES,
            Can.FIELDS,
            Can.TAGS,
            Can.PRIORITY,
            Can.ASSIGNS,
            Can.TELLS_END,
            Can.FILES_OUT,
        }
    ),
    checked=Checked.THIRD_PARTY,
    version="v2",
    form="html",
    most_package=60_000,
    most_text=30_000,
    rate=1.0,
    team="id of a group",
)
