"""The context package, its published schema and its page agree. `SEGUE_DRAW=1` writes schema and tables anew."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import jsonschema
import pytest

from segue.domain import account, package
from segue.domain.briefing.withholding import IN_WORDS
from segue.domain.package import PACKAGE_VERSION, ContextPackage
from segue.domain.package_fields import PACKAGE, PARTS, Meaning
from segue.domain.passing_on import PARTS as WITHHELD_PARTS
from segue.server.schemas import context_package

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "context-package.md"
COPY = DOCS / "schemas" / f"context-package-{PACKAGE_VERSION}.json"
BEGIN, END = "<!-- fields -->", "<!-- /fields -->"
DRAW = bool(os.environ.get("SEGUE_DRAW"))


def tables() -> Iterator[str]:
    yield from _table(PACKAGE)
    for name, shape in PARTS.items():
        yield ""
        yield f"### {name}"
        yield ""
        yield from _table(shape)


def _table(shape: dict[str, Meaning] | object) -> Iterator[str]:
    assert isinstance(shape, dict)
    told = any(meaning.source or meaning.missing for meaning in shape.values())
    yield "| field | what | where from | when there is nothing |" if told else "| field | what |"
    yield "|---|---|---|---|" if told else "|---|---|"
    for name, meaning in shape.items():
        more = f" {meaning.source} | {meaning.missing} |" if told else ""
        yield f"| `{name}` | {meaning.what} |{more}"


def test_the_page_tells_every_field_as_it_is() -> None:
    page = PAGE.read_text("utf-8")
    before, rest = page.split(BEGIN)
    shown, after = rest.split(END)
    drawn = "\n".join(tables())
    if DRAW:
        PAGE.write_text(f"{before}{BEGIN}\n{drawn}\n{END}{after}", "utf-8")
        shown = drawn
    assert shown.strip() == drawn


@pytest.mark.parametrize("name", PARTS)
def test_every_field_of_every_part_has_its_meaning(name: str) -> None:
    shape = getattr(package, name, None) or getattr(account, name)
    assert [field.name for field in fields(shape)] == list(PARTS[name])


def test_every_field_of_the_package_has_its_meaning() -> None:
    assert [field.name for field in fields(ContextPackage)] == list(PACKAGE)


def test_the_committed_schema_is_that_of_the_types() -> None:
    """Who changes the shape gives it another version, and writes that version's schema; this one stays as it is."""
    drawn = json.dumps(context_package(), indent=2, ensure_ascii=False) + "\n"
    if DRAW:
        COPY.write_text(drawn, "utf-8")
    assert COPY.read_text("utf-8") == drawn


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(context_package())


def test_every_part_that_may_be_withheld_has_its_words() -> None:
    assert set(IN_WORDS) == set(WITHHELD_PARTS)


def test_the_screens_know_every_field() -> None:
    types = (DOCS.parent / "web" / "src" / "app" / "types.ts").read_text("utf-8")
    shape = types.split("export interface ContextPackage {")[1].split("\n}\n")[0]
    assert re.findall(r"^  (\w+)\??:", shape, re.MULTILINE) == list(PACKAGE)
