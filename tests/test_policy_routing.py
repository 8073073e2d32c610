"""What operations people write about routing: what it becomes, and where each mistake in it is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.queues import (
    Assign,
    Escalation,
    Language,
    Order,
    Queue,
    QueueKind,
    Relaxation,
    Route,
    RoutingSettings,
    Sticky,
    Tier,
    WhenClosed,
)
from segue.policy_file import Problem, check_policy, load_policy

POLICY = """\
version: 1
triggers:
  - {id: asks, when: "asks_for_human == 'clear'", then: handoff}
  - {id: refund, phrases: [my money back], then: handoff, queue: billing, by: email}
route:
  - {when: "customer.tier == 'enterprise' || customer.churn_risk >= 0.7", queue: enterprise}
  - {when: "category == 'technical'", queue: general, by: ticket}
  - {queue: general}
queues:
  general: {requires: {products: 2}}
  billing:
    owner: maria@acme.example
    email_to: both
    requires: {billing: 3}
    relax: [{after: 0s, adjacent: true}, {after: 60s, requires: {billing: 1}}, {after: 180s, overflow: general}]
    sla:
      first_response: 2m
      resolution: 4h
      ticket_response: 8h
      tiers: {Enterprise: {first_response: 30s, ticket_response: 1h}, gold: 60s}
      at_risk: 60%
      escalate:
        - {when: at_risk, notify: owner}
        - {when: missed, notify: [supervisors, Night team], overflow: general, priority: urgent}
    when_closed: {choices: [callback]}
    when_full: {longer_than: 5m, then: [wait, callback]}
  enterprise:
    prefers: {billing: 3}
    authority: {credit: 500, contracts: yes}
    seniority: 3
    team: Key accounts
    language: preferred
    assign: best_worker
    sticky: {who: [last_agent, named_contact], wait: 45s, within: 60d}
    beyond_capacity: 1
  regulars: {sticky: yes}
routing:
  order: due
  assign: round_robin
  adjacent: {payments: {billing: 1}}
  overflow: no
  hold_back: no
  pace: [1, 0.9, 0.9]
  handle_time: 6m
  longest_wait: 20m
  sla_miss: 3m
  misfit: 0s
  transfer: 1m
  churn: 2.5
  before_shift_ends: 10m
tiers:
  enterprise: {value: 6, patience: 10m, leaving_costs: 15m}
  plus: {}
important_tiers: [gold]
"""

LEAST = """\
version: 1
triggers: [{id: asks, when: "asks_for_human == 'clear'", then: handoff}]
route: [{queue: q}]
queues: {q: {}}
"""


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


# --- what it becomes ------------------------------------------------------------------------------------------------


def test_how_a_handoff_is_answered_is_said_by_trigger_line_and_queue() -> None:
    policy = load_policy(POLICY)
    assert [trigger.by for trigger in policy.triggers] == [None, QueueKind.EMAIL]
    assert [(route.queue, route.by) for route in policy.route] == [
        ("enterprise", None),
        ("general", QueueKind.TICKET),
        ("general", None),
    ]
    assert load_policy(LEAST).route == (Route("q"),)


def test_what_is_asked_of_the_people_of_a_queue_becomes_values() -> None:
    queue = load_policy(POLICY).queues["enterprise"]
    assert (queue.prefers, queue.authority) == ({"billing": 3}, {"credit": 500.0, "contracts": 1.0})
    assert (queue.seniority, queue.team, queue.language) == (3, "Key accounts", Language.PREFERRED)
    assert (queue.assign, queue.beyond_capacity) == (Assign.BEST_WORKER, 1)
    assert queue.sticky == Sticky(("last_agent", "named_contact"), timedelta(seconds=45), timedelta(days=60))
    assert load_policy(POLICY).queues["regulars"].sticky == Sticky()


def test_relaxations_may_begin_before_anybody_queues() -> None:
    assert load_policy(POLICY).queues["billing"].relax == (
        Relaxation(timedelta(0), adjacent=True),
        Relaxation(minutes(1), {"billing": 1}),
        Relaxation(minutes(3), overflow="general"),
    )


def test_a_promise_has_tiers_as_the_policy_spells_them_and_an_escalation() -> None:
    sla = load_policy(POLICY).queues["billing"].sla
    assert (sla.first_response, sla.resolution, sla.ticket_response) == (minutes(2), minutes(240), minutes(480))
    assert sla.tiers == {"enterprise": (timedelta(seconds=30), minutes(60)), "gold": (minutes(1), None)}
    assert sla.at_risk == 0.6
    assert sla.escalate == (
        Escalation("at_risk", ("owner",)),
        Escalation("missed", ("supervisors", "Night team"), "general", 2),
    )


def test_what_a_customer_may_choose_when_nobody_can_be_promised() -> None:
    queue = load_policy(POLICY).queues["billing"]
    assert queue.when_closed == WhenClosed(choices=("callback",))
    assert queue.when_full is not None
    assert queue.when_full.then == ("wait", "callback")
    assert queue.email_to == "both"


def test_routing_and_tiers_become_values() -> None:
    policy = load_policy(POLICY)
    assert policy.routing == RoutingSettings(
        order=Order.DUE,
        assign=Assign.ROUND_ROBIN,
        adjacent={"payments": {"billing": 1}},
        overflow=False,
        hold_back=False,
        pace=(1.0, 0.9, 0.9),
        handle_time=minutes(6),
        longest_wait=minutes(20),
        sla_miss=minutes(3),
        misfit=timedelta(0),
        transfer=minutes(1),
        churn=2.5,
        before_shift_ends=minutes(10),
    )
    assert policy.tiers == {"enterprise": Tier("enterprise", 6.0, minutes(10), minutes(15)), "plus": Tier("plus")}


def test_what_is_left_out_is_as_usual() -> None:
    policy = load_policy(LEAST)
    assert policy.routing == RoutingSettings()
    assert policy.tiers == {}
    assert policy.queues == {"q": Queue("q", title="Q")}


@pytest.mark.parametrize(
    ("written", "share"), [("75%", 0.75), ("0.75", 0.75), ("0%", 0), ("100%", 1), ("12.5 %", 0.125)]
)
def test_a_share_is_written_in_per_cent_or_as_a_part_of_one(written: str, share: float) -> None:
    assert load_policy(POLICY.replace("60%", written)).queues["billing"].sla.at_risk == share


def test_a_policy_written_before_there_was_routing_is_read_as_it_was() -> None:
    before = LEAST.replace("{q: {}}", "{q: {relax: [{after: 60s, requires: {}}], sla: {first_response: 2m}}}")
    queue = load_policy(before).queues["q"]
    assert queue.relax == (Relaxation(minutes(1), {}),)
    assert (queue.sla.first_response, queue.sla.tiers, queue.sla.escalate) == (minutes(2), {}, ())


@pytest.mark.parametrize("kind", ["string", "number"])
def test_facts_that_routing_goes_by_may_still_be_declared(kind: str) -> None:
    assert check_policy(LEAST + f"facts: {{customer.health: {kind}, customer.tier: string}}\n") == ()


def test_every_queue_needs_the_route_to_end_in_a_default() -> None:
    (problem,) = check_policy(LEAST.replace("[{queue: q}]", "[{when: \"customer.tier == 'x'\", queue: q}]"))
    assert "must end in a default" in problem.message


# --- what is wrong --------------------------------------------------------------------------------------------------

WRONG = [
    ("by: email}", "by: fax}", "fax}", "unknown way to answer 'fax'", "live"),
    ("by: ticket}", "by: tickets}", "tickets}", "unknown way to answer", "Did you mean 'ticket'?"),
    ("maria@acme.example", "maria", "email}", "'billing' has no owner with an e-mail address", "email_to: customer"),
    ("queue: general, by: ticket", "queue: general, by: email", "email}", "'general' has no owner", "email_to"),
    ("queue: billing, by", "by", "enterprise}", "'refund' is answered by email and may come here", "email_to"),
    ("email_to: both", "email_to: all", "all", "unknown email_to 'all'", "team"),
    ("{products: 2}", "{products: 0}", "0}", "must be a whole number from 1 to 5", ""),
    ("{products: 2}", "{products: -2}", "-2}", "must be a whole number from 1 to 5, not '-2'", ""),
    ("prefers: {billing: 3}", "prefers: {billing: 6}", "6}", "from 1 to 5", ""),
    ("prefers: {b", "requires: {billing: 3}\n    prefers: {b", "3}\n    au", "required anyway", "higher"),
    ("credit: 500", "credit: -500", "-500", "must be a number above 0", ""),
    ("credit: 500", "credit: .inf", ".inf", "must be a number above 0", ""),
    ("contracts: yes", "contracts: no", "no}", "needs no line", "Remove it"),
    ("contracts: yes", "contracts: perhaps", "perhaps}", "must be a number", ""),
    ("seniority: 3", "seniority: 6", "6", "from 0 to 5", ""),
    ("seniority: 3", "seniority: -1", "-1", "from 0 to 5", ""),
    ("team: Key accounts", "team: ''", "''", "'team' is empty", ""),
    ("language: preferred", "language: prefered", "prefered", "unknown language", "'preferred'"),
    ("assign: best_worker", "assign: best", "best\n", "unknown assign 'best'", "best_worker"),
    ("assign: round_robin", "assign: random", "random", "unknown assign 'random'", "balanced"),
    ("[last_agent, named", "[best_friend, named", "best_friend", "unknown choice 'best_friend'", "last_agent"),
    ("[last_agent, named_contact]", "[]", "[]", "nobody is named here", "named_contact"),
    ("[last_agent, named_contact]", "[named_contact]", "within", "about the last agent", ""),
    ("[last_agent, named_contact]", "[last_agent, last_agent]", "last_agent]", "listed twice", ""),
    ("wait: 45s", "wait: 5h", "5h", "from 0s to", ""),
    ("wait: 45s", "wait: -45s", "-45s", "must be a duration", ""),
    ("sticky: yes", "sticky: maybe", "maybe", "must be true or false", ""),
    ("beyond_capacity: 1", "beyond_capacity: -1", "-1", "from 0 to 20", ""),
    ("beyond_capacity: 1", "beyond_capacity: 5000", "5000", "from 0 to 20", ""),
    ("beyond_capacity: 1", "units: 0", "0", "from 1 to 100", ""),
    ("beyond_capacity: 1", "reserve_for: 0s", "0s", "must be from 1s", ""),
    ("beyond_capacity: 1", "reserve_for: 9h", "9h", "must be from 1s to 1h", ""),
    ("after: 0s, adjacent: true", "after: 0s, adjacent: maybe", "maybe", "must be true or false", ""),
    ("0s, adjacent: true", "0s, adjacent: no", "{after: 0s", "this step changes nothing", "adjacent: true"),
    ("after: 60s, requires", "after: 0s, requires", "0s, requires", "must come later", "Sort"),
    ("first_response: 2m", "first_response: -2m", "-2m", "must be a duration", ""),
    ("first_response: 2m", "first_response: 0s", "0s", "must be from 1s", ""),
    ("tiers: {Enterprise", "tiers: {Entreprise", "Entreprise", "knows no tier 'Entreprise'", "'enterprise'"),
    ("gold: 60s", "silver: 60s", "silver", "knows no tier 'silver'", "It knows"),
    ("gold: 60s", "gold: {}", "{}", "nothing is promised to 'gold'", "first_response"),
    ("gold: 60s", "gold: soon", "soon", "must be a duration, not 'soon'", ""),
    ("at_risk: 60%", "at_risk: 160%", "160%", "from 0% to 100%", "75%"),
    ("at_risk: 60%", "at_risk: -5%", "-5%", "from 0% to 100%", "75%"),
    ("at_risk: 60%", "at_risk: 60", "60\n", "from 0% to 100%", "Write 60%."),
    ("when: at_risk,", "when: late,", "late,", "unknown when 'late'", "missed"),
    ("{when: at_risk, notify: owner}", "{notify: owner}", "{notify", "has no 'when'", ""),
    ("{when: at_risk, notify: owner}", "{when: at_risk}", "{when", "this step changes nothing", "'notify'"),
    ("notify: owner}", "notify: []}", "[]", "nobody is named here", "supervisors"),
    ("[supervisors,", "[supervisor,", "supervisor,", "would be a team of that name", "'supervisors'"),
    ("[supervisors, Night team]", "[supervisors, supervisors]", "supervisors]", "listed twice", ""),
    ("owner: maria@acme.example", "bot: away", "owner}", "names no owner who could be told", "owner"),
    ("overflow: general, priority", "overflow: billing, priority", "billing, p", "cannot overflow into itself", ""),
    ("overflow: general, priority", "overflow: genral, priority", "genral", "unknown queue", "'general'"),
    ("priority: urgent", "priority: top", "top", "unknown priority 'top'", "urgent"),
    ("choices: [callback]", "choices: [phone]", "phone", "unknown choice 'phone'", "callback"),
    ("choices: [callback]", "choices: [callback, callback]", "callback]", "listed twice", ""),
    ("[wait, callback]", "[wait]", "[wait]", "at least two choices", "[wait, ticket]"),
    ("order: due", "order: random", "random", "unknown order 'random'", "fifo"),
    ("{billing: 1}}\n  overflow", "{billing: 5}}\n  overflow", "5}", "from 0 to 4", ""),
    ("{billing: 1}}\n  overflow", "{billing: -1}}\n  overflow", "-1}", "from 0 to 4", ""),
    ("{payments: {billing: 1}}", "{payments: {payments: 1}}", "payments: 1", "no neighbour of itself", ""),
    ("{payments: {billing: 1}}", "{payments: {}}", "{}", "covers nothing", "{payments: 1}"),
    ("overflow: no", "overflow: sometimes", "sometimes", "must be true or false", ""),
    ("[1, 0.9, 0.9]", "[1, 0.8, 0.9]", "0.9]", "the pace rises here from 0.8 to 0.9", "slower"),
    ("[1, 0.9, 0.9]", "[1, 0]", "0]", "above 0 and at most 1", ""),
    ("[1, 0.9, 0.9]", "[1, -0.5]", "-0.5]", "above 0 and at most 1", ""),
    ("[1, 0.9, 0.9]", "[1.5]", "1.5]", "above 0 and at most 1", ""),
    ("[1, 0.9, 0.9]", "[]", "[]", "'pace' has 0 steps", "[1, 0.87, 0.72]"),
    ("[1, 0.9, 0.9]", "slow", "slow", "must be a list", ""),
    ("handle_time: 6m", "handle_time: 1s", "1s", "must be from 10s to 1d", ""),
    ("longest_wait: 20m", "longest_wait: 90d", "90d", "must be from 10s to 7d", ""),
    ("sla_miss: 3m", "sla_miss: -3m", "-3m", "must be a duration", ""),
    ("churn: 2.5", "churn: -1", "-1", "from 0 to 20", ""),
    ("churn: 2.5", "churn: .nan", ".nan", "from 0 to 20", ""),
    ("churn: 2.5", "churn: 1e9", "1e9", "from 0 to 20", ""),
    ("before_shift_ends: 10m", "before_shift_ends: 12h", "12h", "must be from 0s to 4h", ""),
    ("before_shift_ends: 10m", "befor_shift_ends: 10m", "befor", "unknown key 'befor_shift_ends'", "before_shift_ends"),
    ("value: 6", "value: 0", "0,", "above 0 and at most 1,000", ""),
    ("value: 6", "value: -6", "-6", "above 0", ""),
    ("value: 6", "value: 1000000", "1000000", "at most 1,000", ""),
    ("patience: 10m", "patience: 0s", "0s", "must be from 5s", ""),
    ("plus: {}", "ENTERPRISE: {}", "ENTERPRISE", "written twice", ""),
    ("plus: {}", "plus: 3", "3", "must be a mapping with the keys value, patience", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "marker", "message", "suggestion"), WRONG, ids=[f"{row[1][:40]}: {row[3][:30]}" for row in WRONG]
)
def test_a_mistake_is_shown_where_it_stands_with_what_would_be_right(
    old: str, new: str, marker: str, message: str, suggestion: str
) -> None:
    assert check_policy(POLICY) == ()
    assert POLICY.count(old) >= 1
    text = POLICY.replace(old, new, 1)
    found = [problem for problem in check_policy(text) if message in problem.message]
    assert found, [str(problem) for problem in check_policy(text)]
    assert suggestion in found[0].suggestion
    lines = text.splitlines(keepends=True)[found[0].line - 1 :]
    shown = "".join([lines[0][found[0].column - 1 :], *lines[1:]])
    assert shown.startswith(marker), (str(found[0]), shown[:60])


# --- circles --------------------------------------------------------------------------------------------------------


def overflowing(leads: dict[str, list[str]]) -> str:
    """A policy whose queues overflow to others, a minute after each other."""
    lines = [
        f"  {name}: {{relax: [{', '.join(f'{{after: {at + 1}m, overflow: {to}}}' for at, to in enumerate(others))}]}}"
        for name, others in leads.items()
    ]
    return LEAST.replace("queue: q", f"queue: {next(iter(leads))}").replace(
        "queues: {q: {}}\n", "queues:\n"
    ) + "\n".join(lines)


@pytest.mark.parametrize(
    ("leads", "circle"),
    [
        ({"a": ["b"], "b": ["a"]}, "a → b → a"),
        ({"a": ["b"], "b": ["c"], "c": ["a"]}, "a → b → c → a"),
        ({"a": ["b"], "b": ["c", "d"], "c": [], "d": ["b"]}, "b → d → b"),
        ({"x": ["a"], "a": ["b"], "b": ["a"]}, "a → b → a"),
    ],
)
def test_queues_that_overflow_in_a_circle_are_refused_with_the_circle(leads: dict[str, list[str]], circle: str) -> None:
    (problem,) = check_policy(overflowing(leads))
    assert problem.message == f"these queues overflow in a circle: {circle}"
    assert problem.path.endswith(".overflow")


def test_an_escalation_may_close_the_circle() -> None:
    text = POLICY.replace("requires: {products: 2}", "relax: [{after: 1m, overflow: billing}]")
    assert "circle" in "".join(problem.message for problem in check_policy(text))


def test_queues_that_lead_to_one_queue_by_two_ways_are_no_circle() -> None:
    assert check_policy(overflowing({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []})) == ()


names = st.sampled_from("abcdef")


@given(st.dictionaries(names, st.lists(names, max_size=4, unique=True), min_size=6, max_size=6))
def test_exactly_what_leads_back_is_refused(leads: dict[str, list[str]]) -> None:
    reached = {name: {other for other in others if other != name} for name, others in leads.items()}
    for _ in leads:
        reached = {name: others | {far for near in others for far in reached[near]} for name, others in reached.items()}
    circle = any(name in others for name, others in reached.items())
    found = [problem for problem in check_policy(overflowing(leads)) if "circle" in problem.message]
    assert bool(found) is circle
    if found:
        shown = found[0].message.partition(": ")[2].split(" → ")
        assert shown[0] == shown[-1]
        assert all(end in leads[start] for start, end in pairwise(shown))


def test_a_thousand_queues_in_a_row_are_read() -> None:
    row = {f"q{n}": [f"q{n + 1}"] for n in range(1000)} | {"q1000": []}
    assert check_policy(overflowing(row)) == ()


@pytest.mark.parametrize(
    ("adjacent", "wrong"),
    [
        ("{a: {b: 0}, b: {a: 0}}", "these skills cover each other without loss, so they are one: a → b → a"),
        ("{a: {b: 0}, b: {c: 0}, c: {a: 0}}", "so they are one: a → b → c → a"),
        ("{a: {b: 1}, b: {a: 0}}", ""),
        ("{a: {b: 1}, b: {a: 1}}", ""),
        ("{a: {b: 0}}", ""),
    ],
)
def test_skills_that_cover_each_other_without_loss_are_one_skill(adjacent: str, wrong: str) -> None:
    problems = check_policy(LEAST + f"routing: {{adjacent: {adjacent}}}\n")
    assert bool(problems) is bool(wrong)
    assert not wrong or wrong in problems[0].message


# --- nothing crashes it ---------------------------------------------------------------------------------------------

VALUES = st.sampled_from(
    [
        *("", "~", "[]", "{}", "[[]]", "{a: b}", "[a, a]", "yes", "no", "-1", "0", "1e400", "-0.0", ".inf", ".nan"),
        *("999999999999999999999", "0s", "-5m", "99999d", "1h1h", "101%", "-1%", "%", "'", '"', "#", "|", ">", "&x 1"),
        *("*x", "!!int 1", "${x}", "\u0000", "\ud800", "\U0001f4a9", "{tier: {tier: {tier: 1}}}", "[1, [2, [3]]]"),
        *("general", "billing", "enterprise", "owner", "0x10", "1_000", "2026-12-24", "null", "{? [1] : 2}"),
    ]
)
PLACES = [at for at, letter in enumerate(POLICY) if letter == ":" and at > POLICY.index("route:")]


@given(st.sampled_from(PLACES), VALUES | st.text(max_size=8))
def test_any_broken_value_has_its_line_and_never_a_traceback(place: int, value: str) -> None:
    rest = POLICY[place + 1 :]
    cut = min(index for index in (rest.find(end) for end in (",", "}", "\n", "]")) if index >= 0)
    text = f"{POLICY[: place + 1]} {value}{rest[cut:]}"
    problems = check_policy(text)
    count = text.count("\n") + 1
    assert all(isinstance(problem, Problem) and 1 <= problem.line <= count + 1 for problem in problems)
    assert all(problem.message and problem.column >= 1 for problem in problems)
    if not problems:
        load_policy(text)


@given(st.integers(-(10**9), 10**9), st.sampled_from(["credit: 500", "churn: 2.5", "value: 6", "seniority: 3"]))
def test_a_number_is_read_or_refused_and_never_bent(number: int, written: str) -> None:
    key = written.partition(":")[0]
    text = POLICY.replace(written, f"{key}: {number}", 1)
    problems = check_policy(text)
    if problems:
        assert [problem.path.rpartition(".")[2] for problem in problems] == [key]
        return
    policy = load_policy(text)
    read = {
        "credit": policy.queues["enterprise"].authority["credit"],
        "churn": policy.routing.churn,
        "value": policy.tiers["enterprise"].value,
        "seniority": policy.queues["enterprise"].seniority,
    }
    assert read[key] == number


def test_the_version_of_a_policy_follows_every_setting_of_routing() -> None:
    changed = load_policy(POLICY.replace("churn: 2.5", "churn: 2.4"))
    assert changed.hash != load_policy(POLICY).hash
    assert replace(changed, hash="") != replace(load_policy(POLICY), hash="")
