"""Any hub by signed webhook: what goes out and what comes in, held against our own published description."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook as Signer

from fakes.hub_openings import OPENING, KeptSteps, case_of, opening
from fakes.hubs.webhook import SECRET, Played
from fakes.vendor import Said, Vendor, calling, played
from segue.calls import CALL_LIMITS, Reach
from segue.domain.attachments import File
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid, NotSignedIn
from segue.domain.hubs import CaseKind, HubCase, HubSettings, Told, What
from segue.domain.lifecycle import LABELS
from segue.hubs import webhook as adapter
from segue.hubs.webhook import WebhookHub
from segue.ports.hubs import ToHub, Webhook
from segue.ports.listeners import DeliveryFailed
from segue.server.routes_schemas import hub_adapter

DESCRIPTION = Path(__file__).parents[2] / "docs" / "schemas" / "hub-adapter.openapi.yaml"
UNICODE = 'Grüße & <b>bold</b> 团队 مرحبا 👩‍👩‍👧 "x" \\ \u2028 {"a":1}'
OUT = {
    "ping",
    "handoff.started",
    "message.customer",
    "note",
    "typing",
    "handoff.ended",
    "ticket.created",
    "ticket.updated",
}


@asynccontextmanager
async def hub_of(hub: Played, secret: str = SECRET) -> AsyncIterator[tuple[WebhookHub, Vendor]]:
    async with (
        played(hub.answer) as vendor,
        calling(limits=CALL_LIMITS) as outbound,
        aiohttp.ClientSession() as session,
    ):
        reach = Reach(outbound, session, lambda url: url.replace("https://hub.acme.example", vendor.base),
                      hub.now, "https://segue.acme.example")  # fmt: skip
        yield WebhookHub(HubSettings("crm", "webhook", {"url": hub.settings["url"]}), {"secret": secret}, reach), vendor


async def opened(hub: WebhookHub, **changed: Any) -> tuple[HubCase, KeptSteps]:
    steps = KeptSteps()
    return case_of(await hub.open(opening(**changed), steps), steps=steps), steps


def message(text: str, id_: str = "d_1", who: str = "customer", **more: Any) -> ToHub:
    return ToHub(id_, who, text, opening().package.built_at, **more)


# ---- the description ----


@dataclass(frozen=True)
class Request:
    path: str
    body: bytes
    parameters: Any
    host_url: str = "https://hub.example"
    method: str = "post"
    content_type: str = "application/json"


@dataclass(frozen=True)
class Response:
    data: bytes
    status_code: int = 200
    content_type: str = "application/json"

    @property
    def headers(self) -> Mapping[str, str]:
        return {}


@cache
def described() -> Any:
    core = pytest.importorskip("openapi_core", reason="not checked: openapi-core is not installed")
    config = core.Config(additional_properties_default_policy="forbid")
    return core.OpenAPI.from_dict(yaml.safe_load(DESCRIPTION.read_text("utf-8")), config=config)


def check(path: str, headers: Mapping[str, str], body: bytes, answer: bytes = b"{}") -> None:
    from openapi_core.datatypes import RequestParameters
    from werkzeug.datastructures import Headers, ImmutableMultiDict

    parameters = RequestParameters(
        query=ImmutableMultiDict(), header=Headers(dict(headers)), cookie=ImmutableMultiDict()
    )
    request = Request(path, body, parameters)
    described().validate_request(request)
    described().validate_response(request, Response(answer))


async def test_everything_that_goes_out_is_as_described() -> None:
    hub = Played()
    async with hub_of(hub) as (ours, vendor):
        assert await ours.check() == "connected to played adapter"
        case, steps = await opened(ours, due_at=opening().package.built_at)
        file = File("a.pdf", "https://f.example/a.pdf", "application/pdf", 7)
        await ours.deliver(case, message(UNICODE, files=(file,)), steps.next())
        await ours.deliver(case, message("One moment.", "d_2", "bot"), steps.next())
        await ours.typing(case, True)
        await ours.note(case, "for you", steps.next())
        await ours.close(case, "the customer left", steps.next())
        ticket = case_of(await ours.write_ticket(opening(id="f_1"), KeptSteps()), CaseKind.TICKET, steps=steps)
        ticket = replace(ticket, id="f_1")
        await ours.add_to_ticket(ticket, message("more", "d_9"), steps.next())
        await ours.close_ticket(ticket, "solved", steps.next())
        for asked, said in vendor.exchanges:
            check("/segue", asked.headers, asked.body, said.content)
    assert {json.loads(asked.body)["type"] for asked in vendor.asked} == OUT
    assert [(one.by, one.text) for one in hub.seen(case.ref)[1:]] == [
        ("customer", UNICODE),
        ("us", "[bot] One moment."),
        ("us", "[Segue] for you"),
        ("us", "the customer left"),
    ]
    assert hub.customer_types(case.ref)
    assert hub.closed(case.ref)
    assert hub.closed(ticket.ref)


def test_everything_that_comes_in_is_as_described_and_is_read() -> None:
    hub, found = Played(), dict[str, Told]()
    agent = {"id": "a1", "name": "Ana"}
    told: Mapping[str, Mapping[str, Any]] = {
        "joined": {"agent": agent},
        "message": {"agent": agent, "text": UNICODE, "files": [{"name": "a.pdf", "url": "https://f.example/a"}]},
        "typing": {"agent": agent},
        "queue": {"place": 3, "wait_s": 90.5},
        "transferred": {"to": "Billing"},
        "ended": {"agent": agent, "by": "agent", "reason": "solved"},
        "resolved": {"disposition": "refunded"},
        "reopened": {},
        "rated": {"score": 4, "comment": "quick"},
        "labelled": {"agent": agent, "label": "too_early"},
        "returned": {"agent": agent, "note": "booked"},
        "failed": {"about": "d_1", "why": "the customer is gone"},
    }
    for type_, data in told.items():
        webhook = hub.tells("case-1", type_, data, f"evt_{type_}")
        check("/v1/hubs/crm/webhook", webhook.headers, webhook.body)
        found[type_] = adapter.read(webhook)
    schema = yaml.safe_load(DESCRIPTION.read_text("utf-8"))["components"]["schemas"]["ToSegue"]["properties"]
    assert list(told) == schema["type"]["enum"] == list(adapter._TYPES)
    assert schema["data"]["properties"]["label"]["enum"] == list(LABELS)
    assert {one.ref for one in found.values()} == {"case-1"}
    assert found["message"].id == "event/evt_message"
    assert (found["message"].text, found["message"].files[0].url) == (UNICODE, "https://f.example/a")
    assert (found["queue"].place, found["queue"].wait_s) == (3, 90.5)
    assert (found["ended"].by, found["ended"].text, found["ended"].agent_name) == ("agent", "solved", "Ana")
    assert (found["rated"].score, found["failed"].about, found["transferred"].text) == (4, "d_1", "Billing")
    assert found["labelled"].what is What.LABELLED


def test_the_check_sees_what_is_not_as_described() -> None:
    pytest.importorskip("openapi_core")
    from openapi_core.exceptions import OpenAPIError

    hub = Played()
    for type_, data in (("vanished", {}), ("rated", {"score": 9}), ("joined", {"colour": "red"})):
        webhook = hub.tells("case-1", type_, data)
        with pytest.raises(OpenAPIError):
            check("/v1/hubs/crm/webhook", webhook.headers, webhook.body)


async def test_a_server_publishes_the_description_as_the_docs_have_it() -> None:
    assert (await hub_adapter()).body == DESCRIPTION.read_bytes()


# ---- what people see, and once ----


async def test_a_handoff_arrives_whole_with_everything_that_was_said() -> None:
    hub = Played()
    async with hub_of(hub) as (ours, vendor):
        case, _ = await opened(ours, team="tier 2")
    (first,) = hub.seen(case.ref)
    assert first.text.startswith("high: Second charge of order 4711 & <refund>")
    assert "Order 4711 was charged twice on 18 November" in first.text
    assert "Grüße an 团队 مرحبا 👩‍👩‍👧" in first.text
    fields = hub.fields(case.ref)
    assert (fields["priority"], fields["tags"], fields["team"]) == ("high", list(OPENING.tags), "tier 2")
    data = json.loads(vendor.asked[0].body)["data"]
    assert data["webhook"] == "https://segue.acme.example/v1/hubs/crm/webhook"
    assert data["package"]["goes_wrong"] == "Order 4711 was charged twice on 18 November"
    assert case.url == "https://hub.acme.example/case-1"


@pytest.mark.parametrize("fault", ["late 500", "html", "half"])
async def test_an_answer_that_is_lost_is_asked_for_again_under_the_same_id(fault: str) -> None:
    hub = Played()
    async with hub_of(hub) as (ours, vendor):
        steps = KeptSteps()
        hub.faults.coming = [fault]
        with pytest.raises(DeliveryFailed) as lost:
            await ours.open(opening(), steps)
        case = case_of(await ours.open(opening(), steps), steps=steps)
        steps.next()
        hub.faults.coming = ["late 500"]
        for _ in range(2):
            with suppress(DeliveryFailed):
                await ours.deliver(case, message("same words"), steps)
        ids = [asked.headers["webhook-id"] for asked in vendor.asked]
    assert lost.value.trouble is Trouble.UNKNOWN
    assert list(hub.refs()) == [case.ref]
    assert [one.text for one in hub.seen(case.ref)[1:]] == ["same words"]
    assert ids == [f"{OPENING.id}-handoff-started", f"{OPENING.id}-handoff-started", "d_1", "d_1"]


async def test_two_notes_with_the_same_words_are_two_and_one_that_is_repeated_is_one() -> None:
    hub = Played()
    async with hub_of(hub) as (ours, _):
        case, steps = await opened(ours)
        hub.faults.coming = ["late 500"]
        for _ in range(2):
            with suppress(DeliveryFailed):
                await ours.note(case, "again", steps)
        await ours.note(case, "again", steps.next())
    assert [one.text for one in hub.seen(case.ref)[1:]] == ["[Segue] again", "[Segue] again"]


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (401, Trouble.PAUSED),
        (404, Trouble.PAUSED),
        (409, Trouble.REFUSED),
        (429, Trouble.PASSING),
        (503, Trouble.PASSING),
    ],
)
async def test_what_answers_mean(status: int, trouble: Trouble) -> None:
    hub = Played()
    async with hub_of(hub) as (ours, _):
        hub.faults.coming = [status]
        with pytest.raises(DeliveryFailed) as failed:
            await ours.open(opening(), KeptSteps())
    assert failed.value.trouble is trouble


@pytest.mark.parametrize("answer", [{}, {"ref": ""}, {"ref": "a b"}, {"ref": 7}, {"ref": "x" * 300}])
async def test_an_adapter_that_names_no_ref_is_told_so(answer: Any) -> None:
    hub = Played()
    hub.taken[f"{OPENING.id}-handoff-started"] = Said(answer)
    async with hub_of(hub) as (ours, _):
        with pytest.raises(DeliveryFailed, match="without a ref"):
            await ours.open(opening(), KeptSteps())


# ---- signatures ----


async def test_both_sides_sign_as_the_standard_has_it() -> None:
    hub = Played()
    async with hub_of(hub, f"{SECRET}\nwhsec_bmV3IHNlY3JldCBvZiBvdXJz") as (ours, vendor):
        await ours.check()
        (said,) = hub.says("case-1", "Hello")
        ours.verify(said)
        headers = {name.lower(): value for name, value in vendor.asked[0].headers.items()}
        for secret in (SECRET, "whsec_bmV3IHNlY3JldCBvZiBvdXJz"):
            assert Signer(secret).verify(vendor.asked[0].body, headers)
        wrong = [
            replace(said, body=said.body[:-3]),
            replace(said, headers={**said.headers, "webhook-id": "evt_other"}),
            replace(said, at=said.at.replace(year=said.at.year + 1)),
            replace(said, headers={}),
        ]
        for one in wrong:
            with pytest.raises(NotSignedIn):
                ours.verify(one)


async def test_a_secret_that_is_wrong_stops_deliveries_and_is_in_no_error() -> None:
    async with hub_of(Played(), "whsec_d3Jvbmcgc2VjcmV0") as (ours, _):
        with pytest.raises(DeliveryFailed) as failed:
            await ours.check()
    assert failed.value.trouble is Trouble.PAUSED
    assert "whsec" not in str(failed.value)


# ---- what cannot be read ----


@pytest.mark.parametrize(
    "event",
    [
        "[]",
        "{",
        '{"type": "message", "data": {"text": "x"}}',
        '{"type": "message", "ref": "a b", "data": {"text": "x"}}',
        '{"type": "message", "ref": "r", "data": {}}',
        '{"type": "message", "ref": "r", "data": {"text": 7}}',
        '{"type": "message", "ref": "r", "data": {"text": "x", "files": [{"name": "a", "url": "javascript:x"}]}}',
        '{"type": "message", "ref": "r", "data": []}',
        '{"type": "labelled", "ref": "r", "data": {"label": "great"}}',
        '{"type": "rated", "ref": "r", "data": {"score": true}}',
        '{"type": "ended", "ref": "r", "data": {"by": "nobody"}}',
        '{"type": "customer_wrote", "ref": "r"}',
    ],
)
def test_what_has_not_its_shape_is_refused(event: str) -> None:
    with pytest.raises(Invalid):
        adapter.read(Played().signed(event, "evt_1"))


SHAPES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["text", "agent", "id", "files", "score"]), inner),
)


@given(st.sampled_from([*adapter._TYPES, "x"]), SHAPES)
def test_whatever_comes_is_read_or_invalid(type_: str, data: Any) -> None:
    body = json.dumps({"type": type_, "ref": "r", "data": data}).encode()
    with suppress(Invalid):
        found = adapter.read(Webhook({"webhook-id": "evt_1"}, body, opening().package.built_at))
        found.text.encode()
        assert found.id == "event/evt_1"


def test_what_is_absurdly_long_is_cut() -> None:
    found = adapter.read(
        Played().signed(json.dumps({"type": "message", "ref": "r", "data": {"text": "x" * 90_000}}), "e")
    )
    assert len(found.text) == adapter.LONGEST_TEXT


def all_of(hub: Played, webhooks: Sequence[Webhook]) -> list[Told]:
    return [adapter.read(one) for one in webhooks]


def test_the_same_event_sent_again_has_the_same_id() -> None:
    hub = Played()
    first = hub.tells("r", "message", {"text": "x"}, "evt_7")
    again = hub.tells("r", "message", {"text": "x"}, "evt_7")
    assert [one.id for one in all_of(hub, [first, again])] == ["event/evt_7"] * 2
