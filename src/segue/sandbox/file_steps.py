"""The steps of a scenario file: what happens, and what is expected of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from segue.domain.conditions import did_you_mean
from segue.domain.deadlines import DeadlineKind
from segue.domain.lifecycle import State, Urgency
from segue.domain.outcomes import Result
from segue.domain.policy import Outcome
from segue.domain.routing.agents import Presence
from segue.domain.triggers import TRY_ONCE_MORE
from segue.domain.wording import CHOICE_LABELS
from segue.policy_file.document import MappingNode, ScalarNode
from segue.policy_file.reading import Field, Reader
from segue.sandbox.expect import NONE, Expect
from segue.sandbox.file_values import read_facts, read_share, read_words
from segue.sandbox.scenario import (
    ACTS,
    LONGEST_TEXT,
    Action,
    AgentDoes,
    Answer,
    BotAsks,
    BotSays,
    CustomerSays,
    Ends,
    Learn,
    PresenceChanges,
    Step,
    Visit,
    Wait,
)

BOT_KEYS = ("text", "confidence", "error", "no_match", "outside_knowledge", "articles", "variables")
ASK_KEYS = ("reason", "queue", "note", "urgency")
PAGE_KEYS = ("url", "title")
CHOICES = tuple(CHOICE_LABELS)
OUTCOMES = tuple(outcome.value for outcome in Outcome)
STATES = tuple(state.value for state in State)
URGENCIES = tuple(urgency.value for urgency in Urgency)
DEADLINES = tuple(kind.value for kind in DeadlineKind)
VERDICTS = ("fired", "quiet", "could_not_tell", "suppressed", "not_applicable")


def read_step(reader: Reader, item: Field) -> Step | None:
    fields = reader.mapping(item, (*ACTIONS, "expect"))
    if fields is None:
        return None
    written = [name for name in fields if name != "expect"]
    expect = (_expect(reader, fields["expect"]) if "expect" in fields else None) or Expect()
    if len(written) != 1:
        if written or not reader.problems:
            said = f"this one has {' and '.join(written)}" if written else "this one has none"
            reader.wrong(item, f"a step says one thing that happens; {said}", f"One of: {', '.join(ACTIONS)}.")
        return None
    does = ACTIONS[written[0]](reader, fields[written[0]])
    return Step(does, expect, item.node.start_mark.line + 1) if does is not None else None


def _customer(reader: Reader, field: Field) -> Action | None:
    text = reader.text_of(field, LONGEST_TEXT)
    return None if text is None else CustomerSays(text)


def _bot(reader: Reader, field: Field) -> Action | None:
    if isinstance(field.node, ScalarNode):
        text = reader.text_of(field, LONGEST_TEXT)
        return None if text is None else BotSays(text)
    fields = reader.mapping(field, BOT_KEYS)
    if fields is None:
        return None
    if not {"text", "error", "no_match"} & fields.keys():
        hint = "Give it a text, an error or no_match; for its silence, write wait."
        reader.wrong(field, "the bot says nothing here", hint)
    return BotSays(
        text=(reader.text_of(fields["text"], LONGEST_TEXT) if "text" in fields else None) or "",
        confidence=read_share(reader, fields["confidence"]) if "confidence" in fields else None,
        error=(reader.text_of(fields["error"], 200) if "error" in fields else None) or "",
        no_match=bool(reader.boolean(fields["no_match"])) if "no_match" in fields else False,
        outside_knowledge=bool(reader.boolean(fields["outside_knowledge"])) if "outside_knowledge" in fields else False,
        articles=(reader.texts(fields["articles"], 500) if "articles" in fields else None) or (),
        variables=(read_facts(reader, fields["variables"]) if "variables" in fields else None) or {},
    )


def _bot_asks(reader: Reader, field: Field) -> Action | None:
    fields = reader.mapping(field, ASK_KEYS)
    if fields is None:
        return None
    said = {key: (reader.text_of(fields[key]) if key in fields else None) or "" for key in ("reason", "queue", "note")}
    urgency = reader.one_of(fields["urgency"], URGENCIES) if "urgency" in fields else None
    return BotAsks(**said, urgency=Urgency(urgency or Urgency.NORMAL))


def _visit(reader: Reader, field: Field) -> Action | None:
    if isinstance(field.node, ScalarNode):
        url = reader.text_of(field)
        return None if url is None else Visit(url)
    fields = reader.mapping(field, PAGE_KEYS, needs=("url",))
    if fields is None or "url" not in fields:
        return None
    title = reader.text_of(fields["title"], 200) if "title" in fields else None
    return Visit(reader.text_of(fields["url"]) or "", title or "")


def _facts(reader: Reader, field: Field) -> Action | None:
    facts = read_facts(reader, field)
    return None if facts is None else Learn(facts)


def _wait(reader: Reader, field: Field) -> Action | None:
    length = reader.duration(field)
    return None if length is None else Wait(length)


def _answer(reader: Reader, field: Field) -> Action | None:
    choice = reader.one_of(field, CHOICES, "choice")
    return None if choice is None else Answer(choice)


def _agent(reader: Reader, field: Field) -> Action | None:
    """`accept` or {accept: Maria}; {says: TEXT, name: Maria}; {hand_back: Maria, note: TEXT}."""
    if isinstance(field.node, ScalarNode):
        act = reader.one_of(field, [act for act in ACTS if act != "says"], "thing an agent does")
        return None if act is None else AgentDoes(act)
    fields = reader.mapping(field, (*ACTS, "name", "note"))
    if fields is None:
        return None
    acts = [act for act in ACTS if act in fields]
    if len(acts) != 1:
        reader.wrong(field, "an agent does one thing in a step", f"One of: {', '.join(ACTS)}.")
        return None
    said = reader.text_of(fields[acts[0]], LONGEST_TEXT) or ""
    name = (reader.text_of(fields["name"], 80) if "name" in fields else None) or ""
    note = (reader.text_of(fields["note"]) if "note" in fields else None) or ""
    return AgentDoes("says", name, said) if acts[0] == "says" else AgentDoes(acts[0], said or name, note)


def _presence(reader: Reader, field: Field) -> Action | None:
    fields = reader.mapping(field)
    if fields is None:
        return None
    chosen = {name: reader.one_of(inner, [one.value for one in Presence], "presence") for name, inner in fields.items()}
    return PresenceChanges({name: Presence(word) for name, word in chosen.items() if word})


def _ends(reader: Reader, field: Field) -> Action | None:
    by = reader.one_of(field, ("customer", "bot"), "one who ends")
    return None if by is None else Ends(by)


ACTIONS: Mapping[str, Callable[[Reader, Field], Action | None]] = {
    "customer": _customer,
    "bot": _bot,
    "bot_asks": _bot_asks,
    "visit": _visit,
    "facts": _facts,
    "wait": _wait,
    "answer": _answer,
    "agent": _agent,
    "presence": _presence,
    "end": _ends,
}


def _expect(reader: Reader, field: Field) -> Expect | None:
    if isinstance(field.node, MappingNode) and not field.node.value:
        reader.wrong(field, "nothing is expected here", f"Keys here: {', '.join(EXPECTED)}.")
    fields = reader.mapping(field, EXPECTED)
    if fields is None:
        return None
    found = {name: EXPECTED[name](reader, inner) for name, inner in fields.items()}
    return Expect(**{name: value for name, value in found.items() if value is not None})


def _word(*allowed: str) -> Callable[[Reader, Field], str | None]:
    return lambda reader, field: reader.one_of(field, allowed)


def _text(reader: Reader, field: Field) -> str | None:
    return reader.text_of(field)


def _texts(reader: Reader, field: Field) -> tuple[str, ...] | None:
    return read_words(reader, field, 2000)


def _verdicts(reader: Reader, field: Field) -> dict[str, str] | None:
    fields = reader.mapping(field)
    if fields is None:
        return None
    return {name: reader.one_of(inner, VERDICTS, "verdict") or "" for name, inner in fields.items()}


def _kinds(reader: Reader, field: Field) -> tuple[str, ...] | None:
    kinds = read_words(reader, field, 64) or ()
    for kind in kinds:
        if kind not in DEADLINES:
            reader.wrong(field, f"unknown deadline {kind[:60]!r}", did_you_mean(kind, DEADLINES, "Right would be"))
    return kinds


EXPECTED: Mapping[str, Callable[[Reader, Field], Any]] = {
    "decision": _word(*OUTCOMES),
    "trigger": _text,
    "reason": _text,
    "category": _text,
    "urgency": _word(*URGENCIES),
    "hint": _word(TRY_ONCE_MORE, NONE),
    "evidence": _text,
    "queue": _text,
    "state": _word(*STATES, NONE),
    "agent": _text,
    "owner": _text,
    "ends_as": _word(*Result, NONE),
    "says": _texts,
    "says_not": _texts,
    "says_nothing": lambda reader, field: reader.boolean(field),
    "choices": _texts,
    "fired": _texts,
    "not_fired": _texts,
    "verdicts": _verdicts,
    "signals": read_facts,
    "deadlines": _kinds,
    "note": _texts,
    "refused": _text,
}
