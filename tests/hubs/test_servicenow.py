"""ServiceNow's live agents as a place where humans work: handed over to, spoken with, heard by what is posted to us."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.example_package import NOW
from fakes.hub_openings import OPENING, SAID, KeptSteps, case_of, connected, customer_says, with_state
from fakes.hubs.servicenow import AGENTS, PATH, SECRET, STANDING_BY, Played
from segue.calls import Reach
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid, NotSignedIn
from segue.domain.hubs import CaseKind, HubCase, HubSettings, Told, What
from segue.hubs.servicenow import ServiceNowHub
from segue.hubs.servicenow.told import told
from segue.ports.hubs import Webhook
from segue.ports.listeners import DeliveryFailed


async def opened(hub: ServiceNowHub, steps: KeptSteps | None = None) -> HubCase:
    steps = steps or KeptSteps()
    return with_state(case_of(found := await hub.open(OPENING, steps), CaseKind.LIVE), KeptSteps(found.state))


async def test_a_conversation_is_started_and_handed_to_an_agent_with_the_whole_package() -> None:
    played = Played()
    async with connected(played) as (hub, vendor):
        case = await opened(hub)
    session = played.sessions[case.ref]
    assert [one["action"] for one in session.requests] == ["START_CONVERSATION", "AGENT"]
    assert {asked.path for asked in vendor.asked} == {PATH}
    assert case.ref == OPENING.id
    assert (session.user, session.email) == (f"segue-{case.ref}", "maria@shop.example")
    briefing = session.seen[0].text
    assert briefing == f"[Segue] Briefing\n{OPENING.rendered('text', 24_000)}\n\nSegue {OPENING.id}"
    assert "high urgency" in briefing.splitlines()[1]
    fields = played.fields(case.ref)
    assert (fields["segue_urgency"], fields["segue_queue"]) == ("high", "billing")
    assert fields["live_agent_only"] == "true"
    assert all(isinstance(value, str) for value in fields.values())


async def test_the_transcript_goes_along_as_history_in_order_with_thirteen_digits() -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case = await opened(hub)
    history = played.sessions[case.ref].history
    assert [one["isBotMessage"] for one in history] == [False, False, True, False]
    assert history[0]["value"] == f"{SAID[0].text}\nbill.pdf: https://shop.example/f/bill.pdf"
    assert [one["displayName"] for one in history] == ["Maria Gruber", "Maria Gruber", "Bot", "Maria Gruber"]
    assert all(len(one["timestamp"]) == 13 for one in history)


async def test_words_and_typing_go_out_and_only_the_customers_go_under_their_name() -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case = await opened(hub)
        await hub.deliver(case, customer_says("Hello 😡"), KeptSteps())
        await hub.deliver(case, replace(customer_says("I wait.", "d_2"), who="bot"), KeptSteps())
        await hub.note(case, "Is a VIP", KeptSteps())
        await hub.typing(case, on=True)
        assert played.customer_types(case.ref)
        await hub.typing(case, on=False)
    texts = [one.text for one in played.sessions[case.ref].seen[1:]]
    assert texts == ["Hello 😡", "[Segue, the assistant] I wait.", "[Segue] Note: Is a VIP"]
    assert not played.customer_types(case.ref)
    users = {one["userId"] for one in played.sessions[case.ref].requests}
    assert users == {f"segue-{case.ref}"}, "of this handoff alone: the same customer may have another one"


@pytest.mark.parametrize(("verified", "email"), [(True, "maria@shop.example"), (False, "")])
async def test_an_address_that_anybody_can_type_links_to_no_account_of_theirs(verified: bool, email: str) -> None:
    played = Played()
    async with connected(played) as (hub, _):
        customer = replace(OPENING.customer, verified=verified)
        opened_ = await hub.open(replace(OPENING, customer=customer, email="boss@shop.example"), KeptSteps())
    assert {one.get("emailId", "") for one in played.sessions[opened_.ref].requests} == {email}


async def test_what_people_say_is_heard_and_what_the_bot_says_is_not() -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case = await opened(hub)
        assert [hub.read(one) for one in played.posted] == [(), ()]
        (waits,) = played.waits(case.ref, "2 Minutes")
        assert [(one.what, one.wait_s) for one in hub.read(waits)] == [(What.QUEUE, 120.0)]
        (types,) = played.types(case.ref)
        assert [one.what for one in hub.read(types)] == [What.TYPING]
        (said,) = played.says(case.ref, "Hello", files=["https://files.example/form.pdf"])
        hub.verify(said)
        words, file = hub.read(said)
        assert hub.read(said) == (words, file)
        assert words.id != file.id
    assert (words.text, words.agent, words.agent_name, words.ref) == ("Hello", AGENTS["Ana"], "Ana", case.ref)
    assert [(one.name, one.url) for one in file.files] == [("form.pdf", "https://files.example/form.pdf")]


async def test_the_same_words_said_twice_are_heard_twice_even_where_messages_have_no_ids() -> None:
    played = Played(third_party=False)
    async with connected(played) as (hub, _):
        case = await opened(hub)
        (one,), (two,) = played.says(case.ref, "Yes"), played.says(case.ref, "Yes")
        later = replace(two, at=two.at + timedelta(seconds=3))
        assert hub.read(one)[0].id != hub.read(later)[0].id
        assert hub.read(one) == hub.read(one)


async def test_where_agents_have_no_names_words_of_a_chat_with_a_person_are_theirs() -> None:
    played = Played(names_agents=False)
    async with connected(played) as (hub, _):
        case = await opened(hub)
        (said,) = played.says(case.ref, "Hello")
        assert [(one.text, one.agent_name) for one in hub.read(said)] == [("Hello", "")]


async def test_an_agents_end_ends_it_ours_is_no_news_and_control_may_come_back() -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case = await opened(hub)
        (ends,) = played.ends(case.ref)
        assert (hub.read(ends)[-1].what, hub.read(ends)[-1].by) == (What.ENDED, "agent")
        (returns,) = played.returns(case.ref)
        assert [one.what for one in hub.read(returns)] == [What.RETURNED]
        await hub.close(case, "The customer left.", KeptSteps())
        assert hub.read(played.posted[-1]) == ()
    assert played.sessions[case.ref].requests[-1]["message"]["text"] == ""
    assert played.sessions[case.ref].seen[-1].text == "[Segue] The customer left."
    assert played.closed(case.ref)


@pytest.mark.parametrize("fault", ["late 500", "half", "html", 500])
async def test_words_whose_answer_was_lost_are_looked_for_and_there_once(fault: str | int) -> None:
    played = Played()
    async with connected(played) as (hub, _):
        case, steps = await opened(hub), KeptSteps()
        await hub.deliver(case, customer_says("Hello?", "d_0"), steps)
        steps.done.clear()
        played.faults.coming = [fault]
        with pytest.raises(DeliveryFailed) as failed:
            await hub.deliver(case, customer_says("Hello?"), steps)
        assert failed.value.trouble is Trouble.UNKNOWN
        await hub.deliver(case, customer_says("Hello?"), steps)
    assert [one.text for one in played.sessions[case.ref].seen].count("Hello?") == 2


async def test_where_messages_may_not_be_looked_at_lost_words_are_left_to_a_person() -> None:
    played = Played(reads_messages=False)
    async with connected(played) as (hub, _):
        case, steps = await opened(hub), KeptSteps()
        for _ in range(2):
            played.faults.coming = ["late 500"] if not steps.done else []
            with pytest.raises(DeliveryFailed) as failed:
                await hub.deliver(case, customer_says("Hello?"), steps)
        assert (failed.value.trouble, failed.value.final) == (Trouble.UNKNOWN, True)
    assert [one.text for one in played.sessions[case.ref].seen].count("Hello?") == 1


@pytest.mark.parametrize("fault", ["late 500", "half", "html"])
async def test_a_handoff_whose_answer_was_lost_reaches_the_same_session(fault: str) -> None:
    played, steps = Played(), KeptSteps()
    async with connected(played) as (hub, _):
        for _ in range(3):
            played.faults.coming = [fault]
            with suppress(DeliveryFailed):
                await hub.open(OPENING, steps)
        played.faults.coming = []
        await hub.open(OPENING, steps)
    assert played.refs() == (OPENING.id,)
    assert played.sessions[OPENING.id].with_agent
    assert [one.text.startswith("[Segue] Briefing") for one in played.sessions[OPENING.id].seen].count(True) == 1
    ids = {one["requestId"] for one in played.sessions[OPENING.id].requests}
    assert len(ids) == 2  # whoever looks at them sees that it was the same


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
            await hub.deliver(case, customer_says("Hello?"), KeptSteps())
    assert failed.value.trouble is trouble
    assert "pa55word" not in str(failed.value)


async def test_check_says_who_we_are() -> None:
    async with connected(Played()) as (hub, _):
        assert await hub.check() == "signed in to acme.service-now.com as Segue"


def hub_alone() -> ServiceNowHub:
    settings = HubSettings("desk", "servicenow", {"account": "acme", "user": "segue"})
    return ServiceNowHub(settings, {"secret": "k", "webhook_secret": f"old\n{SECRET}"}, Reach(None, None))  # type: ignore[arg-type]


@pytest.mark.parametrize("headers", [{}, {"x-segue-secret": "wrong"}, {"x-segue-secret": ""}])
def test_only_who_knows_our_secret_is_heard(headers: dict[str, str]) -> None:
    hub_alone().verify(Webhook({"x-segue-secret": SECRET}, b"{}", NOW))
    with pytest.raises(NotSignedIn):
        hub_alone().verify(Webhook(headers, b"{}", NOW))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)
ELEMENTS = st.dictionaries(
    st.sampled_from(["uiType", "actionType", "value", "label", "agentInfo", "messageId", "waitTime", "spinnerType"]),
    st.sampled_from(["OutputText", "OutputLink", "OutputHtml", "ActionMsg", "StartSpinner", "wait_time", "9 hours"])
    | VALUES,
)
BODIES = st.fixed_dictionaries(
    {
        "clientSessionId": st.just("h_7"),
        "body": st.lists(ELEMENTS, max_size=3) | ELEMENTS | VALUES,
        "agentChat": st.just(True),
    }
)


@given(st.one_of(st.binary(max_size=60), BODIES, VALUES))
def test_answers_of_any_shape_are_read_or_refused(body: Any) -> None:
    whole = body if isinstance(body, bytes) else json.dumps(body).encode()
    with suppress(Invalid):
        assert all(isinstance(one, Told) and one.id and one.ref for one in hub_alone().read(Webhook({}, whole, NOW)))


def test_what_people_write_as_html_or_as_a_label_is_text() -> None:
    whole = {
        "agentChat": True,
        "body": [
            {"uiType": "OutputHtml", "value": "<p>One <b>two</b></p><script>x()</script>"},
            {"uiType": "OutputText", "label": "File got"},
            {"uiType": "OutputImage", "value": "https://files.example/a.png"},
            {"uiType": "OutputLink", "value": {"action": "javascript:alert(1)"}},
            {"uiType": "OutputText", "value": STANDING_BY, "agentInfo": {"sentFromAgent": False}},
        ],
    }
    found = list(told("h_7", whole, NOW, ended_by_us="end"))
    assert [one.text for one in found] == ["One two", "File got", ""]
    assert found[2].files[0].name == "a.png"
