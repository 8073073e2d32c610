"""The policy file: what a right one becomes, and where each mistake of a wrong one is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import segue
from segue.domain.lifecycle import Urgency
from segue.domain.policy import Outcome, TopicExamples
from segue.domain.queues import QueueKind, Relaxation, Route, ServiceLevel, WhenClosed, WhenFull
from segue.domain.triggers import TriggerEngine
from segue.policy_file import PolicyErrors, Problem, check_policy, load_policy

DEMO = (Path(segue.__file__).parent / "demo" / "policy.yaml").read_text(encoding="utf-8")

FULL = """\
version: 1
languages: [en, de]
facts: {customer.plan: string}
topics:
  legal: {examples: [I will sue you]}
  shipping: [where is my parcel]
triggers:
  - {id: asks, when: "asks_for_human == 'clear'", then: handoff, reason: customer_asked}
  - {id: legal, when: "'legal' in topics", then: handoff, urgency: immediate, priority: high, queue: billing}
  - {id: plan, when: "customer.plan == 'pro'", then: offer, category: sales, priority: 7, proactive: true}
  - id: refund
    guidance: wants money back
    examples: [I want my money back]
    counter_examples: [how do refunds work]
    then: handoff
route:
  - {when: "category == 'sales'", queue: general}
  - {queue: billing}
queues:
  general: {}
  billing:
    kind: live
    title: Billing team
    owner: maria@acme.example
    requires: {billing: 3}
    relax: [{after: 60s, requires: {billing: 1}}, {after: 3m, overflow: general}]
    hours: weekdays
    units: 2
    reserve_for: 45s
    sla: {first_response: 2m, resolution: 4h}
    when_closed: {then: email, hub: support}
    when_full: {longer_than: 10m, then: [wait, ticket]}
  mail: {kind: email, owner: help@acme.example}
hours:
  weekdays:
    timezone: Europe/Berlin
    mon-thu: "09:00-17:30"
    fri: ["09:00-12:00", "13:00-15:00"]
    sat,sun: "22:00-02:00"
    holidays: DE-BE
    closed_on: [2026-12-24]
  always: {timezone: UTC, daily: "00:00-24:00"}
messages:
  transfer: "Over to {queue}."
  offer: {en: "A person?", de: "Ein Mensch?"}
  transfer.billing: "[{name}: ]{matter}. {expectation}"
  acknowledgement.legal.frustrated@de: "Das tut mir leid."
hubs:
  support: {kind: zendesk, account: acme, user: segue@acme.example, secret: zendesk, webhook_secret: zendesk_webhook}
important_tiers: [Enterprise, gold]
bot: {name: shop-bot, webhook: "https://shop.example/bot", secret: bot_webhook, timeout: 15s}
handback: {idle: 1h30m, survey: no, wrap_up: 0s}
customer_away: 4m
agent_away: 30s
"""

LEAST = """\
version: 1
triggers:
  - {id: asks, when: "asks_for_human == 'clear'", then: handoff}
route: [{queue: general}]
queues: {general: {}}
"""


def test_a_full_policy_becomes_values() -> None:
    policy = load_policy(FULL)
    asks, legal, plan, refund = policy.triggers
    assert (asks.id, asks.then, asks.reason) == ("asks", Outcome.HANDOFF, "customer_asked")
    assert (legal.urgency, legal.priority, legal.queue, legal.reason) == (Urgency.IMMEDIATE, 1, "billing", "legal")
    assert (plan.category, plan.priority, plan.proactive) == ("sales", 7, True)
    assert refund.examples == ("I want my money back",)
    assert refund.counter_examples == ("how do refunds work",)
    assert policy.route == (Route("general", "category == 'sales'"), Route("billing"))
    assert policy.languages == ("en", "de")
    assert policy.facts == {"customer.plan": "string"}
    assert policy.topics == {
        "legal": TopicExamples(("I will sue you",)),
        "shipping": TopicExamples(("where is my parcel",)),
    }
    assert policy.messages == {
        "transfer": "Over to {queue}.",
        "offer@en": "A person?",
        "offer@de": "Ein Mensch?",
        "transfer.billing": "[{name}: ]{matter}. {expectation}",
        "acknowledgement.legal.frustrated@de": "Das tut mir leid.",
    }
    assert policy.important_tiers == ("Enterprise", "gold")
    assert (policy.bot.name, policy.bot.secret, policy.bot.timeout) == (
        "shop-bot",
        "bot_webhook",
        timedelta(seconds=15),
    )
    assert policy.bot.webhook == "https://shop.example/bot"
    assert policy.handback.idle == timedelta(minutes=90)
    assert (policy.handback.survey, policy.handback.wrap_up) == (False, timedelta(0))
    assert (policy.customer_away, policy.agent_away) == (timedelta(minutes=4), timedelta(seconds=30))


def test_a_queue_becomes_values() -> None:
    queue = load_policy(FULL).queues["billing"]
    assert (queue.kind, queue.title, queue.owner, queue.units) == (
        QueueKind.LIVE,
        "Billing team",
        "maria@acme.example",
        2,
    )
    assert (queue.requires, queue.hours, queue.reserve_for) == ({"billing": 3}, "weekdays", timedelta(seconds=45))
    assert queue.relax == (
        Relaxation(timedelta(seconds=60), {"billing": 1}),
        Relaxation(timedelta(minutes=3), overflow="general"),
    )
    assert queue.sla == ServiceLevel(timedelta(minutes=2), timedelta(hours=4))
    assert queue.when_closed == WhenClosed("email", "support")
    assert queue.when_full == WhenFull(timedelta(minutes=10), ("wait", "ticket"))


def test_a_calendar_becomes_values() -> None:
    hours = load_policy(FULL).hours
    week = hours["weekdays"]
    assert week.timezone == "Europe/Berlin"
    assert week.week["thu"] == ((time(9), time(17, 30)),)
    assert week.week["fri"] == ((time(9), time(12)), (time(13), time(15)))
    assert week.week["sun"] == ((time(22), time(2)),), "runs past midnight"
    assert week.closed_on == {date(2026, 12, 24)}
    assert date(2026, 12, 25) in week.holiday_dates
    assert set(hours["always"].week) == {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
    assert hours["always"].week["mon"] == ((time(0), time(0)),), "the whole day"


def test_what_is_left_out_has_its_default() -> None:
    policy = load_policy(LEAST)
    queue = policy.queues["general"]
    assert (queue.kind, queue.title, queue.requires, queue.hours) == (QueueKind.LIVE, "General", {}, "")
    assert policy.languages == ("en",)
    assert policy.bot.timeout == timedelta(seconds=20)
    assert policy.handback.idle is None


def test_the_hash_is_that_of_the_text() -> None:
    assert load_policy(LEAST).hash == sha256(LEAST.encode()).hexdigest()
    assert load_policy(LEAST + "# more\n").hash != load_policy(LEAST).hash


def test_the_demo_shops_policy_can_be_used() -> None:
    assert check_policy(DEMO) == ()
    policy = load_policy(DEMO)
    TriggerEngine(policy)
    assert policy.bot.secret == "bot_webhook"
    assert policy.bot.webhook == ""


# --- what is wrong, where, and what would be right ---

# (text in FULL, its replacement, the marker where the problem stands, message, suggestion)
WRONG = [
    ("version: 1", "version: 2", "2", "'version' must be 1, not '2'", ""),
    ("version: 1\n", "", "languages", "the policy has no 'version'", "'version: 1'"),
    ("languages: [en, de]", "langauges: [en]", "langauges", "unknown key 'langauges'", "'languages'? Keys"),
    ("[en, de]", "[en, german!]", "german!", "not a language", "en, de"),
    ("[en, de]", "[en, en]", "en]", "listed twice", ""),
    ("[en, de]", "[]", "[]", "'languages' is empty", "[en]"),
    ("customer.plan: string", "customer.plan: strng", "strng", "unknown type of fact 'strng'", "'string'"),
    ("customer.plan: string", "plan: string", "plan: s", "not a name for a fact", "customer.plan"),
    ("legal: {examples: [I will sue you]}", "legal: {examples: []}", "[]", "has no examples", "messages"),
    ("transfer.billing", "transfer.biling", "transfer.biling", "unknown category 'biling'", "Did you mean 'billing'?"),
    ("transfer.billing", "offer_bot.billing", "offer_bot.b", "the same for every category", "'offer_bot'"),
    ("frustrated@de", "frustrated@it", "acknow", "unknown language 'it'", "en"),
    ("[{name}: ]", "{name}: ", '"{name}', "'{name}' is not always known", "[, {name}]"),
    ("{matter}.", "{mater}.", '"[{name}: ]{mater', "unknown placeholder '{mater}'", "'matter'"),
    ("[Enterprise, gold]", "[gold, Gold]", "Gold]", "'Gold' is listed twice", ""),
    ("legal: {examples: [I will sue you]}", "le-gal: [x]", "le-gal", "not a name for a topic", "billing_dispute"),
    ("id: asks, ", "", '{when: "asks', "has no 'id'", ""),
    ("id: legal,", "id: asks,", "asks, when: \"'leg", "used twice, first in line 8", "own id"),
    ("'clear'", "'claer'", "'claer'", "asks_for_human is never 'claer'", "Did you mean 'clear'?"),
    ("'legal' in topics", "'legl' in topics", "'legl'", "'legl' is never in topics", "Did you mean 'legal'?"),
    ("customer.plan ==", "customer.plam ==", "customer.plam", "unknown name 'customer.plam'", "'customer.plan'"),
    ("customer.plan == 'pro'", "customer.plan = 'pro'", "= 'pro'", "'=' does not belong here", "=="),
    ("customer.plan == 'pro'", "customer.plan", "customer.plan\"", "must be true or false", "=="),
    ("customer.plan == 'pro'\"", "customer.plan == 7\"", "7\"", "customer.plan is a string", ""),
    ("then: offer, category", "then: ofer, category", "ofer", "unknown then 'ofer'", "'offer'"),
    ("urgency: immediate", "urgency: now", "now", "unknown urgency 'now'", "immediate"),
    ("priority: high", "priority: hihg", "hihg", "unknown priority 'hihg'", "'high'"),
    ("priority: 7", "priority: 700", "700", "from -100 to 100", ""),
    ("proactive: true", "proactive: maybe", "maybe", "must be true or false", ""),
    ("proactive: true", "proactiv: true", "proactiv: t", "unknown key 'proactiv'", "Did you mean 'proactive'?"),
    ("high, queue: billing", "high, queue: biling", "biling}", "unknown queue 'biling'", "Did you mean 'billing'?"),
    (
        "    guidance: wants money back\n    examples: [I want my money back]\n",
        "    guidance: The customer wants this.\n",
        "guidance: The",
        "nothing in this instruction to look for",
        "'examples'",
    ),
    ("    guidance: wants money back\n", "", "id: refund", "a trigger needs 'phrases', 'when' or 'guidance'", "when:"),
    ("    guidance: w", "    when: 'true'\n    guidance: w", "guidance", "either 'when' or 'guidance', not both", ""),
    ("reason: customer_asked", "examples: [x]", "examples: [x]", "belong to a 'guidance'", ""),
    ("  - {queue: billing}\n", "", "when: \"cat", "must end in a default", "{queue: NAME}"),
    ("category == 'sales'", "categry == 'sales'", "categry", "unknown name 'categry'", "'category'"),
    ("when: \"category == 'sales'\", ", "", "{queue: general}", "never reached", "last"),
    ("- {queue: billing}", "- {queue: sales}", "sales}\nq", "unknown queue 'sales'", "billing"),
    ("kind: live", "kind: lives", "lives", "unknown kind of queue 'lives'", "'live'"),
    ("requires: {billing: 3}", "requires: {billing: 6}", "6}", "from 1 to 5, not '6'", ""),
    ("requires: {billing: 3}", "requires: [billing]", "[billing]", "must be a mapping", ""),
    ("overflow: general", "overflow: genral", "genral", "unknown queue 'genral'", "'general'"),
    ("overflow: general", "overflow: billing", "billing}]", "cannot overflow into itself", ""),
    ("after: 3m", "after: 30s", "30s, o", "later than the one before", "Sort"),
    ("{after: 3m, overflow: general}", "{after: 3m}", "{after: 3m}", "changes nothing", "overflow"),
    ("after: 60s", "after: 60", "60, r", "must be a duration, not '60'", "60s or 60m"),
    ("hours: weekdays", "hours: weekday", "weekday\n", "unknown calendar 'weekday'", "'weekdays'"),
    ("units: 2", "units: two", "two", "'units' must be a whole number", ""),
    ("first_response: 2m", "first_respons: 2m", "first_respons:", "unknown key", "'first_response'"),
    ("then: email", "then: mail", "mail, hub", "unknown then 'mail'", "'email'"),
    ("then: [wait, ticket]", "then: [wait]", "[wait]", "at least two choices", "[wait, ticket]"),
    ("then: [wait, ticket]", "then: [wait, tickt]", "tickt", "unknown choice 'tickt'", "'ticket'"),
    ("{kind: email, owner: help@acme.example}", "{kind: email}", "{kind: email}", "an e-mail address", ""),
    ("Europe/Berlin", "Europe/Berln", "Europe/Berln", "unknown timezone", "'Europe/Berlin'"),
    ("    timezone: Europe/Berlin\n", "", "mon-thu", "has no 'timezone'", ""),
    ("mon-thu", "mon-thr", "mon-thr", "unknown key 'mon-thr'", "mon, tue"),
    ("mon-thu", "mon-fri", "fri: [", "fri has its hours already", ""),
    ('"09:00-17:30"', '"9-17"', '"9-17"', "'9-17' are not hours", "09:00-17:30"),
    ('"09:00-17:30"', '"09:00-25:00"', '"09:00-25', "are not hours", ""),
    ('"13:00-15:00"', '"11:00-15:00"', '["09', "overlap", ""),
    ("DE-BE", "DE-XX", "DE-XX", "DE has no part 'XX'", ""),
    ("DE-BE", "XX", "XX", "no public holidays are known for 'XX'", ""),
    ("2026-12-24", "2026-13-24", "2026-13", "'2026-13-24' is not a date", "2026-12-24"),
    ("  transfer:", "  transfr:", "transfr", "unknown message 'transfr'", "'transfer'"),
    ("{queue}.", "{qeue}.", '"Over', "unknown placeholder '{qeue}'", "'queue'"),
    ("{queue}.", "{agent}.", '"Over', "unknown placeholder '{agent}'", "queue"),
    ('de: "Ein', 'fr: "Ein', "fr:", "unknown language 'fr'", "en"),
    ("https://shop.example/bot", "shop.example", '"shop', "is not an address", "https://"),
    ("secret: bot_webhook", "secret: s3cr3t-VALUE", "s3cr3t", "the name of a secret, never the secret", "bot_webhook"),
    ("timeout: 15s", "timeout: 2h", "2h", "cannot wait that long", "10m"),
    ("idle: 1h30m", "idle: never", "never", "must be a duration, not 'never'", "90s"),
    ("survey: no", "survey: 0", "0, wrap", "must be true or false", ""),
    ("agent_away: 30s", "agent_away:", "", "must be a duration, not nothing", ""),
    ("agent_away: 30s", "customer_away: 30s", "customer_away: 30s", "written twice, first in line 53", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "marker", "message", "suggestion"), WRONG, ids=[f"{r[1][:30]!r}" for r in WRONG]
)
def test_a_mistake_is_shown_where_it_stands_with_what_would_be_right(
    old: str, new: str, marker: str, message: str, suggestion: str
) -> None:
    assert FULL.count(old) >= 1
    text = FULL.replace(old, new, 1)
    problems = [problem for problem in check_policy(text) if message in problem.message]
    assert problems, check_policy(text)
    problem = problems[0]
    assert suggestion in problem.suggestion
    shown_from = "\n".join(
        [text.splitlines()[problem.line - 1][problem.column - 1 :], *text.splitlines()[problem.line :]]
    )
    assert shown_from.startswith(marker), (problem, shown_from[:60])


def test_each_problem_names_the_way_to_it() -> None:
    text = FULL.replace("overflow: general", "overflow: nowhere").replace("queue: billing}", "queue: nowhere}", 1)
    assert [problem.path for problem in check_policy(text)] == ["triggers[1].queue", "queues.billing.relax[1].overflow"]


def test_all_problems_are_found_in_the_order_of_the_file() -> None:
    text = FULL.replace("'clear'", "'claer'").replace("Europe/Berlin", "Berlin").replace("timeout: 15s", "timeout: x")
    lines = [problem.line for problem in check_policy(text)]
    assert len(lines) == 3
    assert lines == sorted(lines)


def test_a_condition_over_several_lines_shows_the_line_of_the_mistake() -> None:
    text = LEAST.replace(
        """  - {id: asks, when: "asks_for_human == 'clear'", then: handoff}""",
        "  - id: asks\n    then: handoff\n    when: |\n"
        "      asks_for_human == 'clear'\n      || asks_for_human == 'uncler'",
    )
    (problem,) = check_policy(text)
    assert (problem.line, problem.column) == (7, 28)


def test_a_wrong_secret_is_never_repeated() -> None:
    text = FULL.replace("secret: bot_webhook", "secret: whsec_C2FVsBQIhrscChlQIMV+b5s")
    assert "C2FV" not in "".join(map(str, check_policy(text)))


NOT_A_POLICY = [
    ("", 1, "the policy is empty"),
    ("# only a comment\n", 1, "the policy is empty"),
    ("[]", 1, "must be a mapping"),
    ("just words", 1, "must be a mapping"),
    ("a: [1", 1, "not YAML"),
    ("a:\n\tb: 1", 2, "not YAML"),
    ("a: b: c", 1, "not YAML"),
    ("a: 'x", 1, "not YAML"),
    ("a: 1\n---\nb: 2\n", 2, "another document"),
    ("version: &v 1\nx: *v", 1, "anchors and aliases"),
    ("version: 1\nx: *v", 2, "anchors and aliases"),
    ("version: !!int 1", 1, "the tag"),
    ("a: !!python/object/apply:os.system [echo]", 1, "the tag"),
    ("<<: {a: 1}", 1, "unknown key '<<'"),
    ("[" * 5000, 1, "nested deeper than 12 levels"),
    ("{a: " * 50, 1, "nested deeper than 12 levels"),
    ("a\x00b", 1, "character"),
    ("a: \ud800", 1, "character"),
    ("? [1]\n: 2", 1, "a key must be a plain word"),
    ("x" * (1024 * 1024 + 1), 1, "are allowed"),
]


@pytest.mark.parametrize(("text", "line", "message"), NOT_A_POLICY, ids=[repr(row[0][:20]) for row in NOT_A_POLICY])
def test_what_is_no_policy_at_all_is_refused_in_words(text: str, line: int, message: str) -> None:
    problems = [problem for problem in check_policy(text) if message in problem.message]
    assert problems, check_policy(text)
    assert problems[0].line == line


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 30))
    (problem,) = check_policy(bomb)
    assert "anchors and aliases" in problem.message


def test_a_policy_with_problems_does_not_load_and_the_error_shows_them_all() -> None:
    with pytest.raises(PolicyErrors) as caught:
        load_policy(LEAST.replace("'clear'", "'claer'").replace("{queue: general}", "{queue: x}"), name="shop.yaml")
    assert len(caught.value.problems) == 2
    assert str(caught.value).startswith("shop.yaml:3:41: asks_for_human is never 'claer'. Did you mean 'clear'?\n")


def test_the_loaded_policy_does_not_depend_on_line_ends_or_a_byte_order_mark() -> None:
    plain = load_policy(FULL)
    assert replace(load_policy(FULL.replace("\n", "\r\n")), hash=plain.hash) == plain
    assert replace(load_policy("\ufeff" + FULL), hash=plain.hash) == plain


PIECES = FULL.split(" ")


@given(
    st.lists(
        st.tuples(st.integers(0, len(FULL)), st.integers(0, 12), st.sampled_from(PIECES) | st.text(max_size=6)),
        min_size=1,
        max_size=4,
    )
)
def test_no_change_to_a_policy_crashes_the_check(changes: list[tuple[int, int, str]]) -> None:
    text = FULL
    for at, length, piece in changes:
        text = text[:at] + piece + text[at + length :]
    problems = check_policy(text)
    assert all(isinstance(problem, Problem) and problem.line >= 1 and problem.column >= 1 for problem in problems)
    if not problems:
        TriggerEngine(load_policy(text))


@given(st.text(max_size=300))
def test_no_text_crashes_the_check(text: str) -> None:
    assert check_policy(text)


def test_what_counts_the_days_until_a_date_cannot_be_declared_beside_it() -> None:
    text = "version: 1\nfacts: {customer.renewal: date, customer.renewal_days: string}\n"
    with pytest.raises(PolicyErrors, match=r"2:33: customer.renewal_days is there already"):
        load_policy(text + "triggers: []\nroute: [{queue: q}]\nqueues: {q: {}}\n")
