"""Channels and the bot of a policy: what is allowed, and yet leaves customers without an answer, or a door open."""

from __future__ import annotations

from collections.abc import Iterator

from segue.channel_kinds import KINDS
from segue.domain.channels import BotIs, ChannelSettings
from segue.domain.given import Given
from segue.domain.policy import Policy

Found = Iterator[tuple[str, str, str]]
"""path, what is wrong, what would be better."""


def takes_anybody(settings: ChannelSettings) -> bool:
    """Whether programs of this machine need no token."""
    return Given(KINDS[settings.kind].keys, settings.given).is_on("anonymous")


def same_app(policy: Policy) -> Found:
    """Whose an activity is, its token tells by the app that it was made for: the first channel that takes it has it."""
    known: dict[str, str] = {}
    for name, settings in policy.channels.items():
        app = settings.given.get("app_id", "").lower()
        first = known.setdefault(app, name)
        if app and first != name:
            yield (
                f"channels.{name}.app_id",
                f"{first!r} and {name!r} have the same app id: {name!r} gets only what {first!r} refuses",
                "Make an app registration for each, or remove one of the two.",
            )


def no_bot_behind(policy: Policy) -> Found:
    for name, settings in policy.channels.items():
        if KINDS[settings.kind].bot is BotIs.BEHIND and not policy.bot.behind:
            yield (
                f"channels.{name}",
                f"customers of {name!r} write to the bot behind Segue, and the policy has none: nobody answers them",
                "Say under `bot` how it is reached: `webhook`, or a `kind` such as copilot_studio or rasa.",
            )


def no_origins(policy: Policy) -> Found:
    for name, settings in policy.channels.items():
        if settings.kind == "direct_line" and not settings.given.get("origins"):
            yield (
                f"channels.{name}",
                f"{name!r} names no page: browsers keep every page but Segue's own from it",
                "Write such as origins: [https://shop.example], unless apps alone call it.",
            )


def without_a_token(policy: Policy) -> Found:
    for name, settings in policy.channels.items():
        if takes_anybody(settings):
            yield (
                f"channels.{name}.anonymous",
                f"any program on this machine may speak as customers of {name!r}",
                "It is for trying things out: remove it before customers come.",
            )
