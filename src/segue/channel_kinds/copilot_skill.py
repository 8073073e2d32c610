"""An agent made with Copilot Studio that calls Segue as a skill: Microsoft's own handover sample, by Segue."""

from __future__ import annotations

from segue.domain.channels import BotIs, ChannelKind, Shows
from segue.domain.hubs import Checked, Key

KIND = ChannelKind(
    "copilot_skill",
    "Copilot Studio, as a skill",
    keys=(
        Key("app_id", "Application (client) id of the app registration that is Segue", kind="guid"),
        Key("secret", "The client secret of that registration", secret=True),
        Key("tenant", "Directory (tenant) id, of it and of the agent", kind="guid"),
        Key(
            "callers",
            "App ids of the agents that may call, and bot_service where Teams reaches Segue without one",
            "00000000-0000-0000-0000-000000000001",
            kind="list",
        ),
        Key("agent_app_id", "App id of the agent, for what is written to Teams", needed=False, kind="guid"),
        Key("agent_secret", "The client secret of the agent's registration", secret=True, needed=False),
        Key("teams_url", "The service address of Teams for your region and tenant", needed=False, kind="url"),
        Key("hosts", "Service addresses beside Microsoft's own", "bots.acme.example", needed=False, kind="list"),
        Key("anonymous", "Take activities without a token, on this machine alone", needed=False, kind="switch"),
    ),
    can=frozenset({Shows.PUSHES, Shows.BUTTONS, Shows.TYPING, Shows.FILES_IN, Shows.FILES_OUT, Shows.REPORTS}),
    bot=BotIs.IN_FRONT,
    checked=Checked.VENDOR,
    version="skill manifest 2.0.0, Bot Connector 3.1.12",
    cannot={
        Shows.READS: "Copilot Studio reads no log: what is said is brought to it",
        Shows.ENDS: "there is no button; a topic that calls endConversation, or a clear wish in words, ends it",
    },
    most_text=20_000,
    rate=25.0,
    clicks=(
        "Entra admin center > App registrations > New registration: single tenant; set its Home page URL to {url}; "
        "copy the application and the directory id; Certificates & secrets > New client secret.",
        "Copilot Studio > Settings > Skills > Add a skill: {url}/skill-manifest.json",
        "In the topic Escalate: call startConversation, then sendMessage. In a topic for goodbyes: endConversation.",
    ),
)
