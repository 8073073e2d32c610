"""Genesys Cloud: live chat by Open Messaging."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "genesys",
    "Genesys Cloud",
    keys=(
        Key("region", "The region of your organisation", "mypurecloud.de"),
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
            Can.CATCHES_UP,
            Can.FIELDS,
            Can.SHOWS_TYPING,
            Can.TELLS_TYPING,
            Can.TELLS_JOINED,
            Can.TELLS_END,
            Can.FILES_OUT,
            Can.FILES_IN,
        }
    ),
    cannot={
        Can.ASSIGNS: "A queue is not named from here: an inbound message flow of yours in Architect routes.",
        Can.PRIORITY: "Priority is set by your flow, from the attribute segue_urgency.",
        Can.NOTES: "There is no private note by this way. What Segue adds stands in the chat, marked [Segue]; the "
        "customer does not see it.",
        Can.TELLS_QUEUE: "Open Messaging does not tell the place in line.",
        Can.TELLS_TRANSFER: "A transfer is seen as another agent who joins.",
    },
    checked=Checked.VENDOR,
    version="v2, of mid-2026",
    form="text",
    most_package=4_000,
    most_text=4_000,
    rate=4.0,
    clicks=(
        "Admin > Integrations > OAuth > Add Client: grant type Client Credentials, with a role that has "
        "conversation:message:receive, conversation:message:view, conversation:communication:disconnect and "
        "messaging:integration:view. Copy its id and secret.",
        "Admin > Message > Platforms > Add Platform > Open Messaging > Add: a name; Outbound Notification Webhook URL "
        "{webhook}; as Outbound Notification Webhook Signature Secret Token any long random text. Save. "
        "Copy the id of the integration.",
        "Admin > Architect > Flows: Inbound Message > Add: send what comes to a queue. Publish it.",
        "Admin > Routing > Message Routing: choose that flow for the integration.",
    ),
)
