"""An agent made with Copilot Studio that has Segue as a connected agent: the way Microsoft recommends now."""

from __future__ import annotations

from segue.domain.channels import BotIs, ChannelKind, Shows
from segue.domain.hubs import Checked, Key

KIND = ChannelKind(
    "copilot_agent",
    "Copilot Studio, as a connected agent",
    keys=(
        Key("app_id", "Application (client) id of the app registration that is Segue", kind="guid"),
        Key("tenant", "Directory (tenant) id, of it and of the agent", kind="guid"),
        Key(
            "callers",
            "App ids that may call; by itself the registration's own, with which Copilot Studio signs in",
            "00000000-0000-0000-0000-000000000001",
            needed=False,
            kind="list",
        ),
        Key("hosts", "Service addresses beside Microsoft's own", "bots.acme.example", needed=False, kind="list"),
        Key("anonymous", "Take activities without a token, on this machine alone", needed=False, kind="switch"),
    ),
    can=frozenset({Shows.PUSHES, Shows.BUTTONS, Shows.FILES_IN, Shows.FILES_OUT, Shows.REPORTS}),
    bot=BotIs.IN_FRONT,
    checked=Checked.THIRD_PARTY,
    version="field reports of 2026",
    cannot={
        Shows.READS: "Copilot Studio reads no log: what is said is brought to it",
        Shows.TYPING: "a passing sign would be shown as a message",
        Shows.ENDS: "there is no button; a clear wish in words is asked about",
    },
    most_text=20_000,
    rate=25.0,
    clicks=(
        "Entra admin center > App registrations > New registration: single tenant; copy the application and the "
        "directory id; Certificates & secrets > New client secret.",
        "Copilot Studio > Agents > Add an agent > Microsoft 365 Agents SDK: endpoint {url}/api/messages, a description "
        "of when a person is wanted, and that registration's ids and secret.",
        "Publish the agent.",
    ),
)
