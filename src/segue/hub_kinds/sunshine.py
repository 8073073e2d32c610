"""Zendesk messaging, by Sunshine Conversations: live chat in the Agent Workspace."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "sunshine",
    "Zendesk messaging (Sunshine Conversations)",
    keys=(
        Key("account", "The name of your account, as in acme.zendesk.com", "acme", kind="account"),
        Key("app", "The id of the app"),
        Key("key", "The id of an API key of the app"),
        Key("secret", "The secret of that API key", secret=True),
        Key("integration", "The name of our switchboard integration", "segue"),
        Key("next", "The switchboard integration of your agents", "zd-agentWorkspace", needed=False),
        Key("webhook_secret", "The secret of the webhook, which Zendesk shows once", secret=True),
    ),
    can=frozenset(
        {
            Can.LIVE,
            Can.PUSHES,
            Can.CATCHES_UP,
            Can.FIELDS,
            Can.TAGS,
            Can.PRIORITY,
            Can.ASSIGNS,
            Can.SHOWS_TYPING,
            Can.TELLS_TYPING,
            Can.TELLS_END,
            Can.FILES_OUT,
            Can.FILES_IN,
        }
    ),
    checked=Checked.VENDOR,
    version="17.12.1",
    form="text",
    most_package=4_096,
    most_text=4_096,
    team="id of a group",
)
