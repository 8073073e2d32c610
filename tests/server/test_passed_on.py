"""What is passed on, over HTTP: the customer's own token reads and changes it; staff read what is left."""

from __future__ import annotations

from world import World

from segue.domain.conversation import Customer, PageVisit

PATH = "/v1/conversations/cnv_ana/passed-on"


async def begun(world: World) -> str:
    page = PageVisit("https://shop.example/returns", "Returns", world.clock.now())
    customer = Customer("cus_1", "Ana Berg", "ana@example.org", verified=True, facts={"tier": "gold"})
    visitor, _ = await world.visitor(await world.site())
    await world.conversation(visitor=visitor.id, customer=customer, pages=(page,), matter="My kettle hums")
    await world.waiting()
    return await world.customer_token(visitor, "cnv_ana")


async def test_the_customer_reads_each_part_and_keeps_some_back(world: World) -> None:
    token = await begun(world)
    answer = await world.client.ask("GET", PATH, token=token)
    assert answer.status == 200
    assert (answer.json["shown"], answer.json["read"]) == (True, False)
    items = {item["part"]: item for item in answer.json["items"]}
    assert items["matter"]["words"] == "My kettle hums"
    assert items["matter"]["may_edit"]
    assert items["pages"]["words"] == "Returns"
    assert all(item["label"] for item in items.values())
    kept = await world.client.ask(
        "POST", PATH, token=token, body={"withheld": ["pages", "name"], "own_words": "It hums"}
    )
    left = {item["part"]: item for item in kept.json["items"]}
    assert (kept.status, left["pages"]["withheld"], left["email"]["withheld"]) == (200, True, False)
    assert left["matter"]["words"] == "It hums"


async def test_staff_do_not_find_it_beside_the_briefing_either(world: World) -> None:
    token = await begun(world)
    await world.client.ask("POST", PATH, token=token, body={"withheld": ["pages", "name", "email", "account"]})
    session = await world.session(await world.user())
    shown = await world.client.ask("GET", "/v1/desk/conversations/cnv_ana", session=session)
    inbox = await world.client.ask("GET", "/v1/desk/snapshot", session=session)
    for answer in (shown, inbox):
        assert answer.status == 200
        for value in ("Ana Berg", "ana@example.org", "gold", "shop.example/returns"):
            assert value not in str(answer.json), value


async def test_an_unknown_part_is_told_what_there_is(world: World) -> None:
    answer = await world.client.ask("POST", PATH, token=await begun(world), body={"withheld": ["mood"]})
    assert answer.status == 422
    assert "name, email, account, pages" in answer.json["detail"]


async def test_a_strangers_token_finds_nothing(world: World) -> None:
    await begun(world)
    stranger, _ = await world.visitor(await world.site(), "eve")
    await world.conversation("cnv_eve", visitor=stranger.id)
    token = await world.customer_token(stranger, "cnv_eve")
    assert (await world.client.ask("GET", PATH, token=token)).status == 404
    assert (await world.client.ask("POST", PATH, token=token, body={"withheld": ["name"]})).status == 404
