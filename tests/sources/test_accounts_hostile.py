"""Whatever a vendor answers: a source tells values that can be read, or says that it was answered badly."""

from __future__ import annotations

import asyncio
import copy
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from account_vendors import ALL, MARIA, Played
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from fakes.vendor import Asked
from segue.domain.account import found, kept_value
from segue.domain.errors import AnswerUnusable, CallRefused
from segue.outbound import Answer, Call, Outbound
from segue.ports.sources import NotTold

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**40), 10**40),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["\ud83d", "2026-13-45", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", 10**400]),
)
JSON = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner))


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in inside:
        yield from places(inner, (*path, step))


def replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    value[path[0]] = replaced(value[path[0]], path[1:], new)
    return value


class Hostile(Outbound):
    """Answers as the vendor does, with other things in some of the places. No connection is made."""

    def __init__(self, vendor: Played, data: st.DataObject) -> None:
        self._answer = vendor.answering()
        self._data = data

    async def send(self, call: Call) -> Answer:
        body = b"" if call.json is None else json.dumps(call.json).encode()
        said = self._answer(Asked(call.method, urlsplit(call.url).path, call.params, call.headers, body))
        value = copy.deepcopy(said.body)
        for _ in range(self._data.draw(st.integers(0, 2))):
            path = self._data.draw(st.sampled_from(list(places(value))))
            value = replaced(value, path, self._data.draw(JSON))
        return Answer(call.name, said.status, {}, json.dumps(value).encode())


@pytest.mark.parametrize("vendor", ALL, ids=lambda vendor: vendor.kind)
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_other_things_in_other_places_raise_nothing_but_what_a_source_may(vendor: Played, data: st.DataObject) -> None:
    source = vendor.source(Hostile(vendor, data), "https://vendor.example", customer__stage="custom_tier")
    try:
        told = asyncio.run(source.ask(MARIA))  # type: ignore[arg-type] # it is a coroutine
    except (AnswerUnusable, CallRefused) as error:
        event(str(error))
        return
    assert set(told) <= set(source.covers)
    findings = found("crm", datetime(2026, 6, 2, tzinfo=UTC), source.covers, told)
    json.dumps(findings.values, allow_nan=False).encode()
    for name, value in told.items():
        assert isinstance(value, NotTold) or kept_value(name, value) == findings.values.get(name)
