"""Who must learn of a conversation's entries, and how each of them is reached."""

from __future__ import annotations

from segue.domain.channels import CHANNEL, channel_listener
from segue.domain.deliveries import BOT, HUB, WEBHOOK, hub_listener, webhook_listener
from segue.domain.policy import Policy
from segue.flows.bot_listener import bot_listener
from segue.flows.channel_listener import ChannelListener
from segue.flows.env import Env
from segue.flows.hub_listener import HubListener
from segue.ports.listeners import Listener


def listener_of(env: Env, workspace: str, name: str, policy: Policy) -> Listener | None:
    """None for one that the policy does not name any more: it need not hear of anything."""
    if name == BOT:
        bot = env.bot(policy.bot)
        return bot_listener(env, workspace, bot) if bot else None
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
