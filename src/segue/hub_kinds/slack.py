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
            *(Can.LIVE, Can.PUSHES, Can.STREAMS, Can.CATCHES_UP, Can.NOTES, Can.ASSIGNS),
            *(Can.TELLS_JOINED, Can.TELLS_END, Can.FILES_OUT, Can.LABELS),
        }
    ),
    cannot={
        Can.FILES_IN: "files open only for who is signed in to Slack: the customer is told the name of the file. "
        "Send a link instead",
        Can.SHOWS_TYPING: "Slack shows nobody that the customer is typing",
        Can.TELLS_TYPING: "Slack does not tell apps that somebody is typing",
        Can.TELLS_TRANSFER: "a colleague takes over by replying in the thread",
        Can.TICKETS: "a thread is no ticket: follow-ups need another hub, or e-mail",
    },
    checked=Checked.VENDOR,
    version="1.7.0, of 2021",
    form="blocks",
    most_package=16_000,
    most_text=3_000,
    rate=1.0,
    team="id of a channel",
    clicks=(
        "Open api.slack.com/apps and choose Create New App, From a manifest, and your workspace",
        "Paste the manifest of docs/hubs/slack.md and choose Next, then Create",
        "Without Socket Mode: in the manifest set socket_mode_enabled to false, and put {webhook} as request_url of "
        "event_subscriptions and of interactivity",
        "Choose Install App, Install to Workspace, Allow, and copy the Bot User OAuth Token (xoxb-…)",
        "With Socket Mode: Basic Information, App-Level Tokens, Generate Token and Scopes, add connections:write, "
        "Generate, and copy the token (xapp-…). Without: copy Basic Information, App Credentials, Signing Secret",
        "In the channel, write /invite and the name of the app. The channel's id stands at the end of its About tab",
    ),
)
