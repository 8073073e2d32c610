"""Direct Line 3.0 for a customer's program: who may, the conversation, what it says and what it reads.

A conversation of the client outlives ours: when one has ended and the customer writes, another begins, and positions
run on. `state["chain"]` of the thread has them: [conversation, position before its first entry].
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import asdict, replace
from typing import Any

from segue.channels.direct_line import CLIENT, activity_of, labels_in, typing_activity
from segue.domain.attachments import File
from segue.domain.channels import Thread
from segue.domain.conversation import Conversation, Customer, Entry, Kind, Role
from segue.domain.errors import NotFound
from segue.flows import channel_turns
from segue.flows.env import Env
from segue.flows.feed import feed
from segue.flows.file_links import with_links
from segue.flows.threads import begin, change_thread, thread_of
from segue.flows.tokens import Signer
from segue.ports.bots import Typing
from segue.ports.conversations import EntriesAfter, EntryByMessageId, LoadConversation
from segue.server.direct_line_access import LONGEST_USER, Access, Entered, User

PAGE = 100
MOST_CHAINED = 50
LOOKED_BACK = 60


class DirectLine:
    def __init__(self, env: Env, signer: Signer) -> None:
        self._env, self.access = env, Access(env, signer)

    # ---- the conversation --------------------------------------------------------------------------------------------

    async def open(self, entered: Entered, ref: str, user: User, language: str = "") -> tuple[Thread, bool]:
        """The thread, and whether it is new."""
        try:
            thread, new = await thread_of(self._env, entered.workspace, entered.channel.name, ref), False
        except NotFound:
            thread = await begin(
                *(self._env, entered.workspace, entered.channel, ref),
                customer=_customer(user),
                language=language[:35],
                state={"user": asdict(user), "chain": []},
            )
            new = True
        return await self._chained(thread), new

    async def thread(self, entered: Entered, ref: str) -> Thread:
        """Raises NotFound for one that is not there, or not for this credential."""
        if entered.ref and entered.ref != ref:
            raise NotFound("there is no such conversation")
        return await self._chained(await thread_of(self._env, entered.workspace, entered.channel.name, ref))

    async def _chained(self, thread: Thread) -> Thread:
        """With the conversation that it has now at the end of its chain."""
        chain = _chain(thread)
        if chain and chain[-1][0] == thread.conversation:
            return thread
        base = chain[-1][1] + (await self._conversation(thread.workspace, chain[-1][0])).last_seq if chain else 0
        kept = [*chain[-(MOST_CHAINED - 1) :], (thread.conversation, base)]
        added = await change_thread(
            self._env,
            thread,
            lambda one: one if _last(one) == thread.conversation else replace(one, state={**one.state, "chain": kept}),
        )
        return added or thread

    async def _conversation(self, workspace: str, conversation: str) -> Conversation:
        loaded = await self._env.store.read(LoadConversation(workspace, conversation))
        if loaded is None:
            raise NotFound("this conversation is not there any more")
        return loaded.conversation

    # ---- what the customer says --------------------------------------------------------------------------------------

    async def say(
        self, entered: Entered, thread: Thread, mark: str, text: str, files: Sequence[File] = ()
    ) -> tuple[Thread, int]:
        """mark: the client's own id of it. Answers the thread, which may have a new conversation, and the position."""
        id_ = f"{CLIENT}{mark}"
        found = await self._env.store.read(EntryByMessageId(thread.workspace, thread.conversation, id_))
        if found is not None and (found.text, found.role) == (text, Role.END_USER):
            return thread, _base(thread) + found.seq  # also where that conversation has ended since: no new one begins
        current = await self.current(entered, thread)
        turn = await channel_turns.customer_said(self._env, current, id_, text, files)
        return current, _base(current) + turn.seq

    async def current(self, entered: Entered, thread: Thread) -> Thread:
        """With an open conversation: that which it has, or the next."""
        customer = _customer(user_of(thread))
        return await self._chained(
            await begin(self._env, thread.workspace, entered.channel, thread.ref, customer=customer)
        )

    async def conversation_of(self, thread: Thread) -> Conversation:
        return await self._conversation(thread.workspace, thread.conversation)

    async def called(self, thread: Thread, id_: str, name: str) -> Thread:
        """How a client calls itself whose token names nobody: its own words come back under that name, no more."""
        if user_of(thread).id or not id_ or thread.state.get("called", {}).get("id") == id_:
            return thread
        told = {"id": id_[:LONGEST_USER], "name": name[:LONGEST_USER]}
        changed = await change_thread(self._env, thread, lambda one: replace(one, state={**one.state, "called": told}))
        return changed or thread

    def types(self, thread: Thread) -> None:
        self._env.bell.typing(thread.workspace, Typing(thread.conversation, Role.END_USER.value))

    # ---- what it reads -----------------------------------------------------------------------------------------------

    async def read(self, thread: Thread, after: int) -> tuple[list[dict[str, Any]], int]:
        """Activities after a position, and the position of the last entry that was looked at."""
        found: list[dict[str, Any]] = []
        at = after
        for conversation, base, end in _spans(thread):
            while (end is None or at < end) and len(found) < PAGE:
                after = max(0, at - base)
                page = await self._env.store.read(EntriesAfter(thread.workspace, conversation, after, PAGE))
                entries = [one for one in page if end is None or base + one.seq <= end]
                if not entries:  # an earlier conversation may be erased by now
                    at = at if end is None else end
                    break
                found += await self.activities(thread, conversation, base, entries)
                at = base + entries[-1].seq
        return found, at

    async def activities(
        self, thread: Thread, conversation: str, base: int, entries: Sequence[Entry]
    ) -> list[dict[str, Any]]:
        made, user = [], {**thread.state.get("called", {}), **_named(user_of(thread))}
        for entry in entries:
            labels = await self._labels(thread, conversation, entry) if entry.kind is Kind.OFFER_ANSWERED else {}
            files = await self._files(thread, conversation, entry)
            one = activity_of(entry, ref=thread.ref, base=base, user=user, labels=labels, files=files)
            if one is not None:
                made.append(one)
        return made

    async def _labels(self, thread: Thread, conversation: str, entry: Entry) -> Mapping[str, str]:
        after = max(0, entry.seq - LOOKED_BACK)
        entries = await self._env.store.read(EntriesAfter(thread.workspace, conversation, after, LOOKED_BACK))
        return labels_in(entries, str(entry.data.get("id", "")))

    async def _files(self, thread: Thread, conversation: str, entry: Entry) -> list[Mapping[str, Any]]:
        listed = entry.data.get("attachments", ())
        if not listed:
            return []
        loaded = await self._conversation(thread.workspace, conversation)
        given = [File(**one) for one in listed]
        return [asdict(one) for one in await with_links(self._env, loaded, given)] or list(map(asdict, given))

    async def follow(
        self, entered: Entered, thread: Thread, after: int, tick_s: float
    ) -> AsyncGenerator[tuple[list[dict[str, Any]], int] | None, None]:
        """What there is after a position, then what comes; None at least every `tick_s` seconds.

        Raises NotFound when the conversation is not there any more.
        """
        at = after
        while True:
            found, at = await self.read(thread, at)
            if found:
                yield found, at
            if len(found) < PAGE:
                base, conversation = _base(thread), thread.conversation
                async with aclosing(
                    feed(self._env, thread.workspace, conversation, max(0, at - base), tick_s)
                ) as items:
                    async for item in items:
                        if item is None:
                            break
                        if isinstance(item, Typing) and item.role != Role.END_USER.value:
                            yield [typing_activity(thread.ref, "agent", item.name)], at
                        elif isinstance(item, tuple):
                            at = base + item[-1].seq
                            yield await self.activities(thread, conversation, base, item), at
                yield None
            thread = await self.thread(entered, thread.ref)


def _chain(thread: Thread) -> list[tuple[str, int]]:
    return [(str(conversation), int(base)) for conversation, base in thread.state.get("chain", ())]


def _last(thread: Thread) -> str:
    chain = _chain(thread)
    return chain[-1][0] if chain else ""


def _base(thread: Thread) -> int:
    return _chain(thread)[-1][1]


def _spans(thread: Thread) -> list[tuple[str, int, int | None]]:
    """Conversation, position before its first entry, and that of the last one that counts: what is noted in an ended
    one after the next has begun would have the positions of that."""
    chain = _chain(thread)
    ends = [*(base for _, base in chain[1:]), None]
    return [(conversation, base, end) for (conversation, base), end in zip(chain, ends, strict=True)]


def user_of(thread: Thread) -> User:
    known = thread.state.get("user", {})
    return User(known.get("id", ""), known.get("name", ""), bool(known.get("known")))


def _named(user: User) -> dict[str, str]:
    return {name: value for name, value in (("id", user.id), ("name", user.name)) if value}


def _customer(user: User) -> Customer | None:
    return Customer(user.id, user.name, verified=user.known) if user.id or user.name else None


def new_ref() -> str:
    return secrets.token_urlsafe(18)
