"""What every flow works with, handed in by the one wiring file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from segue.flows.bell import Bell
from segue.flows.policies import Policies
from segue.ports.bots import Bot
from segue.ports.clock import Clock
from segue.ports.store import Store


@dataclass(frozen=True, slots=True)
class Env:
    """bot: None where the bot stands in front and reads its conversation by itself. new_id: prefix -> fresh random id."""

    store: Store
    clock: Clock
    policies: Policies
    new_id: Callable[[str], str]
    bot: Callable[[str], Bot | None]  # workspace -> how its bot is reached
    bell: Bell = field(default_factory=Bell)
    public_url: str = ""
