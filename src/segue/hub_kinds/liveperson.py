"""LivePerson Conversational Cloud: live messaging by the Connector API."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "liveperson",
    "LivePerson",
    keys=(
        Key("account", "The number of your account", "12345678", kind="number"),
        Key("client", "The client id of the connector app"),
        Key("secret", "The client secret of the connector app, which signs its webhooks too", secret=True),
    ),
    can=frozenset(
        {
            Can.LIVE,
            Can.PUSHES,
            Can.FIELDS,
            Can.PRIORITY,
            Can.ASSIGNS,
            Can.SHOWS_TYPING,
            Can.TELLS_TYPING,
            Can.TELLS_JOINED,
            Can.TELLS_END,
            Can.FILES_IN,
        }
    ),
    checked=Checked.VENDOR,
    version="UMS 3, of 2017",
    form="text",
    most_package=8_000,
    most_text=8_000,
    team="id of a skill",
)
