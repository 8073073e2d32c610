"""A2A, the Agent2Agent protocol (https://a2a-protocol.org/latest/specification/): Segue is the agent "human support".

`task` reads a task out of the log, `dialects` writes and reads both versions of the protocol, `card` is the agent card.
The calling agent reads by itself, so nothing is delivered from here; `server/routes_a2a.py` is its way in.
"""

from __future__ import annotations

from segue.channel_kinds.a2a import KIND
from segue.channels.base import ChannelBase


class A2aChannel(ChannelBase):
    kind = KIND

    @property
    def title(self) -> str:
        return self.given.text("title")
