"""The demo's bot: hears signed webhooks only, answers as a bot would, and keeps quiet about what it said before."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from standardwebhooks.webhooks import Webhook

from segue.demo.bot import welcome_back
from segue.demo.house import BOT_PATH, BOT_SECRET
from segue.demo.opening import Demo, shipped_policy, with_webhook
from segue.policy_file import load_policy
from segue.signed_webhook import signing_secret


@pytest.fixture
async def conversation(demo: Demo) -> str:
    return (await demo.house.segue.start(bot="shop-bot")).id


def signed(secret: str, event: dict[str, Any], event_id: str) -> tuple[bytes, dict[str, str]]:
    body, now = json.dumps(event), datetime.now(UTC)
    signature = Webhook(signing_secret(secret)).sign(event_id, now, body)
    headers = {
        "content-type": "application/json",
        "webhook-id": event_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signature,
    }
    return body.encode(), headers


def question(conversation: str, text: str = "How much is shipping?") -> dict[str, Any]:
    return {"type": "message", "conversation": conversation, "seq": 1, "epoch": 1, "id": "m1", "text": text}


async def answers(demo: Demo, conversation: str) -> list[Any]:
    await demo.bot.idle()
    return list(await demo.house.segue.entries(conversation))


async def test_an_unsigned_or_wrongly_signed_event_is_refused(
    demo: Demo, browser: aiohttp.ClientSession, conversation: str
) -> None:
    body, headers = signed("another secret", question(conversation), "evt")
    async with browser.post(BOT_PATH, data=body, headers=headers) as answer:
        assert answer.status == 401
    async with browser.post(BOT_PATH, json=question(conversation)) as answer:
        assert answer.status == 401
    assert await answers(demo, conversation) == []


async def test_a_repeated_event_is_answered_once_with_the_events_id_and_a_confidence(
    demo: Demo, browser: aiohttp.ClientSession, conversation: str
) -> None:
    secret = demo.house.settings.secrets[BOT_SECRET]
    for _ in range(2):
        body, headers = signed(secret, question(conversation), "evt:1")
        async with browser.post(BOT_PATH, data=body, headers=headers) as answer:
            assert answer.status == 204
    (entry,) = await answers(demo, conversation)
    assert (entry.message_id, entry.role) == ("evt:1", "automated_agent")
    assert "4.90" in entry.text
    assert 0 < entry.data["confidence"] <= 1


async def test_a_silenced_bot_hears_and_says_nothing(
    demo: Demo, browser: aiohttp.ClientSession, conversation: str
) -> None:
    await browser.post(f"{BOT_PATH}/silence", json={"silent": True})
    body, headers = signed(demo.house.settings.secrets[BOT_SECRET], question(conversation), "evt:1")
    async with browser.post(BOT_PATH, data=body, headers=headers) as answer:
        assert answer.status == 204
    assert await answers(demo, conversation) == []


def test_its_first_words_after_a_human_show_what_the_human_wrote() -> None:
    messages = [
        {"role": "end_user", "text": "When?"},
        {"role": "human_agent", "text": "Tomorrow."},
    ]
    assert "Maria from Billing wrote: “Tomorrow.”" in welcome_back(
        {"agent_name": "Maria from Billing", "messages": messages}
    )
    agreed = {"agent_name": "Maria from Billing", "messages": messages, "note": "A refund of 20 €."}
    assert "Maria from Billing wrote: “A refund of 20 €.”" in welcome_back(agreed)
    assert welcome_back({}) == "I am back. How can I help you?"


def test_the_bots_address_is_put_into_the_policy_and_replaced_not_doubled() -> None:
    once = with_webhook(shipped_policy(), "http://127.0.0.1:1/demo/bot")
    twice = with_webhook(once, "http://127.0.0.1:2/demo/bot")
    assert load_policy(twice).bot.webhook == "http://127.0.0.1:2/demo/bot"
    assert twice.count("webhook: ") == 1
