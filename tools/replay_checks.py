"""What must hold of one conversation after its end, checked against the ledger and between the observers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from replay_talk import Conversation
from replay_watch import Watch
from running import ask

Entry = dict[str, Any]
TERMINAL = {"resolved", "handed_back", "ticketed", "emailed", "customer_left", "cancelled", "declined", "lapsed"}
STEPS_OF_THE_TEAM = {"reserved", "reservation_declined", "reservation_expired", "reservation_revoked"}
STAFF_ONLY = {"note", "contact", "customer_away", "customer_back", "csat"}
HIDDEN = {
    "customer": STAFF_ONLY | {"context", "bot_error", "handed_back"},
    "bot": STAFF_ONLY,
    "human agent": set(),
}
"""Kinds that an audience may not see, as docs/http-api.md says; reservations are the team's business alone."""

FACTS_IN_WORDS = {"sentiment": "sentiment", "language": "language", "pages": "pages", "tried": "solutions tried"}
ALWAYS = ("summary", "why_now", "reason", "urgency", "transcript")


def may_see(who: str, entry: Entry) -> bool:
    if entry["kind"] == "handoff" and entry["data"]["event"] in STEPS_OF_THE_TEAM:
        return who == "human agent"
    return entry["kind"] not in HIDDEN[who]


async def violations_of(talk: Conversation) -> list[str]:
    shown = await ask(talk.floor.staff, "GET", f"/v1/desk/conversations/{talk.id}")
    stored = shown["entries"]
    answer = await ask(talk.floor.bot, "GET", f"{talk.path}/entries")
    if shown["handoffs"] and any(h["state"] not in {"declined", "lapsed"} for h in shown["handoffs"]):
        talk.talk.packages.append(await ask(talk.floor.bot, "GET", f"{talk.path}/package"))
    talk.counts["packages read"] += len(talk.talk.packages)
    for handoff in shown["handoffs"]:
        talk.counts[f"ended as {handoff['state']}"] += 1
    return [
        *_log(talk, stored),
        *_ledger(talk, stored),
        *(wrong for watch in talk.watches for wrong in _observer(watch, stored, talk)),
        *_same("the bot's list", answer["entries"], [entry for entry in stored if may_see("bot", entry)]),
        *_ended(shown, stored),
        *(wrong for handoff in shown["handoffs"] for wrong in _handoff(handoff, stored)),
        *(wrong for package in talk.talk.packages for wrong in _package(package)),
    ]


def _log(talk: Conversation, stored: list[Entry]) -> Iterator[str]:
    seqs = [entry["seq"] for entry in stored]
    if seqs != list(range(1, len(seqs) + 1)):
        yield f"the stored log has gaps: {seqs}"
    talk.counts["entries stored"] += len(stored)


def _ledger(talk: Conversation, stored: list[Entry]) -> Iterator[str]:
    """What was sent is what was stored: each once, at the number the answer named, in the order of sending."""
    spoken = [e for e in stored if e["kind"] == "message" and e["role"] != "system"]
    found = [(e["seq"], e["message_id"], e["role"], e["text"]) for e in spoken]
    sent = [(line.seq, line.message_id, line.role, line.text) for line in talk.ledger]
    if found != sent:
        yield f"sent and stored differ: {_difference(sent, found)}"
    for name in talk.refused:
        if any(entry["message_id"] == name for entry in stored):
            yield f"{name} was refused and stored all the same"
    talk.counts["messages sent and accepted"] += len(sent)


def _observer(watch: Watch, stored: list[Entry], talk: Conversation) -> Iterator[str]:
    of_bot_stream = watch.who == "customer" and not talk.widget
    due = [entry for entry in stored if may_see("bot" if of_bot_stream else watch.who, entry)]
    yield from _same(f"the {watch.who}", watch.seen, due)
    talk.counts[f"entries seen by the {watch.who}"] += len(watch.seen)
    talk.counts["lines dropped and resumed"] += watch.resumed
    if watch.who == "customer" and not of_bot_stream:
        for entry in watch.seen:
            if not set(entry["data"]) <= {
                *("id", "choices", "expires_at", "choice", "state", "event", "agent_name", "position", "wait_s"),
                "survey",
            } or (entry.keys() & {"author", "decision"}):
                yield f"the customer was shown what is internal: {entry}"


def _same(who: str, seen: list[Entry], due: list[Entry]) -> Iterator[str]:
    shown = [(e["seq"], e["kind"], e["text"], e["message_id"]) for e in seen]
    wanted = [(e["seq"], e["kind"], e["text"], e["message_id"]) for e in due]
    if shown != wanted:
        yield f"{who} saw another log: {_difference(wanted, shown)}"


def _difference(wanted: list[Any], found: list[Any]) -> str:
    missing = [str(one)[:120] for one in wanted if one not in found]
    extra = [str(one)[:120] for one in found if one not in wanted]
    return f"missing {missing[:3]}, too many {extra[:3]}" if missing or extra else "the order, or something twice"


def _ended(shown: dict[str, Any], stored: list[Entry]) -> Iterator[str]:
    if shown["conversation"]["open"] or not stored or stored[-1]["kind"] != "ended":
        yield "the conversation has not ended"
    if shown["conversation"]["owner"]["kind"] != "bot":
        yield f"after the end it belongs to {shown['conversation']['owner']}"


def _handoff(handoff: dict[str, Any], stored: list[Entry]) -> Iterator[str]:
    steps = [e["data"]["state"] for e in stored if e["kind"] == "handoff" and e["data"]["id"] == handoff["id"]]
    ends = [state for state in steps if state in TERMINAL]
    if ends != [handoff["state"]] or not steps or steps[-1] not in TERMINAL:
        yield f"handoff {handoff['id']} is {handoff['state']}, and its steps were {steps}"


def _package(package: dict[str, Any] | None) -> Iterator[str]:
    """Complete, or naming what is missing."""
    if package is None:
        yield "a human agent found no package"
        return
    for name in ALWAYS:
        if not package[name]:
            yield f"the package of {package['handoff']} has no {name}"
    if package["trigger"] and not package["trigger_words"] and not package["missing"]:
        yield f"the package of {package['handoff']} neither proves its trigger nor says so"
    missing = package["missing"]
    for name, fact in package["customer"].items():
        if fact["status"] != "known" and not any(words.startswith(f"customer {name}") for words in missing):
            yield f"the package of {package['handoff']} hides that {name} is not known"
    for name, words in FACTS_IN_WORDS.items():
        value = package[name]
        known = value["status"] == "known" if isinstance(value, dict) else bool(value)
        if not known and not any(one.startswith(words) for one in missing):
            yield f"the package of {package['handoff']} hides that {name} is not known"
