"""HubSpot Service Hub: tickets with a note."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "hubspot",
    "HubSpot",
    keys=(
        Key("secret", "The token of your private app", secret=True),
        Key("stage", "The id of the pipeline stage in which tickets begin", "1"),
        Key("pipeline", "The id of the pipeline", "0", needed=False),
        Key("closed", "The id of the stage of closed tickets", "4", needed=False),
        Key("webhook_secret", "The client secret of the app, which signs its webhooks", secret=True, needed=False),
    ),
    can=frozenset(
        {Can.TICKETS, Can.PUSHES, Can.CATCHES_UP, Can.NOTES, Can.FIELDS, Can.PRIORITY, Can.ASSIGNS, Can.TELLS_END}
    ),
    checked=Checked.THIRD_PARTY,
    version="v3",
    form="html",
    most_package=60_000,
    rate=8.0,
    team="id of an owner",
)
