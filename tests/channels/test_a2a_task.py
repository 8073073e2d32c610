"""A task of A2A read out of the log, and what calling agents send read with care."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.channels.a2a.dialects import EXTENSION, NEWER, OLDER
from segue.channels.a2a.reading import Sent, read_sent
from segue.channels.a2a.task import Task, TaskState, parts_of, task_id
from segue.domain.conversation import Entry, Kind, Role
from segue.domain.errors import Invalid, WrongType

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
CUSTOMER, SEGUE, HUMAN = Role.END_USER, Role.SYSTEM, Role.HUMAN_AGENT

Line = tuple[Kind, Role, str, Mapping[str, Any]]


def handoff(state: str, text: str = "", of: str = "h1") -> Line:
    return Kind.HANDOFF, SEGUE, text, {"id": of, "state": state, "event": state}


def says(role: Role, text: str = "x", **data: Any) -> Line:
    return Kind.MESSAGE, role, text, data


def asks(*choices: str) -> Line:
    named = [{"id": one, "label": one} for one in choices]
    return Kind.OFFER, SEGUE, "Which?", {"id": "o1", "choices": named}


ANSWERED: Line = (Kind.OFFER_ANSWERED, SEGUE, "", {"id": "o1"})
GONE: Line = (Kind.ENDED, SEGUE, "", {})
BACK: Line = (Kind.HANDED_BACK, SEGUE, "", {"packet": {"outcome": "handed_back"}})
WAITS = (says(CUSTOMER), handoff("requested"), handoff("queued"))
ACTIVE = (*WAITS, handoff("active", "Maria has joined"))


def read(*lines: Line, after: int = 0) -> Task:
    task = Task("cnv_ana", "ctx", after, NOW)
    for seq, (kind, role, text, data) in enumerate(lines, after + 1):
        task.add(Entry(seq, kind, role, NOW + timedelta(seconds=seq), text, data=dict(data)))
    return task


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ((says(CUSTOMER),), TaskState.SUBMITTED),
        (WAITS, TaskState.SUBMITTED),
        ((*WAITS, asks("wait", "ticket")), TaskState.INPUT_REQUIRED),
        ((*WAITS, asks("wait", "ticket"), ANSWERED), TaskState.SUBMITTED),
        (ACTIVE, TaskState.WORKING),
        ((*ACTIVE, says(HUMAN)), TaskState.INPUT_REQUIRED),
        ((*ACTIVE, says(HUMAN), says(CUSTOMER)), TaskState.WORKING),
        ((*ACTIVE, handoff("resolved")), TaskState.COMPLETED),
        ((*ACTIVE, handoff("handed_back"), BACK), TaskState.COMPLETED),
        ((*WAITS, handoff("handed_back")), TaskState.CANCELED),
        ((*WAITS, handoff("cancelled")), TaskState.CANCELED),
        ((*WAITS, handoff("ticketed", "Nobody is here")), TaskState.FAILED),
        ((*WAITS, handoff("emailed")), TaskState.FAILED),
        ((*ACTIVE, handoff("customer_left")), TaskState.CANCELED),
        ((*WAITS, GONE), TaskState.CANCELED),
    ],
)
def test_the_state_follows_from_the_log(lines: tuple[Line, ...], state: TaskState) -> None:
    assert read(*lines).state is state


def test_what_follows_the_end_is_of_another_task() -> None:
    ended = (*ACTIVE, handoff("handed_back", "Maria has left"), BACK)
    task = read(*ended, says(CUSTOMER, "again"), handoff("queued", of="h2"))
    assert task.over
    assert task.state is TaskState.COMPLETED
    assert "again" not in [one.text for one in task.said]
    assert task.packet == {"outcome": "handed_back"}
    assert task.newest is not None
    assert task.newest.text == "Maria has left"


def test_notes_and_what_was_said_before_are_not_told() -> None:
    note: Line = (Kind.NOTE, HUMAN, "a secret", {})
    task = read(says(CUSTOMER, "before", earlier=True), *ACTIVE, note)
    assert [one.text for one in task.said] == ["x", "Maria has joined"]


def test_choices_are_numbered_because_nothing_can_be_pressed() -> None:
    task = read(*WAITS, asks("wait", "ticket"))
    assert task.newest is not None
    assert task.newest.text == "Which?\n1. wait\n2. ticket"


@pytest.mark.parametrize(("history", "told"), [(None, 3), (0, 0), (1, 1), (99, 3)])
def test_so_many_messages_as_are_asked_for(history: int | None, told: int) -> None:
    task = read(*ACTIVE, says(HUMAN))
    for dialect in (NEWER, OLDER):
        assert len(dialect.task(task, history).get("history", ())) == told


@given(st.text(min_size=1), st.integers(0, 10**15 - 1))
def test_the_id_of_a_task_says_where_it_is(conversation: str, after: int) -> None:
    assert parts_of(task_id(conversation, after)) == (conversation, after)


@given(st.text())
def test_an_id_that_is_none_of_ours_leads_nowhere(text: str) -> None:
    found = parts_of(text)
    assert found is None or task_id(*found) == text


SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
PART = st.fixed_dictionaries({}, optional=dict.fromkeys(("kind", "text", "url", "file", "filename", "data"), ANYTHING))
TOLD = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(("history", "reason", "note", "queue", "urgency", "language", "customer"), ANYTHING),
)
MESSAGE = st.fixed_dictionaries(
    {"role": st.sampled_from(["ROLE_USER", "user"]) | ANYTHING, "parts": st.lists(PART, max_size=3) | ANYTHING},
    optional={
        "messageId": ANYTHING,
        "contextId": ANYTHING,
        "taskId": ANYTHING,
        "metadata": st.fixed_dictionaries({EXTENSION: TOLD | ANYTHING}) | ANYTHING,
    },
)
PARAMS = st.fixed_dictionaries({}, optional={"message": MESSAGE | ANYTHING, "configuration": ANYTHING})


@given(PARAMS)
def test_whatever_is_sent_is_read_or_refused_naming_the_field(params: dict[str, Any]) -> None:
    found: Sent | str
    try:
        found = read_sent(params)
    except (Invalid, WrongType) as refused:
        found = str(refused.details["field"])
    if isinstance(found, str):
        assert found.startswith("params")
    else:
        assert found.id
        assert found.text or found.files
