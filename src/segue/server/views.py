"""How values of the house look in JSON, for each audience. Whatever is not named here does not leave."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from segue.domain.briefing.withholding import NOTHING_HIDDEN, Hiding, hiding_in_own_words, hiding_of
from segue.domain.conversation import CUSTOMER_DATA, Audience, Conversation, Entry, PendingOffer, Role, visible
from segue.domain.file_types import TYPES
from segue.domain.files import FileRules, StoredFile
from segue.domain.follow_up import FollowUp
from segue.domain.hubs import HubCase
from segue.domain.lifecycle import Handoff
from segue.domain.outcomes import outcome_of
from segue.domain.package import ContextPackage
from segue.domain.passing_on import CARD_WORDS, shown_customer, shown_data, shown_decision
from segue.domain.policy import Policy
from segue.domain.queues import Assign
from segue.domain.routing.waiting import due_at, waiting_of
from segue.domain.wording import CHOICE_LABELS, language_of, say
from segue.flows.passing_on import PassedOn
from segue.flows.standing import Place
from segue.hub_kinds import KINDS
from segue.ports.agents import INSIDE, NOT_FOR_BOT

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KeptBack:
    """What a customer keeps back from staff. hide: takes it out of what Segue itself said to them; what they and the
    bot said is told."""

    parts: Collection[str] = ()
    hide: Hiding = NOTHING_HIDDEN


NOTHING = KeptBack()


def kept_back(conversation: Conversation, audience: Audience = Audience.STAFF) -> KeptBack:
    """Nothing from anybody but staff."""
    if audience is not Audience.STAFF or not conversation.withheld:
        return NOTHING
    return KeptBack(conversation.withheld, hiding_in_own_words(conversation))


def entry_view(entry: Entry, audience: Audience, kept: KeptBack = NOTHING) -> View | None:
    """One entry as this audience may see it; None when it may not."""
    if not visible(entry, audience):
        return None
    view: View = {
        "seq": entry.seq,
        "kind": entry.kind,
        "role": entry.role,
        "at": entry.at,
        "text": kept.hide(entry.text) if entry.role is Role.SYSTEM else entry.text,
        "author_name": entry.author_name,
        "message_id": entry.message_id,
        "epoch": entry.epoch,
        "data": _data(entry, audience, kept),
    }
    if audience is Audience.STAFF:
        view["author"] = entry.author
        if entry.decision is not None:
            view["decision"] = shown_decision(entry.decision, kept.parts)
    return view


def _data(entry: Entry, audience: Audience, kept: KeptBack) -> View:
    if audience is Audience.CUSTOMER:
        allowed = CUSTOMER_DATA.get(entry.kind, frozenset())
        return {name: value for name, value in entry.data.items() if name in allowed}
    hidden = INSIDE | NOT_FOR_BOT if audience is Audience.BOT else INSIDE
    data = shown_data(entry, kept.parts) if audience is Audience.STAFF else entry.data
    shown = {name: value for name, value in data.items() if name not in hidden}
    if isinstance(customer := shown.get("customer"), Mapping):  # whose id may be their address
        shown["customer"] = {**customer, "id": kept.hide(str(customer.get("id", "")))}
    if isinstance(packet := shown.get("packet"), Mapping):  # of what it holds, only this is in Segue's own words
        shown["packet"] = {**packet, "told": kept.hide(str(packet.get("told", "")))}
    return shown


def entries_view(entries: tuple[Entry, ...], audience: Audience, kept: KeptBack = NOTHING) -> list[View]:
    return [view for entry in entries if (view := entry_view(entry, audience, kept)) is not None]


def state_view(conversation: Conversation, handoff: Handoff | None, place: Place, policy: Policy) -> View:
    """Where a conversation stands, for customers and bots."""
    shown = handoff if handoff and handoff.is_open else None
    came = outcome_of(conversation)
    return {
        "id": conversation.id,
        "open": conversation.open,
        "owner": {"kind": conversation.owner.kind, "name": conversation.owner.name},
        "epoch": conversation.epoch,
        "last_seq": conversation.last_seq,
        "handoff": {
            "id": shown.id,
            "state": shown.state,
            "queue": shown.queue,
            "position": place.position,
            "wait_s": place.wait_s,
            "agent_name": shown.agent_name if shown.accepted_at else "",
        }
        if shown
        else None,
        "offer": _offer_of(conversation, policy),
        "outcome": came.result if came else None,
        "files": files_view(policy.files, verified=conversation.customer.verified),
    }


def owner_view(conversation: Conversation) -> View:
    """Who may speak, as staff see it: customers and bots learn no ids of those who work here."""
    owner = conversation.owner
    return {"kind": owner.kind, "id": owner.id, "name": owner.name}


def _offer_of(conversation: Conversation, policy: Policy) -> View | None:
    offer = conversation.offer
    return offer_view(offer, policy, language_of(conversation, policy)) if offer else None


def offer_view(offer: PendingOffer, policy: Policy, language: str) -> View:
    labels = [{"id": c, "label": say(policy, CHOICE_LABELS[c], language=language)} for c in offer.choices]
    return {"id": offer.id, "choices": labels, "expires_at": offer.expires_at}


def customer_view(conversation: Conversation) -> View:
    """The customer as staff see them: without what is kept back."""
    customer = shown_customer(conversation)
    return {
        "id": hiding_of(conversation)(customer.id),
        "name": customer.name,
        "email": customer.email,
        "verified": customer.verified,
        "facts": dict(customer.facts),
    }


def title_of(queue: str, policy: Policy) -> str:
    """A queue as people call it; one that the policy no longer has keeps its name."""
    found = policy.queues.get(queue)
    return (found.title if found else "") or queue


def hub_title(name: str, policy: Policy) -> str:
    """A helpdesk as people call it: "Zendesk Support"; one that the policy no longer has keeps its name."""
    hub = policy.hubs.get(name)
    return KINDS[hub.kind].title if hub and hub.kind in KINDS else name


def link(url: str) -> str:
    """What a page may link to; "" for anything else that a helpdesk calls an address."""
    return url if url.startswith(("https://", "http://")) else ""


def handoff_view(handoff: Handoff, policy: Policy, now: datetime, case: HubCase | None = None) -> View:
    """case: of the helpdesk that it is with, where whoever reads this is shown the way there."""
    queue = policy.queues.get(handoff.queue)
    since = handoff.queued_at or handoff.requested_at
    waited = ((handoff.accepted_at or handoff.ended_at or now) - since).total_seconds()
    return {
        "id": handoff.id,
        "conversation": handoff.conversation,
        "state": handoff.state,
        "queue": handoff.queue,
        "queue_title": title_of(handoff.queue, policy),
        "reason": handoff.reason,
        "trigger": handoff.trigger,
        "category": handoff.category,
        "urgency": handoff.urgency,
        "priority": handoff.priority,
        "evidence": handoff.evidence,
        "requested_at": handoff.requested_at,
        "queued_at": handoff.queued_at,
        "waited_s": max(0.0, waited),
        "agent": handoff.agent,
        "agent_name": handoff.agent_name,
        "reserved_until": handoff.reserved_until,
        "accepted_at": handoff.accepted_at,
        "ended_at": handoff.ended_at,
        "sla_due_at": due_at(waiting_of(handoff), queue) if queue and handoff.first_reply_at is None else None,
        "escalated": handoff.escalated,
        "disposition": handoff.disposition,
        "label": handoff.label,
        "wrap_up_until": handoff.wrap_up_until,
        "follows": handoff.follows,
        "picked_by_hand": queue is not None and (queue.assign or policy.routing.assign) is Assign.MANUAL,
        "transfer": asdict(handoff.transfer) if handoff.transfer else None,
        "hub": handoff.hub,
        "hub_title": hub_title(handoff.hub, policy) if handoff.hub else "",
        "hub_ref": case.ref if case else "",
        "hub_url": link(case.url) if case else "",
    }


def item_view(handoff: Handoff, conversation: Conversation, policy: Policy, now: datetime, summary: str) -> View:
    """A line of the desk's inbox."""
    return {
        "handoff": handoff_view(handoff, policy, now),
        "conversation": {
            "id": conversation.id,
            "open": conversation.open,
            "customer": customer_view(conversation),
            "language": conversation.language,
            "last_seq": conversation.last_seq,
            "owner": owner_view(conversation),
            "updated_at": conversation.updated_at,
        },
        "summary": summary,
        "last_text": conversation.last_text,
        "unread_hint": conversation.last_seq,
    }


def follow_up_view(follow_up: FollowUp, policy: Policy) -> View:
    """`asks` is for routing alone."""
    view = asdict(replace(follow_up, asks=None))
    del view["workspace"], view["asks"]
    return {
        **view,
        "queue_title": title_of(follow_up.queue, policy),
        "hub_title": hub_title(follow_up.hub, policy) if follow_up.hub else "",
        "hub_url": link(follow_up.hub_url),
    }


def passed_on_view(passed_on: PassedOn, policy: Policy, language: str) -> View:
    """What is passed on, as the customer reads it; `words` are the card's own."""

    def words(name: str) -> str:
        return say(policy, f"passing_on_{name}", language=language)

    return {
        "shown": passed_on.shown,
        "read": passed_on.read,
        "items": [{**asdict(item), "label": words(item.part)} for item in passed_on.items],
        "words": {name: words(name) for name in CARD_WORDS},
    }


def within_walls(package: ContextPackage, queues: Collection[str]) -> ContextPackage:
    """For somebody who works for these queues, () is all of them: that there was an earlier contact in another one
    stays, what it was about and how it ended goes."""
    if not queues:
        return package
    seen = (one if one.queue in queues else replace(one, summary="", outcome="") for one in package.earlier)
    return replace(package, earlier=tuple(seen))


def file_view(file: StoredFile) -> View:
    return {"id": file.id, "name": file.name, "type": file.type, "size": file.size}


def files_view(rules: FileRules, *, verified: bool) -> View | None:
    """What a customer may send along; None when nothing."""
    return files_taken_view(rules) if rules.for_customer(verified=verified) else None


def files_taken_view(rules: FileRules) -> View:
    return {
        "types": [TYPES[name].mime for name in rules.types],
        "extensions": [ending for name in rules.types for ending in TYPES[name].extensions],
        "largest": rules.largest,
        "per_message": rules.per_message,
    }


def package_view(package: ContextPackage) -> Mapping[str, Any]:
    return asdict(package)
