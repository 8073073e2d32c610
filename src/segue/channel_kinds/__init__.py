"""Every kind of channel, as data: what one needs to be set up, what it can do, and what that was checked against.

The adapter of each is in `segue/channels`, in a file of the same name; `docs/adding-a-channel.md` is the recipe.
"""

from __future__ import annotations

from collections.abc import Mapping

from segue.channel_kinds import (
    a2a,
    chatwoot_bot,
    copilot_agent,
    copilot_hub,
    copilot_skill,
    direct_line,
    genesys_relay,
    webhook,
)
from segue.domain.channels import ChannelKind

KINDS: Mapping[str, ChannelKind] = {
    module.KIND.name: module.KIND
    for module in (
        a2a,
        chatwoot_bot,
        copilot_agent,
        copilot_hub,
        copilot_skill,
        direct_line,
        genesys_relay,
        webhook,
    )
}
