"""Scenario files: YAML that people write, read into scenarios, or everything that is wrong with it at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from segue.domain.conditions import did_you_mean
from segue.domain.conversation import Customer
from segue.domain.errors import Invalid
from segue.domain.routing.agents import Presence
from segue.policy_file.document import Problem, SequenceNode, compose
from segue.policy_file.hours import timezones
from segue.policy_file.reading import Field, Fields, Reader
from segue.sandbox.file_steps import read_step
from segue.sandbox.file_values import read_answers, read_facts, read_skills
from segue.sandbox.scenario import (
    MONDAY_MORNING,
    Colleague,
    Contact,
    Scenario,
    SourceAnswer,
    Visit,
    check_size,
)

SCENARIO_KEYS = ("name", "at", "channel", "language", "staff", "customer", "visits", "contacts", "sources", "steps")
COLLEAGUE_KEYS = ("name", "skills", "capacity", "presence", "queues", "languages", "team")
CUSTOMER_KEYS = ("id", "name", "email", "verified", "facts")
CONTACT_KEYS = ("ago", "about", "topics", "outcome")
VISIT_KEYS = ("url", "title", "ago", "stayed")
SOURCE_KEYS = ("answers", "fails", "after")
CHANNELS = ("api", "widget")
FIRST_YEAR, LAST_YEAR = 1970, 2200
"""Of the moment that a scenario begins: what was before it and comes after it must have a date as well."""


_SUCH_AS = "Write such as 2026-11-23 10:00 Europe/Berlin."


class ScenarioErrors(Invalid):
    """The file cannot be read. `problems` is never empty, and in the order of the file."""

    code = "bad_scenario"

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(f"{name}:{problem}" for problem in problems), errors=problems)
        self.name = name
        self.problems = problems


def read_scenarios(text: str, *, name: str = "scenario.yaml") -> tuple[Scenario, ...]:
    """The scenario, or the list of them, in a file. Raises ScenarioErrors; `name` is for its words."""
    root = compose(text, "scenario", "A scenario needs a name and steps.")
    if isinstance(root, Problem):
        raise ScenarioErrors(name, (root,))
    reader = Reader(text)
    items = reader.sequence(Field(root, "scenario")) if isinstance(root, SequenceNode) else [Field(root, "scenario")]
    found = [scenario for item in items or [] if (scenario := _scenario(reader, item, name)) is not None]
    if not reader.problems and not found:
        reader.wrong(Field(root, "scenario"), "the list holds no scenario")
    if reader.problems:
        raise ScenarioErrors(name, tuple(sorted(reader.problems, key=lambda one: (one.line, one.column))))
    return tuple(found)


def scenario_of(data: Mapping[str, Any]) -> Scenario:
    """A scenario from plain data, such as a page sends, with the same keys as in a file.

    Raises Invalid saying which part is wrong: scenario.steps[0].bot; `details["errors"]` has each problem.
    """
    try:
        text = json.dumps(data, ensure_ascii=False)
    except (TypeError, ValueError) as error:
        raise Invalid(f"the scenario must be plain data: {error}", field="scenario") from None
    try:
        found = read_scenarios(_NOT_IN_YAML.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text))
    except ScenarioErrors as error:
        told = [f"{one.path or 'scenario'}: {one.message}. {one.suggestion}".rstrip() for one in error.problems]
        first = error.problems[0].path or "scenario"
        raise Invalid("\n".join(told), field=first, errors=error.problems) from None
    if len(found) != 1:
        raise Invalid("send one scenario", field="scenario")
    return found[0]


_NOT_IN_YAML = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What may stand in JSON as it is, and in YAML only as an escape."""


def _scenario(reader: Reader, item: Field, file: str) -> Scenario | None:
    fields = reader.mapping(item, SCENARIO_KEYS, needs=("name", "steps"))
    if fields is None:
        return None
    scenario = Scenario(
        steps=_all(reader, fields.get("steps"), read_step),
        name=_text(reader, fields, "name", 200),
        at=(_moment(reader, fields["at"]) if "at" in fields else None) or MONDAY_MORNING,
        staff=_all(reader, fields.get("staff"), _colleague),
        customer=(_customer(reader, fields["customer"]) if "customer" in fields else None) or Customer(),
        visits=_all(reader, fields.get("visits"), _visit),
        contacts=_all(reader, fields.get("contacts"), _contact),
        sources=(_sources(reader, fields["sources"]) if "sources" in fields else None) or {},
        channel=(reader.one_of(fields["channel"], CHANNELS) if "channel" in fields else None) or CHANNELS[0],
        language=(reader.word(fields["language"]) if "language" in fields else None) or "",
        file=file,
        line=item.node.start_mark.line + 1,
    )
    if not reader.problems:
        try:
            check_size(scenario)
        except Invalid as error:
            reader.wrong(item, error.message)
    return scenario


def _all(reader: Reader, field: Field | None, read: Callable[[Reader, Field], Any]) -> tuple[Any, ...]:
    items = reader.sequence(field) if field else None
    return tuple(found for item in items or [] if (found := read(reader, item)) is not None)


def _moment(reader: Reader, field: Field) -> datetime | None:
    """`2026-11-23 10:00 Europe/Berlin`; UTC where no zone is named."""
    written = reader.text_of(field)
    if written is None:
        return None
    stamp, _, zone = written.rpartition(" ") if "/" in written or written.endswith("UTC") else (written, "", "")
    try:
        moment = datetime.fromisoformat(stamp or written)
    except ValueError:
        reader.wrong(field, f"{written[:60]!r} is not a moment", _SUCH_AS)
        return None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        reader.wrong(field, f"the year must be from {FIRST_YEAR} to {LAST_YEAR}, not {moment.year}")
        return None
    if zone:
        return _in_zone(reader, field, moment, zone)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _in_zone(reader: Reader, field: Field, moment: datetime, zone: str) -> datetime | None:
    if zone not in timezones():
        reader.wrong(field, f"unknown time zone {zone[:60]!r}", did_you_mean(zone, timezones(), ""))
        return None
    if moment.tzinfo:
        reader.wrong(field, f"this names a time zone twice: {moment:%z} and {zone}", _SUCH_AS)
        return None
    found = moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != moment:
        reader.wrong(field, f"{moment:%Y-%m-%d %H:%M} does not exist in {zone}: its clocks skip that hour")
        return None
    return found


def _colleague(reader: Reader, item: Field) -> Colleague | None:
    fields = reader.mapping(item, COLLEAGUE_KEYS, needs=("name",))
    if fields is None or "name" not in fields:
        return None
    presence = reader.one_of(fields["presence"], [one.value for one in Presence]) if "presence" in fields else None
    return Colleague(
        name=reader.text_of(fields["name"], 80) or "",
        skills=(read_skills(reader, fields["skills"]) if "skills" in fields else None) or {},
        capacity=(reader.integer(fields["capacity"], 1, 50) if "capacity" in fields else None) or 3,
        presence=Presence(presence or Presence.ONLINE),
        queues=(reader.texts(fields["queues"], 64) if "queues" in fields else None) or (),
        languages=(reader.texts(fields["languages"], 35) if "languages" in fields else None) or (),
        team=_text(reader, fields, "team", 80),
    )


def _customer(reader: Reader, field: Field) -> Customer | None:
    """Verified unless it says otherwise: what a site has not signed is the exception in a scenario."""
    fields = reader.mapping(field, CUSTOMER_KEYS)
    if fields is None:
        return None
    verified = reader.boolean(fields["verified"]) if "verified" in fields else True
    return Customer(
        id=_text(reader, fields, "id", 200),
        name=_text(reader, fields, "name", 200),
        email=_text(reader, fields, "email", 200),
        verified=bool(verified),
        facts=(read_facts(reader, fields["facts"]) if "facts" in fields else None) or {},
    )


def _contact(reader: Reader, item: Field) -> Contact | None:
    fields = reader.mapping(item, CONTACT_KEYS, needs=("ago", "about"))
    if fields is None or not {"ago", "about"} <= fields.keys():
        return None
    return Contact(
        ago=reader.duration(fields["ago"]) or timedelta(0),
        about=reader.text_of(fields["about"]) or "",
        topics=(reader.texts(fields["topics"], 64) if "topics" in fields else None) or (),
        outcome=_text(reader, fields, "outcome", 200) or "Solved",
    )


def _sources(reader: Reader, field: Field) -> dict[str, SourceAnswer]:
    """By the name in the policy: what each answers, or how it fails, and after how long."""
    found: dict[str, SourceAnswer] = {}
    for name, inner in (reader.mapping(field) or {}).items():
        fields = reader.mapping(inner, SOURCE_KEYS) or {}
        after = reader.duration(fields["after"], least=timedelta(0)) if "after" in fields else None
        answers = read_answers(reader, fields["answers"]) if "answers" in fields else None
        found[name] = SourceAnswer(answers or {}, _text(reader, fields, "fails", 200), after or timedelta(0))
    return found


def _visit(reader: Reader, item: Field) -> Visit | None:
    fields = reader.mapping(item, VISIT_KEYS, needs=("url", "ago"))
    if fields is None or "url" not in fields:
        return None
    ago, stayed = (reader.duration(fields[key]) if key in fields else None for key in ("ago", "stayed"))
    url, title = _text(reader, fields, "url", 2000), _text(reader, fields, "title", 200)
    return Visit(url, title, ago or timedelta(0), stayed or timedelta(0))


def _text(reader: Reader, fields: Fields, key: str, longest: int) -> str:
    return (reader.text_of(fields[key], longest) if key in fields else None) or ""
