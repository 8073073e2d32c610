"""Salesforce Messaging for In-App and Web ("Enhanced Chat"): live chat in the Service Console."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

FIELDS = "Segue_Urgency,Segue_Reason,Segue_Queue,Segue_Customer,Segue_What,Segue_Handoff"
"""Custom parameters of the messaging channel that are filled unless the policy names others."""

KIND = HubKind(
    "salesforce",
    "Salesforce messaging",
    keys=(
        Key("url", "The address of your messaging deployment", "https://acme.my.salesforce-scrt.com", kind="url"),
        Key("organisation", "The id of your organisation", "00D5g00000K1abc"),
        Key("deployment", "The developer name of the custom client deployment", "Segue"),
        Key("fields", "The channel's custom parameters to fill, or none", FIELDS, needed=False),
        Key("issuer", "The issuer of the channel's user verification", "segue", needed=False),
        Key("key_id", "The key id of the JSON Web Key in the keyset", "segue-1", needed=False),
        Key("secret", "The private key of that JSON Web Key, in PEM", secret=True, needed=False),
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
            Can.FILES_OUT,
            Can.FILES_IN,
        }
    ),
    cannot={
        Can.NOTES: "the API writes as the customer only: what Segue itself says begins with [Segue]",
        Can.ASSIGNS: "a flow of the channel routes, by the parameter Segue_Queue",
        Can.PRIORITY: "the same flow can set it, by the parameter Segue_Urgency",
        Can.TAGS: "a messaging session has none",
        Can.PUSHES: "there are no webhooks; Segue holds a stream for each open conversation",
        Can.RATED: "the customer's score is not passed on",
    },
    checked=Checked.DOCUMENTATION,
    version="iamessage v2",
    form="text",
    most_package=24_000,
    most_text=1_900,
    rate=3.0,
    clicks=(
        "Setup > Messaging Settings > New Channel > Enhanced Chat; route it to a queue or by an Omni-Channel flow",
        "On the channel, Custom Parameters > New, once for each: " + FIELDS.replace(",", ", "),
        "On the channel, Parameter Mappings: give each to a variable of the Omni-Channel flow, which may write it to "
        "fields of the messaging session",
        "Setup > Embedded Service Deployments > New Deployment > Enhanced Chat > Custom Client; choose the channel, "
        "save and publish",
        "On the deployment, Install Code Snippet: it shows the address, the organisation's id and the developer name",
        "For chats that last longer than a guest's token: Messaging Settings > User Verification: upload the public "
        "JSON Web Key, add a keyset and a verification for the issuer, and switch it on for the channel",
    ),
)
