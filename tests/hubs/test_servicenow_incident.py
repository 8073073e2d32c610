"""ServiceNow's incidents and cases as tickets: written once, with the briefing; public comments come back."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.described import Description
from fakes.example_package import NOW
from fakes.hub_openings import OPENING, KeptSteps, case_of, connected, customer_says, with_state
from fakes.hubs.servicenow_incident import SECRET, Played
from segue.calls import Reach
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid, NotSignedIn
from segue.domain.hubs import CaseKind, HubCase, HubSettings, What
from segue.hubs.servicenow.incident import ServiceNowIncidentHub
from segue.ports.hubs import Webhook
from segue.ports.listeners import DeliveryFailed

CASES = "sn_customerservice_case"
TABLE, RECORD, FILES, FILE = "/table/{tableName}", "/table/{tableName}/{sys_id}", "/attachment", "/attachment/file"
NEEDED = {("GET", TABLE), ("POST", TABLE), ("GET", RECORD), ("PATCH", RECORD), ("GET", FILES), ("POST", FILE)}


async def written(hub: ServiceNowIncidentHub, steps: KeptSteps | None = None) -> HubCase:
    steps = steps or KeptSteps()
    return with_state(case_of(await hub.write_ticket(OPENING, steps), CaseKind.TICKET), steps)


async def test_an_incident_has_the_briefing_as_a_work_note_and_the_transcript_as_a_file() -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case = await written(hub)
    fields = played.fields(case.ref)
    assert (fields["urgency"], fields["impact"]) == ("1", "3")
    assert fields["correlation_id"] == OPENING.id
    assert fields["description"] == OPENING.package.trigger_words
    briefing, transcript = played.seen(case.ref)
    assert briefing.private
    assert briefing.text.startswith(f"[Segue] Briefing\n{OPENING.rendered('text', 24_000)}")
    assert "high urgency" in briefing.text.splitlines()[1]
    assert "Promised: enterprise 4 h" in briefing.text
    assert (transcript.text, transcript.files) == (OPENING.transcript_text, ("segue-transcript.txt",))
    assert case.url == f"https://acme.service-now.com/nav_to.do?uri=incident.do?sys_id={case.ref}"


async def test_a_case_of_customer_service_has_a_priority_of_its_own() -> None:
    played = Played()
    async with connected(played, table=CASES) as (hub, _):
        case = await written(hub)
    fields = played.fields(case.ref)
    assert fields["priority"] == "2"
    assert "impact" not in fields


async def test_a_team_is_assigned_and_a_caller_who_is_known_is_named() -> None:
    played, group = Played(), "a" * 32
    async with connected(played) as (hub, _):
        await hub.write_ticket(replace(OPENING, team=group), KeptSteps())
        other = replace(OPENING, id="h_2", team="Billing", email="x^ORactive=true@shop.example")
        await hub.write_ticket(other, KeptSteps())
    one, two = played.refs()
    assert (played.fields(one)["assignment_group"], played.fields(one)["caller_id"]) == (group, f"{2:032x}")
    assert not {"assignment_group", "caller_id"} & set(played.fields(two))


@pytest.mark.parametrize("fault", ["late 500", "half", "html", "late 504"])
async def test_whatever_answer_is_lost_everything_is_there_once(fault: str) -> None:
    played, steps = Played(), KeptSteps()
    async with connected(played) as (hub, _):
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
    assert len(played.refs()) == 1
    seen = played.seen(case.ref)
    assert sum(one.text.startswith("[Segue] Briefing") for one in seen) == 1
    assert sum(one.files == ("segue-transcript.txt",) for one in seen) == 1
    assert [one.text for one in seen if one.by == "customer"] == ["Hello?", "Hello?"]


async def test_other_words_than_the_customers_are_work_notes() -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case = await written(hub)
        await hub.add_to_ticket(case, replace(customer_says("I wait."), who="bot"), KeptSteps(case.state))
    assert played.seen(case.ref)[-1].private


@pytest.mark.parametrize("tag", ["[code]", "[/code]", "[CODE]", "[ Code ]"])
async def test_what_a_customer_writes_is_nowhere_shown_as_html(tag: str) -> None:
    """A journal shows what stands in a pair of these as HTML, for all who work there."""
    played, words = Played(), f"{tag}<img src=x onerror=alert(1)>[/code] and [my code]"
    async with connected(played) as (hub, _):
        package = replace(OPENING.package, own_words=words, wants=words)
        case = case_of(await hub.write_ticket(replace(OPENING, package=package), KeptSteps()), CaseKind.TICKET)
        await hub.add_to_ticket(case, customer_says(words), KeptSteps(case.state))
        await hub.add_to_ticket(case, replace(customer_says(words, "d_2"), who="bot"), KeptSteps(case.state))
    journal = [one.text for one in played.seen(case.ref) if not one.files][-3:]
    for shown in journal:
        assert not re.search(r"\[\s*/?\s*code\s*\]", shown, re.IGNORECASE)
        assert "onerror=alert(1)" in shown
        assert "[my code]" in shown


async def test_public_comments_of_people_and_the_end_are_caught_up_with() -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case = await written(hub)
        await hub.add_to_ticket(case, customer_says("Any news?"), KeptSteps(case.state))
        played.notes(case.ref, "Do not tell them")
        played.caller_says(case.ref, "I write in the portal, too")
        (webhook,) = played.says(case.ref, "See [code]<a href='https://x.example'>this</a> &amp; that[/code]")
        hub.verify(webhook)
        (told,) = hub.read(webhook)
        assert (told.what, told.ref, hub.read(webhook)) == (What.CUSTOMER_WROTE, case.ref, (told,))
        played.ends(case.ref)
        found = await hub.catch_up(case)
        assert found == await hub.catch_up(case)
    assert [(one.what, one.text) for one in found] == [(What.MESSAGE, "See this & that"), (What.RESOLVED, "Refunded")]
    assert found[0].agent_name == "ana.agent"
    assert found[0].at is not None


async def test_an_incident_is_resolved_with_a_reason_and_a_case_gets_a_note() -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case = await written(hub)
        await hub.close_ticket(case, "The bot has answered it.", KeptSteps(case.state))
    assert played.closed(case.ref)
    assert played.fields(case.ref)["close_notes"] == "[Segue] The bot has answered it."
    other = Played()
    async with connected(other, table=CASES) as (hub, _):
        case = await written(hub)
        await hub.close_ticket(case, "The bot has answered it.", KeptSteps(case.state))
    assert not other.closed(case.ref)
    assert other.seen(case.ref)[-1].private


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [(429, Trouble.PASSING), (503, Trouble.PASSING), (401, Trouble.PAUSED), (404, Trouble.REFUSED)],
)
async def test_what_is_not_taken_says_what_follows(fault: int, trouble: Trouble) -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case, steps = await written(hub), KeptSteps()
        await steps.keep(writing={"d_1": []})
        played.faults.coming = [fault]
        with pytest.raises(DeliveryFailed) as failed:
            await hub.add_to_ticket(case, customer_says("Hello?"), steps)
    assert failed.value.trouble is trouble
    assert "pa55word" not in str(failed.value)


async def test_check_says_who_we_are() -> None:
    async with connected(Played()) as (hub, _):
        assert await hub.check() == "signed in to acme.service-now.com as Segue"


def hub_alone() -> ServiceNowIncidentHub:
    settings = HubSettings("desk", "servicenow_incident", {"account": "acme", "user": "segue"})
    reach = Reach(None, None)  # type: ignore[arg-type]
    return ServiceNowIncidentHub(settings, {"secret": "k", "webhook_secret": f"old\n{SECRET}"}, reach)


@pytest.mark.parametrize("headers", [{}, {"x-segue-secret": "wrong"}, {"x-segue-secret": ""}])
def test_only_who_knows_our_secret_is_heard(headers: dict[str, str]) -> None:
    hub_alone().verify(Webhook({"x-segue-secret": SECRET}, b"{}", NOW))
    with pytest.raises(NotSignedIn):
        hub_alone().verify(Webhook(headers, b"{}", NOW))


@given(
    st.one_of(
        st.binary(max_size=80), st.dictionaries(st.sampled_from(["sys_id", "changed"]), st.text()).map(json.dumps)
    )
)
def test_events_of_any_shape_are_read_or_refused(body: bytes | str) -> None:
    whole = body if isinstance(body, bytes) else body.encode()
    with suppress(Invalid):
        assert all(len(one.ref) == 32 for one in hub_alone().read(Webhook({}, whole, NOW)))


# ---- a third party's description ------------------------------------------------------------------------------------


def times_without_t(spec: Any) -> None:
    schemas = spec["components"]["schemas"]
    record = schemas.get("Record") or schemas["Attachment"]
    for name in ("sys_created_on", "sys_updated_on"):
        record["properties"][name].pop("format")


def numbers_as_texts(spec: Any) -> None:
    spec["components"]["schemas"]["Record"]["properties"]["sys_mod_count"]["type"] = "string"


def any_bytes(spec: Any) -> None:
    content = spec["paths"][FILE]["post"]["requestBody"]["content"]
    content["text/plain"] = {"schema": {"type": "string"}}


TABLE_FAULTS = {
    "the Table API's own answers have times such as 2016-01-19 04:52:04": times_without_t,
    "the Table API's own answers have every value as a text": numbers_as_texts,
}
FILE_FAULTS = {
    "the Attachment API's own answers have times such as 2016-01-19 04:52:04": times_without_t,
    "the checker knows no content type */*": any_bytes,
}


@pytest.fixture(scope="module")
def descriptions() -> tuple[Description, Description]:
    host, base = "https://acme.service-now.com", "/api/now"
    table = Description("servicenow/table-thirdparty.yml", host, base, (TABLE, RECORD), TABLE_FAULTS)
    return table, Description("servicenow/attachment-thirdparty.yml", host, base, (FILES, FILE), FILE_FAULTS)


async def test_calls_and_answers_are_as_a_stranger_describes_them(
    descriptions: tuple[Description, Description],
) -> None:
    played, steps = Played(), KeptSteps()
    async with connected(played) as (hub, vendor):
        await hub.check()
        case = await written(hub, steps)
        steps.done["transcript"] = None  # as when the answer to it was lost
        await hub.write_ticket(OPENING, steps)
        await hub.add_to_ticket(case, customer_says("Hello?"), KeptSteps(case.state))
        played.says(case.ref, "We refund it today.")
        await hub.catch_up(case)
        await hub.close_ticket(case, "Done", KeptSteps(case.state))
    seen = set()
    for asked, said in vendor.exchanges:
        known = [one for one in descriptions if one.knows(asked)]
        assert known, asked.path
        known[0].check_one(asked, said)
        kind, *rest = asked.path.removeprefix("/api/now/").split("/")
        path = (RECORD if len(rest) == 2 else TABLE) if kind == "table" else FILE if rest else FILES
        seen.add((asked.method, path))
    assert seen == NEEDED
