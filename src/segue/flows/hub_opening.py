"""What goes along to a helpdesk: the package as it may leave, the whole transcript, and how urgent it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from segue.domain.attachments import File
from segue.domain.briefing.redacting import redacted
from segue.domain.briefing.withholding import Hiding, hiding_of, names_told
from segue.domain.conversation import Conversation, Entry, Kind, Role
from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import Handoff
from segue.domain.moves.expecting import title
from segue.domain.package import ContextPackage
from segue.domain.passing_on import address_of, shown_customer
from segue.domain.policy import Policy
from segue.domain.redaction import kinds_for, redact
from segue.domain.renderings import HandoffFacts
from segue.domain.service_level import tag
from segue.flows.assemble import with_sources
from segue.flows.env import Env
from segue.flows.file_links import with_links
from segue.ports.conversations import LastEntries
from segue.ports.hubs import Line, Opening

MOST_LINES = 1_000
LONGEST_TRANSCRIPT = 400_000
"""Characters. The newest lines stay."""

WHO = {
    Role.END_USER: "customer",
    Role.AUTOMATED_AGENT: "bot",
    Role.HUMAN_AGENT: "human",
    Role.SYSTEM: "system",
}
CALLED = {"customer": "Customer", "bot": "Assistant", "human": "Human agent", "system": "Segue"}
_SAID = frozenset({Kind.MESSAGE, Kind.OFFER, Kind.HANDOFF, Kind.ENDED})
_NOT_IN_TAGS = re.compile(r"[^a-z0-9]+")


async def opening_of(
    env: Env,
    conversation: Conversation,
    handoff: Handoff,
    policy: Policy,
    ticket: FollowUp | None = None,
    *,
    until: int | None = None,
) -> Opening | None:
    """None when the handoff is unknown by now. ticket: where one is written instead of a live conversation.

    until: the entry that opens it. What the customer wrote since then follows as messages, and is no part of this: it
    would be there twice, and before what it came after. None for all that was said.
    """
    package = await with_sources(env, handoff.workspace, handoff.id)
    if package is None:
        return None
    newest = await env.store.read(LastEntries(handoff.workspace, conversation.id, limit=MOST_LINES))
    entries = [entry for entry in newest if until is None or entry.seq <= until]
    kinds = kinds_for(policy, "hub")
    hide = hiding_of(conversation, names_told(entries))
    lines = transcript(entries, kinds, hide)
    lines = tuple([replace(line, files=await with_links(env, conversation, line.files)) for line in lines])
    package = redacted(package, kinds)
    queue = policy.queues.get(ticket.queue if ticket else handoff.queue)
    name = title(queue) if queue else handoff.queue
    hidden = "account" in conversation.withheld
    sla = ticket.sla if ticket else tag(queue.sla, "" if hidden else handoff.tier) if queue else ""
    return Opening(
        id=ticket.id if ticket else handoff.id,
        conversation=conversation.id,
        handoff=handoff.id,
        subject=hide(redact(ticket.subject if ticket else subject_of(package, handoff), kinds))[:200],
        package=package,
        facts=HandoffFacts(handoff.urgency.value, name),
        transcript=lines,
        transcript_text=transcript_text(lines),
        customer=shown_customer(conversation),
        language=conversation.language or conversation.signals.language,
        reason=handoff.reason,
        category=handoff.category,
        urgency=handoff.urgency.value,
        queue=queue.name if queue else handoff.queue,
        queue_title=name,
        team=queue.hub_team if queue else "",
        sla=sla,
        due_at=ticket.due_at if ticket else handoff.due_at,
        tags=tags_of(handoff, sla),
        link=f"{env.public_url}/desk/c/{conversation.id}" if env.public_url else "",
        email=ticket.email if ticket else address_of(conversation),
        phone=ticket.phone if ticket else conversation.contact_phone,
        mail_to=ticket.email_to if ticket else "",
        mail_owner=queue.owner if queue and "@" in queue.owner else "",
    )


def subject_of(package: ContextPackage, handoff: Handoff) -> str:
    """What it is about, in one line."""
    words = package.wants or handoff.evidence or handoff.reason.replace("_", " ")
    return " ".join(words.split())


def tags_of(handoff: Handoff, sla: str) -> tuple[str, ...]:
    """Short words in which helpdesks sort: letters, digits and hyphens."""
    named = {"urgency": handoff.urgency.value, "reason": handoff.reason, "category": handoff.category, "sla": sla}
    worded = ((name, _NOT_IN_TAGS.sub("-", value.lower()).strip("-")[:40]) for name, value in named.items())
    return ("segue", *(f"{name}-{value}" for name, value in worded if value))


def transcript(entries: Sequence[Entry], kinds: Collection[str], hide: Hiding) -> tuple[Line, ...]:
    """What the customer could read, and their own words; what they keep back is taken out."""
    found = []
    for entry in entries:
        files = tuple(files_of(entry))
        if entry.kind in _SAID and (entry.text or files):
            text = hide(redact(entry.text, kinds))
            found.append(Line(WHO[entry.role], text, entry.at, entry.author_name, files))
    return tuple(found)


def transcript_text(lines: Sequence[Line]) -> str:
    """A line each, with its time in UTC; the oldest are left out of one that is too long, and that is said."""
    written, size = list[str](), 0
    for line in reversed(lines):
        name = line.name or CALLED[line.who]
        words = f"[{at(line.at)}] {name}: {line.text}" + "".join(f"\n    file: {_file(one)}" for one in line.files)
        size += len(words)
        if size > LONGEST_TRANSCRIPT:
            written.append("(what was said before is left out here)")
            break
        written.append(words)
    return "\n".join(reversed(written))


def at(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _file(file: File) -> str:
    return f"{file.name} {file.url}".strip()


def files_of(entry: Entry) -> list[File]:
    """As an entry has them; one that Segue keeps has no address yet (`file_links`)."""
    told = entry.data.get("attachments", ())
    names = ("name", "url", "type", "size", "file")
    return [File(**{name: one[name] for name in names if name in one}) for one in told]
