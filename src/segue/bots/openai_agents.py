"""OpenAI Agents SDK: runs that tell Segue each turn, a tool that asks for a human, and the way back into the Session.

`Runs(with_human(agent), segue, sessions=…)` takes the customer's turns. A run in which the model asks for a human ends
with Segue's own words; nothing waits in the process. When the human gives the conversation back, what they did stands
in the Session, marked, before the agent runs again. Needs the extra `openai-agents`.
https://openai.github.io/openai-agents-python/
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from segue.bots.bridge import Bridge, bridge_of
from segue.bots.turns import Asked, Heard, Reply, Urgency, made_id
from segue.domain.errors import Invalid
from segue.ports.agents import Handoffs

try:
    from agents import Agent, Runner, RunResult, Session, StopAtTools, function_tool
    from agents.items import TResponseInputItem
    from agents.tool_context import ToolContext
except ImportError as missing:
    raise ImportError("The OpenAI Agents SDK is not installed: pip install 'segue-handoff[openai-agents]'") from missing

TOOL = "request_human"

C = TypeVar("C")


# ---- the tool --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Talk:
    """The conversation that a run belongs to. asked: for whom it asked; filled by the tool."""

    bridge: Bridge
    conversation: str
    turn: str  # id of the customer's message
    asked: list[Asked] = field(default_factory=list)


_TALK: ContextVar[Talk] = ContextVar("segue_talk")


@contextmanager
def talking(segue: Handoffs | Bridge, conversation: str, turn: str = "") -> Iterator[Talk]:
    """For `Runner.run` of your own, streamed for instance: within it the tool knows the conversation."""
    talk = Talk(bridge_of(segue), conversation, turn or uuid.uuid4().hex)
    token = _TALK.set(talk)
    try:
        yield talk
    finally:
        _TALK.reset(token)


@function_tool(name_override=TOOL, failure_error_function=None)
async def request_human(
    context: ToolContext[Any], reason: str, note: str = "", urgency: Urgency = "normal", queue: str = ""
) -> str:
    """Pass the conversation to a human agent, when the customer asks for one or you cannot help.

    Args:
        reason: A short code, such as customer_asked, cannot_help or not_allowed.
        note: What the human should know that is not in the conversation.
        urgency: How soon somebody must see it.
        queue: Name of the team; leave it empty unless you were told the names.
    """
    talk = _TALK.get(None)
    if talk is None:
        raise Invalid("run the agent by Runs.turn, or within talking(segue, conversation)", field="conversation")
    key, told = made_id("oa", talk.turn, context.tool_call_id), {"reason": reason, "note": note, "urgency": urgency}
    try:
        asked = await talk.bridge.request_human(talk.conversation, key, queue=queue, **told)
    except Invalid:
        if not queue:
            raise
        asked = await talk.bridge.request_human(talk.conversation, key, **told)  # the policy knows the queues
    talk.asked.append(asked)
    return f"A human was asked for. The customer was told: {asked.words or '(nothing new)'}"


def with_human(agent: Agent[C]) -> Agent[C]:
    """The agent with the tool, at which its runs stop. A `tool_use_behavior` that is a function is left as it is: the
    model runs on then, and what it says is dropped."""
    behaviour: Any = agent.tool_use_behavior
    if behaviour == "run_llm_again":
        behaviour = StopAtTools(stop_at_tool_names=[TOOL])
    elif isinstance(behaviour, dict):
        behaviour = StopAtTools(stop_at_tool_names=[*behaviour["stop_at_tool_names"], TOOL])
    return agent.clone(tools=[*agent.tools, request_human], tool_use_behavior=behaviour)


# ---- turns -----------------------------------------------------------------------------------------------------------


class Runs:
    """Runs one agent for an application.

    sessions: of a conversation, where the agent's memory is; kept on disk where it shall outlive the process.
    words: of a run's final output, what the customer reads.  options: for `Runner.run`: context, hooks, run_config …
    """

    def __init__(
        self,
        agent: Agent[Any],
        segue: Handoffs | Bridge,
        *,
        sessions: Callable[[str], Session],
        words: Callable[[Any], str] = str,
        **options: Any,
    ) -> None:
        self.agent = agent
        self.bridge = bridge_of(segue)
        self._sessions, self._words, self._options = sessions, words, options

    async def turn(self, conversation: str, text: str, message_id: str = "") -> Reply:
        """What the customer said. While a human has the conversation it goes to them, and the agent does not run."""
        message_id = message_id or uuid.uuid4().hex
        async with self.bridge.lock(conversation):
            heard = await self.bridge.observe(conversation, text, made_id("oa", message_id))
            session = self._sessions(conversation)
            if heard.owner != "bot":  # said to a human: the return packet brings it, in its place
                return Reply(tuple(filter(None, (heard.words,))))
            if heard.words:  # or the customer's answer to it would stand alone in the model's memory
                await session.add_items([_item("user", text), _item("assistant", heard.words)])
                return Reply((heard.words,))
            await self._remember(conversation, session)
            return await self._run(conversation, text, heard, message_id, session)

    async def resume_when_returned(self, asked: Asked, *, within: float | None = None, say: str = "") -> Reply:
        """Wait until the agent speaks again, and put what the human did into the Session; also in another process.

        within: as `Bridge.returned` has it. say: an instruction upon which the agent speaks first, "" for it to wait
        for the customer.
        """
        back = await self.bridge.returned(asked, within=within)
        async with self.bridge.lock(asked.conversation):
            session = self._sessions(asked.conversation)
            await self._remember(asked.conversation, session)
            if not say or not back.open:
                return Reply(result=back)
            heard = Heard(back.seq, "bot", back.epoch)
            return await self._run(
                asked.conversation, [_item("system", say)], heard, made_id("back", back.handoff), session
            )

    async def _run(
        self,
        conversation: str,
        said: str | list[TResponseInputItem],
        heard: Heard,
        message_id: str,
        session: Session,
    ) -> Reply:
        with talking(self.bridge, conversation, message_id) as talk:
            try:
                result = await Runner.run(self.agent, said, session=session, **self._options)
            except Exception as failed:
                told = made_id("oa", message_id, "failed")
                raise await self.bridge.failed(conversation, failed, told, heard.epoch) from failed
        if talk.asked:
            await _forget_answer(session)  # of a model that ran on after the tool
            words = dict.fromkeys(one.words for one in talk.asked if one.words)
            return Reply(tuple(words), tuple(one for one in talk.asked if one.waits), result)
        return await self._answered(conversation, heard, message_id, session, result)

    async def _answered(
        self, conversation: str, heard: Heard, message_id: str, session: Session, result: RunResult
    ) -> Reply:
        text = "" if result.final_output is None else self._words(result.final_output)
        if not text:  # a run that waits for an approval, for instance
            return Reply(result=result)
        answer = made_id("oa", message_id, "answer")
        said = await self.bridge.answered(conversation, text, answer, epoch=heard.epoch, after=heard.seq)
        if not said.shown:
            await _forget_answer(session)
        answers = (said.text,) if said.text else ()
        return Reply((*answers, *filter(None, (said.words,))), result=result, answers=answers)

    async def _remember(self, conversation: str, session: Session) -> None:
        """What humans did since the agent spoke last, as marked items; what stands there already is left out."""
        known = json.dumps(await session.get_items(), ensure_ascii=False, default=str)
        new = [_item("system", self.bridge.memory(back)) for back in await self.bridge.returns(conversation, known)]
        if new:
            await session.add_items(new)


def _item(role: str, text: str) -> TResponseInputItem:
    item: Any = {"role": role, "content": text}
    found: TResponseInputItem = item
    return found


async def _forget_answer(session: Session) -> None:
    """Take out the agent's last words: the customer has not seen them."""
    last: Any = await session.pop_item()
    if last is not None and last.get("role") != "assistant":
        await session.add_items([last])
