"""Chatwoot: live chat by an inbox of the API channel."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "chatwoot",
    "Chatwoot",
    keys=(
        Key("url", "The address of your Chatwoot", "https://app.chatwoot.com", kind="url"),
        Key("account", "The number of your account", "1", kind="number"),
        Key("inbox", "The id of an inbox of the kind API", "5", kind="number"),
        Key("inbox_identifier", "The identifier of that inbox, to show that a customer types", needed=False),
        Key("secret", "The access token of an agent that is Segue's alone", secret=True),
        Key("webhook_secret", "The secret of the webhook, or one of your own in its address", secret=True),
    ),
    can=frozenset(
        {
            Can.LIVE,
            Can.PUSHES,
            Can.CATCHES_UP,
            Can.NOTES,
            Can.FIELDS,
            Can.TAGS,
            Can.PRIORITY,
            Can.ASSIGNS,
            Can.SHOWS_TYPING,
            Can.TELLS_TYPING,
            Can.TELLS_JOINED,
            Can.TELLS_TRANSFER,
            Can.TELLS_END,
            Can.FILES_OUT,
            Can.FILES_IN,
            Can.LABELS,
        }
    ),
    checked=Checked.VENDOR,
    version="1.1.0 (Chatwoot 4.7)",
    most_text=10_000,
    rate=20.0,
    team="id of a team",
    cannot={
        Can.TICKETS: "Chatwoot has conversations and no tickets",
        Can.DRAFTS: "notes with drafts are built for Intercom and Zendesk",
        Can.TELLS_QUEUE: "Chatwoot tells of no place in line",
        Can.RATED: "a score is not shown; Chatwoot asks for its own only where it shows a survey",
    },
    installs="the labels for escalations",
    own_channel="chatwoot_bot",
    own_channel_by=("url", "account"),
    clicks=(
        "Settings > Agents: add an agent who is Segue's alone; sign in as that agent, Profile settings: copy the access"
        " token: `secret`",
        "Settings > Inboxes > Add inbox > API: name it, enter {webhook} as the webhook URL, add the agents who take"
        " handoffs and Segue's own; the number in the inbox's address is `inbox`",
        "In the settings of that inbox, Configuration: copy the inbox identifier: `inbox_identifier`",
        "Where your version shows a secret for webhooks: copy it: `webhook_secret`. Where it shows none: think of"
        " a long one and enter {webhook}?secret=THE-SECRET as the webhook URL",
        "Settings > Custom attributes > Conversation: add segue_urgency, segue_reason, segue_sla, segue_language (text)"
        " and segue_link (link), so that they are shown",
        "Unless they were made: Settings > Labels: add segue-right, segue-too-early, segue-too-late, "
        "segue-bot-could-have, segue-wrong-team"
        " and segue-context-missing",
    ),
)
