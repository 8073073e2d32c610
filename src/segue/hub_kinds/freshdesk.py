"""Freshdesk: tickets."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "freshdesk",
    "Freshdesk",
    keys=(
        Key("account", "The name of your account, as in acme.freshdesk.com", "acme", kind="account"),
        Key("secret", "Your API key", secret=True),
        Key("webhook_secret", "A secret of your own that the automation rule sends", secret=True),
    ),
    can=frozenset(
        {
            Can.TICKETS,
            Can.PUSHES,
            Can.CATCHES_UP,
            Can.NOTES,
            Can.TAGS,
            Can.PRIORITY,
            Can.ASSIGNS,
            Can.TELLS_END,
            Can.FILES_OUT,
            Can.FILES_IN,
            Can.LABELS,
        }
    ),
    checked=Checked.THIRD_PARTY,
    version="v2",
    cannot={
        Can.LIVE: "Freshdesk keeps tickets; for live chat take Freshchat",
        Can.FIELDS: "the package stands in the first private note; fields of your own are not filled",
        Can.TELLS_JOINED: "who takes a ticket is told with the first reply",
        Can.TELLS_TRANSFER: "a ticket that goes to another agent or group is not told",
        Can.TELLS_TYPING: "Freshdesk tells nobody that an agent is typing",
    },
    form="html",
    most_package=60_000,
    most_text=30_000,
    rate=1.0,
    team="id of a group",
    clicks=(
        "Profile settings: copy your API key. Best take the account of an agent that is made for Segue.",
        "Admin, Workflows, Automations, Ticket updates: New rule.",
        "Involves: Performed by Agent. When any of these events occurs: Reply is sent; Note is added, type Public; "
        "Status is changed; Tag is added or updated.",
        "Actions: Trigger webhook; request type POST; URL {webhook}.",
        "Custom headers: X-Segue-Secret: the secret that SEGUE_SECRET_… has, in one line.",
        'Encoding JSON, content Advanced, with exactly this body: {"ticket": "{{ticket.id}}"}',
        "Preview and save. Then answer a ticket of your own: the console shows that something was heard.",
        "Escalation labels are tags, and Freshdesk has no API that makes a tag alone: each is there once somebody has "
        "typed it at a ticket: segue-right, segue-too-early, segue-too-late, segue-bot-could-have, segue-wrong-team, "
        "segue-context-missing.",
    ),
)
