"""Intercom as a place where humans work, played on loopback and held against its own description."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from fakes.described import Description, OpenAPIError
from fakes.helpdesks import BOT, CUSTOMER, NOW, SECRET, TEAMMATE, Intercom, intercom_webhook
from fakes.vendor import Said, Vendor, calling, played
from segue.calls import Reach
from segue.domain.errors import AnswerUnusable, CallFailed, CallRefused, Invalid
from segue.domain.hubs import HubSettings, What
from segue.hubs.intercom import IntercomHub
from segue.outbound import Outbound
from segue.ports.hubs import Note, Speaker

BEFORE = NOW - timedelta(minutes=5)
NOTE = Note("Segue draft 0123456789ab", "Hello,\n\nwithin 14 days.")


def hub(outbound: Outbound, vendor: Vendor | None = None) -> IntercomHub:
    reach = Reach(outbound, None, vendor.at if vendor else str)  # type: ignore[arg-type]
    settings = HubSettings("messenger", "intercom", {"admin": "814860"})
    return IntercomHub(settings, {"secret": "t0ken", "webhook_secret": SECRET}, reach)


def numbered(spec: Any) -> None:
    for one in spec["paths"]["/conversations/{conversation_id}"]["get"]["parameters"]:
        if one["name"] == "conversation_id":
            one["schema"] = {"type": "string"}


@pytest.fixture(scope="module")
def description() -> Description:
    keep = ("/conversations/{conversation_id}", "/conversations/{conversation_id}/reply", "/conversations/search")
    faults = {"ids are texts wherever the description answers with them": numbered}
    return Description("intercom/api.intercom.io-2.15.yaml", "https://api.intercom.io", "", keep, faults)


async def test_calls_and_answers_are_as_described(description: Description) -> None:
    intercom = Intercom()
    intercom.customer("Where is my refund?")
    async with played(intercom.answer) as vendor, calling() as outbound:
        await hub(outbound, vendor).conversation("123")
        await hub(outbound, vendor).add_note("123", NOTE)
        first = await hub(outbound, vendor).changed(BEFORE)
        second = await hub(outbound, vendor).changed(BEFORE, first.next)
        description.check(vendor)
    assert (first.events, [event.ref for event in second.events], second.next) == ((), ["123"], "")
    assert vendor.asked[1].headers["Intercom-Version"] == "2.15"


async def test_the_check_sees_what_is_not_as_described(description: Description) -> None:
    intercom = Intercom(said=[{"part_type": 7, "body": "x", "author": CUSTOMER}])
    async with played(intercom.answer) as vendor, calling() as outbound:
        await hub(outbound, vendor).conversation("123")
        with pytest.raises(OpenAPIError):
            description.check(vendor)


async def test_a_conversation_tells_who_said_what() -> None:
    intercom = Intercom()
    intercom.customer("Where is <b>my</b> refund?")
    intercom.bot("One moment.")
    intercom.human("Looking.")
    intercom._add("<p>between us</p>", TEAMMATE, "note")
    intercom._add("<p>made by a model</p>", {**TEAMMATE, "from_ai_agent": True}, "comment")
    intercom._add("", BOT, "assignment")
    async with played(intercom.answer) as vendor, calling() as outbound:
        found = await hub(outbound, vendor).conversation("123")
    assert [(said.by, said.text) for said in found.said] == [
        (Speaker.CUSTOMER, "Where is my refund?"),
        (Speaker.BOT, "One moment."),
        (Speaker.HUMAN, "Looking."),
        (Speaker.NOTE, "between us"),
        (Speaker.BOT, "made by a model"),
    ]


async def test_the_first_message_stands_in_the_source() -> None:
    intercom = Intercom()
    source = {**intercom.whole["source"], "id": "9", "subject": "Refund", "body": "<p>Where is it?</p>"}
    async with played([Said({**intercom.whole, "source": source})]) as vendor, calling() as outbound:
        (said,) = (await hub(outbound, vendor).conversation("123")).said
    assert (said.id, said.by, said.text) == ("9", Speaker.CUSTOMER, "Refund\nWhere is it?")


async def test_a_note_is_for_the_team_and_in_the_name_of_the_teammate_of_the_policy() -> None:
    intercom = Intercom()
    async with played(intercom.answer) as vendor, calling() as outbound:
        await hub(outbound, vendor).add_note("123", NOTE)
    assert intercom.said[0]["part_type"] == "note"
    assert intercom.said[0]["author"]["id"] == "814860"
    assert NOTE.mark in intercom.notes[0]


@pytest.mark.parametrize(("status", "error"), [(500, CallFailed), (429, CallFailed), (404, CallRefused)])
async def test_adding_a_note_is_not_repeated_on_its_own(status: int, error: type[CallFailed]) -> None:
    async with played([Said(b"t0ken", status=status)]) as vendor, calling() as outbound:
        with pytest.raises(error, match=r"^Intercom answered") as caught:
            await hub(outbound, vendor).add_note("123", NOTE)
    assert len(vendor.asked) == 1
    assert "t0ken" not in str(caught.value)


async def test_a_customers_words_are_events_and_nothing_else_is() -> None:
    intercom = Intercom()
    intercom.customer("Where is my refund?")
    async with calling() as outbound:
        there = hub(outbound)
        assert [(one.what, one.ref) for one in there.read(intercom.wrote())] == [(What.CUSTOMER_WROTE, "123")]
        assert there.read(intercom.wrote(topic="conversation.user.created"))
        for topic in ("ping", "conversation.admin.noted", "conversation.admin.replied", "contact.created", "", None, 7):
            assert there.read(intercom.wrote(topic=topic)) == ()


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"no json",
        b"\xff",
        b"[" * 100_000,
        [],
        {"topic": "conversation.user.replied"},
        {"topic": "conversation.user.replied", "id": "n", "data": {"item": {"id": "../admins"}}},
        {"topic": "conversation.user.replied", "data": {"item": {"id": "1"}}},
        {"topic": "conversation.user.replied", "id": "n", "data": {"item": {"id": "1" * 65}}},
        {"topic": "conversation.user.replied", "id": "n\0", "data": {"item": {"id": "1"}}},
        {"topic": "conversation.user.replied", "id": "\ud800", "data": {"item": {"id": "1"}}},
        {"topic": "conversation.user.replied", "id": "n" * 201, "data": {"item": {"id": "1"}}},
    ],
)
async def test_what_cannot_be_read_is_said_to_be_so(told: Any) -> None:
    async with calling() as outbound:
        with pytest.raises(Invalid):
            hub(outbound).read(intercom_webhook(told))


@pytest.mark.parametrize("id_", ["../admins", "1/parts", "", "é"])
async def test_an_id_that_would_lead_elsewhere_is_not_asked_for(id_: str) -> None:
    async with played([Said({})]) as vendor, calling() as outbound:
        with pytest.raises(AnswerUnusable):
            await hub(outbound, vendor).conversation(id_)
        with pytest.raises(AnswerUnusable):
            await hub(outbound, vendor).add_note(id_, NOTE)
    assert vendor.asked == []
