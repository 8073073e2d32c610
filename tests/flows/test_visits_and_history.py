"""Pages that somebody looks at, and what they did before: offers without a word, and numbers for conditions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fakes.clock import FakeClock
from fakes.world import World
from segue.app import Segue
from segue.domain.conversation import Customer, PageVisit
from segue.domain.errors import NotFound
from segue.domain.history import History
from segue.flows import converse
from segue.flows.receive import Message, Role
from segue.flows.start import open_conversation_of_visitor
from segue.flows.visits import Look, Seen, own, visitor_for_bot
from segue.ports.people import SaveVisitor, Visitor
from segue.ports.store import Query, Store
from segue.ports.visits import HistoryOf, LinkVisitor

OFFER = "Would you like me to bring in a person?"
POLICY = """
version: 1
topics:
  billing: {examples: [you charged me twice, there is a wrong amount on my invoice]}
behaviours:
  pricing: {visits: "/pricing*", within: 7d}
  read_pricing: {visits: "/pricing*", within: 7d, stayed: 1m}
  on_this: {contacts: same_matter, within: 30d}
  taken_over: {handoffs: any, within: 90d}
visits: {keep: 30d}
triggers:
  - {id: asks-for-human, when: "asks_for_human == 'clear'", then: handoff, reason: customer_asked}
  - id: keen
    when: "behaviour.pricing >= 3 && page.path.startsWith('/pricing')"
    then: offer
    reason: keen
    queue: sales
    proactive: true
  - {id: third-time, when: "behaviour.on_this >= 3", then: handoff, reason: third_contact}
  - {id: taken-over, when: "behaviour.taken_over >= 2", then: offer, reason: often}
  - {id: reads, when: "behaviour.read_pricing >= 1 && page.repeats >= 1", then: offer, reason: reads, proactive: true}
  - {id: leaving, when: "page.path == '/account/cancel'", then: offer, reason: about_to_leave, proactive: true}
route: [{queue: general}]
queues:
  general: {title: Customer care}
  sales: {title: Sales, requires: {sales: 2}}
bot: {name: shop-bot, timeout: 20s}
"""
NO_HISTORY = """
version: 1
triggers:
  - {id: leaving, when: "page.path == '/account/cancel'", then: offer, proactive: true}
route: [{queue: general}]
queues: {general: {}}
"""


@dataclass
class Site(World):
    """Drives visitors as the widget and the routes do."""

    looked: int = 0

    async def visitor(self, id_: str = "vis_ana", customer: str = "") -> Visitor:
        now = self.clock.now()
        visitor = Visitor(id_, "default", "site", id_, now, now + timedelta(days=30), customer=customer)
        await self.segue.store.write(SaveVisitor(visitor))
        if customer:
            await self.segue.store.write(LinkVisitor("default", id_, customer))
        return visitor

    async def looks(self, visitor: Visitor, path: str, at: datetime | None = None, **fields: Any) -> Seen:
        self.looked += 1
        page = PageVisit(f"https://shop.example{path}", path, at or self.clock.now())
        key, seconds, bot = fields.pop("key", str(self.looked)), fields.pop("seconds", 0), fields.pop("bot", "")
        customer = Customer(visitor.customer, verified=True) if visitor.customer else fields.pop("customer", None)
        return await self.segue.visited(visitor, [Look(page, key, seconds)], customer=customer, bot=bot)

    async def writes(self, visitor: Visitor, text: str) -> str:
        """The trigger that the message sets off, "" for none."""
        customer = Customer(visitor.customer, verified=True) if visitor.customer else None
        there = await open_conversation_of_visitor(self.segue.env, visitor, customer=customer, page=None)
        self.said += 1
        turn = await self.segue.receive(there.id, Message(f"m{self.said}", Role.END_USER, text))
        return str((turn.decision or {}).get("trigger", ""))

    async def leaves(self, visitor: Visitor) -> None:
        there = await open_conversation_of_visitor(self.segue.env, visitor, customer=None, page=None)
        await converse.end(self.segue.env, "default", there.id, Role.END_USER)


@pytest.fixture
async def site(tmp_path: Path, url: str) -> AsyncIterator[Site]:
    policy = tmp_path / "policy.yaml"
    policy.write_text(POLICY)
    clock = FakeClock()
    async with Segue.open(policy, store=url, clock=clock, background=False) as segue:
        made = Site(segue, clock)
        await made.hire("maria", skills={"sales": 3})
        yield made


# --- offers without a word ---


async def test_who_looks_at_the_prices_for_the_third_time_this_week_is_offered_somebody_of_sales(site: Site) -> None:
    ana = await site.visitor()
    assert (await site.looks(ana, "/pricing")).conversation is None
    site.clock.forward(days=2)
    assert (await site.looks(ana, "/pricing/team")).conversation is None
    site.clock.forward(days=1)
    seen = await site.looks(ana, "/pricing")
    assert seen.conversation is not None
    assert seen.decision["trigger"] == "keen"
    assert OFFER in seen.reply
    handoff = await site.handoff(seen.conversation.id)
    assert (handoff.state.value, handoff.queue) == ("offered", "sales")


async def test_visits_of_last_week_and_of_other_visitors_do_not_count(site: Site) -> None:
    ana, bob = await site.visitor(), await site.visitor("vis_bob")
    await site.looks(ana, "/pricing")
    site.clock.forward(days=8)
    for visitor in (ana, bob, bob, ana):
        seen = await site.looks(visitor, "/pricing")
        assert seen.conversation is None


async def test_a_visit_with_an_open_conversation_is_told_to_it_and_may_make_the_offer_there(site: Site) -> None:
    ana = await site.visitor()
    assert await site.writes(ana, "What is the difference between the plans?") == ""
    for _ in range(2):
        await site.looks(ana, "/pricing")
    seen = await site.looks(ana, "/pricing")
    assert seen.conversation is not None
    assert OFFER in seen.reply
    assert [page.url for page in seen.conversation.pages] == ["https://shop.example/pricing"] * 3


async def test_a_visit_told_twice_makes_one_offer(site: Site) -> None:
    ana = await site.visitor()
    first = await site.looks(ana, "/account/cancel", key="x")
    again = await site.looks(ana, "/account/cancel", key="x", seconds=30)
    assert (first.kept, again.kept) == (1, 0)
    assert first.conversation
    assert again.conversation
    [told] = await site.told(first.conversation.id)
    assert OFFER in told
    assert len(again.conversation.pages) == 1


async def test_a_visit_that_is_told_late_is_kept_and_makes_no_offer(site: Site) -> None:
    ana, now = await site.visitor(), site.clock.now()
    for minutes in (30, 20, 6):
        seen = await site.looks(ana, "/pricing", now - timedelta(minutes=minutes))
        assert (seen.kept, seen.conversation) == (1, None)
    assert OFFER in (await site.looks(ana, "/pricing")).reply


async def test_a_clock_ahead_is_now_and_what_is_older_than_is_kept_is_dropped(site: Site) -> None:
    ana, now = await site.visitor(), site.clock.now()
    assert OFFER in (await site.looks(ana, "/account/cancel", now + timedelta(days=3))).reply
    assert (await site.looks(ana, "/pricing", now - timedelta(days=31))).kept == 0


async def test_how_long_they_stayed_is_learned_when_the_page_is_left(site: Site) -> None:
    ana = await site.visitor()
    await site.looks(ana, "/pricing", key="x")
    site.clock.forward(minutes=2)
    assert (await site.looks(ana, "/docs")).conversation is None
    await site.looks(ana, "/pricing", key="x", seconds=120)
    assert (await site.looks(ana, "/pricing")).decision["trigger"] == "reads"


async def test_after_the_conversation_ended_a_page_may_begin_another(site: Site) -> None:
    ana = await site.visitor()
    first = await site.looks(ana, "/account/cancel")
    await site.leaves(ana)
    site.clock.forward(minutes=1)
    then = await site.looks(ana, "/account/cancel")
    assert first.conversation
    assert then.conversation
    assert first.conversation.id != then.conversation.id


# --- what was before ---


async def test_the_third_contact_on_the_same_matter_is_handed_over(site: Site) -> None:
    ana = await site.visitor()
    for words in ("The lamp I bought flickers", "My lamp still flickers after the new bulb"):
        assert await site.writes(ana, words) == ""
        await site.leaves(ana)
        site.clock.forward(days=3)
    assert await site.writes(ana, "How do I export my contacts?") == ""
    await site.leaves(ana)
    assert await site.writes(ana, "Again: the lamp flickers!") == "third-time"


async def test_contacts_of_long_ago_do_not_count(site: Site) -> None:
    ana = await site.visitor()
    for _ in range(2):
        await site.writes(ana, "The lamp I bought flickers")
        await site.leaves(ana)
    site.clock.forward(days=31)
    assert await site.writes(ana, "The lamp I bought flickers") == ""


async def test_contacts_join_over_browsers_for_who_is_signed_in_only(site: Site) -> None:
    for browser in ("vis_phone", "vis_laptop"):
        visitor = await site.visitor(browser, "c-ana")
        await site.writes(visitor, "The lamp I bought flickers")
    stranger = await site.visitor("vis_stranger")
    assert await site.writes(stranger, "The lamp I bought flickers") == ""
    another = await site.visitor("vis_bob", "c-bob")
    assert await site.writes(another, "The lamp I bought flickers") == ""
    tablet = await site.visitor("vis_tablet", "c-ana")
    assert await site.writes(tablet, "The lamp I bought flickers") == "third-time"


async def test_a_claimed_customer_opens_nobodys_history(site: Site) -> None:
    for n in range(2):
        claimed = Customer("c-ana", verified=True)
        await site.start(f"before-{n}", customer=claimed)
        await site.customer("The lamp I bought flickers", f"before-{n}")
    await site.start("claims", customer=Customer("c-ana", verified=False))
    turn = await site.customer("The lamp I bought flickers", "claims")
    assert turn.decision
    assert turn.decision["trigger"] == ""
    await site.start("proves", customer=Customer("c-ana", verified=True))
    turn = await site.customer("The lamp I bought flickers", "proves")
    assert turn.decision
    assert turn.decision["trigger"] == "third-time"


async def test_nobody_in_particular_leaves_conditions_on_behaviour_untold(site: Site) -> None:
    await site.start()
    turn = await site.customer("The lamp I bought flickers")
    assert turn.decision is not None
    assert turn.decision["trigger"] == ""
    weighed = {one["trigger"]: one["verdict"] for one in turn.decision["weighed"]}
    assert (weighed["third-time"], weighed["taken-over"]) == ("could_not_tell", "could_not_tell")


async def test_pages_that_a_bot_tells_of_count_for_its_customer(site: Site) -> None:
    for n, customer in enumerate(("c-ana", "c-ana", "c-ana")):
        await site.start(f"c{n}", customer=Customer(customer, verified=True))
        page = PageVisit("https://shop.example/pricing", "", site.clock.now())
        turn = await site.segue.learn(f"c{n}", page=page)
        assert bool(turn.reply) is (n == 2)
        site.clock.forward(hours=1)


async def test_pages_of_customers_without_a_browser_are_kept_apart(site: Site) -> None:
    for customer in ("c-ana", "c-bob"):
        await site.start(customer, customer=Customer(customer, verified=True))
        await site.segue.learn(customer, page=PageVisit("https://shop.example/docs", "", site.clock.now()))
    for customer in ("c-ana", "c-bob"):
        since = site.clock.now() - timedelta(days=1)
        found = await site.segue.store.read(HistoryOf("default", "", customer, "", since, since))
        assert [visit.path for visit in found.visits] == ["/docs"]
        claimed = HistoryOf("default", f"customer:{customer}", "", "", since, since)
        assert await site.segue.store.read(claimed) == History(known=True)


# --- a bot's own visitors ---


async def test_a_bot_in_front_tells_of_its_own_visitors_and_begins_their_conversation(site: Site) -> None:
    env = site.segue.env
    visitor, bot = await visitor_for_bot(env, "default", "shop-bot", "session-7")
    assert (visitor.id, bot) == (own("shop-bot", "session-7"), "shop-bot")
    seen = await site.looks(visitor, "/pricing", bot=bot)
    assert (seen.kept, seen.conversation) == (1, None)
    begun = await site.segue.start("c7", visitor=visitor.id, bot=bot)
    assert [page.url for page in begun.pages] == ["https://shop.example/pricing"]
    other, _ = await visitor_for_bot(env, "default", "help-bot", "session-7")
    assert other.id != visitor.id


async def test_an_offer_to_a_bots_own_visitor_is_a_conversation_of_that_bot(site: Site) -> None:
    visitor, bot = await visitor_for_bot(site.segue.env, "default", "shop-bot", "session-7")
    seen = await site.looks(visitor, "/account/cancel", bot=bot, customer=Customer("c-ana", verified=True))
    assert seen.conversation is not None
    assert (seen.conversation.channel, seen.conversation.bot) == ("api", "shop-bot")
    assert seen.conversation.customer.id == "c-ana"
    assert OFFER in seen.reply


async def test_of_the_widgets_visitors_a_bot_reaches_those_it_serves(site: Site) -> None:
    env = site.segue.env
    await site.visitor("vis_ana")
    assert (await visitor_for_bot(env, "default", "shop-bot", "vis_ana"))[1] == ""
    assert await visitor_for_bot(env, "default", "other", "vis_ana", every=True)
    for bot, id_ in (("other", "vis_ana"), ("shop-bot", "vis_nobody")):
        with pytest.raises(NotFound):
            await visitor_for_bot(env, "default", bot, id_)


# --- looking it up, and forgetting it ---


class Watched:
    """A store that notes what is asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.asked: list[Query[Any]] = []

    async def read(self, query: Query[Any]) -> Any:
        self.asked.append(query)
        return await self._store.read(query)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


@pytest.mark.parametrize(("policy", "asked"), [(POLICY, 1), (NO_HISTORY, 0)])
async def test_a_message_asks_for_history_once_and_only_where_a_condition_reads_it(
    tmp_path: Path, sqlite_url: str, policy: str, asked: int
) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(policy)
    async with Segue.open(path, store=sqlite_url, clock=FakeClock(), background=False) as segue:
        site = Site(segue, segue.clock)  # type: ignore[arg-type]
        ana = await site.visitor()
        await site.writes(ana, "hello there")
        store = Watched(segue.store)
        object.__setattr__(segue.env, "store", store)
        await site.writes(ana, "The lamp I bought flickers")
        assert sum(isinstance(query, HistoryOf) for query in store.asked) == asked


async def test_visits_are_deleted_when_the_policy_keeps_them_no_longer(site: Site) -> None:
    ana = await site.visitor()
    await site.looks(ana, "/pricing")
    site.clock.forward(days=20)
    await site.looks(ana, "/docs")

    async def stored() -> int:
        since = site.clock.now() - timedelta(days=400)
        found = await site.segue.store.read(HistoryOf("default", ana.id, "", "", since, since))
        return len(found.visits)

    await site.segue.step()
    assert await stored() == 2
    site.clock.forward(days=11)
    await site.segue.step()
    assert await stored() == 1
    site.clock.forward(days=20)
    await site.segue.step()
    assert await stored() == 0


# --- what the human agent sees ---


async def test_the_package_shows_the_pages_of_this_browser_before_and_during_the_conversation(site: Site) -> None:
    await site.looks(await site.visitor("vis_phone", "c-ana"), "/from-the-phone")
    ana = await site.visitor("vis_laptop", "c-ana")
    await site.looks(ana, "/docs?token=abc#x", key="docs")
    await site.looks(ana, "/docs?token=abc#x", key="docs", seconds=25)
    site.clock.forward(minutes=1)
    await site.looks(ana, "/lamps")
    await site.writes(ana, "I want to talk to a human please")
    await site.segue.step()
    there = await open_conversation_of_visitor(site.segue.env, ana, customer=None, page=None)
    package = await site.segue.package(there.last_handoff)
    assert package is not None
    shown = [(page.url, page.seconds) for page in package.pages]
    assert shown == [("https://shop.example/docs", 25), ("https://shop.example/lamps", 0)]


async def test_earlier_contacts_are_those_of_a_verified_customer_only(site: Site) -> None:
    await site.start("before", customer=Customer("c-ana", verified=True))
    await site.customer("I want to talk to a human please", "before")
    for name, verified, known in (("proves", True, 1), ("claims", False, 0)):
        await site.start(name, customer=Customer("c-ana", verified=verified))
        await site.customer("I want to talk to a human please", name)
        package = await site.segue.package((await site.handoff(name)).id)
        assert package is not None
        assert len(package.earlier) == known
