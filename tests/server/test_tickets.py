from __future__ import annotations

import pytest
from world import ORIGIN, World

from segue.domain.errors import NotSignedIn
from segue.flows.nodes import sweep_redeemed
from segue.flows.tokens import Signer, hashed
from segue.ports.people import UserRole
from segue.server.identity import Caller, CallerKind
from segue.server.tickets import Tickets

PATH = "/v1/desk/live"


@pytest.fixture
async def caller(world: World) -> Caller:
    user = await world.user()
    credential = hashed(await world.session(user))
    return Caller(CallerKind.USER, user.workspace, user.id, user.name, UserRole.AGENT, credential=credential)


async def test_a_ticket_gives_back_who_asked_for_it_once(world: World, caller: Caller) -> None:
    tickets = world.app.state.tickets
    ticket = await tickets.issue(caller, PATH)
    assert await tickets.redeem(ticket, PATH) == caller
    with pytest.raises(NotSignedIn, match="used"):
        await tickets.redeem(ticket, PATH)


async def test_a_ticket_lasts_thirty_seconds(world: World, caller: Caller) -> None:
    tickets = world.app.state.tickets
    early, late = await tickets.issue(caller, PATH), await tickets.issue(caller, PATH)
    world.clock.advance(seconds=29)
    assert await tickets.redeem(early, PATH)
    world.clock.advance(seconds=1)
    with pytest.raises(NotSignedIn, match="expired"):
        await tickets.redeem(late, PATH)


async def test_a_ticket_opens_only_the_path_it_was_made_for(world: World, caller: Caller) -> None:
    ticket = await world.app.state.tickets.issue(caller, "/v1/conversations/cnv_ana/live")
    assert await world.client.open_socket(PATH, f"ticket={ticket}") == 4401


async def test_a_ticket_that_was_used_on_one_node_works_on_no_other(world: World, caller: Caller) -> None:
    here, there = world.app.state.tickets, Tickets(Signer(world.store, world.clock), world.store)
    ticket = await here.issue(caller, PATH)
    assert await there.redeem(ticket, PATH) == caller
    with pytest.raises(NotSignedIn, match="used"):
        await here.redeem(ticket, PATH)


async def test_what_is_remembered_of_used_tickets_does_not_grow(world: World, caller: Caller) -> None:
    tickets = world.app.state.tickets
    for _ in range(5):
        await tickets.redeem(await tickets.issue(caller, PATH), PATH)
        world.clock.advance(seconds=31)
        await sweep_redeemed(world.segue.env)
        assert len(world.store.redeemed) == 0


@pytest.mark.parametrize("query", ["", "ticket=", "ticket=x", "ticket=a.b.c", "ticket=%00"])
async def test_without_a_ticket_a_socket_is_closed_with_4401(world: World, query: str) -> None:
    assert await world.client.open_socket(PATH, query) == 4401


async def test_a_ticket_dies_with_the_credential_that_asked_for_it(world: World, caller: Caller) -> None:
    ticket = await world.app.state.tickets.issue(caller, PATH)
    world.store.sessions.clear()
    assert await world.client.open_socket(PATH, f"ticket={ticket}") == 4401


@pytest.mark.parametrize(
    ("origin", "code"), [("http://127.0.0.1:8440", 0), (ORIGIN, 4403), ("https://evil.example", 4403), ("null", 4403)]
)
async def test_the_desks_socket_opens_only_for_our_own_pages(
    world: World, caller: Caller, origin: str, code: int
) -> None:
    await world.site()
    ticket = await world.app.state.tickets.issue(caller, PATH)
    assert await world.client.open_socket(PATH, f"ticket={ticket}", {"origin": origin}) == code


@pytest.mark.parametrize(("origin", "code"), [(ORIGIN, 0), ("https://evil.example", 4403)])
async def test_a_customers_socket_opens_for_pages_of_listed_sites(world: World, origin: str, code: int) -> None:
    await world.user()
    visitor, _ = await world.visitor(await world.site())
    await world.conversation(visitor=visitor.id)
    path = "/v1/conversations/cnv_ana"
    token = await world.customer_token(visitor, "cnv_ana")
    ticket = (await world.client.ask("POST", f"{path}/ticket", token=token, body={})).json["ticket"]
    assert await world.client.open_socket(f"{path}/live", f"ticket={ticket}", {"origin": origin}) == code
