"""The policy file: YAML that operations people write, read into `domain.policy` values or a list of problems."""

from __future__ import annotations

from hashlib import sha256
from importlib import resources
from typing import Any

from segue.domain.errors import Invalid
from segue.domain.policy import Policy
from segue.domain.signals import facts as known_facts
from segue.domain.signals.topics import BUILT_IN
from segue.domain.triggers import route_schema_of
from segue.policy_file.assistance import read_knowledge
from segue.policy_file.behaviours import read_behaviours, read_visits
from segue.policy_file.channels import read_channels
from segue.policy_file.conversation import read_bot, read_handback, read_languages, read_messages
from segue.policy_file.dialogue import check_nobody_offered, limit_trigger
from segue.policy_file.document import Problem, compose
from segue.policy_file.files import read_files
from segue.policy_file.hours import read_hours
from segue.policy_file.hubs import ASSIST_IS_GONE, check_hubs_of_queues, read_hubs
from segue.policy_file.privacy import read_passing_on, read_redact
from segue.policy_file.queues import read_queues
from segue.policy_file.reading import Field, Reader
from segue.policy_file.retention import read_retention
from segue.policy_file.route import read_route
from segue.policy_file.routing import read_routing
from segue.policy_file.rules import read_offers, read_triggers
from segue.policy_file.sources import read_sources
from segue.policy_file.tiers import read_important_tiers, read_tiers
from segue.policy_file.vocabulary import read_facts, read_topics
from segue.policy_file.webhooks import read_webhooks

__all__ = ["PolicyErrors", "Problem", "check_policy", "load_policy", "policy_hash", "starter_policy"]

NEEDED = ("version", "triggers", "route", "queues")
POLICY_KEYS = (
    *("version", "languages", "triggers", "route", "queues", "routing", "tiers", "hours", "topics", "facts"),
    *("behaviours", "visits", "messages", "bot", "handback", "offers", "sources", "knowledge", "hubs", "redact"),
    *("webhooks", "retention", "passing_on", "files", "important_tiers", "customer_away", "agent_away", "channels"),
)


GONE = {"assist": ASSIST_IS_GONE}
"""Keys of earlier versions."""


class PolicyErrors(Invalid):
    """The policy cannot be used. `problems` is never empty, and in the order of the file."""

    code = "bad_policy"

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(f"{name}:{problem}" for problem in problems), errors=problems)
        self.name = name
        self.problems = problems


def load_policy(text: str, *, name: str = "policy.yaml") -> Policy:
    """The policy that `text` describes. Raises PolicyErrors with everything that is wrong; `name` is for its words."""
    policy, problems = _read(text)
    if policy is None or problems:
        raise PolicyErrors(name, problems)
    return policy


def check_policy(text: str) -> tuple[Problem, ...]:
    """Everything that is wrong with `text`, in the order of the file; () when it can be used. Never raises."""
    return _read(text)[1]


def policy_hash(text: str) -> str:
    """Identifies a version: SHA-256 of the text in UTF-8, in hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def starter_policy() -> str:
    """The text of a policy to begin with, with comments."""
    return resources.files(__name__).joinpath("starter.yaml").read_text("utf-8")


def _read(text: str) -> tuple[Policy | None, tuple[Problem, ...]]:
    node = compose(text)
    if isinstance(node, Problem):
        return None, (node,)
    reader = Reader(text)
    policy = _policy(reader, Field(node, ""), policy_hash(text))
    return policy, tuple(sorted(reader.problems, key=lambda problem: (problem.line, problem.column)))


def _policy(reader: Reader, root: Field, hash_: str) -> Policy | None:
    fields = reader.mapping(root, POLICY_KEYS, needs=NEEDED, gone=GONE)
    if fields is None:
        return None
    if "version" in fields:
        reader.integer(fields["version"], 1, 1)
    facts = read_facts(reader, fields.get("facts"))
    topics = read_topics(reader, fields.get("topics"))
    visits = read_visits(reader, fields.get("visits"))
    behaviours = read_behaviours(reader, fields.get("behaviours"), (*BUILT_IN, *topics), visits)
    schema = known_facts.schema(facts, topics, behaviours)
    hours = read_hours(reader, fields.get("hours"))
    routing = read_routing(reader, fields.get("routing"))
    tiers = read_tiers(reader, fields.get("tiers"))
    important_tiers = read_important_tiers(reader, fields.get("important_tiers"))
    queues = read_queues(reader, fields.get("queues"), hours, (*tiers, *important_tiers))
    hubs = read_hubs(reader, fields.get("hubs"), queues)
    check_hubs_of_queues(reader, fields.get("queues"), queues, hubs, reader.keys_of(fields.get("hubs")))
    languages = read_languages(reader, fields.get("languages"))
    away = {key: reader.duration(fields[key]) for key in ("customer_away", "agent_away") if key in fields}
    lengths: dict[str, Any] = {key: length for key, length in away.items() if length is not None}
    bot = read_bot(reader, fields.get("bot"))
    written = read_triggers(reader, fields.get("triggers"), queues, schema)
    triggers = limit_trigger(reader, fields.get("bot"), bot.dialogue, written)
    check_nobody_offered(reader, fields.get("triggers"), fields.get("bot"), bot.dialogue)
    return Policy(
        triggers=triggers,
        route=read_route(reader, fields.get("route"), queues, route_schema_of(schema), triggers),
        queues=queues,
        hash=hash_,
        languages=languages,
        hours=hours,
        topics=topics,
        facts=facts,
        behaviours=behaviours,
        visits=visits,
        messages=read_messages(reader, fields.get("messages"), languages),
        routing=routing,
        tiers=tiers,
        important_tiers=important_tiers,
        bot=bot,
        handback=read_handback(reader, fields.get("handback")),
        offers=read_offers(reader, fields.get("offers")),
        sources=read_sources(reader, fields.get("sources"), facts),
        knowledge=read_knowledge(reader, fields.get("knowledge")),
        hubs=hubs,
        channels=read_channels(reader, fields.get("channels")),
        retention=read_retention(reader, fields.get("retention")),
        passing_on=read_passing_on(reader, fields.get("passing_on")),
        files=read_files(reader, fields.get("files")),
        webhooks=read_webhooks(reader, fields.get("webhooks")),
        redact=read_redact(reader, fields.get("redact")),
        **lengths,
    )
