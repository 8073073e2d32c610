"""Salesforce cases as tickets: written once, with the briefing; what people publish comes back."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.described import Description
from fakes.example_package import NOW
from fakes.hub_openings import OPENING, KeptSteps, case_of, connected, customer_says, with_state
from fakes.hubs.salesforce_case import AGENTS, BASE, SECRET, Played
from segue.calls import Reach
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid, NotSignedIn
from segue.domain.hubs import CaseKind, HubCase, HubSettings, What
from segue.hubs.salesforce.case import SalesforceCaseHub
from segue.ports.hubs import Webhook
from segue.ports.listeners import DeliveryFailed

UPSERT, ROW, ROWS, QUERY = (
    "/sobjects/{sobjectType}/{field}/{value}",
    "/sobjects/{sobjectType}/{id}",
    "/sobjects/{sobjectType}",
    "/query",
)
NEEDED = {("PATCH", UPSERT), ("PATCH", ROW), ("POST", ROWS), ("GET", QUERY)}
"""And the sign-in, which no description knows."""


async def written(hub: SalesforceCaseHub, steps: KeptSteps | None = None) -> HubCase:
    steps = steps or KeptSteps()
    return with_state(case_of(await hub.write_ticket(OPENING, steps), CaseKind.TICKET), steps)


async def test_a_case_has_its_fields_the_briefing_on_top_and_the_transcript_as_a_file() -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case = await written(hub)
    fields = played.fields(case.ref)
    assert (fields["Priority"], fields["Segue_Id__c"]) == ("High", OPENING.id)
    assert fields["Description"].startswith("Urgency: high\n")
    assert "Promised: enterprise 4 h" in fields["Description"]
    assert fields["SuppliedEmail"] == "maria@shop.example"
    seen = played.seen(case.ref)
    assert seen[0].text == f"Segue briefing\n{OPENING.rendered('text', 24_000)}"
    assert seen[0].private
    assert (seen[-1].text, seen[-1].files) == (OPENING.transcript_text, ("transcript.txt",))
    assert case.url == f"https://acme.my.salesforce.com/lightning/r/Case/{case.ref}/view"


async def test_a_team_is_the_owner_and_a_name_that_is_no_id_is_left_out() -> None:
    played = Played()
    async with connected(played) as (hub, _):
        await hub.write_ticket(replace(OPENING, id="h_a", team="00G000000000BIL"), KeptSteps())
        await hub.write_ticket(replace(OPENING, id="h_b", team="Billing"), KeptSteps())
    one, other = played.refs()
    assert played.fields(one)["OwnerId"] == "00G000000000BIL"
    assert "OwnerId" not in played.fields(other)


@pytest.mark.parametrize("fault", ["late 500", "half", "html", "late 502"])
async def test_whatever_answer_is_lost_everything_is_there_once(fault: str) -> None:
    played, steps = Played(), KeptSteps()
    async with connected(played) as (hub, _):
        await hub.check()
        for _ in range(6):
            played.faults.coming = [fault]
            with suppress(DeliveryFailed):
                await hub.write_ticket(OPENING, steps)
        played.faults.coming = []
        case = with_state(case_of(await hub.write_ticket(OPENING, steps), CaseKind.TICKET), steps)
        said = KeptSteps(case.state)
        for _ in range(3):
            played.faults.coming = [fault]
            with suppress(DeliveryFailed):
                await hub.add_to_ticket(case, customer_says("Hello?"), said)
        played.faults.coming = []
        await hub.add_to_ticket(case, customer_says("Hello?"), said)
        await hub.add_to_ticket(case, customer_says("Hello?", "d_2"), KeptSteps(case.state))
    texts = [one.text for one in played.seen(case.ref)]
    assert len(played.refs()) == len(played.files) == 1
    assert sum(one.startswith("Segue briefing") for one in texts) == 1
    assert sum("Hello?" in one for one in texts) == 2


async def test_what_people_publish_and_that_it_is_closed_is_caught_up_with() -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case = await written(hub)
        await hub.add_to_ticket(case, customer_says("Any news?"), KeptSteps(case.state))
        played.notes(case.ref, "Do not tell them")
        (webhook,) = played.says(case.ref, "We refund it today.")
        hub.verify(webhook)
        (told,) = hub.read(webhook)
        assert (told.what, told.ref) == (What.CUSTOMER_WROTE, case.ref)
        assert hub.read(webhook) == (told,)
        played.ends(case.ref)
        first = await hub.catch_up(case)
        assert first == await hub.catch_up(case)
    assert [(one.what, one.text) for one in first] == [
        (What.MESSAGE, "We refund it today."),
        (What.RESOLVED, "Closed"),
    ]
    assert (first[0].agent, first[0].agent_name) == (AGENTS["Ana"], "Ana")
    assert first[0].at is not None


async def test_what_a_customer_writes_in_a_portal_of_salesforce_is_not_an_agents() -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case = await written(hub)
        played.says(case.ref, "I am the customer")
        played.comments[-1]["CreatedBy"]["UserType"] = "CspLitePortal"
        assert await hub.catch_up(case) == []


async def test_it_is_closed_with_a_reason() -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case = await written(hub)
        await hub.close_ticket(case, "The bot has answered it.", KeptSteps(case.state))
    assert played.closed(case.ref)
    assert "[Segue] The bot has answered it." in [one.text for one in played.seen(case.ref)]


async def test_a_token_that_has_ended_is_fetched_anew_at_once() -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case = await written(hub)
        played.tokens.clear()
        await hub.add_to_ticket(case, customer_says("Hello?"), KeptSteps(case.state))
        assert "Hello?" in played.seen(case.ref)[1].text
        assert "as Segue" in await hub.check()


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [(429, Trouble.PASSING), (503, Trouble.PASSING), (403, Trouble.PAUSED), (400, Trouble.REFUSED)],
)
async def test_what_is_not_taken_says_what_follows(fault: int, trouble: Trouble) -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case = await written(hub)
        played.faults.coming = [fault, 200 if fault != 403 else 400, fault, fault]
        with pytest.raises(DeliveryFailed) as failed:
            await hub.add_to_ticket(case, customer_says("Hello?"), KeptSteps(case.state))
    assert failed.value.trouble is trouble


async def test_a_wrong_certificate_pauses_and_says_nothing_of_the_key() -> None:
    other = Played(secrets={"sf_key": "-----BEGIN NOTHING-----", "sf_flow": SECRET})
    async with connected(other) as (hub, _):
        with pytest.raises(DeliveryFailed) as failed:
            await hub.check()
    assert failed.value.trouble is Trouble.PAUSED
    assert "NOTHING" not in str(failed.value)
    played = Played()
    async with connected(played, client="somebody-else") as (hub, _):
        with pytest.raises(DeliveryFailed) as failed:
            await hub.check()
    assert failed.value.trouble is Trouble.PAUSED


def hub_alone() -> SalesforceCaseHub:
    given = {"url": "https://acme.my.salesforce.com", "client": "c", "user": "u"}
    settings = HubSettings("desk", "salesforce_case", given)
    return SalesforceCaseHub(settings, {"secret": "k", "webhook_secret": SECRET}, Reach(None, None))  # type: ignore[arg-type]


@pytest.mark.parametrize("headers", [{}, {"x-segue-secret": "wrong"}, {"x-segue-secret": ""}])
def test_only_who_knows_our_secret_is_heard(headers: dict[str, str]) -> None:
    with pytest.raises(NotSignedIn):
        hub_alone().verify(Webhook(headers, b"{}", NOW))


@given(st.one_of(st.binary(max_size=80), st.dictionaries(st.sampled_from(["case", "at"]), st.text()).map(json.dumps)))
def test_events_of_any_shape_are_read_or_refused(body: bytes | str) -> None:
    whole = body if isinstance(body, bytes) else body.encode()
    with suppress(Invalid):
        assert all(one.ref.isalnum() for one in hub_alone().read(Webhook({}, whole, NOW)))


# ---- a third party's description ------------------------------------------------------------------------------------


def upserts(spec: Any) -> None:
    patch = spec["paths"][ROW]["patch"]
    names = ("sobjectType", "field", "value")
    inside = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]
    created = spec["paths"][ROWS]["post"]["responses"]["201"]
    schema = created["content"]["application/json"]["schema"]
    schema["properties"]["created"] = {"type": "boolean"}
    spec["paths"][UPSERT] = {"patch": {**patch, "parameters": inside, "responses": {"201": created}}}


def without_attributes(spec: Any) -> None:
    spec["components"]["schemas"]["SObjectRecord"].pop("required")


def asked_by_get(spec: Any) -> None:
    found = dict(spec["paths"][QUERY].pop("post"))
    found.pop("requestBody")
    found["parameters"] = [{"name": "q", "in": "query", "required": True, "schema": {"type": "string"}}]
    spec["paths"][QUERY]["get"] = found
    for schema in spec["components"]["schemas"].values():
        schema["additionalProperties"] = True  # a record holds the fields that were asked for, and no `attributes`
        schema.pop("required", None)
    records = spec["components"]["schemas"]["QueryResult"]["properties"]["records"]
    records["items"] = {"type": "object", "additionalProperties": True}


ROW_FAULTS = {
    "the vendor's reference has rows by an external id, and they answer id, success and created": upserts,
    "the vendor's own examples of creating and changing a row have no attributes": without_attributes,
}
QUERY_FAULTS = {"the vendor's reference asks queries by GET, in q": asked_by_get}


@pytest.fixture(scope="module")
def descriptions() -> tuple[Description, Description]:
    host = "https://acme.my.salesforce.com"
    rows = Description("salesforce/sobjects-thirdparty.yml", host, BASE, (ROW, ROWS), ROW_FAULTS)
    return rows, Description("salesforce/query-thirdparty.yml", host, BASE, (QUERY,), QUERY_FAULTS)


async def test_calls_and_answers_are_as_a_stranger_describes_them(
    descriptions: tuple[Description, Description],
) -> None:
    played = Played()
    async with connected(played) as (hub, vendor):
        await hub.check()
        case = await written(hub)
        await hub.add_to_ticket(case, customer_says("Hello?"), KeptSteps(case.state))
        played.says(case.ref, "We refund it today.")
        await hub.close_ticket(case, "", KeptSteps(case.state))
        await hub.catch_up(case)
    seen = set()
    for asked, said in vendor.exchanges:
        known = [one for one in descriptions if one.knows(asked)]
        if asked.path == "/services/oauth2/token":
            assert not known
            continue
        known[0].check_one(asked, said)
        parts = asked.path.removeprefix(BASE).count("/")
        path = QUERY if asked.path.endswith("/query") else {2: ROWS, 3: ROW, 4: UPSERT}[parts]
        seen.add((asked.method, path))
    assert seen == NEEDED
