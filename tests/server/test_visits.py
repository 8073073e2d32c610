"""Pages that visitors look at, as the widget, a bot and a stranger tell of them; and whose history they are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from asking import Answer
from test_widget import CONVERSATION, load, preflight, signed
from world import ABROAD, HOME, ORIGIN, World, make_world

from segue.ports.people import Site

SECRET = "a secret of sixty-four bytes that only the shop's server and Segue know"
PRICING = {"url": "https://shop.example/pricing?plan=team&token=abc#faq", "title": "Prices"}
POLICY = """
version: 1
behaviours:
  pricing: {visits: "/pricing*", within: 7d}
triggers:
  - {id: keen, when: "behaviour.pricing >= 3", then: offer, proactive: true}
route: [{queue: general}]
queues: {general: {}}
bot: {name: shopbot}
"""


@pytest.fixture
async def site(world: World) -> Site:
    await world.user()
    await world.segue.env.policies.adopt(HOME, POLICY, "test")
    return await world.site(identity_secret=SECRET)


@pytest.fixture(autouse=True)
async def _as_it_was(world: World) -> Any:
    """The world is shared, and what it has compiled is not put back with its store."""
    yield
    world.segue.env.policies._active.clear()


class Browser:
    """A widget on a page of the site."""

    def __init__(self, world: World, site: Site) -> None:
        self.world, self.site, self.token, self.id = world, site, "", ""

    async def load(self, **body: Any) -> Answer:
        known = {"visitor_token": self.token} if self.token else {}
        answer = await load(self.world, self.site, **known, **body)
        if answer.status == 200:
            self.token, self.id = answer.json["visitor_token"], answer.json["visitor"]
            self.world.app.state.identity.forget()
        return answer

    async def sees(self, **body: Any) -> Answer:
        return await self.post(body or PRICING)

    async def post(self, body: Any, **asked: Any) -> Answer:
        path = f"/v1/visitors/{self.id}/visits"
        return await self.world.client.ask("POST", path, body=body, **{"token": self.token, **asked})


@pytest.fixture
async def browser(world: World, site: Site) -> Browser:
    made = Browser(world, site)
    await made.load()
    return made


def stored(world: World, of: Browser | None = None) -> list[Any]:
    return [visit for (_, visitor, _), (_, visit) in world.store.visits.items() if of is None or visitor == of.id]


async def test_visits_exist_before_any_conversation_and_without_what_may_be_secret(
    world: World, browser: Browser
) -> None:
    answer = await browser.sees()
    assert (answer.status, answer.json) == (200, {"kept": 1, "conversation": None, "reply": None})
    (visit,) = stored(world)
    assert (visit.url, visit.path, visit.title) == ("https://shop.example/pricing", "/pricing", "Prices")
    assert not world.store.conversations


async def test_the_third_look_at_the_prices_begins_a_conversation_that_the_visitor_can_open(
    world: World, browser: Browser
) -> None:
    for _ in range(2):
        assert (await browser.sees()).json["conversation"] is None
    answer = (await browser.sees()).json
    assert answer["reply"]
    path = f"/v1/conversations/{answer['conversation']['id']}"
    shown = await world.client.ask("GET", path, token=answer["conversation"]["token"])
    assert shown.json["offer"]["choices"][0]["id"] == "human"


async def test_the_page_of_a_session_is_a_visit_and_a_reload_is_none(world: World, browser: Browser) -> None:
    for visit in ("a", "a", "b"):
        await browser.load(page={**PRICING, "visit": visit})
    assert len(stored(world)) == 2
    third = await browser.load(page={**PRICING, "visit": "c"})
    assert third.json["conversation"]


@pytest.mark.parametrize(
    "body",
    [
        {**PRICING, "id": "v-1"},
        {**PRICING, "at": "2026-11-21T08:59:00Z"},
        {"visits": [{**PRICING, "id": "v-1"}, {"url": "/docs", "id": "v-2"}]},
    ],
)
async def test_what_is_told_twice_is_there_once(world: World, browser: Browser, body: dict[str, Any]) -> None:
    first, again = await browser.post(body), await browser.post(body)
    assert (first.json["kept"], again.json["kept"]) == (len(stored(world)), 0)


async def test_the_same_key_means_the_same_visits(world: World, browser: Browser) -> None:
    for key in ("k1", "k1", "k2"):
        body = {"visits": [PRICING, PRICING]}
        assert (await browser.post(body, headers={"idempotency-key": key})).status == 200
    assert len(stored(world)) == 4


async def test_a_stay_is_learned_later_and_never_shortened(world: World, browser: Browser) -> None:
    for seconds in (0, 42.4, 7):
        await browser.sees(**PRICING, id="v-1", seconds=seconds)
    assert [visit.seconds for visit in stored(world)] == [42]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"url": "https://shop.example/" + "x" * 2000}, "url"),
        ({"visits": [{"url": "/x"}] * 51}, "visits"),
        ({"visits": [{"url": "/" + "x" * 2000}]}, "visits[0].url"),
        ({}, "url"),
        ({"url": "/x", "visits": [{"url": "/y"}]}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "data:text/html,x"}, "url"),
        ({"url": "/x", "at": "2026-11-21T08:59:00"}, "at"),
        ({"url": "/x", "seconds": -1}, "seconds"),
        ({"url": "/x", "seconds": 1e9}, "seconds"),
        ({"url": "/x", "title": "x" * 301}, "title"),
        ({"url": "/x", "customer": "c-1"}, "customer"),
        ({"url": "/x", "visitor": "vis_bob"}, "visitor"),
    ],
)
async def test_what_cannot_be_a_visit_is_refused_naming_the_field(
    world: World, browser: Browser, body: dict[str, Any], field: str
) -> None:
    answer = await browser.post(body)
    assert (answer.status, answer.json["field"]) == (422, field)
    assert not stored(world)


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59-14:00", "2027-01-01T00:00:00Z", "2026-11-21T09:00:00Z"])
async def test_a_clock_ahead_counts_as_now(world: World, browser: Browser, at: str) -> None:
    await browser.sees(url="/x", at=at)
    assert [visit.at for visit in stored(world)] == [world.clock.now()]


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "2026-10-01T00:00:00Z"])
async def test_what_is_too_old_to_be_kept_is_not(world: World, browser: Browser, at: str) -> None:
    answer = await browser.sees(url="/x", at=at)
    assert (answer.status, answer.json["kept"], stored(world)) == (200, 0, [])


async def test_pages_of_the_site_may_tell_and_others_may_not(world: World, browser: Browser) -> None:
    path = f"/v1/visitors/{browser.id}/visits"
    assert (await preflight(world, path, ORIGIN)).headers["access-control-allow-origin"] == ORIGIN
    foreign = await preflight(world, path, "https://evil.example")
    assert "access-control-allow-origin" not in foreign.headers


async def test_one_visitor_tells_so_many_visits_a_minute_and_others_are_not_held_up() -> None:
    world = await make_world(rate_message="2/minute")
    site = await world.site()
    busy, calm = Browser(world, site), Browser(world, site)
    await busy.load()
    await calm.load()
    assert [(await busy.sees()).status for _ in range(3)] == [200, 200, 429]
    assert (await calm.sees()).status == 200


# --- whose they are ---


async def test_nobody_tells_of_another_visitor_or_without_a_token(world: World, site: Site, browser: Browser) -> None:
    other = Browser(world, site)
    await other.load()
    path = f"/v1/visitors/{other.id}/visits"
    assert (await world.client.ask("POST", path, token=browser.token, body=PRICING)).status == 404
    assert (await world.client.ask("POST", path, body=PRICING)).status == 401
    assert not stored(world)


async def history_counts(world: World, site: Site, **first_page: Any) -> Answer:
    """A fresh browser's one look at the prices, after it signed in as told."""
    fresh = Browser(world, site)
    answer = await fresh.load(**first_page)
    return await fresh.sees() if answer.status == 200 else answer


async def test_a_signed_identity_joins_browsers_and_what_was_before_it(world: World, site: Site) -> None:
    phone, laptop = Browser(world, site), Browser(world, site)
    await phone.load()
    await phone.sees()  # still a stranger
    await phone.load(identity=signed(world, site))
    await laptop.load(identity=signed(world, site))
    await laptop.sees()
    third = await history_counts(world, site, identity=signed(world, site))
    assert third.json["conversation"]


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        (None, 200),  # says nothing of who it is
        ({"key": "another secret of thirty-two bytes or more"}, 401),  # forged
        ({"key": "", "algorithm": "none"}, 401),  # unsigned
        ({"aud": "site_other"}, 401),  # made for another site
        ({"exp": datetime(2026, 11, 21, 8, 59, tzinfo=UTC)}, 401),  # expired
        ({"sub": "c-2"}, 200),  # somebody else
    ],
)
async def test_without_the_sites_own_word_nobodys_history_opens(
    world: World, site: Site, claims: dict[str, Any] | None, status: int
) -> None:
    phone = Browser(world, site)
    await phone.load(identity=signed(world, site))
    for _ in range(2):
        await phone.sees()
    who = {} if claims is None else {"identity": signed(world, site, **claims)}
    answer = await history_counts(world, site, **who)
    assert answer.status == status
    assert not answer.json.get("conversation")
    assert (await history_counts(world, site, identity=signed(world, site))).json["conversation"]


async def test_another_site_with_its_own_secret_cannot_vouch_for_customers_of_this_one(
    world: World, site: Site
) -> None:
    abroad = await world.site(ABROAD, identity_secret="another shop's own secret, which is long enough too")
    phone = Browser(world, site)
    await phone.load(identity=signed(world, site))
    for _ in range(2):
        await phone.sees()
    key = abroad.identity_secret
    assert (await history_counts(world, site, identity=signed(world, site, key=key))).status == 401
    assert (await history_counts(world, site, identity=signed(world, abroad, key=key))).status == 401
    there = await history_counts(world, abroad, identity=signed(world, abroad, key=key))
    assert (there.status, there.json["conversation"]) == (200, None)


async def test_the_token_from_before_signing_in_tells_nothing_any_more(world: World, browser: Browser) -> None:
    before = browser.token
    await browser.load(identity=signed(world, browser.site))
    assert (await browser.post(PRICING, token=before)).status == 401


# --- bots ---


async def test_a_bot_tells_of_its_own_visitors_and_of_whose_customer_they_are(world: World, site: Site) -> None:
    key = await world.key("conversations", name="shopbot")
    path = "/v1/visitors/session-7/visits"
    for _ in range(2):
        answer = await world.client.ask("POST", path, token=key, body={**PRICING, "customer": "c-1"})
        assert answer.json == {"kept": 1, "conversation": None, "reply": None}
    other = "/v1/visitors/session-8/visits"
    third = await world.client.ask("POST", other, token=key, body={**PRICING, "customer": "c-1"})
    assert set(third.json["conversation"]) == {"id", "last_seq"}
    assert (third.json["decision"]["trigger"], bool(third.json["reply"])) == ("keen", True)
    shown = await world.client.ask("GET", f"/v1/conversations/{third.json['conversation']['id']}", token=key)
    assert shown.json["offer"]


async def test_a_conversation_begins_on_the_page_its_visitor_looks_at(world: World, site: Site) -> None:
    key = await world.key("conversations", name="shopbot")
    await world.client.ask("POST", "/v1/visitors/session-7/visits", token=key, body=PRICING)
    begun = await world.client.ask("POST", "/v1/conversations", token=key, body={"visitor": "session-7"})
    (page,) = world.store.conversations[HOME, begun.json["id"]].pages
    assert page.url == "https://shop.example/pricing"
    again = await world.client.ask("POST", "/v1/conversations", token=key, body={"visitor": "session-7"})
    assert (again.status, again.json["id"]) == (409, begun.json["id"])


async def test_a_bot_begins_no_conversation_of_the_widgets_visitors(world: World, browser: Browser) -> None:
    key = await world.key("conversations", name="shopbot")
    answer = await world.client.ask("POST", "/v1/conversations", token=key, body={"visitor": browser.id})
    assert (answer.status, answer.json["field"]) == (422, "visitor")


async def test_a_bot_tells_of_the_widgets_visitors_whom_it_serves(world: World, browser: Browser) -> None:
    for name, status in (("shopbot", 200), ("helpbot", 404)):
        key = await world.key("conversations", name=name)
        assert (await browser.post(PRICING, token=key)).status == status
    key = await world.key("conversations", name="shopbot", workspace=ABROAD)
    assert (await browser.post(PRICING, token=key)).status == 404


async def test_a_page_told_through_the_context_counts_as_a_visit(world: World, browser: Browser) -> None:
    opened = (await world.client.ask("POST", CONVERSATION, token=browser.token)).json
    path = f"/v1/conversations/{opened['id']}/context"
    for minute in range(3):
        answer = await world.client.ask("POST", path, token=opened["token"], body={"page": PRICING})
        assert bool(answer.json["reply"]) is (minute == 2)
        world.clock.at += timedelta(minutes=1)
