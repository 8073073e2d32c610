"""Intercom: conversations in its inbox, and notes with draft replies."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "intercom",
    "Intercom",
    keys=(
        Key("account", "The region of your workspace", "us", needed=False, kind="region", choices=("us", "eu", "au")),
        Key("admin", "The id of the teammate who writes for Segue", "814860", kind="number"),
        Key("secret", "The access token of your app", secret=True),
        Key("webhook_secret", "The client secret of your app, which signs its webhooks", secret=True),
    ),
    can=frozenset(
        {
            Can.LIVE,
            Can.TICKETS,
            Can.DRAFTS,
            Can.PUSHES,
            Can.CATCHES_UP,
            Can.NOTES,
            Can.FIELDS,
            Can.TAGS,
            Can.ASSIGNS,
            Can.TELLS_JOINED,
            Can.TELLS_TRANSFER,
            Can.TELLS_END,
            Can.FILES_OUT,
            Can.FILES_IN,
            Can.RATED,
            Can.LABELS,
        }
    ),
    checked=Checked.VENDOR,
    version="2.15",
    form="html",
    team="id of a team",
    rate=20.0,
)
