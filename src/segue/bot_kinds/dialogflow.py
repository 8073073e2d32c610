"""Dialogflow CX (Conversational Agents) and Dialogflow ES, by detectIntent.

https://cloud.google.com/dialogflow/cx/docs/reference/rest/v3/projects.locations.agents.sessions/detectIntent
https://cloud.google.com/dialogflow/es/docs/reference/rest/v2/projects.agent.sessions/detectIntent
"""

from __future__ import annotations

from segue.domain.bots import BotCan, BotKind
from segue.domain.deliveries import Repeat
from segue.domain.hubs import Checked, Key

KIND = BotKind(
    "dialogflow",
    "Dialogflow",
    keys=(
        Key("project", "The id of the Google Cloud project", "acme-support", kind="account"),
        Key("secret", "The key of a service account, as the JSON that Google gives", secret=True),
        Key("agent", "The id of a CX agent; left out for Dialogflow ES", kind="account", needed=False),
        Key("location", "Where the agent is", "global", kind="account", needed=False),
        Key("environment", "An environment of a CX agent; its draft where none is named", kind="account", needed=False),
        Key("handoff", "The key of a custom payload that asks for a human", "liveAgentHandoff", needed=False),
        Key("return_event", "The event that tells it of a return", "segue_handed_back", needed=False),
    ),
    can=frozenset({BotCan.HEARS_RETURN, BotCan.TELLS_TOPICS, BotCan.TELLS_CONFIDENCE, BotCan.BUTTONS}),
    repeat=Repeat.NEVER,
    checked=Checked.DOCUMENTATION,
    version="CX v3, ES v2",
    cannot={
        BotCan.ANSWERS_LATER: "It answers in the call",
        BotCan.KNOWS_EVENTS: "The same message twice is two turns for it, so what may have arrived is not sent again",
        BotCan.HEARS_STATUS: "It hears of a handoff when it is over",
        BotCan.HELPS: "It drafts nothing for human agents",
    },
    clicks=(
        "Google Cloud, IAM, Service accounts: Create, with the role Dialogflow API Client; Keys, Add key, JSON.",
        "CX: in the page where customers go to a human, Add dialogue option, Live agent handoff. ES: a custom payload "
        '{"liveAgentHandoff": {"reason": "bot_asked"}}.',
        "An event handler (CX) or an intent with the event (ES) segue_handed_back.",
    ),
)
