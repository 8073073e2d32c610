"""Microsoft's skill for handing over to a live agent, unchanged, with Segue in the place of its live chat."""

from __future__ import annotations

from segue.domain.channels import BotIs, ChannelKind, Shows
from segue.domain.hubs import Checked, Key

KIND = ChannelKind(
    "copilot_hub",
    "Microsoft's live-agent skill, with Segue as its live chat",
    keys=(
        Key(
            "webhook",
            "Where the skill takes messages of people",
            "https://skill.acme.example/api/livechat/messages",
            kind="url",
        ),
        Key("key", "The key in the address that the skill calls", secret=True),
        Key(
            "sign", "A secret that signs what is sent to the skill; without it the key does", secret=True, needed=False
        ),
        Key("goodbye", "What customers write to be with the AI agent again", "Bye", needed=False),
    ),
    can=frozenset({Shows.PUSHES, Shows.ENDS}),
    bot=BotIs.IN_FRONT,
    checked=Checked.DOCUMENTATION,
    version="the sample of 2026-06-25",
    cannot={
        Shows.BUTTONS: "choices are a numbered list; a number or the words of a choice pick it",
        Shows.TYPING: "the skill shows none",
        Shows.FILES_IN: "the skill passes on text alone",
        Shows.FILES_OUT: "files are told by their names and addresses",
        Shows.REPORTS: "the skill is told nothing of how a handoff stands, only words",
    },
    clicks=(
        "In the skill's appsettings.json set LiveChatSettings:BaseUrl to {url}/with/<the key>",
        "Set the policy's webhook to the skill's address with /api/livechat/messages",
        "Start the skill again",
    ),
)
