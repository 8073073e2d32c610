"""The fake's part about deliveries: how far listeners have got, who works on it, and what was not taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from segue.domain.conversation import Conversation, Entry
from segue.domain.deliveries import DeadLetter
from segue.domain.errors import Invalid, NotFound, Refused
from segue.ports import deliveries as e
from segue.ports.conversations import AppendEntries
from segue.ports.routing import StaleFence

Key = tuple[str, str, str]
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Cursor:
    position: int
    attempts: int = 0
    due_at: datetime = field(default=_LONG_AGO)
    error: str = ""
    unknown: int = 0


class MemoryDeliveries:
    conversations: dict[tuple[str, str], Conversation]
    entries: dict[tuple[str, str], list[Entry]]
    holds: dict[tuple[str, ...], tuple[str, int]]

    def __init__(self) -> None:
        super().__init__()
        self.cursors: dict[Key, Cursor] = {}
        self.dead_letters: dict[tuple[str, str], DeadLetter] = {}

    def _hear_from(self, unit: AppendEntries) -> None:
        """To be called when its conversation has just been written."""
        new = unit.conversation
        here = (new.workspace, new.id)
        for key, cursor in self.cursors.items():
            if key[:2] == here and cursor.due_at == _LONG_AGO:
                self.cursors[key] = replace(cursor, due_at=new.updated_at)
        for listener in unit.listeners:
            self.cursors.setdefault((*here, listener), Cursor(unit.base_seq, due_at=new.updated_at))

    def _free(self, without: tuple[e.Listens, ...]) -> list[tuple[datetime, Key]]:
        """Lanes that are behind and nobody holds, earliest first."""
        found = [
            (cursor.due_at, key)
            for key, cursor in self.cursors.items()
            if (key[0], key[2]) not in without and self._hold(key)[0] == "" and self._is_behind(key)
        ]
        return sorted(found)

    def _hold(self, key: Key) -> tuple[str, int]:
        return self.holds.get(key, ("", 0))

    def _is_behind(self, key: Key) -> bool:
        return self.cursors[key].position < self.conversations[key[:2]].last_seq

    def _claim_deliveries(self, unit: e.ClaimDeliveries) -> tuple[e.Delivery, ...]:
        claimed = []
        for due_at, key in self._free(unit.without):
            if due_at <= unit.now and len(claimed) < unit.limit and unit.only in {None, (key[0], key[2])}:
                cursor, fence = self.cursors[key], self._hold(key)[1] + 1
                self.holds[key] = (unit.node, fence)
                last = self.conversations[key[:2]].last_seq
                claimed.append(e.Delivery(*key, cursor.position, cursor.attempts, last, fence, cursor.unknown))
        return tuple(claimed)

    def _next_delivery(self, query: e.NextDelivery) -> datetime | None:
        return min((due_at for due_at, _ in self._free(query.without)), default=None)

    def _move_cursor(self, unit: e.MoveCursor) -> None:
        conversation = self.conversations.get((unit.workspace, unit.conversation))
        if conversation is None:
            raise NotFound("there is no such conversation", conversation=unit.conversation)
        if unit.cursor > conversation.last_seq:
            raise Invalid("the cursor is beyond the last entry", field="cursor")
        key = (unit.workspace, unit.conversation, unit.listener)
        _, fence = self._hold(key)
        if key in self.cursors and unit.fence not in {None, fence}:
            raise StaleFence("another node delivers this by now", fence=unit.fence)
        if key not in self.cursors or unit.cursor >= self.cursors[key].position:
            due_at = unit.due_at or _LONG_AGO
            before = self.cursors[key].unknown if key in self.cursors else 0
            unknown = before if unit.unknown is None else unit.unknown
            self.cursors[key] = Cursor(unit.cursor, unit.attempts, due_at, unit.error, unknown)
        if unit.fence is not None and not unit.hold:
            self.holds[key] = ("", fence)
        if unit.letter is not None:
            self._keep_letter(unit.letter)

    def _keep_letter(self, letter: DeadLetter) -> None:
        same = (letter.workspace, letter.conversation, letter.listener, letter.seq)
        kept = ((one.workspace, one.conversation, one.listener, one.seq) for one in self.dead_letters.values())
        if same not in kept:
            self.dead_letters[letter.workspace, letter.id] = letter

    def _free_deliveries(self, unit: e.FreeDeliveries) -> bool:
        freed = [key for key in self.cursors if self._hold(key)[0] == unit.node and key not in unit.keep]
        for key in freed:
            self.holds[key] = ("", self.holds[key][1] + 1)
        return True

    def _cursor_of(self, query: e.CursorOf) -> int | None:
        cursor = self.cursors.get((query.workspace, query.conversation, query.listener))
        return None if cursor is None else cursor.position

    def _lags(self, query: e.Lags) -> tuple[e.Lag, ...]:
        late: dict[str, list[tuple[Key, Cursor]]] = {}
        for key, cursor in self.cursors.items():
            if key[0] == query.workspace and self._is_behind(key):
                late.setdefault(key[2], []).append((key, cursor))
        return tuple(self._lag(listener, late[listener]) for listener in sorted(late))

    def _lag(self, listener: str, late: list[tuple[Key, Cursor]]) -> e.Lag:
        oldest = min(self.entries[key[:2]][cursor.position].at for key, cursor in late)
        failing = sum(cursor.attempts > 0 for _, cursor in late)
        worst = sorted((-cursor.attempts, key[1], cursor.error) for key, cursor in late if cursor.error)
        return e.Lag(listener, len(late), oldest, failing, worst[0][2] if worst else "")

    def _dead_letters(self, query: e.DeadLetters) -> tuple[DeadLetter, ...]:
        found = [
            one
            for one in self.dead_letters.values()
            if one.workspace == query.workspace and one.is_open is not query.settled
        ]
        found.sort(key=lambda one: one.id)
        return tuple(sorted(found, key=lambda one: one.at, reverse=True)[: query.limit])

    def _dead_letter_by_id(self, query: e.DeadLetterById) -> DeadLetter | None:
        return self.dead_letters.get((query.workspace, query.id))

    def _open_dead_letters(self, query: e.OpenDeadLetters) -> Mapping[str, int]:
        mine = (one for one in self.dead_letters.values() if one.workspace == query.workspace and one.is_open)
        return dict(Counter(one.listener for one in mine))

    def _save_dead_letter(self, unit: e.SaveDeadLetter) -> None:
        key = (unit.letter.workspace, unit.letter.id)
        if self.dead_letters.get(key) != unit.before:
            raise Refused("somebody else has seen to this one meanwhile", letter=unit.letter.id)
        self.dead_letters[key] = unit.letter
