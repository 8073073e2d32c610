"""HubSpot Service Hub: tickets with notes."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "hubspot",
    "HubSpot",
    keys=(
        Key("secret", "The token of your private app", secret=True),
        Key("stage", "The id of the pipeline stage in which tickets begin", "1"),
        Key("pipeline", "The id of the pipeline", "0", needed=False),
        Key("closed", "The id of the stage of closed tickets; several with commas between", "4", needed=False),
        Key("field", "The internal name of a ticket property with unique values, for our id", "segue_id", needed=False),
        Key("webhook_secret", "The client secret of the app, which signs its webhooks", secret=True, needed=False),
    ),
    can=frozenset(
        {
            Can.TICKETS,
            Can.PUSHES,
            Can.CATCHES_UP,
            Can.NOTES,
            Can.PRIORITY,
            Can.ASSIGNS,
            Can.TELLS_END,
            Can.FILES_OUT,
        }
    ),
    checked=Checked.THIRD_PARTY,
    version="v3",
    cannot={
        Can.LIVE: "its inbox takes chats only over a channel of its own, which is not built",
        Can.TAGS: "tickets of HubSpot have no free tags",
        Can.FIELDS: "the package stands in a note; properties of your own are not filled",
        Can.FILES_IN: "files of an e-mail that answers a ticket stay in HubSpot",
        Can.TELLS_JOINED: "who takes a ticket is told with the first e-mail",
        Can.TELLS_TRANSFER: "a ticket that goes to another owner is not told",
        Can.TELLS_TYPING: "tickets have no such thing",
        Can.LABELS: "tickets have no free tags to label an escalation with",
    },
    form="html",
    most_package=60_000,
    most_text=10_000,
    rate=8.0,
    team="id of an owner",
    installs="the ticket property in which Segue leaves its id",
    clicks=(
        "Unless it was made: Settings, Properties, Ticket properties, Create property: label Segue id, internal name "
        "segue_id, "
        "field type Single-line text; under Rules tick “Require unique values for this property”.",
        "Settings, Integrations, Private apps, Create: scopes tickets, crm.objects.contacts.read and .write, "
        "crm.objects.owners.read, sales-email-read. Copy the access token.",
        "Settings, Objects, Tickets, Pipelines: with the mouse on a stage, </> shows its id: for `stage` and `closed`.",
        "In the app, Webhooks: target URL {webhook}; subscribe Ticket, property changed, Ticket status "
        "(hs_pipeline_stage), and Last activity date, so that an e-mail is heard of at once.",
        "In the app, Auth: copy the client secret; it signs the webhooks.",
    ),
)
