"""Rows of the desk's inbox: handoff, conversation and summary together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from segue.domain.lifecycle import State
from segue.domain.package import PACKAGE_VERSION
from segue.ports.desk import DeskRow, DeskRows
from segue.store.records import conversation_of, handoff_of
from segue.store.statement import OneOf, Row, as_list
from segue.store.tables import IS_OPEN, conversations, handoffs, packages
from segue.store.transaction import Reading
from segue.store.values import decoder

_ROWS = (
    select(handoffs.c.body, conversations.c.body, packages.c.body)
    .select_from(
        handoffs.join(
            conversations,
            (conversations.c.workspace == handoffs.c.workspace) & (conversations.c.id == handoffs.c.conversation),
        ).outerjoin(packages, (packages.c.workspace == handoffs.c.workspace) & (packages.c.handoff == handoffs.c.id))
    )
    .where(handoffs.c.workspace == bindparam("workspace"))
)
_WITH_SOMEBODY = (
    _ROWS.where(IS_OPEN, handoffs.c.state != State.QUEUED.value)
    .order_by(handoffs.c.waiting_since, handoffs.c.requested_at, handoffs.c.id)
    .limit(bindparam("limit"))
)
_IN_LINE = _ROWS.where(OneOf(handoffs.c.id), handoffs.c.state == State.QUEUED.value)


@dataclass(frozen=True, slots=True)
class _Short:
    """As much of a package as the inbox shows."""

    version: int = 1
    summary: str = ""


_short_of = decoder(_Short)


def desk_rows(tx: Reading, query: DeskRows) -> tuple[DeskRow, ...]:
    held = tx.rows(_WITH_SOMEBODY, workspace=query.workspace, limit=query.limit)
    line = tx.rows(_IN_LINE, workspace=query.workspace, one_of=as_list(query.line)) if query.line else []
    return tuple(_read((*held, *line)))


def _read(rows: Iterable[Row]) -> Iterator[DeskRow]:
    for handoff, conversation, package in rows:
        short = _short_of(package) if package else _Short()
        summary = short.summary if short.version == PACKAGE_VERSION else ""
        yield DeskRow(handoff_of(handoff), conversation_of(conversation), summary)
