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
            Can.CATCHES_UP,
            Can.FIELDS,
            Can.PRIORITY,
            Can.ASSIGNS,
            Can.SHOWS_TYPING,
            Can.TELLS_TYPING,
            Can.TELLS_JOINED,
            Can.TELLS_END,
            Can.FILES_OUT,
        }
    ),
    cannot={
        Can.FILES_IN: "A file of an agent is told by its name; its content needs a call per file that is not built.",
        Can.NOTES: "A consumer's connector has no private note. What Segue adds stands in the chat, marked [Segue]; "
        "the customer does not see it.",
        Can.TAGS: "Tags are not set by a connector: the skill, the customer type and the urgency are.",
        Can.TELLS_QUEUE: "The Connector API does not tell the place in line.",
        Can.TELLS_TRANSFER: "A transfer is seen as another agent who joins.",
    },
    checked=Checked.VENDOR,
    version="UMS 3, of 2017",
    form="text",
    most_package=8_000,
    most_text=2_000,  # 8 KB in any script
    team="id of a skill",
    clicks=(
        "Ask your LivePerson account team to install a connector app: with the webhooks of the next step, and with the "
        "scope msg.consumer. They give you an app installation id (the client id) and a secret.",
        "Webhooks of that app, each with the endpoint {webhook}: ms.MessagingEventNotification.ContentEvent, "
        "ms.MessagingEventNotification.RichContentEvent, ms.MessagingEventNotification.ChatStateEvent, "
        "cqm.ExConversationChangeNotification; with a retry of three days.",
        "Management Hub > Users and skills > Skills: note the ids of those that queues of Segue name as hub_team.",
    ),
)
