"""Customers with Web Chat or anything else that speaks Direct Line 3.0, the Bot Framework's protocol for clients."""

from __future__ import annotations

from segue.domain.channels import BotIs, ChannelKind, Shows
from segue.domain.hubs import Checked, Key

KIND = ChannelKind(
    "direct_line",
    "Web Chat and other clients of Direct Line 3.0",
    keys=(
        Key("secret", "The secret with which your server asks for tokens", secret=True),
        Key("origins", "Addresses of the pages that Web Chat is on", "https://shop.example", needed=False, kind="list"),
    ),
    can=frozenset({Shows.READS, Shows.BUTTONS, Shows.TYPING, Shows.FILES_IN, Shows.FILES_OUT}),
    bot=BotIs.BEHIND,
    checked=Checked.REAL,
    version="3.0",
    cannot={
        Shows.ENDS: "Web Chat has no button for it; a clear wish to end is asked about, with buttons",
        Shows.REPORTS: "Web Chat passes over events of a handoff; what matters is said in words",
    },
    most_text=20_000,
    clicks=(
        "On your server: POST {url}/v3/directline/tokens/generate with Authorization: Bearer <the secret>",
        "In the page: createDirectLine({domain: '{url}/v3/directline', token})",
    ),
)
