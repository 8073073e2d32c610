"""LivePerson as a place where humans work, played on loopback; bodies and events held against its schemas of 2017.

The schemas know bodies, not paths; paths and headers are of the vendor's pages, and those of the Messaging REST API of
two independent clients that agree.
"""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.hub_openings import AT, BILL, OPENING, KeptSteps, case_of, connected, customer_says, told_by, with_state
from fakes.hubs.liveperson import ACCOUNT, SECRET, Played
from fakes.vendor import Vendor
from segue.domain.attachments import File
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid, NotSignedIn
from segue.domain.hubs import CaseKind, HubCase, What
from segue.hub_kinds.liveperson import KIND
from segue.hubs.liveperson import LivePersonHub
from segue.hubs.liveperson.events import of_message, of_webhook
from segue.ports.hubs import ToHub, Webhook
from segue.ports.listeners import DeliveryFailed

UNICODE = 'Grüße & <script> 团队 مرحبا 👩‍👩‍👧 "x" \\ {"a":1}'
SEND = f"/api/account/{ACCOUNT}/messaging/consumer/conversation"


@asynccontextmanager
async def opened(liveperson: Played, **changed: Any) -> AsyncIterator[tuple[LivePersonHub, Vendor, HubCase]]:
    async with connected(liveperson) as (hub, vendor):
        case = case_of(await hub.open(replace(OPENING, **changed), KeptSteps()), CaseKind.LIVE)
        yield hub, vendor, case


# ---- its schemas ----


class Schemas:
    """Found beside `$SEGUE_DATA`. A reference to another file is relative to where it stands."""

    def __init__(self) -> None:
        data = os.environ.get("SEGUE_DATA")
        self._root = Path(data or "").resolve().parent / "specs" / "liveperson" / "schema-2017"
        if not data or not self._root.is_dir():
            pytest.skip("not checked: SEGUE_DATA names no folder with LivePerson's schemas beside it")
        self.used: set[str] = set()

    def check(self, file: str, value: Any) -> None:
        jsonschema = pytest.importorskip("jsonschema", reason="not checked: jsonschema is not installed")
        self.used.add(file)
        jsonschema.Draft4Validator(self._read(file)).validate(value)

    def _read(self, file: str) -> Any:
        path = (self._root / file).resolve()
        return self._whole(json.loads(path.read_text("utf-8")), path.parent)

    def _whole(self, schema: Any, at: Path) -> Any:
        if isinstance(schema, list):
            return [self._whole(one, at) for one in schema]
        if not isinstance(schema, dict):
            return schema
        if isinstance(schema.get("$ref"), str):
            path = (at / schema["$ref"]).resolve()
            return self._whole(json.loads(path.read_text("utf-8")), path.parent)
        found = {name: self._whole(value, at) for name, value in schema.items() if name != "$schema"}
        # a default that is read-only is the only value there is: the schemas tell kinds of events apart by it alone
        if str(found.get("readonly", "")).lower() == "true" and "default" in found:
            return {"type": "string", "enum": [found["default"]]}
        # "any" is no type of JSON Schema
        return {name: value for name, value in found.items() if (name, value) != ("type", "any")}


@pytest.fixture
def schemas() -> Schemas:
    return Schemas()


BODIES = {
    "infra/req.json",
    "infra/notification.json",
    "userprofile/customerInfo.json",
    "userprofile/personalInfo.json",
    "ms/PublishEvent.json",
    "ms/messagingEventNotification.json",
    "cm/types/StateChange.json",
}


def body_check(schemas: Schemas, request: Any) -> None:
    schemas.check("infra/req.json", request)
    body = request["body"]
    if request["type"] == "userprofile.SetUserProfile":
        customer, personal = body["authenticatedData"]["lp_sdes"]
        schemas.check("userprofile/customerInfo.json", customer)
        schemas.check("userprofile/personalInfo.json", personal)
    elif request["type"] == "ms.PublishEvent":
        schemas.check("ms/PublishEvent.json", body)
    elif request["type"] == "cm.UpdateConversationField":
        # a list in the schema, one alone in the Connector API's pages
        schemas.check("cm/types/StateChange.json", body["conversationField"])


async def test_bodies_and_events_are_as_the_schemas_have_them(schemas: Schemas) -> None:
    liveperson = Played()
    async with opened(liveperson) as (hub, vendor, case):
        await hub.typing(case, True)
        await hub.typing(case, False)
        await hub.deliver(case, customer_says(UNICODE), KeptSteps())
        await hub.close(case, "It is over.", KeptSteps())
        for asked in vendor.asked:
            if asked.path.startswith(SEND):
                body = json.loads(asked.body)
                for request in body if isinstance(body, list) else [body]:
                    body_check(schemas, request)
    async with opened(liveperson) as (_, _, case):
        events = [*liveperson.says(case.ref, "hello"), *liveperson.reads(case.ref)]
        for webhook in events:
            told = json.loads(webhook.body)
            schemas.check("infra/notification.json", told)
            schemas.check("ms/messagingEventNotification.json", told["body"])
    assert schemas.used == BODIES


async def test_the_check_sees_what_is_not_as_described(schemas: Schemas) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    event = {"type": "ChatStateEvent", "chatState": "DANCING"}
    with pytest.raises(jsonschema.ValidationError):
        schemas.check("ms/PublishEvent.json", {"dialogId": "d", "event": event})
    with pytest.raises(jsonschema.ValidationError):
        schemas.check("cm/types/StateChange.json", {"field": "ConversationStateField", "conversationState": "OPEN"})


# ---- what its people see ----


async def test_the_package_is_whole_the_customer_is_known_and_the_transcript_follows() -> None:
    liveperson = Played()
    async with opened(liveperson, team="42") as (_, _, case):
        package, transcript = liveperson.seen(case.ref)
        fields = liveperson.fields(case.ref)
    assert package.text == "[Segue] " + OPENING.rendered("text", KIND.most_package - 8)
    assert "high urgency" in package.text.splitlines()[0]
    assert (package.by, transcript.by) == ("us", "us")
    assert OPENING.transcript_text in transcript.text
    assert (fields["priority"], fields["team"]) == ("PRIORITIZED", "42")
    assert (fields["customerId"], fields["firstname"], fields["lastname"]) == ("cust-42", "Maria", "Gruber")
    assert fields["contacts"] == [{"email": "maria@shop.example"}]


@pytest.mark.parametrize(
    ("urgency", "ttr"), [("soft", "NORMAL"), ("normal", "NORMAL"), ("high", "PRIORITIZED"), ("immediate", "URGENT")]
)
async def test_urgency_is_the_time_to_respond(urgency: str, ttr: str) -> None:
    liveperson = Played()
    async with opened(liveperson, urgency=urgency, team="no id") as (_, _, case):
        assert (liveperson.fields(case.ref)["priority"], liveperson.fields(case.ref)["team"]) == (ttr, "-1")


async def test_the_customers_words_are_theirs_and_nobody_elses() -> None:
    liveperson = Played()
    async with opened(liveperson) as (hub, _, case):
        await hub.deliver(case, customer_says(UNICODE, files=(BILL,)), KeptSteps())
        await hub.deliver(case, ToHub("d_2", "bot", "Refunds take five days.", AT), KeptSteps())
        await hub.note(case, "In a hurry", KeptSteps())
        words, bots, note = liveperson.seen(case.ref)[-3:]
    assert (words.by, words.text) == ("customer", f"{UNICODE}\nbill.pdf: {BILL.url}")
    assert (bots.by, bots.text) == ("us", "[Segue, the assistant] Refunds take five days.")
    assert (note.by, note.text) == ("us", "[Segue] In a hurry")


@pytest.mark.parametrize(("verified", "id_"), [(True, "cust-42"), (False, None)])
async def test_an_id_that_anybody_can_claim_is_not_shown_as_authenticated(verified: bool, id_: str | None) -> None:
    async with connected(Played()) as (hub, vendor):
        await hub.open(replace(OPENING, customer=replace(OPENING.customer, verified=verified)), KeptSteps())
    (profile,) = [json.loads(one.body)[0] for one in vendor.asked if one.path.endswith("/consumer/conversation")]
    assert profile["body"]["authenticatedData"]["lp_sdes"][0]["info"].get("customerId") == id_


async def test_the_longest_transcript_comes_in_parts_that_fit_in_any_script() -> None:
    liveperson = Played()
    async with opened(liveperson, transcript_text="团队👩" * 60_000) as (_, _, case):
        told = liveperson.seen(case.ref)
    assert len(told) == 13
    assert "(what was said before is left out here)" in told[1].text


async def test_many_files_with_long_addresses_come_in_parts_that_fit_and_in_order() -> None:
    liveperson, words = Played(), "Here they are " + "団" * 1_900
    files = tuple(File(f"{n}.pdf", f"https://shop.example/{n}/{'s' * 1_900}", "application/pdf") for n in range(10))
    async with opened(liveperson) as (hub, _, case):
        before = len(liveperson.seen(case.ref))
        await hub.deliver(case, replace(customer_says(words), files=files), KeptSteps(case.state))
    said = "\n".join(one.text for one in liveperson.seen(case.ref)[before:])
    places = [said.index(one.url) for one in files]
    assert words in said
    assert places == sorted(places)


async def test_typing_and_the_end_reach_its_people_however_often() -> None:
    liveperson = Played()
    async with opened(liveperson) as (hub, _, case):
        await hub.typing(case, True)
        assert liveperson.customer_types(case.ref)
        await hub.typing(case, False)
        assert not liveperson.customer_types(case.ref)
        await hub.close(case, "The customer left.", KeptSteps())
        assert liveperson.closed(case.ref)
        assert liveperson.seen(case.ref)[-1].text == "[Segue] The customer left."
        await hub.close(case, "", KeptSteps())


# ---- once, whatever is lost ----


@pytest.mark.parametrize("fault", ["late 500", "half", "html"])
async def test_a_message_whose_answer_was_lost_is_there_once_also_when_its_words_come_again(fault: str) -> None:
    liveperson = Played()
    async with opened(liveperson) as (hub, _, begun):
        case = begun
        for id_ in ("d_1", "d_2"):
            steps = KeptSteps(case.state)
            liveperson.faults.coming = [fault]
            with pytest.raises(DeliveryFailed) as failed:
                await hub.deliver(case, customer_says("ok", id_), steps)
            assert failed.value.trouble is Trouble.UNKNOWN
            await hub.deliver(case, customer_says("ok", id_), steps)
            case = with_state(case, steps)
        told = [one.text for one in liveperson.seen(case.ref)]
    assert told.count("ok") == 2


async def test_one_that_did_not_arrive_is_sent_again() -> None:
    liveperson, steps = Played(), KeptSteps()
    async with opened(liveperson) as (hub, _, case):
        liveperson.faults.coming = [500]
        with pytest.raises(DeliveryFailed):
            await hub.deliver(case, customer_says("ok"), steps)
        await hub.deliver(case, customer_says("ok"), steps)
        assert [one.text for one in liveperson.seen(case.ref)].count("ok") == 1


async def test_an_account_without_a_way_to_read_catches_nothing_up_and_what_was_perhaps_sent_is_a_persons_matter() -> (
    None
):
    liveperson, steps = Played(), KeptSteps()
    del liveperson.services["messagingRestApiDomain"]
    async with opened(liveperson) as (hub, _, case):
        assert await hub.catch_up(case) == ()
        liveperson.faults.coming = ["late 500"]
        with pytest.raises(DeliveryFailed):
            await hub.deliver(case, customer_says("ok"), steps)
        with pytest.raises(DeliveryFailed) as failed:
            await hub.deliver(case, customer_says("ok"), steps)
    assert (failed.value.trouble, failed.value.final) == (Trouble.UNKNOWN, True)


async def test_a_package_whose_answer_was_lost_is_there_once() -> None:
    liveperson, steps = Played(), KeptSteps()
    async with connected(liveperson) as (hub, _):
        liveperson.faults.coming = ["whole", "late 500"]
        with pytest.raises(DeliveryFailed):
            await hub.open(OPENING, steps)
        found = await hub.open(OPENING, steps)
        assert [one.by for one in liveperson.seen(found.ref)] == ["us", "us"]
    assert liveperson.refs() == [found.ref]


async def test_a_conversation_that_was_perhaps_begun_is_a_persons_matter() -> None:
    """A consumer has no list of conversations to look in, and a second one would wait for an agent for nothing."""
    liveperson, steps = Played(), KeptSteps()
    async with connected(liveperson) as (hub, _):
        liveperson.faults.coming = ["late 500"]
        with pytest.raises(DeliveryFailed):
            await hub.open(OPENING, steps)
        with pytest.raises(DeliveryFailed) as failed:
            await hub.open(OPENING, steps)
    assert (failed.value.trouble, failed.value.final) == (Trouble.UNKNOWN, True)
    assert len(liveperson.refs()) == 1


# ---- what its people do ----


async def test_a_message_is_told_once_under_the_same_id_by_webhook_and_when_caught_up_with() -> None:
    liveperson = Played()
    async with opened(liveperson) as (hub, _, case):
        (joined,) = told_by(hub, liveperson.joins(case.ref))
        first = told_by(hub, liveperson.says(case.ref, UNICODE))
        liveperson.notes(case.ref, "secret")
        (ended,) = [one for one in told_by(hub, liveperson.ends(case.ref)) if one.what is What.ENDED]
        caught = await hub.catch_up(case)
    assert [(one.what, one.ref, one.text, one.agent) for one in first] == [
        (What.MESSAGE, case.ref, UNICODE, "agent-ana")
    ]
    assert [one.id for one in caught] == [joined.id, first[0].id, ended.id]
    assert [one.text for one in caught] == ["", UNICODE, ""]
    assert (joined.what, ended.by) == (What.JOINED, "agent")


@pytest.mark.parametrize("name", ["messageAudience", "audience"])
@pytest.mark.parametrize("value", ["AGENTS_AND_MANAGERS", None, "LATER"])
def test_a_private_text_stays_inside_by_whichever_name_its_audience_has(name: str, value: Any) -> None:
    asked = {"originator": {"role": "ASSIGNED_AGENT", "id": "a"}, "sequence": 3, "type": "PLAIN_TEXT"}
    asked |= {"content": {"text": "secret"}, "dialogId": "d"}
    assert of_message("d", asked) is not None
    assert of_message("d", {**asked, name: value}) is None
    change = {"originatorMetadata": {"role": "ASSIGNED_AGENT", "id": "a"}, "sequence": 3, "dialogId": "d"}
    said = {"type": "ContentEvent", "contentType": "text/plain", "message": "secret"}
    for one, told in (({}, 1), ({name: value}, 0), ({"event": {**said, name: value}}, 0)):
        body = {"type": "ms.MessagingEventNotification", "body": {"changes": [{**change, "event": said, **one}]}}
        assert len(of_webhook(Webhook({}, json.dumps(body).encode(), AT))) == told


async def test_more_messages_than_a_page_are_caught_up_with() -> None:
    liveperson = Played()
    async with opened(liveperson) as (hub, _, case):
        for number in range(230):
            liveperson.says(case.ref, f"answer {number}")
        told = await hub.catch_up(case)
    assert [one.text for one in told] == [f"answer {number}" for number in range(230)]


async def test_typing_is_told_and_receipts_echoes_and_what_agents_write_among_themselves_are_not() -> None:
    liveperson = Played()
    async with opened(liveperson) as (hub, _, case):
        assert [one.what for one in told_by(hub, liveperson.types(case.ref))] == [What.TYPING]
        assert told_by(hub, liveperson.notes(case.ref, "secret")) == []
        assert told_by(hub, liveperson.reads(case.ref)) == []
        assert told_by(hub, liveperson.echoes) == []


@pytest.mark.parametrize(
    ("event", "text"),
    [
        ({"message": "<p>Hello <b>you</b></p>", "contentType": "text/html"}, "Hello you"),
        (
            {"message": {"caption": "bill", "relativePath": "/x", "fileType": "PDF"}, "contentType": "hosted/file"},
            "(file: bill)",
        ),
        (
            {
                "content": {
                    "type": "vertical",
                    "elements": [{"type": "text", "text": "Pick"}, {"type": "button", "title": "A"}],
                }
            },
            "Pick\nA",
        ),
    ],
)
def test_what_is_no_plain_text_comes_as_its_words(event: Any, text: str) -> None:
    meta = {"id": "a", "role": "ASSIGNED_AGENT"}
    change = {"sequence": 4, "originatorMetadata": meta, "dialogId": "d", "event": {"type": "ContentEvent", **event}}
    told = {"kind": "notification", "type": "ms.MessagingEventNotification", "body": {"changes": [change]}}
    assert [one.text for one in of_webhook(Webhook({}, json.dumps(told).encode(), AT))] == [text]


async def test_webhooks_that_it_did_not_sign_are_refused_and_those_cut_short_cannot_be_read() -> None:
    liveperson = Played()
    async with opened(liveperson) as (hub, _, case):
        (right,) = liveperson.says(case.ref, "hello")
        for wrong in (
            replace(right, body=right.body + b" "),
            liveperson.signed(right.body, "x"),
            replace(right, headers={}),
        ):
            with pytest.raises(NotSignedIn):
                hub.verify(wrong)
        with pytest.raises(Invalid):
            hub.read(liveperson.signed(right.body[: len(right.body) // 2]))


FIELDS = (
    *("originatorMetadata", "role", "event", "type", "message", "content", "elements", "text", "sequence", "dialogId"),
    *("result", "convId", "conversationDetails", "participants", "stage", "endTs"),
)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(FIELDS),
                inner,
            )
        ),
        max_leaves=12,
    ),
    st.sampled_from(["ms.MessagingEventNotification", "cqm.ExConversationChangeNotification"]),
)
def test_whatever_comes_is_read_or_refused(change: Any, kind: str) -> None:
    body = {"type": kind, "body": {"changes": [change]}}
    try:
        found = of_webhook(Webhook({}, json.dumps(body).encode(), AT))
    except Invalid:
        return
    assert all(one.id and one.ref for one in found)


# ---- credentials, addresses, errors ----


async def test_a_host_that_is_not_livepersons_gets_no_credential() -> None:
    for host in ("evil.example", "liveperson.net.evil.example", "evil.example/.liveperson.net", "x@liveperson.net", ""):
        liveperson = Played()
        liveperson.services["sentinel"] = host
        async with connected(liveperson) as (hub, vendor):
            with pytest.raises(DeliveryFailed) as failed:
                await hub.check()
        assert failed.value.trouble is Trouble.PAUSED
        assert [asked.method for asked in vendor.asked] == ["GET"]


async def test_addresses_and_credentials_are_asked_for_once_and_again_when_they_are_no_longer_accepted() -> None:
    liveperson = Played()
    async with opened(liveperson) as (hub, vendor, case):
        await hub.deliver(case, customer_says("one"), KeptSteps(case.state))
        paths = [asked.path for asked in vendor.asked]
        assert [paths.count(path) for path in paths if "baseURI" in path or "token" in path] == [1, 1]
        liveperson.apps.append("another")
        await hub.deliver(case, customer_says("two"), KeptSteps(case.state))
        assert liveperson.seen(case.ref)[-1].text == "two"


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (429, Trouble.PASSING),
        (503, Trouble.PASSING),
        (500, Trouble.UNKNOWN),
        (400, Trouble.REFUSED),
        (404, Trouble.REFUSED),
    ],
)
async def test_what_each_kind_of_answer_means(fault: int, trouble: Trouble) -> None:
    liveperson = Played()
    async with opened(liveperson) as (hub, _, case):
        liveperson.faults.coming = [fault]
        with pytest.raises(DeliveryFailed) as failed:
            await hub.deliver(case, customer_says("hello"), KeptSteps())
    assert failed.value.trouble is trouble
    assert SECRET not in str(failed.value)


async def test_an_app_that_is_not_accepted_pauses_and_an_account_that_is_none_is_refused() -> None:
    async with connected(Played(secrets={"liveperson_app": "wrong"})) as (hub, _):
        with pytest.raises(DeliveryFailed) as failed:
            await hub.open(OPENING, KeptSteps())
    assert failed.value.trouble is Trouble.PAUSED
    with pytest.raises(Invalid):
        async with connected(Played(), account="1/../2"):
            pass
