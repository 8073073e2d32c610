"""Chatwoot: live chat by an inbox of the API channel."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "chatwoot",
    "Chatwoot",
    keys=(
        Key("url", "The address of your Chatwoot", "https://app.chatwoot.com", kind="url"),
        Key("account", "The number of your account", "1", kind="number"),
        Key("inbox", "The id of an inbox of the kind API", "5", kind="number"),
        Key("inbox_identifier", "The identifier of that inbox, for typing", needed=False),
        Key("secret", "The access token of an agent or agent bot", secret=True),
        Key("webhook_secret", "The secret of the webhook, or one of your own in its address", secret=True),
    ),
    can=frozenset(
        {
            Can.LIVE,
            Can.PUSHES,
            Can.CATCHES_UP,
            Can.NOTES,
            Can.FIELDS,
            Can.TAGS,
            Can.PRIORITY,
            Can.ASSIGNS,
            Can.SHOWS_TYPING,
            Can.TELLS_TYPING,
            Can.TELLS_JOINED,
            Can.TELLS_TRANSFER,
            Can.TELLS_END,
            Can.FILES_OUT,
            Can.FILES_IN,
            Can.LABELS,
        }
    ),
    checked=Checked.VENDOR,
    version="1.1.0 (Chatwoot 4.7)",
    most_text=10_000,
    team="id of a team",
)
