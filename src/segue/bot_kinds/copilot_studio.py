"""An agent of Copilot Studio, by Microsoft's own client (`CopilotClient` of the Microsoft 365 Agents SDK).

https://learn.microsoft.com/microsoft-365/agents-sdk/copilotstudioclient
"""

from __future__ import annotations

from segue.bot_kinds.direct_line import ABOUT_HANDOFFS
from segue.domain.bots import BotCan, BotKind
from segue.domain.deliveries import Repeat
from segue.domain.hubs import Checked, Key

CLOUDS = ("PROD", "GOV", "HIGH", "DOD", "MOONCAKE")

KIND = BotKind(
    "copilot_studio",
    "Copilot Studio",
    keys=(
        Key("environment", "The id of the environment", "Default-00000000-0000-0000-0000-000000000000", needed=False),
        Key("agent", "The schema name of the agent", "cr1_supportAgent", needed=False),
        Key(
            "url",
            "Or the connection string of the agent, in place of both",
            kind="url",
            needed=False,
            instead_of=("environment", "agent"),
        ),
        Key("tenant", "The id of the Entra tenant", "00000000-0000-0000-0000-000000000000", kind="guid"),
        Key("app", "The id of the app registration", "00000000-0000-0000-0000-000000000000", kind="guid"),
        Key("secret", "Its client secret", secret=True),
        Key("cloud", "The cloud of the environment", kind="region", choices=CLOUDS, needed=False),
        *ABOUT_HANDOFFS,
    ),
    can=frozenset({BotCan.HEARS_RETURN, BotCan.HEARS_STATUS, BotCan.TELLS_TOPICS, BotCan.BUTTONS}),
    repeat=Repeat.NEVER,
    checked=Checked.VENDOR,
    version="microsoft-agents-copilotstudio-client 1.9.0",
    cannot={
        BotCan.ANSWERS_LATER: "It answers in the call; what it says later is not heard",
        BotCan.KNOWS_EVENTS: "The same message twice is two turns for it, so what may have arrived is not sent again",
        BotCan.TELLS_CONFIDENCE: "It does not tell how sure it was",
        BotCan.HELPS: "It drafts nothing for human agents",
    },
    clicks=(
        "Entra, App registrations, New registration: single tenant. Certificates & secrets: New client secret.",
        "API permissions, Add, APIs my organization uses, Power Platform API: CopilotStudio.Copilots.Invoke, as an "
        "application permission; Grant admin consent.",
        "Copilot Studio, the agent, Settings, Advanced, Metadata: environment id and schema name. Publish it.",
        "In the topics from which customers go to a human: Topic management, Transfer conversation.",
    ),
)
