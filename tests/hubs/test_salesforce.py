"""Salesforce messaging as a place where humans work: opened, spoken in and heard, played on loopback."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from fakes.hub_openings import OPENING, KeptSteps, case_of, connected, customer_says, with_state
from fakes.hubs.salesforce import BASE, Played
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid
from segue.domain.hubs import CaseKind, HubCase, Told, What
from segue.hubs.salesforce import MOST_BYTES, SalesforceHub
from segue.hubs.salesforce.access import site_of
from segue.hubs.salesforce.entries import told, uuid_of
from segue.ports.listeners import DeliveryFailed


async def opened(hub: SalesforceHub, steps: KeptSteps | None = None) -> HubCase:
    steps = steps or KeptSteps()
    return with_state(case_of(await hub.open(OPENING, steps), CaseKind.LIVE), steps)


class Listener:
    """What a stream told, and where it goes on from."""

    def __init__(self) -> None:
        self.heard: list[Told] = []
        self.cursor = ""

    async def take(self, told: Sequence[Told], cursor: str) -> None:
        self.heard += told
        self.cursor = cursor

    async def listens(self, hub: SalesforceHub, case: HubCase) -> list[What]:
        before = len(self.heard)
        await hub.listen(case, self.cursor, self.take)
        return [one.what for one in self.heard[before:]]


async def test_the_briefing_comes_first_and_the_transcript_behind_it() -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case = await opened(hub)
    seen = [one.text for one in played.seen(case.ref)]
    whole = OPENING.rendered("text", 24_000)
    assert "high urgency" in seen[0].splitlines()[1]
    assert seen[0] == f"[Segue] Briefing\n{whole}"
    assert seen[1] == f"[Segue] Transcript\n{OPENING.transcript_text}"
    assert played.refs() == (uuid_of("desk", OPENING.id),)


async def test_parameters_of_the_channel_are_filled_as_the_policy_names_them() -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case = await opened(hub)
    fields = played.fields(case.ref)
    assert (fields["Segue_Urgency"], fields["Segue_Queue"]) == ("high", "billing")
    assert fields["Segue_Customer"] == "Maria Gruber"
    assert "4711" in fields["Segue_What"]
    assert all(len(value) <= 255 for value in fields.values())
    none = Played()
    async with connected(none, fields="none") as (hub, _):
        case = await opened(hub)
    assert none.fields(case.ref) == {}


async def test_long_texts_go_in_portions_that_the_service_takes() -> None:
    played = Played()
    long = replace(OPENING, transcript_text="\n".join(["я" * 300] * 60))
    async with connected(played) as (hub, _):
        await hub.open(long, KeptSteps())
    parts = [one.text for one in played.seen(played.refs()[0]) if one.text.startswith("[Segue] Transcript")]
    assert len(parts) > 2
    assert all(len(part.encode()) <= MOST_BYTES for part in parts)
    assert sum(part.count("я") for part in parts) == 300 * 60


@pytest.mark.parametrize("sign", ['"', "\\", "x\n", "😡", "团"])
async def test_words_that_take_twice_the_room_in_json_still_fit(sign: str) -> None:
    played, words = Played(), sign * 9_000
    async with connected(played) as (hub, _):
        opened_ = await hub.open(replace(OPENING, transcript_text=words), KeptSteps())
        steps = KeptSteps(opened_.state)
        before = len(played.seen(opened_.ref))
        await hub.deliver(case_of(opened_), customer_says(words), steps)
        await hub.note(case_of(opened_), words, steps)
    said = "".join(one.text for one in played.seen(opened_.ref)[before:])
    assert said.count(sign.strip()) >= 2 * 9_000


async def test_words_go_out_as_the_customers_and_others_words_under_a_name() -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case = await opened(hub)
        before = len(played.seen(case.ref))
        steps = KeptSteps(case.state)
        await hub.deliver(case, customer_says("Hello 😡"), steps)
        await hub.deliver(case, replace(customer_says("I wait.", "d_2"), who="bot"), KeptSteps(case.state))
        await hub.note(case, "Is a VIP", KeptSteps(case.state))
        await hub.typing(case, on=True)
    seen = played.seen(case.ref)[before:]
    assert [one.by for one in seen] == ["customer"] * 3
    assert seen[0].text == "Hello 😡"
    assert seen[1].text.startswith("[Segue, the assistant]")
    assert seen[2].text == "[Segue] Note\nIs a VIP"
    assert played.customer_types(case.ref)


async def test_what_people_do_is_heard_by_stream_once_and_caught_up_with_under_the_same_ids() -> None:
    played, listener = Played(), Listener()
    async with connected(played) as (hub, _):
        case = await opened(hub)
        assert await listener.listens(hub, case) == [What.QUEUE]
        assert listener.heard[0].wait_s == 90
        played.joins(case.ref)
        played.types(case.ref)
        played.says(case.ref, "Hello, this is Ana", files=("https://files.example/form.pdf",))
        played.bot_says(case.ref, "I am a bot")
        played.transfers(case.ref, "Ben")
        played.ends(case.ref)
        whats = await listener.listens(hub, case)
        assert whats == [What.JOINED, What.TYPING, What.MESSAGE, What.TRANSFERRED, What.JOINED, What.ENDED]
        assert await listener.listens(hub, case) == []
        caught = await hub.catch_up(case)
    message = next(one for one in listener.heard if one.what is What.MESSAGE)
    assert (message.agent_name, message.text) == ("Ana", "Hello, this is Ana")
    assert [file.name for file in message.files] == ["form.pdf"]
    assert listener.heard[-1].by == "agent"
    assert [one.id for one in caught] == [one.id for one in listener.heard if one.what is not What.TYPING]


@pytest.mark.parametrize("fault", ["late 500", "half", "html", "late 504"])
async def test_an_answer_that_was_lost_leaves_nothing_there_twice(fault: str) -> None:
    played, steps = Played(), KeptSteps()
    async with connected(played) as (hub, _):
        for _ in range(8):
            played.faults.coming = [fault]
            with suppress(DeliveryFailed):
                await hub.open(OPENING, steps)
        played.faults.coming = []
        case = with_state(case_of(await hub.open(OPENING, steps), CaseKind.LIVE), steps)
        before = len(played.seen(case.ref))
        said = KeptSteps(case.state)
        played.faults.coming = [fault]
        with suppress(DeliveryFailed):
            await hub.deliver(case, customer_says("Hello?"), said)
        await hub.deliver(case, customer_says("Hello?"), said)
        await hub.deliver(case, customer_says("Hello?", "d_2"), KeptSteps(case.state))
    assert len(played.refs()) == 1
    assert [one.text for one in played.seen(case.ref)[before:]] == ["Hello?", "Hello?"]
    assert sum(one.text.startswith("[Segue] Briefing") for one in played.seen(case.ref)) == 1


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [(429, Trouble.PASSING), (503, Trouble.PASSING), (401, Trouble.PAUSED), (400, Trouble.REFUSED)],
)
async def test_what_is_not_taken_says_what_follows(fault: int, trouble: Trouble) -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case = await opened(hub)
        played.faults.coming = [fault]
        with pytest.raises(DeliveryFailed) as failed:
            await hub.deliver(case, customer_says("Hello?"), KeptSteps(case.state))
    assert failed.value.trouble is trouble
    assert case.state["token"] not in str(failed.value)


async def test_it_is_closed_once_and_the_guests_token_is_forgotten_then() -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case = await opened(hub)
        steps = KeptSteps(case.state)
        await hub.close(case, "The customer left.", steps)
    assert played.closed(case.ref)
    assert played.seen(case.ref)[-1].text == "[Segue] The customer left."
    assert "token" not in steps.state


async def test_a_guests_token_that_has_ended_ends_the_case_and_pauses_nothing() -> None:
    played, listener = Played(tokens_end=1_000), Listener()
    async with connected(played) as (hub, _):
        case = await opened(hub)
        assert await listener.listens(hub, case) == [What.ENDED]
        played.tokens.clear()
        with pytest.raises(DeliveryFailed) as failed:
            await hub.deliver(case, customer_says("Hello?"), KeptSteps(case.state))
    assert failed.value.trouble is Trouble.REFUSED
    assert listener.heard[0].by == "system"


async def test_with_user_verification_no_token_is_kept_and_a_new_one_reaches_the_same_conversation() -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    played = Played(secrets={"sf": pem}, keys={"segue-1": key.public_key()})
    async with connected(played, secret="sf") as (hub, _):
        case = await opened(hub)
    assert "token" not in case.state
    async with connected(played, secret="sf") as (hub, vendor):  # as after a start anew
        played.says(case.ref, "Hello")
        assert [one.what for one in await hub.catch_up(case)] == [What.QUEUE, What.MESSAGE]
        await hub.close(case, "", KeptSteps(case.state))
    assert vendor.asked[-1].path == f"{BASE}/conversation/{case.ref}/session"


async def test_a_key_that_is_none_pauses_and_is_not_told() -> None:
    played = Played(secrets={"sf": "no key at all"})
    async with connected(played, secret="sf") as (hub, _):
        with pytest.raises(DeliveryFailed) as failed:
            await hub.open(OPENING, KeptSteps())
    assert failed.value.trouble is Trouble.PAUSED
    assert "no key at all" not in str(failed.value)


async def test_a_stream_that_is_refused_pauses_and_events_of_others_are_passed_over() -> None:
    played, listener = Played(), Listener()
    async with connected(played) as (hub, _):
        case = await opened(hub)
        other = await hub.open(replace(OPENING, id="h_other"), KeptSteps())
        played.says(other.ref, "For somebody else")
        assert What.MESSAGE not in await listener.listens(hub, case)
        played.tokens.clear()
        with pytest.raises(DeliveryFailed) as failed:
            await hub.listen(case, "", listener.take)
    assert failed.value.trouble is Trouble.PAUSED


async def test_check_says_which_deployment_answers() -> None:
    async with connected(Played()) as (hub, _):
        assert "Segue" in await hub.check()


def test_a_routing_that_fails_ends_it_and_an_entry_without_id_is_refused() -> None:
    payload = {"entryType": "RoutingResult", "routingType": "Initial", "failureType": "RoutingError"}
    entry = {"identifier": "e1", "entryType": "RoutingResult", "entryPayload": json.dumps(payload)}
    assert [(one.what, one.by) for one in told("r", entry)] == [(What.ENDED, "system")]
    with pytest.raises(Invalid):
        list(told("r", {"entryType": "RoutingResult", "entryPayload": "{"}))


@pytest.mark.parametrize(
    "url",
    ["http://acme.my.salesforce-scrt.com", "https://salesforce.com.evil.example", "", "https://a b.salesforce.com"],
)
def test_credentials_go_to_no_other_address(url: str) -> None:
    with pytest.raises(Invalid):
        site_of(url, "https://acme.my.salesforce.com")
