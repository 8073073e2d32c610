"""Draft replies: made after each message of the customer, overtaken by the next, and never sent by themselves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from fakes.clock import FakeClock
from fakes.drafter import FakeDrafter
from fakes.world import POLICY, World
from segue.app import Segue
from segue.domain.conversation import Customer, Role
from segue.domain.errors import NotTheOwner, Refused
from segue.domain.knowledge import Article
from segue.domain.lifecycle import Event
from segue.domain.policy import BotSettings
from segue.domain.reply_drafts import DraftSource, DraftState, ReplyDraft, SourceKind
from segue.flows import draft_outcomes, drafting, serve
from segue.flows.passing_on import keep_back
from segue.ports.bots import Bot
from segue.ports.conversations import EntriesAfter
from segue.ports.knowledge import Cases, ReplaceArticles
from segue.ports.reply_drafts import ReplyDraftsOf, SettledReplyDrafts
from segue.settings import Settings

WITH_BOT = POLICY.replace(
    "bot: {timeout: 20s}", "bot: {timeout: 20s, webhook: http://127.0.0.1:9/, secret: bot_webhook}"
)
WITH_DRAFTS = WITH_BOT.replace(
    "general: {title: Customer care, reserve_for: 30s}", "general: {title: Customer care, drafts: true}"
)
RETURNS = Article(
    "a1",
    "Return something",
    "You have 30 days. Open Orders, choose Return, and print the label.",
    "https://shop.example/returns",
    "en",
)
GUARANTEE = Article("a2", "Guarantee", "Frames have a guarantee of five years, fabrics of two.", "", "en")
GERMAN = Article(
    "a3", "Abholung", "Kleine Dinge können im Laden abgeholt werden, zwei Stunden nach der Bestellung.", "", "de"
)


@dataclass
class Heard:
    """The bot's webhook."""

    events: list[dict[str, Any]] = field(default_factory=list)

    async def deliver(self, event_id: str, event: dict[str, Any]) -> None:
        self.events.append(event)


@dataclass
class Desk(World):
    drafter: FakeDrafter = field(default_factory=FakeDrafter)
    heard: Heard = field(default_factory=Heard)

    async def drafts(self, conversation: str = "c1") -> list[ReplyDraft]:
        return list(await self.segue.store.read(ReplyDraftsOf("default", conversation)))

    async def open_drafts(self, conversation: str = "c1") -> list[ReplyDraft]:
        return [one for one in await self.drafts(conversation) if one.state is DraftState.OPEN]

    async def asks(self, text: str, conversation: str = "c1") -> list[ReplyDraft]:
        await self.customer(text, conversation)
        await self.segue.step()
        return await self.open_drafts(conversation)

    async def reply(self, text: str, draft: str = "", conversation: str = "c1", name: str = "maria") -> str:
        self.said += 1
        user = self.users[name]
        entry, _ = await serve.speak(self.segue.env, user, conversation, text, f"r{self.said}")
        return await draft_outcomes.replied(self.segue.env, user, conversation, entry.seq, text, draft)


async def desk_with(tmp_path: Path, url: str, policy: str, drafter: FakeDrafter | None = None) -> AsyncIterator[Desk]:
    path = tmp_path / "policy.yaml"
    path.write_text(policy)
    clock, heard = FakeClock(), Heard()

    def bot(settings: BotSettings) -> Bot:
        return heard

    async with Segue.open(
        path, store=url, clock=clock, background=False, bot=bot, drafter=drafter, settings=Settings()
    ) as segue:
        desk = Desk(segue, clock, heard=heard, drafter=drafter or FakeDrafter())
        await segue.step()  # takes out articles of sources that the policy does not name
        await segue.store.write(ReplaceArticles("default", "help", (RETURNS, GUARANTEE, GERMAN)))
        await desk.hire("maria")
        yield desk


@pytest.fixture
async def desk(tmp_path: Path, url: str) -> AsyncIterator[Desk]:
    async for one in desk_with(tmp_path, url, WITH_DRAFTS):
        yield one


@pytest.fixture
async def hard(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Desk]:
    """No drafts anywhere, and the bot is away."""
    async for one in desk_with(tmp_path, sqlite_url, WITH_BOT):
        yield one


@pytest.fixture
async def soft(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Desk]:
    """The bot helps; Segue itself drafts nothing."""
    policy = WITH_DRAFTS.replace("drafts: true", "bot: helps")
    async for one in desk_with(tmp_path, sqlite_url, policy):
        yield one


async def test_a_question_that_the_knowledge_answers_gets_a_draft_with_its_source(desk: Desk) -> None:
    await desk.start(customer=Customer("c-1", "Ana Lopez", verified=True))
    await desk.with_human()
    (draft,) = await desk.asks("How do I return the lamp, is there a label?")
    assert draft.text.startswith(
        "Hello Ana Lopez,\n\nYou have 30 days. Open Orders, choose Return, and print the label."
    )
    assert draft.by == "segue"
    assert [(one.kind, one.title, one.url) for one in draft.sources] == [
        (SourceKind.ARTICLE, "Return something", "https://shop.example/returns")
    ]
    assert "You have 30 days." in draft.sources[0].quote
    assert "return" in draft.why


async def test_a_name_that_is_kept_back_is_in_no_draft_and_no_model_reads_it(tmp_path: Path, sqlite_url: str) -> None:
    drafter = FakeDrafter("You have 30 days.")
    async for desk in desk_with(tmp_path, sqlite_url, WITH_DRAFTS, drafter):
        await desk.start(customer=Customer("c-1", "Ana Lopez", verified=True))
        await desk.with_human()
        drafts = await desk.asks("I am ana. How do I return the lamp, is there a label?")
        assert any("Ana Lopez" in one.text for one in drafts)
        await keep_back(desk.segue.env, "default", "c1", ["name"], "")
        await desk.segue.step()
        assert {one.by for one in await desk.open_drafts()} == {"segue", "model fake-1"}
        assert not [one for one in await desk.open_drafts() if "Ana" in one.text]
        assert "ana" in str(drafter.given[0][0])
        assert "ana" not in str(drafter.given[-1][0]).lower().replace("[name withheld]", "")


async def test_nothing_that_fits_makes_no_draft(desk: Desk) -> None:
    await desk.start()
    await desk.with_human()
    assert await desk.asks("My cat is called Felix and he is three") == []


async def test_a_customer_who_waits_in_the_queue_has_a_draft_waiting_for_the_human(desk: Desk) -> None:
    await desk.start()
    await desk.customer("I want to talk to a human please")
    (draft,) = await desk.asks("How do I return the lamp, is there a label?")
    assert draft.handoff == (await desk.handoff()).id


async def test_nothing_of_a_draft_reaches_the_customer_by_itself(desk: Desk) -> None:
    await desk.start()
    await desk.with_human()
    await desk.asks("How do I return the lamp, is there a label?")
    entries = await desk.segue.store.read(EntriesAfter("default", "c1"))
    assert not any("You have 30 days" in entry.text for entry in entries)
    assert not any(entry.role is Role.HUMAN_AGENT for entry in entries if entry.text)


async def test_a_draft_expires_when_the_customer_writes_again(desk: Desk) -> None:
    await desk.start()
    await desk.with_human()
    (first,) = await desk.asks("How do I return the lamp, is there a label?")
    (second,) = await desk.asks("And how long is the guarantee on the fabrics?")
    assert second.answers > first.answers
    assert {one.id: one.state for one in await desk.drafts()}[first.id] is DraftState.EXPIRED


async def test_the_same_message_is_drafted_for_once(desk: Desk) -> None:
    await desk.start()
    await desk.with_human()
    (draft,) = await desk.asks("How do I return the lamp, is there a label?")
    await drafting.draft_reply(desk.segue.env, "default", "c1")
    assert await desk.drafts() == [draft]


async def test_a_draft_that_is_sent_as_it_was_is_accepted(desk: Desk) -> None:
    await desk.start()
    await desk.with_human()
    (draft,) = await desk.asks("How do I return the lamp, is there a label?")
    assert await desk.reply(draft.text + "\n", draft.id) == "accepted"
    (settled,) = await desk.segue.store.read(SettledReplyDrafts("default", desk.clock.now()))
    assert (settled.state, settled.settled_by) == (DraftState.ACCEPTED, "usr_maria")
    assert settled.edit is not None
    assert (settled.edit.words, settled.edit.characters) == (0, 0)
    assert settled.edit.seconds_saved > 20


async def test_what_was_changed_before_sending_is_measured(desk: Desk) -> None:
    await desk.start()
    await desk.with_human()
    (draft,) = await desk.asks("How do I return the lamp, is there a label?")
    assert await desk.reply(draft.text.replace("30 days", "60 days"), draft.id) == "edited"
    (settled,) = await desk.segue.store.read(SettledReplyDrafts("default", desk.clock.now()))
    assert settled.edit is not None
    assert (settled.edit.words, settled.edit.characters) == (1, 1)


async def test_an_answer_without_the_draft_ends_it(desk: Desk) -> None:
    await desk.start()
    await desk.with_human()
    (draft,) = await desk.asks("How do I return the lamp, is there a label?")
    assert await desk.reply("I will send you a label.") == ""
    assert [(one.id, one.state) for one in await desk.drafts()] == [(draft.id, DraftState.EXPIRED)]


async def test_a_message_made_of_an_expired_draft_is_sent_all_the_same(desk: Desk) -> None:
    await desk.start()
    await desk.with_human()
    (draft,) = await desk.asks("How do I return the lamp, is there a label?")
    await desk.asks("My cat is called Felix and he is three")
    assert await desk.reply(draft.text, draft.id) == "expired"
    assert (await desk.log())[-1].text == draft.text


async def test_a_rejected_draft_stays_rejected(desk: Desk) -> None:
    await desk.start()
    await desk.with_human()
    (draft,) = await desk.asks("How do I return the lamp, is there a label?")
    rejected = await draft_outcomes.reject(desk.segue.env, desk.users["maria"], draft)
    assert rejected.state is DraftState.REJECTED
    assert await draft_outcomes.reject(desk.segue.env, desk.users["maria"], rejected) == rejected
    assert await desk.reply(draft.text, draft.id) == "rejected"
    assert await desk.open_drafts() == []


async def test_a_conversation_that_goes_back_to_the_bot_leaves_no_open_draft(desk: Desk) -> None:
    await desk.start()
    await desk.with_human()
    await desk.asks("How do I return the lamp, is there a label?")
    await serve.finish(desk.segue.env, desk.users["maria"], "c1", Event.HANDED_BACK)
    await desk.segue.step()
    assert await desk.open_drafts() == []


async def test_an_article_in_another_language_makes_no_draft(desk: Desk) -> None:
    await desk.start()
    await desk.with_human()
    assert await desk.asks("Abholung im Laden: Bestellung abgeholt?") == []


async def test_what_was_said_while_nobody_drafted_is_drafted_for_after_a_start(desk: Desk) -> None:
    await desk.start()
    await desk.with_human()
    await desk.customer("How do I return the lamp, is there a label?")
    desk.segue.env.drafts.take(99)  # as after a crash: what was noted is lost
    assert await drafting.draft_noted(desk.segue.env) == 0
    assert await desk.open_drafts() == []
    desk.segue.env.drafts.looked_around = False
    await drafting.draft_noted(desk.segue.env)
    assert len(await desk.open_drafts()) == 1


# --- cases ----------------------------------------------------------------------------------------------------------


async def resolved_case(desk: Desk, conversation: str = "old") -> None:
    await desk.start(conversation, customer=Customer("c-9", "Ben Miller", "ben@home.example", verified=True))
    await desk.customer("The armrest of my Fjord sofa squeaks loudly, order Q-20388", conversation)
    await desk.with_human(conversation=conversation)
    await desk.reply(
        "Please tighten the two bolts under the armrest with the hex key. "
        "Ben, I have sent new bolts to ben@home.example for order Q-20388 and refunded 12.50 euros.",
        conversation=conversation,
    )
    await serve.finish(
        desk.segue.env, desk.users["maria"], conversation, Event.RESOLVED, disposition="Bolts", label="right"
    )


async def test_what_a_human_resolved_helps_the_next_customer_without_telling_of_the_first(desk: Desk) -> None:
    await resolved_case(desk)
    await desk.start("c1", customer=Customer("c-1", "Ana", verified=True))
    await desk.with_human()
    (draft,) = await desk.asks("There is a loud squeak from the armrest of our sofa")
    assert "Please tighten the two bolts under the armrest with the hex key." in draft.text
    assert draft.sources[0].kind is SourceKind.CASE
    told = f"{draft.text} {draft.sources} {draft.why}"
    assert not any(secret in told for secret in ("Ben", "ben@home", "20388", "12.50", "Miller"))


async def test_the_kept_case_itself_holds_nothing_personal(desk: Desk) -> None:
    await resolved_case(desk)
    (kept,) = await desk.segue.store.read(Cases("default"))
    assert not any(secret in str(kept.case) for secret in ("Ben", "ben@home", "20388", "12.50", "Miller"))
    assert "bolts under the armrest" in kept.case.answered


async def test_a_case_of_another_queue_makes_no_draft(desk: Desk) -> None:
    await resolved_case(desk)
    (kept,) = await desk.segue.store.read(Cases("default"))
    assert kept.case.queue == "general"
    found = await drafting.related(desk.segue.env, "default", "The armrest of the sofa squeaks", queues=("billing",))
    assert found == []


async def test_where_no_drafts_are_wanted_no_case_is_kept(hard: Desk) -> None:
    await resolved_case(hard)
    assert await hard.segue.store.read(Cases("default")) == ()


# --- a model --------------------------------------------------------------------------------------------------------


async def with_model(tmp_path: Path, url: str, drafter: FakeDrafter) -> AsyncIterator[Desk]:
    async for desk in desk_with(tmp_path, url, WITH_DRAFTS, drafter):
        await desk.start()
        await desk.with_human()
        yield desk


async def test_a_model_drafts_from_the_passages_and_a_redacted_conversation(tmp_path: Path, sqlite_url: str) -> None:
    drafter = FakeDrafter("You can return it within 30 days; print the label under Orders.")
    async for desk in with_model(tmp_path, sqlite_url, drafter):
        drafts = await desk.asks("How do I return the lamp, is there a label? Write to ana@home.example")
        assert sorted(one.by for one in drafts) == ["model fake-1", "segue"]
        turns, passages, language = drafter.given[-1]
        assert passages[0].title == "Return something"
        assert language == "en"
        assert not any("ana@home.example" in text for _, text in turns)


async def test_a_model_reads_no_address_in_the_title_of_what_was_found(tmp_path: Path, sqlite_url: str) -> None:
    drafter = FakeDrafter("You can return it within 30 days; print the label under Orders.")
    async for desk in with_model(tmp_path, sqlite_url, drafter):
        named = replace(RETURNS, title="Return something to returns@shop.example")
        await desk.segue.store.write(ReplaceArticles("default", "help", (named,)))
        await desk.segue.step()
        await desk.asks("How do I return the lamp, is there a label?")
        _, passages, _ = drafter.given[-1]
        assert [one.title for one in passages] == ["Return something to [e-mail address]"]


async def test_a_number_that_stands_nowhere_makes_the_models_draft_void(tmp_path: Path, sqlite_url: str) -> None:
    drafter = FakeDrafter("You can return it within 90 days.")
    async for desk in with_model(tmp_path, sqlite_url, drafter):
        (draft,) = await desk.asks("How do I return the lamp, is there a label?")
        assert draft.by == "segue"


async def test_a_model_that_does_not_answer_holds_nothing_up(tmp_path: Path, sqlite_url: str) -> None:
    drafter = FakeDrafter(hangs=True)
    async for desk in with_model(tmp_path, sqlite_url, drafter):
        desk.segue.env.drafts.care.limit_s = 0.01
        (draft,) = await desk.asks("How do I return the lamp, is there a label?")
        assert draft.by == "segue"


# --- hard and soft handoff ------------------------------------------------------------------------------------------


def supplied(id_: str = "s1", answers: int = 0) -> ReplyDraft:
    source = DraftSource(SourceKind.LINK, "", "Returns", url="https://shop.example/returns")
    return ReplyDraft(id_, "default", "c1", "", answers, "Within 30 days.", "bot shop", FakeClock().now(), (source,))


async def test_a_bot_that_is_away_hears_nothing_and_drafts_nothing(hard: Desk) -> None:
    await hard.start(channel="widget")
    await hard.with_human()
    hard.heard.events.clear()
    await hard.asks("How do I return the lamp, is there a label?")
    assert hard.heard.events == []
    with pytest.raises(Refused):
        await drafting.supply(hard.segue.env, "default", "c1", supplied())


async def test_a_bot_that_helps_hears_the_customer_and_drafts_but_may_not_speak(soft: Desk) -> None:
    await soft.start(channel="widget")
    await soft.with_human()
    soft.heard.events.clear()
    assert await soft.asks("How do I return the lamp, is there a label?") == []
    (event,) = soft.heard.events
    assert (event["type"], event["text"]) == ("assist", "How do I return the lamp, is there a label?")
    draft = await drafting.supply(soft.segue.env, "default", "c1", supplied(answers=event["seq"]))
    assert await soft.open_drafts() == [draft]
    with pytest.raises(NotTheOwner):
        await soft.bot("You can return it.", epoch=event["epoch"])


async def test_a_bot_that_helps_is_told_when_the_conversation_is_its_own_again(soft: Desk) -> None:
    await soft.start(channel="widget")
    await soft.with_human()
    await serve.finish(soft.segue.env, soft.users["maria"], "c1", Event.HANDED_BACK)
    soft.heard.events.clear()
    await soft.segue.step()
    assert [event["type"] for event in soft.heard.events] == ["handed_back"]
    await soft.customer("How long is the guarantee?")
    await soft.segue.step()
    assert [event["type"] for event in soft.heard.events] == ["handed_back", "message"]


async def test_a_supplied_draft_for_an_older_message_is_refused(soft: Desk) -> None:
    await soft.start(channel="widget")
    await soft.with_human()
    await soft.asks("How do I return the lamp, is there a label?")
    old = soft.heard.events[-1]["seq"]
    await soft.asks("Never mind, how long is the guarantee?")
    with pytest.raises(Refused) as refusal:
        await drafting.supply(soft.segue.env, "default", "c1", supplied(answers=old))
    assert refusal.value.details["answers"] == soft.heard.events[-1]["seq"]


async def test_a_repeated_supplied_draft_is_one(soft: Desk) -> None:
    await soft.start(channel="widget")
    await soft.with_human()
    await soft.asks("How do I return the lamp, is there a label?")
    first = await drafting.supply(soft.segue.env, "default", "c1", supplied())
    assert await drafting.supply(soft.segue.env, "default", "c1", supplied()) == first
    assert len(await soft.drafts()) == 1
