"""Customers of a channel whose helpdesk is a hub of the policy, too: its people take over in the conversation there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from segue.domain.channels import ChannelSettings, Thread, is_hubs_own
from segue.domain.hubs import HubSettings
from segue.domain.policy import Policy
from segue.flows.env import Env
from segue.flows.hub_inbox import hear
from segue.ports.hub_cases import HubCaseByRef
from segue.ports.hubs import SharingHub, Webhook
from segue.ports.threads import ThreadsOf


def hubs_of(env: Env, workspace: str, policy: Policy, channel: ChannelSettings) -> Iterator[HubSettings]:
    for settings in policy.hubs.values():
        if is_hubs_own(channel, settings, env.hubs.hub(workspace, settings).kind):
            yield settings


async def there(env: Env, workspace: str, policy: Policy, hub: HubSettings, conversation: str) -> str:
    """The hub's own id of the conversation in which this customer is, "" where they are elsewhere."""
    kind = env.hubs.hub(workspace, hub).kind
    threads = await env.store.read(ThreadsOf(workspace, conversation)) if kind.own_channel else ()
    for thread in reversed(threads):
        channel = policy.channels.get(thread.channel)
        if channel and is_hubs_own(channel, hub, kind):
            return thread.ref
    return ""


def is_said_there(env: Env, workspace: str, policy: Policy, channel: ChannelSettings, hub: str) -> bool:
    """Whether what people of this hub write stands before the customer already."""
    return any(one.name == hub for one in hubs_of(env, workspace, policy, channel)) if hub else False


async def pass_on(env: Env, policy: Policy, channel: ChannelSettings, thread: Thread, webhook: Webhook) -> bool:
    """What its people did in the customer's conversation, to the hub that has it. False when none has."""
    for settings in hubs_of(env, thread.workspace, policy, channel):
        case = await env.store.read(HubCaseByRef(thread.workspace, settings.name, thread.ref))
        if case and case.is_open and case.conversation == thread.conversation:
            hub = cast("SharingHub", env.hubs.hub(thread.workspace, settings))
            await hear(env, thread.workspace, hub, hub.read_there(webhook), webhook.at)
            return True
    return False
