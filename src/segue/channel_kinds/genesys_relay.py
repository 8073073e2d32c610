"""A relay bot that was built for Genesys Cloud, unchanged, with Segue in its place."""

from __future__ import annotations

from segue.domain.channels import BotIs, ChannelKind, Shows
from segue.domain.hubs import Checked, Key

KIND = ChannelKind(
    "genesys_relay",
    "A relay bot built for Genesys Cloud, such as Microsoft's sample",
    keys=(
        Key("webhook", "Where the bot takes messages of people", "https://relay.acme.example/api/outbound", kind="url"),
        Key("secret", "The bot's ClientSecret", secret=True),
        Key("sign", "The bot's WebhookSignatureSecret", secret=True),
        Key("goodbye", "What customers press to be with the AI agent again", "End chat with agent", needed=False),
    ),
    can=frozenset({Shows.PUSHES, Shows.TYPING, Shows.FILES_OUT, Shows.ENDS}),
    bot=BotIs.IN_FRONT,
    checked=Checked.DOCUMENTATION,
    version="the sample of 2026-08-21",
    cannot={
        Shows.BUTTONS: "choices are a numbered list; a number or the words of a choice pick it",
        Shows.FILES_IN: "the bot passes on text alone",
        Shows.REPORTS: "the bot is told that people are done, and nothing else of a handoff",
    },
    clicks=(
        "In the bot's appsettings.json, under Genesys: ApiUrl {url}/genesys, OauthUrl {url}/genesys/oauth/token,"
        " IntegrationId and ClientId the channel's name",
        "There, too: ClientSecret and WebhookSignatureSecret as Segue has them, EnableNotifications true",
        "Start the bot again",
    ),
)
