"""`triggers` and `offers`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from segue.domain.bounds import bounds_in
from segue.domain.conditions import Schema
from segue.domain.guidance import asked_words
from segue.domain.lifecycle import Urgency
from segue.domain.phrases import is_phrase
from segue.domain.policy import OfferSettings, Outcome, Trigger
from segue.domain.queues import Queue
from segue.policy_file.answering import check_address, read_kind
from segue.policy_file.document import ScalarNode
from segue.policy_file.reading import Field, Fields, Reader

TRIGGER_KEYS = (
    *("id", "phrases", "not", "when", "guidance", "examples", "counter_examples", "then"),
    *("reason", "queue", "category", "urgency", "priority", "proactive", "by", "note"),
)
OFFER_KEYS = ("cool_down", "pause")
LONGEST_PHRASE = 200
LONGEST_NOTE = 1000
MOST_PHRASES = 200
OUTCOMES = tuple(outcome.value for outcome in Outcome)
URGENCIES = tuple(urgency.value for urgency in Urgency)
PRIORITIES = {"low": -1, "normal": 0, "high": 1, "urgent": 2}


def read_triggers(
    reader: Reader, field: Field | None, queues: Mapping[str, Queue], schema: Schema
) -> tuple[Trigger, ...]:
    seen: dict[str, Field] = {}
    triggers: list[Trigger] = []
    for item in (reader.sequence(field) if field else None) or []:
        fields = reader.mapping(item, TRIGGER_KEYS, needs=("id", "then"))
        if fields is None:
            continue
        name = reader.word(fields["id"]) if "id" in fields else None
        if name is not None and name in seen:
            line = seen[name].node.start_mark.line + 1
            reader.wrong(fields["id"], f"the id {name!r} is used twice, first in line {line}", "Give each its own id.")
        elif name is not None:
            seen[name] = fields["id"]
        trigger = _trigger(reader, item, fields, name or "", queues=queues, schema=schema)
        check_address(reader, fields, trigger.by, queues.get(trigger.queue))
        triggers.append(trigger)
    return tuple(triggers)


def _trigger(
    reader: Reader, item: Field, fields: Fields, name: str, *, queues: Mapping[str, Queue], schema: Schema
) -> Trigger:
    _check_kind(reader, item, fields)
    then = reader.one_of(fields["then"], OUTCOMES) if "then" in fields else None
    urgency = reader.one_of(fields["urgency"], URGENCIES) if "urgency" in fields else None
    return Trigger(
        id=name,
        then=Outcome(then or Outcome.STAY),
        when=(reader.condition(fields["when"], schema) if "when" in fields else None) or "",
        phrases=_phrases(reader, fields["phrases"]) if "phrases" in fields else (),
        not_phrases=_phrases(reader, fields["not"]) if "not" in fields else (),
        guidance=(reader.text_of(fields["guidance"]) if "guidance" in fields else None) or "",
        examples=(reader.texts(fields["examples"]) if "examples" in fields else None) or (),
        counter_examples=(reader.texts(fields["counter_examples"]) if "counter_examples" in fields else None) or (),
        reason=(reader.word(fields["reason"]) if "reason" in fields else None) or name,
        queue=(reader.one_of(fields["queue"], queues, "queue") if "queue" in fields else None) or "",
        category=(reader.word(fields["category"]) if "category" in fields else None) or "",
        urgency=Urgency(urgency or Urgency.NORMAL),
        priority=(read_priority(reader, fields["priority"]) if "priority" in fields else None) or 0,
        proactive=(reader.boolean(fields["proactive"]) if "proactive" in fields else None) or False,
        by=read_kind(reader, fields["by"]) if "by" in fields else None,
        note=(reader.text_of(fields["note"], LONGEST_NOTE) if "note" in fields else None) or "",
    )


def _check_kind(reader: Reader, item: Field, fields: Fields) -> None:
    """A trigger has exact words, is a rule or a guidance, and has what belongs to that."""
    if "not" in fields and "phrases" not in fields:
        reader.wrong(fields["not"], "'not' belongs to 'phrases', and this trigger has none", at_key=True)
    if "phrases" in fields and "guidance" in fields:
        reader.wrong(fields["guidance"], "a trigger has either 'phrases' or 'guidance', not both", at_key=True)
    elif "phrases" in fields:
        _check_phrases(reader, fields)
    elif "when" in fields and "guidance" in fields:
        reader.wrong(fields["guidance"], "a trigger has either 'when' or 'guidance', not both", at_key=True)
    elif "guidance" in fields:
        _check_guidance(reader, fields)
        if "proactive" in fields:
            reader.wrong(
                fields["proactive"], "a guidance is weighed on messages only", "Remove 'proactive'.", at_key=True
            )
    elif "when" in fields:
        for key in {"examples", "counter_examples"} & fields.keys():
            reader.wrong(fields[key], f"{key!r} belong to a 'guidance', and this trigger has 'when'", at_key=True)
    else:
        reader.wrong(
            item, "a trigger needs 'phrases', 'when' or 'guidance'", "Such as when: \"asks_for_human == 'clear'\"."
        )


def _check_guidance(reader: Reader, fields: Fields) -> None:
    """Without examples there must be something in the instruction that can be looked for in a message."""
    if "examples" in fields and _items(fields["examples"]):
        return
    text = reader.text_of(fields["guidance"]) or ""
    if text and not asked_words(text) and not bounds_in(text):
        reader.wrong(
            fields["guidance"],
            "there is nothing in this instruction to look for in a message",
            "Say what the customer writes about, or give 'examples' of their messages.",
            at_key=True,
        )


def _check_phrases(reader: Reader, fields: Fields) -> None:
    for key in ("examples", "counter_examples"):
        if key in fields:
            reader.wrong(fields[key], f"{key!r} belong to a 'guidance', and this trigger has 'phrases'", at_key=True)
    if "proactive" in fields:
        reader.wrong(fields["proactive"], "phrases are looked for in messages only", "Remove 'proactive'.", at_key=True)


def _phrases(reader: Reader, field: Field) -> tuple[str, ...]:
    """One or several, each with a letter or digit to look for."""
    if isinstance(field.node, ScalarNode):
        reader.wrong(field, f"{field.path.rpartition('.')[2]!r} must be a list", "Write it in brackets: [my lawyer].")
        return ()
    items = reader.sequence(field) or []
    if not items or len(items) > MOST_PHRASES:
        how_many = "is empty" if not items else f"has {len(items)} items; {MOST_PHRASES} are allowed"
        reader.wrong(field, f"{field.path.rpartition('.')[2]!r} {how_many}")
    found: list[str] = []
    for item in items:
        text = reader.text_of(item, LONGEST_PHRASE)
        if text is not None and not is_phrase(text):
            reader.wrong(item, f"{text[:40]!r} has no letter or digit to look for")
        elif text is not None:
            found.append(text)
    return tuple(found)


def read_offers(reader: Reader, field: Field | None) -> OfferSettings:
    """`offers`: how often a customer is asked whether they want a person."""
    fields = (reader.mapping(field, OFFER_KEYS) if field else None) or {}
    usual = OfferSettings()
    cool_down = reader.integer(fields["cool_down"], 0, 100) if "cool_down" in fields else None
    pause = reader.duration(fields["pause"], least=timedelta(0)) if "pause" in fields else None
    return OfferSettings(
        cool_down=usual.cool_down if cool_down is None else cool_down,
        pause=usual.pause if pause is None else pause,
    )


def _items(field: Field) -> bool:
    return bool(field.node.value)


def read_priority(reader: Reader, field: Field) -> int | None:
    """A word of PRIORITIES, or a whole number."""
    if isinstance(field.node.value, str) and field.node.value.lstrip("+-").isdecimal():
        return reader.integer(field, -100, 100)
    word = reader.one_of(field, tuple(PRIORITIES))
    return None if word is None else PRIORITIES[word]
