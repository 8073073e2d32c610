"""Human agents and waiting customers, as routing sees them."""

from __future__ import annotations

from enum import StrEnum


class Presence(StrEnum):
    ONLINE = "online"
    BUSY = "busy"  # keeps what there is, takes nothing new
    AWAY = "away"
    OFFLINE = "offline"
