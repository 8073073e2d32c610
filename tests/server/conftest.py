from __future__ import annotations

import copy

import pytest
from world import ABROAD, HOME, Kept, StillClock, World, make_world


@pytest.fixture(scope="session")
def kept() -> Kept:
    return Kept()


@pytest.fixture
async def world(kept: Kept) -> World:
    """With the settings of an empty environment and no limits. One app serves all tests, each with its own store."""
    if kept.world is None:
        kept.world = await make_world()
        kept.store = copy.deepcopy(vars(kept.world.store))
    world, state = kept.world, kept.world.app.state
    await world.segue.env.routing.close(world.store)
    world.segue.env.foretelling.forget()
    world.segue.env.seen.clear()
    for workspace in (HOME, ABROAD):
        world.segue.env.lines.forget(workspace)
    vars(world.store).clear()
    vars(world.store).update(copy.deepcopy(kept.store))
    world.clock.at = StillClock().at
    state.identity.forget()
    state.origins.forget()
    state.identity.signer.forget()
    return world
