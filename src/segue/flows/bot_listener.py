"""The bot behind Segue as a listener: what it hears of a conversation's log, and what it answers."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from typing import Any, cast

import structlog

from segue.domain.bot_events import bot_event, for_bot, status_event
from segue.domain.bots import BotCan, BotSaid, FromBot
from segue.domain.deliveries import Repeat
from segue.domain.redaction import kinds_for
from segue.flows.bot_answers import act_on
from segue.flows.bot_talk import talk_of
from segue.flows.env import Env
from segue.ports.bots import AnsweringBot, Bot
from segue.ports.listeners import Heard

log = structlog.get_logger(__name__)

MOST_SAID = 50
"""Messages in answer to one event. What a bot says beyond them is passed over; its wish for a human is not."""


def _event(heard: Heard, public_url: str) -> Mapping[str, Any] | None:
    handoff, queues = heard.handoff, heard.policy.queues
    queue = queues.get(handoff.queue) if handoff and handoff.is_open else None
    if not for_bot(heard.entry, heard.conversation, helps=queue is not None and queue.bot == "helps"):
        return None
    return bot_event(heard.entry, heard.conversation, kinds_for(heard.policy, "webhook"), public_url)


class BotListener:
    """One that is told by webhook, and answers by our API. It knows an event by its id."""

    repeat = Repeat.KEY
    rate = 0.0

    def __init__(self, bot: Bot, public_url: str) -> None:
        self._bot, self._public_url = bot, public_url

    def message(self, heard: Heard) -> Mapping[str, Any] | None:
        return _event(heard, self._public_url)

    async def send(self, event_id: str, message: Mapping[str, Any]) -> None:
        await self._bot.deliver(event_id, message)

    async def has(self, event_id: str) -> bool:
        return False  # never asked: it may be sent again


class AnsweringBotListener:
    """One that answers in the call. Its answers are stored one by one, as they come."""

    def __init__(self, env: Env, workspace: str, bot: AnsweringBot) -> None:
        self._env, self._workspace, self._bot = env, workspace, bot

    @property
    def repeat(self) -> Repeat:
        return self._bot.kind.repeat

    @property
    def rate(self) -> float:
        return self._bot.kind.rate

    def message(self, heard: Heard) -> Mapping[str, Any] | None:
        if BotCan.HEARS_STATUS in self._bot.kind.can and (status := status_event(heard.entry, heard.conversation)):
            return status
        event = _event(heard, self._env.public_url)
        return event if event and event["type"] != "assist" else None

    async def send(self, event_id: str, message: Mapping[str, Any]) -> None:
        talk = await talk_of(self._env, self._workspace, message["conversation"])
        answers = cast("AsyncGenerator[FromBot]", self._bot.answers(event_id, message, talk))
        said = 0
        async with aclosing(answers) as found:
            async for one in found:
                said += isinstance(one, BotSaid)
                if isinstance(one, BotSaid) and said > MOST_SAID:
                    continue
                if not await act_on(self._env, self._workspace, message, one):
                    break
        if said > MOST_SAID:
            log.warning("a bot said more than is shown", conversation=message["conversation"], said=said)

    async def has(self, event_id: str) -> bool:
        return False  # never asked: where it can tell, its adapter looks before it sends again


def bot_listener(env: Env, workspace: str, bot: Bot | AnsweringBot) -> BotListener | AnsweringBotListener:
    if hasattr(bot, "answers"):
        return AnsweringBotListener(env, workspace, cast("AnsweringBot", bot))
    return BotListener(bot, env.public_url)
