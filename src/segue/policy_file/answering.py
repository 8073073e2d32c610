"""How a handoff is answered, `by` or `kind`: live, ticket or email."""

from __future__ import annotations

from segue.domain.queues import Queue, QueueKind
from segue.policy_file.reading import Field, Fields, Reader

QUEUE_KINDS = tuple(kind.value for kind in QueueKind)


def read_kind(reader: Reader, field: Field, what: str = "way to answer") -> QueueKind | None:
    """None when it is wrong."""
    kind = reader.one_of(field, QUEUE_KINDS, what)
    return None if kind is None else QueueKind(kind)


def check_address(reader: Reader, fields: Fields, by: QueueKind | None, queue: Queue | None) -> None:
    """What is answered by e-mail needs an address. fields: of the trigger or the line that says `by`."""
    if by is QueueKind.EMAIL and queue is not None and not queue.can_mail:
        hint = f"Give {queue.name!r} one, or 'email_to: customer'."
        reader.wrong(fields["by"], f"the queue {queue.name!r} has no owner with an e-mail address", hint)
