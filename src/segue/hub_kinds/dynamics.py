"""Dynamics 365 Customer Service: live chat by a custom channel over Direct Line."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "dynamics",
    "Dynamics 365 Customer Service",
    keys=(
        Key("secret", "The Direct Line secret of the custom channel's bot", secret=True),
        Key("bot", "The handle of that bot, by which its agents speak", "acme-omnichannel"),
        Key("url", "Where Direct Line is", "https://directline.botframework.com", needed=False, kind="url"),
    ),
    can=frozenset(
        {
            Can.LIVE,
            Can.STREAMS,
            Can.CATCHES_UP,
            Can.FIELDS,
            Can.SHOWS_TYPING,
            Can.TELLS_END,
            Can.FILES_OUT,
            Can.FILES_IN,
        }
    ),
    cannot={
        Can.TELLS_TYPING: "Direct Line tells of typing on its WebSocket alone; Segue asks every few seconds instead.",
        Can.TELLS_JOINED: "A custom channel does not tell who took the chat: the agent's first words do.",
        Can.TELLS_TRANSFER: "A transfer is not told; the conversation goes on with whoever writes next.",
        Can.ASSIGNS: "A queue is not named from here: the workstream's rules route, by the context variables.",
        Can.PRIORITY: "Priority is set by rules of the workstream, from the context variable segue_urgency.",
        Can.NOTES: "There is no private note by this way. What Segue adds stands in the chat, marked [Segue]; the "
        "customer does not see it.",
    },
    checked=Checked.VENDOR,
    version="Direct Line 3.0",
    form="text",
    most_package=12_000,
    most_text=6_000,  # 24 KB in any script, of 28
    clicks=(
        "Azure portal > Azure Bot > Channels > Direct Line: Show and copy one of the two secret keys. The bot's handle "
        "stands on its Overview.",
        "Customer Service admin center > Customer support > Channels > Messaging accounts: Manage, New account: "
        "channel Custom, with the application id and client secret of that bot.",
        "On the account's Callback information, copy the URL into the bot's Configuration as its Messaging endpoint.",
        "Customer support > Workstreams > New workstream: Messaging, channel Custom; set it up with that account.",
        "In the workstream, Advanced settings > Context variables: add those of the table in this page that your rules "
        "or agents shall see, as text.",
    ),
)
