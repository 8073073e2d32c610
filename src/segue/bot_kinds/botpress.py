"""Botpress Cloud, by its Chat API: https://botpress.com/docs/api-reference/chat-api/introduction."""

from __future__ import annotations

from segue.domain.bots import BotCan, BotKind
from segue.domain.deliveries import Repeat
from segue.domain.hubs import Checked, Key

KIND = BotKind(
    "botpress",
    "Botpress",
    keys=(
        Key("webhook_id", "The last part of the webhook address of the Chat integration", kind="account"),
        Key("url", "Where the Chat API is", "https://chat.botpress.cloud", kind="url", needed=False),
        Key("secret", "Its encryption key, where one is set", secret=True, needed=False),
        Key("handoff", "The name that asks for a human", "segue_handoff", needed=False),
    ),
    can=frozenset({BotCan.ANSWERS_LATER, BotCan.HEARS_RETURN, BotCan.TELLS_TOPICS, BotCan.BUTTONS}),
    repeat=Repeat.NEVER,
    checked=Checked.DOCUMENTATION,
    version="2026-11",
    cannot={
        BotCan.KNOWS_EVENTS: "The same message twice is two turns for it, so what may have arrived is not sent again",
        BotCan.HEARS_STATUS: "It hears of a handoff when it is over",
        BotCan.TELLS_CONFIDENCE: "It does not tell how sure it was",
        BotCan.HELPS: "It drafts nothing for human agents",
    },
    clicks=(
        "Studio, Integrations: install Chat, and copy what its webhook address ends with.",
        'In the flow where customers go to a human, send a text message that begins with "segue_handoff" and may go on '
        'with JSON: segue_handoff {"reason": "bot_asked", "note": "…"}.',
    ),
)
