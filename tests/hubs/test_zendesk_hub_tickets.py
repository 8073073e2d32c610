"""Tickets of Zendesk Support: what is asked for and answered held against its description, and what it comes to."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.described import Description, OpenAPIError, check_all, exercised, fields
from fakes.example_package import FULL
from fakes.hub_openings import BILL, OPENING, TRANSCRIPT, KeptSteps, case_of, connected, customer_says, with_state
from fakes.hubs.zendesk import Played
from fakes.vendor import Asked, Said
from segue.answers import plain
from segue.domain.deliveries import Trouble
from segue.domain.errors import NotSignedIn
from segue.domain.hubs import CaseKind, HubCase, What
from segue.hub_kinds.zendesk import KIND
from segue.hubs.zendesk import tickets
from segue.ports.hubs import Opened
from segue.ports.listeners import DeliveryFailed

TICKET = "/api/v2/tickets/{ticket_id}"
MACROS = "/api/v2/macros"
NEEDED = {
    ("GET", "/api/v2/users/me"),
    ("GET", "/api/v2/users/show_many"),
    ("POST", "/api/v2/uploads"),
    ("GET", "/api/v2/tickets"),
    ("POST", "/api/v2/tickets"),
    ("GET", TICKET),
    ("PUT", TICKET),
    ("GET", f"{TICKET}/audits"),
    ("GET", MACROS),
    ("POST", MACROS),
}


def written(spec: Any) -> None:
    text = {"type": "string"}
    requester = {"type": "object", "properties": {"name": text, "email": text}, "required": ["name"]}
    fields(spec, "TicketUpdateInput").update(
        {"requester": requester, "metadata": {"type": "object", "additionalProperties": True}}
    )


def joined(spec: Any) -> None:
    schemas = spec["components"]["schemas"]
    create = schemas["TicketCreateInput"]
    properties = {**schemas["TicketUpdateInput"]["properties"], **create["allOf"][1]["properties"]}
    schemas["TicketCreateInput"] = {"type": "object", "properties": properties, "required": ["comment"]}
    macro = {**schemas["MacroCommonObject"]["properties"], **schemas["MacroObject"]["allOf"][1]["properties"]}
    schemas["MacroObject"] = {"type": "object", "properties": macro, "required": ["actions", "title"]}
    listed = schemas["MacrosResponse"]["allOf"][0]["properties"]
    page = schemas["OffsetPaginationObject"]["properties"]
    schemas["MacrosResponse"] = {"type": "object", "properties": {**page, **listed}}
    file = schemas["AttachmentObject"]
    properties = {**schemas["AttachmentBaseObject"]["properties"], **schemas["AttachmentThumbnails"]["properties"]}
    schemas["AttachmentObject"] = {"type": "object", "properties": properties}
    assert file["allOf"]
    fields(spec, "CurrentUserResponse")["user"] = {"$ref": "#/components/schemas/UserObject"}


def wrapped(spec: Any) -> None:
    for schema in ("TicketCreateRequest", "TicketUpdateRequest"):
        spec["components"]["schemas"][schema]["required"] = ["ticket"]
    made = spec["paths"][MACROS]["post"]["requestBody"]["content"]["application/json"]["schema"]
    made["required"] = ["macro"]


def uploads(spec: Any) -> None:
    operation = spec["paths"]["/api/v2/uploads"]["post"]
    operation["parameters"] = [{"name": "filename", "in": "query", "required": True, "schema": {"type": "string"}}]


def pages(spec: Any) -> None:
    schema = {"type": "string"}
    spec["paths"][f"{TICKET}/audits"]["get"]["parameters"] += [
        {"name": name, "in": "query", "schema": schema} for name in ("page[size]", "page[after]")
    ]
    spec["paths"][MACROS]["get"]["parameters"] += [
        {"name": name, "in": "query", "schema": schema} for name in ("page[size]", "page[after]")
    ]
    fields(spec, "MacrosResponse")["meta"] = {"type": "object", "additionalProperties": True}
    fields(spec, "TicketAuditsResponseNoneCursor")["meta"] = {"type": "object", "additionalProperties": True}


def loose_audit(spec: Any) -> None:
    found = fields(spec, "AuditObject")
    found["metadata"] = {"type": "object", "additionalProperties": True}
    found["events"] = {"type": "array", "items": {"type": "object", "additionalProperties": True}}


def location(spec: Any) -> None:
    spec["paths"]["/api/v2/tickets"]["post"]["responses"]["201"].pop("headers")


FAULTS = {
    "`requester` and `metadata` of a ticket are only described where it is read, as write-only": written,
    "unknown fields are not seen in objects that are made of several: each is joined to one": joined,
    "the vendor's reference says that tickets and macros are wrapped: without that anything passes": wrapped,
    "uploads have no description of what is sent: the reference has the name in `filename`": uploads,
    "the vendor's reference says that audits and macros come in pages by cursor": pages,
    "what an audit beside an update holds is described more loosely where audits are listed": loose_audit,
    "the format of the header Location is none": location,
}


@pytest.fixture(scope="module")
def description() -> Description:
    keep = tuple(dict.fromkeys(path for _, path in sorted(NEEDED)))
    return Description("zendesk/support-oas-src.yaml", "https://shop.zendesk.com", "", keep, FAULTS)


@dataclass
class Losing(Played):
    """Every call that does something is done, and the first answer to it lost."""

    lost: set[tuple[str, bytes]] = field(default_factory=set)

    def answer(self, asked: Asked) -> Said:
        said, key = super().answer(asked), (asked.path, asked.body)
        if asked.method != "GET" and key not in self.lost:
            self.lost.add(key)
            return Said({}, 500)
        return said


async def until_done(act: Callable[[], Awaitable[Any]]) -> Any:
    for _ in range(10):
        try:
            return await act()
        except DeliveryFailed as failure:
            if failure.trouble is not Trouble.UNKNOWN:
                raise
    raise AssertionError("it was never done")


async def opened(there: Any, steps: KeptSteps | None = None, **changed: Any) -> HubCase:
    steps = steps or KeptSteps()
    made = await there.write_ticket(replace(OPENING, **changed), steps)
    return with_state(case_of(made, CaseKind.TICKET), steps)


async def test_calls_and_answers_are_as_described(description: Description) -> None:
    hub, steps = Losing(), KeptSteps()
    async with connected(hub) as (there, vendor):
        assert await there.check() == "Segue of shop.zendesk.com"
        await until_done(there.install)
        made = await until_done(lambda: there.write_ticket(replace(OPENING, team="4711"), steps))
        case = with_state(case_of(made, CaseKind.TICKET), steps)
        await until_done(lambda: there.add_to_ticket(case, customer_says("One more thing.", files=(BILL,)), steps))
        hub.says(case.ref, "Done.", files=["https://shop.example/a.png"])
        hub.labels(case.ref)
        await there.catch_up(case)
        await until_done(lambda: there.close_ticket(case, "answered live", steps))
        check_all(vendor, description)
        assert exercised(vendor, NEEDED) == NEEDED


async def test_the_check_sees_what_is_not_as_described(description: Description) -> None:
    async with connected(Played()) as (there, vendor):
        await opened(there)
        asked, said = vendor.exchanges[1]
        body = json.loads(asked.body)
        body["ticket"]["priority"] = "immediate"
        with pytest.raises(OpenAPIError):
            description.check_one(replace(asked, body=json.dumps(body).encode()), said)


async def test_the_package_is_a_private_comment_with_the_transcript_as_a_file_and_all_fields() -> None:
    hub = Played()
    async with connected(hub) as (there, vendor):
        case = await opened(there, team="4711")
    (package,) = hub.seen(case.ref)
    assert package.private
    assert FULL.wants in package.text
    assert "high urgency" in plain(package.text).splitlines()[0]
    assert "<style" not in package.text
    assert package.files == ("transcript-c_12.txt",)
    assert [body.decode() for _, body in hub.uploads.values()] == [TRANSCRIPT]
    shown = hub.fields(case.ref)
    assert (shown["priority"], shown["group_id"], shown["external_id"]) == ("high", 4711, OPENING.id)
    assert shown["tags"] == ["segue", "urgency-high", "reason-big-account-billing", "sla-enterprise-4-h"]
    assert hub.users[shown["requester_id"]]["email"] == "maria@shop.example"
    assert vendor.asked[-1].headers["Idempotency-Key"].startswith(OPENING.id)
    assert case.url == f"https://shop.zendesk.com/agent/tickets/{case.ref}"


async def test_without_an_address_the_ticket_is_our_agents_and_says_how_answers_reach_the_customer() -> None:
    hub = Played()
    async with connected(hub) as (there, _):
        case = await opened(there, email="no address")
    assert hub.users[hub.fields(case.ref)["requester_id"]]["name"] == "Segue"
    assert "No e-mail address of the customer is known" in hub.seen(case.ref)[0].text


async def test_where_no_files_are_taken_the_transcript_comes_as_comments() -> None:
    hub = Played(takes_files=False)
    long = "\n".join(f"customer: line {number} {'x' * 60}" for number in range(500))
    async with connected(hub) as (there, _):
        case = await opened(there, transcript_text=long)
    package, *rest = hub.seen(case.ref)
    assert package.files == ()
    assert len(rest) > 1
    assert all(one.private for one in rest)
    assert all(f"line {number} " in "".join(one.text for one in rest) for number in range(500))


@pytest.mark.parametrize("sign", ['"', "<", "😡", "ж", "\n\n<"])
async def test_words_full_of_signs_that_take_much_room_in_html_still_fit_a_comment(sign: str) -> None:
    hub, words = Played(takes_files=False), sign * (KIND.most_text // len(sign))
    async with connected(hub) as (there, _):
        case = await opened(there, transcript_text=f"customer: {words}")
        await there.add_to_ticket(case, replace(customer_says(words), files=(BILL,) * 10), KeptSteps())
    said = unescape("".join(one.text for one in hub.seen(case.ref)[-2:]))
    assert said.count(sign.strip()) >= KIND.most_text // len(sign)


async def test_a_team_that_is_no_number_is_seen_as_a_tag() -> None:
    hub = Played()
    async with connected(hub) as (there, _):
        case = await opened(there, team="Billing EU")
    assert "group_id" not in hub.fields(case.ref)
    assert "team-billing-eu" in hub.fields(case.ref)["tags"]


async def test_whatever_answer_is_lost_all_is_there_once_and_in_order() -> None:
    hub, steps = Losing(), KeptSteps()
    hub.page = 1
    async with connected(hub) as (there, _):
        made = await until_done(lambda: there.write_ticket(OPENING, steps))
        case = with_state(case_of(made, CaseKind.TICKET), steps)
        for number in range(3):
            one = KeptSteps(steps.state)
            message = customer_says("Are you there?", f"d_{number}")
            await until_done(lambda m=message, s=one: there.add_to_ticket(case, m, s))
            steps = one
        await until_done(lambda: there.close_ticket(case, "answered live", steps))
    assert hub.refs() == [made.ref]
    _, *said, end = hub.seen(made.ref)
    assert [("Are you there?" in one.text, one.private) for one in said] == [(True, True)] * 3
    assert "answered live" in end.text
    assert hub.closed(made.ref)


async def test_a_ticket_of_which_nobody_knows_is_found_by_our_id_after_the_key_has_been_forgotten() -> None:
    hub, steps = Played(), KeptSteps()
    async with connected(hub) as (there, _):
        first = await opened(there, KeptSteps())
        hub.by_key.clear()
        steps.done["ticket"] = None  # begun, and then we were killed
        again = await there.write_ticket(OPENING, steps)
    assert again.ref == first.ref
    assert len(hub.tickets) == 1


async def test_a_ticket_that_is_tried_again_much_later_has_its_transcript_although_the_first_upload_is_gone() -> None:
    hub, steps = Played(), KeptSteps()
    async with connected(hub) as (there, vendor):
        uploaded = await there._upload(OPENING)
        await steps.keep(upload=uploaded)  # as a try left it that did not come further
        hub.uploads.clear()
        case = await opened(there, steps)
    assert hub.seen(case.ref)[0].files == ("transcript-c_12.txt",)
    assert [asked.path for asked in vendor.asked].count("/api/v2/uploads") == 2
    assert "upload" not in steps.state


async def test_the_key_stands_for_the_very_same_ticket_and_for_no_other() -> None:
    hub = Played()
    async with connected(hub) as (there, _):
        token = await there._upload(OPENING)
        first, again = await there._post(OPENING, token), await there._post(OPENING, token)
        built_anew = await there._post(replace(OPENING, subject="Another"), token)  # 400, were the key the id alone
    assert first == again != built_anew


async def test_the_customers_later_words_open_the_ticket_again_and_ours_do_not() -> None:
    hub = Played()
    async with connected(hub) as (there, _):
        case = await opened(there)
        hub.ends(case.ref)
        await there.add_to_ticket(case, replace(customer_says("The bot saw it."), who="bot"), KeptSteps())
        assert hub.closed(case.ref)
        await there.add_to_ticket(case, customer_says("<b>Still</b> broken", "d_2"), KeptSteps())
        assert not hub.closed(case.ref)
        assert "&lt;b&gt;Still&lt;/b&gt; broken" in hub.seen(case.ref)[-1].text
        assert [one.what for one in await there.catch_up(case)] == [What.RESOLVED]  # that we opened it is no news


async def test_the_trigger_tells_where_to_look_and_the_audits_tell_what_happened() -> None:
    hub = Played(page=3)
    async with connected(hub) as (there, _):
        case = await opened(there)
        await there.add_to_ticket(case, customer_says("Hello?"), KeptSteps(case.state))
        webhooks = [
            *hub.joins(case.ref),
            *hub.notes(case.ref, "Between us: difficult."),
            *hub.says(case.ref, "Grüß Gott 👋", files=["https://shop.example/a.png", "http://shop.example/b.png"]),
            *hub.labels(case.ref, "too_late"),
            *hub.ends(case.ref),
            *hub.customer_replies(case.ref, "Thank you, but no."),
            *hub.ends(case.ref),
            *hub.act(case.ref, status="closed"),
        ]
        for webhook in webhooks:
            there.verify(webhook)
            (event,) = there.read(webhook)
            assert (event.what, event.ref) == (What.CUSTOMER_WROTE, case.ref)
        told, again = await there.catch_up(case), await there.catch_up(case)
    assert [(one.what, one.text, one.agent_name) for one in told] == [
        (What.MESSAGE, "Grüß Gott 👋", "Ana"),
        (What.LABELLED, "too_late", ""),
        (What.RESOLVED, "", ""),
        (What.REOPENED, "", ""),
        (What.RESOLVED, "", ""),
    ]
    assert [file.url for file in told[0].files] == ["https://shop.example/a.png"]
    assert [one.id for one in told] == [one.id for one in again]
    assert len({one.id for one in told}) == len(told)


async def test_two_calls_of_the_trigger_within_a_second_are_two_and_one_that_comes_again_is_the_same() -> None:
    hub = Played(now=lambda: datetime(2026, 11, 21, 9, tzinfo=UTC))
    async with connected(hub) as (there, _):
        case = await opened(there)
        (one,), (other,) = hub.says(case.ref, "Hi"), hub.ends(case.ref)
        ids = [there.read(webhook)[0].id for webhook in (one, one, other)]
    assert ids[0] == ids[1] != ids[2]


async def test_the_answer_of_an_agent_who_is_not_there_any_more_still_comes() -> None:
    hub = Played()
    async with connected(hub) as (there, _):
        case = await opened(there)
        hub.says(case.ref, "Bye.", "Ben")
        del hub.users[hub.agent("Ben")]
        (told,) = await there.catch_up(case)
    assert (told.what, told.text, told.agent_name) == (What.MESSAGE, "Bye.", "")


async def test_a_closed_ticket_is_left_alone_and_one_that_is_gone_is_that_ones_matter_alone() -> None:
    hub = Played()
    async with connected(hub) as (there, vendor):
        case = await opened(there)
        hub.act(case.ref, status="closed")
        await there.close_ticket(case, "answered live", KeptSteps())
        assert vendor.asked[-1].method == "GET"
        hub.tickets.clear()
        with pytest.raises(DeliveryFailed) as caught:
            await there.add_to_ticket(case, customer_says("Hello?"), KeptSteps())
    assert caught.value.trouble is Trouble.REFUSED


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (401, Trouble.PAUSED),
        (403, Trouble.PAUSED),
        (409, Trouble.PASSING),
        (422, Trouble.REFUSED),
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
            await there.add_to_ticket(case, customer_says("Hello?"), KeptSteps())
    assert caught.value.trouble is trouble
    assert caught.value.retry_after_s == (30 if status == 429 else None)
    assert "t0ken" not in str(caught.value)
    assert "Hello" not in str(caught.value)


async def test_a_token_that_is_not_known_is_said_at_the_check_although_zendesk_answers() -> None:
    hub = Played()
    async with connected(hub, user="other@shop.example") as (there, _):
        with pytest.raises(DeliveryFailed, match="does not know this user"):
            await there.check()


@pytest.mark.parametrize("ref", ["", "../users", "1/x", "²", "9" * 30])
async def test_an_id_that_would_lead_elsewhere_is_not_asked_for(ref: str) -> None:
    async with connected(Played()) as (there, vendor):
        case = case_of(Opened(ref), CaseKind.TICKET)
        for call in (there.catch_up(case), there.add_to_ticket(case, customer_says("x"), KeptSteps())):
            with pytest.raises(DeliveryFailed):
                await call
    assert vendor.asked == []


async def test_a_forged_or_old_webhook_is_not_heard() -> None:
    hub = Played()
    async with connected(hub) as (there, _):
        case = await opened(there)
        (webhook,) = hub.says(case.ref, "Hi")
        for wrong in (replace(webhook, body=webhook.body + b" "), replace(webhook, at=webhook.at.replace(year=2027))):
            with pytest.raises(NotSignedIn):
                there.verify(wrong)


SHAPES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 12)
    | st.sampled_from(["Comment", "Change", "status", "tags", "solved"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "type", "public", "field_name", "value", "previous_value", "attachments", "metadata"]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=10,
)


@given(audit=st.fixed_dictionaries({"events": st.lists(SHAPES, max_size=3), "id": SHAPES, "metadata": SHAPES}))
async def test_no_shape_of_an_audit_breaks_reading(audit: Any) -> None:
    class Answers(tickets.ZendeskTickets):
        def __init__(self) -> None:
            self._people = {}

        async def _audits(self, ref: str) -> Any:
            yield audit

        async def _meet(self, ids: Any) -> None:
            assert all(one.isdigit() for one in ids)

    told = await Answers().catch_up(case_of(Opened("1"), CaseKind.TICKET))
    assert all(one.id and isinstance(one.text, str) for one in told)


def test_the_kind_claims_what_is_here() -> None:
    assert not KIND.can & KIND.cannot.keys()
