"""Pydantic AI: a deferred tool that asks for a human, a history kept on disk, and the human's part marked in it.

The agent has `human_toolset(segue)` among its toolsets and DeferredToolRequests among its output types; `Talks` takes
the customer's turns. A run in which the model asks for a human ends; its history is kept, and when the human gives the
conversation back, tomorrow in another process, the tool call gets its result. For an agent without deferred tools
there is `human_output(segue)`, which simply ends the run. Needs the extra `pydantic-ai`.
https://pydantic.dev/docs/ai/tools-toolsets/deferred-tools/
"""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from segue.bots.bridge import Bridge, bridge_of
from segue.bots.pydantic_ai_history import ENDED_RUN, Folder, Histories, Kept
from segue.bots.turns import Asked, Heard, Reply, Returned, Urgency, made_id
from segue.domain.errors import Invalid, SegueError
from segue.ports.agents import Handoffs

try:
    from pydantic_ai import (
        Agent,
        AgentRunResult,
        CallDeferred,
        DeferredToolRequests,
        DeferredToolResults,
        FunctionToolset,
        ModelMessage,
        ModelRequest,
        ModelResponse,
        ModelRetry,
        RunContext,
        TextPart,
        ToolOutput,
        ToolReturn,
        UserPromptPart,
    )
    from pydantic_ai.messages import ModelRequestPart, SystemPromptPart, ToolReturnPart
except ImportError as missing:
    raise ImportError("Pydantic AI is not installed: pip install 'segue-handoff[pydantic-ai]'") from missing

__all__ = ["Folder", "HumanAsked", "Talks", "human_output", "human_part", "human_toolset"]

TOOL = "request_human"
OURS = "segue"
"""The key under which we keep things in metadata of tool calls and runs."""


# ---- tools -----------------------------------------------------------------------------------------------------------


async def _ask(bridge: Bridge, context: RunContext[Any], reason: str, note: str, urgency: Urgency, queue: str) -> Asked:
    if not context.conversation_id:
        raise Invalid("run the agent by Talks.turn, or with conversation_id=…", field="conversation_id")
    turn = str((context.metadata or {}).get(OURS) or context.run_id)
    key = made_id("pa", turn, str(context.tool_call_id))
    try:
        return await bridge.request_human(
            context.conversation_id, key, reason=reason, note=note, urgency=urgency, queue=queue
        )
    except Invalid as wrong:
        raise ModelRetry(wrong.message) from None


def human_toolset(segue: Handoffs | Bridge) -> FunctionToolset[Any]:
    """For an agent with DeferredToolRequests among its output types. The result is what the human did."""
    bridge = bridge_of(segue)

    async def request_human(
        context: RunContext[Any], reason: str, note: str = "", urgency: Urgency = "normal", queue: str = ""
    ) -> ToolReturn:
        """Pass the conversation to a human agent, when the customer asks for one or you cannot help.

        Args:
            context: Of the run.
            reason: A short code, such as customer_asked, cannot_help or not_allowed.
            note: What the human should know that is not in the conversation.
            urgency: How soon somebody must see it.
            queue: Name of the team; leave it out unless you were told the names.
        """
        asked = await _ask(bridge, context, reason, note, urgency, queue)
        if asked.waits:
            raise CallDeferred({OURS: asked.as_dict()})
        back = await bridge.returned(asked)
        return ToolReturn(bridge.memory(back), metadata={OURS: {"words": asked.words, "epoch": back.epoch}})

    return FunctionToolset([request_human])


@dataclass(frozen=True, slots=True)
class HumanAsked:
    """What a run with `human_output` ends with. words: what Segue told the customer."""

    words: str
    asked: Asked


def human_output(segue: Handoffs | Bridge) -> ToolOutput[HumanAsked]:
    """An output type: the run ends with it, and nothing waits in the history."""
    bridge = bridge_of(segue)

    async def request_human(
        context: RunContext[Any], reason: str, note: str = "", urgency: Urgency = "normal", queue: str = ""
    ) -> HumanAsked:
        """Pass the conversation to a human agent, when the customer asks for one or you cannot help.

        Args:
            context: Of the run.
            reason: A short code, such as customer_asked, cannot_help or not_allowed.
            note: What the human should know that is not in the conversation.
            urgency: How soon somebody must see it.
            queue: Name of the team; leave it out unless you were told the names.
        """
        asked = await _ask(bridge, context, reason, note, urgency, queue)
        return HumanAsked(asked.words, asked)

    return ToolOutput(request_human, name=TOOL)


# ---- the history, marked ---------------------------------------------------------------------------------------------


def human_part(
    segue: Handoffs | Bridge,
) -> Callable[[RunContext[Any], list[ModelMessage]], Awaitable[list[ModelMessage]]]:
    """A history processor for runs of your own: `capabilities=[ProcessHistory(human_part(segue))]`."""
    bridge = bridge_of(segue)

    async def process(context: RunContext[Any], messages: list[ModelMessage]) -> list[ModelMessage]:
        if not context.conversation_id:
            return messages
        return _marked(bridge, messages, await bridge.returns(context.conversation_id, _texts(messages)))

    return process


def _marked(bridge: Bridge, messages: Sequence[ModelMessage], found: Sequence[Returned]) -> list[ModelMessage]:
    """The history with what humans did, before the customer's newest words."""
    whole = list(messages)
    parts: list[ModelRequestPart] = [SystemPromptPart(bridge.memory(back)) for back in found]
    if not parts:
        return whole
    last = whole[-1] if whole else None
    if not isinstance(last, ModelRequest):
        return [*whole, ModelRequest(parts)]
    results = [part for part in last.parts if isinstance(part, ToolReturnPart)]  # stand right behind their calls
    others = [part for part in last.parts if not isinstance(part, ToolReturnPart)]
    whole[-1] = replace(last, parts=[*results, *parts, *others])
    return whole


def _texts(messages: Sequence[ModelMessage]) -> str:
    return "\n".join(str(getattr(part, "content", "")) for message in messages for part in message.parts)


# ---- turns and waits -------------------------------------------------------------------------------------------------


class Talks:
    """Runs one agent for an application.

    words: of a run's output, what the customer reads.  options: for `Agent.run`: deps, model_settings …
    """

    def __init__(
        self,
        agent: Agent[Any, Any],
        segue: Handoffs | Bridge,
        *,
        histories: Histories,
        words: Callable[[Any], str] = str,
        **options: Any,
    ) -> None:
        self.agent = agent
        self.bridge = bridge_of(segue)
        self._histories, self._words, self._options = histories, words, options

    async def turn(self, conversation: str, text: str, message_id: str = "") -> Reply:
        """What the customer said. While a human has the conversation it goes to them, and the agent does not run."""
        message_id = message_id or uuid.uuid4().hex
        async with self.bridge.lock(conversation):
            heard = await self.bridge.observe(conversation, text, made_id("pa", message_id))
            kept = await self._kept(conversation)
            if message_id in kept.told:  # played again
                return Reply(tuple(kept.told[message_id]), tuple(kept.waits.values()))
            if heard.owner != "bot":  # said to a human: the return packet brings it, in its place
                return Reply(tuple(filter(None, (heard.words,))), tuple(kept.waits.values()))
            if heard.words:
                if ENDED_RUN in kept.waits or not kept.waits:  # else it would stand between a call and its result
                    said: list[ModelMessage] = [
                        ModelRequest([UserPromptPart(text)]),
                        ModelResponse([TextPart(heard.words)]),
                    ]
                    kept.messages += said
                    await self._keep(conversation, kept)
                return Reply((heard.words,), tuple(kept.waits.values()))
            return await self._run(conversation, kept, text, heard, message_id)

    async def resume_when_returned(
        self, conversation: str, *, within: float | None = None, say: str | None = None
    ) -> Reply | None:
        """Wait until the agent speaks again, and let it go on; also in another process. None where nobody waits.

        within: as `Bridge.returned` has it. say: a prompt of yours for what it says; without one it goes on where a
        tool call waits, and is silent after `human_output`.
        """
        before = await self._kept(conversation)
        if not before.waits:
            return None
        back = [await self.bridge.returned(asked, within=within) for asked in before.waits.values()][-1]
        async with self.bridge.lock(conversation):
            kept = await self._kept(conversation)
            if kept.waits.keys() != before.waits.keys():  # a turn of the customer was quicker
                return None
            heard = Heard(back.seq, "bot", back.epoch)
            if say is not None or ENDED_RUN not in kept.waits:
                return await self._run(conversation, kept, say, heard, made_id("back", back.handoff))
            found = await self.bridge.returns(conversation, _texts(kept.messages))
            kept.messages = _marked(self.bridge, kept.messages, found)
            kept.waits = {}
            await self._keep(conversation, kept)
            return Reply(result=back)

    async def _run(self, conversation: str, kept: Kept, prompt: str | None, heard: Heard, message_id: str) -> Reply:
        backs: dict[str, Returned] = {}
        for call, asked in kept.waits.items():
            back = await self.bridge.returned_by_now(asked)
            if back is None:  # a message that was told before, when the agent still had the conversation
                return Reply((), tuple(kept.waits.values()))
            if call != ENDED_RUN:
                backs[call] = back
        history, results = await self._caught_up(conversation, kept, backs)
        try:
            result = await self.agent.run(
                prompt,
                message_history=history or None,
                deferred_tool_results=results,
                conversation_id=conversation,
                metadata={OURS: message_id},
                **self._options,
            )
        except SegueError:  # of our own tool
            raise
        except Exception as failed:
            told = made_id("pa", message_id, "failed")
            raise await self.bridge.failed(conversation, failed, told, heard.epoch) from failed
        now = Kept(result.all_messages(), _waits(result.output), kept.told)
        reply = await self._answered(conversation, now, result, heard, message_id)
        now.told[message_id] = list(reply.texts)
        await self._keep(conversation, now)
        return reply

    async def _caught_up(
        self, conversation: str, kept: Kept, backs: Mapping[str, Returned]
    ) -> tuple[list[ModelMessage], DeferredToolResults | None]:
        """The history, and the results of the calls in it that waited. Other handoffs since then go with those: nothing
        may stand between a call and its result."""
        found = await self.bridge.returns(conversation, _texts(kept.messages))
        if not backs:
            return _marked(self.bridge, kept.messages, found), None
        waited = {back.handoff for back in backs.values()}
        others = [one for one in found if one.handoff not in waited]
        calls: dict[str, Any] = {
            call: "\n\n".join(self.bridge.memory(one) for one in (back, *others)) for call, back in backs.items()
        }
        return kept.messages, DeferredToolResults(calls=calls)

    async def _answered(
        self, conversation: str, now: Kept, result: AgentRunResult[Any], heard: Heard, message_id: str
    ) -> Reply:
        """Takes the agent's last words out of the history where the customer does not see them."""
        told = list(_told(result.new_messages()))
        before = [one["words"] for one in told if one["words"]]
        if now.waits:
            words = dict.fromkeys(one.words for one in now.waits.values() if one.words)
            waits = tuple(one for one in now.waits.values() if one.waits)
            now.waits = {call: one for call, one in now.waits.items() if one.waits}
            return Reply((*before, *words), waits, result)
        if isinstance(result.output, DeferredToolRequests):  # the application's own, not ours
            return Reply(tuple(before), result=result)
        epoch = told[-1]["epoch"] if told else heard.epoch
        answer = made_id("pa", message_id, "answer")
        said = await self.bridge.answered(
            conversation, self._words(result.output), answer, epoch=epoch, after=heard.seq
        )
        if not said.shown:
            last = max(at for at, one in enumerate(now.messages) if isinstance(one, ModelResponse))
            del now.messages[last:]
        answers = (said.text,) if said.text else ()
        return Reply((*before, *answers, *filter(None, (said.words,))), result=result, answers=answers)

    async def _kept(self, conversation: str) -> Kept:
        return Kept.of(await self._histories.load(conversation))

    async def _keep(self, conversation: str, kept: Kept) -> None:
        await self._histories.save(conversation, kept.as_bytes())


def _waits(output: object) -> dict[str, Asked]:
    if isinstance(output, HumanAsked):
        return {ENDED_RUN: output.asked}
    if isinstance(output, DeferredToolRequests):
        return {call: Asked.of(told[OURS]) for call, told in output.metadata.items() if OURS in told}
    return {}


def _told(messages: Sequence[ModelMessage]) -> Iterator[Mapping[str, Any]]:
    """Of handoffs that ended at once: what Segue told the customer, and the epoch after."""
    for message in messages:
        for part in message.parts:
            if isinstance(part, ToolReturnPart) and isinstance(part.metadata, Mapping) and OURS in part.metadata:
                yield part.metadata[OURS]
