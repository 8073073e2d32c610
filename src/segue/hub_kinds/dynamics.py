"""Dynamics 365 Customer Service: live chat by a custom channel over Direct Line."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "dynamics",
    "Dynamics 365 Customer Service",
    keys=(
        Key("secret", "The Direct Line secret of the custom channel's bot", secret=True),
        Key("bot", "The handle of that bot, by which its agents speak", "acme-omnichannel"),
        Key("url", "Where Direct Line is", "https://directline.botframework.com", needed=False, kind="url"),
    ),
    can=frozenset(
        {
            Can.LIVE,
            Can.STREAMS,
            Can.CATCHES_UP,
            Can.FIELDS,
            Can.SHOWS_TYPING,
            Can.TELLS_TYPING,
            Can.TELLS_END,
            Can.FILES_IN,
        }
    ),
    checked=Checked.VENDOR,
    version="Direct Line 3.0",
    form="text",
    most_package=20_000,
    most_text=10_000,
)
