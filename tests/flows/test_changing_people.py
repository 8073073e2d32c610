"""What an admin writes about people is checked by the flow itself, whoever calls it."""

from __future__ import annotations

from typing import Any

import pytest

from fakes.world import World
from segue.domain.errors import Invalid
from segue.flows.people import change_user


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"authority": {"credit": float("nan")}}, "such as {credit: 500, contract: 1}"),
        ({"authority": {"credit": float("inf")}}, "the amount it goes up to"),
        ({"authority": {"\u202ecredit": 1}}, "visible characters"),
        ({"channels": {"widget": 1.5}}, "such as {widget: 2}"),
        ({"seniority": 2.5}, "whole number from 0 to 5"),
        ({"works": {"lunch": "long"}}, "there are timezone, shifts, breaks, off_on, holidays"),
        ({"works": {"timezone": "Mars/Olympus"}}, "such as Europe/Berlin"),
        ({"works": {"timezone": "UTC", "shifts": {"mon": ["all day"]}}}, "such as 09:00-17:30"),
        ({"works": {"timezone": "UTC", "holidays": "DE-ZZ"}}, "DE has no part 'ZZ'; there are: "),
    ],
)
async def test_absurd_values_are_refused_with_what_would_be_right(
    world: World, change: dict[str, Any], words: str
) -> None:
    maria = await world.hire("maria")
    with pytest.raises(Invalid) as refused:
        await change_user(world.segue.store, "default", maria.id, change)
    assert words in refused.value.message
