"""`route`: which queue takes what no trigger sends anywhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from segue.domain.conditions import Schema
from segue.domain.policy import Trigger
from segue.domain.queues import Queue, QueueKind, Route
from segue.policy_file.answering import check_address, read_kind
from segue.policy_file.document import MappingNode
from segue.policy_file.reading import Field, Fields, Reader

ROUTE_KEYS = ("when", "queue", "by")


def read_route(
    reader: Reader,
    field: Field | None,
    queues: Mapping[str, Queue],
    schema: Schema,
    triggers: Collection[Trigger],
) -> tuple[Route, ...]:
    """`schema` here also holds what the trigger said: category, reason, trigger. triggers: those of the policy."""
    items = reader.sequence(field) if field else None
    if field is None or items is None:
        return ()
    if not items:
        reader.wrong(field, "'route' needs a default", "End it with {queue: NAME}, without 'when'.")
    mailed = next((trigger.id for trigger in triggers if trigger.by is QueueKind.EMAIL and not trigger.queue), "")
    routes: list[Route] = []
    for item in items:
        fields = reader.mapping(item, ROUTE_KEYS, needs=("queue",)) or {}
        last = item is items[-1]
        if not last and "when" not in fields and isinstance(item.node, MappingNode):
            reader.wrong(item, "what follows this line is never reached: it has no 'when'", "Put the default last.")
        if last and "when" in fields:
            reader.wrong(
                fields["when"], "'route' must end in a default", "Add {queue: NAME}, without 'when'.", at_key=True
            )
        route = _route(reader, fields, queues, schema)
        queue = queues.get(route.queue)
        check_address(reader, fields, route.by, queue)
        if mailed and queue is not None and not queue.can_mail and route.by is not QueueKind.EMAIL:
            hint = f"Give it one, or 'email_to: customer', or {mailed!r} a queue that has one."
            what = f"{mailed!r} is answered by email and may come here, and {queue.name!r} has no owner with an address"
            reader.wrong(fields["queue"], what, hint)
        routes.append(route)
    return tuple(routes)


def _route(reader: Reader, fields: Fields, queues: Mapping[str, Queue], schema: Schema) -> Route:
    return Route(
        queue=(reader.one_of(fields["queue"], queues, "queue") if "queue" in fields else None) or "",
        when=(reader.condition(fields["when"], schema) if "when" in fields else None) or "",
        by=read_kind(reader, fields["by"]) if "by" in fields else None,
    )
