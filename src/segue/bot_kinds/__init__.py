"""Every kind of bot behind Segue, as data, beside that of the signed webhook.

The adapter of each is in `segue/bots`, in a file of the same name; `docs/agents/` has a page for each.
"""

from __future__ import annotations

from collections.abc import Mapping

from segue.bot_kinds import botpress, copilot_studio, dialogflow, direct_line, rasa
from segue.domain.bots import BotKind

KINDS: Mapping[str, BotKind] = {
    module.KIND.name: module.KIND for module in (copilot_studio, direct_line, rasa, dialogflow, botpress)
}
