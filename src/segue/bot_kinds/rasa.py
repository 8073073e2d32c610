"""Rasa, by its REST channel: https://rasa.com/docs/reference/channels/your-own-website/#rest-channels."""

from __future__ import annotations

from segue.domain.bots import BotCan, BotKind
from segue.domain.deliveries import Repeat
from segue.domain.hubs import Checked, Key

KIND = BotKind(
    "rasa",
    "Rasa",
    keys=(
        Key("url", "Where Rasa is", "https://rasa.acme.example", kind="url"),
        Key("secret", "A token that the proxy in front of Rasa wants as a bearer", secret=True, needed=False),
        Key(
            "channel",
            "The name of its REST channel, as in /webhooks/rest/webhook",
            "rest",
            kind="account",
            needed=False,
        ),
        Key("handoff", "The key of a custom response that asks for a human", "handoff", needed=False),
        Key("return_intent", "The intent that tells it of a return", "segue_handed_back", needed=False),
    ),
    can=frozenset({BotCan.HEARS_RETURN, BotCan.TELLS_TOPICS, BotCan.BUTTONS}),
    repeat=Repeat.NEVER,
    checked=Checked.DOCUMENTATION,
    version="3.x",
    cannot={
        BotCan.ANSWERS_LATER: "Its REST channel answers in the call; reminders that fire later reach nobody",
        BotCan.KNOWS_EVENTS: "The same message twice is two turns for it, so what may have arrived is not sent again",
        BotCan.HEARS_STATUS: "It hears of a handoff when it is over",
        BotCan.TELLS_CONFIDENCE: "The REST channel does not tell how sure it was",
        BotCan.HELPS: "It drafts nothing for human agents",
    },
    clicks=(
        "In credentials.yml: a line `rest:`.",
        "In domain.yml: the intent segue_handed_back with use_entities [outcome, agent_name, summary], and a rule that "
        "answers it.",
        "A custom action that says: dispatcher.utter_message(json_message={'handoff': {'reason': 'bot_asked'}}).",
    ),
)
