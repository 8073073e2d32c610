"""The whole product with e-mail: a question at night becomes letters, and both sides' answers one conversation."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from house import ANA, House, housing

from fakes import dovecot
from fakes.hubs.email import Played, words
from segue.calls import Reach
from segue.domain.conversation import Kind, Role
from segue.domain.hubs import HubSettings
from segue.hubs.email import EmailHub
from segue.hubs.opening import open_hub
from segue.outbound import Outbound

pytestmark = pytest.mark.skipif(
    not dovecot.available(), reason="needs Dovecot: apt install dovecot-imapd dovecot-lmtpd"
)
BOSS = "boss@acme.example"


@pytest.fixture
async def mail() -> AsyncIterator[Played]:
    async with Played().serving() as one:
        yield one


@pytest.fixture
async def house(mail: Played, tmp_path: Path) -> AsyncIterator[House]:
    async with housing(tmp_path, mail, ticket=True, answer=mail.answer) as one, aiohttp.ClientSession() as session:
        reach = Reach(Outbound(session), session, mail.at, one.clock.now)
        one.segue.env.hubs.open = lambda settings: open_hub(settings, dict(mail.secrets), reach)
        yield one


async def test_a_question_at_night_is_answered_by_letter(house: House, mail: Played) -> None:
    await house.asks()
    (ref,) = mail.refs()
    (letter,) = mail.letters(ref, BOSS)
    assert "4711" in words(letter)
    assert letter["X-Priority"] == "2 (High)"

    await house.hears(mail.says(ref, "The second charge is refunded.", "Ben"))
    assert await house.shown() == [("Ben", "The second charge is refunded.")]
    (answer,) = mail.letters(ref, ANA.email)
    assert words(answer).strip().endswith("The second charge is refunded.")

    mail.customer_says(ref, "Thank you! And the VAT?")
    await house.hears(())
    said = [entry.text for entry in await house.entries(Kind.MESSAGE) if entry.role is Role.END_USER]
    assert said[-1] == "Thank you! And the VAT?"
    assert "The customer wrote:\n\nThank you! And the VAT?" in words(mail.letters(ref, BOSS)[-1])
    assert [len(mail.letters(ref, to)) for to in (BOSS, ANA.email)] == [2, 1]


async def test_an_answer_that_is_heard_twice_is_said_once(house: House, mail: Played) -> None:
    await house.asks()
    (ref,) = mail.refs()
    await house.hears(mail.says(ref, "Refunded.", "Ben"))
    assert mail.dovecot is not None
    mail.dovecot.forget_numbers("support")
    await house.hears(())
    await house.later(times=3, minutes=11)  # open cases are asked once more as well
    assert await house.shown() == [("Ben", "Refunded.")]
    assert len(mail.letters(ref, ANA.email)) == 1


async def test_it_opens_by_the_registry(mail: Played) -> None:
    async with aiohttp.ClientSession() as session:
        reach = Reach(Outbound(session), session, mail.at)
        given = {name: value for name, value in mail.settings.items() if "secret" not in name}
        names = {name: value for name, value in mail.settings.items() if "secret" in name}
        hub = open_hub(HubSettings("mail", "email", given, names), dict(mail.secrets), reach)
    assert isinstance(hub, EmailHub)
