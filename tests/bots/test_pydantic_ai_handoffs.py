"""Pydantic AI: a tool call that waits for hours, a history on disk, and the human's part marked in it. The model is
FunctionModel; nothing leaves the process."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from agent_team import Team, soon
from pydantic_ai import Agent, DeferredToolRequests, ModelMessage, ModelResponse, TextPart, ToolCallPart
from pydantic_ai.capabilities import ProcessHistory
from pydantic_ai.messages import SystemPromptPart, ToolReturnPart, UserPromptPart
from pydantic_ai.models.function import AgentInfo, FunctionModel
from pydantic_ai.models.test import TestModel

from segue.bots.bridge import Bridge
from segue.bots.pydantic_ai import TOOL, Folder, Talks, human_output, human_part, human_toolset
from segue.bots.turns import AgentFailed, mark
from segue.domain.conversation import Kind
from segue.domain.errors import NotFound

Step = str | ModelResponse | Exception | Callable[[], Awaitable[str]]


def asks(call: str = "call-1", **arguments: str) -> ModelResponse:
    return ModelResponse([ToolCallPart(TOOL, {"reason": "cannot_help", **arguments}, call)])


class Scripted:
    """A model that answers as it was told to, and keeps what it was shown."""

    def __init__(self, *steps: Step) -> None:
        self.steps = list(steps)
        self.seen: list[list[ModelMessage]] = []
        self.model = FunctionModel(self._answer)

    async def _answer(self, messages: list[ModelMessage], _: AgentInfo) -> ModelResponse:
        self.seen.append(list(messages))
        step = self.steps.pop(0)
        if isinstance(step, Exception):
            raise step
        if callable(step):
            step = await step()
        return ModelResponse([TextPart(step)]) if isinstance(step, str) else step

    def parts(self, kind: type, turn: int = -1) -> list[str]:
        """Contents of what the model was shown, of one kind."""
        found = (part for message in self.seen[turn] for part in message.parts if isinstance(part, kind))
        return [str(part.content) for part in found]  # type: ignore[attr-defined]


def talks(team: Team, model: Scripted, folder: Path, *, segue: Any = None, simple: bool = False) -> Talks:
    bridge = Bridge(segue or team.handoffs)
    agent: Agent[Any, Any]
    if simple:
        agent = Agent(model.model, output_type=[str, human_output(bridge)])
    else:
        agent = Agent(model.model, output_type=[str, DeferredToolRequests], toolsets=[human_toolset(bridge)])
    return Talks(agent, bridge, histories=Folder(folder / "histories"))


async def test_a_turn_is_told_and_answered(team: Team, tmp_path: Path) -> None:
    reply = await talks(team, Scripted("On its way."), tmp_path).turn("c1", "Where is my parcel?")
    assert reply.texts == reply.answers == ("On its way.",)
    assert await team.spoken("c1") == [("end_user", "Where is my parcel?"), ("automated_agent", "On its way.")]


async def test_the_tool_call_waits_and_its_result_is_what_the_human_did(team: Team, tmp_path: Path) -> None:
    model = Scripted(asks(note="Wants 800 euros back"), "Maria has paid it. Anything else?")
    app = talks(team, model, tmp_path)
    reply = await app.turn("c1", "I want 800 euros back")
    assert "Customer care" in reply.texts[0]
    assert len(reply.waits) == 1
    assert any(e.kind is Kind.NOTE and e.text == "Wants 800 euros back" for e in await team.log("c1"))
    waits = asyncio.create_task(app.resume_when_returned("c1"))
    await team.accepts("c1")
    await team.says("c1", "I have paid it back.")
    assert (await app.turn("c1", "Great!")).texts == ()
    await team.returns("c1", note="Arrives on Tuesday")
    assert (await soon(waits)).texts == ("Maria has paid it. Anything else?",)
    (result,) = model.parts(ToolReturnPart)
    for words in ("I have paid it back.", "Great!", "Arrives on Tuesday"):
        assert words in result
    assert model.parts(SystemPromptPart) == [], "it stands in the result, and nowhere else"


async def test_the_next_day_in_another_process(team: Team, tmp_path: Path) -> None:
    before = talks(team, Scripted(asks()), tmp_path)
    await before.turn("c1", "I want 800 euros back")
    waits = asyncio.create_task(before.resume_when_returned("c1"))
    await team.accepts("c1")
    waits.cancel()  # the process ends
    await team.says("c1", "Paid back.")
    await team.returns("c1")
    model = Scripted("Anything else?")
    reply = await talks(team, model, tmp_path).resume_when_returned("c1")
    assert reply is not None
    assert reply.texts == ("Anything else?",)
    assert "Paid back." in model.parts(ToolReturnPart)[0]
    assert await talks(team, model, tmp_path).resume_when_returned("c1") is None


async def test_the_customer_who_writes_after_the_return_gets_one_answer(team: Team, tmp_path: Path) -> None:
    """Nobody waited: the customer's words and the result of the call go to the model together."""
    model = Scripted(asks(), "On Tuesday.")
    app = talks(team, model, tmp_path)
    await app.turn("c1", "I want 800 euros back")
    await team.helps("c1", "Paid back.")
    assert (await app.turn("c1", "When does it arrive?")).texts == ("On Tuesday.",)
    assert "Paid back." in model.parts(ToolReturnPart)[0]


async def test_a_handoff_that_segue_decided_is_marked_before_the_next_turn(team: Team, tmp_path: Path) -> None:
    model = Scripted("The lamp comes on Tuesday.", "Yes.")
    app = talks(team, model, tmp_path)
    assert "Customer care" in (await app.turn("c1", "I want to talk to a human please")).texts[0]
    await team.helps("c1", "I send you a new lamp.", note="New lamp")
    await app.turn("c1", "When?")
    (told,) = model.parts(SystemPromptPart)
    assert "I send you a new lamp." in told
    await talks(team, model, tmp_path).turn("c1", "Sure?")
    assert len(model.parts(SystemPromptPart)) == 1, "also after a restart it is told once"
    assert not any("new lamp" in text for text in model.parts(TextPart))


async def test_ten_handoffs_in_one_conversation(team: Team, tmp_path: Path) -> None:
    model = Scripted()
    app = talks(team, model, tmp_path)
    for number in range(10):
        model.steps += [asks(f"call-{number}"), f"answer {number}"]
        assert (await app.turn("c1", f"question {number}")).waits
        await team.helps("c1", f"help {number}.")
        reply = await app.resume_when_returned("c1")
        assert reply is not None
        assert reply.texts == (f"answer {number}",)
        results = model.parts(ToolReturnPart)
        assert len(results) == number + 1
        assert f"help {number}." in results[-1]


async def test_an_answer_after_a_takeover_is_not_shown_and_not_remembered(team: Team, tmp_path: Path) -> None:
    async def slow() -> str:
        await team.says("c1", "I take over.")
        return "Too late"

    model = Scripted(slow, "Hello again.")
    app = talks(team, model, tmp_path)
    assert (await app.turn("c1", "Where is my parcel?")).texts == ()
    assert ("automated_agent", "Too late") not in await team.spoken("c1")
    await team.returns("c1")
    assert (await app.turn("c1", "So?")).texts == ("Hello again.",)
    assert "Too late" not in model.parts(TextPart)


async def test_out_of_hours_the_model_learns_of_the_ticket_at_once(team: Team, tmp_path: Path) -> None:
    model = Scripted(asks(queue="letters"), "They will write.")
    reply = await talks(team, model, tmp_path).turn("c1", "I want 800 euros back")
    assert reply.waits == ()
    assert len(reply.texts) == 2
    assert reply.texts[1:] == reply.answers == ("They will write.",)
    assert "nobody had it" in model.parts(ToolReturnPart)[0]


async def test_a_wrong_queue_is_told_to_the_model_which_asks_again(team: Team, tmp_path: Path) -> None:
    model = Scripted(asks(queue="moon"), asks("call-2"))
    assert (await talks(team, model, tmp_path).turn("c1", "I want 800 euros back")).waits
    assert "general, billing, letters" in json.dumps(repr(model.seen[1]))


async def test_a_wait_that_nobody_answers_is_called_off(team: Team, tmp_path: Path) -> None:
    model = Scripted(asks(), "Nobody is free; can I help?")
    app = talks(team, model, tmp_path)
    await app.turn("c1", "I want 800 euros back")
    reply = await app.resume_when_returned("c1", within=0.01)
    assert reply is not None
    assert reply.texts == ("Nobody is free; can I help?",)
    assert "nobody had it" in model.parts(ToolReturnPart)[0]


async def test_the_simple_output_ends_the_run_and_the_next_turn_knows_what_was_done(team: Team, tmp_path: Path) -> None:
    model = Scripted(asks(), "On Tuesday.")
    app = talks(team, model, tmp_path, simple=True)
    reply = await app.turn("c1", "I want 800 euros back")
    assert "Customer care" in reply.texts[0]
    await team.helps("c1", "Paid back.")
    waited = await app.resume_when_returned("c1")
    assert waited is not None
    assert waited.texts == ()
    assert (await app.turn("c1", "When?")).texts == ("On Tuesday.",)
    told = [*model.parts(SystemPromptPart), *model.parts(UserPromptPart)]  # the framework has it as either
    assert len([one for one in told if "Paid back." in one]) == 1


async def test_after_the_simple_output_the_agent_may_be_told_to_speak_first(team: Team, tmp_path: Path) -> None:
    app = talks(team, Scripted(asks(), "Anything else?"), tmp_path, simple=True)
    await app.turn("c1", "I want 800 euros back")
    await team.helps("c1", "Paid back.")
    reply = await app.resume_when_returned("c1", say="Ask whether there is anything else.")
    assert reply is not None
    assert reply.texts == ("Anything else?",)


async def test_runs_of_ones_own_have_a_history_processor(team: Team) -> None:
    bridge, model = Bridge(team.handoffs), Scripted("On Tuesday.")
    await bridge.observe("c1", "I want to talk to a human please", "m1")
    await team.helps("c1", "Paid back.")
    agent = Agent(model.model, capabilities=[ProcessHistory(human_part(bridge))])
    result = await agent.run("When?", conversation_id="c1")
    assert "Paid back." in model.parts(SystemPromptPart)[0]
    kept = [part for message in result.all_messages() for part in message.parts]
    assert any(isinstance(part, SystemPromptPart) and mark("")[:-1] in part.content for part in kept)


async def test_segues_offer_stays_in_the_models_memory(team: Team, tmp_path: Path) -> None:
    model = Scripted("All right.")
    app = talks(team, model, tmp_path)
    (offer,) = (await app.turn("c1", "human")).texts
    await app.turn("c1", "no")
    await app.turn("c1", "where is my parcel?")
    assert offer in model.parts(TextPart)


async def test_a_turn_played_again_is_told_once_and_its_first_answer_stands(team: Team, tmp_path: Path) -> None:
    app = talks(team, Scripted("first", "second"), tmp_path)
    await app.turn("c1", "Where is my parcel?", message_id="m1")
    assert (await app.turn("c1", "Where is my parcel?", message_id="m1")).texts == ("first",)
    assert await team.spoken("c1") == [("end_user", "Where is my parcel?"), ("automated_agent", "first")]


async def test_a_turn_played_again_while_the_human_has_it_waits_for_nothing(team: Team, tmp_path: Path) -> None:
    app = talks(team, Scripted(asks()), tmp_path)
    await app.turn("c1", "I want 800 euros back", message_id="m1")
    again = await soon(asyncio.create_task(app.turn("c1", "I want 800 euros back", message_id="m1")))
    assert len(again.waits) == 1
    assert len((await soon(asyncio.create_task(app.turn("c1", "Hello?")))).waits) == 1


async def test_an_agent_that_breaks_is_told_and_the_customer_gets_a_human(team: Team, tmp_path: Path) -> None:
    app = talks(team, Scripted(RuntimeError("key sk-secret is wrong")), tmp_path)
    with pytest.raises(AgentFailed) as failed:
        await app.turn("c1", "Where is my parcel?")
    assert isinstance(failed.value.__cause__, RuntimeError)
    assert "Customer care" in failed.value.texts[0]
    assert (await team.handoff("c1")).reason == "bot_error"
    assert not any("sk-secret" in repr(e) for e in await team.log("c1"))


async def test_a_model_that_calls_every_tool_asks_once(team: Team, tmp_path: Path) -> None:
    bridge = Bridge(team.handoffs)
    agent: Agent[Any, Any] = Agent(
        TestModel(), output_type=[str, DeferredToolRequests], toolsets=[human_toolset(bridge)]
    )
    reply = await Talks(agent, bridge, histories=Folder(tmp_path)).turn("c1", "hello")
    assert len(reply.waits) == 1


async def test_files_of_histories_are_named_by_nothing_a_customer_wrote(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "histories")
    await folder.save("../../etc/passwd", b"{}")
    assert await folder.load("../../etc/passwd") == b"{}"
    assert [one.parent for one in tmp_path.rglob("*.json")] == [tmp_path / "histories"]


async def test_another_bots_conversation_is_not_reached(team: Team, tmp_path: Path) -> None:
    await talks(team, Scripted("hello"), tmp_path).turn("c1", "hello")
    with pytest.raises(NotFound):
        await talks(team, Scripted("x"), tmp_path, segue=team.segue.as_bot("other-bot")).turn("c1", "hi")


async def test_a_model_that_fails_after_the_return_still_learns_of_the_human_when_it_works_again(
    team: Team, tmp_path: Path
) -> None:
    model = Scripted(RuntimeError("the model is away"), "On Tuesday.", "Yes.")
    app = talks(team, model, tmp_path)
    await app.turn("c1", "I want to talk to a human please")
    await team.helps("c1", "I send you a new lamp.")
    with pytest.raises(AgentFailed):
        await app.turn("c1", "When does it come?")  # a bot that fails brings a human, by the policy
    await team.helps("c1", "On Tuesday.")
    await app.turn("c1", "What comes?")
    first, second = model.parts(SystemPromptPart)
    assert "new lamp" in first
    assert "On Tuesday." in second
    await app.turn("c1", "Sure?")
    assert len(model.parts(SystemPromptPart)) == 2
