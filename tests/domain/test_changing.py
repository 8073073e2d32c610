from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.changing import changed
from segue.domain.conversation import Conversation
from segue.domain.lifecycle import Handoff, State

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HANDOFF = Handoff("h1", "default", "c1", State.QUEUED, "customer_asked", "general", NOW, NOW, requires={"billing": 2})
CONVERSATION = Conversation("default", "c1", NOW, NOW, variables={"plan": "gold"})


@pytest.mark.parametrize("value", [HANDOFF, CONVERSATION])
@given(data=st.data())
def test_it_is_what_replace_makes(value: Any, data: st.DataObject) -> None:
    names = data.draw(st.sets(st.sampled_from([field.name for field in fields(value)])))
    changes = {name: data.draw(st.text()) for name in names}
    before = replace(value)
    after = changed(value, **changes)
    assert after == replace(value, **changes)
    assert type(after) is type(value)
    assert value == before, "the value itself is not touched"


def test_it_stays_frozen() -> None:
    with pytest.raises(AttributeError):
        changed(HANDOFF, agent="u1").agent = "u2"  # type: ignore[misc]


def test_a_field_that_does_not_exist_is_refused() -> None:
    with pytest.raises(AttributeError):
        changed(HANDOFF, agnet="u1")
