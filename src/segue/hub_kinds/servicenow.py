"""ServiceNow, live: its bot integration hands to Agent Workspace."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "servicenow",
    "ServiceNow live agent",
    keys=(
        Key("account", "The name of your instance, as in acme.service-now.com", "acme", kind="account"),
        Key("user", "The user that Segue signs in as", "segue"),
        Key("secret", "The password of that user", secret=True),
        Key("token", "The token of the message authentication", secret=True, needed=False),
        Key("webhook_secret", "A token of your own that ServiceNow sends with each answer", secret=True),
    ),
    can=frozenset(
        {
            Can.LIVE,
            Can.PUSHES,
            Can.FIELDS,
            Can.ASSIGNS,
            Can.SHOWS_TYPING,
            Can.TELLS_TYPING,
            Can.TELLS_QUEUE,
            Can.TELLS_END,
            Can.FILES_OUT,
            Can.FILES_IN,
        }
    ),
    cannot={
        Can.CATCHES_UP: "what ServiceNow could not deliver is lost: it keeps no list that can be asked for",
        Can.TELLS_JOINED: "an agent's first words, often an automatic greeting, are the first sign of them",
        Can.TELLS_TRANSFER: "another name under the next words is all that shows it",
        Can.NOTES: "the integration writes as the customer only: what Segue itself says begins with [Segue]",
        Can.TAGS: "an interaction has none that Segue could set",
        Can.PRIORITY: "a queue's condition can read segue_urgency",
        Can.RATED: "the customer's score is not passed on",
    },
    checked=Checked.DOCUMENTATION,
    version="Zurich",
    form="text",
    most_package=24_000,
    most_text=4_000,
    rate=5.0,
    team="a value of your own, which a queue's condition reads from segue_team",
    clicks=(
        "System Applications > All: install Glide Virtual Agent, Agent Chat, and from the Store Conversational "
        "Integration with Virtual Agent API (Virtual Agent Bot Integration)",
        "User Administration > Users > New: a user with Web service access only, a password, and the role "
        "virtual_agent_admin, which may call the API and read sys_cs_message",
        "System Definition > Tables > sn_va_as_service_outbound_configuration > VA Bot to Bot Provider Application: "
        "open the record of Rest connection, then Connections > Bot Connection",
        "There, Connection URL is {webhook}; in Attributes add a header X-Segue-Secret with your secret; Update. "
        "Before version 4.1: System Web Services > Outbound > REST Message > VA Bot to Bot, Endpoint and HTTP Headers",
        "Switch the integration to asynchronous answers, third_party_chat on in its custom adapter property, and "
        "agent information on in the chat setup: names and ids of messages come only then",
        "Advanced Work Assignment > Queues: conditions on the context variables segue_team and segue_urgency; add "
        "those variables in Conversational Interfaces > Chat context",
    ),
)
