"""ServiceNow, live: its bot integration hands to Agent Workspace."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "servicenow",
    "ServiceNow live agent",
    keys=(
        Key("account", "The name of your instance, as in acme.service-now.com", "acme", kind="account"),
        Key("user", "The user that Segue signs in as", "segue"),
        Key("secret", "The password of that user", secret=True),
        Key("token", "The token of the message authentication", secret=True, needed=False),
        Key("webhook_secret", "A token of your own that ServiceNow sends with each answer", secret=True),
    ),
    can=frozenset(
        {
            Can.LIVE,
            Can.PUSHES,
            Can.FIELDS,
            Can.SHOWS_TYPING,
            Can.TELLS_TYPING,
            Can.TELLS_JOINED,
            Can.TELLS_QUEUE,
            Can.TELLS_END,
            Can.FILES_OUT,
            Can.FILES_IN,
        }
    ),
    checked=Checked.DOCUMENTATION,
    version="Zurich",
    form="text",
)
