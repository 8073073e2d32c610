"""Slack: a thread for each handoff."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "slack",
    "Slack",
    keys=(
        Key("channel", "The id of the channel where handoffs appear", "C024BE91L"),
        Key("secret", "The bot token (xoxb-…)", secret=True),
        Key("app_secret", "The app token for Socket Mode (xapp-…)", secret=True, needed=False),
        Key("webhook_secret", "The signing secret, where Socket Mode is not used", secret=True, needed=False),
    ),
    can=frozenset(
        {
            Can.LIVE,
            Can.PUSHES,
            Can.STREAMS,
            Can.CATCHES_UP,
            Can.NOTES,
            Can.TELLS_JOINED,
            Can.TELLS_END,
            Can.FILES_IN,
            Can.LABELS,
            Can.ASSIGNS,
        }
    ),
    checked=Checked.VENDOR,
    version="1.7.0, of 2021",
    form="blocks",
    most_package=16_000,
    most_text=3_000,
    rate=1.0,
    team="id of a channel",
    extra="slack",
)
