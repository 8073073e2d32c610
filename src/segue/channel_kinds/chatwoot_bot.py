"""An inbox of Chatwoot whose agent bot is Segue, with the policy's AI agent behind it."""

from __future__ import annotations

from segue.domain.channels import BotIs, ChannelKind, Shows
from segue.domain.hubs import Checked, Key

KIND = ChannelKind(
    "chatwoot_bot",
    "Chatwoot, as the agent bot of an inbox",
    keys=(
        Key("url", "The address of your Chatwoot", "https://app.chatwoot.com", kind="url"),
        Key("account", "The number of your account", "1", kind="number"),
        Key("inboxes", "Numbers of the inboxes; all that have the bot where none is named", needed=False, kind="list"),
        Key("secret", "The access token of the bot", secret=True),
        Key("webhook_secret", "The secret of the bot's webhook, or one of your own in its address", secret=True),
    ),
    can=frozenset({Shows.PUSHES, Shows.BUTTONS, Shows.TYPING, Shows.FILES_IN, Shows.REPORTS}),
    bot=BotIs.BEHIND,
    checked=Checked.VENDOR,
    version="1.1.0 (Chatwoot 4.7)",
    cannot={
        Shows.READS: "Chatwoot is told; it reads no log",
        Shows.ENDS: "an end by the customer is told as any other; a clear wish in words is asked about",
        Shows.FILES_OUT: "files are told by their names and addresses",
    },
    most_text=20_000,
    rate=20.0,
    hears=True,
    clicks=(
        "Settings > Bots > Add bot: a name, and as webhook URL {url}/v1/channels/<name>/webhook; copy its access token:"
        " `secret`",
        "Where your version shows a secret for the bot's webhook: copy it: `webhook_secret`. Where it shows none: think"
        " of a long one and add ?secret=THE-SECRET to the address",
        "Settings > Inboxes > the inbox > Bot configuration: choose the bot",
    ),
)
