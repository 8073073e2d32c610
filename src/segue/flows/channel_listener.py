"""A channel as a listener: what of a conversation's log is pushed to the customer, in order, and never twice.

The thread says what they were told, by a push or with the answer to one of their turns. An address that takes nothing
any more is no failure: the words wait for the next turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

import structlog

from segue.domain.attachments import File
from segue.domain.channels import ChannelSettings, Shows, Thread
from segue.domain.conversation import Kind, Role
from segue.domain.deliveries import Repeat, Trouble
from segue.domain.sayings import Saying, Who, saying
from segue.flows.change import Work, change
from segue.flows.env import Env
from segue.flows.file_links import with_links
from segue.flows.own_channels import is_said_there
from segue.flows.threads import ON_ITS_WAY, UNREACHABLE, change_thread, newest_thread, sayings
from segue.ports.channels import PushingChannel
from segue.ports.conversations import AlreadyStored, LoadConversation
from segue.ports.listeners import DeliveryFailed, Heard, NothingToSend, NotYet

log = structlog.get_logger(__name__)
LOOKS_AGAIN_S = 0.3


class ChannelListener:
    def __init__(self, env: Env, workspace: str, settings: ChannelSettings, channel: PushingChannel) -> None:
        self._env, self._workspace, self._settings, self._channel = env, workspace, settings, channel

    @property
    def repeat(self) -> Repeat:
        return self._channel.repeat

    @property
    def rate(self) -> float:
        return self._channel.kind.rate

    def message(self, heard: Heard) -> Mapping[str, Any] | None:
        one = saying(heard.entry, heard.conversation.id, self._channel.kind.bot)
        if one is None or not (one.text or one.choices or one.files or Shows.REPORTS in self._channel.kind.can):
            return None
        return {"conversation": heard.conversation.id, "seq": one.seq}

    async def send(self, event_id: str, message: Mapping[str, Any]) -> None:
        """Whatever the customer was not told yet, up to this entry. Raises DeliveryFailed, NothingToSend, NotYet."""
        thread = await newest_thread(self._env, self._workspace, self._settings.name, message["conversation"])
        upto = int(message["seq"])
        if thread is None or thread.told >= upto:
            raise NothingToSend
        self._must_not_be_held(thread)
        if thread.state.get(UNREACHABLE) or not self._channel.reaches(thread):
            raise NothingToSend
        for one in await sayings(self._env, thread, self._channel.kind.bot, thread.told, upto):
            if one.text or one.choices or one.files or Shows.REPORTS in self._channel.kind.can:
                await self._push(thread, one)

    async def has(self, event_id: str) -> bool:
        return False  # never asked

    async def _push(self, thread: Thread, one: Saying) -> None:
        if one.hub and await self._is_there(one):
            await self._told(thread, one)
            return
        now = self._env.clock.now()
        marked = await change_thread(self._env, thread, lambda was: _on_its_way(was, one, now, self._channel.repeat))
        if marked is None:
            self._must_not_be_held(await newest_thread(self._env, *self._where(thread)))
            raise NothingToSend
        linked = await self._linked(thread, one)
        try:
            await self._channel.deliver(marked, linked)
        except DeliveryFailed as failure:
            await self._failed(thread, one, failure)
        else:
            await self._told(thread, one)

    def _where(self, thread: Thread) -> tuple[str, str, str]:
        return self._workspace, self._settings.name, thread.conversation

    def _must_not_be_held(self, thread: Thread | None) -> None:
        """Raises NotYet while a turn is about to tell what there is; if it dies, this is still told."""
        if thread and thread.held and thread.held > self._env.clock.now():
            raise NotYet(LOOKS_AGAIN_S)

    async def _is_there(self, one: Saying) -> bool:
        """Its people wrote it in the very conversation that the customer reads."""
        policy = (await self._env.policies.active(self._workspace)).policy
        return is_said_there(self._env, self._workspace, policy, self._settings, one.hub)

    async def _linked(self, thread: Thread, one: Saying) -> Saying:
        """With addresses that open the files that Segue keeps."""
        if not one.files:
            return one
        loaded = await self._env.store.read(LoadConversation(thread.workspace, thread.conversation))
        if loaded is None:
            raise NothingToSend
        files = [File(**each) for each in one.files]
        linked = await with_links(self._env, loaded.conversation, files)
        return replace(one, files=tuple(asdict(each) for each in linked))

    async def _told(self, thread: Thread, one: Saying) -> None:
        await change_thread(
            self._env,
            thread,
            lambda was: replace(was, told=max(was.told, one.seq), sending=0, sending_at=None),
        )

    async def _failed(self, thread: Thread, one: Saying, failure: DeliveryFailed) -> None:
        """What waits for the next turn is told then; of what nobody knows it counts as told, and the human sees it."""
        if failure.trouble is Trouble.UNKNOWN and self._channel.repeat is Repeat.NEVER:
            await self._told(thread, one)
            await _note_doubt(self._env, thread, one)
            raise failure
        await change_thread(self._env, thread, lambda was: replace(was, sending=0, sending_at=None))
        if failure.trouble is Trouble.REFUSED and not failure.final:
            await change_thread(self._env, thread, lambda was: replace(was, state={**was.state, UNREACHABLE: True}))
            log.info("what is said waits for the customer's next turn", channel=self._settings.name)
            raise NothingToSend from failure
        raise failure


def _on_its_way(was: Thread, one: Saying, now: datetime, repeat: Repeat) -> Thread | None:
    """None where it was told meanwhile, where a turn is about to tell it, or where it is being sent at this moment.

    Where it may be sent again, a try at the same entry is the next one after a crash.
    """
    if was.told >= one.seq or (was.held and was.held > now):
        return None
    ahead = was.sending > one.seq or (was.sending == one.seq and repeat is Repeat.NEVER)
    if ahead and was.sending_at and now - was.sending_at < ON_ITS_WAY:
        return None
    return replace(was, sending=one.seq, sending_at=now)


async def _note_doubt(env: Env, thread: Thread, one: Saying) -> None:
    """To the people who have the conversation: what they wrote may not have arrived."""
    if one.who is not Who.HUMAN:
        return
    text = f"It is not known whether this reached the customer: “{one.text[:200]}”"

    async def act(work: Work) -> None:
        if work.draft.conversation.open:
            work.draft.add(Kind.NOTE, Role.SYSTEM, text, message_id=f"doubt:{one.seq}", data={"undelivered": one.seq})

    with suppress(AlreadyStored):
        await change(env, thread.workspace, thread.conversation, act)
