"""Salesforce Service Cloud: cases."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "salesforce_case",
    "Salesforce cases",
    keys=(
        Key("url", "The address of your organisation", "https://acme.my.salesforce.com", kind="url"),
        Key("client", "The consumer key of a connected app"),
        Key("user", "The user whom the app acts for", "segue@acme.example"),
        Key("secret", "The private key of the app's certificate, in PEM", secret=True),
        Key("field", "The external id field of Case that holds our id", "Segue_Id__c", needed=False),
        Key(
            "webhook_secret", "A secret of your own, sent by the flow that tells of changes", secret=True, needed=False
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
    version="v64.0",
    form="text",
    team="id of a queue (owner)",
)
