"""What a calling agent asks for by A2A: a message to a person, its task, taking it back, and the task as it goes on."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, cast

from segue.channel_kinds.a2a import KIND
from segue.channels.a2a import A2aChannel
from segue.channels.a2a.dialects import Dialect
from segue.channels.a2a.reading import Sent
from segue.channels.a2a.task import ENDED, Task, parts_of
from segue.domain.channels import ChannelSettings, Thread
from segue.domain.conversation import Entry, Kind
from segue.domain.errors import Invalid, NotFound, Refused, TryAgain
from segue.domain.policy import Policy
from segue.flows.channel_turns import Wanted, customer_said, hand_over
from segue.flows.converse import call_off
from segue.flows.earlier import import_earlier
from segue.flows.env import Env
from segue.flows.feed import feed
from segue.flows.threads import begin, change_thread, newest_thread
from segue.ports.bots import Hint, Typing
from segue.ports.conversations import EntriesAfter, EntryByMessageId, LoadConversation
from segue.ports.threads import ThreadByRef
from segue.server.identity import Caller

PAGE = 200
MOST_ENTRIES = 5_000
"""Of one task that are read; beyond that it is told as far as it was read."""
TICK_S = 2.0
_NO_CHANNEL = f"there is no channel of this name and of the kind {KIND.name} for this key"


class NoSuchTask(NotFound):
    pass


class TaskIsOver(Refused):
    code = "task_is_over"


class NotCancelable(Refused):
    code = "not_cancelable"


def channels_of(policy: Policy) -> list[ChannelSettings]:
    return [one for one in policy.channels.values() if one.kind == KIND.name]


async def channel_named(env: Env, workspace: str, name: str) -> A2aChannel:
    """Raises NotFound: A2A is only there where the policy says so."""
    policy = (await env.policies.active(workspace)).policy
    settings = policy.channels.get(name)
    if settings is None or settings.kind != KIND.name:
        raise NotFound(_NO_CHANNEL)
    return cast("A2aChannel", env.channels.channel(workspace, settings))


async def desk_of(env: Env, caller: Caller, name: str) -> Desk:
    """Of the key that is called as the channel is: its conversations are that agent's. Raises NotFound otherwise."""
    if "all" not in caller.scopes and caller.name != name:
        raise NotFound(_NO_CHANNEL)
    return Desk(env, caller.workspace, await channel_named(env, caller.workspace, name))


class Desk:
    """One calling agent at its channel. What came by another channel is not there for it."""

    def __init__(self, env: Env, workspace: str, channel: A2aChannel) -> None:
        self._env, self._workspace, self._channel = env, workspace, channel

    async def send(self, sent: Sent) -> Task:
        """What a customer says. Without a task it asks for a human; the same message again changes nothing."""
        thread, after, asks = await self._continued(sent) if sent.task else await self._begun(sent)
        await import_earlier(self._env, thread.workspace, thread.conversation, sent.earlier)
        await customer_said(self._env, thread, _kept_as(sent.id), sent.text, sent.files)
        if asks:
            wanted = Wanted(f"{_kept_as(sent.id)}:handoff", sent.reason, sent.note, sent.queue, sent.urgency)
            await hand_over(self._env, thread, wanted)
        return await self._read(thread, after)

    async def task(self, id_: str) -> Task:
        """Raises NoSuchTask, also for another agent's."""
        return await self._read(*await self._found(id_))

    async def newest(self, context: str) -> Task | None:
        """The task of a context that was begun last; earlier ones are there by their ids."""
        thread = await self._env.store.read(ThreadByRef(self._workspace, self._channel.name, context))
        return await self._read(thread, _begun_at(thread)) if thread else None

    async def cancel(self, id_: str) -> Task:
        """Raises NotCancelable when it is over, or a person has it."""
        thread, after = await self._found(id_)
        if (await self._read(thread, after)).state in ENDED:
            raise NotCancelable("this task is over: there is nothing to cancel")
        try:
            await call_off(self._env, thread.workspace, thread.conversation, "cancelled by A2A", key=f"cancel:{id_}")
        except Refused as refused:
            raise NotCancelable(refused.message) from None
        return await self._read(thread, after)

    async def follow(self, task: Task, dialect: Dialect) -> AsyncIterator[dict[str, Any] | None]:
        """Events of the task from where it was read to, until it is over, or is not there any more; None now and then,
        to look around."""
        if task.state in ENDED:
            return
        async for item in feed(self._env, self._workspace, task.conversation, task.read_to, TICK_S):
            if item is None:
                if not await self._is_there(task):
                    return
                yield None
            elif not isinstance(item, Typing | Hint):
                for event in _events(task, await self._whole(task, item), dialect):
                    yield event
                if task.state in ENDED:
                    return

    async def _is_there(self, task: Task) -> bool:
        """Not where it was erased, or the policy has no such channel any more."""
        try:
            await channel_named(self._env, self._workspace, self._channel.name)
            await self._found(task.id)
        except NotFound:
            return False
        return True

    async def _whole(self, task: Task, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """With what was written together with the last one: a handoff's last step, and the packet that follows it."""
        if entries[-1].kind is not Kind.HANDOFF:
            return entries
        where = (self._workspace, task.conversation, entries[-1].seq, 1)
        return entries + await self._env.store.read(EntriesAfter(*where))

    # ---- which thread, and which task of it

    async def _continued(self, sent: Sent) -> tuple[Thread, int, bool]:
        thread, after = await self._found(sent.task)
        if sent.context and sent.context != thread.ref:
            raise Invalid("params.message.contextId is not that of the task: leave it out", field="contextId")
        told = await self._env.store.read(_message(thread, sent))
        if not told and (await self._read(thread, after)).state in ENDED:
            raise TaskIsOver("this task is over; send without taskId and with its contextId to ask for a human again")
        return thread, after, False

    async def _begun(self, sent: Sent) -> tuple[Thread, int, bool]:
        """In the context's open task if there is one, else in a new one."""
        thread = await begin(
            *(self._env, self._workspace, self._channel, sent.context or f"ctx_{_hash(sent.id)}"),
            customer=sent.customer,
            language=sent.language,
            turn=_kept_as(sent.id),
        )
        if thread.state.get("of") == thread.conversation:
            again = await self._env.store.read(_message(thread, sent))
            if again or (await self._read(thread, _begun_at(thread))).state not in ENDED:
                return thread, _begun_at(thread), thread.state.get("by") == sent.id
        loaded = await self._env.store.read(LoadConversation(thread.workspace, thread.conversation))
        after = loaded.conversation.last_seq if loaded else 0
        state = {"of": thread.conversation, "by": sent.id, "after": after}
        changed = await change_thread(self._env, thread, lambda one: replace(one, state=state))
        if changed is None:
            raise TryAgain("this conversation is busy; try again in a moment", retry_after_s=1)
        return changed, after, True

    async def _found(self, id_: str) -> tuple[Thread, int]:
        where = parts_of(id_)
        found = await newest_thread(self._env, self._workspace, self._channel.name, where[0]) if where else None
        loaded = await self._env.store.read(LoadConversation(self._workspace, found.conversation)) if found else None
        if found is None or where is None or loaded is None or where[1] >= max(loaded.conversation.last_seq, 1):
            raise NoSuchTask("there is no such task")
        return found, where[1]

    async def _read(self, thread: Thread, after: int) -> Task:
        task = Task(thread.conversation, thread.ref, after, thread.opened_at)
        seq = after
        while seq - after < MOST_ENTRIES and not task.over:
            entries = await self._env.store.read(EntriesAfter(thread.workspace, thread.conversation, seq, PAGE))
            task.add_all(entries)
            if len(entries) < PAGE:
                break
            seq = entries[-1].seq
        return task


def _events(task: Task, entries: tuple[Entry, ...], dialect: Dialect) -> list[dict[str, Any]]:
    """One for each thing said and each change of state; the packet before the last, which tells the end."""
    events: list[dict[str, Any]] = []
    for entry in entries:
        if entry.seq <= task.read_to:  # seen with the page before
            continue
        before = task.state
        said = task.add(entry)
        mine = said if said and not said.customer else None
        if task.state not in ENDED and (mine or task.state is not before):
            events.append(dialect.status(task, mine, last=False))
    if task.state in ENDED:
        if task.packet is not None:
            events.append(dialect.artifact(task, task.packet))
        events.append(dialect.status(task, task.newest, last=True))
    return events


def _begun_at(thread: Thread) -> int:
    after = thread.state.get("after", 0)
    return after if isinstance(after, int) else 0


def _message(thread: Thread, sent: Sent) -> EntryByMessageId:
    return EntryByMessageId(thread.workspace, thread.conversation, _kept_as(sent.id))


def _kept_as(message_id: str) -> str:
    """The calling agent's own id, where it fits."""
    plain = len(message_id) <= 80 and message_id.isascii() and message_id.isprintable()
    return f"a2a:{message_id}" if plain else f"a2a:{_hash(message_id)}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:40]
