"""Any bot of the Bot Framework, and agents of Copilot Studio without forced sign-in, over Direct Line 3.0.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-direct-line-3-0-concepts
"""

from __future__ import annotations

from segue.domain.bots import BotCan, BotKind
from segue.domain.deliveries import Repeat
from segue.domain.hubs import Checked, Key

RETURNS = ("event", "message", "new_conversation")

ABOUT_HANDOFFS = (
    Key(
        "events",
        "Names of events by which the bot asks for a human, beside handoff.initiate",
        kind="list",
        needed=False,
    ),
    Key("reports", "Whether the bot hears handoff.status: accepted, failed, completed", kind="switch", needed=False),
    Key(
        "return_as",
        "How the bot hears of a return: by an event segue.handed_back, in words, or with a conversation begun anew",
        kind="region",
        choices=RETURNS,
        needed=False,
    ),
    Key("hosts", "Hosts that a transcript may be fetched from, beside Microsoft's", kind="list", needed=False),
)

KIND = BotKind(
    "direct_line",
    "Direct Line",
    keys=(
        Key("secret", "The secret of the bot's Direct Line channel", secret=True, needed=False),
        Key(
            "token_endpoint",
            "Or the token endpoint of a Copilot Studio agent, which asks for no secret",
            "https://….environment.api.powerplatform.com/powervirtualagents/botsbyschema/cr1_agent/directline/token",
            needed=False,
            instead_of=("secret",),
        ),
        Key("url", "Where Direct Line is", "https://directline.botframework.com", kind="url", needed=False),
        *ABOUT_HANDOFFS,
    ),
    can=frozenset(
        {
            BotCan.ANSWERS_LATER,
            BotCan.KNOWS_EVENTS,
            BotCan.HEARS_RETURN,
            BotCan.HEARS_STATUS,
            BotCan.TELLS_TOPICS,
            BotCan.BUTTONS,
        }
    ),
    repeat=Repeat.KEY,
    checked=Checked.VENDOR,
    version="3.0",
    cannot={
        BotCan.TELLS_CONFIDENCE: "Direct Line does not tell how sure the bot was",
        BotCan.HELPS: "It drafts nothing for human agents",
    },
    clicks=(
        "A bot of Azure Bot Service: Channels, Direct Line, Add; Default site, Secret keys, Show.",
        "An agent of Copilot Studio: Settings, Security, Authentication: No authentication. Channels, Mobile app: the "
        "token endpoint, without what follows the question mark.",
        "In the topics from which customers go to a human: Topic management, Transfer conversation.",
    ),
)
