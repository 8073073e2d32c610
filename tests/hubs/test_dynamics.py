"""Dynamics 365 as a place where humans work: Direct Line played on loopback and held against its own description."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.described import Description, OpenAPIError
from fakes.hub_openings import AT, BILL, OPENING, KeptSteps, case_of, connected, customer_says, heard
from fakes.hubs.dynamics import BOT, LARGEST, SECRET, Played
from fakes.vendor import Vendor
from segue.domain.attachments import File
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid, NotSignedIn
from segue.domain.hubs import CaseKind, HubCase, What
from segue.hub_kinds.dynamics import KIND
from segue.hubs.dynamics import DynamicsHub
from segue.hubs.dynamics.activities import of_page
from segue.ports.hubs import ToHub, Webhook
from segue.ports.listeners import DeliveryFailed

UNICODE = 'Grüße & <script> 团队 مرحبا 👩‍👩‍👧 "x" \\ {"a":1}'


@asynccontextmanager
async def opened(dynamics: Played) -> AsyncIterator[tuple[DynamicsHub, Vendor, HubCase]]:
    async with connected(dynamics) as (hub, vendor):
        case = case_of(await hub.open(OPENING, KeptSteps()), CaseKind.LIVE)
        hub.look_every_s = 0.0
        yield hub, vendor, case


# ---- Microsoft's description ----

BASE = "/v3/directline"
NEEDED = {
    ("POST", f"{BASE}/tokens/generate"),
    ("POST", f"{BASE}/conversations"),
    ("POST", f"{BASE}/conversations/{{conversationId}}/activities"),
    ("GET", f"{BASE}/conversations/{{conversationId}}/activities"),
}


@pytest.fixture(scope="module")
def description() -> Description:
    keep = tuple(sorted({path for _, path in NEEDED}))
    return Description("microsoft/directline-3.0.json", "https://directline.botframework.com", "", keep, FAULTS)


def open_data(spec: Any) -> None:
    activity = spec["components"]["schemas"]["Activity"]["properties"]
    activity["channelData"] = {"type": "object", "additionalProperties": True}
    spec["components"]["schemas"]["Attachment"]["properties"]["content"] = {
        "type": "object",
        "additionalProperties": True,
    }


def utf8(spec: Any) -> None:
    for operations in spec["paths"].values():
        for operation in operations.values():
            content = operation.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                content["application/json; charset=utf-8"] = content["application/json"]


FAULTS = {
    "what a channel or a card holds is theirs: the schema names no field of it": open_data,
    "a media type has a charset": utf8,
}


async def test_calls_and_answers_are_as_described(description: Description) -> None:
    dynamics = Played()
    async with opened(dynamics) as (hub, vendor, case):
        await hub.check()
        await hub.typing(case, True)
        await hub.deliver(case, customer_says(UNICODE, files=(BILL,)), KeptSteps())
        dynamics.says(case.ref, "Hello", files=["a.txt"])
        dynamics.card(case.ref, {"type": "AdaptiveCard", "body": [{"type": "TextBlock", "text": "Pick one"}]})
        await hub.catch_up(case)
        await hub.close(case, "It is over.", KeptSteps())
        used = set()
        for asked, said in vendor.exchanges:
            description.check_one(asked, said)
            used.add((asked.method, asked.path.replace(case.ref, "{conversationId}")))
    assert used == NEEDED


async def test_the_check_sees_what_is_not_as_described(description: Description) -> None:
    async with opened(Played()) as (hub, vendor, case):
        await hub._post(case.ref, {"type": "message", "from": {"id": 7}, "words": "x"})
        with pytest.raises(OpenAPIError):
            description.check_one(*vendor.exchanges[-1])


# ---- what its people see ----


async def test_the_package_is_whole_in_the_first_message_and_in_the_context_and_the_transcript_follows() -> None:
    dynamics = Played()
    async with opened(dynamics) as (_, _, case):
        package, transcript = dynamics.seen(case.ref)
        fields = dynamics.fields(case.ref)
    assert package.text == "[Segue] " + OPENING.rendered("text", KIND.most_package - 8)
    assert "high urgency" in package.text.splitlines()[0]
    assert (package.by, transcript.by) == ("us", "us")
    assert OPENING.transcript_text in transcript.text
    assert (fields["segue_urgency"], fields["email"], fields["name"]) == ("high", "maria@shop.example", "Maria Gruber")
    assert fields["segue_what"] == OPENING.rendered("flat", 8_000)["what"]


@pytest.mark.parametrize("letter", ["x", "я", "团", "👩"])
async def test_the_longest_package_stays_within_the_size_of_a_message_in_any_script(letter: str) -> None:
    dynamics = Played()
    long = replace(OPENING.package, summary=letter * 40_000, note=letter * 40_000, wants=letter * 9_000)
    async with connected(dynamics) as (hub, vendor):
        found = await hub.open(replace(OPENING, package=long, transcript_text=letter * 300_000), KeptSteps())
        sizes = [len(asked.body) for asked in vendor.asked if asked.path.endswith("/activities")]
        told = dynamics.seen(found.ref)
    assert max(sizes) <= LARGEST
    assert max(len(one.text) for one in told[1:]) <= KIND.most_text
    assert "(what was said before is left out here)" in told[1].text


async def test_the_customers_words_are_theirs_with_their_files_and_nobody_elses() -> None:
    dynamics = Played()
    async with opened(dynamics) as (hub, _, case):
        await hub.deliver(case, customer_says(UNICODE, files=(BILL,)), KeptSteps())
        await hub.deliver(case, ToHub("d_2", "human", "I take over", AT, "Ben"), KeptSteps())
        await hub.note(case, "In a hurry", KeptSteps())
        words, other, note = dynamics.seen(case.ref)[-3:]
    assert (words.by, words.text) == ("customer", f"{UNICODE}\nbill.pdf: {BILL.url}")
    assert (other.by, other.text) == ("us", "[Segue, Ben] I take over")
    assert (note.by, note.text) == ("us", "[Segue] In a hurry")


@pytest.mark.parametrize(("verified", "id_"), [(True, "cust-42"), (False, None)])
async def test_an_id_that_anybody_can_claim_is_not_looked_for(verified: bool, id_: str | None) -> None:
    async with connected(Played()) as (hub, vendor):
        await hub.open(replace(OPENING, customer=replace(OPENING.customer, verified=verified)), KeptSteps())
    (first, *_) = [json.loads(one.body) for one in vendor.asked if one.path.endswith("/activities") and one.body]
    assert first["channelData"]["customercontext"].get("id") == id_


async def test_many_files_with_long_addresses_come_in_parts_that_fit_and_in_order() -> None:
    dynamics, words = Played(), "Here they are " + "😡" * 5_900
    files = tuple(File(f"{n}.pdf", f"https://shop.example/{n}/{'s' * 1_900}", "application/pdf") for n in range(10))
    async with opened(dynamics) as (hub, _, case):
        before = len(dynamics.seen(case.ref))
        await hub.deliver(case, replace(customer_says(words), files=files), KeptSteps(case.state))
    said = "\n".join(one.text for one in dynamics.seen(case.ref)[before:])
    places = [said.index(one.url) for one in files]
    assert words in said
    assert places == sorted(places)


async def test_typing_and_the_end_reach_its_people() -> None:
    dynamics = Played()
    async with opened(dynamics) as (hub, _, case):
        await hub.typing(case, True)
        assert dynamics.customer_types(case.ref)
        await hub.typing(case, False)
        await hub.close(case, "The customer left.", KeptSteps())
        assert dynamics.closed(case.ref)
        assert dynamics.seen(case.ref)[-1].text == "[Segue] The customer left."


# ---- once, whatever is lost ----


@pytest.mark.parametrize("at", range(1, 4))
async def test_an_opening_whose_answer_was_lost_is_seen_once(at: int) -> None:
    dynamics, steps = Played(), KeptSteps()
    async with connected(dynamics) as (hub, _):
        dynamics.faults.coming = [*(["whole"] * (at - 1)), "late 502"]
        with pytest.raises(DeliveryFailed):
            await hub.open(OPENING, steps)
        found = await hub.open(OPENING, steps)
        told = [one.text for one in dynamics.seen(found.ref)]
    assert dynamics.refs() == [found.ref]
    assert len(told) == len(set(told)) == 2


@pytest.mark.parametrize("fault", ["late 500", "late 502", "half", "html"])
async def test_a_message_whose_answer_was_lost_is_there_once(fault: str) -> None:
    dynamics, steps = Played(), KeptSteps()
    async with opened(dynamics) as (hub, _, case):
        dynamics.faults.coming = [fault]
        with pytest.raises(DeliveryFailed) as failed:
            await hub.deliver(case, customer_says("Once, please"), steps)
        await hub.deliver(case, customer_says("Once, please"), steps)
        await hub.deliver(case, customer_says("Once, please", "d_2"), KeptSteps())
        told = [one.text for one in dynamics.seen(case.ref)]
    assert failed.value.trouble is Trouble.UNKNOWN
    assert told.count("Once, please") == 2  # said twice, and there twice


# ---- what its people do ----


async def test_what_they_say_comes_once_and_in_order_from_where_one_left_off() -> None:
    dynamics = Played()
    async with opened(dynamics) as (hub, _, case):
        for number in range(7):  # more than a page
            dynamics.says(case.ref, f"{UNICODE} {number}", "Ana", files=["a.txt"] if number == 6 else ())
        first, cursor = await heard(hub, case)
        again, _ = await heard(hub, case, cursor)
        dynamics.says(case.ref, "and more")
        more, _ = await heard(hub, case, cursor)
        caught = await hub.catch_up(case)
    assert [one.text for one in first] == [f"{UNICODE} {number}" for number in range(7)]
    assert (first[0].agent_name, first[6].files[0].name, first[0].ref) == ("Ana", "a.txt", case.ref)
    assert again == []
    assert [one.text for one in more] == ["and more"]
    assert [one.id for one in caught] == [one.id for one in (*first, *more)]


async def test_their_end_is_told_and_what_is_hidden_or_ours_is_not() -> None:
    dynamics = Played()
    async with opened(dynamics) as (hub, _, case):
        dynamics.notes(case.ref, "secret")
        dynamics.context(case.ref, "secret context")
        dynamics.card(case.ref, {"body": [{"text": "Pick one"}, {"items": [{"text": "Refund"}]}]})
        dynamics.ends(case.ref)
        told, _ = await heard(hub, case)
    assert [(one.what, one.text, one.by) for one in told] == [
        (What.MESSAGE, "Pick one\nRefund", ""),
        (What.ENDED, "", "agent"),
    ]


@pytest.mark.parametrize("tags", ["Hidden", "a,hidden", ["Private"], "FromAgent, internal"])
def test_what_has_a_tag_of_what_stays_inside_is_not_told(tags: Any) -> None:
    said = {"id": "1", "type": "message", "from": {"id": BOT}, "text": "secret"}
    assert len(of_page("c", BOT, {"activities": [said, {**said, "channelData": {"tags": "FromAgent"}}]})) == 2
    assert of_page("c", BOT, {"activities": [{**said, "channelData": {"tags": tags}}]}) == []


async def test_it_sends_no_webhooks() -> None:
    async with connected(Played()) as (hub, _):
        with pytest.raises(NotSignedIn):
            hub.verify(Webhook({}, b"{}", AT))
        with pytest.raises(Invalid):
            hub.read(Webhook({}, b"{}", AT))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["id", "from", "text", "attachments", "content", "body", "channelData", "tags", "timestamp"]
                ),
                inner,
            )
        ),
        max_leaves=12,
    ),
    st.sampled_from(["message", "typing", "endOfConversation", "event"]),
)
def test_whatever_comes_is_read_or_passed_over(told: Any, kind: str) -> None:
    activity = {**told, "type": kind, "from": {"id": BOT}} if isinstance(told, dict) else told
    page = json.loads(json.dumps({"activities": [activity]}))
    assert all(one.id and one.ref == "r" for one in of_page("r", BOT, page))


# ---- errors ----


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (429, Trouble.PASSING),
        (503, Trouble.PASSING),
        (500, Trouble.UNKNOWN),
        (400, Trouble.REFUSED),
        (403, Trouble.PAUSED),
    ],
)
async def test_what_each_kind_of_answer_means(fault: int, trouble: Trouble) -> None:
    dynamics = Played()
    async with opened(dynamics) as (hub, _, case):
        dynamics.faults.coming = [fault]
        with pytest.raises(DeliveryFailed) as failed:
            await hub.deliver(case, customer_says("hello"), KeptSteps())
        assert await hub.check() == f"Direct Line takes the secret; agents are to speak as {BOT!r}"
    assert failed.value.trouble is trouble
    assert SECRET not in str(failed.value)


async def test_a_conversation_that_is_gone_is_refused_and_a_wrong_secret_pauses() -> None:
    async with opened(Played()) as (hub, _, case):
        with pytest.raises(DeliveryFailed) as gone:
            await hub.deliver(replace(case, ref="another"), customer_says("hello"), KeptSteps())
        with pytest.raises(DeliveryFailed) as odd:
            await hub.deliver(replace(case, ref="../x"), customer_says("hello"), KeptSteps())
    async with connected(Played(secrets={"dynamics_line": "wrong"})) as (hub, _):
        with pytest.raises(DeliveryFailed) as wrong:
            await hub.check()
    assert [one.value.trouble for one in (gone, odd, wrong)] == [Trouble.REFUSED, Trouble.REFUSED, Trouble.PAUSED]
