"""What channels tell by webhook: stored before it is acknowledged, and once however often it is told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import structlog

from segue.domain.channels import Came, ChannelSettings, Thread, Told
from segue.domain.conversation import OwnerKind
from segue.domain.errors import Invalid, NotSignedIn
from segue.domain.policy import Policy
from segue.domain.text import LONGEST_TEXT, cleaned_text
from segue.flows.channel_turns import customer_said, over_there, press
from segue.flows.env import Env
from segue.flows.own_channels import pass_on
from segue.flows.threads import begin
from segue.ports.channels import HearingChannel
from segue.ports.conversations import LoadConversation
from segue.ports.hubs import Webhook
from segue.ports.threads import ThreadByRef

log = structlog.get_logger(__name__)
_IN_BYTES = LONGEST_TEXT // 4
"""Characters that fit however many bytes each has."""


class _Inbox:
    """One channel, and one request of it."""

    def __init__(self, env: Env, workspace: str, policy: Policy, settings: ChannelSettings, webhook: Webhook) -> None:
        self._env, self._workspace, self._policy, self._settings = env, workspace, policy, settings
        self._webhook = webhook

    async def take(self, channel: HearingChannel) -> None:
        for one in channel.read(self._webhook):
            if one.what is Came.SAID:
                await self._said(channel, one)
            elif (thread := await self._thread(one)) and await _ACTS[one.what](self, thread, one):
                return  # the rest of it is the same, in other words

    async def _thread(self, told: Told) -> Thread | None:
        """With an open conversation. Of others nothing that is told matters."""
        thread = await self._env.store.read(ThreadByRef(self._workspace, self._settings.name, told.ref))
        loaded = await self._env.store.read(LoadConversation(self._workspace, thread.conversation)) if thread else None
        return thread if loaded and loaded.conversation.open else None

    async def _said(self, channel: HearingChannel, told: Told) -> None:
        """Nothing is begun, and no bot speaks, while people of the other system have the customer by themselves."""
        if told.elsewhere and not await self._is_with_people(told):
            return
        thread = await begin(
            *(self._env, self._workspace, channel, told.ref),
            customer=told.customer,
            language=told.language,
            turn=told.id,
        )
        await customer_said(self._env, thread, told.id, cleaned_text(told.text, _IN_BYTES), told.files)

    async def _is_with_people(self, told: Told) -> bool:
        """Of ours, or of a hub of ours."""
        thread = await self._thread(told)
        loaded = await self._env.store.read(LoadConversation(self._workspace, thread.conversation)) if thread else None
        return bool(loaded and (loaded.handoff or loaded.conversation.owner.kind is not OwnerKind.BOT))

    async def pressed(self, thread: Thread, told: Told) -> bool:
        await press(self._env, thread, told.offer, told.choice, turn=told.id)
        return False

    async def by_people(self, thread: Thread, told: Told) -> bool:
        return await pass_on(self._env, self._policy, self._settings, thread, self._webhook)

    async def closed(self, thread: Thread, told: Told) -> bool:
        await over_there(self._env, thread, told.id)
        return True


_ACTS: Mapping[Came, Callable[[_Inbox, Thread, Told], Awaitable[bool]]] = {
    Came.PRESSED: _Inbox.pressed,
    Came.BY_PEOPLE: _Inbox.by_people,
    Came.CLOSED: _Inbox.closed,
}


async def accept(env: Env, name: str, webhook: Webhook) -> None:
    """To be called with the request as it came. The workspace is the one whose policy names this channel with the
    secret that signed.

    Raises NotSignedIn, the same for a channel that nobody named and for a signature that is not right, Invalid for what
    cannot be read, and what `flows.receive.receive` raises.
    """
    for workspace in await env.policies.served():
        policy = (await env.policies.active(workspace)).policy
        settings = policy.channels.get(name)
        channel = env.channels.hearing(workspace, settings) if settings else None
        if settings is None or channel is None:
            continue
        try:
            channel.verify(webhook)
        except (NotSignedIn, Invalid) as error:
            log.warning("a webhook was refused", channel=name, workspace=workspace, error=str(error))
            continue
        await _Inbox(env, workspace, policy, settings, webhook).take(channel)
        return
    raise NotSignedIn("this webhook is not signed as it should be")
