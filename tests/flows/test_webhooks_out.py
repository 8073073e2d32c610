"""Other systems hear of conversations by signed webhook: over a real socket, each class of answer and what follows."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import aiohttp
import pytest
from receiver import CUT_AFTER, CUT_BEFORE, HANG, SECRET, Receiver, receiving

from fakes.clock import FakeClock
from fakes.world import POLICY, World
from segue import signed_webhook
from segue.app import Segue
from segue.domain.deliveries import DeadLetter, Settled, Trouble
from segue.domain.errors import CallFailed, Invalid, Refused
from segue.flows import dead_letters
from segue.flows.policies import Policies
from segue.flows.relay import deliver_due, finish, start_due
from segue.ports.deliveries import CursorOf, DeadLetters, SaveDeadLetter
from segue.ports.store import Unit
from segue.settings import Secrets, Settings
from segue.signed_webhook import SignedWebhook, may_call

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"),)


@dataclass
class Shop(World):
    crm: Receiver = field(default_factory=Receiver)

    async def deliver(self, *, after_s: float = 0.0) -> None:
        self.clock.forward(seconds=after_s)
        while await deliver_due(self.segue.env):
            pass

    async def letters(self) -> tuple[DeadLetter, ...]:
        return await self.segue.store.read(DeadLetters("default"))

    async def state(self) -> str:
        (standing,) = await dead_letters.standings(self.segue.env, "default")
        return standing.state

    async def adopt(self, **more: str) -> None:
        await self.segue.env.policies.adopt("default", policy_of(self.crm, **more), "test")


def policy_of(crm: Receiver, **more: str) -> str:
    keys = {"url": f'"{crm.url}/in"', "secret": "crm", "kinds": "[message, handoff]", **more}
    return POLICY + "webhooks:\n  crm: {" + ", ".join(f"{key}: {value}" for key, value in keys.items()) + "}\n"


@pytest.fixture
async def crm() -> AsyncIterator[Receiver]:
    async with receiving() as receiver:
        yield receiver


@pytest.fixture
async def shop(crm: Receiver, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Shop]:
    policy = tmp_path / "policy.yaml"
    more = dict(getattr(request, "param", {}))
    if more.get("repeat") == "ask":
        more["ask"] = f'"{crm.url}/has"'
    policy.write_text(policy_of(crm, **more))
    settings = Settings(secrets=Secrets({"crm": SECRET}), webhook_networks=LOOPBACK)
    clock = FakeClock()
    url = f"sqlite:///{tmp_path}/segue.db"
    async with Segue.open(policy, store=url, settings=settings, clock=clock, background=False) as segue:
        shop = Shop(segue, clock, crm=crm)
        await shop.start("c1")
        yield shop


ASKED = pytest.mark.parametrize("shop", [{"repeat": "ask"}], indirect=True)
NEVER = pytest.mark.parametrize("shop", [{"repeat": "never"}], indirect=True)


async def test_what_is_said_arrives_once_signed_and_in_order(shop: Shop) -> None:
    for text in ("one lamp", "two chairs"):
        await shop.customer(text)
        await shop.bot(f"you said {text}")
    await shop.deliver()
    assert shop.crm.forged == 0
    assert shop.crm.texts() == ["one lamp", "you said one lamp", "two chairs", "you said two chairs"]
    assert list(shop.crm.taken) == ["c1:1", "c1:2", "c1:3", "c1:4"]
    event = shop.crm.taken["c1:1"]
    assert (event["type"], event["data"]["role"], event["data"]["seq"]) == ("message", "end_user", 1)


async def test_a_card_number_does_not_leave(shop: Shop) -> None:
    await shop.customer("my card 4111 1111 1111 1111 was charged")
    await shop.deliver()
    assert shop.crm.texts() == ["my card [card number] was charged"]


async def test_a_webhook_hears_of_the_kinds_that_it_asks_for(shop: Shop) -> None:
    await shop.hire("maria")
    await shop.with_human()
    await shop.deliver()
    assert {event["type"] for event in shop.crm.taken.values()} == {"message", "handoff"}
    steps = [event["data"]["details"] for event in shop.crm.taken.values() if event["type"] == "handoff"]
    assert "active" in {step["state"] for step in steps}


@pytest.mark.parametrize("answer", [500, 502, 503, 429, 408])
async def test_what_passes_is_tried_again_under_the_same_id_and_nothing_overtakes(shop: Shop, answer: int) -> None:
    shop.crm.answers = [answer]
    await shop.customer("first")
    await shop.customer("second")
    await shop.deliver()
    assert [id_ for id_, _ in shop.crm.tries] == ["c1:1"]
    await shop.deliver(after_s=65)
    assert shop.crm.texts() == ["first", "second"]
    assert [id_ for id_, _ in shop.crm.tries] == ["c1:1", "c1:1", "c1:2"]
    assert await shop.letters() == ()


async def test_each_try_is_signed_anew(crm: Receiver) -> None:
    times = iter((datetime.now(UTC) - timedelta(minutes=1), datetime.now(UTC)))
    async with aiohttp.ClientSession() as session:
        webhook = SignedWebhook(f"{crm.url}/in", SECRET, session, name="the CRM", now=lambda: next(times))
        for _ in range(2):
            await webhook.post("c1:1", {"type": "message", "data": {"text": "first"}})
    ((first, one), (second, other)) = crm.tries
    assert (first, crm.forged) == (second, 0)
    assert one != other


@pytest.mark.parametrize("answer", [429, 503])
async def test_a_listener_that_asks_for_time_gets_it(shop: Shop, answer: int) -> None:
    shop.crm.answers, shop.crm.headers = [answer], {"Retry-After": "40"}
    await shop.customer("first")
    await shop.deliver()
    await shop.deliver(after_s=39)
    assert len(shop.crm.tries) == 1
    await shop.deliver(after_s=25)
    assert shop.crm.texts() == ["first"]


@pytest.mark.parametrize("answer", [401, 403, 404, 410, 301, 307])
async def test_a_listener_that_shuts_us_out_is_paused_and_nothing_is_skipped(shop: Shop, answer: int) -> None:
    shop.crm.answers, shop.crm.headers = [answer, answer], {"Location": "/elsewhere"}
    await shop.start("c2")
    await shop.customer("first")
    await shop.deliver()
    await shop.customer("other", "c2")
    await shop.deliver(after_s=5)
    assert (len(shop.crm.tries), await shop.state()) == (1, "paused")
    await shop.deliver(after_s=60)  # one probe, which fails
    assert (len(shop.crm.tries), await shop.state()) == (2, "paused")
    await shop.deliver(after_s=60)
    await shop.deliver(after_s=60)
    assert (sorted(shop.crm.texts()), await shop.letters()) == (["first", "other"], ())
    assert await shop.state() == "taking"


@pytest.mark.parametrize("answer", [400, 413, 415, 422])
async def test_an_entry_that_is_refused_becomes_a_dead_letter_and_the_rest_goes_on(shop: Shop, answer: int) -> None:
    shop.crm.answers = [answer]
    await shop.customer("first")
    await shop.customer("second")
    await shop.deliver()
    assert shop.crm.texts() == ["second"]
    (letter,) = await shop.letters()
    assert (letter.seq, letter.outcome, letter.listener) == (1, Trouble.REFUSED, "webhook:crm")
    assert str(answer) in letter.error
    assert await shop.state() == "taking"


@pytest.mark.parametrize("shop", [{"error_field": "error.message"}], indirect=True)
async def test_an_answer_of_200_that_tells_of_an_error_is_a_refusal(shop: Shop) -> None:
    shop.crm.answers = [(200, {"error": {"message": "<b>unknown field</b>"}}), (200, {"error": None, "ok": True})]
    await shop.customer("first")
    await shop.customer("second")
    await shop.deliver()
    (letter,) = await shop.letters()
    assert (letter.seq, "unknown field" in letter.error) == (1, True)
    assert await shop.segue.store.read(CursorOf("default", "c1", "webhook:crm")) == 2


@pytest.mark.parametrize("fault", [CUT_AFTER, CUT_BEFORE, HANG])
async def test_when_the_answer_is_lost_it_is_sent_again_under_the_same_id(
    shop: Shop, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signed_webhook, "TOTAL_S", 0.2)
    shop.crm.answers = [fault]
    await shop.customer("first")
    await shop.deliver()
    await shop.deliver(after_s=2)
    assert [id_ for id_, _ in shop.crm.tries] == ["c1:1", "c1:1"]
    assert shop.crm.texts() == ["first"]


@ASKED
@pytest.mark.parametrize(("fault", "tries"), [(CUT_AFTER, 1), (CUT_BEFORE, 2)])
async def test_who_can_be_asked_is_asked_before_anything_is_sent_again(shop: Shop, fault: str, tries: int) -> None:
    shop.crm.answers = [fault]
    await shop.customer("first")
    await shop.customer("second")
    await shop.deliver()
    await shop.deliver(after_s=4)
    assert shop.crm.asked == []  # it may still be writing it down
    await shop.deliver(after_s=10)
    assert shop.crm.asked == ["c1:1"]
    assert [id_ for id_, _ in shop.crm.tries] == ["c1:1"] * tries + ["c1:2"]
    assert (shop.crm.texts(), shop.crm.twice) == (["first", "second"], [])


@ASKED
@pytest.mark.parametrize("reply", [401, 500, 422])
async def test_while_who_can_be_asked_gives_no_answer_nothing_is_sent_again(shop: Shop, reply: int) -> None:
    shop.crm.answers, shop.crm.replies = [CUT_AFTER], [reply]
    await shop.customer("first")
    for after_s in (0, 10, 70, 70):
        await shop.deliver(after_s=after_s)
    assert shop.crm.asked == ["c1:1", "c1:1"]
    assert [id_ for id_, _ in shop.crm.tries] == ["c1:1"]
    assert (shop.crm.texts(), await shop.letters()) == (["first"], ())


@ASKED
async def test_after_a_crash_too_it_gets_its_time_before_it_is_asked(shop: Shop) -> None:
    """What the crashed process sent may be on its way still."""
    shop.crm.answers = [HANG]
    await shop.customer("first")
    await start_due(shop.segue.env)
    async with asyncio.timeout(10):
        while not shop.crm.tries:  # noqa: ASYNC110 - the other side's list
            await asyncio.sleep(0.01)
    await finish(shop.segue.env, within_s=0)
    await shop.deliver(after_s=4)
    assert shop.crm.asked == []
    await shop.deliver(after_s=2)
    assert shop.crm.asked == ["c1:1"]
    assert shop.crm.texts() == ["first"]


@NEVER
@pytest.mark.parametrize("fault", [CUT_AFTER, CUT_BEFORE])
async def test_what_may_not_be_repeated_is_left_to_a_person_and_the_rest_goes_on(shop: Shop, fault: str) -> None:
    shop.crm.answers = [fault]
    await shop.customer("first")
    await shop.customer("second")
    await shop.deliver()
    assert [id_ for id_, _ in shop.crm.tries] == ["c1:1", "c1:2"]
    (letter,) = await shop.letters()
    assert (letter.seq, letter.outcome) == (1, Trouble.UNKNOWN)


@NEVER
async def test_a_refused_connection_is_no_lost_answer(shop: Shop) -> None:
    await shop.adopt(repeat="never", url='"http://127.0.0.1:9/in"')
    await shop.customer("first")
    await shop.deliver()
    assert await shop.letters() == ()
    await shop.adopt(repeat="never")
    await shop.deliver(after_s=2)
    assert shop.crm.texts() == ["first"]


@pytest.mark.parametrize("shop", [{"rate": "2/second"}], indirect=True)
async def test_a_backlog_drains_at_the_rate_of_the_listener_and_in_order(shop: Shop) -> None:
    texts = [f"line {n}" for n in range(9)]
    for text in texts:
        await shop.customer(text)
    await shop.deliver()
    assert shop.crm.texts() == texts[:1]
    for seconds in range(1, 5):
        for _ in range(2):
            await shop.deliver(after_s=0.5)
        assert shop.crm.texts() == texts[: 1 + 2 * seconds]


async def test_when_several_conversations_fail_the_listener_rests_and_one_probe_decides(shop: Shop) -> None:
    ids = [f"c{n}" for n in range(2, 12)]
    for id_ in ids:
        await shop.start(id_)
    shop.crm.answers = [500] * 200
    for id_ in ids[:4]:
        await shop.customer("hello", id_)
    await shop.deliver()
    for id_ in ids:
        await shop.customer("again", id_)
    tries = len(shop.crm.tries)
    await shop.deliver()
    assert (len(shop.crm.tries), await shop.state()) == (tries, "resting")
    await shop.deliver(after_s=2)
    assert len(shop.crm.tries) == tries + 1
    shop.crm.answers = []
    for _ in range(6):
        await shop.deliver(after_s=61)
    assert sorted(shop.crm.texts()) == ["again"] * 10 + ["hello"] * 4
    assert await shop.state() == "taking"


async def test_a_webhook_that_the_policy_gains_hears_from_then_on(shop: Shop) -> None:
    await shop.segue.env.policies.adopt("default", POLICY, "test")
    await shop.start("c2")
    await shop.customer("before", "c2")
    await shop.adopt()
    await shop.customer("after", "c2")
    await shop.deliver()
    assert shop.crm.texts() == ["after"]


async def test_a_webhook_that_the_policy_loses_is_sent_nothing_more(shop: Shop) -> None:
    await shop.customer("before")
    await shop.segue.env.policies.adopt("default", POLICY, "test")
    await shop.deliver()
    assert shop.crm.tries == []
    assert await shop.segue.store.read(CursorOf("default", "c1", "webhook:crm")) == 1


async def test_a_webhook_that_another_node_s_policy_has_gained_is_sent_what_was_said_for_it(shop: Shop) -> None:
    """This node hears of the policy up to a second later; what it delivers meanwhile is not for nobody."""
    env = shop.segue.env
    await env.policies.adopt("default", POLICY, "test")
    there = replace(env, policies=Policies(env.store, env.clock))
    await there.policies.adopt("default", policy_of(shop.crm), "test")
    shop.segue.env = there
    await shop.start("c2")
    await shop.customer("for the new one", "c2")
    shop.segue.env = env
    await shop.deliver()
    assert shop.crm.texts() == ["for the new one"]


async def test_what_a_policy_names_that_this_node_cannot_use_waits_for_one_that_can(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As while a newer Segue is brought out, a node at a time."""
    env = shop.segue.env
    await env.policies.adopt("default", POLICY, "test")
    there = replace(env, policies=Policies(env.store, env.clock))
    await there.policies.adopt("default", policy_of(shop.crm), "test")
    shop.segue.env = there
    await shop.start("c2")
    await shop.customer("for the new one", "c2")
    shop.segue.env = env
    with monkeypatch.context() as patched:
        patched.setattr("segue.flows.policies._usable", lambda _: None)
        await shop.deliver()
    assert await env.store.read(CursorOf("default", "c2", "webhook:crm")) == 0
    shop.segue.env = there
    await shop.deliver(after_s=2)
    assert shop.crm.texts() == ["for the new one"]


async def test_what_was_not_taken_is_sent_again_by_a_person_once(shop: Shop) -> None:
    shop.crm.answers = [422, 422]
    await shop.customer("my order 4711")
    await shop.deliver()
    (letter,) = await shop.letters()
    with pytest.raises(CallFailed, match="422"):
        await dead_letters.replay(shop.segue.env, letter, "usr_1")
    (tried,) = await shop.letters()
    assert tried.attempts == 2
    with pytest.raises(Refused):  # somebody who still looks at the page of before
        await dead_letters.replay(shop.segue.env, letter, "usr_2")
    done = await dead_letters.replay(shop.segue.env, tried, "usr_1")
    assert (done.settled, done.settled_by) == (Settled.REPLAYED, "usr_1")
    assert await dead_letters.replay(shop.segue.env, done, "usr_2") == done
    assert await dead_letters.dismiss(shop.segue.env, done, "usr_2", "not needed") == done
    assert [id_ for id_, _ in shop.crm.tries] == ["c1:1"] * 3
    assert shop.crm.texts() == ["my order 4711"]


@ASKED
async def test_a_replay_that_a_crash_cut_off_is_asked_about_before_the_next(shop: Shop) -> None:
    shop.crm.answers = [422]
    await shop.customer("my order 4711")
    await shop.deliver()
    (letter,) = await shop.letters()
    env, wrote = shop.segue.env, shop.segue.env.store.write

    async def dies(unit: Unit[Any]) -> Any:
        if isinstance(unit, SaveDeadLetter) and not unit.letter.is_open:
            raise asyncio.CancelledError
        return await wrote(unit)

    with patch.object(env.store, "write", dies), pytest.raises(asyncio.CancelledError):
        await dead_letters.replay(env, letter, "usr_1")
    (left,) = await shop.letters()
    assert (left.outcome, left.is_open) == (Trouble.UNKNOWN, True)
    assert (await dead_letters.replay(env, left, "usr_1")).settled is Settled.REPLAYED
    assert (shop.crm.texts(), shop.crm.twice) == (["my order 4711"], [])
    assert len(shop.crm.tries) == 2


async def test_a_replay_goes_by_the_policy_of_now(shop: Shop) -> None:
    shop.crm.answers = [422]
    await shop.customer("hello")
    await shop.deliver()
    (letter,) = await shop.letters()
    await shop.adopt(kinds="[handoff]")
    with pytest.raises(Refused, match="dismiss"):
        await dead_letters.replay(shop.segue.env, letter, "usr_1")
    assert (await dead_letters.dismiss(shop.segue.env, letter, "usr_1", "no")).settled is Settled.DISMISSED


async def test_a_private_address_is_refused_when_the_connection_is_made(crm: Receiver, tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text(policy_of(crm))
    settings = Settings(secrets=Secrets({"crm": SECRET}))
    clock = FakeClock()
    url = f"sqlite:///{tmp_path}/segue.db"
    async with Segue.open(policy, store=url, settings=settings, clock=clock, background=False) as segue:
        shop = Shop(segue, clock, crm=crm)
        await shop.start("c1")
        await shop.customer("hello")
        await shop.deliver()
        (standing,) = await dead_letters.standings(segue.env, "default")
        assert (standing.state, "SEGUE_WEBHOOK_NETWORKS" in standing.error) == ("paused", True)
    assert crm.tries == []


PRIVATE = (
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1"),
    *("::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"),
    *("fec0::1", "64:ff9b:1::a9fe:a9fe"),
)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_in_all_their_forms_are_refused_unless_they_are_named(address: str) -> None:
    assert not may_call(address, ())
    plain = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(plain, "ipv4_mapped", None) or plain
    assert may_call(address, (ipaddress.ip_network(mapped),))


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("64:ff9b::a9fe:a9fe", "169.254.169.254"),  # NAT64
        ("2002:a01:203::1", "10.1.2.3"),  # 6to4
        ("::7f00:1", "127.0.0.1"),
        ("::ffff:0:7f00:1", "127.0.0.1"),
    ],
)
def test_a_private_address_inside_of_another_is_refused_unless_it_is_named(address: str, leads_to: str) -> None:
    assert not may_call(address, ())
    assert not may_call(address, (ipaddress.ip_network("::/0"),))
    assert may_call(address, (ipaddress.ip_network(leads_to),))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "64:ff9b::808:808"])
def test_public_addresses_may_be_called(address: str) -> None:
    assert may_call(address, ())


async def test_a_missing_secret_stops_the_start(crm: Receiver, tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text(policy_of(crm))
    with pytest.raises(Invalid, match="SEGUE_SECRET_CRM"):
        async with Segue.open(policy, store=f"sqlite:///{tmp_path}/segue.db", background=False):
            pass
