"""From a line of the policy to a channel that can be reached, with its secrets: one line a kind."""

from __future__ import annotations

from collections.abc import Mapping

from segue.adapters import Adapters, adapter_of, given_secrets
from segue.calls import Reach
from segue.domain.channels import ChannelSettings
from segue.ports.channels import Channel

ADAPTERS: Adapters = {
    "a2a": ("segue.channels.a2a", "A2aChannel"),
    "chatwoot_bot": ("segue.channels.chatwoot_bot", "ChatwootBotChannel"),
    "copilot_agent": ("segue.channels.copilot_agent", "CopilotAgentChannel"),
    "copilot_hub": ("segue.channels.copilot_hub", "CopilotHubChannel"),
    "copilot_skill": ("segue.channels.copilot_skill", "CopilotSkillChannel"),
    "direct_line": ("segue.channels.direct_line", "DirectLineChannel"),
    "genesys_relay": ("segue.channels.genesys_relay", "GenesysRelayChannel"),
    "webhook": ("segue.channels.webhook", "WebhookChannel"),
}


def open_channel(settings: ChannelSettings, secrets: Mapping[str, str], reach: Reach) -> Channel:
    """secrets: by the names that the policy gives them. Raises Invalid for one that is not given."""
    where = f"channels.{settings.name}"
    adapter = adapter_of(ADAPTERS, settings.kind, where)
    given = given_secrets(settings.secrets, secrets, f"the channel {settings.name!r}", where)
    made: Channel = adapter(settings, given, reach)
    return made
