"""Zendesk messaging by Sunshine Conversations: every call, answer and event held against the vendor's description."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.described import Description, OpenAPIError, check_all, exercised, fields
from fakes.example_package import FULL
from fakes.hub_openings import BILL, OPENING, KeptSteps, case_of, connected, customer_says, with_state
from fakes.hubs.sunshine import BASE, Played
from fakes.vendor import Asked, Said
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid, NotSignedIn
from segue.domain.hubs import CaseKind, HubCase, What
from segue.hub_kinds.sunshine import KIND
from segue.hubs.sunshine import events as sunshine_events
from segue.ports.hubs import Opened
from segue.ports.listeners import DeliveryFailed

CONVERSATION = "/conversations/{conversationId}"
NEEDED = {
    ("GET", ""),
    ("GET", "/switchboards"),
    ("GET", "/switchboards/{switchboardId}/switchboardIntegrations"),
    ("POST", "/users"),
    ("GET", "/users/{userIdOrExternalId}"),
    ("POST", "/conversations"),
    ("GET", "/conversations"),
    ("GET", CONVERSATION),
    ("GET", f"{CONVERSATION}/messages"),
    ("POST", f"{CONVERSATION}/messages"),
    ("POST", f"{CONVERSATION}/passControl"),
    ("POST", f"{CONVERSATION}/releaseControl"),
}
EVENTS = {
    "conversation:message": "conversationMessageEvent",
    "conversation:typing": "conversationTypingEvent",
    "switchboard:passControl": "switchboardPassControl",
    "switchboard:releaseControl": "switchboardReleaseControl",
}


def deep_objects_one_by_one(spec: Any) -> None:
    text = {"type": "string"}
    cursor = {**text, "minLength": 24, "maxLength": 24}
    for operations in spec["paths"].values():
        for operation in operations.values():
            for one in list(operation["parameters"]):
                if one.get("style") == "deepObject":
                    operation["parameters"].remove(one)
                    names = {"page": {"page[after]": cursor, "page[before]": cursor, "page[size]": text}}
                    parts = names.get(one["name"], {"filter[userExternalId]": text})
                    operation["parameters"] += [
                        {"name": name, "in": "query", "schema": schema} for name, schema in parts.items()
                    ]


def one_path_for_each_event(spec: Any) -> None:
    for type_, schema in EVENTS.items():
        body = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
        spec["paths"][f"/event/{type_}"] = {
            "post": {
                "parameters": [],
                "security": [],
                "requestBody": {"required": True, "content": body},
                "responses": {"200": {"description": ""}},
            }
        }


def parts_of_objects_joined(spec: Any) -> None:
    schemas = spec["components"]["schemas"]

    def whole(one: Any) -> Any:
        one = schemas[one["$ref"].rpartition("/")[2]] if "$ref" in one else one
        found = dict(one)
        for part in map(whole, found.pop("allOf", ())):
            found = {
                **part,
                **found,
                "properties": {**part.get("properties", {}), **found.get("properties", {})},
                "required": [*part.get("required", ()), *found.get("required", ())],
            }
        return {name: value for name, value in found.items() if value != []}

    def walk(one: Any) -> None:
        if isinstance(one, dict):
            if len(one.get("allOf", ())) > 1:
                joined = whole(one)
                one.clear()
                one.update(joined)
            for inner in list(one.values()):
                walk(inner)
        elif isinstance(one, list):
            for inner in one:
                walk(inner)

    walk(schemas)


def authors_of_events_have_names(spec: Any) -> None:
    text = {"type": "string"}
    fields(spec, "authorWebhook").update({"displayName": text, "avatarUrl": text})


FAULTS = {
    "the vendor's own example of an event has an author with a name": authors_of_events_have_names,
    "unknown fields are not seen in objects that are made of several: each is joined to one": parts_of_objects_joined,
    "openapi-core knows no deep objects: their parts are named one by one": deep_objects_one_by_one,
    "`x-webhooks` allows any of 25 open objects: each event is held against its own schema": one_path_for_each_event,
}


@pytest.fixture(scope="module")
def description() -> Description:
    keep = tuple(dict.fromkeys(f"/v2/apps/{{appId}}{path}" for _, path in sorted(NEEDED)))
    return Description("sunshine/openapi.yaml", "https://shop.zendesk.com", "/sc", keep, FAULTS)


def event_asked(event: Mapping[str, Any]) -> Asked:
    return Asked(
        *("POST", f"/sc/event/{event['type']}", {}, {"Content-Type": "application/json"}),
        json.dumps(event).encode(),
    )


async def opened(there: Any, steps: KeptSteps | None = None, **changed: Any) -> HubCase:
    steps = steps or KeptSteps()
    made = await there.open(replace(OPENING, **changed), steps)
    return with_state(case_of(made, CaseKind.LIVE), steps)


@dataclass
class Losing(Played):
    """Every call that does something is done, and the first answer to it lost."""

    lost: set[tuple[str, bytes]] = field(default_factory=set)

    def answer(self, asked: Asked) -> Said:
        said, key = super().answer(asked), (asked.path, asked.body)
        if asked.method == "POST" and key not in self.lost:
            self.lost.add(key)
            return Said({"errors": []}, 500)
        return said


async def until_done(act: Callable[[], Awaitable[Any]]) -> Any:
    for _ in range(30):
        try:
            return await act()
        except DeliveryFailed as failure:
            if failure.trouble is not Trouble.UNKNOWN:
                raise
    raise AssertionError("it was never done")


def nothing_said() -> Said:
    return Said(status=204)


async def test_calls_answers_and_events_are_as_described(description: Description) -> None:
    hub, steps = Losing(), KeptSteps()
    events: list[Any] = []
    async with connected(hub, field="360000000001") as (there, vendor):
        assert await there.check() == "The app “Shop”, from segue to zd-agentWorkspace."
        opened_ = await until_done(lambda: there.open(OPENING, steps))
        case = with_state(case_of(opened_, CaseKind.LIVE), steps)
        await until_done(lambda: there.deliver(case, customer_says("Hello?", files=(BILL,)), steps))
        for webhooks in (
            hub.says(case.ref, "Looking.", files=["https://shop.example/a.png"]),
            hub.types(case.ref),
            hub.ends(case.ref),
        ):
            events += [event for one in webhooks for event in json.loads(one.body)["events"]]
        await there.catch_up(case)
        await until_done(lambda: there.close(case, "The customer left.", steps))
        check_all(vendor, description)
        assert exercised(vendor, NEEDED, BASE) == NEEDED
    assert {event["type"] for event in events} == set(EVENTS)
    for event in events:
        description.check_one(event_asked(event), nothing_said())


async def test_the_check_sees_what_is_not_as_described(description: Description) -> None:
    hub = Played()
    async with connected(hub) as (there, _):
        case = await opened(there)
    (webhook,) = hub.says(case.ref, "Hello")
    event = json.loads(webhook.body)["events"][-1]
    event["payload"]["message"]["author"]["type"] = "agent"
    with pytest.raises(OpenAPIError):
        description.check_one(event_asked(event), nothing_said())


async def test_whatever_answer_is_lost_all_is_there_once_and_in_order() -> None:
    hub, steps = Losing(), KeptSteps()
    async with connected(hub) as (there, _):
        opened_ = await until_done(lambda: there.open(OPENING, steps))
        case = with_state(case_of(opened_, CaseKind.LIVE), steps)
        for number in range(3):
            one = KeptSteps(steps.state)
            message = customer_says("Are you there?", f"d_{number}")
            await until_done(lambda m=message, s=one: there.deliver(case, m, s))
            steps = one
    assert (len(hub.users), hub.refs()) == (1, [opened_.ref])
    transcript, package, *said = hub.seen(opened_.ref)
    assert "customer: That is not what I asked." in transcript.text
    assert FULL.wants in package.text
    assert [one.text for one in said] == ["Are you there?"] * 3


async def test_the_ticket_begins_with_the_fields_and_the_last_that_is_read_is_the_package() -> None:
    hub = Played()
    async with connected(hub, field="360000000001") as (there, vendor):
        case = await opened(there, team="4711")
    assert [asked.path.rpartition("/")[2] for asked in vendor.asked if asked.method == "POST"] == [
        *("users", "conversations", "passControl", "messages", "messages", "passControl")
    ]
    fields_ = hub.fields(case.ref)
    assert fields_["priority"] == "high"
    assert fields_["tags"] == ["segue", "urgency-high", "reason-big-account-billing", "sla-enterprise-4-h"]
    assert (fields_["group_id"], fields_["requester.email"]) == ("4711", "maria@shop.example")
    for first in (fields_["dataCapture.ticketField.360000000001"], hub.seen(case.ref)[-1].text):
        assert "high urgency" in first.splitlines()[0]
    passed = json.loads(vendor.asked[-1].body)["metadata"]
    assert passed["handoff"] == FULL.handoff
    assert FULL.wants in " ".join(passed.values())


@pytest.mark.parametrize("words", ["ж" * 3_000, "😡" * 2_000, "a" * 9_000])
async def test_metadata_stay_within_what_zendesk_takes_whatever_is_in_the_package(words: str) -> None:
    hub = Played()
    async with connected(hub, field="1") as (there, vendor):
        await opened(there, package=replace(FULL, summary=words, wants=words), tags=tuple(f"t{n}" for n in range(40)))
    assert len(json.dumps(json.loads(vendor.asked[-1].body)["metadata"], ensure_ascii=False).encode()) <= 4_096


async def test_a_long_transcript_comes_whole_in_messages_of_a_size_that_is_taken() -> None:
    hub = Played()
    lines = "\n".join(f"customer: line {number} {'x' * 60}" for number in range(300))
    async with connected(hub) as (there, _):
        case = await opened(there, transcript_text=lines)
    said = [one.text for one in hub.seen(case.ref)]
    assert all(f"line {number} " in "\n".join(said) for number in range(300))
    assert max(map(len, said)) <= KIND.most_text


@pytest.mark.parametrize("sign", ["😡", "👩‍👩‍👧", "a😡", "团"])
async def test_signs_that_count_twice_come_whole_in_messages_of_a_size_that_is_taken(sign: str) -> None:
    hub, words = Played(), sign * (KIND.most_text // len(sign))
    async with connected(hub) as (there, _):
        case = await opened(there, transcript_text=f"customer: {words}")
        await there.deliver(case, customer_says(words), KeptSteps())
    said = "".join(one.text for one in hub.seen(case.ref))
    assert said.count(sign) >= 2 * (KIND.most_text // len(sign))


async def test_a_second_handoff_of_a_conversation_is_a_conversation_of_its_own_of_the_same_user() -> None:
    hub = Played()
    async with connected(hub) as (there, _):
        one, other = await opened(there), await opened(there, id="h_2")
    assert len(hub.users) == 1
    assert one.ref != other.ref


async def test_what_the_customer_did_not_say_is_not_read_as_theirs() -> None:
    hub = Played()
    async with connected(hub) as (there, _):
        case = await opened(there)
        await there.deliver(case, replace(customer_says("Shall I ask again?"), who="bot"), KeptSteps())
        await there.note(case, "The customer has left.", KeptSteps())
        await there.deliver(case, customer_says("I am back.", "d_2"), KeptSteps())
    assert [(one.by, one.text) for one in hub.seen(case.ref)[-3:]] == [
        ("us", "[Segue, the assistant] Shall I ask again?"),
        ("us", "[Segue] The customer has left."),
        ("customer", "I am back."),
    ]


async def test_events_and_catching_up_tell_the_same_once_and_nothing_of_our_own() -> None:
    hub = Played()
    hub.page = 2
    async with connected(hub) as (there, _):
        case = await opened(there)
        await there.deliver(case, customer_says("Hello?"), KeptSteps(case.state))
        webhooks = [
            *hub.says(case.ref, "Grüß Gott 👋", "Ana", files=["https://shop.example/a.png"]),
            *hub.types(case.ref),
            *hub.ends(case.ref),
        ]
        told = [one for webhook in webhooks for one in there.read(webhook)]
        found = await there.catch_up(case)
    assert [(one.what, one.text, one.agent_name) for one in told] == [
        (What.MESSAGE, "Grüß Gott 👋", "Ana"),
        (What.MESSAGE, "", "Ana"),
        (What.TYPING, "", ""),
        (What.ENDED, "the ticket was closed", ""),
    ]
    assert [file.url for file in told[1].files] == ["https://shop.example/a.png"]
    assert {one.id for one in found} == {one.id for one in told if one.what is not What.TYPING}
    assert [one.what for one in found][:3] == [What.MESSAGE, What.MESSAGE, What.ENDED]


async def test_control_that_comes_to_us_is_a_return_to_the_bot_and_our_own_calls_tell_nothing() -> None:
    hub = Played()
    async with connected(hub) as (there, _):
        case = await opened(there)
        (webhook,) = hub.returns(case.ref)
        (told,) = there.read(webhook)
        (found,) = await there.catch_up(case)
        await there.close(case, "Done.", KeptSteps(case.state))
        (webhook,) = hub.says(case.ref, "Too late")
        assert [one.text for one in there.read(webhook)] == ["Too late"]
    assert told.what is found.what is What.RETURNED
    assert told.id == found.id
    assert hub.closed(case.ref)


@pytest.mark.parametrize(
    "message",
    [
        {"author": {"type": "user"}, "source": {"type": "web"}},
        {"author": {"type": "business", "subtypes": ["bot"]}, "source": {"type": "zd:answerBot"}},
        {"author": {"type": "business"}, "source": {"type": "api:conversations"}},
        {"author": {"type": "business"}, "source": {"type": "zd:agentWorkspace"}, "metadata": {"segue": "x"}},
        {"author": {"type": "business"}, "source": {"type": "zd:agentWorkspace"}, "deleted": True},
        {"author": None},
        {},
    ],
)
def test_only_words_of_agents_are_told(message: dict[str, Any]) -> None:
    assert sunshine_events.message("c1", {"id": "m1", "content": {"type": "text", "text": "Hi"}, **message}) is None


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (401, Trouble.PAUSED),
        (403, Trouble.PAUSED),
        (423, Trouble.REFUSED),
        (429, Trouble.PASSING),
        (503, Trouble.PASSING),
    ],
)
async def test_what_an_error_means(status: int, trouble: Trouble) -> None:
    hub = Played()
    async with connected(hub) as (there, _):
        case = await opened(there)
        hub.faults.coming = [status]
        with pytest.raises(DeliveryFailed) as caught:
            await there.deliver(case, customer_says("Hello?"), KeptSteps())
    assert caught.value.trouble is trouble
    assert caught.value.retry_after_s == (30 if status == 429 else None)
    assert "k3y" not in str(caught.value)
    assert "Hello" not in str(caught.value)


async def test_a_conversation_that_is_gone_is_that_ones_matter_alone() -> None:
    hub = Played()
    async with connected(hub) as (there, _):
        case = await opened(there)
        del hub.conversations[case.ref]
        with pytest.raises(DeliveryFailed) as caught:
            await there.deliver(case, customer_says("Hello?"), KeptSteps())
    assert caught.value.trouble is Trouble.REFUSED


@pytest.mark.parametrize("ref", ["", "../users", "1/x", "é", "a" * 80])
async def test_an_id_that_would_lead_elsewhere_is_not_asked_for(ref: str) -> None:
    async with connected(Played()) as (there, vendor):
        case = case_of(Opened(ref), CaseKind.LIVE)
        for call in (there.catch_up(case), there.deliver(case, customer_says("x"), KeptSteps())):
            with pytest.raises(DeliveryFailed):
                await call
    assert vendor.asked == []


async def test_a_switchboard_without_us_is_said_at_the_check() -> None:
    async with connected(Played(), integration="other") as (there, _):
        assert "no integration of the name other" in await there.check()


async def test_only_who_knows_the_shared_secret_is_heard() -> None:
    hub = Played()
    async with connected(hub) as (there, _):
        case = await opened(there)
        (webhook,) = hub.says(case.ref, "Hi")
        there.verify(webhook)
        for headers in ({}, {"x-api-key": ""}, {"x-api-key": "other"}):
            with pytest.raises(NotSignedIn):
                there.verify(replace(webhook, headers=headers))


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'{"events": {}}', b'{"events": [{"type": "conversation:message"}]}']
)
async def test_what_cannot_be_read_is_said_to_be_so(body: bytes) -> None:
    with pytest.raises(Invalid):
        sunshine_events.read(body, "segue")


SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["business", "agent", "text"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["conversation", "message", "id", "author", "type", "content", "activity", "text", "source", "metadata"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(type_=st.sampled_from(sorted(EVENTS)), payload=SHAPES)
def test_no_shape_of_an_event_breaks_reading(type_: str, payload: Any) -> None:
    body = json.dumps({"events": [{"id": "e1", "type": type_, "payload": payload}]}).encode()
    try:
        told = sunshine_events.read(body, "segue")
    except Invalid:
        return
    assert all(isinstance(one.text, str) and one.ref for one in told)
