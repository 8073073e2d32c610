"""Intercom: conversations and tickets in its inbox, and notes with draft replies."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "intercom",
    "Intercom",
    keys=(
        Key("account", "The region of your workspace", "us", needed=False, kind="region", choices=("us", "eu", "au")),
        Key("admin", "The id of the teammate who writes for Segue", "814860", kind="number"),
        Key("ticket_type", "The id of a ticket type, for follow-ups", needed=False),
        Key("secret", "The access token of your app", secret=True),
        Key("webhook_secret", "The client secret of your app, which signs its webhooks", secret=True),
    ),
    can=frozenset(
        {
            Can.LIVE,
            Can.TICKETS,
            Can.DRAFTS,
            Can.PUSHES,
            Can.CATCHES_UP,
            Can.NOTES,
            Can.FIELDS,
            Can.TAGS,
            Can.ASSIGNS,
            Can.TELLS_JOINED,
            Can.TELLS_TRANSFER,
            Can.TELLS_END,
            Can.FILES_OUT,
            Can.FILES_IN,
            Can.RATED,
            Can.LABELS,
        }
    ),
    checked=Checked.VENDOR,
    version="2.15",
    form="html",
    team="id of a team",
    rate=20.0,
    cannot={
        Can.PRIORITY: "an app cannot set the priority that Intercom shows: urgency stands in the title and as a tag",
        Can.SHOWS_TYPING: "Intercom takes no word from an app that a customer is typing",
        Can.TELLS_TYPING: "Intercom tells apps of no teammate who is typing",
        Can.TELLS_QUEUE: "Intercom tells apps of no place in line",
    },
    installs="the tags for escalation labels, and segue-return",
    clicks=(
        "Settings > Teammates: give Segue a teammate of its own with an inbox seat; its id is `admin`",
        "Developer Hub > New app; under Authentication copy the access token: `secret`",
        "Under Basic information copy the client secret: `webhook_secret`",
        "Under Authentication > Permissions tick: read and write users, conversations, tags, tickets; read admins",
        "Under Webhooks enter {webhook} as the endpoint URL",
        "Under Webhooks add the topics conversation.admin.replied, .assigned, .open.assigned, .closed and .opened,"
        " conversation.deleted, conversation.rating.added and conversation_part.tag.created",
        "For tickets add ticket.admin.replied, ticket.state.updated and ticket.closed; for drafts"
        " conversation.user.created and conversation.user.replied",
        "Settings > Data > Conversations: add text attributes segue_id, segue_urgency, segue_reason, segue_sla and"
        " segue_link, or leave them out: the package has them, too",
        "Unless they were made: Settings > Tags: add segue-return and the labels segue-right, segue-too-early,"
        " segue-too-late,"
        " segue-bot-could-have, segue-wrong-team and segue-context-missing",
        "Workflows and Fin: leave out conversations whose first message contains [Segue",
    ),
)
