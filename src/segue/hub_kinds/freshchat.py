"""Freshchat: live chat."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "freshchat",
    "Freshchat",
    keys=(
        Key("account", "The name of your account, as in acme.freshchat.com", "acme", kind="account"),
        Key("channel", "The id of the topic (channel) that handoffs go to"),
        Key("agent", "The id of the agent who writes for Segue"),
        Key("secret", "The API token", secret=True),
        Key("webhook_secret", "The public key of its webhooks, in PEM", secret=True),
    ),
    can=frozenset(
        {
            Can.LIVE,
            Can.PUSHES,
            Can.CATCHES_UP,
            Can.NOTES,
            Can.PRIORITY,
            Can.ASSIGNS,
            Can.TELLS_JOINED,
            Can.TELLS_TRANSFER,
            Can.TELLS_END,
            Can.FILES_OUT,
            Can.FILES_IN,
        }
    ),
    checked=Checked.THIRD_PARTY,
    version="v2",
    cannot={
        Can.FIELDS: "the package stands in private messages; properties of your own are not filled",
        Can.TAGS: "a conversation of Freshchat is given no tags by its API",
        Can.SHOWS_TYPING: "Freshchat cannot be told that the customer is typing",
        Can.TELLS_TYPING: "Freshchat tells nobody that an agent is typing",
        Can.TELLS_QUEUE: "Freshchat tells neither place nor wait",
        Can.TICKETS: "for tickets take Freshdesk",
    },
    form="text",
    most_package=16_000,
    most_text=4_000,
    rate=1.0,
    team="id of a group",
    clicks=(
        "Admin, Agents: add an agent for Segue, and keep it out of automatic assignment (IntelliAssign).",
        "Admin, Configure, API Settings (or API Tokens): generate a token, copy it.",
        "With that token, GET /v2/channels and GET /v2/agents list the ids for `channel` and `agent`, "
        "and GET /v2/groups those for `hub_team`.",
        "Admin, Configure, Webhooks (Conversations): webhook URL {webhook}, switch it on.",
        "Copy the public key that is shown there, with its BEGIN and END lines: it is the webhook_secret.",
        "To give a conversation back to the assistant, people assign it to the agent for Segue.",
    ),
)
