"""What those who write a policy ask about a draft: what is wrong, what it sees, how it ends, what it changes."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from asking import Answer
from world import POLICY, World

from segue.domain.errors import TooMany
from segue.ports.people import SaveUser, UserRole
from segue.server.bench import Bench, patience

WRONG = POLICY.replace("queue: general", "queue: genral")
STUCK = """
version: 1
languages: [en]
facts: {customer.tier: string}
triggers:
  - {id: asks-for-human, when: "asks_for_human == 'clear'", then: handoff, reason: customer_asked}
  - {id: stuck, when: "failed_attempts >= 1", then: offer, reason: bot_stuck}
  - {id: gold, when: "customer.tier == 'gold'", then: stay}
  - {id: prices, when: "page.path == '/pricing'", then: stay}
route:
  - {queue: general}
queues:
  general: {kind: live, title: Customer care, owner: ana@shop.example}
"""


async def ask(world: World, route: str, role: UserRole = UserRole.OPERATOR, **body: Any) -> Answer:
    session = await world.signed_in(role)
    return await world.client.ask("POST", f"/v1/ops/policy/{route}", session=session, body={"text": POLICY, **body})


def says(text: str) -> dict[str, Any]:
    return {"role": "customer", "text": text}


def bot(text: str = "", **told: Any) -> dict[str, Any]:
    return {"role": "bot", "text": text, **told}


def verdicts(turn: dict[str, Any]) -> dict[str, str]:
    return {each["trigger"]: each["verdict"] for each in turn["decision"]["weighed"]}


def signals(turn: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in turn["signals"]}


# --- check


async def test_a_draft_that_can_be_used_is_answered_with_what_could_be_better(world: World) -> None:
    found = (await ask(world, "check")).json
    assert found["errors"] == []
    assert {"always-human", "no-owner"} <= {each["code"] for each in found["advice"]}
    assert all(each["line"] >= 1 and each["message"] and each["suggestion"] for each in found["advice"])


async def test_a_wrong_draft_is_answered_with_its_errors_and_no_advice(world: World) -> None:
    found = (await ask(world, "check", text=WRONG)).json
    assert [each["line"] for each in found["errors"]] == [WRONG[: WRONG.index("genral")].count("\n") + 1]
    assert found["advice"] == []


async def test_advice_knows_who_works_here(world: World) -> None:
    skilled = POLICY.replace("{kind: live}", "{kind: live, requires: {billing: 3}}")
    nobody = (await ask(world, "check", text=skilled)).json["advice"]
    maria = await world.user()
    await world.store.write(SaveUser(replace(maria, skills={"billing": 4})))
    somebody = (await ask(world, "check", text=skilled)).json["advice"]
    assert "nobody-staffs" in {each["code"] for each in nobody}
    assert "nobody-staffs" not in {each["code"] for each in somebody}


# --- try


async def test_a_sentence_is_shown_with_its_signals_evidence_and_the_record_of_the_decision(world: World) -> None:
    text = "Hello! I want to talk to a human"
    (turn,) = (await ask(world, "try", turns=[says(text)])).json["turns"]
    asks = signals(turn)["asks_for_human"]
    assert (asks["value"], asks["known"], asks["read"]) == ("clear", True, True)
    assert signals(turn)["request"]["value"] >= 0.5
    (where,) = (each for each in turn["evidence"] if each["signal"] == "asks_for_human")
    assert "talk to a human" in text[where["start"] : where["end"]]
    assert "request" in {each["signal"] for each in turn["contributions"]}
    assert {"topic", "score"} == set(turn["topics"][0])
    assert (turn["decision"]["outcome"], verdicts(turn)) == ("handoff", {"asks-for-human": "fired"})


async def test_a_trigger_that_did_not_fire_says_what_it_lacked(world: World) -> None:
    (turn,) = (await ask(world, "try", turns=[says("Where is my parcel?")])).json["turns"]
    ((weighed),) = turn["decision"]["weighed"]
    assert weighed["verdict"] == "quiet"
    assert "asks_for_human == 'clear'" in weighed["detail"]


async def test_each_turn_sees_what_was_before_it_and_a_rule_that_holds_does_not_fire_twice(world: World) -> None:
    turns = [says("Where is my parcel?"), bot(error="timeout"), says("and now?"), bot("It is on its way."), says("ok")]
    first, second, third = (await ask(world, "try", text=STUCK, turns=turns)).json["turns"]
    assert [first["index"], second["index"], third["index"]] == [0, 2, 4]
    assert [verdicts(turn)["stuck"] for turn in (first, second, third)] == ["quiet", "fired", "suppressed"]


async def test_the_page_and_the_facts_are_part_of_the_situation(world: World) -> None:
    situation = {"page": "https://shop.example/pricing", "customer": {"tier": "gold"}}
    (without,) = (await ask(world, "try", text=STUCK, turns=[says("hello")])).json["turns"]
    (given,) = (await ask(world, "try", text=STUCK, turns=[says("hello")], **situation)).json["turns"]
    assert {verdicts(without)[name] for name in ("gold", "prices")} == {"could_not_tell"}
    assert (verdicts(given)["gold"], verdicts(given)["prices"]) == ("fired", "fired")
    assert signals(without)["page.path"]["known"] is False


async def test_a_fact_that_the_policy_does_not_declare_is_told(world: World) -> None:
    answer = (await ask(world, "try", text=STUCK, turns=[says("hello")], customer={"teir": "gold"})).json
    assert "tier" in answer["problem"]
    assert len(answer["turns"]) == 1


@pytest.mark.parametrize("route", ["try", "preview", "compare"])
async def test_a_draft_that_cannot_be_used_is_refused_with_its_errors(world: World, route: str) -> None:
    needed = {"turns": [], "scenario": {"name": "x", "steps": [{"customer": "hi"}]}}
    field = {"try": "turns", "preview": "scenario"}.get(route)
    answer = await ask(world, route, text=WRONG, **({field: needed[field]} if field else {}))
    assert (answer.status, answer.json["code"]) == (422, "bad_policy")
    assert answer.json["errors"][0]["line"] > 1


@pytest.mark.parametrize(
    ("turns", "field"),
    [
        ([says("x")] * 61, "turns"),
        ([{"role": "owl", "text": "x"}], "turns[0].role"),
        ([says("x" * 65_537)], "turns[0].text"),
        ([bot("x", confidence=2)], "turns[0].confidence"),
    ],
)
async def test_a_conversation_that_cannot_be_tried_is_refused_naming_the_field(
    world: World, turns: list[Any], field: str
) -> None:
    answer = await ask(world, "try", turns=turns)
    assert (answer.status, answer.json["field"]) == (422, field)


# --- preview


async def test_a_preview_runs_to_the_end_and_leaves_nothing_behind(world: World) -> None:
    of_who_asks = {"users", "sessions", "changes"}
    before = {name: repr(value) for name, value in vars(world.store).items() if name not in of_who_asks}
    scenario = {
        "name": "a person, please",
        "at": "2026-11-23 10:00 Europe/Berlin",
        "staff": [{"name": "Maria"}],
        "steps": [{"customer": "I want to talk to a human"}, {"agent": "accept"}, {"agent": {"says": "Hello Ana"}}],
    }
    answer = (await ask(world, "preview", text=STUCK, scenario=scenario)).json
    asked, accepted, spoke = answer["steps"]
    assert (asked["outcome"], asked["queue"], asked["agent"]) == ("handoff", "general", "Maria")
    assert any(entry["customer"] and "Customer care" in entry["text"] for entry in asked["entries"])
    assert "I want to talk to a human" in asked["note"]["text"]
    assert accepted["state"] == "active"
    assert [entry["text"] for entry in spoke["entries"] if entry["customer"]] == ["Hello Ana"]
    after = {name: repr(value) for name, value in vars(world.store).items() if name not in of_who_asks}
    assert after == before


async def test_a_wrong_scenario_is_refused_naming_the_part(world: World) -> None:
    answer = await ask(world, "preview", scenario={"name": "x", "steps": [{"customr": "hello"}]})
    assert (answer.status, answer.json["field"]) == (422, "scenario.steps[0].customr")
    assert "customer" in answer.json["detail"]


async def test_a_scenario_with_thousands_of_mistakes_gets_a_short_answer(world: World) -> None:
    answer = await ask(world, "preview", scenario={"name": "x", **{f"k{n}": n for n in range(3_000)}})
    assert answer.status == 422
    assert len(answer.body) < 8_000


# --- compare


async def written(world: World, id_: str, *texts: str) -> None:
    """A conversation in which the customer wrote these."""
    key = await world.key("all", name=id_)
    await world.conversation(id_)
    for number, text in enumerate(texts):
        body = {"id": f"m-{number + 1}", "role": "end_user", "text": text}
        await world.client.ask("POST", f"/v1/conversations/{id_}/messages", token=key, body=body)
        world.clock.advance(seconds=10)


async def test_a_draft_is_compared_with_the_active_policy_on_recent_conversations(world: World) -> None:
    await written(world, "cnv_human", "I want to talk to a human")
    await written(world, "cnv_parcel", "Where is my parcel?", "Where is my parcel now?")
    never = POLICY.replace("asks_for_human == 'clear'", "turns >= 2").replace("asks-for-human", "second-turn")
    found = (await ask(world, "compare", text=never)).json
    assert (found["conversations"], found["turns"], found["complete"]) == (2, 3, True)
    assert found["outcomes"]["active"] == {"stay": 1, "offer": 0, "handoff": 1}
    assert found["outcomes"]["draft"] == {"stay": 1, "offer": 0, "handoff": 1}
    counts = {each["id"]: (each["active"], each["draft"]) for each in found["triggers"]}
    assert counts["asks-for-human"] == ({"fired": 1, "conversations": 1, "first": 1}, None)
    assert counts["second-turn"] == (None, {"fired": 1, "conversations": 1, "first": 1})
    changed = {each["id"]: each for each in found["changed"]}
    assert changed.keys() == {"cnv_human", "cnv_parcel"}
    assert changed["cnv_human"]["words"] == "I want to talk to a human"
    assert changed["cnv_human"]["before"]["trigger"] == "asks-for-human"
    assert changed["cnv_human"]["after"] is None
    assert changed["cnv_parcel"]["after"]["text"] == "Where is my parcel now?"


async def test_the_same_policy_changes_nothing(world: World) -> None:
    await written(world, "cnv_human", "I want to talk to a human")
    found = (await ask(world, "compare")).json
    assert (found["conversations"], found["changed_count"], found["changed"]) == (1, 0, [])


async def test_only_as_many_conversations_are_read_as_asked_for(world: World) -> None:
    for number in range(3):
        await written(world, f"cnv_{number}", "Where is my parcel?")
    assert (await ask(world, "compare", conversations=2)).json["conversations"] == 2


async def test_queues_are_walls_here_too(world: World) -> None:
    await written(world, "cnv_human", "I want to talk to a human")  # came to the queue general
    user = replace(await world.user("olga", UserRole.OPERATOR), queues=("billing",))
    await world.store.write(SaveUser(user))
    session = await world.session(user)
    answer = await world.client.ask("POST", "/v1/ops/policy/compare", session=session, body={"text": POLICY})
    assert answer.json["conversations"] == 0


# --- the bench


async def test_more_work_than_may_wait_is_refused_and_a_place_is_free_again_when_one_is_done() -> None:
    bench, go = Bench(at_once=1, under_way=2), Event()
    running = [asyncio.ensure_future(bench.run(go.wait)) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(TooMany):
        await bench.run(lambda: None)
    go.set()
    await asyncio.gather(*running)
    assert await bench.run(lambda: 17) == 17


async def test_what_goes_wrong_in_it_reaches_who_asked() -> None:
    def fails() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await Bench().run(fails)


def test_patience_ends() -> None:
    assert patience(60)()
    assert not patience(0)()
