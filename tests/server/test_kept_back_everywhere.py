"""What a customer keeps back is nowhere where staff can read: whatever route, whatever form, whoever wrote it down."""

from __future__ import annotations

import aiohttp
import pytest
from world import HOME, POLICY, World

from segue.domain.attachments import File
from segue.domain.conversation import Customer, PageVisit, Role
from segue.domain.passing_on import PARTS
from segue.flows import converse
from segue.flows.passing_on import keep_back
from segue.flows.receive import Message
from segue.ports.conversations import FollowUps
from segue.ports.people import UserRole
from segue.server.package_forms import As
from segue.server.run import listen, serving

TRIGGERS = """triggers:
  - {id: vip, when: "customer.tier == 'platinum' && page.path == '/needlepage'", then: offer, reason: about_to_leave}
  - {id: tab, when: "page.path == '/needlepage'", then: handoff, reason: about_to_leave, proactive: true}
"""
FACTS = """facts: {customer.tier: string}
important_tiers: [platinum]
"""
ZOE = Customer("zq@needle.example", "Zebulon Quxley", "zq@needle.example", verified=True, facts={"tier": "platinum"})
NEEDLES = ("zebulon", "quxley", "needle.example", "platinum", "needlepage", "va_secret", "value77", "needle-file")
FORMS = tuple(f"/v1/conversations/c1/package?as={form}" for form in As)
ROUTES = (
    "/v1/desk/conversations/c1",
    "/v1/desk/snapshot",
    "/v1/desk/conversations/c1/drafts",
    "/v1/ops/decisions",
    *FORMS,
)


async def handed_over(world: World) -> str:
    """A verified customer of an important tier, while nobody is there: a ticket. Answers the session of staff."""
    await world.segue.env.policies.adopt(HOME, POLICY.replace("triggers:\n", TRIGGERS) + FACTS, "test")
    page = PageVisit("https://shop.example/needlepage", "Needlepage", world.clock.now())
    await world.segue.start("c1", workspace=HOME, customer=ZOE, page=page)
    file = File("needle-file.pdf", "https://shop.example/needle-file.pdf", "application/pdf", 1)
    said = (
        Message("m1", Role.END_USER, "My kettle hums at night and nobody helps", attachments=(file,)),
        Message("m2", Role.AUTOMATED_AGENT, "Please try a new filter", variables={"va_secret": "value77"}),
        Message("m3", Role.END_USER, "I want to talk to a human please"),
    )
    for message in said:
        await world.segue.receive("c1", message, workspace=HOME)
    await world.segue.step()
    return await world.session(await world.user("op", UserRole.ADMIN))


async def read(world: World, session: str, path: str) -> str:
    answer = await world.client.ask("GET", path, session=session)
    assert answer.status == 200
    return answer.body.decode().lower()


async def test_before_anything_is_kept_back_it_is_all_there(world: World) -> None:
    session = await handed_over(world)
    everything = "".join([await read(world, session, path) for path in ROUTES])
    assert [needle for needle in NEEDLES if needle not in everything] == []


@pytest.mark.parametrize("path", ROUTES)
async def test_nothing_of_what_is_kept_back_can_be_read(world: World, path: str) -> None:
    session = await handed_over(world)
    await keep_back(world.segue.env, HOME, "c1", PARTS, "")
    found = await read(world, session, path)
    assert [needle for needle in NEEDLES if needle in found] == []


async def test_a_customer_still_reads_their_own_words(world: World) -> None:
    await handed_over(world)
    await keep_back(world.segue.env, HOME, "c1", PARTS, "")
    said = " ".join(entry.text for entry in await world.segue.entries("c1", workspace=HOME))
    assert "Zebulon Quxley" in said


async def test_an_address_that_is_left_afterwards_is_where_the_answer_goes(world: World) -> None:
    session = await handed_over(world)
    await keep_back(world.segue.env, HOME, "c1", ["email"], "")
    assert [one.email for one in await world.store.read(FollowUps(HOME))] == [""]
    await converse.leave_address(world.segue.env, HOME, "c1", "other@example.org")
    assert "other@example.org" in await read(world, session, "/v1/desk/snapshot")


@pytest.mark.parametrize("after", [0, 1000], ids=["from the start", "from now on"])
async def test_the_socket_of_staff_does_not_show_it(world: World, after: int) -> None:
    session = await handed_over(world)
    heard = ""
    listening = listen("127.0.0.1", 0)
    async with serving(world.app, world.segue.settings, listening):
        head = world.client.proof(session=session) | {"Host": world.client.host}
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        async with aiohttp.ClientSession(url, headers=head) as http:
            async with http.post("/v1/conversations/c1/ticket", json={}) as answer:
                ticket = (await answer.json())["ticket"]
            began = (await world.segue.loaded("c1", workspace=HOME)).conversation.last_seq
            if after == 0:
                await keep_back(world.segue.env, HOME, "c1", PARTS, "")
            start = min(after, began)
            async with http.ws_connect(f"/v1/conversations/c1/live?ticket={ticket}&after={start}") as socket:
                assert (await socket.receive_json(timeout=5))["type"] == "state"
                await keep_back(world.segue.env, HOME, "c1", PARTS, "")
                await converse.leave_address(world.segue.env, HOME, "c1", "zq@needle.example")  # Segue says it back
                last = (await world.segue.loaded("c1", workspace=HOME)).conversation.last_seq
                while f'"seq":{last},' not in heard:
                    heard += (await socket.receive_str(timeout=5)).lower()
    assert "e-mail withheld" in heard
    assert [needle for needle in NEEDLES if needle in heard] == []
