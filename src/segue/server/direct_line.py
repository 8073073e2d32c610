"""Direct Line 3.0 for a customer's program: who may, the conversation, what it says and what it reads.

A conversation of the client outlives ours: when one has ended and the customer writes, another begins, and positions
run on. `state["chain"]` of the thread has them: [conversation, position before its first entry].
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any, cast

from segue.channels.direct_line import CLIENT, DirectLineChannel, activity_of, labels_in, typing_activity
from segue.domain.attachments import File
from segue.domain.channels import Thread
from segue.domain.conversation import Conversation, Customer, Entry, Kind, Role
from segue.domain.errors import Invalid, NotFound, NotSignedIn
from segue.flows import channel_turns
from segue.flows.env import Env
from segue.flows.feed import feed
from segue.flows.file_links import with_links
from segue.flows.threads import begin, change_thread, thread_of
from segue.flows.tokens import Signer
from segue.ports.bots import Typing
from segue.ports.conversations import EntriesAfter, LoadConversation

TOKEN, STREAM = "direct_line", "direct_line_stream"
LASTS = timedelta(minutes=30)
"""Clients renew a token after 15 minutes."""
STREAM_LASTS = timedelta(seconds=60)
PAGE = 100
MOST_CHAINED = 50
LOOKED_BACK = 60
LONGEST_USER = 200


@dataclass(frozen=True, slots=True)
class User:
    """Who writes. known: the site's server named them when it asked for the token, no page did."""

    id: str = ""
    name: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class Entered:
    """What a credential opens. ref: the one conversation that a token is for; "" for the secret, which opens all."""

    workspace: str
    channel: DirectLineChannel
    ref: str = ""
    user: User = User()
    by_secret: bool = False


class DirectLine:
    def __init__(self, env: Env) -> None:
        self._env, self._signer = env, Signer(env.store, env.clock)

    # ---- who ---------------------------------------------------------------------------------------------------------

    async def channels(self) -> AsyncGenerator[tuple[str, DirectLineChannel], None]:
        for workspace in await self._env.policies.served():
            policy = (await self._env.policies.active(workspace)).policy
            for settings in policy.channels.values():
                if settings.kind == DirectLineChannel.kind.name:
                    yield workspace, cast("DirectLineChannel", self._env.channels.channel(workspace, settings))

    async def origins(self) -> frozenset[str]:
        """Of all pages that Web Chat may be on."""
        return frozenset([one async for _, channel in self.channels() for one in channel.origins])

    async def entered(self, credential: str, audience: str = TOKEN) -> Entered:
        """Raises NotSignedIn for what opens nothing (any more)."""
        if credential.count(".") == 2 and len(credential) < 4096:
            workspace, claims, _ = await self._signer.read(credential, audience)
            user = User(str(claims.get("user", "")), str(claims.get("name", "")), bool(claims.get("known")))
            async for served, channel in self.channels():
                if served == workspace and channel.name == claims.get("channel"):
                    return Entered(workspace, channel, str(claims["ref"]), user)
        elif audience == TOKEN:
            async for workspace, channel in self.channels():
                if channel.is_secret(credential):
                    return Entered(workspace, channel, by_secret=True)
        raise NotSignedIn("this secret or token opens nothing here; it may have expired")

    async def token(self, entered: Entered, ref: str, user: User, audience: str = TOKEN) -> str:
        claims = {
            "channel": entered.channel.name,
            "ref": ref,
            "user": user.id,
            "name": user.name,
            "known": user.known,
        }
        lasts = LASTS if audience == TOKEN else STREAM_LASTS
        return await self._signer.sign(entered.workspace, audience, claims, lasts)

    # ---- the conversation --------------------------------------------------------------------------------------------

    async def open(self, entered: Entered, ref: str, user: User, language: str = "") -> tuple[Thread, bool]:
        """The thread, and whether it is new."""
        try:
            thread, new = await thread_of(self._env, entered.workspace, entered.channel.name, ref), False
        except NotFound:
            customer = Customer(user.id, user.name, verified=user.known) if user.id or user.name else None
            thread = await begin(
                *(self._env, entered.workspace, entered.channel, ref),
                customer=customer,
                language=language[:35],
                state={"user": {"id": user.id, "name": user.name}, "chain": []},
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
        current = await self._current(entered, thread)
        turn = await channel_turns.customer_said(self._env, current, f"{CLIENT}{mark}", text, files)
        return current, _base(current) + turn.seq

    async def _current(self, entered: Entered, thread: Thread) -> Thread:
        user = thread.state.get("user", {})
        customer = Customer(user.get("id", ""), user.get("name", ""), verified=entered.user.known)
        return await self._chained(
            await begin(self._env, thread.workspace, entered.channel, thread.ref, customer=customer)
        )

    async def conversation(self, entered: Entered, thread: Thread) -> tuple[Thread, Conversation]:
        """An open one, for files that go with what is said next."""
        current = await self._current(entered, thread)
        return current, await self._conversation(current.workspace, current.conversation)

    def types(self, thread: Thread) -> None:
        self._env.bell.typing(thread.workspace, Typing(thread.conversation, Role.END_USER.value))

    # ---- what it reads -----------------------------------------------------------------------------------------------

    async def read(self, thread: Thread, after: int) -> tuple[list[dict[str, Any]], int]:
        """Activities after a position, and the position of the last entry that was looked at."""
        found: list[dict[str, Any]] = []
        at = after
        for conversation, base in _chain(thread):
            last = base + (await self._conversation(thread.workspace, conversation)).last_seq
            while at < last and len(found) < PAGE:
                entries = await self._env.store.read(
                    EntriesAfter(thread.workspace, conversation, max(0, at - base), PAGE)
                )
                if not entries:
                    break
                found += await self.activities(thread, conversation, base, entries)
                at = base + entries[-1].seq
        return found, at

    async def activities(
        self, thread: Thread, conversation: str, base: int, entries: Sequence[Entry]
    ) -> list[dict[str, Any]]:
        made = []
        for entry in entries:
            labels = await self._labels(thread, conversation, entry) if entry.kind is Kind.OFFER_ANSWERED else {}
            files = await self._files(thread, conversation, entry)
            user: Mapping[str, str] = thread.state.get("user", {})
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


def user_in(body: Mapping[str, Any], *, known: bool) -> User:
    """Raises Invalid for a user that is none."""
    user = body.get("user") or {}
    if not isinstance(user, Mapping):
        raise Invalid('user: an object is expected here, such as {"id": "ana"}', field="user")
    id_, name = user.get("id") or "", user.get("name") or ""
    if not isinstance(id_, str) or not isinstance(name, str) or len(id_) > LONGEST_USER:
        raise Invalid(f"user.id: a text of at most {LONGEST_USER} characters", field="user.id")
    return User(id_, name[:LONGEST_USER], known and bool(id_))


def new_ref() -> str:
    return secrets.token_urlsafe(18)
