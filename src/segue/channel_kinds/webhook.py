"""Anything else: what is said to a customer goes out by signed webhook, and what they say comes in by our API."""

from __future__ import annotations

from segue.domain.channels import BotIs, ChannelKind, Shows
from segue.domain.hubs import Checked, Key

KIND = ChannelKind(
    "webhook",
    "Another channel, by signed webhook",
    keys=(
        Key("url", "Where what is said to customers is sent", "https://chat.acme.example/segue", kind="url"),
        Key("secret", "The secret that signs it (Standard Webhooks)", secret=True),
    ),
    can=frozenset({Shows.PUSHES, Shows.TYPING, Shows.BUTTONS, Shows.FILES_OUT, Shows.REPORTS}),
    bot=BotIs.IN_FRONT,
    checked=Checked.OURS,
    version="1",
    cannot={
        Shows.READS: "the customer's program is told; the log is read with a bot's key",
        Shows.FILES_IN: "what the customer sends is put into the conversation by our API, with a bot's key",
        Shows.ENDS: "your program says by our API that the customer is done",
    },
    most_text=20_000,
    clicks=(
        "Run your program where Segue reaches it",
        "Give it the secret, of which Segue has the same as SEGUE_SECRET_…",
    ),
)
