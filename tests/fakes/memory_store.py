"""A Store in dictionaries, for fast tests of flows. `tests/store` runs the same suite on it as on the databases.

Values pass through JSON on their way in, as they do in a database, so that what comes out is equal to what would.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

import msgspec

from fakes.memory_deliveries import MemoryDeliveries
from fakes.memory_desk import MemoryDesk
from fakes.memory_erasing import MemoryErasing
from fakes.memory_figures import MemoryFigures
from fakes.memory_files import MemoryFiles
from fakes.memory_hub_cases import MemoryHubCases
from fakes.memory_nodes import MemoryNodes
from fakes.memory_threads import MemoryThreads
from fakes.memory_times import MemoryTimes
from segue.domain.conversation import Conversation, Entry
from segue.domain.deadlines import Deadline, DeadlineKind
from segue.domain.draft import Draft
from segue.domain.errors import (
    AgentUnavailable,
    HandoffAlreadyOpen,
    Invalid,
    NotFound,
    NotSignedIn,
    Refused,
    StaleConversation,
)
from segue.domain.follow_up import FollowUp
from segue.domain.history import Contact, History, Visit, contact_of, verified_id
from segue.domain.knowledge import Article, NumberedCase, SourcedArticle
from segue.domain.lifecycle import TERMINAL, Handoff, State
from segue.domain.moves import humans
from segue.domain.package import ContextPackage
from segue.domain.reply_drafts import DraftState, ReplyDraft
from segue.domain.routing.agents import Presence
from segue.ports import conversations as c
from segue.ports import hub_events as hub
from segue.ports import knowledge as k
from segue.ports import people as p
from segue.ports import policies as v
from segue.ports import reply_drafts as d
from segue.ports import routing as r
from segue.ports import visits as w
from segue.ports.store import Query, Unit

R = TypeVar("R")
T = TypeVar("T")

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def _kept(value: T) -> T:
    return msgspec.json.decode(msgspec.json.encode(value), type=type(value))


def _method(value: object) -> str:
    return "_" + re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(value).__name__).lower()


class MemoryStore(
    MemoryDeliveries,
    MemoryFiles,
    MemoryNodes,
    MemoryFigures,
    MemoryDesk,
    MemoryHubCases,
    MemoryThreads,
    MemoryErasing,
    MemoryTimes,
):
    def __init__(self) -> None:
        super().__init__()
        self.conversations: dict[tuple[str, str], Conversation] = {}
        self.entries: dict[tuple[str, str], list[Entry]] = {}
        self.handoffs: dict[tuple[str, str], Handoff] = {}
        self.deadlines: dict[tuple[str, str], dict[DeadlineKind, Deadline]] = {}
        self.packages: dict[tuple[str, str], ContextPackage] = {}
        self.follow_ups: dict[tuple[str, str], FollowUp] = {}
        self.users: dict[tuple[str, str], p.User] = {}
        self.presences: dict[tuple[str, str], p.AgentPresence] = {}
        self.sessions: dict[str, p.Session] = {}
        self.links: dict[str, p.OneTimeLink] = {}
        self.keys: dict[tuple[str, str], p.ApiKey] = {}
        self.sites: dict[str, p.Site] = {}
        self.visitors: dict[tuple[str, str], p.Visitor] = {}
        self.visits: dict[tuple[str, str, str], tuple[str, Visit]] = {}
        self.contacts: dict[tuple[str, str], tuple[str, str, Contact]] = {}
        self.secrets: dict[tuple[str, str], str] = {}
        self.policies: dict[tuple[str, str], v.PolicyVersion] = {}
        self.active: dict[str, str] = {}
        self.reply_drafts: dict[tuple[str, str], ReplyDraft] = {}
        self.articles: dict[tuple[str, str], dict[str, Article]] = {}
        self.cases: dict[str, dict[str, NumberedCase]] = {}
        self.marks: Counter[tuple[str, str]] = Counter()
        self.hub_events: dict[tuple[str, str, str], hub.HubEvent] = {}
        self.hub_events_done: set[tuple[str, str, str]] = set()
        self.catch_ups: dict[tuple[str, str], hub.CatchUp] = {}
        self.leases: dict[str, r.Lease] = {}
        self.changes: list[tuple[str, r.RoutingChange]] = []

    async def write(self, unit: Unit[R]) -> R:
        answer: R = getattr(self, _method(unit))(unit)
        return answer

    async def read(self, query: Query[R]) -> R:
        answer: R = getattr(self, _method(query))(query)
        return answer

    async def close(self) -> None:
        pass

    # conversations: units

    def _append_entries(self, unit: c.AppendEntries, *, feed: bool = True) -> None:
        new = unit.conversation
        key = (new.workspace, new.id)
        old = self.conversations.get(key)
        log = self.entries.get(key, [])
        self._check_sense(unit)
        ids = {entry.message_id: entry for entry in log if entry.message_id}
        for entry in unit.entries:
            if entry.message_id in ids:
                raise c.AlreadyStored(ids[entry.message_id])
        if (old is None and unit.base_seq) or (
            old is not None and (old.last_seq, old.epoch) != (unit.base_seq, unit.base_epoch)
        ):
            raise StaleConversation("the conversation moved on while this was being decided")
        busy = self._open_conversation_of(c.OpenConversationOf(new.workspace, new.visitor))
        if new.open and new.visitor and busy not in {None, new.id}:
            raise c.VisitorBusy(str(busy))
        held = {one.id: one for one in self._of(key)} | {one.id: one for one in unit.handoffs}
        open_ones = sorted((one for one in held.values() if one.is_open), key=lambda one: one.requested_at)
        if len(open_ones) > 1:
            raise HandoffAlreadyOpen("this conversation already has an open handoff", handoff=open_ones[0].id)
        if unit.guard:
            self._check_agent(unit, unit.guard)
        self._check_follow_up(unit.follow_up, unit.ticket)
        self._send_files(new.workspace, new.id, unit.entries)

        self.conversations[key] = _kept(new)
        self._remember_contact(new)
        self.entries[key] = log + [_kept(entry) for entry in unit.entries]
        for handoff in unit.handoffs:
            self._note_step(handoff, feed=feed)
            self.handoffs[new.workspace, handoff.id] = _kept(handoff)
        due = self.deadlines.setdefault(key, {})
        for kind, deadline in unit.deadlines.items():
            due.pop(kind, None)
            if deadline is not None:
                due[kind] = deadline
        if unit.package:
            self.packages[new.workspace, unit.package.handoff] = _kept(unit.package)
        if unit.follow_up:
            self.follow_ups[new.workspace, unit.follow_up.id] = unit.follow_up
        self._hear_from(unit)

    def _check_sense(self, unit: c.AppendEntries) -> None:
        seqs = [entry.seq for entry in unit.entries]
        home = (unit.conversation.workspace, unit.conversation.id)
        parts = (*unit.handoffs, *(due for due in unit.deadlines.values() if due), unit.follow_up)
        ids = [entry.message_id for entry in unit.entries if entry.message_id]
        if (
            seqs != list(range(unit.base_seq + 1, unit.base_seq + 1 + len(seqs)))
            or unit.conversation.last_seq != unit.base_seq + len(seqs)
            or any(part is not None and (part.workspace, part.conversation) != home for part in parts)
            or len(ids) != len(set(ids))
        ):
            raise ValueError("the unit contradicts itself")

    def _check_agent(self, unit: c.AppendEntries, guard: c.AgentGuard) -> None:
        workspace = unit.conversation.workspace
        user = self.users.get((workspace, guard.agent))
        if user is None or user.disabled_at:
            raise AgentUnavailable("there is no such human agent", agent=guard.agent)
        presence = self.presences.get((workspace, guard.agent), p.AgentPresence(guard.agent)).presence
        if guard.present and presence is not Presence.ONLINE:
            raise AgentUnavailable(f"{user.name} is {presence.value}", agent=guard.agent)
        written = {handoff.id for handoff in unit.handoffs}
        if guard.capacity and self._used(workspace, guard.agent, guard.now, written) + guard.units > user.capacity:
            raise AgentUnavailable(f"{user.name} has no units free", agent=guard.agent)

    def _used(self, workspace: str, agent: str, now: datetime, but: set[str]) -> int:
        return sum(one.units for one in self._held(workspace, agent, now) if one.id not in but)

    def _held(self, workspace: str, agent: str, now: datetime) -> list[Handoff]:
        mine = [one for one in self.handoffs.values() if (one.workspace, one.agent) == (workspace, agent)]
        held = {State.RESERVED, State.ACTIVE}
        return [one for one in mine if one.state in held or (one.wrap_up_until and one.wrap_up_until > now)]

    def _store_package(self, unit: c.StorePackage) -> None:
        handoff = self.handoffs.get((unit.workspace, unit.package.handoff))
        if handoff is None or handoff.conversation != unit.package.conversation:
            return
        self.packages[unit.workspace, unit.package.handoff] = _kept(unit.package)

    def _label_handoff(self, unit: c.LabelHandoff) -> None:
        handoff = self.handoffs.get((unit.workspace, unit.handoff))
        if handoff is None or not handoff.conversation or (unit.agent and handoff.agent != unit.agent):
            raise NotFound("this human agent had no such handoff", handoff=unit.handoff)
        if handoff.state not in TERMINAL:
            raise Refused("it has not ended yet", handoff=unit.handoff)
        self._note_step(handoff)
        self.handoffs[unit.workspace, unit.handoff] = replace(
            handoff, label=unit.label, disposition=unit.disposition, wrap_up_until=None
        )

    def _move_deadline(self, unit: c.MoveDeadline) -> None:
        due = self.deadlines.get((unit.deadline.workspace, unit.deadline.conversation), {})
        if due.get(unit.deadline.kind) == unit.deadline:
            del due[unit.deadline.kind]
            if unit.due_at:
                due[unit.deadline.kind] = replace(unit.deadline, due_at=unit.due_at)

    def _save_follow_up(self, unit: c.SaveFollowUp) -> None:
        self._check_follow_up(unit.follow_up, unit.before)
        self.follow_ups[unit.follow_up.workspace, unit.follow_up.id] = unit.follow_up

    def _check_follow_up(self, new: FollowUp | None, before: FollowUp | None) -> None:
        if new is not None and before is not None and self.follow_ups.get((new.workspace, new.id)) != before:
            raise StaleConversation("this ticket was changed meanwhile")

    # conversations: queries

    def _of(self, key: tuple[str, str]) -> list[Handoff]:
        found = [one for one in self.handoffs.values() if (one.workspace, one.conversation) == key]
        return sorted(found, key=lambda one: (one.requested_at, one.id))

    def _load_conversation(self, query: c.LoadConversation) -> c.Loaded | None:
        key = (query.workspace, query.id)
        if key not in self.conversations:
            return None
        live = [one for one in self._of(key) if one.is_open or one.state is State.OFFERED]
        due = sorted(self.deadlines[key].values(), key=lambda one: (one.due_at, one.kind.value))
        handoff = max(live, key=lambda one: one.is_open, default=None)
        return c.Loaded(self.conversations[key], handoff, tuple(due))

    def _open_conversation_of(self, query: c.OpenConversationOf) -> str | None:
        for (workspace, id_), one in self.conversations.items():
            if workspace == query.workspace and one.open and query.visitor and one.visitor == query.visitor:
                return id_
        return None

    def _entries_after(self, query: c.EntriesAfter) -> tuple[Entry, ...]:
        log = self.entries.get((query.workspace, query.conversation), [])
        wanted = [one for one in log if one.seq > query.after and (not query.kinds or one.kind in query.kinds)]
        return tuple(wanted[: query.limit])

    def _last_entries(self, query: c.LastEntries) -> tuple[Entry, ...]:
        log = self.entries.get((query.workspace, query.conversation), [])
        wanted = [one for one in log if not query.kinds or one.kind in query.kinds]
        return tuple(wanted[max(0, len(wanted) - query.limit) :])

    def _entry_by_message_id(self, query: c.EntryByMessageId) -> Entry | None:
        log = self.entries.get((query.workspace, query.conversation), [])
        return next((one for one in log if one.message_id and one.message_id == query.message_id), None)

    def _handoff_by_id(self, query: c.HandoffById) -> Handoff | None:
        return self.handoffs.get((query.workspace, query.id))

    def _handoffs_of(self, query: c.HandoffsOf) -> tuple[Handoff, ...]:
        return tuple(self._of((query.workspace, query.conversation)))

    def _earlier_contacts(self, query: c.EarlierContacts) -> tuple[Handoff, ...]:
        found = [
            one
            for one in self.handoffs.values()
            if one.workspace == query.workspace
            and one.conversation != query.other_than
            and query.customer
            and self.conversations[one.workspace, one.conversation].customer.id == query.customer
        ]
        return tuple(sorted(found, key=lambda one: one.requested_at, reverse=True)[: query.limit])

    def _with_conversation(self, found: list[Handoff]) -> tuple[tuple[Handoff, Conversation], ...]:
        return tuple((one, self.conversations[one.workspace, one.conversation]) for one in found)

    def _open_handoffs(self, query: c.OpenHandoffs) -> tuple[tuple[Handoff, Conversation], ...]:
        found = [one for one in self.handoffs.values() if one.workspace == query.workspace and one.is_open]
        found.sort(key=lambda one: (one.queued_at or one.requested_at, one.requested_at, one.id))
        return self._with_conversation(found[: query.limit])

    def _held_handoffs(self, query: c.HeldHandoffs) -> tuple[Handoff, ...]:
        found = self._open_handoffs(c.OpenHandoffs(query.workspace))
        return tuple(handoff for handoff, _ in found if handoff.state in {State.RESERVED, State.ACTIVE})

    def _line(self, query: c.Line) -> tuple[Handoff, ...]:
        found = self._open_handoffs(c.OpenHandoffs(query.workspace))
        return tuple(handoff for handoff, _ in found if handoff.state is State.QUEUED)

    def _wrapping_up(self, query: c.WrappingUp) -> tuple[tuple[Handoff, Conversation], ...]:
        found = [
            one
            for one in self.handoffs.values()
            if (one.workspace, one.agent) == (query.workspace, query.agent)
            and one.state in TERMINAL
            and one.wrap_up_until
            and one.wrap_up_until > query.now
        ]
        return self._with_conversation(sorted(found, key=lambda one: (one.wrap_up_until or _LONG_AGO, one.id)))

    def _recent_handoffs(self, query: c.RecentHandoffs) -> tuple[Handoff, ...]:
        found = [
            one
            for one in self.handoffs.values()
            if (one.workspace, one.queue) == (query.workspace, query.queue)
            and one.accepted_at
            and one.accepted_at >= query.since
        ]
        found.sort(key=lambda one: one.accepted_at or _LONG_AGO, reverse=True)
        return tuple(found[: query.limit])

    def _handoffs_since(self, query: c.HandoffsSince) -> tuple[Handoff, ...]:
        found = [
            one
            for one in self.handoffs.values()
            if one.workspace == query.workspace and one.requested_at >= query.since
        ]
        return tuple(sorted(found, key=lambda one: (one.requested_at, one.id))[-query.limit :])

    def _package_of(self, query: c.PackageOf) -> ContextPackage | None:
        return self.packages.get((query.workspace, query.handoff))

    def _unpackaged(self, query: c.Unpackaged) -> tuple[tuple[str, str], ...]:
        found = [
            one
            for key, one in self.handoffs.items()
            if key not in self.packages and one.state not in {State.OFFERED, State.DECLINED, State.LAPSED}
        ]
        found.sort(key=lambda one: one.requested_at)
        return tuple((one.workspace, one.id) for one in found[: query.limit])

    def _all_deadlines(self) -> list[Deadline]:
        found = [one for due in self.deadlines.values() for one in due.values()]
        return sorted(found, key=lambda one: (one.due_at, one.workspace, one.conversation, one.kind.value))

    def _due_deadlines(self, query: c.DueDeadlines) -> tuple[Deadline, ...]:
        return tuple([one for one in self._all_deadlines() if one.due_at <= query.now][: query.limit])

    def _next_deadline(self, query: c.NextDeadline) -> datetime | None:
        return next((one.due_at for one in self._all_deadlines()), None)

    def _follow_ups(self, query: c.FollowUps) -> tuple[FollowUp, ...]:
        mine = [one for one in self.follow_ups.values() if one.workspace == query.workspace]
        undone = sorted((one for one in mine if not one.closed_at), key=lambda one: (one.opened_at, one.id))
        done = sorted((one for one in mine if one.closed_at), key=lambda one: one.closed_at or _LONG_AGO, reverse=True)
        return tuple((undone + (done if query.include_closed else []))[: query.limit])

    def _follow_up_by_id(self, query: c.FollowUpById) -> FollowUp | None:
        return self.follow_ups.get((query.workspace, query.id))

    def _follow_up_of_handoff(self, query: c.FollowUpOfHandoff) -> FollowUp | None:
        found = [one for one in self.follow_ups.values() if one.workspace == query.workspace]
        found = [one for one in found if one.handoff == query.handoff]
        return max(found, key=lambda one: (one.is_open, one.opened_at), default=None)

    def _decisions(self, query: c.Decisions) -> tuple[c.DecisionRow, ...]:
        found = [
            c.DecisionRow(conversation, one.seq, one.at, one.text, one.decision)
            for (workspace, conversation), log in self.entries.items()
            for one in log
            if workspace == query.workspace
            and one.decision
            and one.decision.get("outcome")
            and (query.all_outcomes or one.decision["outcome"] != "stay")
            and (query.before is None or one.at < query.before)
        ]
        found.sort(key=lambda row: row.seq, reverse=True)
        found.sort(key=lambda row: row.conversation)
        found.sort(key=lambda row: row.at, reverse=True)
        return tuple(found[: query.limit])

    def _recently_decided(self, query: c.RecentlyDecided) -> tuple[str, ...]:
        newest = self._decisions(c.Decisions(query.workspace, limit=query.decisions, all_outcomes=True))
        return tuple(dict.fromkeys(row.conversation for row in newest))

    def _counts(self, query: c.Counts) -> dict[str, int]:
        states = Counter(one.state.value for one in self.handoffs.values() if one.workspace == query.workspace)
        mine = [one for one in self.conversations.values() if one.workspace == query.workspace]
        return {**states, "conversations": len(mine), "entries": sum(one.last_seq for one in mine)}

    def _workspaces(self, query: c.Workspaces) -> tuple[str, ...]:
        return tuple(sorted({workspace for workspace, _ in self.users} | self.active.keys()))

    # people

    def _save_user(self, unit: p.SaveUser) -> None:
        p.check_change(unit, (user for user in self.users.values() if user.workspace == unit.user.workspace))
        self._check_email(unit.user)
        self.users[unit.user.workspace, unit.user.id] = _kept(unit.user)
        self._note(unit.user.workspace, r.ChangeKind.AGENT, unit.user.id)

    def _check_email(self, user: p.User) -> None:
        for one in self.users.values():
            same = (one.workspace, one.email.lower()) == (user.workspace, user.email.lower())
            if same and one.id != user.id:
                raise Invalid("somebody else here has this e-mail address", field="email")

    def _user_by_id(self, query: p.UserById) -> p.User | None:
        return self.users.get((query.workspace, query.id))

    def _user_by_email(self, query: p.UserByEmail) -> p.User | None:
        found = [one for one in self.users.values() if one.email.lower() == query.email.lower()]
        return min(found, key=lambda one: (one.disabled_at is not None, one.created_at, one.workspace), default=None)

    def _users(self, query: p.Users) -> tuple[p.User, ...]:
        found = [one for one in self.users.values() if one.workspace == query.workspace]
        return tuple(sorted(found, key=lambda one: (one.created_at, one.id)))

    def _has_users(self, query: p.HasUsers) -> bool:
        return bool(self._users(p.Users(query.workspace)))

    def _set_presence(self, unit: p.SetPresence) -> None:
        key = (unit.workspace, unit.user)
        old = self.presences.get(key)
        same = old is not None and (old.presence, old.reason) == (unit.presence, unit.reason)
        since = old.since if old and same else unit.at
        seen = max(unit.at, old.seen_at or unit.at) if old else unit.at
        self.presences[key] = p.AgentPresence(unit.user, unit.presence, unit.reason, since, seen)
        if not same:
            self._note(unit.workspace, r.ChangeKind.AGENT, unit.user)

    def _see_agent(self, unit: p.SeeAgent) -> None:
        key = (unit.workspace, unit.user)
        old = self.presences.get(key, p.AgentPresence(unit.user))
        self.presences[key] = replace(old, seen_at=max(unit.at, old.seen_at or unit.at))

    def _presence_of(self, query: p.PresenceOf) -> p.AgentPresence:
        return self.presences.get((query.workspace, query.user), p.AgentPresence(query.user))

    def _agent_loads(self, query: p.AgentLoads) -> tuple[p.AgentLoad, ...]:
        users = self._users(p.Users(query.workspace))
        wanted = [one for one in users if not one.disabled_at and (not query.users or one.id in query.users)]
        return tuple(self._load_of(user, query.now) for user in wanted)

    def _load_of(self, user: p.User, now: datetime) -> p.AgentLoad:
        held = self._held(user.workspace, user.id, now)
        by_channel: Counter[str] = Counter()
        for one in held:
            if one.channel:
                by_channel[one.channel] += one.units
        return p.AgentLoad(
            user,
            self._presence_of(p.PresenceOf(user.workspace, user.id)),
            sum(one.units for one in held),
            self._last_assigned(user),
            dict(by_channel),
            min((one.wrap_up_until for one in held if one.wrap_up_until), default=None),
        )

    def _last_assigned(self, user: p.User) -> datetime | None:
        mine = [one for one in self.handoffs.values() if (one.workspace, one.agent) == (user.workspace, user.id)]
        times = [one.state_at if one.state is State.RESERVED else one.accepted_at for one in mine]
        return max((at for at in times if at), default=None)

    def _silent_agents(self, query: p.SilentAgents) -> tuple[tuple[str, str], ...]:
        held = {(h.workspace, h.agent) for h in self.handoffs.values() if h.state in {State.RESERVED, State.ACTIVE}}
        return tuple(
            sorted(
                key
                for key, one in self.presences.items()
                if (one.presence is not Presence.OFFLINE or key in held)
                and (one.seen_at or _LONG_AGO) < query.seen_before
            )
        )

    # credentials

    def _save_session(self, unit: p.SaveSession) -> None:
        self.sessions[unit.session.token_hash] = unit.session

    def _session_by_hash(self, query: p.SessionByHash) -> tuple[p.Session, p.User] | None:
        session = self.sessions.get(query.token_hash)
        user = self.users.get((session.workspace, session.user)) if session else None
        if not session or not user or session.expires_at <= query.now or user.disabled_at:
            return None
        return session, user

    def _extend_session(self, unit: p.ExtendSession) -> None:
        if unit.token_hash in self.sessions:
            self.sessions[unit.token_hash] = replace(self.sessions[unit.token_hash], expires_at=unit.expires_at)

    def _end_sessions(self, unit: p.EndSessions) -> int:
        ended = [
            hash_
            for hash_, one in self.sessions.items()
            if (one.workspace, one.user) == (unit.workspace, unit.user) and unit.token_hash in {"", hash_}
        ]
        for hash_ in ended:
            del self.sessions[hash_]
        return len(ended)

    def _save_link(self, unit: p.SaveLink) -> None:
        new = unit.link
        for hash_, one in list(self.links.items()):
            if (one.workspace, one.user, one.purpose) == (new.workspace, new.user, new.purpose):
                del self.links[hash_]
        self.links[new.token_hash] = new

    def _link_by_hash(self, query: p.LinkByHash) -> p.OneTimeLink | None:
        link = self.links.get(query.token_hash)
        return link if link and link.expires_at > query.now else None

    def _use_link(self, unit: p.UseLink) -> p.OneTimeLink:
        link = self._link_by_hash(p.LinkByHash(unit.token_hash, unit.now))
        if link is None:
            raise NotSignedIn("this link was used, has expired or never existed")
        if unit.user:
            self._save_user(p.SaveUser(unit.user))
        if unit.session:
            self._save_session(p.SaveSession(unit.session))
        return self.links.pop(unit.token_hash)

    def _save_key(self, unit: p.SaveKey) -> None:
        key = unit.key
        others = [
            one
            for one in self.keys.values()
            if (one.workspace, one.name) == (key.workspace, key.name)
            and one.id != key.id
            and one.revoked_at is None
            and (one.expires_at is None or one.expires_at > key.created_at)
        ]
        if key.revoked_at is None and len(others) > 1:
            raise Refused("there are two live keys of that name", name=key.name)
        old = self.keys.get((key.workspace, key.id))
        self.keys[key.workspace, key.id] = replace(key, last_used_at=old.last_used_at if old else key.last_used_at)

    def _see_key(self, unit: p.SeeKey) -> None:
        if key := self.keys.get((unit.workspace, unit.id)):
            self.keys[unit.workspace, unit.id] = replace(key, last_used_at=unit.at)

    def _key_by_hash(self, query: p.KeyByHash) -> p.ApiKey | None:
        for one in self.keys.values():
            live = one.revoked_at is None and (one.expires_at is None or one.expires_at > query.now)
            if one.key_hash == query.key_hash and live:
                return one
        return None

    def _keys(self, query: p.Keys) -> tuple[p.ApiKey, ...]:
        found = [one for one in self.keys.values() if one.workspace == query.workspace]
        return tuple(sorted(found, key=lambda one: (one.created_at, one.id)))

    def _save_site(self, unit: p.SaveSite) -> None:
        old = self.sites.get(unit.site.key)
        if old and old.workspace != unit.site.workspace:
            raise NotFound("no such site", site=unit.site.key)
        self.sites[unit.site.key] = unit.site

    def _site_by_key(self, query: p.SiteByKey) -> p.Site | None:
        return self.sites.get(query.key)

    def _sites(self, query: p.Sites) -> tuple[p.Site, ...]:
        found = [one for one in self.sites.values() if one.workspace == query.workspace]
        return tuple(sorted(found, key=lambda one: (one.created_at, one.key)))

    def _save_visitor(self, unit: p.SaveVisitor) -> None:
        self.visitors[unit.visitor.workspace, unit.visitor.id] = _kept(unit.visitor)

    def _visitor_by_hash(self, query: p.VisitorByHash) -> p.Visitor | None:
        for one in self.visitors.values():
            if one.token_hash == query.token_hash and one.expires_at > query.now:
                return one
        return None

    def _visitor_by_id(self, query: p.VisitorById) -> p.Visitor | None:
        return self.visitors.get((query.workspace, query.id))

    # visits and contacts

    def _keep_visits(self, unit: w.KeepVisits) -> tuple[str, ...]:
        new = []
        for visit in unit.visits:
            key = (unit.workspace, unit.visitor, visit.id)
            if key not in self.visits:
                new.append(visit.id)
                self.visits[key] = (unit.customer, _kept(visit))
            customer, there = self.visits[key]
            self.visits[key] = (customer, replace(there, seconds=max(there.seconds, visit.seconds)))
        mine = [(one.at, key) for key, (_, one) in self.visits.items() if key[:2] == (unit.workspace, unit.visitor)]
        for at, key in mine:
            if sum(other >= at for other, _ in mine) > w.KEPT_OF_ONE:
                del self.visits[key]
        return tuple(new)

    def _link_visitor(self, unit: w.LinkVisitor) -> None:
        for key, (customer, visit) in self.visits.items():
            if key[:2] == (unit.workspace, unit.visitor) and not customer:
                self.visits[key] = (unit.customer, visit)
        for name, (visitor, customer, contact) in self.contacts.items():
            if (name[0], visitor) == (unit.workspace, unit.visitor) and not customer:
                self.contacts[name] = (visitor, unit.customer, contact)

    def _sweep_visits(self, unit: w.SweepVisits) -> int:
        old = sorted(
            (one.at, key) for key, (_, one) in self.visits.items() if key[0] == unit.workspace and one.at < unit.before
        )[: unit.limit]
        for _, key in old:
            del self.visits[key]
        return len(old)

    def _remember_contact(self, new: Conversation) -> None:
        contact = contact_of(new)
        if contact is not None:
            _, before, _ = self.contacts.get((new.workspace, new.id), ("", "", None))
            self.contacts[new.workspace, new.id] = (new.visitor, verified_id(new) or before, _kept(contact))

    def _history_of(self, query: w.HistoryOf) -> History:
        elsewhere = query.customer != "" and not query.only_visitor
        if not (query.visitor or elsewhere):
            return History()

        def whose(visitor: str, customer: str) -> bool:
            by_visitor = query.visitor != "" and visitor == query.visitor and customer in {"", query.customer}
            return by_visitor or (elsewhere and customer == query.customer)

        visits = [
            one
            for (workspace, visitor, _), (customer, one) in self.visits.items()
            if workspace == query.workspace and whose(visitor, customer) and one.at >= query.visits_since
        ]
        contacts = [
            contact
            for (workspace, id_), (visitor, customer, contact) in self.contacts.items()
            if (workspace == query.workspace and id_ != query.conversation)
            and (whose(visitor, customer) and contact.at >= query.contacts_since)
        ]
        return History(
            tuple(sorted(visits, key=lambda one: one.at, reverse=True)[: query.most_visits]),
            tuple(sorted(contacts, key=lambda one: one.at, reverse=True)[: query.most_contacts]),
            known=True,
        )

    def _workspace_secret(self, unit: p.WorkspaceSecret) -> str:
        return self.secrets.setdefault((unit.workspace, unit.name), unit.fresh)

    # policies

    def _import_policy(self, unit: v.ImportPolicy) -> bool:
        version = unit.version
        active = self.active.get(version.workspace, "")
        if unit.base is not None and unit.base != active:
            raise Refused("somebody else changed the policy meanwhile", active=active)
        new = (version.workspace, version.hash) not in self.policies
        self.policies.setdefault((version.workspace, version.hash), version)
        if version.hash != active:
            self._note(version.workspace, r.ChangeKind.POLICY, version.hash)
        self.active[version.workspace] = version.hash
        return new

    def _active_hashes(self, query: v.ActiveHashes) -> dict[str, str]:
        return dict(self.active)

    def _active_policy(self, query: v.ActivePolicy) -> v.PolicyVersion | None:
        return self.policies.get((query.workspace, self.active.get(query.workspace, "")))

    def _policy_by_hash(self, query: v.PolicyByHash) -> v.PolicyVersion | None:
        return self.policies.get((query.workspace, query.hash))

    def _policy_versions(self, query: v.PolicyVersions) -> tuple[v.PolicyVersion, ...]:
        found = [one for one in self.policies.values() if one.workspace == query.workspace]
        return tuple(sorted(found, key=lambda one: one.created_at, reverse=True)[: query.limit])

    # the planner

    def _note(self, workspace: str, kind: r.ChangeKind, id_: str) -> None:
        self.changes.append((workspace, r.RoutingChange(kind, id_)))

    def _note_step(self, handoff: Handoff, *, feed: bool = True) -> None:
        if not feed:
            return
        before = self.handoffs.get((handoff.workspace, handoff.id))
        self._note(handoff.workspace, r.ChangeKind.HANDOFF, handoff.id)
        for agent in {handoff.agent, before.agent if before else ""} - {""}:
            self._note(handoff.workspace, r.ChangeKind.AGENT, agent)

    def _lease_of(self, query: r.LeaseOf) -> r.Lease | None:
        return self.leases.get(query.workspace)

    def _take_lease(self, unit: r.TakeLease) -> r.Lease | None:
        if self.leases.get(unit.workspace) != unit.seen:
            return None
        fence, beat = (unit.seen.fence, unit.seen.beat) if unit.seen else (0, 0)
        self.leases[unit.workspace] = r.Lease(unit.workspace, unit.holder, fence + 1, beat)
        return self.leases[unit.workspace]

    def _renew_lease(self, unit: r.RenewLease) -> bool:
        lease = self.leases.get(unit.workspace)
        if lease is None or lease.fence != unit.fence:
            return False
        self.leases[unit.workspace] = replace(lease, beat=lease.beat + 1)
        return True

    def _give_up_lease(self, unit: r.GiveUpLease) -> None:
        lease = self.leases.get(unit.workspace)
        if lease and lease.fence == unit.fence:
            self.leases[unit.workspace] = replace(lease, holder="")

    def _check_fence(self, workspace: str, fence: int) -> None:
        if workspace not in self.leases or self.leases[workspace].fence != fence:
            raise r.StaleFence("another node plans this workspace by now")

    def _take_routing_changes(self, unit: r.TakeRoutingChanges) -> frozenset[r.RoutingChange]:
        self._check_fence(unit.workspace, unit.fence)
        taken = frozenset(change for workspace, change in self.changes if workspace == unit.workspace)
        self.changes = [one for one in self.changes if one[0] != unit.workspace]
        return taken

    def _changed_workspaces(self, query: r.ChangedWorkspaces) -> tuple[str, ...]:
        return tuple(sorted({workspace for workspace, _ in self.changes}))

    def _handoffs_by_id(self, query: r.HandoffsById) -> tuple[Handoff, ...]:
        keys = ((query.workspace, id_) for id_ in set(query.ids))
        return tuple(self.handoffs[key] for key in keys if key in self.handoffs)

    def _reserve_batch(self, unit: r.ReserveBatch) -> tuple[r.Reserved | r.Missed, ...]:
        self._check_fence(unit.workspace, unit.fence)
        return tuple([self._reserve(unit, one) for one in unit.reservations])

    def _reserve(self, unit: r.ReserveBatch, one: r.Reservation) -> r.Reserved | r.Missed:
        loaded = self._load_conversation(c.LoadConversation(unit.workspace, one.seen.conversation))
        if loaded is None or loaded.handoff != one.seen or one.seen.state is not State.QUEUED:
            return r.Missed.CUSTOMER
        found = self._agent_loads(p.AgentLoads(unit.workspace, unit.now, (one.agent,)))
        if not found or found[0].presence.presence is not Presence.ONLINE:
            return r.Missed.AGENT
        load, seen = found[0], one.seen
        most = load.user.channels.get(seen.channel, load.user.capacity + one.beyond)
        on_channel = load.used_by_channel.get(seen.channel, 0) + seen.units
        if load.units_used + seen.units > load.user.capacity + one.beyond or on_channel > most:
            return r.Missed.AGENT
        talk = loaded.conversation
        stored = {due.kind: due for due in loaded.deadlines}
        draft = Draft(talk, loaded.handoff, unit.policy, unit.now, str, stored, talk.last_seq, talk.epoch)
        handoff = humans.reserve(draft, humans.Human(one.agent, one.agent_name), one.until, one.why)
        base = (draft.base_seq, draft.base_epoch)
        entries, handoffs = tuple(draft.entries), tuple(draft.handoffs.values())
        unit_of_one = c.AppendEntries(draft.conversation, *base, entries, handoffs, dict(draft.deadlines))
        self._append_entries(unit_of_one, feed=False)
        return r.Reserved(handoff, draft.conversation)

    # reply drafts

    def _keep_reply_draft(self, unit: d.KeepReplyDraft) -> ReplyDraft:
        draft = unit.draft
        key = (draft.workspace, draft.id)
        self._must_be_there(draft.workspace, draft.conversation)
        if key not in self.reply_drafts:
            self.reply_drafts[key] = _kept(draft)
            self._expire_reply_drafts(
                d.ExpireReplyDrafts(draft.workspace, draft.conversation, draft.answers, draft.made_at)
            )
        return self.reply_drafts[key]

    def _expire_reply_drafts(self, unit: d.ExpireReplyDrafts) -> int:
        overtaken = [
            (key, one)
            for key, one in self.reply_drafts.items()
            if (one.workspace, one.conversation, one.state) == (unit.workspace, unit.conversation, DraftState.OPEN)
            and one.answers < unit.before
        ]
        for key, one in overtaken:
            self.reply_drafts[key] = replace(one, state=DraftState.EXPIRED, settled_at=unit.at)
        return len(overtaken)

    def _settle_reply_draft(self, unit: d.SettleReplyDraft) -> None:
        key = (unit.draft.workspace, unit.draft.id)
        stored = self.reply_drafts.get(key)
        if stored is None or stored.state is not DraftState.OPEN:
            raise Refused("this draft is not open any more", draft=unit.draft.id)
        self.reply_drafts[key] = _kept(unit.draft)

    def _reply_draft_by_id(self, query: d.ReplyDraftById) -> ReplyDraft | None:
        return self.reply_drafts.get((query.workspace, query.id))

    def _reply_drafts_of(self, query: d.ReplyDraftsOf) -> tuple[ReplyDraft, ...]:
        found = [
            one
            for one in self.reply_drafts.values()
            if (one.workspace, one.conversation) == (query.workspace, query.conversation)
        ]
        found.sort(key=lambda one: one.id)
        return tuple(sorted(found, key=lambda one: (one.answers, one.made_at), reverse=True)[: query.limit])

    def _settled_reply_drafts(self, query: d.SettledReplyDrafts) -> tuple[ReplyDraft, ...]:
        found = [
            one
            for one in self.reply_drafts.values()
            if one.workspace == query.workspace and one.settled_at and one.settled_at >= query.since
        ]
        return tuple(sorted(found, key=lambda one: one.settled_at or _LONG_AGO, reverse=True)[: query.limit])

    # knowledge

    def _replace_articles(self, unit: k.ReplaceArticles) -> bool:
        wanted = {article.id: _kept(article) for article in unit.articles}
        key = (unit.workspace, unit.source)
        if self.articles.get(key, {}) == wanted:
            return False
        self.articles[key] = wanted
        self.marks[unit.workspace, "articles"] += 1
        return True

    def _articles(self, query: k.Articles) -> tuple[SourcedArticle, ...]:
        return tuple(
            SourcedArticle(source, found[id_])
            for (workspace, source), found in sorted(self.articles.items())
            if workspace == query.workspace
            for id_ in sorted(found)
        )

    def _keep_case(self, unit: k.KeepCase) -> bool:
        kept = self.cases.setdefault(unit.workspace, {})
        if unit.case.id in kept:
            return False
        self._must_be_there(unit.workspace, unit.case.conversation)
        self.marks[unit.workspace, "cases"] += 1
        number = self.marks[unit.workspace, "cases"]
        kept[unit.case.id] = NumberedCase(number, _kept(unit.case))
        self.cases[unit.workspace] = {id_: one for id_, one in kept.items() if one.number > number - k.KEPT_CASES}
        return True

    def _cases(self, query: k.Cases) -> tuple[NumberedCase, ...]:
        found = [one for one in self.cases.get(query.workspace, {}).values() if one.number > query.after]
        return tuple(sorted(found, key=lambda one: one.number)[-query.limit :])

    def _knowledge_mark_of(self, query: k.KnowledgeMarkOf) -> k.KnowledgeMark:
        return k.KnowledgeMark(self.marks[query.workspace, "articles"], self.marks[query.workspace, "cases"])

    # events of helpdesks

    def _store_hub_event(self, unit: hub.StoreHubEvent) -> bool:
        key = (unit.event.workspace, unit.event.hub, unit.event.id)
        if key in self.hub_events:
            return False
        self.hub_events[key] = _kept(unit.event)
        return True

    def _due_hub_events(self, query: hub.DueHubEvents) -> tuple[hub.HubEvent, ...]:
        due = [
            one for key, one in self.hub_events.items() if key not in self.hub_events_done and one.due_at <= query.now
        ]
        count, found = Counter[tuple[str, str]](), []
        for one in sorted(due, key=lambda one: (one.due_at, one.workspace, one.hub, one.id)):
            count[one.workspace, one.hub] += 1
            if count[one.workspace, one.hub] <= query.limit:
                found.append(one)
        return tuple(found)

    def _hub_event_done(self, unit: hub.HubEventDone) -> None:
        key = (unit.workspace, unit.hub, unit.id)
        if key in self.hub_events:
            self.hub_events_done.add(key)
            self.hub_events[key] = replace(self.hub_events[key], body={})

    def _hub_event_failed(self, unit: hub.HubEventFailed) -> None:
        key = (unit.workspace, unit.hub, unit.id)
        if key in self.hub_events and key not in self.hub_events_done:
            one = self.hub_events[key]
            self.hub_events[key] = replace(one, attempts=one.attempts + 1, due_at=unit.due_at)

    def _save_catch_up(self, unit: hub.SaveCatchUp) -> None:
        self.catch_ups[unit.catch_up.workspace, unit.catch_up.hub] = unit.catch_up

    def _catch_up_of(self, query: hub.CatchUpOf) -> hub.CatchUp | None:
        return self.catch_ups.get((query.workspace, query.hub))

    def _sweep_hub_events(self, unit: hub.SweepHubEvents) -> int:
        old = [key for key in self.hub_events_done if self.hub_events[key].received_at < unit.before]
        for key in old[: unit.limit]:
            del self.hub_events[key]
            self.hub_events_done.discard(key)
        return min(len(old), unit.limit)
