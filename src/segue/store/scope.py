"""In which workspace a unit or query runs: the one that it names, unless it is listed here as meant for all.

PostgreSQL holds it to that by row-level security (migration 0007), whatever its statements say.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, get_type_hints

from segue.ports.store import Query, Unit

Asked = Unit[Any] | Query[Any]

EVERY = "*"
"""Not the name of any workspace: all of them."""

OVER_ALL = frozenset(
    {
        # what is due or left over, wherever
        *("DueDeadlines", "NextDeadline", "NextDelivery", "ClaimDeliveries", "FreeDeliveries"),
        *("DueHubEvents", "SweepHubEvents", "SweepRedeemed", "Unpackaged", "SilentAgents"),
        *("ActiveHashes", "ChangedWorkspaces", "Workspaces"),
        # nodes, and what operations are told
        *("Beat", "FreeOrphans", "GiveUpNode", "Nodes", "OpenPages", "LookAround", "LookAtFigures", "TryWriting"),
        # who it is, by what only they know: the workspace comes out of it
        *("ExtendSession", "KeyByHash", "LinkByHash", "SessionByHash", "SiteByKey", "UseLink", "UserByEmail"),
        "VisitorByHash",
        # the files of a database, and its times
        "ShiftTimes",
        *("BytesHeld", "PurgeBytes"),
    }
)
"""Names of the units and queries that are meant for all workspaces; every other one names its own."""


def scope_of(asked: Asked) -> str:
    """Raises TypeError when it names no workspace and is not listed either."""
    kind: Any = type(asked)
    return way_of(kind)(asked)


@cache
def way_of(kind: Any) -> Callable[[Any], str]:
    """To the workspace, in units or queries of this type."""
    if kind.__name__ in OVER_ALL:
        return lambda _: EVERY
    names = [field.name for field in dataclasses.fields(kind)]
    if "workspace" in names:
        return attrgetter("workspace")
    hints = get_type_hints(kind)
    for name in names:
        if dataclasses.is_dataclass(hints[name]) and "workspace" in hints[name].__dataclass_fields__:
            return attrgetter(f"{name}.workspace")
    raise TypeError(f"{kind.__name__} names no workspace; if it is meant for all of them, list it in OVER_ALL")
