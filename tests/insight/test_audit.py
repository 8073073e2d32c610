"""Past tickets grouped into types, measured, and turned into lines for a policy."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.errors import Invalid
from segue.insight.audit import Audit, audit
from segue.insight.tickets import line_of, read_tickets, ticket_of
from segue.policy_file import check_policy
from segue.ports.tickets import Ticket

MONDAY = datetime(2026, 6, 1, 9, tzinfo=UTC)


def tickets() -> list[Ticket]:
    leaks = [f"The espresso machine model {n} leaks water again, this is ridiculous" for n in range(8)]
    asks = [f"How do I change the delivery address of parcel {n}?" for n in range(12)]
    found = [
        Ticket(f"l{n}", text, created_at=MONDAY + timedelta(days=n), customer=f"c{n // 2}", replies=4)
        for n, text in enumerate(leaks)
    ]
    found += [
        Ticket(f"a{n}", text, created_at=MONDAY + timedelta(days=n), customer=f"d{n}", replies=0)
        for n, text in enumerate(asks)
    ]
    return [*found, Ticket("odd", "zxcv qwer")]


def of(found: Audit, word: str) -> Any:
    return next(one for one in found.types if any(word in seen.ticket.text for seen in one.tickets))


def test_tickets_that_say_the_same_are_one_type_and_a_lone_one_is_none() -> None:
    found = audit(tickets())
    assert found.tickets == 21
    assert sorted(len(one.tickets) for one in found.types) == [8, 12]


def test_each_type_is_measured() -> None:
    found = audit(tickets())
    leaks, asks = of(found, "espresso"), of(found, "parcel")
    assert (leaks.needed, asks.needed) == (1.0, 0.0)
    assert leaks.followed == 0.5  # the same customer came back the day after
    assert leaks.need > asks.need
    assert found.needed_human[0] is leaks
    assert found.followed[0] is leaks


def test_what_needs_a_human_is_proposed_and_what_does_not_is_not() -> None:
    found = audit(tickets())
    assert [one.type for one in found.proposals] == [of(found, "espresso")]
    assert all("espresso" in example for example in found.proposals[0].examples)


def test_what_tickets_do_not_tell_is_named_as_not_known() -> None:
    found = audit([Ticket("1", "where is it")])
    assert set(found.unknown) == {"what needed a human", "what caused follow-up contacts", "satisfaction"}


@given(st.lists(st.text(max_size=80), min_size=3, max_size=12))
def test_a_proposed_line_can_be_put_into_a_policy_whatever_customers_wrote(texts: list[str]) -> None:
    found = audit([Ticket(str(n), text * 3, replies=5) for n, text in enumerate(texts)] * 3)
    for proposal in found.proposals:
        (trigger,) = yaml.safe_load(proposal.line)
        policy = f"version: 1\ntriggers:\n  {proposal.line}\nroute: [{{queue: q}}]\nqueues: {{q: {{}}}}\n"
        assert check_policy(policy) == ()
        assert trigger["then"] == "handoff"


def test_the_same_tickets_give_the_same_audit() -> None:
    assert audit(tickets()) == audit(tickets())


def test_a_csv_of_a_helpdesk_is_read_by_the_names_of_its_columns(tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    file.write_text(
        "Ticket ID,Subject,Description,Created at,Requester,Tags,Satisfaction,Reopens\n"
        '7,Broken,"It leaks,\nagain",2026-06-01 09:00,maria@x.example,"leak;water",bad,1\n',
        "utf-8",
    )
    (ticket,) = read_tickets(file)
    assert ticket == Ticket(
        "7", "It leaks,\nagain", "Broken", MONDAY, "maria@x.example", ("leak", "water"), None, 1, bad_score=True
    )


@given(
    st.builds(
        Ticket,
        st.text("abc123", min_size=1),
        st.text(min_size=1, max_size=100),
        st.text(max_size=50),
        st.none() | st.datetimes(timezones=st.just(UTC)),
        st.text("xyz"),
        st.lists(st.text(max_size=5), max_size=3).map(tuple),
        st.none() | st.integers(0, 99),
        st.integers(0, 9),
        st.none() | st.booleans(),
        st.booleans(),
    )
)
def test_a_ticket_that_is_kept_is_read_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, ticket: Ticket) -> None:
    file = tmp_path_factory.mktemp("kept") / "kept.jsonl"
    file.write_text(line_of(ticket) + "\n", "utf-8")
    assert list(read_tickets(file)) == [ticket]


@pytest.mark.parametrize(
    ("score", "bad"),
    [("bad", True), ("good", False), ("offered", None), ({"score": "unoffered"}, None), (1, True), (5, False)],
)
def test_a_customer_who_gave_no_score_is_not_counted_as_content(score: Any, bad: bool | None) -> None:
    assert ticket_of({"text": "a", "score": score}, 1).bad_score is bad


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ({"id": 1}, "no text"),
        ([1], "not a ticket"),
        ({"text": "a", "created_at": "soon"}, "no time"),
        ({"text": "a", "replies": "many"}, "must be a number"),
    ],
)
def test_a_row_that_is_no_ticket_says_why(row: Any, wrong: str) -> None:
    with pytest.raises(Invalid, match=wrong):
        ticket_of(row, 3)
