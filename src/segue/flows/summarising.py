"""A better summary, where a model writes: it replaces the first one when it comes, and nothing waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import structlog

from segue.domain.briefing.withholding import NOTHING_HIDDEN, Hiding
from segue.domain.conversation import Entry, Kind, Role
from segue.domain.faithful import is_faithful, made_up
from segue.domain.package import ContextPackage
from segue.domain.policy import Policy
from segue.domain.redaction import kinds_for, redact
from segue.flows.bell import Bell
from segue.flows.models import Care
from segue.ports.conversations import PackageOf, StorePackage
from segue.ports.store import Store
from segue.ports.writers import SummaryWriter, Turns, WrittenSummary

log = structlog.get_logger(__name__)

ROLES = {Role.END_USER: "customer", Role.AUTOMATED_AGENT: "ai_agent", Role.HUMAN_AGENT: "human_agent"}
BY_MODEL = "model "
LONGEST_SLOT = 300
"""Characters of what is wanted, or goes wrong."""


def turns_of(entries: Sequence[Entry], kinds: frozenset[str], hide: Hiding = NOTHING_HIDDEN) -> Turns:
    """What was said, oldest first, as a model may read it. hide: what the customer does not want passed on."""
    said = [entry for entry in entries if entry.kind is Kind.MESSAGE and entry.role in ROLES and entry.text]
    return [(ROLES[entry.role], redact(hide(entry.text), kinds)) for entry in said]


def carried(before: ContextPackage | None, fresh: ContextPackage) -> ContextPackage:
    """`fresh` with the model's summary of the package before it, as long as nothing newer was said."""
    if before is None or not before.written_by.startswith(BY_MODEL) or before.read_to != fresh.read_to:
        return fresh
    if before.withheld != fresh.withheld:
        return fresh
    summary, wants, wrong = before.summary, before.wants, before.goes_wrong
    return replace(fresh, summary=summary, wants=wants, goes_wrong=wrong, written_by=before.written_by)


@dataclass(slots=True)
class SummaryDesk:
    """The writer of a process, and what it is writing now."""

    writer: SummaryWriter | None = None
    care: Care = field(default_factory=lambda: Care("summary"))
    _writing: set[asyncio.Task[None]] = field(default_factory=set)

    def begin(
        self,
        store: Store,
        bell: Bell,
        workspace: str,
        package: ContextPackage,
        entries: Sequence[Entry],
        policy: Policy,
        hide: Hiding = NOTHING_HIDDEN,
    ) -> None:
        """Ask for a better summary of a package that is stored already. Answers at once."""
        if self.writer is None or package.written_by.startswith(BY_MODEL):
            return
        kinds = kinds_for(policy, "model")
        turns = turns_of(entries, kinds, hide)
        known = {"topics": ", ".join(package.topics), "why a person": redact(hide(package.why_now), kinds)}
        if any(role == "customer" for role, _ in turns):
            task = asyncio.create_task(
                self._improve(self.writer, store, bell, workspace, package, turns, known), name="summary"
            )
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)

    async def settle(self) -> None:
        """Wait until nothing is being written, for tests and for the end."""
        await asyncio.gather(*self._writing, return_exceptions=True)

    async def close(self) -> None:
        for task in self._writing:
            task.cancel()
        await self.settle()

    async def _improve(
        self,
        writer: SummaryWriter,
        store: Store,
        bell: Bell,
        workspace: str,
        package: ContextPackage,
        turns: Turns,
        known: Mapping[str, str],
    ) -> None:
        told = await self.care.ask(lambda: writer.summarise(turns, known))
        better = told.answer and await asyncio.to_thread(checked, told.answer, [text for _, text in turns])
        if better is None:
            return
        stored = await store.read(PackageOf(workspace, package.handoff))
        if stored is None or stored.read_to != package.read_to or stored.withheld != package.withheld:
            return  # more was said, or less may be told, while it was being written
        written = replace(
            stored,
            summary=better.summary,
            wants=better.wants,
            goes_wrong=better.goes_wrong,
            written_by=BY_MODEL + writer.model,
        )
        await store.write(StorePackage(workspace, written))
        bell.desk_changed(workspace)
        bell.hint(workspace, package.conversation, "package")


def checked(written: WrittenSummary, told: Sequence[str]) -> WrittenSummary | None:
    """What a model wrote, if all of it rests on what was told; else None, and the extractive summary stays."""
    plain = WrittenSummary(*(" ".join(text.split()) for text in (written.summary, written.wants, written.goes_wrong)))
    slots = [slot for slot in (plain.wants, plain.goes_wrong) if slot]
    if any(len(slot) > LONGEST_SLOT for slot in slots) or not is_faithful(plain.summary, told):
        return None
    return plain if not any(made_up(slot, told) for slot in slots) else None
