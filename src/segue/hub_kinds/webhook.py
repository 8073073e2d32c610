"""Anything else: a hub that speaks our own small protocol, described in OpenAPI."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "webhook",
    "Any hub, by signed webhook",
    keys=(
        Key("url", "Where the adapter is", "https://hub.acme.example/segue", kind="url"),
        Key("secret", "The secret that signs both ways (Standard Webhooks)", secret=True),
    ),
    can=frozenset(
        {
            *(Can.LIVE, Can.TICKETS, Can.PUSHES, Can.NOTES, Can.FIELDS, Can.TAGS, Can.PRIORITY, Can.ASSIGNS),
            *(Can.SHOWS_TYPING, Can.TELLS_TYPING, Can.TELLS_JOINED, Can.TELLS_QUEUE, Can.TELLS_TRANSFER),
            *(Can.TELLS_END, Can.FILES_OUT, Can.FILES_IN, Can.LABELS),
        }
    ),
    cannot={
        Can.CATCHES_UP: "what the adapter told while Segue was away it has to send again itself",
        Can.RATED: "a customer's score is not sent to the adapter; one that the adapter tells is kept",
        Can.DRAFTS: "the protocol has none for conversations that never came through Segue",
    },
    checked=Checked.OURS,
    version="1",
    most_package=60_000,
    most_text=10_000,
    team="anything: it is passed on",
    clicks=(
        "Run your adapter where Segue reaches it; examples/hub_adapter is one to begin with",
        "Give it the secret, of which Segue has the same as SEGUE_SECRET_…",
        "Its address back is {webhook}; it also comes with every handoff",
        "Try it: segue hub verify https://hub.acme.example/segue --secret …",
    ),
)
