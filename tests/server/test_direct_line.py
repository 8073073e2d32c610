"""Direct Line 3.0, endpoint by endpoint, with what clients such as Web Chat rely on."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import aiohttp
import pytest
from asking import Answer, Line
from world import ABROAD, HOME, ORIGIN, POLICY, World, make_world, served

from segue.calls import Reach
from segue.channels.opening import open_channel
from segue.domain.conversation import Role
from segue.domain.errors import Invalid
from segue.ports.bots import Typing
from segue.ports.people import UserRole
from segue.server import sockets

SECRET, NEXT_SECRET, ABROAD_SECRET = "one-secret-of-the-shop", "next.secret.of-the-shop", "secret-of-somebody-else"
BASE = "/v3/directline"
CHANNELS = f"""
handback: {{survey: false}}
files: {{customers: everybody}}
bot: {{name: shopbot, webhook: "https://shop.example/bot", secret: bot_webhook}}
channels:
  chat: {{kind: direct_line, secret: chat_secret, origins: ["{ORIGIN}"]}}
  other: {{kind: direct_line, secret: other_secret}}
"""
SECRETS = {"chat_secret": SECRET, "other_secret": "secret-of-the-other-page", "abroad_secret": ABROAD_SECRET}
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489") + (
    b"\0\0\0\rIDATx\x9cc\xf8\xcf\xc0P\x0f\0\x04\x85\x01\x80\x84\xa9\x8c!\0\0\0\0IEND\xaeB`\x82"
)


@dataclass
class Page:
    """A customer's program. What it reads it keeps, with the watermark, as clients do."""

    world: World
    token: str
    ref: str = ""
    watermark: str = ""
    seen: list[dict[str, Any]] = field(default_factory=list)
    said: int = 0

    async def ask(self, method: str, path: str, **more: Any) -> Answer:
        return await self.world.client.ask(method, BASE + path, token=self.token, **more)

    async def starts(self, **body: Any) -> Answer:
        answer = await self.ask("POST", "/conversations", body=body)
        if answer.status in {200, 201}:
            self.ref, self.token = answer.json["conversationId"], answer.json["token"]
        return answer

    async def posts(self, **activity: Any) -> Answer:
        return await self.ask("POST", f"/conversations/{self.ref}/activities", body=activity)

    async def says(self, text: str, mark: str = "") -> Answer:
        self.said += 1
        mark = mark or f"mark-{self.said}"
        data = {"channelData": {"clientActivityID": mark}, "from": {"id": "browser-7", "name": "You", "role": "user"}}
        return await self.posts(type="message", text=text, **data)

    async def polls(self) -> list[dict[str, Any]]:
        answer = await self.ask("GET", f"/conversations/{self.ref}/activities?watermark={self.watermark}")
        assert answer.status == 200, answer.body
        self.watermark = answer.json["watermark"]
        self.seen += answer.json["activities"]
        return list(answer.json["activities"])

    async def reads(self) -> list[tuple[str, str]]:
        return [(one["from"]["role"], one.get("text", "")) for one in await self.polls()]

    async def listens(self) -> Line:
        answer = await self.ask("GET", f"/conversations/{self.ref}?watermark={self.watermark or 0}")
        where, _, query = answer.json["streamUrl"].partition("?")
        return self.world.client.listen("/" + where.split("/", 3)[3], query)


@dataclass
class Shop:
    world: World
    bot: str
    secrets: dict[str, str]
    _desk: str = ""

    async def generates(self, secret: str = SECRET, **body: Any) -> Answer:
        return await self.world.client.ask("POST", f"{BASE}/tokens/generate", token=secret, body=body or None)

    async def page(self, secret: str = SECRET, **body: Any) -> Page:
        """With a token, and the conversation begun."""
        token = (await self.generates(secret, **body)).json["token"]
        page = Page(self.world, token)
        assert (await page.starts()).status == 201
        return page

    async def adopts(self, policy: str) -> None:
        await self.world.segue.env.policies.adopt(HOME, policy, "test")

    def conversation(self, page: Page) -> str:
        """The one that it has now, as people of the shop know it."""
        return next(one.conversation for (_, _, ref), one in self.world.store.threads.items() if ref == page.ref)

    async def desk(self, page: Page, act: str, **body: Any) -> Answer:
        self._desk = self._desk or await self.world.session(await self.world.user("maria", UserRole.AGENT))
        path = f"/v1/desk/conversations/{self.conversation(page)}/{act}"
        answer = await self.world.client.ask("POST", path, session=self._desk, body=body)
        assert answer.status == 200, answer.body
        return answer

    async def bot_says(self, page: Page, id_: str, text: str, **more: Any) -> Answer:
        body = {"id": id_, "role": "automated_agent", "text": text, **more}
        path = f"/v1/conversations/{self.conversation(page)}/messages"
        return await self.world.client.ask("POST", path, token=self.bot, body=body)

    async def ends(self, page: Page) -> None:
        path = f"/v1/conversations/{self.conversation(page)}/end"
        assert (await self.world.client.ask("POST", path, token=self.bot, body={})).status == 200


@pytest.fixture
async def shop() -> Shop:
    world = await make_world()
    secrets = dict(SECRETS)
    reach = Reach.__new__(Reach)  # nothing is called
    world.segue.env.channels.open = lambda settings: open_channel(settings, secrets, reach)
    made = Shop(world, await world.key("conversations", "handoff", name="shopbot"), secrets)
    await made.adopts(POLICY + CHANNELS)
    abroad = POLICY + "channels:\n  chat: {kind: direct_line, secret: abroad_secret}\n"
    await world.segue.env.policies.adopt(ABROAD, abroad, "test")
    return made


# ---- tokens ----------------------------------------------------------------------------------------------------------


async def test_a_token_is_for_one_conversation_that_it_names_and_lasts_half_an_hour(shop: Shop) -> None:
    answer = await shop.generates(user={"id": "ana", "name": "Ana"})
    assert answer.status == 200
    assert set(answer.json) == {"conversationId", "token", "expires_in"}
    assert answer.json["expires_in"] == 1800
    page = Page(shop.world, answer.json["token"])
    begun = await page.starts()
    assert (begun.status, begun.json["conversationId"]) == (201, answer.json["conversationId"])
    assert {"token", "expires_in", "streamUrl"} <= set(begun.json)
    again = await page.starts()
    assert (again.status, again.json["conversationId"]) == (200, begun.json["conversationId"])


async def test_a_token_is_refreshed_and_the_old_one_ends_on_time(shop: Shop) -> None:
    page = await shop.page()
    old = page.token
    shop.world.clock.advance(minutes=15)
    refreshed = await page.ask("POST", "/tokens/refresh")
    assert (refreshed.status, refreshed.json["conversationId"]) == (200, page.ref)
    shop.world.clock.advance(minutes=16)
    assert (await page.says("hello")).status == 403
    page.token = refreshed.json["token"]
    assert (await page.says("hello")).status == 200
    page.token = old
    expired = await page.ask("POST", "/tokens/refresh")
    assert (expired.status, expired.json["error"]["code"]) == (403, "TokenExpired")


@pytest.mark.parametrize("given", ["", "no-such-secret", "a.b.c", "ey." * 3000, SECRET + "\xff", "Bearer"])
async def test_what_opens_nothing_is_403_as_clients_expect_it(shop: Shop, given: str) -> None:
    for path in ("/tokens/generate", "/tokens/refresh", "/conversations"):
        answer = await shop.world.client.ask("POST", BASE + path, token=given)
        assert answer.status == 403, path
        assert answer.json["error"]["message"]


async def test_a_token_opens_no_other_conversation_channel_or_workspace(shop: Shop) -> None:
    """Each as if it did not exist."""
    ana, ben = await shop.page(), await shop.page()
    elsewhere, abroad = await shop.page(SECRETS["other_secret"]), await shop.page(ABROAD_SECRET)
    await ana.says("my number is 12345678")
    for stranger in (ben, elsewhere, abroad):
        stranger.ref = ana.ref
        listened = await stranger.ask("GET", f"/conversations/{ana.ref}")
        read = await stranger.ask("GET", f"/conversations/{ana.ref}/activities")
        posted = await stranger.says("hello?")
        uploaded = await stranger.ask("POST", f"/conversations/{ana.ref}/upload", raw=b"x")
        assert [one.status for one in (listened, read, posted, uploaded)] == [404] * 4
        assert read.json["error"]["code"] == "BotConversationNotFound"
    nowhere = await shop.world.client.ask("GET", f"{BASE}/conversations/nowhere/activities", token=SECRET)
    assert nowhere.status == 404


async def test_a_token_cannot_be_forged_or_used_for_another_purpose(shop: Shop) -> None:
    page = await shop.page()
    head, claims, signature = page.token.split(".")
    link = (await page.ask("GET", f"/conversations/{page.ref}")).json["streamUrl"].rpartition("t=")[2]
    for forged in (f"{head}.{claims}.{signature[::-1]}", f"{head}.{claims[:-2]}.{signature}", link):
        page.token = forged
        assert (await page.ask("GET", f"/conversations/{page.ref}/activities")).status == 403


async def test_a_token_does_not_make_tokens_and_a_secret_is_not_refreshed(shop: Shop) -> None:
    page = await shop.page()
    assert (await page.ask("POST", "/tokens/generate")).status == 403
    page.token = SECRET
    assert (await page.ask("POST", "/tokens/refresh")).status == 400


async def test_while_a_secret_is_exchanged_both_open_and_then_its_tokens_end_with_the_old_one(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("segue.server.direct_line_stream.TICK_S", 0.02)
    old = await shop.page()
    shop.secrets["both"] = f"{SECRET}\n{NEXT_SECRET}\n"
    await shop.adopts(POLICY + CHANNELS.replace("chat_secret", "both"))
    new = await shop.page(NEXT_SECRET)
    assert (await old.says("hello")).status == (await new.says("hello")).status == 200
    line = await old.listens()
    await line.until(lambda: line.frames)
    shop.secrets["next"] = NEXT_SECRET
    await shop.adopts(POLICY + CHANNELS.replace("chat_secret", "next"))
    assert (await old.says("still there?")).status == 403
    assert (await old.ask("POST", "/tokens/refresh")).status == 403
    assert (await new.says("still there?")).status == 200
    await line.until(lambda: bool(line.code))
    assert line.code == 4403


async def test_a_secret_that_could_be_guessed_is_refused_when_the_policy_is_loaded(shop: Shop) -> None:
    shop.secrets["chat_secret"] = "short"
    with pytest.raises(Invalid, match=r"channels\.chat\.secret: at least 16 characters"):
        shop.world.segue.env.channels.check((await shop.world.segue.env.policies.active(HOME)).policy)


# ---- pages -----------------------------------------------------------------------------------------------------------


async def test_web_chat_of_a_listed_page_may_ask_and_no_other(shop: Shop) -> None:
    """With the headers that it announces: without one of them it stays at "Connecting"."""
    wanted = "authorization,content-type,x-ms-bot-agent,x-requested-with"
    ask = {"access-control-request-method": "POST", "access-control-request-headers": wanted}
    path = f"{BASE}/conversations"
    preflight = await shop.world.client.ask("OPTIONS", path, headers={"origin": ORIGIN, **ask})
    allowed = {one.strip().lower() for one in preflight.headers["access-control-allow-headers"].split(",")}
    assert preflight.headers["access-control-allow-origin"] == ORIGIN
    assert set(wanted.split(",")) <= allowed
    stranger = await shop.world.client.ask("OPTIONS", path, headers={"origin": "https://evil.example", **ask})
    assert "access-control-allow-origin" not in stranger.headers
    page = await shop.page()
    from_shop = await page.ask("GET", f"/conversations/{page.ref}/activities", headers={"origin": ORIGIN})
    assert (from_shop.status, from_shop.headers["access-control-allow-origin"]) == (200, ORIGIN)
    from_evil = await page.ask(
        "GET", f"/conversations/{page.ref}/activities", headers={"origin": "https://evil.example"}
    )
    assert from_evil.status == 403
    answer = await page.ask("GET", f"/conversations/{page.ref}")
    where, _, query = answer.json["streamUrl"].partition("?")
    path = "/" + where.split("/", 3)[3]
    assert await shop.world.client.open_socket(path, query, {"origin": "https://evil.example"}) == 4403
    assert await shop.world.client.open_socket(path, query, {"origin": ORIGIN}) == 0


async def test_a_secret_in_a_page_is_refused_with_the_way_to_do_it(shop: Shop) -> None:
    for path in ("/tokens/generate", "/conversations"):
        answer = await shop.world.client.ask("POST", BASE + path, token=SECRET, headers={"origin": ORIGIN})
        assert answer.status == 403
        assert "ask for a token on your server" in answer.json["error"]["message"]


# ---- what is said and read -------------------------------------------------------------------------------------------


async def test_what_the_client_says_comes_back_with_its_own_mark_and_is_stored_once(shop: Shop) -> None:
    page = await shop.page()
    first = await page.says("Hello", mark="m.1")
    again = await page.says("Hello", mark="m.1")
    assert (first.status, again.status) == (200, 200)
    assert first.json["id"] == again.json["id"]
    (echo,) = await page.polls()
    assert echo["id"] == first.json["id"]
    assert (echo["type"], echo["text"], echo["conversation"]) == ("message", "Hello", {"id": page.ref})
    assert echo["channelData"]["clientActivityID"] == "m.1"
    assert echo["from"] == {"id": "browser-7", "name": "You", "role": "user"}, "as it called itself"
    assert echo["timestamp"].endswith("Z")
    other_words = await page.says("Something else", mark="m.1")
    assert other_words.status == 400
    assert await page.polls() == []


async def test_whom_the_server_named_is_known_and_a_page_cannot_say_otherwise(shop: Shop) -> None:
    known = await shop.page(user={"id": "ana", "name": "Ana"})
    await known.says("Hello")
    assert (await known.polls())[0]["from"] == {"id": "ana", "name": "Ana", "role": "user"}
    customer = shop.world.store.conversations[HOME, shop.conversation(known)].customer
    assert (customer.id, customer.name, customer.verified) == ("ana", "Ana", True)
    page = Page(shop.world, (await shop.generates()).json["token"])
    await page.starts(user={"id": "ana", "name": "Ana"})
    customer = shop.world.store.conversations[HOME, shop.conversation(page)].customer
    assert (customer.id, customer.verified) == ("ana", False)


async def test_a_human_takes_over_hands_back_and_the_bot_speaks_again(shop: Shop) -> None:
    page = await shop.page()
    await page.says("My parcel is late")
    await shop.bot_says(page, "b-1", "It is on its way")
    assert await page.reads() == [("user", "My parcel is late"), ("bot", "It is on its way")]
    for round_ in ("first", "second"):
        await page.says("I want to talk to a human please")
        await shop.desk(page, "take")
        for n in (1, 2, 3):
            await shop.desk(page, "messages", id=f"{round_}-{n}", text=f"{round_} answer {n}")
        late = await shop.bot_says(page, f"{round_}-late", "Can I help?")
        assert (late.status, late.json["code"]) == (409, "not_the_owner")
        await shop.desk(page, "handback")
        assert (await shop.bot_says(page, f"{round_}-bot", "Back with me")).status == 200
        page.seen.clear()
        await page.polls()
        by = {
            who: [one["text"] for one in page.seen if one["channelData"].get("segue", {}).get("who") == who]
            for who in ("human", "bot", "segue")
        }
        assert by["human"] == [f"{round_} answer {n}" for n in (1, 2, 3)]
        assert by["bot"] == ["Back with me"]
        assert by["segue"], "that somebody is coming, joined and left is said in words"
    human = next(one for one in page.seen if one["channelData"].get("segue", {}).get("who") == "human")
    assert human["from"] == {"id": "agent", "name": "Maria", "role": "bot"}
    assert human["textFormat"] == "plain"
    assert all(one["type"] == "message" for one in page.seen), "no event that Web Chat has no renderer for"
    assert len({one["id"] for one in page.seen}) == len(page.seen)


async def test_a_question_has_buttons_and_is_answered_by_the_words_on_one(shop: Shop) -> None:
    offers = POLICY.replace("then: handoff", "then: offer") + CHANNELS
    await shop.adopts(offers)
    page = await shop.page()
    await page.says("I want to talk to a human please")
    asked = (await page.polls())[-1]
    actions = asked["suggestedActions"]["actions"]
    assert {one["type"] for one in actions} == {"imBack"}
    await page.says(actions[0]["value"], mark="press-1")
    echo = (await page.polls())[0]
    assert (echo["text"], echo["channelData"]["clientActivityID"]) == (actions[0]["title"], "press-1")
    assert shop.world.store.conversations[HOME, shop.conversation(page)].handoffs == 1
    again = await page.says(actions[0]["value"], mark="press-1")
    assert again.status == 200
    assert await page.polls() == [], "pressed twice is once"


async def test_after_the_end_the_next_message_begins_another_conversation_and_positions_run_on(shop: Shop) -> None:
    page = await shop.page(user={"id": "ana"})
    await page.says("Hello")
    first = shop.conversation(page)
    await page.polls()
    await shop.ends(page)
    told = await page.says("Hello", mark="mark-1")
    assert told.status == 200, "a repetition of what is stored"
    assert shop.conversation(page) == first
    before = int(page.watermark)
    await page.says("One more thing")
    second = shop.conversation(page)
    assert second != first
    customer = shop.world.store.conversations[HOME, second].customer
    assert (customer.id, customer.verified) == ("ana", True)
    late = shop.world.store.entries[HOME, first]  # what people note when it is over
    noted = replace(late[-1], seq=late[-1].seq + 1, message_id="late", text="noted late")
    shop.world.store.entries[HOME, first] = [*late, noted]
    await shop.bot_says(page, "b-2", "I listen")
    texts = [text for _, text in await page.reads()]
    assert texts[-2:] == ["One more thing", "I listen"]
    assert "noted late" not in texts
    assert int(page.watermark) > before
    page.watermark = ""
    page.seen.clear()
    await page.polls()
    positions = [int(one["id"].rpartition("|")[2]) for one in page.seen]
    assert positions == sorted(set(positions))
    assert [one["text"] for one in page.seen if one["from"]["role"] == "user"] == ["Hello", "One more thing"]
    del shop.world.store.entries[HOME, first]  # erased for its age
    page.watermark = "0"
    assert [text for _, text in await page.reads()][-2:] == ["One more thing", "I listen"]


async def test_two_customers_at_once_read_each_their_own(shop: Shop) -> None:
    pages = {"ana": await shop.page(), "ben": await shop.page()}
    for name, page in pages.items():
        await page.says(f"I am {name} and want to talk to a human please")
    for name, page in reversed(pages.items()):
        await shop.desk(page, "take")
        await shop.desk(page, "messages", id=f"h-{name}", text=f"Hello {name}")
    for name, page in pages.items():
        await page.polls()
        humans = [one["text"] for one in page.seen if one["channelData"].get("segue", {}).get("who") == "human"]
        assert humans == [f"Hello {name}"]


async def test_a_program_with_the_secret_speaks_in_any_conversation_of_its_channel(shop: Shop) -> None:
    program = Page(shop.world, SECRET)
    begun = await program.ask("POST", "/conversations", body={"user": {"id": "ana"}})
    assert begun.status == 201
    program.ref = begun.json["conversationId"]
    assert (await program.says("Hello")).status == 200
    await shop.ends(program)
    assert (await program.says("Hello again")).status == 200
    customer = shop.world.store.conversations[HOME, shop.conversation(program)].customer
    assert (customer.id, customer.verified) == ("ana", True)
    renewed = Page(shop.world, (await program.ask("GET", f"/conversations/{program.ref}")).json["token"], program.ref)
    await renewed.polls()
    assert {one["from"]["id"] for one in renewed.seen if one["from"]["role"] == "user"} == {"ana"}


@pytest.mark.parametrize("kind", ["event", "conversationUpdate", "invoke", "x" * 300])
async def test_what_says_nothing_to_anybody_is_taken_and_passed_over(shop: Shop, kind: str) -> None:
    page = await shop.page()
    answer = await page.posts(type=kind, name="webchat/join", value={"language": "en"})
    assert answer.status == 200
    assert answer.json["id"]
    assert await page.polls() == []
    assert (await page.posts(type="message", text="   ")).status == 200
    assert await page.polls() == []


# ---- the socket ------------------------------------------------------------------------------------------------------


def texts(line: Line) -> list[str]:
    return [one.get("text", "") for frame in line.frames for one in frame["activities"]]


async def test_the_socket_tells_what_there_is_and_what_comes_with_its_watermark(shop: Shop) -> None:
    page = await shop.page()
    for n in range(30):
        await page.says(f"word {n}")
    line = await page.listens()
    await line.until(lambda: len(texts(line)) == 30)
    assert all(len(frame["activities"]) <= 20 for frame in line.frames)
    await shop.bot_says(page, "b-1", "I listen")
    await line.until(lambda: texts(line)[-1] == "I listen")
    for frame in line.frames:
        assert int(frame["watermark"]) >= int(frame["activities"][-1]["id"].rpartition("|")[2])
    page.watermark = line.frames[0]["watermark"]
    await line.close()
    resumed = await page.listens()
    await resumed.until(lambda: bool(texts(resumed)) and texts(resumed)[-1] == "I listen")
    assert texts(resumed) == texts(line)[len(line.frames[0]["activities"]) :]
    await resumed.close()
    assert shop.world.segue.env.bell.readers == 0


async def test_that_a_human_types_comes_by_the_socket_alone(shop: Shop) -> None:
    page = await shop.page()
    await page.says("I want to talk to a human please")
    await shop.desk(page, "take")
    line = await page.listens()
    await line.until(lambda: bool(line.frames))
    bell = shop.world.segue.env.bell
    bell.typing(HOME, Typing(shop.conversation(page), Role.HUMAN_AGENT.value, "Maria"))
    await line.until(lambda: line.frames[-1]["activities"][0]["type"] == "typing")
    assert line.frames[-1]["activities"][0]["from"]["name"] == "Maria"
    with bell.listen(bell.conversation(HOME, shop.conversation(page))) as desk:
        assert (await page.posts(type="typing")).status == 200
        assert [one.role for one in desk.typing] == [Role.END_USER.value]
    await line.close()
    assert all(one["type"] == "message" for one in await page.polls())


async def test_the_newer_of_two_sockets_stays(shop: Shop) -> None:
    page = await shop.page()
    await page.says("Hello")
    older = await page.listens()
    await older.until(lambda: bool(older.frames))
    newer = await page.listens()
    await older.until(lambda: bool(older.code))
    assert older.code == 1000
    await shop.bot_says(page, "b-1", "I listen")
    await newer.until(lambda: "I listen" in texts(newer))
    assert "I listen" not in texts(older)
    await newer.close()


async def test_an_address_of_a_socket_is_over_after_a_minute_and_is_for_one_conversation(shop: Shop) -> None:
    ana, ben = await shop.page(), await shop.page()
    url = (await ana.ask("GET", f"/conversations/{ana.ref}")).json["streamUrl"]
    assert url.startswith("ws://")
    where, _, query = url.partition("?")
    path = "/" + where.split("/", 3)[3]
    client = shop.world.client
    assert await client.open_socket(path.replace(ana.ref, ben.ref), query) == 4404
    assert await client.open_socket(path, f"t={ana.token}") == 4403
    assert await client.open_socket(path, "t=") == 4403
    assert await client.open_socket(path, query) == 0
    shop.world.clock.advance(seconds=61)
    assert await client.open_socket(path, query) == 4403


async def test_the_socket_goes_on_into_the_next_conversation_and_is_kept_by_empty_frames(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("segue.server.direct_line_stream.TICK_S", 0.02)
    page = await shop.page()
    await page.says("Hello")
    line = await page.listens()
    await line.until(lambda: bool(line.frames))
    line.say("")
    await shop.ends(page)
    await page.says("One more thing")
    await line.until(lambda: texts(line)[-1] == "One more thing")
    await line.close()


# ---- files -----------------------------------------------------------------------------------------------------------


def form(*parts: tuple[str, str, str, bytes]) -> dict[str, Any]:
    """name, file name, type, content of each; as `raw` and `headers` of a request."""
    body = b"".join(
        b'--edge\r\nContent-Disposition: form-data; name="%s"; filename="%s"\r\nContent-Type: %s\r\n\r\n%s\r\n'
        % (name.encode(), file.encode(), kind.encode(), content)
        for name, file, kind, content in parts
    )
    return {"raw": body + b"--edge--\r\n", "headers": {"content-type": "multipart/form-data; boundary=edge"}}


def with_activity(**activity: Any) -> tuple[str, str, str, bytes]:
    said = {"type": "message", "channelData": {"clientActivityID": "u-1"}, **activity}
    return ("activity", "blob", "application/vnd.microsoft.activity", json.dumps(said).encode())


async def test_files_go_up_with_their_message_and_come_back_as_links_that_open(shop: Shop) -> None:
    page = await shop.page()
    sent = form(with_activity(text="Look"), ("file", "photo.png", "image/png", PNG))
    path = f"/conversations/{page.ref}/upload?userId=browser-7"
    first, again = await page.ask("POST", path, **sent), await page.ask("POST", path, **sent)
    assert (first.status, first.json) == (200, again.json)
    (echo,) = await page.polls()
    assert (echo["text"], echo["channelData"]["clientActivityID"]) == ("Look", "u-1")
    (file,) = echo["attachments"]
    assert (file["contentType"], file["name"]) == ("image/png", "photo.png")
    opened = await shop.world.client.ask("GET", "/v1/files/" + file["contentUrl"].rpartition("/")[2])
    assert (opened.status, opened.body) == (200, PNG)
    assert opened.headers["cross-origin-resource-policy"] == "cross-origin", "Web Chat shows it in its own page"


@pytest.mark.parametrize(
    "sent",
    [
        {"raw": PNG, "headers": {"content-type": "image/png"}},
        {"raw": b"x", "headers": {"content-type": "multipart/form-data"}},
        {"raw": b"--edge\r\nbroken", "headers": {"content-type": "multipart/form-data; boundary=edge"}},
        form(with_activity(text="no file")),
        form(("activity", "blob", "text/plain", b"{"), ("file", "a.png", "image/png", PNG)),
        form(("activity", "blob", "text/plain", b"[" * 9000), ("file", "a.png", "image/png", PNG)),
        form(with_activity(text="\ud800"), ("file", "a.png", "image/png", PNG)),
        form(("file", "a.exe", "image/png", b"MZ\x90\0" * 20)),
        form(*[("file", f"{n}.png", "image/png", PNG) for n in range(12)]),
    ],
    ids=["no form", "no boundary", "broken", "no file", "half an object", "deep", "surrogate", "a program", "too many"],
)
async def test_an_upload_that_cannot_be_taken_is_refused_with_words(shop: Shop, sent: dict[str, Any]) -> None:
    page = await shop.page()
    answer = await page.ask("POST", f"/conversations/{page.ref}/upload", **sent)
    assert 400 <= answer.status < 500
    assert answer.json
    assert await page.polls() == []


async def test_an_attachment_by_address_is_kept_as_an_address(shop: Shop) -> None:
    page = await shop.page()
    by_address = [{"contentType": "image/png", "contentUrl": "https://shop.example/a.png", "name": "a.png"}]
    assert (await page.posts(type="message", text="", attachments=by_address)).status == 200
    (echo,) = await page.polls()
    assert echo["attachments"] == by_address
    inline = [{"contentType": "image/png", "contentUrl": "data:image/png;base64,AAAA", "name": "a.png"}]
    assert (await page.posts(type="message", text="", attachments=inline)).status == 400


# ---- hostile input ---------------------------------------------------------------------------------------------------

DEEP = b'{"type":"message","value":' + b"[" * 5000 + b"]" * 5000 + b"}"
HOSTILE = [
    b"",
    b"null",
    b"[]",
    b'"text"',
    b"{",
    b"\xff\xfe",
    b"{}",
    DEEP,
    b'{"type":"message","text":"\\ud800"}',
    b'{"type":"message","text":"a\\u0000b"}',
    b'{"type":"message","text":{"a":1}}',
    b'{"type":7}',
    b'{"type":"message","from":"me","text":"x"}',
    b'{"type":"message","channelData":[],"text":"x"}',
    b'{"type":"message","attachments":{"a":1},"text":""}',
    b'{"type":"message","attachments":[7,null,{"contentUrl":5}],"text":""}',
    b'{"type":"message","channelData":{"clientActivityID":{"a":1}},"text":7}',
    b'{"type":"message","text":"x","value":1e999}',
    b'{"type":"message","text":"x","value":' + b"9" * 5000 + b"}",
    b'{"type":"message","text":"' + b"x" * 70_000 + b'"}',
    b'{"type":"message","text":"' + b"x" * 300_000 + b'"}',
]


@pytest.mark.parametrize("body", HOSTILE, ids=[f"{n}: {body[:40]!r}" for n, body in enumerate(HOSTILE)])
@pytest.mark.parametrize("path", ["/tokens/generate", "/conversations", "activities"])
async def test_nothing_that_is_sent_breaks_anything(shop: Shop, body: bytes, path: str) -> None:
    page = await shop.page()
    if path == "activities":
        path = f"/conversations/{page.ref}/activities"
    page.token = SECRET if "generate" in path else page.token
    answer = await page.ask("POST", path, raw=body)
    assert answer.status < 500
    page.token = (await shop.generates()).json["token"]
    assert answer.status in {200, 201} or answer.json, "and if it is refused, it is said why"


async def test_what_is_too_large_or_no_text_is_said_by_its_field(shop: Shop) -> None:
    page = await shop.page()
    for body, status, words in (
        ({"type": "message", "text": "x" * 70_000}, 413, "text: 70000 bytes"),
        ({"type": "message", "from": "me"}, 400, "from: an object"),
        ({"text": "hello"}, 400, "type: an activity has one"),
        ({"type": "message", "text": "a\0b"}, 400, "NUL"),
    ):
        answer = await page.posts(**body)  # type: ignore[arg-type]
        assert answer.status == status
        assert words in answer.json["error"]["message"]


async def test_a_watermark_or_a_user_that_is_none_is_taken_with_care(shop: Shop) -> None:
    page = await shop.page()
    await page.says("Hello")
    for watermark in ("null", "undefined", "-1", "x", "٣", "9" * 14):
        answer = await page.ask("GET", f"/conversations/{page.ref}/activities?watermark={watermark}")
        assert answer.status == 200
    for user in ("ana", 7, {"id": 7}, {"id": "x" * 300}):
        assert (await shop.generates(user=user)).status == 400
    assert (await page.starts(locale={"a": 1})).status == 200


async def test_a_customer_who_floods_is_told_when_to_come_back() -> None:
    world = await make_world(rate_message="3/minute")
    world.segue.env.channels.open = lambda settings: open_channel(settings, SECRETS, Reach.__new__(Reach))
    shop = Shop(world, "", SECRETS)
    await shop.adopts(POLICY + CHANNELS)
    ana, ben = await shop.page(), await shop.page()
    statuses = [(await ana.says(f"word {n}")).status for n in range(4)]
    assert statuses == [200, 200, 200, 429]
    assert (await ben.says("hello")).status == 200


# ---- readers that are gone -------------------------------------------------------------------------------------------


async def test_a_socket_that_dies_silently_is_cut_and_its_customer_goes_on_from_the_watermark(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads nothing and answers no ping; nobody else waits for it, and the next socket is open at once."""
    monkeypatch.setattr(sockets, "PING_S", 0.3)
    monkeypatch.setattr(sockets, "ANSWER_S", 0.3)
    bell = shop.world.segue.env.bell
    page = await shop.page()
    for n in range(60):
        await page.says(f"{n} " + "x" * 60_000)  # more than a socket takes by itself
    path = (await page.ask("GET", f"/conversations/{page.ref}")).json["streamUrl"].split("/", 3)[3]
    async with served(shop.world) as url:
        host, _, port = url.removeprefix("http://").partition(":")
        _, dead = await asyncio.open_connection(host, int(port), limit=1024)
        dead.write(
            f"GET /{path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n".encode()
        )
        await until(lambda: bool(shop.world.app.state.streams))
        page.watermark = "59"
        path = (await page.ask("GET", f"/conversations/{page.ref}?watermark=59")).json["streamUrl"].split("/", 3)[3]
        async with aiohttp.ClientSession(url) as http, http.ws_connect(f"/{path}") as socket:
            (again,) = (await socket.receive_json(timeout=5))["activities"]
            assert again["text"].startswith("59 ")
            await shop.bot_says(page, "b-1", "I listen")
            (heard,) = (await socket.receive_json(timeout=5))["activities"]
            assert heard["text"] == "I listen"
            await until(lambda: bell.readers == 1)
        await until(lambda: bell.readers == 0 and not shop.world.app.state.streams)
        dead.close()


async def until(so: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not so():  # noqa: ASYNC110 - nobody tells of those who leave
            await asyncio.sleep(0.01)
