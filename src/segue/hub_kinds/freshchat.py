"""Freshchat: live chat."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "freshchat",
    "Freshchat",
    keys=(
        Key("account", "The name of your account, as in acme.freshchat.com", "acme", kind="account"),
        Key("channel", "The id of the topic (channel) that handoffs go to"),
        Key("agent", "The id of the agent who writes for Segue"),
        Key("secret", "The API token", secret=True),
        Key("webhook_secret", "The public key of its webhooks, in PEM", secret=True),
    ),
    can=frozenset(
        {
            Can.LIVE,
            Can.PUSHES,
            Can.CATCHES_UP,
            Can.NOTES,
            Can.PRIORITY,
            Can.ASSIGNS,
            Can.TELLS_TRANSFER,
            Can.TELLS_END,
            Can.FILES_OUT,
            Can.FILES_IN,
        }
    ),
    checked=Checked.THIRD_PARTY,
    version="v2",
    form="text",
    most_text=4_000,
    rate=1.0,
    team="id of a group",
)
