"""What an AI agent in the developer's own process tells Segue and hears from it: one class for all frameworks.

A turn goes: `observe` what the customer said, run the agent if `Heard.may_speak`, `answered` with what it said. A
human is asked for by `request_human`, and `returned` waits until the agent speaks again. What a wait needs to go on in
another process is in `Asked`: ids and a number. Ids of messages come from the framework's own, so that a node or a run
that is played again posts nothing twice.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any
from weakref import WeakValueDictionary

from segue.bots.turns import AgentFailed, Asked, Heard, Returned, Said, made_id, mark
from segue.domain.conversation import Kind, Role
from segue.domain.errors import (
    CallFailed,
    CallRefused,
    ConversationEnded,
    HandoffAlreadyOpen,
    IdempotencyMismatch,
    NotTheOwner,
    Refused,
    SegueError,
    TryAgain,
)
from segue.domain.lifecycle import OUTCOMES
from segue.domain.return_packet import as_words
from segue.ports.agents import Handoffs, LogEntry, Message

LONGEST_ERROR = 200
CONVERSATIONS_KEPT = 10_000
"""Of so many is remembered how far they were read; of others the log is read from its beginning once more."""

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 30.0
"""Before a wait that broke off goes on; doubled each time."""

TO_CUSTOMER = frozenset({Kind.MESSAGE.value, Kind.HANDOFF.value, Kind.OFFER.value, Kind.ENDED.value})
ENDS = frozenset(state.value for state in OUTCOMES)


class Bridge:
    """Over one Segue, in-process or by HTTP. language: BCP 47, of the words put into the agent's memory."""

    def __init__(self, segue: Handoffs, *, language: str = "en", channel: str = "api") -> None:
        self.segue = segue
        self._language = language
        self._channel = channel
        self._read: OrderedDict[str, int] = OrderedDict()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def lock(self, conversation: str) -> asyncio.Lock:
        """One turn at a time in a conversation, within this process."""
        return self._locks.setdefault(conversation, asyncio.Lock())

    # ---- a turn --------------------------------------------------------------------------------------------------

    async def observe(
        self, conversation: str, text: str, message_id: str, *, variables: Mapping[str, Any] | None = None
    ) -> Heard:
        """Tell what the customer said, before the agent runs. Raises ConversationEnded."""
        await self._begun(conversation)
        message = Message(message_id, Role.END_USER, text, variables=variables or {})
        turn = await self.segue.receive(conversation, message)
        return Heard(turn.seq, turn.owner, turn.epoch, turn.reply, turn.decision)

    async def answered(
        self,
        conversation: str,
        text: str,
        message_id: str,
        *,
        epoch: int | None = None,
        after: int = 0,
        confidence: float | None = None,
        no_match: bool = False,
        error: str = "",
    ) -> Said:
        """Tell what the agent said, before the customer sees it. epoch: that of what it answers; after: its seq."""
        message = Message(*(message_id, Role.AUTOMATED_AGENT, text, confidence, error), epoch=epoch, no_match=no_match)
        try:
            turn = await self.segue.receive(conversation, message)
        except (NotTheOwner, ConversationEnded) as refused:
            return Said(shown=False, why=refused.message)
        except IdempotencyMismatch:  # played again, and the model put it otherwise
            page = await self.segue.entries(conversation, after)
            first = next((one for one in page if one.message_id == message_id), None)
            if first is None:
                raise
            return Said(shown=bool(first.text), text=first.text, seq=first.seq)
        return Said(shown=bool(text), text=text, seq=turn.seq, words=turn.reply)

    async def failed(
        self, conversation: str, error: BaseException, message_id: str, epoch: int | None = None
    ) -> AgentFailed:
        """The agent could not answer: what the policy says of a bot that fails is done. To be raised from `error`.

        Only the error's name is told: its text may hold a key.
        """
        told = type(error).__name__[:LONGEST_ERROR]
        try:
            said = await self.answered(conversation, "", message_id, epoch=epoch, error=told)
        except SegueError:  # what the agent failed at matters more
            return AgentFailed(told)
        return AgentFailed(told, (said.words,) if said.words else ())

    async def _begun(self, conversation: str) -> None:
        if conversation not in self._read:
            await self.segue.start(conversation, channel=self._channel)
            self._have_read(conversation, 0)

    # ---- a human -------------------------------------------------------------------------------------------------

    async def request_human(
        self, conversation: str, key: str, *, reason: str = "", note: str = "", urgency: str = "normal", queue: str = ""
    ) -> Asked:
        """Ask for a human; where one is asked for already, the same is waited for. Raises Invalid for a wrong queue.

        key: the framework's id of this very call, so that it may be played again.
        """
        await self._begun(conversation)
        for _ in range(2):
            try:
                answer = await self.segue.request_handoff(
                    conversation, reason=reason, queue=queue, note=note, urgency=urgency, key=key
                )
            except HandoffAlreadyOpen as found:  # also when it has ended since: this very call was told of it before
                handoff, state, seq = (found.details.get(name) for name in ("handoff", "state", "seq"))
                if isinstance(handoff, str) and isinstance(seq, int):
                    return Asked(conversation, handoff, seq, str(state))
                continue  # begun by somebody else in the same moment
            waits = answer.state not in ENDS
            after = answer.seq if waits else 0
            return Asked(conversation, answer.handoff, after, answer.state, answer.reply, waits)
        raise TryAgain("handoffs come and go in this conversation; ask once more")

    async def returned(self, asked: Asked, *, within: float | None = None) -> Returned:
        """Wait for the end of that handoff, for hours if need be; found at once if it has ended meanwhile.

        within: seconds after which a handoff that no human has is called off. Where one has it, it is waited on: the
        policy's `handback.idle` ends that.
        """
        if within is None:
            return await self._end_of(asked)
        try:
            async with asyncio.timeout(within):
                return await self._end_of(asked)
        except TimeoutError:
            with suppress(Refused):  # a human has it, or it has ended this moment
                await self.segue.handback(asked.conversation, key=made_id("off", asked.handoff))
            return await self._end_of(asked)

    async def returned_by_now(self, asked: Asked) -> Returned | None:
        """The end of that handoff if there is one; waits for nothing."""
        after = asked.after
        while page := await self.segue.entries(asked.conversation, after):
            for entry in page:
                found = await self._return_in(asked.conversation, entry)
                if found and found.handoff == asked.handoff:
                    return found
            after = page[-1].seq
        return None

    async def _end_of(self, asked: Asked) -> Returned:
        after, pause = asked.after, FIRST_PAUSE_S
        while True:
            try:
                async with _closing(self.segue.follow(asked.conversation, after)) as entries:
                    async for entry in entries:
                        after, pause = entry.seq, FIRST_PAUSE_S
                        found = await self._return_in(asked.conversation, entry)
                        if found and found.handoff == asked.handoff:
                            return found
                return _over(asked, after)
            except CallRefused:
                raise
            except (TryAgain, CallFailed):
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_S)

    async def returns(self, conversation: str, known: str | None = None) -> tuple[Returned, ...]:
        """Those since this was asked last in this process, oldest first; after a restart, all of the conversation.

        known: the agent's memory as text. Returns that it names are left out, and those that it lacks come again until
        it names them: a run that breaks off forgets nobody.
        """
        found: list[Returned] = []
        after = self._read.get(conversation, 0)
        while page := await self.segue.entries(conversation, after):
            for entry in page:
                one = await self._return_in(conversation, entry)
                if one and (known is None or mark(one.handoff) not in known):
                    found.append(one)
            after = page[-1].seq
        self._have_read(conversation, found[0].seq - 1 if found and known is not None else after)
        return tuple(found)

    async def _return_in(self, conversation: str, entry: LogEntry) -> Returned | None:
        """The return that this entry is: an end marker, or an end that no marker follows."""
        if entry.kind == Kind.HANDED_BACK:
            packet = {"outcome": "handed_back", **_packet(entry)}
            epoch = entry.data.get("epoch")
            return Returned(
                str(packet.get("handoff", "")), entry.seq, epoch if isinstance(epoch, int) else entry.epoch, packet
            )
        if entry.kind != Kind.HANDOFF or entry.data.get("state") not in ENDS:
            return None
        following = await self.segue.entries(conversation, entry.seq, 3)  # written with it, if at all
        handoff = str(entry.data.get("id", ""))
        if any(one.kind == Kind.HANDED_BACK and _packet(one).get("handoff") == handoff for one in following):
            return None
        told = {name: entry.data[name] for name in ("reason", "queue", "agent_name") if entry.data.get(name)}
        over = any(one.kind == Kind.ENDED for one in following)
        packet = {"handoff": handoff, "outcome": entry.data["state"], "told": entry.text, "open": not over, **told}
        return Returned(handoff, entry.seq, entry.epoch, packet)

    def _have_read(self, conversation: str, seq: int) -> None:
        self._read[conversation] = seq
        self._read.move_to_end(conversation)
        while len(self._read) > CONVERSATIONS_KEPT:
            self._read.popitem(last=False)

    # ---- memory, and what the customer is shown ------------------------------------------------------------------

    def memory(self, returned: Returned) -> str:
        """The human's part of the conversation, for the model. Its first line names the handoff, see `mark`."""
        return f"{mark(returned.handoff)}\n{as_words(returned.packet, self._language)}"

    async def shown(self, conversation: str, after: int = 0) -> AsyncIterator[LogEntry]:
        """What humans and Segue say to the customer from `after` on, as it comes, until the conversation ends."""
        async with _closing(self.segue.follow(conversation, after)) as entries:
            async for entry in entries:
                if entry.text and entry.kind in TO_CUSTOMER and entry.role in (Role.HUMAN_AGENT, Role.SYSTEM):
                    yield entry


def bridge_of(segue: Handoffs | Bridge) -> Bridge:
    return segue if isinstance(segue, Bridge) else Bridge(segue)


@asynccontextmanager
async def _closing(entries: AsyncIterator[LogEntry]) -> AsyncIterator[AsyncIterator[LogEntry]]:
    """Whoever stops reading lets go of the line."""
    try:
        yield entries
    finally:
        if isinstance(entries, AsyncGenerator):
            await entries.aclose()


def _packet(entry: LogEntry) -> Mapping[str, Any]:
    found = entry.data.get("packet")
    return found if isinstance(found, Mapping) else {}


def _over(asked: Asked, seq: int) -> Returned:
    """The conversation has ended, and said nothing else of that handoff."""
    packet = {"handoff": asked.handoff, "outcome": "customer_left", "open": False}
    return Returned(asked.handoff, seq, 0, packet)
