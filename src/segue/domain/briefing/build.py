"""Builds the context package out of the log and what is known of the customer. What is missing is named as missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from segue.domain.account import Findings
from segue.domain.briefing.account import AccountFile, account_file, account_of, billing_of, usage_of
from segue.domain.briefing.contacts import NOT_IDENTIFIED, earlier_of, repeat_of
from segue.domain.briefing.given import attachments_of, intent_of, language_of, topics_of, variables_of
from segue.domain.briefing.missing import missing_of
from segue.domain.briefing.mood import Heard, hear, mood_of
from segue.domain.briefing.pages import NOT_REPORTED, began_on, pages_of
from segue.domain.briefing.reasons import let_down, note_of, why_now
from segue.domain.briefing.told import Known, Told, tell
from segue.domain.briefing.urgency import urgency_of
from segue.domain.briefing.withholding import withhold, without_parts
from segue.domain.conversation import Conversation, Entry, Kind, Role
from segue.domain.history import Contact, Visit
from segue.domain.lifecycle import Handoff, State
from segue.domain.package import ContextPackage, Fact, Origin, Status
from segue.domain.passing_on import shown_entries
from segue.domain.policy import Policy
from segue.domain.signals.linear import NO_MODELS, LinearModels

_ABOUT_FACTS = frozenset({Kind.FACTS, Kind.CONTACT})
"""Kinds of entries that count also when they come after a human has begun."""


def brief(
    conversation: Conversation,
    handoff: Handoff,
    entries: Sequence[Entry],
    earlier: Sequence[Handoff],
    summaries: Mapping[str, str],
    policy: Policy,
    now: datetime,
    transcript: str = "",
    visits: Sequence[Visit] = (),
    *,
    contacts: Sequence[Contact] = (),
    findings: Sequence[Findings] = (),
    models: LinearModels = NO_MODELS,
) -> ContextPackage:
    """entries: the log, or its last few hundred lines and what tells facts. earlier: other contacts, newest first.

    summaries: by id of an earlier handoff, what its own briefing said the matter was.
    visits:    what this visitor looked at, also before the conversation.
    contacts:  their other conversations, as far as they are remembered.
    findings:  what sources said, or failed to say in time, beside what the log keeps.
    """
    entries = before_the_human(entries, handoff)
    seen = without_parts(conversation)
    file = account_file(seen, entries, policy, findings, asked_about=conversation)
    entries = shown_entries(entries, conversation.withheld)
    languages = languages_read(seen, policy)
    heard = hear(entries, languages, models)
    package = ContextPackage(
        handoff=handoff.id,
        conversation=conversation.id,
        built_at=now,
        read_to=max((e.seq for e in entries if e.kind is Kind.MESSAGE), default=0),
        as_of=conversation.last_seq,
        own_words=conversation.own_words,
        trigger=handoff.trigger,
        reason=handoff.reason,
        category=handoff.category,
        trigger_words=handoff.evidence,
        why_now=why_now(handoff, policy, entries, heard[-1].failed if heard else 0),
        urgency=urgency_of(handoff, heard),
        topics=topics_of(entries),
        mood=mood_of(heard, models, languages),
        language=language_of(seen),
        attachments=attachments_of(seen.id, entries),
        variables=variables_of(seen),
        transcript=transcript,
    )
    package = replace(package, intent=intent_of(seen, package.topics))
    package = _with_story(package, seen, handoff, entries)
    package = _with_account(package, file)
    package = _with_past(package, seen, entries, earlier, summaries, visits, contacts)
    note, authors = note_of(handoff, entries, seen.variables, policy)
    package = replace(package, note=note, origins=_origins(package, entries, heard, authors, bool(note)))
    package = withhold(package, conversation, _names_known(file))
    return replace(package, missing=tuple(missing_of(package)))


def before_the_human(entries: Sequence[Entry], handoff: Handoff) -> tuple[Entry, ...]:
    """The log up to where the human who has it, or had it last, began: from there on they were there themselves."""
    if handoff.state in {State.REQUESTED, State.QUEUED, State.RESERVED}:
        return tuple(entries)
    begun = [e.seq for e in entries if e.kind is Kind.HANDOFF and _begins(e, handoff)]
    last = begun[-1] if begun else None
    return tuple(e for e in entries if last is None or e.seq <= last or e.kind in _ABOUT_FACTS)


def _begins(entry: Entry, handoff: Handoff) -> bool:
    return entry.data.get("id") == handoff.id and entry.data.get("state") == State.ACTIVE.value


def languages_read(conversation: Conversation, policy: Policy) -> tuple[str, ...]:
    """The languages that a message is read in: the customer's first."""
    first = conversation.signals.language or conversation.language.partition("-")[0] or policy.languages[0]
    return tuple(dict.fromkeys((first, *policy.languages)))[:2]


def _with_story(
    package: ContextPackage, conversation: Conversation, handoff: Handoff, entries: Sequence[Entry]
) -> ContextPackage:
    known = Known(
        name=conversation.customer.name,
        language=package.language.value or "",
        trigger_words=handoff.evidence,
        turned_at=package.mood.value.turned_at if package.mood.value else 0,
        topics=package.topics,
        variables=conversation.variables,
        withheld=conversation.withheld,
        own_words=conversation.own_words,
    )
    told: Told = tell(entries, known)
    return replace(
        package,
        summary=told.summary,
        wants=told.wants,
        goes_wrong=told.goes_wrong,
        tried=told.tried,
        highlights=told.highlights,
        open_questions=told.open_questions,
        first_sentence=told.first_sentence,
    )


def _with_account(package: ContextPackage, file: AccountFile) -> ContextPackage:
    return replace(
        package,
        customer=account_of(file),
        billing=billing_of(file),
        usage=usage_of(file),
        notes=file.fact("notes"),
        open_tickets=file.fact("open_tickets"),
        earlier_tickets=file.fact("earlier_tickets"),
        last_contact=file.fact("last_contact"),
    )


def _with_past(
    package: ContextPackage,
    conversation: Conversation,
    entries: Sequence[Entry],
    handoffs: Sequence[Handoff],
    summaries: Mapping[str, str],
    visits: Sequence[Visit],
    contacts: Sequence[Contact],
) -> ContextPackage:
    earlier = earlier_of(conversation, handoffs, summaries, contacts)
    tickets = [*(package.open_tickets.value or ()), *(package.earlier_tickets.value or ())]
    identified = bool(conversation.visitor or (conversation.customer.verified and conversation.customer.id))
    repeat = repeat_of(conversation, earlier, contacts, tickets, package.built_at, history_known=identified)
    return replace(
        package,
        earlier=earlier,
        repeat_contact=repeat,
        last_contact=_last_contact(package.last_contact, contacts, handoffs),
        pages=pages_of(conversation, entries, visits),
        began_on=began_on(conversation, entries, visits),
    )


def _last_contact(told: Fact[datetime], contacts: Sequence[Contact], handoffs: Sequence[Handoff]) -> Fact[datetime]:
    """The later of what a source says and what Segue itself remembers."""
    own = max([*(contact.at for contact in contacts), *(handoff.requested_at for handoff in handoffs)], default=None)
    if own is None or (told.value is not None and told.value >= own):
        return told
    return Fact(own, Status.KNOWN, "segue", own)


def _names_known(file: AccountFile) -> tuple[str, ...]:
    """What else than the site sources call the customer."""
    return tuple(str(one.values["name"]) for one in file.findings if isinstance(one.values.get("name"), str))


def _origins(
    package: ContextPackage, entries: Sequence[Entry], heard: Sequence[Heard], note_by: Sequence[str], has_note: bool
) -> dict[str, Origin]:
    """Where the fields come from that are no Fact."""
    said = heard[-1].entry.at if heard else None
    answered = next((e.at for e in reversed(entries) if e.role is Role.AUTOMATED_AGENT), None)
    own = {
        name: _origin(getattr(package, name), "segue", said, why)
        for name, why in {
            "summary": "the customer has not written anything",
            "wants": "the customer did not say what they want",
            "goes_wrong": "nothing is said to go wrong",
            "topics": "no topic was recognised",
            "highlights": "nothing was said",
            "open_questions": "no question is open",
            "first_sentence": "nothing was said",
            "why_now": "",
            "urgency": "",
        }.items()
    }
    return own | {
        "own_words": _origin(package.own_words, "customer", said, "the customer wrote none of their own"),
        "trigger_words": _origin(package.trigger_words, "customer", said, "no words of the customer caused it"),
        "tried": _origin(package.tried, "bot", answered, _why_nothing_tried(entries, answered)),
        "attachments": _origin(package.attachments, "conversation", said, "none were sent"),
        "pages": _origin(package.pages, "site", _newest(package.pages), NOT_REPORTED, Status.NOT_ASKED),
        "earlier": _earlier_origin(package),
        "variables": _origin(package.variables, "bot", answered, "the bot set none"),
        "note": _origin(has_note, ", ".join(note_by), package.built_at, "nobody left one"),
    }


def _why_nothing_tried(entries: Sequence[Entry], answered: datetime | None) -> str:
    if letdown := let_down(entries):
        return letdown
    return "the assistant offered no solution" if answered else "the assistant gave no answer yet"


def _earlier_origin(package: ContextPackage) -> Origin:
    if package.earlier or (package.customer.verified and package.customer.id.value):
        return _origin(package.earlier, "segue", package.built_at, "none on record")
    return Origin(Status.NOT_ASKED, why=NOT_IDENTIFIED)


def _newest(pages: Sequence[Any]) -> datetime | None:
    return pages[-1].at if pages else None


def _origin(value: Any, source: str, at: datetime | None, why: str, missing: Status = Status.ABSENT) -> Origin:
    return Origin(Status.KNOWN, source, at) if value else Origin(missing, why=why)
