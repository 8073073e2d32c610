"""Zendesk as a place where humans work, played on loopback and held against its description."""

from __future__ import annotations

import json
from base64 import b64decode
from datetime import timedelta
from typing import Any

import pytest

from fakes.described import Description, OpenAPIError
from fakes.helpdesks import NOW, SECRET, Zendesk, zendesk_webhook
from fakes.vendor import Said, Vendor, calling, played
from segue.calls import Reach
from segue.domain.errors import AnswerUnusable, CallFailed, CallRefused, Invalid
from segue.domain.hubs import HubSettings
from segue.hubs.zendesk import ZendeskHub
from segue.outbound import Outbound
from segue.ports.hubs import Note, Speaker

NOTE = Note("Segue draft 0123456789ab", "Hello,\n\nwithin 14 days.")
SEARCH, BEFORE = "/api/v2/search/export", NOW - timedelta(minutes=5)
COMMENTS, TICKET = "/api/v2/tickets/{ticket_id}/comments", "/api/v2/tickets/{ticket_id}"


def hub(outbound: Outbound, vendor: Vendor | None = None) -> ZendeskHub:
    reach = Reach(outbound, None, vendor.at if vendor else str)  # type: ignore[arg-type]
    settings = HubSettings("support", "zendesk", {"account": "shop", "user": "ana@shop.example"})
    return ZendeskHub(settings, {"secret": "t0ken", "webhook_secret": SECRET}, reach)


def sorted_(spec: Any) -> None:
    found = {"name": "sort_order", "in": "query", "schema": {"type": "string", "enum": ["asc", "desc"]}}
    spec["paths"][COMMENTS]["get"]["parameters"].append(found)


def with_users(spec: Any) -> None:
    found = spec["components"]["schemas"]["TicketCommentsResponse"]["properties"]
    found["users"] = {"type": "array", "items": {"$ref": "#/components/schemas/UserForAdmin"}}


def paged(spec: Any) -> None:
    found = {"name": "page[after]", "in": "query", "schema": {"type": "string"}}
    spec["paths"][SEARCH]["get"]["parameters"].append(found)


FAULTS = {
    "the vendor's reference says that the cursor of an export goes into page[after]": paged,
    "the vendor's reference says that comments are sorted by sort_order": sorted_,
    "what `include` asks for stands beside the comments": with_users,
}


@pytest.fixture(scope="module")
def description() -> Description:
    keep = (COMMENTS, TICKET, SEARCH)
    return Description("zendesk/support-oas-src.yaml", "https://shop.zendesk.com", "", keep, FAULTS)


async def test_calls_and_answers_are_as_described(description: Description) -> None:
    zendesk = Zendesk()
    zendesk.customer("Where is my refund?")
    async with played(zendesk.answer) as vendor, calling() as outbound:
        await hub(outbound, vendor).conversation("35436")
        await hub(outbound, vendor).add_note("35436", NOTE)
        description.check_one(*vendor.exchanges[0])
        asked, _ = vendor.exchanges[1]
        description.check_one(asked, Said(status=204))  # what a ticket holds is another test's matter
        first = await hub(outbound, vendor).changed(BEFORE)
        second = await hub(outbound, vendor).changed(BEFORE, first.next)
        description.check_one(*vendor.exchanges[3])
    assert (first.events, [event.ref for event in second.events], second.next) == ((), ["35436"], "")


async def test_the_check_sees_what_is_not_as_described(description: Description) -> None:
    async with (
        played([Said({"comments": [{"id": "x", "public": "no"}], "users": []})]) as vendor,
        calling() as outbound,
    ):
        await hub(outbound, vendor).conversation("35436")
        with pytest.raises(OpenAPIError):
            description.check(vendor)


async def test_a_ticket_tells_who_said_what_the_oldest_first() -> None:
    zendesk = Zendesk()
    zendesk.customer("Where is my refund?")
    zendesk.human("Looking.")
    zendesk._add("between us", 8, public=False)
    zendesk._add("I am nobody the answer names", 99, public=True)
    async with played(zendesk.answer) as vendor, calling() as outbound:
        found = await hub(outbound, vendor).conversation("35436")
    assert [(said.by, said.text) for said in found.said] == [
        (Speaker.CUSTOMER, "Where is my refund?"),
        (Speaker.HUMAN, "Looking."),
        (Speaker.NOTE, "between us"),
        (Speaker.HUMAN, "I am nobody the answer names"),
    ]
    assert vendor.asked[0].query["include"] == "users"


async def test_a_note_is_an_internal_comment_and_changes_nothing_else() -> None:
    zendesk = Zendesk()
    async with played(zendesk.answer) as vendor, calling() as outbound:
        await hub(outbound, vendor).add_note("35436", NOTE)
    body = json.loads(vendor.asked[0].body)
    assert list(body["ticket"]) == ["comment"]
    assert body["ticket"]["comment"]["public"] is False
    assert NOTE.mark in zendesk.notes[0]
    assert b64decode(vendor.asked[0].headers["Authorization"].removeprefix("Basic ")) == b"ana@shop.example/token:t0ken"


@pytest.mark.parametrize(("status", "error"), [(503, CallFailed), (429, CallFailed), (422, CallRefused)])
async def test_adding_a_note_is_not_repeated_on_its_own(status: int, error: type[CallFailed]) -> None:
    async with played([Said(b"t0ken", status=status)]) as vendor, calling() as outbound:
        with pytest.raises(error, match=r"^Zendesk answered") as caught:
            await hub(outbound, vendor).add_note("35436", NOTE)
    assert len(vendor.asked) == 1
    assert "t0ken" not in str(caught.value)


async def test_the_prescribed_body_is_an_event_and_zendesks_own_test_is_none() -> None:
    async with calling() as outbound:
        there = hub(outbound)
        (event,) = there.read(zendesk_webhook({"ticket": "35436"}))
        assert event.ref == "35436"
        assert there.read(zendesk_webhook({"ticket": 35436}))[0].ref == "35436"
        assert there.read(zendesk_webhook({"subject": "zen:test", "detail": {}})) == ()


async def test_an_event_said_again_is_the_same_and_a_later_one_is_another() -> None:
    async with calling() as outbound:
        there = hub(outbound)
        one, again, later = (
            there.read(zendesk_webhook({"ticket": "35436"}, dated=f"2026-11-21T09:00:0{n}Z"))[0].id for n in (1, 1, 2)
        )
    assert one == again != later


@pytest.mark.parametrize(
    "told", [b"", b"{{ticket.id}}", b"\xff", {"ticket": "{{ticket.id}}"}, {"ticket": "1/comments"}, []]
)
async def test_what_cannot_be_read_is_said_to_be_so(told: Any) -> None:
    async with calling() as outbound:
        with pytest.raises(Invalid):
            hub(outbound).read(zendesk_webhook(told))


@pytest.mark.parametrize("id_", ["../users", "1/x", "", "²", "9" * 30])
async def test_an_id_that_would_lead_elsewhere_is_not_asked_for(id_: str) -> None:
    async with played([Said({})]) as vendor, calling() as outbound:
        with pytest.raises(AnswerUnusable):
            await hub(outbound, vendor).conversation(id_)
    assert vendor.asked == []


@pytest.mark.parametrize("body", [{}, {"comments": []}, {"comments": [], "users": None}, [], "text"])
async def test_half_an_answer_is_said_to_be_one(body: Any) -> None:
    async with played([Said(body)]) as vendor, calling() as outbound:
        with pytest.raises(AnswerUnusable, match=r"^Zendesk answered"):
            await hub(outbound, vendor).conversation("35436")
