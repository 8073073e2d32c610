"""`facts` and `topics`: the names that conditions may use beside the fixed ones."""

from __future__ import annotations

import re

from segue.domain.policy import TopicExamples
from segue.domain.signals import facts as known_facts
from segue.domain.signals.dates import DATE, days_name
from segue.domain.signals.topics import BUILT_IN
from segue.policy_file.document import SequenceNode
from segue.policy_file.reading import Field, Reader

FACT_TYPES = ("string", "number", "bool", "list", "date")
TOPIC_KEYS = ("examples", "counter_examples")
_FACT = re.compile(r"customer\.[a-z_][a-z0-9_]{0,39}")
_TOPIC = re.compile(r"[a-z][a-z0-9_]{0,39}")


def read_facts(reader: Reader, field: Field | None) -> dict[str, str]:
    declared: dict[str, str] = {}
    fields = (reader.mapping(field) if field else None) or {}
    fixed = known_facts.schema({}, {})
    for name, inner in fields.items():
        kind = reader.one_of(inner, FACT_TYPES, "type of fact")
        if not _FACT.fullmatch(name):
            reader.wrong(
                inner,
                f"{name[:80]!r} is not a name for a fact",
                "Write such as customer.plan, in lower case.",
                at_key=True,
            )
        elif name in fixed and name not in known_facts.OF_ACCOUNT:
            reader.wrong(
                inner, f"{name} is known already", f"It is a {fixed[name].type}; remove this line.", at_key=True
            )
        elif kind is not None:
            declared[name] = kind
    for name in [days_name(name) for name, kind in declared.items() if kind == DATE]:
        if declared.pop(name, None):
            counts = f"It counts the days until {name.removesuffix('_days')}; remove this line, or call one otherwise."
            reader.wrong(fields[name], f"{name} is there already", counts, at_key=True)
    return declared


def read_topics(reader: Reader, field: Field | None) -> dict[str, TopicExamples]:
    """Each topic has messages as examples: `{examples: [...], counter_examples: [...]}`, or just the list.

    A built-in topic may have counter-examples alone.
    """
    topics: dict[str, TopicExamples] = {}
    for name, inner in ((reader.mapping(field) if field else None) or {}).items():
        if not _TOPIC.fullmatch(name):
            reader.wrong(
                inner, f"{name[:80]!r} is not a name for a topic", "Write such as billing_dispute.", at_key=True
            )
            continue
        topics[name] = _examples(reader, inner, name)
    return topics


def _examples(reader: Reader, field: Field, topic: str) -> TopicExamples:
    if isinstance(field.node, SequenceNode):
        return TopicExamples(_texts(reader, field, topic))
    fields = reader.mapping(field, TOPIC_KEYS, needs=() if topic in BUILT_IN else ("examples",)) or {}
    return TopicExamples(
        _texts(reader, fields["examples"], topic) if "examples" in fields else (),
        (reader.texts(fields["counter_examples"]) if "counter_examples" in fields else None) or (),
    )


def _texts(reader: Reader, field: Field, topic: str) -> tuple[str, ...]:
    texts = reader.texts(field)
    if texts is not None and not texts:
        reader.wrong(field, f"the topic {topic!r} has no examples", "Write a few messages as customers write them.")
    return texts or ()
