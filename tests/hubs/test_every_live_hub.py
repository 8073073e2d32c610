"""What every hub that takes live conversations does, whichever it is: the same stories, told to each of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from house import ASKS, House, housing, kinds_that, playing

from segue.domain.attachments import File
from segue.domain.conversation import Kind, Role
from segue.domain.errors import Invalid, NotSignedIn
from segue.domain.hubs import Can
from segue.domain.lifecycle import State
from segue.flows import converse, serve
from segue.flows.hub_inbox import accept
from segue.flows.hub_streams import catch_up_cases
from segue.ports.bots import Typing
from segue.ports.hub_events import DueHubEvents
from segue.ports.hubs import Webhook

LIVE = kinds_that(Can.LIVE)
NOWHERE_TO_LOOK = frozenset({"liveperson"})
"""A conversation that was perhaps begun there can be found by nobody: their pages say so."""
UNICODE = (
    "Grüße, café, naïve",
    "团队 こんにちは 안녕하세요",
    "مرحبا بالعالم",
    "שלום",
    "👩‍👩‍👧 🏳️‍🌈 e\u0301",
    "<b>not bold</b> & \"quoted\" 'too' <script>alert(1)</script>",
    "{{ticket.id}} ${x} %s",
)


@pytest.fixture(params=LIVE)
async def house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[House]:
    async with housing(tmp_path, playing(request.param)) as found:
        yield found


def needs(house: House, can: Can) -> None:
    if can not in house.can:
        pytest.skip(f"{house.hub.kind} says that it cannot: {can.value}")


# --- out --------------------------------------------------------------------------------------------------------------


async def test_the_whole_package_and_all_that_was_said_is_there_before_the_customer_says_more(house: House) -> None:
    ref = await house.open()
    there = house.all_of(ref)
    for words in ("4711", "Ana Duarte", "enterprise", "Customer care", ASKS, "Refunds take five working days. Grüße!"):
        assert words in there, words
    assert (await house.handoff()).state is State.QUEUED


async def test_how_urgent_it_is_can_be_seen_without_scrolling(house: House) -> None:
    ref = await house.open()
    first = "\n".join(seen.text[:400] for seen in house.package(ref)[:2])
    assert "high" in (first + str(house.hub.fields(ref))).lower()


async def test_what_the_customer_writes_arrives_in_order_and_once(house: House) -> None:
    ref = await house.open()
    said = [f"line {number}" for number in range(5)]
    for words in said:
        await house.customer(words)
    await house.later()
    assert [text for text in house.by("customer", ref) if text in said] == said


async def test_texts_of_all_scripts_arrive_as_they_are(house: House) -> None:
    ref = await house.open()
    for words in UNICODE:
        await house.customer(words)
    await house.later(times=24)
    seen = house.by("customer", ref)
    assert [words for words in UNICODE if words not in seen] == []


async def test_a_long_text_arrives_whole_in_parts(house: House) -> None:
    ref = await house.open()
    said = " ".join(f"word{number}" for number in range(2_000))
    await house.customer(said)
    await house.later(times=24)
    parts = [text for text in house.by("customer", ref) if "word" in text]
    assert " ".join(" ".join(parts).split()) == said


@pytest.mark.parametrize("fault", [429, 503, "late 500", "half", "html", 502])
async def test_an_opening_that_meets_trouble_is_done_once_all_the_same(house: House, fault: int | str) -> None:
    house.hub.faults.coming = [fault]
    house.hub.faults.retry_after = 5
    await house.asks()
    await house.later()
    if house.hub.kind in NOWHERE_TO_LOOK and fault not in {429, 503}:
        assert len(house.hub.refs()) <= 1  # a person decides; the customer waits in our own desk
        assert (await house.handoff()).lost_hub == "hub"
        return
    (ref,) = house.hub.refs()
    assert "\n".join(seen.text for seen in house.hub.seen(ref)).count("Refunds take five working days") >= 1
    assert len({case.id for case in await house.cases()}) == 1


@pytest.mark.parametrize("fault", [429, 503, "late 500", "half", 500, 504])
async def test_a_message_that_meets_trouble_is_there_once_and_before_the_next(house: House, fault: int | str) -> None:
    ref = await house.open()
    await house.hears(house.hub.says(ref, "Hello, I am Ana."))
    house.hub.faults.coming = [fault]
    house.hub.faults.retry_after = 5
    for words in ("first", "second", "first"):  # the same words twice are two messages
        await house.customer(words)
    await house.later(times=24)
    letters = await house.noted()
    said = [text for text in house.by("customer", ref) if text in {"first", "second"}]
    assert said == ["first", "second", "first"], letters


async def test_the_customer_is_seen_typing_where_the_hub_shows_it(house: House) -> None:
    needs(house, Can.SHOWS_TYPING)
    ref = await house.open()
    await house.hears(house.hub.says(ref, "Hello"))
    house.segue.env.bell.typing("default", Typing("c1", Role.END_USER.value))
    await house.work()
    assert house.hub.customer_types(ref)


async def test_a_conversation_that_is_over_here_is_over_there(house: House) -> None:
    ref = await house.open()
    await house.hears(house.hub.says(ref, "Hello"))
    assert not house.hub.closed(ref)
    await converse.end(house.segue.env, "default", "c1", Role.END_USER)
    await house.later()
    assert house.hub.closed(ref)
    assert all(not case.is_open for case in await house.cases())


# --- in ---------------------------------------------------------------------------------------------------------------


async def test_who_answers_speaks_to_the_customer_under_their_name_and_once(house: House) -> None:
    ref = await house.open()
    told = house.hub.says(ref, "Hello, this is Ana. I look at it.", "Ana")
    await house.hears(told)
    await house.hears(told)
    ((name, words),) = await house.shown()
    assert (words, (await house.handoff()).state) == ("Hello, this is Ana. I look at it.", State.ACTIVE)
    assert (await house.owner()).startswith("human:hub:hub/")
    assert name


async def test_who_joins_has_the_customer_before_the_first_word(house: House) -> None:
    needs(house, Can.TELLS_JOINED)
    ref = await house.open()
    await house.hears(house.hub.joins(ref, "Ana"))
    handoff = await house.handoff()
    assert (handoff.state, handoff.first_reply_at) == (State.ACTIVE, None)
    assert await house.shown() == []


async def test_our_own_words_do_not_come_back(house: House) -> None:
    ref = await house.open()
    await house.hears(house.hub.says(ref, "Hello"))
    await house.customer("is anybody there?")
    await house.later()
    await house.hears(house.hub.says(ref, "Yes"))
    assert [words for _, words in await house.shown()] == ["Hello", "Yes"]
    log = [e for e in await house.entries(Kind.MESSAGE) if e.role is Role.END_USER]
    assert [e.text for e in log] == [ASKS, "is anybody there?"]


async def test_what_its_people_note_among_themselves_never_reaches_the_customer(house: House) -> None:
    ref = await house.open()
    await house.hears(house.hub.says(ref, "Hello"))
    try:
        noted = house.hub.notes(ref, "this customer is difficult")
    except NotImplementedError:
        pytest.skip(f"{house.hub.kind} has no internal notes")
    await house.hears(noted)
    assert [words for _, words in await house.shown()] == ["Hello"]


async def test_answers_in_all_scripts_are_shown_as_text(house: House) -> None:
    ref = await house.open()
    for words in UNICODE:
        await house.hears(house.hub.says(ref, words))
    assert [words for _, words in await house.shown()] == list(UNICODE)


async def test_the_human_agent_is_seen_typing_where_the_hub_tells_it(house: House) -> None:
    needs(house, Can.TELLS_TYPING)
    ref = await house.open()
    await house.hears(house.hub.says(ref, "Hello"))
    with house.segue.env.bell.listen(house.segue.env.bell.conversation("default", "c1")) as listener:
        await house.hears(house.hub.types(ref))
    assert [sign.role for sign in listener.typing if isinstance(sign, Typing)] == [Role.HUMAN_AGENT.value]


async def test_the_end_there_gives_the_customer_back_to_the_assistant(house: House) -> None:
    needs(house, Can.TELLS_END)
    ref = await house.open()
    await house.hears(house.hub.says(ref, "Done, the money is back."))
    await house.hears(house.hub.ends(ref))
    assert await house.owner() == "bot"
    assert (await house.handoff()).state in {State.RESOLVED, State.HANDED_BACK}
    (marker,) = await house.entries(Kind.HANDED_BACK)
    assert "Done, the money is back." in str(marker.data["packet"])
    assert all(not case.is_open for case in await house.cases())


async def test_its_people_may_give_the_customer_back(house: House) -> None:
    ref = await house.open()
    await house.hears(house.hub.says(ref, "The assistant goes on."))
    try:
        back = house.hub.returns(ref)
    except NotImplementedError:
        pytest.skip(f"{house.hub.kind} has no way back but the end")
    await house.hears(back)
    assert await house.owner() == "bot"
    assert (await house.handoff()).state is State.HANDED_BACK


async def test_an_end_before_anybody_has_answered_leaves_the_customer_to_our_own_desk(house: House) -> None:
    needs(house, Can.TELLS_END)
    await house.hire("maria")
    ref = await house.open()
    try:
        ended = house.hub.ends(ref)
    except (KeyError, ValueError, AssertionError):
        pytest.skip(f"in {house.hub.kind} only who has joined can end it")
    await house.hears(ended)
    handoff = await house.handoff()
    assert handoff.is_open
    assert handoff.hub in {"", "hub"}
    assert any("did not take this customer" in words for words in await house.noted()) == (handoff.hub == "")


async def test_what_is_written_after_the_end_is_kept_for_the_team_and_not_shown(house: House) -> None:
    needs(house, Can.TELLS_END)
    ref = await house.open()
    await house.hears(house.hub.says(ref, "Hello"))
    late = house.hub.says(ref, "One more thing")
    if not late:
        pytest.skip("what a stream tells comes in order")
    await house.hears(house.hub.ends(ref))
    await house.hears(late)
    assert [words for _, words in await house.shown()] == ["Hello"]
    assert any("One more thing" in words for words in await house.noted())


async def test_a_transfer_there_changes_who_speaks(house: House) -> None:
    needs(house, Can.TELLS_TRANSFER)
    ref = await house.open()
    await house.hears(house.hub.says(ref, "Hello", "Ana"))
    await house.hears(house.hub.transfers(ref, "Ben"))
    await house.hears(house.hub.says(ref, "I go on", "Ben"))
    assert [words for _, words in await house.shown()] == ["Hello", "I go on"]
    assert len({name for name, _ in await house.shown()}) == 2


async def test_its_people_say_what_the_escalation_was_worth(house: House) -> None:
    needs(house, Can.LABELS)
    ref = await house.open()
    await house.hears(house.hub.says(ref, "Hello"))
    await house.hears(house.hub.labels(ref, "too_late"))
    assert (await house.handoff()).label == "too_late"


async def test_what_no_webhook_told_is_caught_up_with_and_known_when_one_does(house: House) -> None:
    needs(house, Can.CATCHES_UP)
    ref = await house.open()
    await house.hears(house.hub.says(ref, "Hello"))
    await house.later(2)  # nothing of ours waits for the helpdesk
    lost = house.hub.says(ref, "Did you get this?")
    house.clock.forward(minutes=11)
    await catch_up_cases(house.segue.env)
    await house.work()
    assert [words for _, words in await house.shown()] == ["Hello", "Did you get this?"]
    late = [replace(one, at=house.clock.now()) for one in lost]
    for one in late:
        try:
            await accept(house.segue.env, "hub", one)
        except NotSignedIn:
            continue  # too old by now: nothing of it is new either
    await house.work()
    assert [words for _, words in await house.shown()] == ["Hello", "Did you get this?"]


# --- who may tell -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["unsigned", "changed", "half", "nothing"])
async def test_a_webhook_that_is_not_signed_as_it_should_be_changes_nothing(house: House, change: str) -> None:
    ref = await house.open()
    told = house.hub.says(ref, "I am not Ana")
    if not told:
        pytest.skip("nobody can tell it anything: it is asked")
    first = told[0]
    body = {"changed": first.body.replace(b"not", b"nor"), "half": first.body[: len(first.body) // 2], "nothing": b""}
    kept = {"content-type", "content-length"}
    headers = first.headers if change != "unsigned" else {n: v for n, v in first.headers.items() if n in kept}
    forged = Webhook(headers, body.get(change, first.body), house.clock.now(), first.method, first.url.split("?")[0])
    if change != "unsigned" and not _signs_bytes(house):
        pytest.skip(f"{house.hub.kind} sends a shared secret, which signs no bytes")
    with pytest.raises((NotSignedIn, Invalid)):
        await accept(house.segue.env, "hub", forged)
    await house.work()
    assert await house.shown() == []
    assert await house.segue.store.read(DueHubEvents(house.clock.now())) == ()


def _signs_bytes(house: House) -> bool:
    return house.hub.kind not in {"sunshine", "servicenow", "chatwoot"}


# --- when it fails ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [401, 403, 400])
async def test_who_waits_for_a_hub_that_refuses_waits_in_our_own_desk_and_somebody_is_told(
    house: House, fault: int
) -> None:
    await house.hire("maria")
    house.hub.faults.coming = [fault] * 50
    await house.asks()
    await house.later(times=2)
    handoff = await house.handoff()
    assert (handoff.hub, handoff.lost_hub) == ("", "hub")
    assert handoff.state is State.RESERVED
    assert any("did not take this customer" in words and "boss@acme.example" in words for words in await house.noted())


async def test_who_waits_for_a_hub_that_is_down_waits_in_our_own_desk_after_half_a_minute(house: House) -> None:
    await house.hire("maria")
    house.hub.faults.coming = [503] * 200
    await house.asks()
    assert (await house.handoff()).hub == "hub"
    await house.later(times=8)
    assert ((await house.handoff()).hub, (await house.handoff()).state) == ("", State.RESERVED)


async def test_when_nobody_is_at_our_own_desk_either_there_is_a_ticket_and_the_customer_knows(house: House) -> None:
    house.hub.faults.coming = [503] * 200
    await house.asks()
    await house.later(times=8)
    assert (await house.handoff()).state is State.TICKETED
    (ticket,) = await house.tickets()
    assert (ticket.hub, ticket.email) == ("", "ana@shop.example")
    assert await house.owner() == "bot"
    assert (await house.told())[-1]


async def test_somebody_of_our_own_desk_may_take_the_customer_over_and_the_hub_is_told(house: House) -> None:
    maria = await house.hire("maria")
    ref = await house.open()
    await house.hears(house.hub.says(ref, "Hello"))
    await serve.take(house.segue.env, maria, "c1")
    await house.later(times=4)
    assert await house.owner() == "human:usr_maria"
    assert house.hub.closed(ref)
    late = house.hub.says(ref, "and I am still here")
    await house.hears(late)
    assert [words for _, words in await house.shown()] == ["Hello"]


# --- files, notes, secrets --------------------------------------------------------------------------------------------


async def test_a_file_of_the_customer_can_be_opened_by_its_people(house: House) -> None:
    ref = await house.open()
    await house.hears(house.hub.says(ref, "Send me the bill"))
    bill = File("bill.pdf", "https://files.acme.example/bill.pdf", "application/pdf")
    await house.customer("here it is", attachments=(bill,))
    await house.later()
    there = house.all_of(ref) + str([seen.files for seen in house.hub.seen(ref)])
    assert "bill.pdf" in there
    assert "here it is" in there


async def test_a_file_of_its_people_reaches_the_customer_or_is_named(house: House) -> None:
    ref = await house.open()
    try:
        told = house.hub.says(ref, "Here is your bill", files=("https://files.vendor.example/bill.pdf",))
    except NotImplementedError:
        pytest.skip(f"{house.hub.kind}: files are not played")
    await house.hears(told)
    said = [e for e in await house.entries(Kind.MESSAGE) if e.role is Role.HUMAN_AGENT]
    words = "\n".join(e.text for e in said)
    shown = [one for e in said for one in e.data.get("attachments", ())]
    assert "Here is your bill" in words
    assert any("bill.pdf" in name for name in [*(one["name"] for one in shown), words])
    if Can.FILES_IN in house.can:
        assert shown
        assert shown[0]["url"].startswith("https://")


async def test_what_our_own_people_note_is_read_there(house: House) -> None:
    needs(house, Can.NOTES)
    maria = await house.hire("maria")
    ref = await house.open()
    await house.hears(house.hub.says(ref, "Hello"))
    await serve.note(house.segue.env, maria, "c1", "she is a friend of the boss", "n-1")
    await house.later(times=3)
    (noted,) = [seen for seen in house.hub.seen(ref) if "friend of the boss" in seen.text]
    assert noted.private


async def test_while_a_secret_is_exchanged_both_count(tmp_path: Path) -> None:
    for kind in LIVE:
        hub = playing(kind)
        name = hub.settings.get("webhook_secret", "")
        if not name or kind == "freshchat":  # public keys: test_signatures.py
            continue
        (tmp_path / kind).mkdir()
        secrets = {**hub.secrets, name: f"a-brand-new-secret\n{hub.secrets[name]}"}
        async with housing(tmp_path / kind, hub, secrets=secrets) as house:
            ref = await house.open()
            await house.hears(house.hub.says(ref, "Hello"))
            assert [words for _, words in await house.shown()] == ["Hello"], kind
