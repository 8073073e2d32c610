"""From a line of the policy to a channel that can be reached, with its secrets: one line a kind."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from segue.calls import Reach
from segue.domain.channels import ChannelSettings
from segue.domain.errors import Invalid
from segue.ports.channels import Channel

ADAPTERS: Mapping[str, tuple[str, str]] = {
    "a2a": ("segue.channels.a2a", "A2aChannel"),
    "chatwoot_bot": ("segue.channels.chatwoot_bot", "ChatwootBotChannel"),
    "copilot_agent": ("segue.channels.copilot_agent", "CopilotAgentChannel"),
    "copilot_hub": ("segue.channels.copilot_hub", "CopilotHubChannel"),
    "copilot_skill": ("segue.channels.copilot_skill", "CopilotSkillChannel"),
    "direct_line": ("segue.channels.direct_line", "DirectLineChannel"),
    "genesys_relay": ("segue.channels.genesys_relay", "GenesysRelayChannel"),
    "webhook": ("segue.channels.webhook", "WebhookChannel"),
}
"""Kind -> where its adapter is; it is loaded when a policy names one."""


def open_channel(settings: ChannelSettings, secrets: Mapping[str, str], reach: Reach) -> Channel:
    """secrets: by the names that the policy gives them. Raises Invalid for one that is not given."""
    where = f"channels.{settings.name}"
    if settings.kind not in ADAPTERS:
        raise Invalid(f"{where}: unknown kind {settings.kind!r}", field=f"{where}.kind")
    given = {}
    for key, name in settings.secrets.items():
        if name not in secrets:
            needs = f"the channel {settings.name!r} needs the secret {name!r}: set SEGUE_SECRET_{name.upper()}"
            raise Invalid(needs, field=f"{where}.{key}")
        given[key] = secrets[name]
    module, name = ADAPTERS[settings.kind]
    made: Channel = getattr(import_module(module), name)(settings, given, reach)
    return made
