"""The published schema: open to anybody, and every package that the API writes is valid against it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import jsonschema
import msgspec
import pytest
from world import World

from fakes.example_package import FULL
from segue.domain.package import ContextPackage
from segue.server.schemas import context_package

PATH = "/v1/schemas/context-package.json"


def problems(package: Any) -> list[str]:
    checker = jsonschema.Draft202012Validator(
        context_package(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(package)]


async def test_anybody_may_read_it(world: World) -> None:
    answer = await world.client.ask("GET", PATH)
    assert answer.status == 200
    assert answer.json["$id"] == "urn:segue:context-package:2"
    assert answer.json == json.loads(json.dumps(context_package()))


@pytest.mark.parametrize("package", [FULL, ContextPackage("h", "c", datetime(2026, 1, 1, tzinfo=UTC))])
def test_a_full_package_and_an_empty_one_are_valid(package: ContextPackage) -> None:
    assert problems(json.loads(msgspec.json.encode(package))) == []


async def test_what_the_api_answers_is_valid(world: World) -> None:
    await world.conversation()
    await world.waiting()
    session = await world.session(await world.user())
    answer = await world.client.ask("GET", "/v1/conversations/cnv_ana/package", session=session)
    assert answer.status == 200
    assert problems(answer.json) == []


@pytest.mark.parametrize(
    ("field", "value"), [("version", 1), ("summary", None), ("unheard_of", 1), ("language", {"value": "en"})]
)
def test_another_shape_is_not(field: str, value: Any) -> None:
    package = json.loads(msgspec.json.encode(FULL))
    assert problems({**package, field: value})
