"""Keys of `bot` that say how its part of a conversation is held: greeting, no_match, escalate, inactivity, the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from segue.domain.dialogue import NO_MATCH_LIMIT, Dialogue, Elsewhere, EndQuestion, Inactivity, NoMatch, Tell
from segue.domain.policy import Outcome, Trigger
from segue.domain.wording import MAX_VALUE
from segue.policy_file.document import ScalarNode, SequenceNode
from segue.policy_file.reading import Field, Fields, Reader

DIALOGUE_KEYS = ("greeting", "no_match", "escalate", "inactivity", "end_of_conversation")
MOST_NO_MATCHES = 20
LONGEST_SILENCE = timedelta(days=7)
LIMIT_LEADS_TO = (Outcome.OFFER.value, Outcome.HANDOFF.value)


def read_dialogue(reader: Reader, fields: Fields) -> Dialogue:
    """fields: those of `bot`."""
    other = _escalate(reader, fields["escalate"]) if "escalate" in fields else None
    usual = Outcome.HANDOFF if other and other.tell is Tell.INSTEAD else Outcome.OFFER
    found = Dialogue(
        greeting=_greeting(reader, fields["greeting"]) if "greeting" in fields else False,
        no_match=_no_match(reader, fields["no_match"], usual.value) if "no_match" in fields else None,
        escalate=other,
        inactivity=_inactivity(reader, fields["inactivity"]) if "inactivity" in fields else None,
        end_of_conversation=_end(reader, fields["end_of_conversation"]) if "end_of_conversation" in fields else None,
    )
    silence, asked = found.inactivity, found.end_of_conversation
    if silence and asked and silence.after <= asked.after:
        reader.wrong(
            fields["inactivity"],
            "'inactivity.after' must be longer than 'end_of_conversation.after', which is asked before it",
            f"Such as after: {_minutes(asked.after * 2)}.",
        )
    return found


def _greeting(reader: Reader, field: Field) -> bool:
    if not isinstance(field.node, ScalarNode) or field.node.value.lower() not in {"true", "false"}:
        words = "'greeting' is true or false; the words are those of 'messages'"
        reader.wrong(field, words, "Write bot: {greeting: true} and messages: {greeting: …}.")
        return False
    return bool(reader.boolean(field))


def _no_match(reader: Reader, field: Field, usual: str) -> NoMatch:
    words = {"say": "Write the words under 'messages': no_match for the first time, no_match_again for further ones."}
    fields = reader.mapping(field, ("limit", "then"), elsewhere=words) or {}
    limit = reader.integer(fields["limit"], 1, MOST_NO_MATCHES) if "limit" in fields else None
    then = reader.one_of(fields["then"], LIMIT_LEADS_TO) if "then" in fields else None
    return NoMatch(limit or NoMatch().limit, then or usual)


def _escalate(reader: Reader, field: Field) -> Elsewhere | None:
    words = {"say": "Write the words under 'messages': help_elsewhere, or help_elsewhere_instead, with {link} in them."}
    fields = reader.mapping(field, ("link", "tell"), needs=("link",), elsewhere=words) or {}
    link = reader.text_of(fields["link"], MAX_VALUE) if "link" in fields else None
    if link is not None and not _is_link(link):
        hint = "Write https://help.example/contact or mailto:help@acme.example."
        reader.wrong(fields["link"], f"{link[:80]!r} is not a link that a customer can be sent to", hint)
        link = None
    tell = reader.one_of(fields["tell"], tuple(Tell)) if "tell" in fields else None
    return Elsewhere(link, Tell(tell or Tell.NOBODY)) if link else None


def _is_link(link: str) -> bool:
    """An address of the web over TLS, or one of mail."""
    if any(c.isspace() or not c.isprintable() for c in link):
        return False
    try:
        parts = urlsplit(link)
        if parts.scheme == "mailto":
            address = unquote(parts.path)
            return parseaddr(address)[1] == address and "@" in address.strip("@")
        return parts.scheme == "https" and bool(parts.hostname) and not parts.username and parts.port != 0
    except ValueError:
        return False


def _inactivity(reader: Reader, field: Field) -> Inactivity | None:
    words = {"ask": "Write the words under 'messages', as still_there."}
    keys = ("after", "end_after")
    fields = reader.mapping(field, keys, needs=keys, elsewhere=words) or {}
    after, end_after = (reader.duration(fields[k], most=LONGEST_SILENCE) if k in fields else None for k in keys)
    return Inactivity(after, end_after) if after and end_after else None


def _end(reader: Reader, field: Field) -> EndQuestion | None:
    """A mapping, or `true` for what is usual."""
    if isinstance(field.node, ScalarNode):
        return EndQuestion() if reader.boolean(field) else None
    words = {"ask": "Write end_of_conversation: false to ask nothing; the words are 'answered' under 'messages'."}
    fields = reader.mapping(field, ("after", "try_again"), elsewhere=words) or {}
    after = reader.duration(fields["after"], most=LONGEST_SILENCE) if "after" in fields else None
    again = reader.boolean(fields["try_again"]) if "try_again" in fields else None
    usual = EndQuestion()
    return EndQuestion(after or usual.after, usual.try_again if again is None else again)


def _minutes(length: timedelta) -> str:
    return f"{max(1, int(length.total_seconds() // 60))}m"


def limit_trigger(
    reader: Reader, bot: Field | None, dialogue: Dialogue, triggers: Sequence[Trigger]
) -> tuple[Trigger, ...]:
    """The policy's triggers, and one for the limit of `no_match`: it is weighed, recorded and routed like any other."""
    limit = dialogue.no_match
    if limit is None or bot is None:
        return tuple(triggers)
    if any(trigger.id == NO_MATCH_LIMIT for trigger in triggers):
        words = f"the policy has a trigger {NO_MATCH_LIMIT!r} of its own, and this makes another"
        hint = "Give that trigger another id, or leave 'no_match' out."
        reader.wrong(reader.inside(bot, "no_match"), words, hint, at_key=True)
        return tuple(triggers)
    when = f"no_matches >= {limit.limit}"
    return (*triggers, Trigger(NO_MATCH_LIMIT, Outcome(limit.then), when=when, reason=NO_MATCH_LIMIT))


def check_nobody_offered(reader: Reader, triggers: Field | None, bot: Field | None, dialogue: Dialogue) -> None:
    """Where nobody is to be handed over to, nobody may be offered. triggers, bot: those fields of the policy."""
    other = dialogue.escalate
    if other is None or other.tell is not Tell.INSTEAD:
        return
    nodes = triggers.node.value if triggers and isinstance(triggers.node, SequenceNode) else ()
    fields = [reader.inside(Field(node, f"triggers[{place}]"), "then") for place, node in enumerate(nodes)]
    if dialogue.no_match and bot:
        fields.append(reader.inside(reader.inside(bot, "no_match"), "then"))
    for field in fields:
        if isinstance(field.node, ScalarNode) and field.node.value == Outcome.OFFER:
            words = "this offers a person, and with bot.escalate (tell: instead) there is none"
            reader.wrong(field, words, "Write then: handoff, which tells the link.")
