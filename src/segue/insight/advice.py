"""What is allowed in a policy and yet likely a mistake: said with its line and what would be better."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from segue.domain.lifecycle import Urgency
from segue.domain.policy import Outcome, Policy, Trigger
from segue.domain.queues import DESK, Queue, QueueKind
from segue.domain.signals import facts
from segue.domain.signals.languages import LANGUAGES
from segue.domain.triggers import TriggerEngine
from segue.domain.wording import KEYS, key_of
from segue.domain.wording import LANGUAGES as SPOKEN
from segue.domain.wording.languages import primary
from segue.insight import channel_advice
from segue.insight.backtest import Replayed
from segue.insight.guidance_check import ENOUGH, ENOUGH_COUNTERS, check_guidance
from segue.insight.routing_advice import (
    decided_by_the_hub,
    loosens_nothing,
    never_used,
    not_mailed,
    skills_nobody_asks_for,
)
from segue.insight.staffing_advice import Staff, no_such_team, nobody_staffs
from segue.policy_file.document import MappingNode, Node, Problem, SequenceNode, compose

TOO_OFTEN = 0.3
"""Share of recent conversations from which on a trigger fires too easily."""

ALWAYS_HUMAN = ("billing_dispute", "security", "compliance", "legal", "contract")
"""Topics that should reach a human in any policy; distress is the sixth."""

FEWEST_RECENT = 20
"""Conversations; of fewer, no share is told."""


@dataclass(frozen=True, slots=True)
class Advice:
    """`code` names the rule, as in docs/check.md. `problem` is where, what, and what would be better."""

    code: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class _Case:
    policy: Policy
    engine: TriggerEngine
    root: MappingNode
    staff: Sequence[Staff] | None
    recent: Sequence[Replayed] | None


Found = Iterator[tuple[str, str, str]]
"""path, what is wrong, what would be better."""


def advise(
    text: str, policy: Policy, *, staff: Sequence[Staff] | None = None, recent: Sequence[Replayed] | None = None
) -> tuple[Advice, ...]:
    """Advice in the order of the file. `text` is the one that `policy` was loaded from.

    staff: who works here, None when not known. recent: replays of recent conversations with this policy.
    """
    root = compose(text)
    if not isinstance(root, MappingNode):
        return ()
    case = _Case(policy, TriggerEngine(policy), root, staff, recent)
    found = [
        Advice(code, _placed(root, path, message, better))
        for code, rule in RULES.items()
        for path, message, better in rule(case)
    ]
    return tuple(sorted(found, key=lambda advice: (advice.problem.line, advice.problem.column, advice.code)))


def _placed(root: MappingNode, path: str, message: str, better: str) -> Problem:
    node: Node = root
    for step in path.replace("[", ".[").split("."):
        if step.startswith("[") and isinstance(node, SequenceNode):
            node = node.value[int(step[1:-1])]
        elif isinstance(node, MappingNode):
            node = next((value for key, value in node.value if key.value == step), node)
    mark = node.start_mark
    return Problem(mark.line + 1, mark.column + 1, path, message, better)


def _keys(root: MappingNode, *path: str) -> set[str]:
    node: Node | None = root
    for step in path:
        node = (
            next((value for key, value in node.value if key.value == step), None)
            if isinstance(node, MappingNode)
            else None
        )
    return {key.value for key, _ in node.value} if isinstance(node, MappingNode) else set()


# --- triggers -------------------------------------------------------------------------------------------------------


def _values(case: _Case, changed: Mapping[str, Any]) -> dict[str, Any]:
    """A conversation in which nothing has happened and everything is known, but for what is changed."""
    schema = facts.schema(case.policy.facts, case.policy.topics, case.policy.behaviours)
    found: dict[str, Any] = {
        name: True if name.startswith("known.") else getattr(variable, "default", None)
        for name, variable in schema.items()
    }
    return {**found, "turns": 1, **changed}


def _fired(case: _Case, changed: Mapping[str, Any]) -> set[str]:
    decision = case.engine.decide(_values(case, changed), text="")
    return {weighed.trigger for weighed in decision.weighed if weighed.verdict == "fired"}


def _each(case: _Case) -> Iterator[tuple[str, Trigger]]:
    for place, trigger in enumerate(case.policy.triggers):
        yield f"triggers[{place}]", trigger


def _reaches_a_human(trigger: Trigger) -> bool:
    return trigger.then is not Outcome.STAY and trigger.urgency is not Urgency.SOFT


def _no_handoff(case: _Case) -> Found:
    if not any(_reaches_a_human(trigger) for trigger in case.policy.triggers):
        yield "triggers", "no trigger ever brings a human", "Give one `then: handoff` or `then: offer`."


def _no_way_to_ask(case: _Case) -> Found:
    fired = _fired(case, {"asks_for_human": "clear", "request": 0.97})
    reached = any(t.id in fired and t.then is Outcome.HANDOFF for t in case.policy.triggers)
    if not reached:
        yield (
            "triggers",
            "a customer who plainly asks for a human gets none",
            "Add {id: asks-for-human, when: \"asks_for_human == 'clear'\", then: handoff}.",
        )


def _too_easy(case: _Case) -> Found:
    always, first = _fired(case, {}), _fired(case, {"failed_attempts": 1})
    for path, trigger in _each(case):
        if not _reaches_a_human(trigger) or trigger.proactive:
            continue
        if trigger.id in always:
            yield path, f"{trigger.id!r} fires on every message", "Say in `when` what must be the case."
        elif trigger.id in first:
            yield (
                path,
                f"{trigger.id!r} fires at the bot's first failed turn",
                "Ask for failed_attempts >= 2, or give it urgency: soft, and the bot tries once more first.",
            )


def _too_often(case: _Case) -> Found:
    recent = case.recent or ()
    if len(recent) < FEWEST_RECENT:
        return
    for path, trigger in _each(case):
        share = sum(any(trigger.id in turn.fired for turn in one.turns) for one in recent) / len(recent)
        if _reaches_a_human(trigger) and share > TOO_OFTEN:
            yield (
                path,
                f"{trigger.id!r} fires in {share:.0%} of {len(recent)} recent conversations",
                "`segue backtest` shows which; narrow it, or let the bot be improved there.",
            )


def _never_reached(case: _Case) -> Found:
    seen: dict[str, Trigger] = {}
    for path, trigger in _each(case):
        if not trigger.when or trigger.phrases:
            continue
        same = seen.setdefault(" ".join(trigger.when.split()), trigger)
        if same is not trigger and same.then is trigger.then and same.urgency is trigger.urgency:
            yield (
                path,
                f"{trigger.id!r} is never reached: {same.id!r} has the same condition and comes first",
                "Remove one.",
            )


def _no_always_human(case: _Case) -> Found:
    for topic in ALWAYS_HUMAN:
        fired = _fired(case, {"topics": [topic], f"score.{topic}": 0.9})
        if not any(t.id in fired and _reaches_a_human(t) for t in case.policy.triggers):
            yield (
                "triggers",
                f"nothing brings a human for the topic {topic!r}",
                f"Add a trigger: when \"'{topic}' in topics\".",
            )
    fired = _fired(case, {"distress": 0.9})
    if not any(t.id in fired and _reaches_a_human(t) for t in case.policy.triggers):
        yield "triggers", "nothing brings a human for a customer in distress", 'Add a trigger: when "distress >= 0.5".'


def _vague_guidance(case: _Case) -> Found:
    reports = {report.trigger: report for report in check_guidance(case.policy)}
    for path, trigger in _each(case):
        report = reports.get(trigger.id)
        if report and report.vague:
            yield path, f"{trigger.id!r}: {report.vague}", "Say what the customer writes about, wants or has."
        elif report and (report.examples_given < ENOUGH or report.counter_examples_given < ENOUGH_COUNTERS):
            better = f"Give at least {ENOUGH} examples and {ENOUGH_COUNTERS} counter-examples in customers' words."
            yield path, f"{trigger.id!r}: {report.words}", better


# --- queues ---------------------------------------------------------------------------------------------------------


def _each_queue(case: _Case) -> Iterator[tuple[str, Queue]]:
    for name, queue in case.policy.queues.items():
        yield f"queues.{name}", queue


def _unused(case: _Case) -> Found:
    policy = case.policy
    used = {trigger.queue for trigger in policy.triggers} | {route.queue for route in policy.route}
    used |= {step.overflow for queue in policy.queues.values() for step in queue.relax}
    used |= {step.overflow for queue in policy.queues.values() for step in queue.sla.escalate}
    for path, queue in _each_queue(case):
        if queue.name not in used:
            yield (
                path,
                f"only a bot or a human agent that names it leads to {queue.name!r}",
                "Name it in a trigger, in `route` or as an overflow.",
            )


def _no_owner(case: _Case) -> Found:
    for path, queue in _each_queue(case):
        if not queue.owner:
            yield path, f"nobody answers for the queue {queue.name!r}", "Name an `owner`."


def _no_skills(case: _Case) -> Found:
    for path, queue in _each_queue(case):
        if queue.kind is QueueKind.LIVE and queue.hub == DESK and not queue.requires:
            yield (
                path,
                f"any human agent gets {queue.name!r}, whatever they know",
                "Say what it `requires`: {billing: 2}.",
            )


def _no_fallback(case: _Case) -> Found:
    for path, queue in _each_queue(case):
        if queue.kind is not QueueKind.LIVE:
            continue
        keys = _keys(case.root, "queues", queue.name)
        if queue.hub == DESK and "when_full" not in keys and not queue.relax:
            yield (
                path,
                f"who waits long for {queue.name!r} can only go on waiting",
                "Give it `relax`, or `when_full: {longer_than: 10m, then: [wait, ticket]}`.",
            )
        if queue.hours and "when_closed" not in keys:
            yield (
                path,
                f"{queue.name!r} has hours and does not say what happens outside",
                "Add when_closed: {then: ticket}.",
            )
        if not queue.hours:
            yield path, f"{queue.name!r} has no hours, so it counts as always open", "Name a calendar in `hours`."


# --- messages -------------------------------------------------------------------------------------------------------


def _no_words(case: _Case) -> Found:
    """A customer of a language that Segue does not speak reads what `messages` says in it, or another language."""
    told = {key.partition("@")[2] for key in case.policy.messages if "@" in key}
    instead = next((code for tag in case.policy.languages if (code := primary(tag)) in SPOKEN), "en")
    for language in case.policy.languages:
        code = language.lower().partition("-")[0]
        if code not in LANGUAGES:
            yield "languages", f"messages in {language!r} are read by examples and exact words alone", _READ
        if code not in SPOKEN and not {language.lower(), code} & told:
            better = (
                f"Write them under `messages`, such as transfer: {{{language}: …}}. Segue speaks {', '.join(SPOKEN)}."
            )
            name = SPOKEN[instead].name
            yield "languages", f"a customer who writes {language!r} reads Segue's own sentences in {name}", better


_READ = f"Segue reads {', '.join(LANGUAGES)}."

_EXPECTATIONS = frozenset({"wait", "position", "opens_at", "expectation"})


def _no_expectation(case: _Case) -> Found:
    for key, text in case.policy.messages.items():
        name = key.partition("@")[0]
        told = {word for word in _EXPECTATIONS if f"{{{word}}}" in text}
        lost = (KEYS[key_of(key)].given & _EXPECTATIONS) - told
        if lost and not ("expectation" in lost and (told or key_of(key) == "transfer")):  # there it is added
            words = " and ".join(f"{{{word}}}" for word in sorted(lost))
            yield f"messages.{name}", f"{name!r} no longer tells the customer {words}", "Say how long it takes."


def _keeps_everything(case: _Case) -> Found:
    policy = case.policy
    kept = [queue for queue in policy.queues.values() if queue.retention.conversations is None]
    if policy.retention.conversations is None and kept:
        better = "Write such as retention: {conversations: 400d}; docs/data.md says what it deletes."
        yield "", "conversations are kept for good: nothing says after how long they are deleted", better


RULES: Mapping[str, Callable[[_Case], Found]] = {
    "no-handoff": _no_handoff,
    "no-way-to-ask": _no_way_to_ask,
    "too-easy": _too_easy,
    "too-often": _too_often,
    "never-reached": _never_reached,
    "always-human": _no_always_human,
    "vague-guidance": _vague_guidance,
    "unused-queue": _unused,
    "no-owner": _no_owner,
    "no-skills": _no_skills,
    "no-fallback": _no_fallback,
    "nobody-staffs": lambda case: nobody_staffs(case.policy, case.staff),
    "no-such-team": lambda case: no_such_team(case.policy, case.staff),
    "loosens-nothing": lambda case: loosens_nothing(case.policy),
    "skill-nobody-asks-for": lambda case: skills_nobody_asks_for(case.policy),
    "never-used": lambda case: never_used(case.policy),
    "hub-decides": lambda case: decided_by_the_hub(case.policy),
    "not-mailed": lambda case: not_mailed(case.policy),
    "same-app": lambda case: channel_advice.same_app(case.policy),
    "no-bot-behind": lambda case: channel_advice.no_bot_behind(case.policy),
    "no-origins": lambda case: channel_advice.no_origins(case.policy),
    "without-a-token": lambda case: channel_advice.without_a_token(case.policy),
    "no-expectation": _no_expectation,
    "no-words": _no_words,
    "keeps-everything": _keeps_everything,
}
"""Code of an advice -> its rule."""
