"""Why a person, and why now: one sentence. And the private note that the bot and the policy leave for the human."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from segue.domain.conversation import Entry, Kind, Role
from segue.domain.lifecycle import Handoff
from segue.domain.policy import Policy, Trigger
from segue.domain.sentences import shorten

LONGEST_NOTE = 1000
AGENT_MESSAGE = "va_AgentMessage"
"""The variable in which a Copilot Studio bot leaves words for the human."""

REASON_WORDS = {
    "customer_asked": "The customer asked for a person.",
    "bot_stuck": "The assistant was not getting anywhere.",
    "bot_error": "The assistant failed.",
    "bot_silent": "The assistant did not answer.",
    "bot_asked": "The assistant asked for a person.",
    "bot_escalated": "A step of the assistant's own passed the customer to a person.",
    "human_took_over": "A person here took the conversation over.",
    "follow_up": "A person here picked up what was left behind.",
}


def why_now(handoff: Handoff, policy: Policy, entries: Sequence[Entry] = (), failed: int = 0) -> str:
    """The reason as a sentence; an instruction of the policy in its own words, another reason of its own by its code:
    "Large refund (refund-over-500)."

    entries: the log up to then. failed: answers of the bot that the customer turned down.
    """
    failed = max(failed, _failed_attempts(entries))
    if handoff.reason == "bot_stuck" and failed > 1:
        return f"The assistant was not getting anywhere: {_number(failed)} of its answers did not help."
    if handoff.reason == "customer_asked" and (letdown := let_down(entries)):
        return f"The customer asked for a person after {letdown}."
    if handoff.reason in REASON_WORDS:
        return REASON_WORDS[handoff.reason]
    words = (handoff.reason or handoff.trigger).replace("_", " ").replace("-", " ").capitalize()
    by = f" ({handoff.trigger})" if handoff.trigger and handoff.trigger != handoff.reason else ""
    trigger = trigger_of(handoff, policy)
    if trigger and trigger.guidance:
        line = shorten(trigger.guidance, 200)
        return line if line[-1:] in ".!?…" else f"{line}."
    page = _page_looked_at(entries) if trigger and "page." in trigger.when else ""
    return f"{words}{by}, on the page {page}." if page else f"{words}{by}."


def let_down(entries: Sequence[Entry]) -> str:
    """What the bot owed and did not give, since it last said something; "" when it gave what it owed."""
    for entry in reversed(entries):
        if entry.kind is Kind.BOT_ERROR:
            return "the assistant did not answer in time" if entry.data.get("silent") else "the assistant failed"
        if entry.kind is Kind.MESSAGE and entry.role is Role.AUTOMATED_AGENT:
            return ""
    return ""


def _failed_attempts(entries: Sequence[Entry]) -> int:
    """As the newest decision saw it."""
    for entry in reversed(entries):
        seen = (entry.decision or {}).get("signals")
        if isinstance(seen, Mapping) and isinstance(seen.get("failed_attempts"), int):
            return int(seen["failed_attempts"])
    return 0


def _page_looked_at(entries: Sequence[Entry]) -> str:
    told = (entry.data.get("page") for entry in reversed(entries) if entry.kind is Kind.CONTEXT)
    page = next((one for one in told if isinstance(one, Mapping)), {})
    return f"“{page['title']}”" if page.get("title") else str(page.get("url", ""))


def _number(count: int) -> str:
    return {2: "two", 3: "three", 4: "four", 5: "five"}.get(count, str(count))


def trigger_of(handoff: Handoff, policy: Policy) -> Trigger | None:
    return next((trigger for trigger in policy.triggers if trigger.id == handoff.trigger), None)


def note_of(
    handoff: Handoff, entries: Sequence[Entry], variables: Mapping[str, Any], policy: Policy
) -> tuple[str, tuple[str, ...]]:
    """What the human who transferred it wrote for the next one, what the bot wrote when it asked for a person, what it
    left in `va_AgentMessage`, and the note of the trigger; a line each. And whose they are: human_agent, bot, policy.
    """
    notes = [
        entry.text
        for entry in entries
        if entry.kind is Kind.NOTE and entry.role is Role.AUTOMATED_AGENT and entry.at >= handoff.requested_at
    ]
    message, trigger = variables.get(AGENT_MESSAGE), trigger_of(handoff, policy)
    of_bot = [*notes[-1:], *([message] if isinstance(message, str) else [])]
    of_policy = [trigger.note] if trigger else []
    of_human = [
        f"{entry.author_name}: {entry.text}"
        for entry in entries
        if entry.kind is Kind.NOTE and entry.data.get("transfer") and entry.at >= handoff.requested_at
    ]
    lines = [("human_agent", text) for text in of_human[-1:]] + [("bot", text) for text in of_bot]
    lines += [("policy", text) for text in of_policy]
    told = {shorten(text, LONGEST_NOTE): who for who, text in lines if text.strip()}
    return "\n".join(told), tuple(dict.fromkeys(told.values()))
