"""The fake's part about one person's data."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from segue.domain.conversation import Conversation
from segue.domain.erasure import Erasure, Mentions, Subject, added, concerns, counted_only
from segue.domain.errors import NotFound, Refused
from segue.domain.history import Visit, verified_id
from segue.domain.lifecycle import Handoff, State
from segue.domain.retention import Resting
from segue.ports import erasure as g


class MemoryErasing:
    conversations: dict[tuple[str, str], Conversation]
    handoffs: dict[tuple[str, str], Handoff]
    visits: dict[tuple[str, str, str], tuple[str, Visit]]
    entries: Any
    deadlines: Any
    packages: Any
    follow_ups: Any
    cursors: Any
    contacts: Any
    reply_drafts: Any
    cases: Any
    marks: Any
    files: Any
    file_parts: Any
    visitors: Any
    hub_cases: Any
    threads: Any
    hub_events: Any
    hub_events_done: Any
    dead_letters: Any

    def __init__(self) -> None:
        super().__init__()
        self.erasures: dict[tuple[str, str], Erasure] = {}

    def _find_person(self, query: g.FindPerson) -> Mentions:
        place, words = query.workspace, query.name.words
        belongs = tuple(key[1] for key, (_, whose, _) in self.contacts.items() if key[0] == place and whose == words)
        return Mentions(
            tuple(one for _, one in sorted(self.conversations.items()) if one.workspace == place),
            {one.id: (one.customer, one.profile) for one in self.visitors.values() if one.workspace == place},
            tuple(sorted(belongs)),
            is_customer=bool(belongs)
            or any(key[0] == place and whose == words for key, (whose, _) in self.visits.items()),
        )

    def _visitors_of(self, query: g.VisitorsOf) -> tuple[str, ...]:
        found = self._browsers_of(query.workspace, query.subject)
        return tuple(one for one in found if (query.workspace, one) in self.visitors)

    def _browsers_of(self, place: str, subject: Subject) -> tuple[str, ...]:
        mine = [one for one in self.visitors.values() if one.workspace == place and one.customer == subject.customer]
        theirs = sorted(one.id for one in mine if subject.customer)
        return tuple(dict.fromkeys((*subject.visitors, *theirs)))

    def _conversations_of(self, query: g.ConversationsOf) -> tuple[str, ...]:
        place, subject = query.workspace, query.subject
        browsers = self._browsers_of(place, subject)
        found = []
        for (workspace, id_), one in self.conversations.items():
            if workspace != place:
                continue
            linked = self.contacts.get((place, id_), ("", "", None))[1]
            whose = verified_id(one) or linked
            theirs = subject.customer and subject.customer in {verified_id(one), linked}
            strangers = one.visitor and one.visitor in browsers and whose in {"", subject.customer}
            if id_ in subject.conversations or theirs or strangers:
                found.append(id_)
        return tuple(sorted(found)[: query.limit])

    def _of_conversations(self, place: str, ids: set[str]) -> Mapping[str, list[Any]]:
        """Keys of what belongs to them, by table."""
        theirs = {key for key, one in self.handoffs.items() if key[0] == place and one.conversation in ids}

        def of(table: Any) -> list[Any]:
            return [key for key in table if key[0] == place and key[1] in ids]

        return {
            "entries": [(key, entry) for key in of(self.entries) for entry in self.entries[key]],
            "files": [key for key, one in self.files.items() if key[0] == place and one.conversation in ids],
            "packages": [key for key in self.packages if key in theirs],
            "follow_ups": [
                key for key, one in self.follow_ups.items() if (place, one.handoff) in theirs and key[0] == place
            ],
            "cases": [(place, id_) for id_ in self.cases.get(place, {}) if (place, id_) in theirs],
            "reply_drafts": [
                key for key, one in self.reply_drafts.items() if key[0] == place and one.conversation in ids
            ],
            "deadlines": [(key, kind) for key in of(self.deadlines) for kind in self.deadlines[key]],
            "cursors": of(self.cursors),
            "dead_letters": [k for k, one in self.dead_letters.items() if k[0] == place and one.conversation in ids],
            "contacts": of(self.contacts),
            "hub_cases": [k for k, one in self.hub_cases.items() if k[0] == place and one.conversation in ids],
            "threads": [k for k, one in self.threads.items() if k[0] == place and one.conversation in ids],
            "handoffs": sorted(theirs),
            "conversations": of(self.conversations),
        }

    def _events_of(self, place: str, ids: set[str], conversations: Collection[str] = ()) -> list[Any]:
        cases = (one for one in self.hub_cases.values() if one.workspace == place and one.conversation in conversations)
        refs = {(one.hub, one.ref) for one in cases if one.ref}
        waiting = ((key, one) for key, one in self.hub_events.items() if key not in self.hub_events_done)
        return [
            key
            for key, one in waiting
            if key[0] == place and (concerns(one.body, ids) or (one.hub, one.body.get("ref")) in refs)
        ]

    def _traces_of(self, query: g.TracesOf) -> Mapping[str, int]:
        counts = {k: len(v) for k, v in self._of_conversations(query.workspace, set(query.conversations)).items()}
        browsers = self._browsers_of(query.workspace, query.subject)
        counts["visits"] = len(self._their_visits(query.workspace, query.subject))
        counts["visitors"] = sum((query.workspace, id_) in self.visitors for id_ in browsers)
        ids = {*query.subject.ids(), *query.conversations}
        counts["hub_events"] = len(self._events_of(query.workspace, ids, query.conversations))
        return {kind: count for kind, count in counts.items() if count}

    def _their_visits(self, place: str, subject: Subject) -> list[tuple[str, str, str]]:
        browsers = self._browsers_of(place, subject)
        return [
            key
            for key, (whose, _) in self.visits.items()
            if key[0] == place and ((whose and whose == subject.customer) or (key[1] in browsers and not whose))
        ]

    def _visits_of(self, query: g.VisitsOf) -> tuple[Visit, ...]:
        found = [self.visits[key][1] for key in self._their_visits(query.workspace, query.subject)]
        return tuple(sorted(found, key=lambda one: (one.at, one.id))[: query.limit])

    def _erase_conversation(self, unit: g.EraseConversation) -> bool:
        key = (unit.workspace, unit.conversation)
        if key in self.conversations and self.conversations[key].open:
            raise Refused("this conversation is open; it has to end first", conversation=unit.conversation)
        gone = self._of_conversations(unit.workspace, {unit.conversation})
        counts = {kind: len(keys) for kind, keys in gone.items()}
        here = {unit.conversation}
        counts["hub_events"] = self._drop_events(unit.workspace, here, here)
        kinds = ("packages", "follow_ups", "reply_drafts", "cursors", "dead_letters", "files", "hub_cases", "threads")
        for kind in kinds:
            for one in gone[kind]:
                del getattr(self, kind)[one]
        self.file_parts = {part: held for part, held in self.file_parts.items() if part[:2] not in gone["files"]}
        for _, case in gone["cases"]:
            del self.cases[unit.workspace][case]
            self.marks[unit.workspace, "articles"] += 1
        for handoff in gone["handoffs"]:
            self.handoffs[handoff] = counted_only(self.handoffs[handoff])
        for table in (self.entries, self.deadlines, self.contacts, self.conversations):
            table.pop(key, None)
        self._add(unit.workspace, unit.erasure, counts)
        return True

    def _must_be_there(self, place: str, conversation: str) -> None:
        if (place, conversation) not in self.conversations:
            raise NotFound("there is no such conversation", conversation=conversation)

    def _drop_events(self, place: str, ids: set[str], conversations: Collection[str] = ()) -> int:
        events = self._events_of(place, ids, conversations)
        for event in events:
            del self.hub_events[event]
        return len(events)

    def _erase_person(self, unit: g.ErasePerson) -> bool:
        browsers = self._browsers_of(unit.workspace, unit.subject)
        gone = self._their_visits(unit.workspace, unit.subject)[: unit.limit]
        for key in gone:
            del self.visits[key]
        counts, done = {"visits": len(gone)}, len(gone) < unit.limit
        if done:
            counts["visitors"] = sum(self.visitors.pop((unit.workspace, id_), None) is not None for id_ in browsers)
            counts["hub_events"] = self._drop_events(unit.workspace, set(unit.subject.ids()))
        self._add(unit.workspace, unit.erasure, counts)
        return done

    def _drop_packages(self, unit: g.DropPackages) -> int:
        gone = self._of_conversations(unit.workspace, {unit.conversation})["packages"]
        for key in gone:
            del self.packages[key]
        return len(gone)

    def _save_erasure(self, unit: g.SaveErasure) -> None:
        key = (unit.erasure.workspace, unit.erasure.id)
        there = self.erasures.get(key)
        self.erasures[key] = replace(unit.erasure, counts=there.counts) if there else unit.erasure

    def _add(self, place: str, id_: str, counts: Mapping[str, int]) -> None:
        there = self.erasures.get((place, id_))
        if there is not None:
            self.erasures[place, id_] = replace(there, counts=added(there.counts, counts))

    def _erasures(self, query: g.Erasures) -> tuple[Erasure, ...]:
        found = [
            one
            for one in self.erasures.values()
            if one.workspace == query.workspace
            and (query.since is None or one.at >= query.since)
            and not (query.undone and one.done_at)
        ]
        found.sort(key=lambda one: one.id)
        return tuple(sorted(found, key=lambda one: one.at, reverse=True)[: query.limit])

    def _conversations_from(self, query: g.ConversationsFrom) -> tuple[Conversation, ...]:
        mine = sorted(key for key in self.conversations if key[0] == query.workspace and key[1] > query.after)
        return tuple(self.conversations[key] for key in mine[: query.limit])

    def _resting_from(self, query: g.RestingFrom) -> tuple[Resting, ...]:
        return tuple(
            self._resting(one)
            for one in self._conversations_from(g.ConversationsFrom(query.workspace, query.after, query.limit))
        )

    def _resting(self, one: Conversation) -> Resting:
        has = self._of_conversations(one.workspace, {one.id})
        handoffs = [self.handoffs[key] for key in has["handoffs"]]
        last = min(handoffs, key=lambda h: (-h.requested_at.timestamp(), h.id), default=None)
        log = self.entries.get((one.workspace, one.id), [])
        live = any(h.is_open or h.state is State.OFFERED for h in handoffs)
        undone = any(self.follow_ups[key].is_open for key in has["follow_ups"])
        letters = any(self.dead_letters[key].settled_at is None for key in has["dead_letters"])
        return Resting(
            one.id,
            one.open,
            log[-1].at if log else one.updated_at,
            last.queue if last else "",
            live or undone or letters or any(map(self._is_behind, has["cursors"])),
            bool(has["files"]),
            bool(has["packages"]),
            one.last_seq,
        )

    def _purge_bytes(self, unit: g.PurgeBytes) -> g.Purged:
        return g.Purged(0.0)

    def _bytes_held(self, query: g.BytesHeld) -> int:
        return 0
