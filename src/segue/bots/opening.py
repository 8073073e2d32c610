"""From the `bot` of a policy to one that answers in the call, with its secrets: one line a kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import aiohttp

from segue.adapters import Adapters, adapter_of, given_secrets
from segue.bots.base import Ways
from segue.bots.transcripts import TRANSCRIPT_LIMITS
from segue.calls import CALL_LIMITS, Reach
from segue.domain.policy import BotSettings
from segue.outbound import Limits, Outbound
from segue.ports.bots import AnsweringBot

ADAPTERS: Adapters = {
    "copilot_studio": ("segue.bots.copilot_studio", "CopilotStudioBot"),
    "direct_line": ("segue.bots.direct_line", "DirectLineBot"),
    "rasa": ("segue.bots.rasa", "RasaBot"),
    "dialogflow": ("segue.bots.dialogflow", "DialogflowBot"),
    "botpress": ("segue.bots.botpress", "BotpressBot"),
}


def limits_for(settings: BotSettings) -> Limits:
    """A call may last as long as the customer is not told that there is no answer."""
    return replace(CALL_LIMITS, attempt_s=max(1.0, settings.timeout.total_seconds()))


def ways_to(settings: BotSettings, session: aiohttp.ClientSession, guarded: aiohttp.ClientSession) -> Ways:
    """session: for the address that the policy names. guarded: for addresses that the bot names."""
    reach = Reach(Outbound(session, limits_for(settings)), session)
    return Ways(reach, Outbound(guarded, TRANSCRIPT_LIMITS))


def open_bot(settings: BotSettings, secrets: Mapping[str, str], ways: Ways) -> AnsweringBot:
    """secrets: by the names that the policy gives them. Raises Invalid for one that is not given."""
    adapter = adapter_of(ADAPTERS, settings.kind, "bot")
    given = given_secrets(settings.secrets, secrets, "the policy's bot", "bot")
    made: AnsweringBot = adapter(settings, given, ways)
    return made
