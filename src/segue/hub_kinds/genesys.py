"""Genesys Cloud: live chat by Open Messaging."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "genesys",
    "Genesys Cloud",
    keys=(
        Key("region", "The region of your organisation", "mypurecloud.de", kind="account"),
        Key("client", "The id of an OAuth client (client credentials)"),
        Key("secret", "The secret of that OAuth client", secret=True),
        Key("integration", "The id of the Open Messaging integration"),
        Key("webhook_secret", "The signature secret token of that integration", secret=True),
    ),
    can=frozenset(
        {
            Can.LIVE,
            Can.PUSHES,
            Can.STREAMS,
            Can.FIELDS,
            Can.SHOWS_TYPING,
            Can.TELLS_TYPING,
            Can.TELLS_JOINED,
            Can.TELLS_END,
            Can.FILES_OUT,
            Can.FILES_IN,
        }
    ),
    checked=Checked.VENDOR,
    version="v2",
    form="text",
    most_text=4_000,
    rate=4.0,
)
