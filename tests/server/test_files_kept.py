"""Files that Segue keeps, over HTTP: uploaded whole or not at all, sent with one message, served as downloads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from asking import Answer, scope
from world import POLICY, World

from fakes.clock import FakeClock
from fakes.file_corpus import HOSTILE, jpeg, pdf, png
from segue.domain.attachments import File
from segue.domain.conversation import Customer
from segue.domain.errors import TooMany
from segue.domain.files import PART
from segue.flows.file_links import AUDIENCE, LASTS, with_links
from segue.flows.files import sweep_files
from segue.flows.tokens import Signer
from segue.ports.conversations import EntriesAfter
from segue.ports.files import FilesOf
from segue.ports.people import UserRole
from segue.server.routes_files import Places

PATH = "/v1/conversations/cnv_ana"
ANA = Customer("c-1", "Ana", verified=True)


@dataclass
class People:
    """A customer, their bot and a human agent; and everybody's way to say who they are."""

    world: World
    customer: dict[str, str]
    bot: dict[str, str]
    maria: dict[str, str]

    async def send(self, who: dict[str, str], content: bytes | list[bytes], name: str = "a", **fields: Any) -> Answer:
        headers = {"content-type": "text/html", **fields.pop("headers", {})}
        path = f"{fields.pop('path', PATH)}/files?name={name}"
        return await self.world.client.ask("POST", path, raw=content, headers=headers, **who, **fields)

    async def say(self, who: dict[str, str], *files: str, text: str = "", id_: str = "m-1") -> Answer:
        if "session" in who:
            body = {"id": id_, "text": text, "attachments": [{"file": file} for file in files]}
            return await self.world.client.ask("POST", f"/v1/desk{PATH[3:]}/messages", body=body, **who)
        role = "end_user" if who is self.customer else "automated_agent"
        body = {"id": id_, "role": role, "text": text, "attachments": [{"file": file} for file in files]}
        return await self.world.client.ask("POST", f"{PATH}/messages", body=body, **who)

    async def get(self, who: dict[str, str], file: str, path: str = PATH) -> Answer:
        return await self.world.client.ask("GET", f"{path}/files/{file}", **who)

    async def kept(self) -> list[str]:
        return [one.name for one in await self.world.store.read(FilesOf("default", "cnv_ana"))]


@pytest.fixture
async def people(world: World) -> AsyncIterator[People]:
    visitor, _ = await world.visitor(await world.site())
    await world.conversation(visitor=visitor.id, customer=ANA)
    customer = await world.customer_token(visitor, "cnv_ana")
    session = await world.signed_in(UserRole.AGENT)
    key = await world.key("conversations")
    yield People(world, {"token": customer}, {"token": key}, {"session": session})
    await world.segue.env.policies.adopt("default", POLICY, "test")


async def policy(world: World, files: str) -> None:
    await world.segue.env.policies.adopt("default", f"{POLICY}files: {files}\n", "test")


@pytest.mark.parametrize("who", ["customer", "bot", "maria"])
async def test_what_one_of_them_sends_with_a_message_all_of_them_can_download(people: People, who: str) -> None:
    sender = getattr(people, who)
    sent = await people.send(sender, png(), "lamp.html")
    assert (sent.status, sent.json) == (201, {**sent.json, "name": "lamp.html.png", "type": "image/png"})
    file = sent.json["id"]
    for other in (people.customer, people.bot, people.maria):
        assert (await people.get(other, file)).status == (200 if other is sender else 404)  # not in a message yet
    assert (await people.say(sender, file)).status == 200
    for reader in (people.customer, people.bot, people.maria):
        got = await people.get(reader, file)
        assert (got.status, got.body) == (200, png())
    entries = await people.world.store.read(EntriesAfter("default", "cnv_ana", 1, 50))
    told = [one for entry in entries for one in entry.data.get("attachments", ())]
    assert told == [{"file": file, "name": "lamp.html.png", "type": "image/png", "size": len(png())}]


async def test_a_download_can_only_be_a_download(people: People) -> None:
    file = (await people.send(people.customer, "Grüße".encode(), "Gr%C3%BC%C3%9Fe%22%0d%0a.svg")).json["id"]
    await people.say(people.customer, file)
    answer = await people.get(people.maria, file)
    headers = {name: answer.headers[name] for name in answer.headers if name not in {"x-request-id"}}
    assert headers == {
        "content-type": "text/plain; charset=utf-8",
        "content-disposition": (
            "attachment; filename=\"Gr__e_  .svg.txt\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe_%20.svg.txt"
        ).replace("_  .", "_ ."),
        "content-length": "7",
        "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
        "cross-origin-resource-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "accept-ranges": "none",
        "vary": "Origin",
    }
    part = await people.world.client.ask("GET", f"{PATH}/files/{file}", headers={"range": "bytes=0-1"}, **people.maria)
    assert (part.status, part.body) == (200, "Grüße".encode())


async def test_strangers_get_nothing_and_learn_nothing(people: People, world: World) -> None:
    file = (await people.send(people.customer, png())).json["id"]
    await people.say(people.customer, file)
    other, _ = await world.visitor(await world.site(), "ben")
    await world.conversation("cnv_ben", visitor=other.id, bot="otherbot")
    ben = {"token": await world.customer_token(other, "cnv_ben")}
    strangers = {
        "another customer": ben,
        "another bot": {"token": await world.key("conversations", name="otherbot")},
        "a bot abroad": {"token": await world.key("all", workspace="abroad")},
        "an admin abroad": {"session": await world.signed_in(UserRole.ADMIN, "abroad")},
    }
    for name, who in strangers.items():
        for path in (PATH, "/v1/conversations/cnv_ben"):
            found, missing = await people.get(who, file, path), await people.get(who, "file_none", path)
            assert (found.status, found.json["detail"]) == (404, missing.json["detail"]), (name, path)
        assert (await people.send(who, png())).status == 404, name
    taken = {"id": "m-9", "role": "end_user", "text": "", "attachments": [{"file": file}]}
    answer = await world.client.ask("POST", "/v1/conversations/cnv_ben/messages", body=taken, **ben)
    assert (answer.status, answer.json["field"]) == (422, "attachments[0].file")
    assert (await people.get(people.customer, "file_none")).status == 404
    nobody = await world.client.ask("GET", f"{PATH}/files/{file}")
    assert nobody.status == 401


async def test_a_file_goes_with_one_message_of_whoever_uploaded_it(people: People) -> None:
    mine = (await people.send(people.customer, png(), "mine.png")).json["id"]
    theirs = (await people.send(people.bot, pdf(), "theirs.pdf")).json["id"]
    assert (await people.say(people.customer, theirs)).status == 422
    assert (await people.say(people.bot, mine, text="Look")).status == 422
    assert (await people.say(people.maria, mine, text="Look")).status == 422
    assert (await people.say(people.customer, mine, mine)).status == 422
    assert (await people.say(people.customer, mine)).status == 200
    assert (await people.say(people.customer, mine, id_="m-2")).status == 409
    repeated = await people.say(people.customer, mine)
    assert (repeated.status, repeated.json["seq"]) == (200, 2)
    other = await people.say(people.customer, text="", id_="m-1")
    assert other.status == 422


async def test_a_message_needs_words_or_a_file(people: People) -> None:
    for who in (people.customer, people.maria):
        assert (await people.say(who, text=" ", id_="m-4")).status == 422


async def test_the_same_key_gets_the_first_file_again(people: People) -> None:
    key = {"Idempotency-Key": "k-1"}
    first = await people.send(people.customer, png(), "a.png", headers=key)
    again = await people.send(people.customer, png(), "a.png", headers=key)
    assert (first.status, again.status, again.json) == (201, 201, first.json)
    other = await people.send(people.customer, jpeg(), "a.png", headers=key)
    assert (other.status, other.json["code"]) == (422, "idempotency_mismatch")
    assert await people.kept() == ["a.png"]


@pytest.mark.parametrize("name", ["svg", "html", "program of windows", "png and zip", "zip"])
async def test_what_is_never_taken_is_refused_with_what_is(people: People, name: str) -> None:
    answer = await people.send(people.customer, HOSTILE[name], "holiday.png", headers={"content-type": "image/png"})
    assert (answer.status, answer.json["code"]) == (415, "wrong_type")
    assert answer.json["types"] == ["jpeg", "png", "gif", "webp", "pdf", "text"]
    assert await people.kept() == []
    assert not people.world.store.file_parts


@pytest.mark.parametrize("chunked", [False, True])
async def test_a_file_may_be_as_large_as_the_limit_and_not_a_byte_more(people: People, chunked: bool) -> None:
    await policy(people.world, "{largest_mb: 1}")
    limit = 1024 * 1024

    def cut(size: int) -> bytes | list[bytes]:
        return [b"a" * 65_536] * (size // 65_536) + [b"b" * (size % 65_536)] if chunked else b"a" * size

    too_large = await people.send(people.customer, cut(limit + 1), "a.txt")
    assert (too_large.status, too_large.json["limit"]) == (413, limit)
    assert "at most 1 MB" in too_large.json["detail"]
    assert await people.kept() == []
    for size in (limit, limit - 1):
        sent = await people.send(people.customer, cut(size), "a.txt")
        assert (sent.status, sent.json["size"]) == (201, size)
        assert len((await people.get(people.customer, sent.json["id"])).body) == size
    empty = await people.send(people.customer, b"", "a.txt")
    assert (empty.status, empty.json["detail"]) == (422, "the file is empty; choose one with something in it")


async def test_no_policy_takes_more_than_ten_megabytes(people: People) -> None:
    headers = {"content-length": str(10 * 1024 * 1024 + 1)}
    answer = await people.send(people.customer, b"x", headers=headers)
    assert (answer.status, answer.json["limit"]) == (413, 10 * 1024 * 1024)


async def test_the_rest_of_the_api_takes_no_more_than_before(people: People) -> None:
    for path in ("/messages", "/files/x", "/context"):
        headers = {"content-length": "300000"}
        answer = await people.world.client.ask("POST", PATH + path, raw=b"{}", headers=headers, **people.customer)
        assert answer.status == 413, path


@pytest.mark.parametrize(
    ("customers", "customer", "status", "offered"),
    [
        ("verified", ANA, 201, True),
        ("verified", Customer(), 403, False),
        ("everybody", Customer(), 201, True),
        ("nobody", ANA, 403, False),
    ],
)
async def test_which_customers_may_send_is_the_policys_to_say_and_the_widget_knows(
    people: People, customers: str, customer: Customer, status: int, offered: bool
) -> None:
    world = people.world
    await policy(world, f"{{customers: {customers}, largest_mb: 2, types: [png, pdf]}}")
    held = world.store.conversations["default", "cnv_ana"]
    world.store.conversations["default", "cnv_ana"] = replace(held, customer=customer)
    assert (await people.send(people.customer, png())).status == status
    assert (await people.send(people.maria, png())).status == 201
    assert (await people.send(people.bot, png())).status == 201
    told = (await world.client.ask("GET", PATH, **people.customer)).json["files"]
    taken = {
        "types": ["image/png", "application/pdf"],
        "extensions": [".png", ".pdf"],
        "largest": 2 * 1024 * 1024,
        "per_message": 5,
    }
    assert told == (taken if offered else None)


async def test_how_many_are_taken_is_counted_and_told(people: People, world: World) -> None:
    await policy(world, "{per_message: 1, per_day: 2, per_conversation: 4}")
    ids = [(await people.send(people.customer, f"text {n}".encode())).json["id"] for n in range(2)]
    answer = await people.say(people.customer, *ids)
    assert (answer.status, answer.json["detail"]) == (422, "attachments: at most 1 files a message")
    third = await people.send(people.customer, b"text 3")
    assert (third.status, third.headers["retry-after"]) == (429, "3600")
    assert [(await people.send(people.maria, f"text {n}".encode())).status for n in range(3)] == [201, 201, 409]
    world.clock.advance(days=1, seconds=1)
    assert await sweep_files(world.segue.env) == 4
    visitor, _ = await world.visitor(await world.site())
    tomorrow = {"token": await world.customer_token(visitor, "cnv_ana")}
    assert (await people.send(tomorrow, b"text 3")).status == 201


async def test_an_upload_that_breaks_off_leaves_nothing(people: People) -> None:
    world, content = people.world, iter([b"a" * PART, b"b" * PART])

    async def receive() -> dict[str, Any]:
        part = next(content, None)
        return (
            {"type": "http.disconnect"} if part is None else {"type": "http.request", "body": part, "more_body": True}
        )

    statuses: list[int] = []

    async def send(message: dict[str, Any]) -> None:
        statuses.append(message.get("status", 0))

    headers = {"host": world.client.host, "content-length": str(3 * PART), **world.client.proof(**people.customer)}
    await world.app(scope("http", "POST", f"{PATH}/files?name=a.txt", headers, ("192.0.2.7", 5)), receive, send)
    assert statuses[0] == 422
    assert await people.kept() == []
    assert not world.store.file_parts


async def test_an_upload_that_is_cancelled_leaves_nothing(people: People) -> None:
    world, begun = people.world, asyncio.Event()
    parts = [b"a" * PART]

    async def receive() -> dict[str, Any]:
        if parts:
            return {"type": "http.request", "body": parts.pop(), "more_body": True}
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError("unreachable")

    async def send(message: dict[str, Any]) -> None:
        raise AssertionError(message)

    headers = {"host": world.client.host, **world.client.proof(**people.customer)}
    asked = scope("http", "POST", f"{PATH}/files", headers, ("192.0.2.7", 5))
    upload = asyncio.ensure_future(world.app(asked, receive, send))
    async with asyncio.timeout(5):
        await begun.wait()
    assert len(world.store.file_parts) == 1
    upload.cancel()
    await asyncio.gather(upload, return_exceptions=True)
    assert await people.kept() == []
    assert not world.store.file_parts


async def test_one_sender_has_few_files_on_their_way_and_all_together_a_bounded_number(people: People) -> None:
    world, under_way, all_wait = people.world, asyncio.Event(), asyncio.Event()
    waiting = 0

    async def slow() -> int:
        sent, statuses = 0, []

        async def receive() -> dict[str, Any]:
            nonlocal sent, waiting
            sent += 1
            if sent == 1:
                return {"type": "http.request", "body": b"words ", "more_body": True}
            waiting += 1
            number = waiting
            if number == 3:
                all_wait.set()
            await under_way.wait()
            return {"type": "http.request", "body": b"%d" % number, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            statuses.append(message.get("status", 0))

        headers = {"host": world.client.host, **world.client.proof(**people.customer)}
        await world.app(scope("http", "POST", f"{PATH}/files", headers, ("192.0.2.7", 5)), receive, send)
        return statuses[0]

    running = [asyncio.ensure_future(slow()) for _ in range(3)]
    async with asyncio.timeout(5):
        await all_wait.wait()
    refused = await people.send(people.customer, b"a fourth")
    assert (refused.status, refused.json["code"]) == (429, "too_many")
    world.app.state.uploads, before = Places(0), world.app.state.uploads
    full = await people.send(people.maria, b"one of somebody else")
    world.app.state.uploads = before
    assert (full.status, full.headers["retry-after"]) == (503, "2")
    under_way.set()
    assert await asyncio.gather(*running) == [201, 201, 201]


def test_customers_of_one_address_leave_places_for_everybody_else() -> None:
    """Whoever sends many files slowly, as many customers, keeps nobody else from sending one."""
    places = Places(4, of_one=2)
    with places.one("192.0.2.7"), places.one("192.0.2.7"):
        with pytest.raises(TooMany), places.one("192.0.2.7"):
            pass
        with places.one("192.0.2.8"), places.one():
            pass
    with places.one("192.0.2.7"), places.one(), places.one(), places.one():
        pass


async def test_nothing_is_added_to_a_conversation_that_has_ended(people: People, world: World) -> None:
    await world.client.ask("POST", f"{PATH}/end", body={}, **people.customer)
    answer = await people.send(people.customer, png())
    assert (answer.status, answer.json["code"]) == (409, "conversation_ended")


async def test_what_the_customer_keeps_back_staff_cannot_download(people: People, world: World) -> None:
    file = (await people.send(people.customer, png())).json["id"]
    await people.say(people.customer, file)
    assert (await people.get(people.maria, file)).status == 200
    held = world.store.conversations["default", "cnv_ana"]
    world.store.conversations["default", "cnv_ana"] = replace(held, withheld=("attachments",))
    assert (await people.get(people.maria, file)).status == 404
    assert (await people.get(people.customer, file)).status == 200


async def test_whoever_is_signed_in_by_cookie_uploads_only_from_the_desks_own_page(people: People) -> None:
    headers = {"x-segue": ""}
    assert (await people.send(people.maria, png(), headers=headers)).status == 403
    headers = {"origin": "https://evil.example"}
    assert (await people.send(people.maria, png(), headers=headers)).status == 403


async def test_files_that_were_never_sent_go_after_a_day(people: People, world: World) -> None:
    sent = (await people.send(people.customer, png(), "sent.png")).json["id"]
    await people.say(people.customer, sent)
    await people.send(people.customer, pdf(), "forgotten.pdf")
    world.clock.advance(hours=23)
    assert await sweep_files(world.segue.env) == 0
    world.clock.advance(hours=2)
    assert await sweep_files(world.segue.env) == 1
    assert await people.kept() == ["sent.png"]


# --- by the link that goes along to a helpdesk ------------------------------------------------------------------------


async def link_to(people: People, file: str) -> str:
    """As it is written into a message for the people of a helpdesk."""
    conversation = (await people.world.segue.loaded("cnv_ana", workspace="default")).conversation
    (linked,) = await with_links(people.world.segue.env, conversation, [File("a", file=file)])
    return linked.url[linked.url.index("/v1/files/") :]


async def test_whoever_has_the_link_of_a_helpdesk_downloads_that_file_and_no_other(people: People) -> None:
    file = (await people.send(people.customer, png(), "lamp.png")).json["id"]
    link = await link_to(people, file)
    assert (await people.world.client.ask("GET", link)).status == 404  # not in a message yet
    await people.say(people.customer, file)
    got = await people.world.client.ask("GET", link)
    assert (got.status, got.body, got.headers["content-type"]) == (200, png(), "image/png")
    assert got.headers["content-disposition"].startswith("attachment;")
    other = (await people.send(people.customer, pdf(), "bill.pdf")).json["id"]
    for forged in (link[:-4] + "AAAA", f"/v1/files/{other}", f"/v1/files/{people.customer['token']}"):
        assert (await people.world.client.ask("GET", forged)).status in {401, 404}


async def test_a_link_ends_after_a_month_and_when_the_customer_keeps_files_back(people: People) -> None:
    file = (await people.send(people.customer, png(), "lamp.png")).json["id"]
    await people.say(people.customer, file)
    link, world = await link_to(people, file), people.world
    key = ("default", "cnv_ana")
    before = world.store.conversations[key]
    world.store.conversations[key] = replace(before, withheld=("attachments",))
    assert (await world.client.ask("GET", link)).status == 404
    conversation = world.store.conversations[key]
    assert await with_links(world.segue.env, conversation, [File("a", file=file)]) == ()
    world.store.conversations[key] = before
    assert (await world.client.ask("GET", link)).status == 200
    old = await Signer(world.store, FakeClock(world.clock.now() - LASTS)).sign(
        "default", AUDIENCE, {"conversation": "cnv_ana", "file": file}, LASTS
    )
    assert (await world.client.ask("GET", f"/v1/files/{old}")).status == 401
