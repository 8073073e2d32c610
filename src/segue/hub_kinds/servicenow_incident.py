"""ServiceNow: incidents, or cases of customer service."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "servicenow_incident",
    "ServiceNow incidents",
    keys=(
        Key("account", "The name of your instance, as in acme.service-now.com", "acme", kind="account"),
        Key("user", "The user that Segue signs in as", "segue"),
        Key("secret", "The password of that user", secret=True),
        Key(
            "table",
            "Where tickets are written",
            "incident",
            needed=False,
            kind="region",
            choices=("incident", "sn_customerservice_case"),
        ),
        Key(
            "webhook_secret",
            "A token of your own that a business rule sends with each change",
            secret=True,
            needed=False,
        ),
    ),
    can=frozenset(
        {
            Can.TICKETS,
            Can.PUSHES,
            Can.CATCHES_UP,
            Can.NOTES,
            Can.FIELDS,
            Can.PRIORITY,
            Can.ASSIGNS,
            Can.TELLS_END,
            Can.FILES_OUT,
        }
    ),
    checked=Checked.THIRD_PARTY,
    version="Zurich",
    form="text",
    team="id of an assignment group",
)
