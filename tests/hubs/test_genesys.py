"""Genesys Cloud as a place where humans work, played on loopback and held against its own description."""

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
from fakes.hub_openings import AT, BILL, OPENING, KeptSteps, case_of, connected, customer_says, heard, told_by
from fakes.hubs.genesys import INTEGRATION, SECRET, Played
from fakes.vendor import Vendor
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid, NotSignedIn
from segue.domain.hubs import CaseKind, HubCase, HubSettings, What
from segue.hub_kinds.genesys import KIND
from segue.hubs.genesys import GenesysHub
from segue.hubs.genesys.events import of_participants, of_webhook
from segue.ports.hubs import ToHub, Webhook
from segue.ports.listeners import DeliveryFailed

UNICODE = 'Grüße & <script> 团队 مرحبا 👩‍👩‍👧 "x" \\ {"a":1}'


@asynccontextmanager
async def opened(genesys: Played) -> AsyncIterator[tuple[GenesysHub, Vendor, HubCase]]:
    async with connected(genesys) as (hub, vendor):
        case = case_of(await hub.open(OPENING, KeptSteps()), CaseKind.LIVE)
        hub.look_every_s = 0.0
        yield hub, vendor, case


# ---- its own description ----

C = "/api/v2/conversations"
NEEDED = {
    ("GET", f"{C}/messaging/integrations/open/{{integrationId}}"),
    ("POST", f"{C}/messages/{{integrationId}}/inbound/open/message"),
    ("POST", f"{C}/messages/{{integrationId}}/inbound/open/event"),
    ("GET", f"{C}/messages/{{conversationId}}"),
    ("POST", f"{C}/messages/{{conversationId}}/messages/bulk"),
    ("PATCH", f"{C}/messages/{{conversationId}}/participants/{{participantId}}/attributes"),
    ("POST", f"{C}/{{conversationId}}/disconnect"),
}


@pytest.fixture(scope="module")
def description() -> Description:
    keep = tuple(sorted({path for _, path in NEEDED}))
    return Description("genesys/conversations-split.yml", "https://api.mypurecloud.de", "", keep, {})


async def test_calls_and_answers_are_as_described(description: Description) -> None:
    genesys = Played()
    async with opened(genesys) as (hub, vendor, case):
        await hub.check()
        genesys.joins(case.ref)
        await hub.typing(case, True)
        await hub.deliver(case, customer_says(UNICODE, files=(BILL,)), KeptSteps())
        genesys.says(case.ref, "Hello", files=["a.txt"])
        await hub.note(case, "The customer is in a hurry.", KeptSteps())
        await hub.catch_up(case)
        await hub.close(case, "It is over.", KeptSteps())
        used = set()
        for asked, said in vendor.exchanges:
            if asked.path == "/oauth/token":  # of another host, and in no description
                continue
            both = replace(said, status=200) if "/inbound/" in asked.path else said  # 200 and 202 have one shape
            description.check_one(asked, both)
            used.add((asked.method, template_of(asked.path)))
    assert used == NEEDED


def template_of(path: str) -> str:
    return next(
        template
        for template in sorted((path for _, path in NEEDED), key=lambda one: one.count("{"))
        if len(template.split("/")) == len(path.split("/"))
        and all(
            want == got or want.startswith("{") for want, got in zip(template.split("/"), path.split("/"), strict=True)
        )
    )


async def test_the_check_sees_what_is_not_as_described(description: Description) -> None:
    async with opened(Played()) as (hub, vendor, _):
        body = {"channel": {"from": {"id": "x", "idType": "Person"}, "time": "2026-11-21T10:00:00Z", "messageId": "m"}}
        await hub._json("POST", f"{C}/messages/{INTEGRATION}/inbound/open/message", json=body)
        with pytest.raises(OpenAPIError):
            description.check_one(*vendor.exchanges[-1])


# ---- what its people see ----


async def test_the_package_is_whole_in_the_chat_and_among_the_attributes_and_what_was_said_comes_after_it() -> None:
    genesys = Played()
    async with opened(genesys) as (_, _, case):
        line, package, transcript = genesys.seen(case.ref)
        fields = genesys.fields(case.ref)
    assert line.text == "[Segue] High urgency · Second charge of order 4711 & <refund>"
    assert package.text == "[Segue] " + OPENING.rendered("text", KIND.most_package - 8)
    assert len(package.text.encode()) <= KIND.most_package
    assert "high urgency" in package.text.splitlines()[0]
    assert {one.by for one in (line, package, transcript)} == {"us"}
    assert transcript.text.startswith("[Segue] Transcript, part 1 of 1\n")
    assert OPENING.transcript_text in transcript.text
    assert fields["name"] == "Maria Gruber"
    assert fields["segue_urgency"] == "high"
    assert fields["segue_what"] == OPENING.rendered("flat")["what"]
    assert fields["segue_tags"] == "segue urgency-high reason-big-account-billing"


async def test_the_customers_words_are_theirs_and_nobody_elses() -> None:
    genesys = Played()
    async with opened(genesys) as (hub, _, case):
        await hub.deliver(case, customer_says(UNICODE, files=(BILL,)), KeptSteps())
        await hub.deliver(case, ToHub("d_2", "bot", "Refunds take five days.", AT), KeptSteps())
        words, bots = genesys.seen(case.ref)[-2:]
    assert (words.by, words.text, words.files) == ("customer", UNICODE, (BILL.url,))
    assert (bots.by, bots.text) == ("us", "[Segue, the assistant] Refunds take five days.")


async def test_typing_is_shown_until_the_words_come() -> None:
    genesys = Played()
    async with opened(genesys) as (hub, _, case):
        await hub.typing(case, True)
        assert genesys.customer_types(case.ref)
        await hub.deliver(case, customer_says("Here I am"), KeptSteps())
        assert not genesys.customer_types(case.ref)


async def test_at_the_end_its_people_are_told_why_and_it_is_over_there_however_often() -> None:
    genesys = Played()
    async with opened(genesys) as (hub, _, case):
        for _ in range(2):
            await hub.close(case, "The customer left.", KeptSteps())
        assert genesys.closed(case.ref)
        assert "[Segue] The customer left." in [one.text for one in genesys.seen(case.ref)]


# ---- once, whatever is lost ----


@pytest.mark.parametrize("at", range(1, 7))
async def test_an_opening_whose_answer_was_lost_is_there_once(at: int) -> None:
    """Each of its calls in turn: the line that names the conversation may stand there twice, the package never does."""
    genesys, steps = Played(), KeptSteps()
    async with connected(genesys) as (hub, _):
        genesys.faults.coming = [*(["whole"] * (at - 1)), "late 500"]
        try:
            found = await hub.open(OPENING, steps)
        except DeliveryFailed:
            found = await hub.open(OPENING, steps)
        told = [one.text for one in genesys.seen(found.ref)]
    assert genesys.refs() == [f"segue-{OPENING.id}"]
    assert len(told) == len(set(told)) + (1 if at == 1 else 0)
    assert len(set(told)) == 3
    assert genesys.fields(found.ref)["segue_urgency"] == "high"


async def test_a_message_whose_answer_was_lost_is_there_once_and_in_order() -> None:
    genesys, steps = Played(), KeptSteps()
    async with opened(genesys) as (hub, _, case):
        genesys.faults.coming = ["late 502"]
        with pytest.raises(DeliveryFailed) as failed:
            await hub.deliver(case, customer_says("Once, please"), steps)
        await hub.deliver(case, customer_says("Once, please"), steps)
        await hub.deliver(case, customer_says("Once, please", "d_2"), KeptSteps())
        told = [one.text for one in genesys.seen(case.ref)]
    assert failed.value.trouble is Trouble.UNKNOWN
    assert told.count("Once, please") == 2  # said twice, and there twice


async def test_a_conversation_that_is_named_and_not_there_yet_is_waited_for() -> None:
    genesys, steps = Played(), KeptSteps()
    async with connected(genesys) as (hub, _):
        genesys.faults.coming = ["whole", "whole", "whole", 404]
        with pytest.raises(DeliveryFailed) as failed:
            await hub.open(OPENING, steps)
        await hub.open(OPENING, steps)
    assert (failed.value.trouble, failed.value.retry_after_s) == (Trouble.PASSING, 3.0)


# ---- what its people do ----


async def test_a_message_is_told_once_under_the_same_id_by_webhook_and_when_caught_up_with() -> None:
    genesys = Played()
    async with opened(genesys) as (hub, _, case):
        genesys.joins(case.ref)
        first = told_by(hub, genesys.says(case.ref, UNICODE, files=["a.txt"]))
        caught = await hub.catch_up(case)
    assert [(one.what, one.ref, one.text, one.files[0].name) for one in first] == [
        (What.MESSAGE, case.ref, UNICODE, "a.txt")
    ]
    assert [one.id for one in caught if one.what is What.MESSAGE] == [first[0].id]
    assert [one.what for one in caught] == [What.JOINED, What.MESSAGE]


async def test_who_joins_and_the_end_are_seen_by_looking_each_once() -> None:
    genesys = Played()
    async with opened(genesys) as (hub, _, case):
        assert await heard(hub, case) == ([], "")
        genesys.joins(case.ref, "Ana")
        joined, cursor = await heard(hub, case)
        again, same = await heard(hub, case, cursor)
        genesys.transfers(case.ref, "Ben")
        moved, cursor = await heard(hub, case, cursor)
        genesys.ends(case.ref)
        over, _ = await heard(hub, case, cursor)
    assert [(one.what, one.agent_name, one.agent) for one in joined] == [(What.JOINED, "Ana", "user-ana")]
    assert (again, same) == ([], joined[0].id)
    assert [(one.what, one.agent_name) for one in moved] == [(What.JOINED, "Ben")]
    assert [(one.what, one.by) for one in over] == [(What.ENDED, "agent")]


def test_between_two_agents_it_is_not_over() -> None:
    agent = {"id": "a", "purpose": "agent", "state": "disconnected", "connectedTime": "2026-11-21T10:00:00Z"}
    customer = {"id": "c", "purpose": "customer", "state": "connected"}
    queue = {"id": "q", "purpose": "acd", "state": "connected"}
    moving = {"participants": [customer, {**agent, "disconnectType": "transfer"}]}
    waiting = {"participants": [customer, queue, {**agent, "disconnectType": "client"}]}
    over = {"participants": [customer, {**agent, "disconnectType": "client"}]}
    kinds = [[told.what for told in of_participants("r", whole)] for whole in (moving, waiting, over)]
    assert kinds == [[What.JOINED], [What.JOINED], [What.JOINED, What.ENDED]]


async def test_typing_is_told_and_receipts_echoes_bots_and_notes_are_not() -> None:
    genesys = Played()
    async with opened(genesys) as (hub, _, case):
        assert [one.what for one in told_by(hub, genesys.types(case.ref))] == [What.TYPING]
        assert told_by(hub, genesys.notes(case.ref, "secret")) == []
        assert told_by(hub, [genesys.receipt(case.ref)]) == []
        whole = json.loads(genesys.says(case.ref, "hello")[0].body)
        for changed in ({"direction": "Inbound"}, {"originatingEntity": "Bot"}):
            assert told_by(hub, [genesys.signed({**whole, **changed})]) == []


async def test_webhooks_that_it_did_not_sign_are_refused_and_those_cut_short_cannot_be_read() -> None:
    genesys = Played()
    async with opened(genesys) as (hub, _, case):
        (right,) = genesys.says(case.ref, "hello")
        for wrong in (
            replace(right, body=right.body + b" "),
            genesys.signed(right.body, "other"),
            replace(right, headers={}),
        ):
            with pytest.raises(NotSignedIn):
                hub.verify(wrong)
        with pytest.raises(Invalid):
            hub.read(genesys.signed(right.body[: len(right.body) // 2]))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["id", "type", "channel", "to", "text", "content", "attachment", "events", "direction"]
                ),
                inner,
            )
        ),
        max_leaves=12,
    ),
    st.sampled_from(["Text", "Event", "Receipt"]),
)
def test_whatever_comes_is_read_or_refused(told: Any, kind: str) -> None:
    body = {**told, "type": kind} if isinstance(told, dict) else told
    try:
        found = of_webhook(Webhook({}, json.dumps(body).encode(), AT))
    except Invalid:
        return
    assert all(one.id and one.ref for one in found)


# ---- errors ----


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (429, Trouble.PASSING),
        (503, Trouble.PASSING),
        (500, Trouble.UNKNOWN),
        (400, Trouble.REFUSED),
        (403, Trouble.PAUSED),
        ("html", Trouble.UNKNOWN),
        ("half", Trouble.UNKNOWN),
    ],
)
async def test_what_each_kind_of_answer_means(fault: int | str, trouble: Trouble) -> None:
    genesys = Played()
    async with opened(genesys) as (hub, _, case):
        genesys.faults.coming = [fault, fault]
        with pytest.raises(DeliveryFailed) as failed:
            await hub.deliver(case, customer_says("hello"), KeptSteps())
    assert failed.value.trouble is trouble
    assert SECRET not in str(failed.value)
    assert "hello" not in str(failed.value)


async def test_a_token_that_is_no_longer_accepted_is_exchanged_once_and_nobody_notices() -> None:
    genesys = Played()
    async with opened(genesys) as (hub, _, case):
        genesys.tokens.append("another")
        await hub.deliver(case, customer_says("hello"), KeptSteps())
        assert genesys.seen(case.ref)[-1].text == "hello"
        assert await hub.check() == "the Open Messaging integration 'Segue' of mypurecloud.de"


async def test_a_client_that_is_not_accepted_pauses_and_says_no_secret() -> None:
    genesys = Played(secrets={"genesys_client": "wrong", "genesys_signs": "x"})
    async with connected(genesys) as (hub, _):
        with pytest.raises(DeliveryFailed) as failed:
            await hub.open(OPENING, KeptSteps())
    assert failed.value.trouble is Trouble.PAUSED
    assert "wrong" not in str(failed.value)


@pytest.mark.parametrize("region", ["evil.example", "mypurecloud.de.evil.example", "x/../y", "mypurecloud.de@evil"])
async def test_a_region_that_is_none_is_refused(region: str) -> None:
    with pytest.raises(Invalid):
        async with connected(Played(), region=region):
            pass


async def test_an_id_that_is_none_never_stands_in_an_address() -> None:
    async with opened(Played()) as (hub, vendor, case):
        before = len(vendor.exchanges)
        for bad in ("../x", "a/b", "", "x?y"):
            with pytest.raises(DeliveryFailed):
                await hub.catch_up(replace(case, state={"conversation": bad}))
        assert len(vendor.exchanges) == before
    assert HubSettings("desk", "genesys").kind == KIND.name
