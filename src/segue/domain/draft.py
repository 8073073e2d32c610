"""A conversation while one thing happens to it: moves add entries and change its state, a flow then stores it all.

Nothing here waits, reads or writes. `now` and the source of ids come in from outside.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from segue.domain import offers
from segue.domain.changing import changed
from segue.domain.conversation import Conversation, Entry, Kind, Owner, OwnerKind, Role
from segue.domain.deadlines import Deadline, DeadlineKind
from segue.domain.errors import ConversationEnded
from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import OPEN, Event, Handoff, State, advance
from segue.domain.policy import Policy
from segue.domain.signals.memory import SignalMemory
from segue.domain.wording import Category, Situation, language_of, say, situation_of


@dataclass(slots=True)
class Draft:
    """Working copy of one conversation. `handoff` is the one that is offered or open."""

    conversation: Conversation
    handoff: Handoff | None
    policy: Policy
    now: datetime
    new_id: Callable[[str], str]  # prefix -> fresh random id
    stored: Mapping[DeadlineKind, Deadline] = field(default_factory=dict)  # deadlines as they were before
    base_seq: int = 0
    base_epoch: int = 0
    entries: list[Entry] = field(default_factory=list)
    handoffs: dict[str, Handoff] = field(default_factory=dict)
    deadlines: dict[DeadlineKind, Deadline | None] = field(default_factory=dict)
    follow_up: FollowUp | None = None
    ticket: FollowUp | None = None  # the open one of this conversation, as it was before

    @property
    def changed(self) -> bool:
        return bool(self.entries or self.handoffs or self.deadlines or self.follow_up)

    @property
    def open_handoff(self) -> Handoff | None:
        """The handoff in requested … active, if any (an offered one is not open yet)."""
        return self.handoff if self.handoff and self.handoff.state in OPEN else None

    def must_be_open(self) -> None:
        if not self.conversation.open:
            raise ConversationEnded("this conversation has ended; start a new one", conversation=self.conversation.id)

    def add(self, kind: Kind, role: Role, text: str = "", **fields: Any) -> Entry:
        """Append one entry; `fields` are those of Entry."""
        entry = self._entry(kind, role, text, **fields)
        self.change(last_seq=entry.seq)
        return entry

    def _entry(self, kind: Kind, role: Role, text: str, **fields: Any) -> Entry:
        """Whoever appends it raises last_seq."""
        entry = Entry(
            seq=self.conversation.last_seq + 1,
            kind=kind,
            role=role,
            at=self.now,
            text=text,
            epoch=self.conversation.epoch,
            **fields,
        )
        self.entries.append(entry)
        return entry

    @property
    def language(self) -> str:
        """The one that the customer is answered in, BCP 47; "" when it is not known."""
        return language_of(self.conversation, self.policy)

    def words(self, key: str, **values: Any) -> str:
        """Segue's own words for this case, before anything of it is given back to the bot and forgotten."""
        return say(self.policy, key, language=self.language, situation=self.situation, **values)

    @property
    def situation(self) -> Situation:
        """What the words depend on: the handoff that there is, or was just now, and the conversation."""
        handoff = self.handoff or next(reversed(self.handoffs.values()), None)
        category, reason = (handoff.category, handoff.reason) if handoff else ("", "")
        return situation_of(self.conversation, self.policy, category=category, reason=reason)

    def tell(self, key: str, **values: Any) -> Entry | None:
        """Segue's own words to the customer; nothing when the policy leaves that text empty."""
        text = self.words(key, **values)
        return self.add(Kind.MESSAGE, Role.SYSTEM, text, data={"wording": key}) if text else None

    def change(self, **fields: Any) -> None:
        self.conversation = changed(self.conversation, updated_at=self.now, **fields)

    def own(self, owner: Owner) -> None:
        """Give the conversation to `owner`; the epoch counts changes only."""
        if owner != self.conversation.owner:
            self.change(owner=owner, epoch=self.conversation.epoch + 1)

    def own_bot(self) -> None:
        """Back to the bot. What it failed at before is not held against it again; what it is all about stays.

        So does distress that no person has answered: whatever is said next, such as on an address, has to fit it.
        """
        before = self.conversation.signals
        answered = self.handoff is not None and self.handoff.first_reply_at is not None
        distressed = self.situation.category is Category.DISTRESS and not answered
        kept = SignalMemory(turns=before.turns, language=before.language, topics=before.topics, distressed=distressed)
        self.change(signals=kept)
        if self.conversation.owner.kind is not OwnerKind.BOT:
            self.change(offers=offers.after_a_person(self.conversation.offers))
        self.own(Owner(OwnerKind.BOT))

    def set_deadline(self, kind: DeadlineKind, after: timedelta, about: str = "") -> None:
        conversation = self.conversation
        self.deadlines[kind] = Deadline(conversation.workspace, conversation.id, kind, self.now + after, about)

    def deadline(self, kind: DeadlineKind) -> Deadline | None:
        return self.deadlines[kind] if kind in self.deadlines else self.stored.get(kind)

    def pending(self, kind: DeadlineKind) -> bool:
        return self.deadline(kind) is not None

    def clear(self, *kinds: DeadlineKind) -> None:
        for kind in kinds:
            if self.pending(kind):
                self.deadlines[kind] = None

    def hold(self, handoff: Handoff) -> None:
        """Make `handoff` the conversation's current one, or let go of it when it has ended."""
        self.change(handoff=self._held(handoff))

    def _held(self, handoff: Handoff) -> str:
        """The id of the conversation's current handoff, now that `handoff` has become so."""
        self.handoff = handoff if handoff.state in OPEN or handoff.state is State.OFFERED else None
        self.handoffs[handoff.id] = handoff
        return self.handoff.id if self.handoff else ""

    def step(self, event: Event, text: str = "", *, data: dict[str, Any] | None = None, **changes: Any) -> Handoff:
        """Move the current handoff by `event`, with `changes` to its fields, and record the step as an entry."""
        assert self.handoff is not None
        handoff = advance(self.handoff, event, self.now, **changes)
        data = step_data(handoff, event.value, self.policy) | (data or {})
        entry = self._entry(Kind.HANDOFF, Role.SYSTEM, text, data=data)
        self.change(handoff=self._held(handoff), last_seq=entry.seq)  # at once: it is copied whole
        return handoff


def step_data(handoff: Handoff, event: str, policy: Policy) -> dict[str, Any]:
    queue = policy.queues.get(handoff.queue)
    return {
        "id": handoff.id,
        "state": handoff.state.value,
        "event": event,
        "queue": handoff.queue,
        "queue_title": (queue.title if queue else "") or handoff.queue,
        "reason": handoff.reason,
        "agent": handoff.agent,
        "agent_name": handoff.agent_name,
        "passed_on": policy.passing_on.show,
        "hub": handoff.hub,
    }
