"""Another channel, by signed webhook: what a program on a real socket is sent, and what each of its answers means."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from fakes.vendor import Asked, Said, Vendor, played
from segue.calls import Reach
from segue.channels.opening import open_channel
from segue.channels.webhook import WebhookChannel
from segue.domain.channels import ChannelSettings, Thread
from segue.domain.deliveries import Repeat, Trouble
from segue.domain.errors import Invalid
from segue.domain.sayings import Choice, Saying, Who
from segue.outbound import Outbound
from segue.ports.listeners import DeliveryFailed
from segue.signed_webhook import guarded_session, signing_secret

PAGE = (Path(__file__).parents[2] / "docs" / "adding-a-channel.md").read_text("utf-8")
AT = datetime(2026, 11, 21, 9, 0, 1, tzinfo=UTC)
SECRET = "a-secret-of-the-gateway"
URL = "https://sms.acme.example/segue"
THREAD = Thread("default", "sms", "+49 30 1234567", "cnv_1", AT, {"_signed": "https://x.example/?sig=4711"})
HELLO = Saying("cnv_1/4", 4, AT, Who.HUMAN, "Hello Ana", "Maria from Billing")
FINE = [Said(status=204)]


@asynccontextmanager
async def opened(program: Vendor, secret: str = SECRET) -> AsyncIterator[WebhookChannel]:
    settings = ChannelSettings("sms", "webhook", {"url": URL}, {"secret": "sms_key"})
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as session:
        made = open_channel(settings, {"sms_key": secret}, Reach(Outbound(session), session, program.at))
        assert isinstance(made, WebhookChannel)
        yield made


async def sent(*sayings: Saying, secret: str = SECRET) -> list[Asked]:
    async with played(FINE) as program, opened(program, secret) as channel:
        for one in sayings:
            await channel.deliver(THREAD, one)
    return program.asked


def verified(asked: Asked, secret: str = SECRET) -> Mapping[str, Any]:
    """As the library of Standard Webhooks reads it."""
    found: Mapping[str, Any] = Webhook(signing_secret(secret)).verify(asked.body, dict(asked.headers))
    return found


def shape(value: Any) -> Any:
    return {key: shape(inner) for key, inner in value.items()} if isinstance(value, dict) else type(value).__name__


async def test_what_a_human_says_is_sent_as_the_page_shows_it() -> None:
    (asked,) = await sent(HELLO)
    event = verified(asked)
    assert (asked.method, asked.path) == ("POST", "/segue")
    assert asked.headers["webhook-id"] == "cnv_1/4"
    example = json.loads(PAGE.split("```json\n")[1].split("```")[0])
    assert shape(event) == shape(example)
    assert event["data"] == example["data"] | {"at": AT.isoformat()}
    assert (event["channel"], event["ref"], event["conversation"]) == ("sms", "+49 30 1234567", "cnv_1")


async def test_nothing_that_the_thread_keeps_is_sent_along() -> None:
    (asked,) = await sent(HELLO)
    assert b"4711" not in asked.body


async def test_a_question_comes_with_its_choices_and_files_with_their_links() -> None:
    files = (
        {
            "name": "bill.pdf",
            "url": "https://segue.example/v1/files/x",
            "type": "application/pdf",
            "size": 9,
            "file": "f1",
        },
        {"name": "gone.pdf", "url": "", "type": "", "size": 0, "file": "f2"},
    )
    question = Saying("cnv_1/5", 5, AT, Who.SEGUE, "A human?", offer="off_1", choices=(Choice("human", "Yes"),))
    asked, other = await sent(question, Saying("cnv_1/6", 6, AT, Who.HUMAN, "", files=files))
    assert verified(asked)["data"]["question"] == "off_1"
    assert verified(asked)["data"]["choices"] == [{"id": "human", "label": "Yes"}]
    assert verified(other)["data"]["files"] == [{key: value for key, value in files[0].items() if key != "file"}]


async def test_how_a_handoff_stands_and_that_nothing_follows_is_told_without_words() -> None:
    back, end = await sent(
        Saying("cnv_1/7", 7, AT, Who.SEGUE, "", step="handed_back"), Saying("cnv_1/8", 8, AT, Who.SEGUE, "", ends=True)
    )
    assert verified(back)["data"]["step"] == "handed_back"
    assert verified(end)["data"]["ends"] is True


async def test_hostile_text_arrives_as_it_was_typed() -> None:
    typed = "<script>\u202e\\\"'\n\u2028 ${x} 🧵"
    (asked,) = await sent(Saying("cnv_1/9", 9, AT, Who.HUMAN, typed))
    assert verified(asked)["data"]["text"] == typed


async def test_it_is_the_same_id_when_it_is_brought_again() -> None:
    first, again = await sent(HELLO, HELLO)
    assert first.headers["webhook-id"] == again.headers["webhook-id"]
    assert WebhookChannel.repeat is Repeat.KEY


async def test_who_does_not_know_the_secret_cannot_make_it_and_a_change_is_noticed() -> None:
    (asked,) = await sent(HELLO)
    with pytest.raises(WebhookVerificationError):
        verified(asked, "another-secret-of-the-gateway")
    forged = Asked(asked.method, asked.path, asked.query, asked.headers, asked.body.replace(b"Ana", b"Eve"))
    with pytest.raises(WebhookVerificationError):
        verified(forged)


async def test_while_a_secret_is_exchanged_both_sign() -> None:
    (asked,) = await sent(HELLO, secret=f"{SECRET}\nthe-next-secret\n")
    assert verified(asked, SECRET) == verified(asked, "the-next-secret")


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (Said(status=503), Trouble.PASSING),
        (Said(status=429, headers={"Retry-After": "7"}), Trouble.PASSING),
        (Said(status=401), Trouble.PAUSED),
        (Said(status=302, headers={"Location": "https://elsewhere.example"}), Trouble.PAUSED),
        (Said(status=422), Trouble.REFUSED),
    ],
)
async def test_each_answer_means_what_the_page_says(answer: Said, trouble: Trouble) -> None:
    async with played([answer]) as program, opened(program) as channel:
        with pytest.raises(DeliveryFailed) as failed:
            await channel.deliver(THREAD, HELLO)
    assert failed.value.trouble is trouble
    assert failed.value.retry_after_s == (7 if answer.status == 429 else None)
    assert SECRET not in str(failed.value)
    assert "Hello" not in str(failed.value)
    assert len(program.asked) == 1, "the listener tries again, not the adapter"


async def test_typing_is_sent_once_and_whatever_goes_wrong_is_forgotten() -> None:
    async with played([Said(status=204), Said(status=500)]) as program, opened(program) as channel:
        await channel.typing(THREAD, on=True)
        await channel.typing(THREAD, on=False)
    on, off = program.asked
    assert (verified(on)["type"], verified(on)["data"], verified(off)["data"]) == (
        "typing",
        {"on": True},
        {"on": False},
    )
    assert on.headers["webhook-id"] != off.headers["webhook-id"]


async def test_a_private_address_is_not_called_unless_it_is_named() -> None:
    settings = ChannelSettings("sms", "webhook", {"url": URL}, {"secret": "sms_key"})
    async with played(FINE) as program, guarded_session(()) as session:
        channel = open_channel(settings, {"sms_key": SECRET}, Reach(Outbound(session), session, program.at))
        assert isinstance(channel, WebhookChannel)
        with pytest.raises(DeliveryFailed, match="private address") as failed:
            await channel.deliver(THREAD, HELLO)
    assert failed.value.trouble is not Trouble.UNKNOWN
    assert program.asked == []


async def test_a_secret_that_is_not_given_is_named() -> None:
    settings = ChannelSettings("sms", "webhook", {"url": URL}, {"secret": "sms_key"})
    async with aiohttp.ClientSession() as session:
        with pytest.raises(Invalid, match="needs the secret 'sms_key': set SEGUE_SECRET_SMS_KEY"):
            open_channel(settings, {}, Reach(Outbound(session), session))
