"""Segue as a connected agent of Copilot Studio: the orchestrator sends a turn, and answers go to a signed address.

The address of the last turn is signed by Copilot Studio: whoever has it can write to the customer, without a token.
That, and the empty 200 that answers, is what field reports say; Microsoft does not document it. Where it is not taken
(any more), the words wait for the customer's next turn.
"""

from __future__ import annotations

from segue.channel_kinds.copilot_agent import KIND
from segue.channels.copilot import ADDRESS, BUSY, OF_THIS_ADDRESS, CopilotChannel
from segue.domain.channels import Thread
from segue.ports.activity_channels import Sent


class CopilotAgentChannel(CopilotChannel):
    kind = KIND

    async def typing(self, thread: Thread, on: bool) -> None:
        return None

    async def post(self, thread: Thread, activity: Sent) -> None:
        address = self.reach.at(str(thread.state.get(ADDRESS, "")))
        await self.calls.send("POST", address, json=dict(activity), gone=OF_THIS_ADDRESS, busy=BUSY)
