"""Another workspace finds nothing: every query that names a workspace, found in the ports themselves."""

from __future__ import annotations

import dataclasses
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, get_type_hints

import pytest
from making import NOW, conversation, creation, handoff, later, said, user

from segue import ports as all_ports
from segue.domain.channels import Thread
from segue.domain.conversation import Customer
from segue.domain.deadlines import Deadline, DeadlineKind
from segue.domain.deliveries import DeadLetter, Trouble
from segue.domain.erasure import Erasure, Mentions, Name, Subject
from segue.domain.errors import NotFound
from segue.domain.files import Room, StoredFile
from segue.domain.follow_up import FollowUp
from segue.domain.history import History, Visit
from segue.domain.hubs import CaseKind, HubCase
from segue.domain.knowledge import Article, Case
from segue.domain.lifecycle import State
from segue.domain.package import ContextPackage
from segue.domain.reply_drafts import DraftState, ReplyDraft
from segue.domain.routing.agents import Presence
from segue.ports import (
    conversations,
    deliveries,
    erasure,
    files,
    hub_cases,
    hub_events,
    knowledge,
    people,
    reply_drafts,
    routing,
    threads,
    visits,
)
from segue.ports.policies import ImportPolicy, PolicyVersion
from segue.ports.store import Alone, Query, Store, Unit
from segue.store.executors import QUERIES, UNITS

PORTS = tuple(import_module(f"segue.ports.{module.name}") for module in iter_modules(all_ports.__path__))


def kinds(base: type) -> list[type]:
    found = {kind for module in PORTS for kind in vars(module).values() if isinstance(kind, type)}
    return sorted(
        (kind for kind in found if issubclass(kind, base) and kind is not base), key=lambda kind: kind.__name__
    )


SCOPED = [query for query in kinds(Query) if "workspace" in {field.name for field in dataclasses.fields(query)}]

OF_THE_ROW = {
    "id": "x",
    "ids": ("x",),
    "conversation": "x",
    "handoff": "x",
    "visitor": "x",
    "customer": "x",
    "message_id": "x",
    "agent": "x",
    "listener": "x",
    "queue": "x",
    "hash": "x",
    "hub": "x",
    "channel": "x",
    "ref": "x",
    "file": "x",
    "n": 0,
    "user": "x",
    "name": Name("x"),
    "subject": Subject("x", ("x",), ("x",)),
    "conversations": ("x",),
    "other_than": "",
    "include_closed": True,
    "all_outcomes": True,
    "now": NOW,
    "since": NOW,
    "visits_since": NOW,
    "contacts_since": NOW,
}
"""One value for every field of a query; below, everything is stored under it."""


def ask(query: type, workspace: str) -> Any:
    required = [field.name for field in dataclasses.fields(query) if field.default is dataclasses.MISSING]
    optional = [name for name in ("include_closed", "all_outcomes") if name in get_type_hints(query)]
    values = {name: OF_THE_ROW[name] for name in (*required, *optional) if name != "workspace"}
    return query(workspace=workspace, **values)


async def fill(store: Store, workspace: str) -> None:
    """Something for every query to find."""
    deadline = Deadline(workspace, "x", DeadlineKind.IDLE, NOW)
    entry = said(1, message_id="x", decision={"outcome": "handoff"})
    made = conversation("x", workspace, visitor="x", customer=Customer("x"))
    open_one = handoff("h-open", "x", State.QUEUED, workspace=workspace)
    ended = handoff(
        *("x", "x", State.RESOLVED),
        workspace=workspace,
        agent="x",
        queue="x",
        accepted_at=NOW,
        wrap_up_until=later(hours=1),
    )
    await store.write(
        creation(
            made,
            entry,
            handoffs=(open_one, ended),
            deadlines={DeadlineKind.IDLE: deadline},
            package=ContextPackage("x", "x", NOW),
            follow_up=FollowUp("x", workspace, "x", "x", "x", NOW, closed_at=NOW),
        )
    )
    held = handoff("h-held", "y", State.ACTIVE, workspace=workspace, agent="x", accepted_at=NOW)
    await store.write(creation(conversation("y", workspace, visitor="y"), said(1), handoffs=(held,), listeners=("x",)))
    letter = DeadLetter("x", workspace, "x", "x", 1, NOW, Trouble.REFUSED)
    await store.write(deliveries.MoveCursor(workspace, "x", "x", 1, letter=letter))
    kept = StoredFile(workspace, "x", "x", NOW, 1, "customer:x")
    await store.write(files.BeginFile(kept, Room(NOW)))
    await store.write(files.AddFilePart(workspace, "x", "x", 0, b"x"))
    await store.write(files.CompleteFile(replace(kept, name="x.txt", type="text/plain", sha256="00")))
    await store.write(people.SaveUser(user("x", workspace)))
    await store.write(people.SetPresence(workspace, "x", Presence.ONLINE, "", NOW))
    await store.write(people.SaveKey(people.ApiKey("x", workspace, "bot", "x", (), NOW)))
    await store.write(people.SaveSite(people.Site("x", workspace, "Shop", (), NOW)))
    await store.write(people.SaveVisitor(people.Visitor("x", workspace, "x", "x", NOW, later(days=1))))
    await store.write(visits.KeepVisits(workspace, "x", "x", (Visit("x", "/x", "/x", "", NOW),)))
    await store.write(ImportPolicy(PolicyVersion(workspace, "x", "text", "x", NOW)))
    await store.write(knowledge.ReplaceArticles(workspace, "x", (Article("x", "title", "text"),)))
    await store.write(knowledge.KeepCase(workspace, Case("x", "x", "x", "asked", "answered", NOW)))
    draft = ReplyDraft("x", workspace, "x", "x", 1, "text", "segue", NOW)
    await store.write(reply_drafts.KeepReplyDraft(draft))
    settled = replace(draft, id="y", state=DraftState.REJECTED, settled_at=NOW)
    await store.write(reply_drafts.KeepReplyDraft(settled))
    await store.write(routing.TakeLease(workspace, "x", None))
    await store.write(erasure.SaveErasure(Erasure(workspace, "x", NOW, "x", ())))
    await store.write(hub_cases.SaveHubCase(case_of(workspace)))
    await store.write(threads.SaveThread(thread_of(workspace)))
    await store.write(hub_events.SaveCatchUp(hub_events.CatchUp(workspace, "x", NOW)))
    await store.write(hub_events.StoreHubEvent(hub_events.HubEvent(workspace, "x", "x", NOW, NOW, {"is": "there"})))


def thread_of(workspace: str) -> Thread:
    return Thread(workspace, "x", "x", "x", NOW)


def case_of(workspace: str) -> HubCase:
    return HubCase(workspace, "x", "x", CaseKind.LIVE, "x", "x", NOW, ref="x")


def found(answer: object) -> bool:
    """Counts of nothing are nothing, and so is somebody who never chose to be there."""
    if isinstance(answer, people.AgentPresence):
        return answer != people.AgentPresence(answer.user)
    if isinstance(answer, Mentions):
        return answer != Mentions()
    if isinstance(answer, History):
        return bool(answer.visits or answer.contacts)
    if isinstance(answer, knowledge.KnowledgeMark):
        return answer != knowledge.KnowledgeMark()
    return any(answer.values()) if isinstance(answer, dict) else bool(answer)


async def test_every_query_finds_its_own_workspace_and_no_other(store: Store) -> None:
    await fill(store, "default")
    for query in SCOPED:
        assert found(await store.read(ask(query, "default"))), f"{query.__name__} should find what is there"
        assert not found(await store.read(ask(query, "other"))), f"{query.__name__} sees another workspace"


async def test_units_on_another_workspaces_things_change_nothing(store: Store) -> None:
    await fill(store, "default")
    before = [await store.read(ask(query, "default")) for query in SCOPED]
    due = await store.read(hub_events.DueHubEvents(NOW))
    at = later(hours=2)
    await store.write(routing.TakeLease("other", "y", None))
    changed = await store.read(routing.ChangedWorkspaces())
    strangers: list[Unit[Any]] = [
        routing.RenewLease("other", 1),
        routing.TakeRoutingChanges("other", 1),
        routing.GiveUpLease("other", 1),
        conversations.LabelHandoff("other", "x", "x", "right", "", at),
        deliveries.MoveCursor("other", "x", "bot", 1),
        conversations.MoveDeadline(Deadline("other", "x", DeadlineKind.IDLE, NOW)),
        people.SeeKey("other", "x", at),
        people.EndSessions("other", "x"),
        people.SetPresence("other", "x", Presence.ONLINE, "", at),
        visits.LinkVisitor("other", "x", "stranger"),
        visits.SweepVisits("other", at),
        knowledge.ReplaceArticles("other", "x", ()),
        files.DropFile("other", "x", "x"),
        files.DropFiles("other", "x"),
        erasure.EraseConversation("other", "x"),
        erasure.ErasePerson("other", Subject("x", ("x",), ("x",))),
        erasure.DropPackages("other", "x"),
        reply_drafts.ExpireReplyDrafts("other", "x", 9, at),
        hub_cases.SaveHubCase(HubCase("other", "x", "x", CaseKind.LIVE, "x", "x", NOW), case_of("default")),
        threads.SaveThread(thread_of("other"), thread_of("default")),
        hub_events.HubEventDone("other", "x", "x", at),
        hub_events.SaveCatchUp(hub_events.CatchUp("other", "x", at)),
        hub_events.HubEventFailed("other", "x", "x", at, "no"),
    ]
    for unit in strangers:
        with suppress(NotFound):
            await store.write(unit)
    assert [await store.read(ask(query, "default")) for query in SCOPED] == before
    assert await store.read(hub_events.DueHubEvents(NOW)) == due
    assert set(await store.read(routing.ChangedWorkspaces())) >= set(changed)


@pytest.mark.parametrize(("ports", "executors"), [(kinds(Unit), UNITS), (kinds(Query), QUERIES)])
def test_everything_in_the_ports_can_be_executed(ports: list[type], executors: dict[type, object]) -> None:
    assert set(ports) - {Unit, Query, Alone} == set(executors)
