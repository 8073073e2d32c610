"""What an AI agent may do over MCP. Each tool is a line of TOOLS."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from segue.bots.mcp.asked import Asked, Handback, HandoffStatus, ReportTurn, RequestHandoff, Said
from segue.bots.mcp.standing import as_data, is_news, news_of
from segue.domain.conversation import Role
from segue.domain.errors import ConversationEnded, HandoffAlreadyOpen, Invalid, NotTheOwner
from segue.ports.agents import Handoffs, Message

TICK_S = 5.0
"""Seconds between two progress notifications while a tool waits."""

_ROLE = {"customer": Role.END_USER, "agent": Role.AUTOMATED_AGENT}

Progress = Callable[[float, float, str], Awaitable[None]]


READ_AGAIN = 5
"""Times that news are read anew because something happened meanwhile."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request of a client. once: the same when the very same request comes again, else like no other."""

    handoffs: Handoffs
    once: str
    progress: Progress
    tick_s: float = TICK_S

    async def begun(self, conversation: str) -> str:
        """The conversation, or a new one."""
        return conversation or (await self.handoffs.start(f"mcp-{self.once}", channel="mcp")).id


async def report_turn(call: Call, asked: ReportTurn) -> dict[str, Any]:
    """Also begins a conversation. A turn of the AI agent that came too late is refused: a person speaks by then."""
    conversation = await call.begun(asked.conversation)
    before = await call.handoffs.state(conversation)
    message = Message(
        asked.message_id or f"mcp-{call.once}",
        _ROLE[asked.role],
        asked.text,
        asked.confidence,
        no_match=asked.no_match,
    )
    turn = await call.handoffs.receive(conversation, message)
    data = await _standing(call, conversation, before.last_seq if asked.after is None else asked.after)
    decision = turn.decision or {}
    return data | {"seq": turn.seq, "decision": decision.get("outcome", "none"), "reason": decision.get("reason", "")}


async def request_handoff(call: Call, asked: RequestHandoff) -> dict[str, Any]:
    """Answers at once. Where a handoff is open already, nothing is asked anew and that one is told of."""
    conversation = await call.begun(asked.conversation)
    before = await call.handoffs.state(conversation)
    already = before.handoff is not None
    if before.last_seq == 0:
        await _retell(call, conversation, asked.said)
    elif asked.said and asked.conversation:
        raise Invalid("`said` is only for a conversation that nothing was said in yet; use report_turn", field="said")
    if not already:
        with suppress(HandoffAlreadyOpen):  # what the customer said may have led to one
            await call.handoffs.request_handoff(
                conversation,
                reason=asked.reason,
                queue=asked.queue,
                note=asked.note,
                urgency=asked.urgency,
                key=f"mcp-{call.once}",
            )
    data = await _standing(call, conversation, before.last_seq if asked.after is None else asked.after)
    return data | {"already": already}


async def _retell(call: Call, conversation: str, said: Sequence[Said]) -> None:
    """The turns so far. What the AI agent said after a turn that led to a handoff cannot be told any more."""
    for at, one in enumerate(said):
        with suppress(NotTheOwner):
            await call.handoffs.receive(conversation, Message(f"mcp-{call.once}-{at}", _ROLE[one.role], one.text))


async def handoff_status(call: Call, asked: HandoffStatus) -> dict[str, Any]:
    """Waits for news where it is asked to and there is none, with progress meanwhile."""
    data = await _standing(call, asked.conversation, asked.after)
    quiet = not data["tell_customer"] and not data["returned"] and data["open"]
    if not (asked.wait_s and quiet):
        return data
    await _wait(call, asked.conversation, data["after"], asked.wait_s)
    return await _standing(call, asked.conversation, asked.after)


async def _wait(call: Call, conversation: str, after: int, wait_s: float) -> None:
    loop = asyncio.get_running_loop()
    begun = loop.time()
    hearing = asyncio.ensure_future(_heard(call.handoffs, conversation, after))
    try:
        while (past := loop.time() - begun) < wait_s:
            await call.progress(past, wait_s, "waiting for news of the handoff")
            done, _ = await asyncio.wait({hearing}, timeout=min(call.tick_s, wait_s - past))
            if done:
                return
    finally:
        hearing.cancel()
        await asyncio.gather(hearing, return_exceptions=True)


async def _heard(handoffs: Handoffs, conversation: str, after: int) -> None:
    """Until there is news, or nothing follows any more."""
    following = handoffs.follow(conversation, after)
    try:
        async for entry in following:
            if is_news(entry):
                return
    finally:
        if isinstance(following, AsyncGenerator):
            await following.aclose()


async def handback(call: Call, asked: Handback) -> dict[str, Any]:
    """Takes the conversation back while no person has it, or for the customer. Where nothing is open, it says so."""
    before = await call.handoffs.state(asked.conversation)
    if not before.open:
        raise ConversationEnded("the conversation has ended: nothing can be taken back; begin a new one")
    if before.handoff is not None:
        by: Literal["bot", "customer"] = "customer" if asked.by_customer else "bot"
        await call.handoffs.handback(asked.conversation, by=by, note=asked.note, key=f"mcp-{call.once}")
    return await _standing(call, asked.conversation, before.last_seq if asked.after is None else asked.after)


async def _standing(call: Call, conversation: str, after: int) -> dict[str, Any]:
    """The state is read last, and the news once more where it is newer: who may speak again is told why at once."""
    news = await news_of(call.handoffs, conversation, after)
    state = await call.handoffs.state(conversation)
    for _ in range(READ_AGAIN):
        if news.more or state.last_seq <= news.after:
            break
        newer = await news_of(call.handoffs, conversation, after)
        if newer.after == news.after:  # what else there is, is not for an AI agent to read
            break
        news, state = newer, await call.handoffs.state(conversation)
    return as_data(state, news)


@dataclass(frozen=True, slots=True)
class Tool:
    title: str
    description: str
    takes: type[Asked]
    do: Callable[[Call, Any], Awaitable[dict[str, Any]]]
    reads: bool = False  # and changes nothing


_TELL = "Show the customer each text of `tell_customer`, word for word."

TOOLS: dict[str, Tool] = {
    "report_turn": Tool(
        "Report a turn",
        "Tell Segue what the customer said, and what you answered, turn by turn: it sees when a human agent is needed. "
        "While a human agent has the conversation this brings them the customer's words, and yours are refused. "
        f"Answer the customer yourself only if `you_may_speak` is true. {_TELL}",
        ReportTurn,
        report_turn,
    ),
    "request_handoff": Tool(
        "Request a human agent",
        "Ask for a human agent to take over: when the customer asks for one, or you cannot help. It answers at once, "
        "without waiting for them; then ask handoff_status. Asking twice makes one handoff. "
        f"{_TELL} Say nothing yourself while `you_may_speak` is false.",
        RequestHandoff,
        request_handoff,
    ),
    "handoff_status": Tool(
        "How the handoff stands",
        "Where the conversation stands, what the human agent wrote since `after`, and, once it is yours again, what "
        f"was done and promised (`returned`). With wait_s it waits for news. {_TELL}",
        HandoffStatus,
        handoff_status,
        reads=True,
    ),
    "handback": Tool(
        "Take the conversation back",
        "Take the conversation back while no human agent has it yet. While one speaks with the customer it is refused, "
        "unless the customer said that they want you back: then set by_customer.",
        Handback,
        handback,
    ),
}
