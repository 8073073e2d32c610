"""Who must learn of a conversation's entries, and how each of them is reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from segue.domain.bot_events import bot_event, for_bot
from segue.domain.channels import CHANNEL, channel_listener
from segue.domain.deliveries import BOT, HUB, WEBHOOK, Repeat, hub_listener, webhook_listener
from segue.domain.policy import Policy
from segue.domain.redaction import kinds_for
from segue.flows.channel_listener import ChannelListener
from segue.flows.env import Env
from segue.flows.hub_listener import HubListener
from segue.ports.bots import Bot
from segue.ports.listeners import Heard, Listener


class BotListener:
    """The bot behind Segue. It knows an event by its id."""

    repeat = Repeat.KEY
    rate = 0.0

    def __init__(self, bot: Bot, public_url: str) -> None:
        self._bot, self._public_url = bot, public_url

    def message(self, heard: Heard) -> Mapping[str, Any] | None:
        handoff, queues = heard.handoff, heard.policy.queues
        queue = queues.get(handoff.queue) if handoff and handoff.is_open else None
        if not for_bot(heard.entry, heard.conversation, helps=queue is not None and queue.bot == "helps"):
            return None
        return bot_event(heard.entry, heard.conversation, kinds_for(heard.policy, "webhook"), self._public_url)

    async def send(self, event_id: str, message: Mapping[str, Any]) -> None:
        await self._bot.deliver(event_id, message)

    async def has(self, event_id: str) -> bool:
        return False  # never asked: it may be sent again


def listener_of(env: Env, workspace: str, name: str, policy: Policy) -> Listener | None:
    """None for one that the policy does not name any more: it need not hear of anything."""
    if name == BOT:
        bot = env.bot(policy.bot)
        return BotListener(bot, env.public_url) if bot else None
    if name.startswith(HUB):
        hub = policy.hubs.get(name.removeprefix(HUB))
        return HubListener(env, workspace, hub) if hub else None
    if name.startswith(CHANNEL):
        channel = policy.channels.get(name.removeprefix(CHANNEL))
        pushing = env.channels.pushing(workspace, channel) if channel else None
        return ChannelListener(env, workspace, channel, pushing) if channel and pushing else None
    settings = policy.webhooks.get(name.removeprefix(WEBHOOK)) if name.startswith(WEBHOOK) else None
    return env.relay.webhook(workspace, settings) if settings else None


def named(policy: Policy) -> tuple[str, ...]:
    """Every listener that the policy names."""
    beside = (*map(hub_listener, policy.hubs), *map(channel_listener, policy.channels))
    return (*((BOT,) if policy.bot.behind else ()), *map(webhook_listener, policy.webhooks), *beside)
