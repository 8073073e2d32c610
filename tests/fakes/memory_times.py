"""The fake's part about a clock that is set."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fakes.memory_deliveries import _LONG_AGO, Cursor, Key
from segue.domain.deadlines import Deadline, DeadlineKind
from segue.ports.clock import ShiftTimes
from segue.ports.people import AgentPresence


class MemoryTimes:
    deadlines: dict[tuple[str, str], dict[DeadlineKind, Deadline]]
    presences: dict[tuple[str, str], AgentPresence]
    cursors: dict[Key, Cursor]
    hub_events: dict[tuple[str, str, str], Any]

    def _shift_times(self, unit: ShiftTimes) -> int:
        due = [(kinds, kind) for kinds in self.deadlines.values() for kind in kinds]
        due = [(kinds, kind) for kinds, kind in due if kinds[kind].due_at > unit.before]
        for kinds, kind in due:
            kinds[kind] = replace(kinds[kind], due_at=kinds[kind].due_at + unit.by)
        events = [key for key, event in self.hub_events.items() if event.due_at > unit.before]
        for key in events:
            self.hub_events[key] = replace(self.hub_events[key], due_at=self.hub_events[key].due_at + unit.by)
        waits = [key for key, cursor in self.cursors.items() if cursor.due_at != _LONG_AGO]
        for lane in waits:
            self.cursors[lane] = replace(self.cursors[lane], due_at=self.cursors[lane].due_at + unit.by)
        seen = [key for key, presence in self.presences.items() if presence.seen_at]
        for user in seen:
            at = self.presences[user].seen_at
            self.presences[user] = replace(self.presences[user], seen_at=at + unit.by if at else None)
        return len(due) + len(events) + len(waits) + len(seen)
