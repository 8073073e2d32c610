"""Helpdesks as operators, agents, customers and bots see them: what each does, and who has which customer there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from world import HOME, POLICY, World

from fakes.hubs.webhook import Played
from fakes.vendor import played
from segue.calls import Reach
from segue.domain.breaker import Breaker, Gate
from segue.domain.conversation import Customer, Role
from segue.domain.deliveries import DeadLetter, Trouble
from segue.domain.hubs import Can, CaseKind, HubCase
from segue.domain.routing.agents import Presence
from segue.flows import hub_health
from segue.flows.dead_letters import Standing
from segue.flows.hub_desk import Hearing
from segue.flows.hub_health import ABILITIES, state_of
from segue.flows.hub_inbox import act_and_wait
from segue.flows.presence import set_presence
from segue.flows.receive import Message
from segue.hub_kinds import KINDS
from segue.hubs.opening import open_hub
from segue.outbound import Limits, Outbound
from segue.ports.conversations import FollowUpById
from segue.ports.deliveries import MoveCursor
from segue.ports.hub_cases import OpenHubCases, SaveHubCase
from segue.ports.people import SaveUser, UserRole

HUBS = """
hubs:
  support: {kind: webhook, url: "https://hub.acme.example/segue", secret: hub_secret}
"""
TO_IT = POLICY.replace("general: {kind: live}", "general: {kind: live, hub: support, title: Customer care}")
ANA = Customer("cus_1", "Ana", verified=True, facts={})


class Place:
    """A Segue whose customers go to a helpdesk that is played."""

    def __init__(self, world: World, hub: Played) -> None:
        self.world, self.hub = world, hub

    async def asks(self, conversation: str = "c1") -> None:
        await self.world.segue.start(conversation, workspace=HOME, customer=ANA, bot="shopbot")
        asked = Message("m1", Role.END_USER, "I want to talk to a human please")
        await self.world.segue.receive(conversation, asked, workspace=HOME)
        await self.work()

    async def work(self) -> None:
        for _ in range(3):
            await self.world.segue.step()

    async def hears(self, webhooks: Any) -> None:
        for one in webhooks:
            path = "/v1/hubs/support/webhook"
            answer = await self.world.client.ask("POST", path, raw=one.body, headers=dict(one.headers))
            assert answer.status == 200
        await act_and_wait(self.world.segue.env)
        await self.work()

    async def ask(self, path: str, role: UserRole = UserRole.OPERATOR, method: str = "GET") -> Any:
        answer = await self.world.client.ask(method, path, session=await self.world.signed_in(role))
        assert answer.status == 200, answer.body
        return answer.json

    async def health(self) -> Any:
        (found,) = (await self.ask("/v1/ops/hubs"))["hubs"]
        return found


@pytest.fixture
async def place(world: World) -> AsyncIterator[Place]:
    world.clock.at = datetime.now(UTC)  # the library that checks the signatures has a clock of its own
    desk, hub = world.segue.env.hubs, Played(now=world.clock.now)
    before = (desk.open, dict(desk._opened), dict(desk._hearing), dict(world.segue.env.relay._doing))
    limits = Limits(attempt_s=2.0, total_s=4.0, attempts=1)
    async with played(hub.answer) as vendor, aiohttp.ClientSession() as session:
        reach = Reach(Outbound(session, limits), session, vendor.at, world.clock.now, "https://segue.acme.example")
        desk.open = lambda settings: open_hub(settings, hub.secrets, reach)
        await world.segue.env.policies.adopt(HOME, TO_IT + HUBS, "test")
        yield Place(world, hub)
    desk.open, desk._opened, desk._hearing, world.segue.env.relay._doing = before
    await world.segue.env.policies.adopt(HOME, POLICY, "test")


# ---- what operators see ----------------------------------------------------------------------------------------------


async def test_a_hub_is_shown_with_what_it_can_and_cannot_and_with_its_set_up(place: Place) -> None:
    shown = await place.health()
    kind = KINDS["webhook"]
    assert (shown["name"], shown["kind"], shown["title"]) == ("support", "webhook", kind.title)
    assert {one["name"] for one in shown["can"]} == {str(can) for can in kind.can}
    assert {one["name"]: one["words"] for one in shown["cannot"]} == {str(can): why for can, why in kind.cannot.items()}
    assert shown["webhook"].endswith("/v1/hubs/support/webhook")
    assert any(shown["webhook"] in click for click in shown["clicks"])
    assert "{webhook}" not in str(shown)
    assert (shown["checked"], shown["state"]) == (kind.checked, "unheard")
    assert shown["queues"] == {"live": [{"name": "general", "title": "Customer care"}], "tickets": []}


async def test_what_goes_there_and_what_is_heard_is_counted(place: Place) -> None:
    await place.asks()
    (ref,) = place.hub.refs()
    await place.hears(place.hub.says(ref, "Hello, I am Ana."))
    shown = await place.health()
    assert (shown["state"], shown["open"], shown["told"]) == ("taking", {"live": 1, "tickets": 0, "more": False}, 1)
    assert shown["heard_at"] is not None
    forged = await place.world.client.ask("POST", "/v1/hubs/support/webhook", raw=b"{}")
    assert (forged.status, (await place.health())["refused"]) == (401, 1)
    cases = await place.ask("/v1/ops/hubs/support/cases")
    (case,) = cases["cases"]
    assert (case["conversation"], case["kind"], case["ref"], cases["more"]) == ("c1", "live", ref, False)
    assert case["url"] == f"https://hub.acme.example/{ref}"


async def test_more_cases_than_are_asked_for_are_told_to_be_there(place: Place) -> None:
    now = place.world.clock.now()
    for number in range(3):
        await place.world.conversation(f"cnv_{number}")
        id_, kind = f"flw_{number}", CaseKind.TICKET
        case = HubCase(HOME, "support", id_, kind, f"cnv_{number}", id_, now + timedelta(seconds=number), ref=id_)
        await place.world.store.write(SaveHubCase(case))
    found = await place.ask("/v1/ops/hubs/support/cases?limit=2")
    assert ([one["ref"] for one in found["cases"]], found["more"]) == (["flw_0", "flw_1"], True)
    assert (await place.health())["open"] == {"live": 0, "tickets": 3, "more": False}


async def test_an_operator_of_other_queues_sees_no_case_of_theirs(place: Place) -> None:
    await place.asks()
    user = replace(await place.world.user("olga", UserRole.OPERATOR), queues=("billing",))
    await place.world.store.write(SaveUser(user))
    session = await place.world.session(user)
    answer = await place.world.client.ask("GET", "/v1/ops/hubs/support/cases", session=session)
    assert answer.json == {"cases": [], "more": False}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", " https://a.example"])
async def test_only_an_address_of_the_web_becomes_a_link(place: Place, url: str) -> None:
    await place.asks()
    (case,) = await place.world.store.read(OpenHubCases(HOME, "support"))
    await place.world.store.write(SaveHubCase(replace(case, url=url), case))
    (shown,) = (await place.ask("/v1/ops/hubs/support/cases"))["cases"]
    assert shown["url"] == ""
    assert (await place.ask("/v1/desk/conversations/c1", UserRole.AGENT))["handoff"]["hub_url"] == ""


async def test_what_was_not_taken_is_counted_with_its_hub(place: Place) -> None:
    await place.asks()
    letter = DeadLetter("ltr_1", HOME, "c1", "hub:support", 1, place.world.clock.now(), Trouble.REFUSED, "no")
    await place.world.store.write(MoveCursor(HOME, "c1", "hub:support", 1, letter=letter))
    assert (await place.health())["dead_letters"] == 1


@pytest.mark.parametrize("path", ["/v1/ops/hubs/nobody/cases", "/v1/ops/hubs/desk/cases"])
async def test_a_hub_that_nobody_named_is_not_there(place: Place, path: str) -> None:
    session = await place.world.signed_in(UserRole.OPERATOR)
    assert (await place.world.client.ask("GET", path, session=session)).status == 404


async def test_a_queue_says_whose_people_take_its_customers(place: Place) -> None:
    (queue,) = (await place.ask("/v1/ops/queues", UserRole.SUPERVISOR))["queues"]
    assert (queue["hub"], queue["hub_title"], queue["open"]) == ("support", KINDS["webhook"].title, True)


async def test_without_hubs_there_is_nothing_to_see(world: World) -> None:
    session = await world.signed_in(UserRole.OPERATOR)
    assert (await world.client.ask("GET", "/v1/ops/hubs", session=session)).json["hubs"] == []


# ---- the credentials -------------------------------------------------------------------------------------------------

CHECK = "/v1/ops/hubs/support/check"


async def test_credentials_that_work_say_who_we_are_there(place: Place) -> None:
    found = await place.ask(CHECK, method="POST")
    assert (found["ok"], found["words"]) == (True, "connected to played adapter")


@pytest.mark.parametrize("fault", [401, 503, "html", "half"])
async def test_credentials_that_do_not_work_say_why_and_never_what_they_are(place: Place, fault: int | str) -> None:
    place.hub.faults.coming = [fault]
    found = await place.ask(CHECK, method="POST")
    assert found["ok"] is False
    assert found["words"]
    assert "whsec" not in str(found)


async def test_a_hub_that_never_answers_is_not_waited_for(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    class Silent:
        async def check(self) -> str:
            await asyncio.Event().wait()
            return ""

    env = place.world.segue.env
    env.hubs.open = lambda _: Silent()  # type: ignore[assignment, return-value]
    env.hubs._opened.clear()
    monkeypatch.setattr(hub_health, "CHECKED_WITHIN_S", 0.01)
    found = await place.ask(CHECK, method="POST")
    assert (found["ok"], "did not answer within" in found["words"]) == (False, True)


async def test_an_adapter_that_breaks_is_an_answer_too(place: Place) -> None:
    class Broken:
        async def check(self) -> str:
            raise KeyError("s3cret")

    env = place.world.segue.env
    env.hubs.open = lambda _: Broken()  # type: ignore[assignment, return-value]
    env.hubs._opened.clear()
    found = await place.ask(CHECK, method="POST")
    assert (found["ok"], found["words"]) == (False, "its adapter failed: KeyError")


# ---- the state, in one word ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("standing", "heard", "failed", "caught_up", "state"),
    [
        ("paused", 1, None, None, "paused"),
        ("resting", None, 2, None, "resting"),
        ("failing", 1, None, None, "failing"),
        ("behind", 1, None, None, "behind"),
        ("taking", None, None, None, "unheard"),
        ("taking", None, None, 1, "unheard"),  # it was asked, and had told nothing
        ("taking", 1, None, None, "taking"),
        ("taking", 1, 2, None, "not_hearing"),
        ("taking", None, 2, None, "not_hearing"),
        ("taking", 3, 2, None, "taking"),  # heard again since
        ("taking", 1, 2, 3, "taking"),
    ],
)
def test_trouble_with_what_goes_there_comes_before_trouble_with_hearing(
    world: World, standing: str, heard: int | None, failed: int | None, caught_up: int | None, state: str
) -> None:
    def at(minutes: int | None) -> Any:
        return None if minutes is None else world.clock.now() + timedelta(minutes=minutes)

    hearing = Hearing(heard_at=at(heard), failed_at=at(failed), caught_up_at=at(caught_up))
    assert state_of(Standing("hub:support", standing), hearing, KINDS["webhook"]) == state


async def test_a_hub_that_shuts_us_out_is_paused_with_its_last_error(place: Place) -> None:
    doing = place.world.segue.env.relay.doing(HOME, "hub:support")
    doing.breaker, doing.error = Breaker(gate=Gate.OPEN, paused=True), "the hub's adapter answered with status 401"
    shown = await place.health()
    assert (shown["state"], shown["delivering"]["error"]) == ("paused", "the hub's adapter answered with status 401")


def test_there_are_words_for_all_that_a_hub_may_do() -> None:
    assert set(ABILITIES) == set(Can)
    assert len({one.title for one in ABILITIES.values()}) == len({one.works for one in ABILITIES.values()}) == len(Can)


# ---- the desk --------------------------------------------------------------------------------------------------------


async def test_who_waits_in_a_hub_is_with_others_and_nobody_here_is_waited_for(place: Place) -> None:
    await place.asks()
    seen = await place.ask("/v1/desk/snapshot", UserRole.AGENT)
    assert (seen["waiting"], seen["totals"]) == ([], {"waiting": 0, "others": 1})
    (item,) = seen["others"]
    assert (item["handoff"]["state"], item["handoff"]["hub"]) == ("queued", "support")
    assert item["handoff"]["hub_title"] == KINDS["webhook"].title
    there = (await place.ask("/v1/desk/conversations/c1", UserRole.AGENT))["handoff"]
    (ref,) = place.hub.refs()
    assert (there["hub_ref"], there["hub_url"]) == (ref, f"https://hub.acme.example/{ref}")


async def test_a_hubs_customer_can_be_taken_over_and_is_ours_then(place: Place) -> None:
    await place.asks()
    (ref,) = place.hub.refs()
    await place.hears(place.hub.says(ref, "Hello"))
    session = await place.world.signed_in(UserRole.AGENT)
    taken = await place.world.client.ask("POST", "/v1/desk/conversations/c1/take", session=session, body={})
    assert (taken.status, taken.json["handoff"]["agent_name"]) == (200, "Agent")
    await place.work()
    seen = await place.ask("/v1/desk/snapshot", UserRole.AGENT)
    assert [item["conversation"]["id"] for item in seen["mine"]] == ["c1"]
    assert place.hub.closed(ref)


async def test_a_ticket_in_a_hub_says_where_it_is(place: Place) -> None:
    elsewhere = TO_IT.replace("hub: support", "hours: never, when_closed: {then: ticket, hub: support}")
    day = f"{place.world.clock.now() + timedelta(days=3):%a}".lower()
    hours = f'\nhours:\n  never: {{timezone: UTC, {day}: "00:00-00:01"}}\n'
    await place.world.segue.env.policies.adopt(HOME, elsewhere + hours + HUBS, "test")
    await place.asks()
    (ref,) = place.hub.refs()
    (ticket,) = (await place.ask("/v1/desk/snapshot", UserRole.AGENT))["follow_ups"]
    told = {name: ticket[name] for name in ("hub", "hub_title", "hub_ref", "hub_url")}
    title = KINDS["webhook"].title
    assert told == {
        "hub": "support",
        "hub_title": title,
        "hub_ref": ref,
        "hub_url": f"https://hub.acme.example/{ref}",
    }
    assert (await place.health())["queues"]["tickets"] == [{"name": "general", "title": "Customer care"}]
    found = await place.world.store.read(FollowUpById(HOME, ticket["id"]))
    assert found is not None
    assert found.hub_ref == ref


@pytest.mark.parametrize("presence", [Presence.BUSY, Presence.OFFLINE])
async def test_a_hub_that_refuses_a_customer_leaves_a_note_that_says_so(place: Place, presence: Presence) -> None:
    await set_presence(place.world.segue.env, await place.world.user(), presence, "")
    place.hub.faults.coming = [422] * 3
    await place.asks()
    log = (await place.ask("/v1/desk/conversations/c1", UserRole.SUPERVISOR))["entries"]
    (note,) = [entry["text"] for entry in log if entry["data"].get("hub_lost")]
    assert note.startswith("support did not take this customer: ")
    assert ("They wait in this desk." in note) is (presence is Presence.BUSY)
    assert ".." not in note
    seen = await place.ask("/v1/desk/snapshot", UserRole.SUPERVISOR)
    assert [item["handoff"]["hub"] for item in seen["waiting"]] == ([""] if presence is Presence.BUSY else [])


# ---- customers and bots ----------------------------------------------------------------------------------------------


async def test_customers_and_bots_see_a_human_with_their_name_and_no_id_of_the_helpdesk(place: Place) -> None:
    await place.asks()
    (ref,) = place.hub.refs()
    await place.hears(place.hub.joins(ref, "Ana"))
    await place.hears(place.hub.says(ref, "Hello, I look at it.", "Ana"))
    key = await place.world.key("conversations")
    visitor, _ = await place.world.visitor(await place.world.site())
    token = await place.world.customer_token(visitor, "c1")
    for proof in (key, token):
        state = (await place.world.client.ask("GET", "/v1/conversations/c1", token=proof)).json
        assert state["owner"] == {"kind": "human", "name": "Ana"}
        assert (state["handoff"]["state"], state["handoff"]["agent_name"]) == ("active", "Ana")
        log = (await place.world.client.ask("GET", "/v1/conversations/c1/entries", token=proof)).json["entries"]
        (said,) = [entry for entry in log if entry["role"] == "human_agent" and entry["kind"] == "message"]
        assert (said["author_name"], said["text"]) == ("Ana", "Hello, I look at it.")
        assert "hub:support/" not in str(state) + str([{**entry, "message_id": ""} for entry in log])
