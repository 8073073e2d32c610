"""Segue: live agent handoff automation, the bridge between an AI agent and the people who take over from it.

from segue import Message, Role, Segue
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Customer", "Handoffs", "Message", "Page", "Role", "Segue", "SegueError", "Turn", "__version__", "connect"]

if TYPE_CHECKING:
    from segue.app import Segue
    from segue.client.remote import connect
    from segue.domain.conversation import Customer, Role
    from segue.domain.errors import SegueError
    from segue.ports.agents import Handoffs, Message, Page, Turn

_WHERE = {
    "Segue": "segue.app",
    "Customer": "segue.domain.conversation",
    "Role": "segue.domain.conversation",
    "SegueError": "segue.domain.errors",
    "Handoffs": "segue.ports.agents",
    "Message": "segue.ports.agents",
    "Page": "segue.ports.agents",
    "Turn": "segue.ports.agents",
    "connect": "segue.client.remote",
}


def __getattr__(name: str) -> Any:
    """Loaded when first asked for: `segue.__version__` and the domain need none of it, `connect` no server."""
    if name not in _WHERE:
        raise AttributeError(f"module 'segue' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(_WHERE[name]), name)
