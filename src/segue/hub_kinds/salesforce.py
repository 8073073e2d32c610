"""Salesforce Messaging for In-App and Web: live chat in the Service Console."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "salesforce",
    "Salesforce messaging",
    keys=(
        Key("url", "The address of your messaging deployment", "https://acme.my.salesforce-scrt.com", kind="url"),
        Key("organisation", "The id of your organisation", "00D5g00000K1abc"),
        Key("deployment", "The developer name of the custom client deployment", "Segue"),
    ),
    can=frozenset(
        {
            Can.LIVE,
            Can.STREAMS,
            Can.CATCHES_UP,
            Can.FIELDS,
            Can.SHOWS_TYPING,
            Can.TELLS_TYPING,
            Can.TELLS_JOINED,
            Can.TELLS_QUEUE,
            Can.TELLS_TRANSFER,
            Can.TELLS_END,
            Can.FILES_IN,
        }
    ),
    checked=Checked.DOCUMENTATION,
    version="iamessage v2",
    form="flat",
)
