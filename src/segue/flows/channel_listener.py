"""A channel as a listener: what of a conversation's log is pushed to the customer, in order, and never twice.

The thread says what they were told, by a push or with the answer to one of their turns. An address that takes nothing
any more is no failure: the words wait for the next turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, NoReturn

import structlog

from segue.domain import telling
from segue.domain.attachments import File
from segue.domain.channels import ChannelSettings, Shows, Thread
from segue.domain.conversation import Kind, Role
from segue.domain.deliveries import Repeat, Trouble
from segue.domain.sayings import EARLIER, Saying, saying
from segue.flows.env import Env
from segue.flows.file_links import with_links
from segue.flows.own_channels import is_said_there
from segue.flows.threads import UNREACHABLE, change_wherever, newest_thread, note_doubt, note_waiting, said_in
from segue.ports.channels import PushingChannel
from segue.ports.conversations import LoadConversation
from segue.ports.listeners import DeliveryFailed, Heard, NothingToSend, NotYet

log = structlog.get_logger(__name__)
LOOKS_AGAIN_S = 0.3
LOOKS_FOR_AN_END_S = 1.0
WITH_THEIR_TURN, WHEN_MENDED = "when they write again", "as soon as the channel works again"
_THEIRS = frozenset({Kind.MESSAGE, Kind.OFFER_ANSWERED})


class ChannelListener:
    def __init__(self, env: Env, workspace: str, settings: ChannelSettings, channel: PushingChannel) -> None:
        self._env, self._workspace, self._settings, self._channel = env, workspace, settings, channel

    @property
    def repeat(self) -> Repeat:
        """Of a lane: what is on its way stands in the thread, and is looked up there."""
        return Repeat.KEY

    @property
    def rate(self) -> float:
        return self._channel.kind.rate

    def message(self, heard: Heard) -> Mapping[str, Any] | None:
        """Of whoever writes themselves as well: they are there again, and may have missed something."""
        entry, one = heard.entry, saying(heard.entry, heard.conversation.id, self._channel.kind.bot)
        theirs = entry.role is Role.END_USER and entry.kind in _THEIRS and not entry.data.get(EARLIER)
        if not theirs and (one is None or not self._is_shown(one)):
            return None
        return {"conversation": heard.conversation.id, "seq": entry.seq}

    def _is_shown(self, one: Saying) -> bool:
        return bool(one.text or one.choices or one.files) or Shows.REPORTS in self._channel.kind.can

    async def send(self, event_id: str, message: Mapping[str, Any]) -> None:
        """Whatever the customer was not told yet, up to this entry. Raises DeliveryFailed, NothingToSend, NotYet."""
        thread = await newest_thread(self._env, self._workspace, self._settings.name, message["conversation"])
        upto, pushed = int(message["seq"]), 0
        if thread is None or (thread.told >= upto and not thread.left):
            raise NothingToSend
        self._must_not_be_held(thread)
        if thread.state.get(UNREACHABLE) or not self._channel.reaches(thread):
            await note_waiting(self._env, thread, WITH_THEIR_TURN)
            raise NothingToSend
        for span in telling.untold(thread, upto):
            for one in await said_in(self._env, thread, self._channel.kind.bot, span):
                if self._is_shown(one):
                    await self._push(replace(thread, conversation=span.conversation), one, last=one.seq == upto)
                    pushed += 1
            if span in thread.left:
                await self._told(replace(thread, conversation=span.conversation), span.upto)
        if not pushed:
            raise NothingToSend

    async def has(self, event_id: str) -> bool:
        return False  # never asked

    async def _push(self, thread: Thread, one: Saying, *, last: bool) -> None:
        """thread: with the conversation in which it was said. last: it is that for which all this is tried."""
        if one.hub and await self._is_there(one):
            await self._told(thread, one.seq)
            return
        marked = await self._marked(thread, one)
        linked = await self._linked(thread, one)
        try:
            await self._channel.deliver(replace(marked, conversation=thread.conversation), linked)
        except DeliveryFailed as failure:
            await self._failed(thread, one, failure, last=last)
        else:
            await self._told(thread, one.seq)

    async def _marked(self, thread: Thread, one: Saying) -> Thread:
        """That it is on its way. Raises NothingToSend where it was told meanwhile, NotYet while somebody else tells."""
        now, never = self._env.clock.now(), self._channel.repeat is Repeat.NEVER

        def mark(was: Thread) -> Thread:
            self._must_not_be_held(was)
            rest = telling.next_of(was, thread.conversation)
            if rest is None or rest.after >= one.seq:
                raise NothingToSend
            if telling.is_under_way(was, now) and (never or was.sending != one.seq):
                raise NotYet(LOOKS_FOR_AN_END_S)
            if never and was.sending == one.seq:
                raise _Lost
            return replace(was, sending=one.seq, sending_at=now)

        try:
            marked = await change_wherever(self._env, thread, mark)
        except _Lost:
            lost = DeliveryFailed("it was sent, and nobody can tell whether it arrived", Trouble.UNKNOWN)
            await self._failed(thread, one, lost, last=True)
        if marked is None:
            raise NothingToSend
        return marked

    def _must_not_be_held(self, thread: Thread) -> None:
        """Raises NotYet while a turn is about to tell what there is; if it dies, this is still told."""
        if thread.held and thread.held > self._env.clock.now():
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

    async def _told(self, thread: Thread, seq: int) -> None:
        await change_wherever(self._env, thread, lambda was: telling.told(was, thread.conversation, seq))

    async def _failed(self, thread: Thread, one: Saying, failure: DeliveryFailed, *, last: bool) -> NoReturn:
        """What waits for the next turn is told then; of what nobody knows it counts as told, and the human sees it."""
        if failure.trouble is Trouble.UNKNOWN and self._channel.repeat is Repeat.NEVER:
            await self._told(thread, one.seq)
            await note_doubt(self._env, thread, one)
            if not last:  # what follows is still to be told
                raise DeliveryFailed(str(failure), retry_after_s=failure.retry_after_s) from failure
            raise DeliveryFailed(str(failure), Trouble.UNKNOWN, final=True) from failure
        gone = failure.trouble is Trouble.REFUSED and not failure.final
        unreachable = {UNREACHABLE: True} if gone else {}

        def back(was: Thread) -> Thread:
            put_back = telling.not_told(was, thread.conversation, one.seq)
            return replace(put_back, state={**was.state, **unreachable})

        await change_wherever(self._env, thread, back)
        if gone:
            log.info("what is said waits for the customer's next turn", channel=self._settings.name)
            await note_waiting(self._env, thread, WITH_THEIR_TURN)
            raise NothingToSend from failure
        if failure.trouble is Trouble.PAUSED:
            await note_waiting(self._env, thread, WHEN_MENDED)
        raise failure


class _Lost(Exception):
    """It was on its way when whoever sent it stopped, and may not be sent again."""
