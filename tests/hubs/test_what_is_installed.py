"""What `install` makes in a helpdesk: what is missing, once, and nothing that is there becomes another."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest

from fakes.hub_openings import OPENING, KeptSteps, connected
from fakes.hubs.chatwoot import Played as Chatwoot
from fakes.hubs.hubspot import Played as HubSpot
from fakes.hubs.intercom import Played as Intercom
from fakes.hubs.zendesk import Played as Zendesk
from fakes.vendor import Said
from segue.domain.deliveries import Trouble
from segue.hub_kinds import KINDS
from segue.ports.listeners import DeliveryFailed
from segue.told import LABEL_TAGS, label_of

INSTALLS = [name for name, kind in KINDS.items() if kind.installs]
KEPT: dict[str, Callable[[Any], Any]] = {
    "chatwoot": lambda hub: list(hub.titles),
    "intercom": lambda hub: list(hub.tags),
    "zendesk": lambda hub: [one["actions"][0]["value"] for one in hub.macros],
    "hubspot": lambda hub: list(hub.properties),
}
WANTED = {"chatwoot": list(LABEL_TAGS), "intercom": ["segue-return", *LABEL_TAGS], "zendesk": list(LABEL_TAGS)}
WANTED["hubspot"] = ["segue_id"]


def playing(kind: str) -> Any:
    hub = import_module(f"fakes.hubs.{kind}").Played()
    if kind == "hubspot":
        hub.properties = {}
    return hub


def test_each_label_has_a_tag_that_is_read_as_that_label() -> None:
    assert [label_of(tag) for tag in LABEL_TAGS] == [tag.removeprefix("segue-").replace("-", "_") for tag in LABEL_TAGS]
    assert "segue-bot-could-have" in LABEL_TAGS


def test_the_kinds_that_say_so_are_tried_here() -> None:
    assert set(INSTALLS) == set(KEPT)


@pytest.mark.parametrize("kind", [one for one in KINDS if one not in INSTALLS and one != "email"])
async def test_all_others_make_nothing_and_ask_nothing(kind: str) -> None:
    async with connected(playing(kind)) as (hub, vendor):
        assert await hub.install() == ()
        assert vendor.asked == []


@pytest.mark.parametrize("kind", INSTALLS)
async def test_what_is_missing_is_made_and_told_and_the_second_time_nothing(kind: str) -> None:
    there = playing(kind)
    async with connected(there) as (hub, vendor):
        made = await hub.install()
        assert KEPT[kind](there) == WANTED[kind]
        assert len(made) == len(WANTED[kind])
        assert all(one in told for one, told in zip(WANTED[kind], made, strict=True))
        vendor.exchanges.clear()
        assert await hub.install() == ()
        assert {one.method for one in vendor.asked} == {"GET"}
    assert KEPT[kind](there) == WANTED[kind]


@pytest.mark.parametrize("at", range(8))
@pytest.mark.parametrize("fault", ["late 500", "html", "half", 500, 429])
@pytest.mark.parametrize("kind", INSTALLS)
async def test_after_an_answer_that_is_lost_anywhere_everything_is_there_once(
    kind: str, fault: str | int, at: int
) -> None:
    there = playing(kind)
    async with connected(there) as (hub, _):
        there.faults.coming = [None] * at + [fault]
        with suppress(DeliveryFailed):
            await hub.install()
        there.faults.coming = []
        await hub.install()
    assert KEPT[kind](there) == WANTED[kind]


@pytest.mark.parametrize("kind", INSTALLS)
@pytest.mark.parametrize("status", [401, 403])
async def test_who_may_not_make_them_is_refused(kind: str, status: int) -> None:
    there = playing(kind)
    async with connected(there) as (hub, _):
        there.faults.coming = [None, status]
        with pytest.raises(DeliveryFailed) as failed:
            await hub.install()
    assert (failed.value.trouble, failed.value.status) == (Trouble.PAUSED, status)
    assert KEPT[kind](there) == []


@pytest.mark.parametrize("kind", INSTALLS)
@pytest.mark.parametrize("answer", [{}, {"payload": 7, "data": "x", "macros": [1], "hasUniqueValue": "yes"}])
async def test_from_an_answer_of_another_shape_nothing_is_made_twice(kind: str, answer: Any) -> None:
    """What cannot be read is no proof that nothing is there."""
    there = playing(kind)
    async with connected(there) as (hub, vendor):
        vendor._answer = [Said(answer)]
        with pytest.raises(DeliveryFailed):
            await hub.install()
    assert [one.method for one in vendor.asked] == ["GET"]


# ---- each for itself ----


async def test_a_label_of_chatwoot_that_is_there_stays_as_it_is() -> None:
    there = Chatwoot()
    mine = {"id": 3, "title": "segue-too-late", "description": "Ours", "color": "#000000", "show_on_sidebar": True}
    there.titles["segue-too-late"] = dict(mine)
    async with connected(there) as (hub, _):
        assert len(await hub.install()) == len(LABEL_TAGS) - 1
    assert there.titles["segue-too-late"] == mine


async def test_an_agent_of_chatwoot_who_is_no_administrator_is_refused() -> None:
    async with connected(Chatwoot(administrator=False)) as (hub, _):
        with pytest.raises(DeliveryFailed) as failed:
            await hub.install()
    assert (failed.value.trouble, failed.value.status) == (Trouble.PAUSED, 401)


async def test_a_tag_of_intercom_in_other_case_is_the_same_tag() -> None:
    there = Intercom(tags={"Segue-Too-Late": "9"})
    async with connected(there) as (hub, _):
        made = await hub.install()
    assert "tag segue-too-late" not in made
    assert "segue-too-late" not in there.tags


def macro(**changed: Any) -> dict[str, Any]:
    actions = [{"field": "current_tags", "value": "seen segue-too-late"}]
    return {"id": 7, "title": "Late!", "active": True, "restriction": None, "actions": actions, **changed}


@pytest.mark.parametrize(
    ("there", "made"),
    [
        (macro(), False),
        (macro(active=False), False),
        (macro(restriction={"type": "User", "id": 4}), True),
        (macro(title="Segue: Too late", restriction={"type": "User", "id": 4}), False),
        (macro(title="Segue: Too late", actions=[]), False),
        (macro(actions=[{"field": "remove_tags", "value": "segue-too-late"}]), True),
        (macro(actions=None, title=None), True),
    ],
    ids=["adds it", "switched off", "somebody's own", "ours, for one", "ours, changed", "takes it away", "odd"],
)
async def test_a_macro_that_does_it_already_is_not_made_again(there: dict[str, Any], made: bool) -> None:
    zendesk = Zendesk(macros=[deepcopy(there)])
    async with connected(zendesk) as (hub, _):
        told = await hub.install()
    assert any("segue-too-late" in one for one in told) is made
    assert zendesk.macros[0] == there


async def test_macros_are_looked_for_on_every_page() -> None:
    others = [macro(id=at, title=f"Other {at}", actions=[]) for at in range(5)]
    zendesk = Zendesk(macros=[*others, macro()], page=2)
    async with connected(zendesk) as (hub, _):
        await hub.install()
    assert len(zendesk.macros) == 6 + len(LABEL_TAGS) - 1


async def test_a_macro_that_zendesk_keeps_for_segue_alone_is_told_as_such() -> None:
    zendesk = Zendesk(macro_restriction={"type": "User", "id": 8001})
    async with connected(zendesk) as (hub, _):
        told = await hub.install()
        assert all("an admin has to share it" in one for one in told)
        assert await hub.install() == ()


async def test_a_property_whose_values_are_not_unique_is_told_and_left() -> None:
    mine = {"name": "segue_id", "label": "Mine", "hasUniqueValue": False}
    hubspot = HubSpot(properties={"segue_id": dict(mine)})
    async with connected(hubspot) as (hub, _):
        with pytest.raises(DeliveryFailed, match="not unique") as failed:
            await hub.install()
    assert failed.value.trouble is Trouble.REFUSED
    assert hubspot.properties == {"segue_id": mine}


async def test_without_its_property_a_ticket_is_refused_and_with_it_taken() -> None:
    hubspot = HubSpot(properties={})
    async with connected(hubspot) as (hub, _):
        with pytest.raises(DeliveryFailed):
            await hub.write_ticket(OPENING, KeptSteps())
        await hub.install()
        assert (await hub.write_ticket(OPENING, KeptSteps())).ref == hubspot.refs()[0]


async def test_the_property_is_as_the_vendors_own_models_have_it() -> None:
    sdk = pytest.importorskip("hubspot.crm.properties", reason="not checked: hubspot-api-client is not installed")
    async with connected(HubSpot(properties={})) as (hub, vendor):
        await hub.install()
        await hub.install()
        (body,) = [json.loads(one.body) for one in vendor.asked if one.method == "POST"]
        names = {json_name: name for name, json_name in sdk.PropertyCreate.attribute_map.items()}
        client = sdk.ApiClient()
        made = sdk.PropertyCreate(**{names[name]: value for name, value in body.items()})
        assert client.sanitize_for_serialization(made) == body
        for asked, said in vendor.exchanges:
            if said.status != 404:
                read = client.deserialize(SimpleNamespace(data=said.content.decode()), "ModelProperty")
                assert read.has_unique_value is True, asked
