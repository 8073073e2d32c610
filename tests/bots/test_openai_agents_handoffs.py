"""OpenAI Agents SDK: runs that end with a human, and what stands in the Session afterwards. The model is the SDK's own
scripted one; nothing is traced and nothing leaves the process."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from agent_team import Team, soon
from agents import Agent, RunConfig, Runner, SQLiteSession, ToolsToFinalOutputResult, function_tool
from agents.exceptions import UserError
from agents.testing import ScriptedModel, assistant_message, function_call

from segue.bots.bridge import Bridge
from segue.bots.openai_agents import TOOL, Runs, request_human, talking, with_human
from segue.bots.turns import AgentFailed, Asked, mark
from segue.domain.conversation import Kind
from segue.domain.errors import NotFound

SILENT = RunConfig(tracing_disabled=True)


def says(text: str) -> Any:
    return [assistant_message(text)]


def asks(**arguments: str) -> Any:
    whole = {"reason": "cannot_help", "note": "", "urgency": "normal", "queue": "", **arguments}
    return [function_call(TOOL, whole, call_id="call-1")]


def runs(
    team: Team, model: ScriptedModel, folder: Path, *, tools: tuple[Any, ...] = (), segue: Any = None, **options: Any
) -> Runs:
    agent = with_human(Agent("shop", instructions="You help.", model=model, tools=list(tools)))
    sessions = {"sessions": lambda one: SQLiteSession(one, folder / "sessions.db")}
    return Runs(agent, Bridge(segue or team.handoffs), **{"run_config": SILENT, **sessions, **options})


def seen(model: ScriptedModel) -> str:
    """What the model was shown last."""
    call = model.last_call
    assert call is not None
    return json.dumps(call.input, ensure_ascii=False, default=str)


async def test_a_turn_is_told_and_answered(team: Team, tmp_path: Path) -> None:
    reply = await runs(team, ScriptedModel([says("On its way.")]), tmp_path).turn("c1", "Where is my parcel?")
    assert reply.texts == reply.answers == ("On its way.",)
    assert await team.spoken("c1") == [("end_user", "Where is my parcel?"), ("automated_agent", "On its way.")]


async def test_a_run_in_which_the_model_asks_for_a_human_ends_with_segues_words(team: Team, tmp_path: Path) -> None:
    model = ScriptedModel([asks(note="Wants 800 euros back")])
    reply = await runs(team, model, tmp_path).turn("c1", "I want 800 euros back")
    assert "Customer care" in reply.texts[0]
    assert [one.state for one in reply.waits] == ["queued"]
    assert any(e.kind is Kind.NOTE and e.text == "Wants 800 euros back" for e in await team.log("c1"))
    assert model.remaining_steps == 0


async def test_after_the_return_the_session_has_a_marked_item_and_no_words_of_the_agents_own(
    team: Team, tmp_path: Path
) -> None:
    model = ScriptedModel([asks(), says("On Tuesday.")])
    app = runs(team, model, tmp_path)
    (asked,) = (await app.turn("c1", "I want 800 euros back")).waits
    waits = asyncio.create_task(app.resume_when_returned(asked))
    await team.accepts("c1")
    await team.says("c1", "I have paid it back.")
    assert (await app.turn("c1", "Great!")).texts == ()
    await team.returns("c1", note="Arrives on Tuesday")
    assert (await soon(waits)).texts == ()
    items: list[Any] = await SQLiteSession("c1", tmp_path / "sessions.db").get_items()
    marked = items[-1]
    assert marked["role"] == "system"
    for words in ("I have paid it back.", "Great!", "Arrives on Tuesday", asked.handoff):
        assert words in marked["content"]
    assert "I have paid it back." not in json.dumps([one for one in items if one.get("role") == "assistant"])
    assert (await app.turn("c1", "When?")).texts == ("On Tuesday.",)
    assert seen(model).count(mark(asked.handoff)) == 1


async def test_the_agent_may_speak_first_after_the_return(team: Team, tmp_path: Path) -> None:
    app = runs(team, ScriptedModel([asks(), says("Anything else?")]), tmp_path)
    (asked,) = (await app.turn("c1", "I want 800 euros back")).waits
    await team.helps("c1", "Paid.")
    reply = await app.resume_when_returned(asked, say="Ask whether there is anything else.")
    assert reply.texts == ("Anything else?",)
    assert (await team.spoken("c1"))[-1] == ("automated_agent", "Anything else?")


async def test_a_wait_goes_on_in_another_process(team: Team, tmp_path: Path) -> None:
    before = runs(team, ScriptedModel([asks()]), tmp_path)
    (asked,) = (await before.turn("c1", "I want 800 euros back")).waits
    (tmp_path / "waits.json").write_text(json.dumps(asked.as_dict()))
    waits = asyncio.create_task(before.resume_when_returned(asked))
    await team.accepts("c1")
    waits.cancel()  # the process ends
    await team.says("c1", "Paid back.")
    await team.returns("c1")
    model = ScriptedModel([says("On Tuesday.")])
    after = runs(team, model, tmp_path)
    await after.resume_when_returned(Asked.of(json.loads((tmp_path / "waits.json").read_text())))
    await after.turn("c1", "When?")
    assert "Paid back." in seen(model)
    assert seen(model).count(mark(asked.handoff)) == 1


async def test_nobody_need_wait_the_next_turn_brings_what_the_human_did(team: Team, tmp_path: Path) -> None:
    model = ScriptedModel([asks(), says("On Tuesday.")])
    app = runs(team, model, tmp_path)
    await app.turn("c1", "I want 800 euros back")
    await team.helps("c1", "Paid back.")
    assert (await app.turn("c1", "When?")).texts == ("On Tuesday.",)
    assert "Paid back." in seen(model)


async def test_ten_handoffs_in_one_conversation(team: Team, tmp_path: Path) -> None:
    model = ScriptedModel([])
    app = runs(team, model, tmp_path)
    for number in range(10):
        model.extend([asks(), says(f"answer {number}")])
        assert (await app.turn("c1", f"question {number}")).waits
        await team.helps("c1", f"help {number}.")
        assert (await app.turn("c1", f"thanks {number}")).texts == (f"answer {number}",)
        assert f"help {number}." in seen(model)
        assert seen(model).count(mark("")[:-1]) == number + 1, "each is told of once"


async def test_an_answer_after_a_takeover_is_not_shown_and_not_remembered(team: Team, tmp_path: Path) -> None:
    @function_tool
    async def look_up() -> str:
        """Look the parcel up."""
        await team.says("c1", "I take over.")
        return "late"

    model = ScriptedModel([[function_call("look_up", {}, call_id="1")], says("Too late"), says("Hello again.")])
    app = runs(team, model, tmp_path, tools=(look_up,))
    assert (await app.turn("c1", "Where is my parcel?")).texts == ()
    assert ("automated_agent", "Too late") not in await team.spoken("c1")
    await team.returns("c1")
    assert (await app.turn("c1", "So?")).texts == ("Hello again.",)
    assert "Too late" not in seen(model)


async def test_segues_offer_stays_in_the_models_memory(team: Team, tmp_path: Path) -> None:
    model = ScriptedModel([says("All right.")])
    app = runs(team, model, tmp_path)
    (offer,) = (await app.turn("c1", "human")).texts
    await app.turn("c1", "no")
    await app.turn("c1", "where is my parcel?")
    assert json.dumps(offer, ensure_ascii=False)[1:-1] in seen(model)


async def test_out_of_hours_there_is_nothing_to_wait_for_and_the_next_turn_knows_of_the_ticket(
    team: Team, tmp_path: Path
) -> None:
    model = ScriptedModel([asks(queue="letters"), says("They will write.")])
    app = runs(team, model, tmp_path)
    reply = await app.turn("c1", "I want 800 euros back")
    assert (len(reply.texts), reply.waits) == (1, ())
    await app.turn("c1", "And now?")
    assert "nobody had it" in seen(model)


async def test_a_queue_that_the_model_made_up_costs_nobody_their_human(team: Team, tmp_path: Path) -> None:
    reply = await runs(team, ScriptedModel([asks(queue="moon")]), tmp_path).turn("c1", "I want 800 euros back")
    assert len(reply.waits) == 1
    assert (await team.handoff("c1")).queue == "general"


async def test_a_turn_played_again_is_told_once_and_its_first_answer_stands(team: Team, tmp_path: Path) -> None:
    app = runs(team, ScriptedModel([says("first"), says("second")]), tmp_path)
    await app.turn("c1", "Where is my parcel?", message_id="m1")
    assert (await app.turn("c1", "Where is my parcel?", message_id="m1")).texts == ("first",)
    assert await team.spoken("c1") == [("end_user", "Where is my parcel?"), ("automated_agent", "first")]


async def test_an_agent_that_breaks_is_told_and_the_customer_gets_a_human(team: Team, tmp_path: Path) -> None:
    app = runs(team, ScriptedModel([RuntimeError("key sk-secret is wrong")]), tmp_path)
    with pytest.raises(AgentFailed) as failed:
        await app.turn("c1", "Where is my parcel?")
    assert isinstance(failed.value.__cause__, RuntimeError)
    assert "Customer care" in failed.value.texts[0]
    assert (await team.handoff("c1")).reason == "bot_error"
    assert not any("sk-secret" in repr(e) for e in await team.log("c1"))


async def test_runs_of_ones_own_tell_the_tool_where_they_are(team: Team) -> None:

    agent = with_human(Agent("shop", model=ScriptedModel([asks(), asks()])))
    await team.handoffs.start("c1")
    with talking(team.handoffs, "c1") as talk:
        await Runner.run(agent, "I want 800 euros back", run_config=SILENT)
    assert [one.conversation for one in talk.asked] == ["c1"]
    with pytest.raises(UserError, match="talking"):
        await Runner.run(agent, "I want 800 euros back", run_config=SILENT)


async def test_words_of_a_model_that_runs_on_after_the_tool_are_neither_shown_nor_remembered(
    team: Team, tmp_path: Path
) -> None:
    def never(_: Any, __: Any) -> ToolsToFinalOutputResult:
        return ToolsToFinalOutputResult(is_final_output=False)

    model = ScriptedModel([asks(), says("I am still here!"), says("On Tuesday.")])
    app = runs(team, model, tmp_path)
    app.agent = with_human(Agent("shop", model=model, tool_use_behavior=never))
    reply = await app.turn("c1", "I want 800 euros back")
    assert "I am still here!" not in reply.texts
    await team.helps("c1", "Paid back.")
    await app.turn("c1", "When?")
    assert "I am still here!" not in seen(model)
    assert ("automated_agent", "I am still here!") not in await team.spoken("c1")


async def test_where_segue_cannot_be_told_of_a_failure_the_failure_is_told_all_the_same(
    team: Team, tmp_path: Path
) -> None:
    async def dies(*_: Any) -> str:
        await team.handoffs.end("c1")
        raise RuntimeError("broken")

    app = runs(team, ScriptedModel([[function_call("look_up", {}, call_id="1")]]), tmp_path, tools=(look_up(dies),))
    with pytest.raises(AgentFailed):
        await app.turn("c1", "Where is my parcel?")


def look_up(does: Any) -> Any:
    async def look_up() -> str:
        """Look the parcel up."""
        return str(await does())

    return function_tool(look_up, failure_error_function=None)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("run_llm_again", {"stop_at_tool_names": [TOOL]}),
        ("stop_on_first_tool", "stop_on_first_tool"),
        ({"stop_at_tool_names": ["pay"]}, {"stop_at_tool_names": ["pay", TOOL]}),
    ],
)
def test_the_tool_stops_a_run_beside_what_stopped_it_before(before: Any, after: Any) -> None:
    agent = with_human(Agent("shop", tool_use_behavior=before))
    assert agent.tool_use_behavior == after
    assert agent.tools == [request_human]


async def test_another_bots_conversation_is_not_reached(team: Team, tmp_path: Path) -> None:
    await runs(team, ScriptedModel([says("hello")]), tmp_path).turn("c1", "hello")
    other = runs(team, ScriptedModel([says("x")]), tmp_path, segue=team.segue.as_bot("other-bot"))
    with pytest.raises(NotFound):
        await other.turn("c1", "hi")


async def test_a_session_that_could_not_be_written_to_learns_of_the_human_with_the_next_turn(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = ScriptedModel([says("Yes."), says("Yes.")])
    app = runs(team, model, tmp_path)
    await app.turn("c1", "I want to talk to a human please")
    await team.helps("c1", "I send you a new lamp.")
    with monkeypatch.context() as broken:
        broken.setattr(SQLiteSession, "add_items", _fails)
        with pytest.raises(OSError, match="disk is full"):
            await app.turn("c1", "When does it come?")
    await app.turn("c1", "When?")
    assert "new lamp" in seen(model)


async def _fails(*_: object) -> None:
    raise OSError("the disk is full")
