"""Another AI agent that speaks A2A (Agent2Agent protocol): its customers' conversations come to people here."""

from __future__ import annotations

from segue.domain.channels import BotIs, ChannelKind, Shows
from segue.domain.hubs import Checked, Key

KIND = ChannelKind(
    "a2a",
    "Another AI agent, by A2A",
    keys=(Key("title", "What other agents read as the name of your support", "Human support", needed=False),),
    can=frozenset({Shows.READS, Shows.REPORTS, Shows.FILES_IN, Shows.FILES_OUT}),
    bot=BotIs.IN_FRONT,
    checked=Checked.REAL,
    version="1.0 and 0.3",
    cannot={
        Shows.PUSHES: "push notifications are not sent: the other agent streams, or asks for the task",
        Shows.BUTTONS: "A2A has no buttons: choices are numbered, and the customer answers with a number",
        Shows.TYPING: "A2A does not tell it",
        Shows.ENDS: "the other agent can cancel a task only while no human agent has it",
    },
    most_text=20_000,
    clicks=(
        "In the console, make a key with the scope handoff, called as the channel is",
        "Give the other agent the card {url}/v1/a2a/NAME/agent-card.json and that key as its bearer token",
    ),
)
