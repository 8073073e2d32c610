"""What holds for every vendor of accounts: who is asked for, what failures cost, and what is never done."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from account_vendors import ALL, EMAIL, HUBSPOT, INTERCOM, MARIA, SALESFORCE, Played, asked_of, body_of

from fakes.vendor import Asked, Said, Vendor, Waits, calling, played
from segue.domain.account import ACCOUNT_FIELDS, found, read_value
from segue.domain.errors import AnswerUnusable, CallFailed, CallRefused, Invalid
from segue.domain.policy import SourceSettings
from segue.outbound import Limits
from segue.ports.sources import CannotAsk, NotTold, Who
from segue.sources.opening import KINDS, SOURCE_LIMITS, open_source

each = pytest.mark.parametrize("vendor", ALL, ids=lambda vendor: vendor.kind)
each_part = pytest.mark.parametrize(
    ("vendor", "part"), [(one, part) for one in ALL for part in one.parts], ids=lambda x: getattr(x, "kind", None)
)
OPTIONAL = (HUBSPOT, INTERCOM)
"""Their account is a matter of links or of the region."""
MISSPELT: tuple[Any, ...] = (None, "text", 7, True, [], {}, [None], [[]], {"results": 7}, {"data": [1]})


async def answers(vendor: Played, changed: Any = None, who: Who = MARIA, **fields: str) -> Any:
    async with played(vendor.answering(changed)) as there, calling(limits=SOURCE_LIMITS) as outbound:
        return await asked_of(vendor, there, outbound, who, **fields)


@each
async def test_every_name_that_is_covered_is_one_of_an_account_and_is_told_in_a_way_that_can_be_read(
    vendor: Played,
) -> None:
    async with played(vendor.answering()) as there, calling() as outbound:
        source = vendor.source(outbound, there.base)
        told = await source.ask(MARIA)
    assert set(source.covers) <= set(ACCOUNT_FIELDS)
    assert set(told) == set(source.covers)
    assert all(read_value(name, value) is not None for name, value in told.items())
    assert not any(isinstance(value, NotTold) for value in told.values())


@each
async def test_the_kind_is_opened_by_its_name(vendor: Played) -> None:
    settings = SourceSettings("crm", vendor.kind, secret="crm_key", **vendor.settings)
    async with calling() as outbound:
        source = open_source(settings, {"crm_key": "s3cret"}, outbound)
    assert source.name == "crm"
    assert isinstance(source, vendor.make)  # type: ignore[arg-type] # it is a class
    assert vendor.kind in KINDS


@each
async def test_a_customer_who_is_not_there_has_nothing(vendor: Played) -> None:
    assert await answers(vendor, {vendor.finds: vendor.nobody}) == {}


@each
@pytest.mark.parametrize("who", [Who(id="u-9", email=""), Who(id="u-9", name="Maria")])
async def test_without_an_address_only_those_are_asked_who_know_the_site_s_ids(vendor: Played, who: Who) -> None:
    if vendor.kind in {"zendesk", "intercom"}:
        assert (await answers(vendor, who=who))["name"] == "Maria Silva"
    else:
        with pytest.raises(CannotAsk, match=f"^{vendor.vendor} is asked by e-mail address, and none is known$"):
            await answers(vendor, who=who)


@each
@pytest.mark.parametrize(
    "email",
    [
        "maria",
        "a@b@c",
        'x" OR "1"@shop.example',
        "a b@shop.example",
        "a\\@shop.example",
        "a\n@shop.example",
        "a" * 250 + "@shop.example",
    ],
)
async def test_an_address_that_could_be_more_than_an_address_is_not_asked_for(vendor: Played, email: str) -> None:
    async with played(vendor.answering()) as there, calling() as outbound:
        with pytest.raises(CannotAsk, match="written in no usual way"):
            await asked_of(vendor, there, outbound, Who(email=email))
    assert there.asked == []


@each
@pytest.mark.parametrize(
    ("status", "error", "words"),
    [
        (401, CallRefused, "401 Unauthorized: the credential is not accepted"),
        (403, CallRefused, "403 Forbidden: the credential is not enough"),
        (500, CallFailed, "500 Internal Server Error"),
        (302, CallRefused, "it redirects, which is not followed"),
    ],
)
async def test_a_refusal_names_the_vendor_and_no_secret(
    vendor: Played, status: int, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        await answers(vendor, {vendor.finds: Said(b"s3cret t0ken", status)})
    assert str(caught.value).startswith(vendor.vendor)
    assert "s3cret" not in str(caught.value)
    assert EMAIL not in str(caught.value)


@each
async def test_a_limit_that_lasts_is_not_waited_for(vendor: Played) -> None:
    waits = Waits()
    said = Said({}, 429, {"Retry-After": "30"})
    async with played(vendor.answering({vendor.finds: said})) as there, calling(waits, SOURCE_LIMITS) as outbound:
        with pytest.raises(CallFailed, match=r"429 .*asks to come back in 30 s"):
            await asked_of(vendor, there, outbound)
    assert waits.slept == []


@each
async def test_a_search_that_fails_once_is_asked_again_since_it_changes_nothing(vendor: Played) -> None:
    asked_for: list[str] = []

    def first_not(asked: Asked) -> Said:
        asked_for.append(asked.path)
        return Said({}, 503) if len(asked_for) == 1 else vendor.answering()(asked)

    assert (await answers(vendor, {vendor.finds: first_not}))["name"] == "Maria Silva"


class Silent(Vendor):
    """Never answers one question."""

    def __init__(self, vendor: Played, question: str) -> None:
        super().__init__(vendor.answering())
        self._question = re.compile(question)

    async def handle(self, request: Any) -> Any:
        if self._question.search(f"{request.method} {request.path} {urlencode(request.query, safe='<>=: ')}"):
            await asyncio.Event().wait()
        return await super().handle(request)


IMPATIENT = Limits(attempt_s=0.2, attempts=1)


@each
async def test_a_vendor_that_does_not_answer_is_given_up(vendor: Played) -> None:
    async with played(Silent(vendor, vendor.finds)) as there, calling(limits=IMPATIENT) as outbound:
        with pytest.raises(CallFailed, match=f"^{vendor.vendor} did not answer within 0.2 s$"):
            await asked_of(vendor, there, outbound)


@each_part
async def test_a_question_that_is_not_answered_costs_its_own_names(vendor: Played, part: str) -> None:
    async with played(Silent(vendor, part)) as there, calling(limits=IMPATIENT) as outbound:
        told = await asked_of(vendor, there, outbound)
    untold = {name for name, value in told.items() if isinstance(value, NotTold)}
    assert untold == vendor.parts[part] & set(told)
    assert untold


@each
async def test_a_page_instead_of_data_is_said_to_be_one(vendor: Played) -> None:
    with pytest.raises(AnswerUnusable, match=f"^{vendor.vendor} answered what is not JSON"):
        await answers(vendor, {vendor.finds: Said(b"<html>Please sign in</html>")})


@each
@pytest.mark.parametrize("body", MISSPELT, ids=repr)
async def test_an_answer_of_another_shape_is_unusable_or_says_that_there_is_nobody(vendor: Played, body: Any) -> None:
    try:
        assert await answers(vendor, {vendor.finds: Said(body)}) == {}
    except AnswerUnusable as unusable:
        assert str(unusable).startswith(f"{vendor.vendor} answered")  # noqa: PT017 # both ends are right


@each_part
@pytest.mark.parametrize("said", [Said({}, 403), Said({}, 500), Said(b"<html>"), Said("text")], ids=repr)
async def test_what_one_question_cannot_tell_is_failed_and_the_rest_is_told(
    vendor: Played, part: str, said: Said
) -> None:
    told = await answers(vendor, {part: said}, tier="custom_tier")
    untold = {name for name, value in told.items() if isinstance(value, NotTold)}
    lost = vendor.parts[part] - ({"tier"} if vendor.kind == "stripe" else set())  # it stands at the customer there
    assert untold == lost
    assert told["name"] == "Maria Silva"
    findings = found("crm", datetime(2026, 6, 2, tzinfo=UTC), tuple(told), told)
    assert set(findings.unusable) == lost
    assert all(told[name].why.startswith(vendor.vendor) for name in lost)


@each_part
@pytest.mark.parametrize("body", MISSPELT, ids=repr)
async def test_whatever_stands_in_a_part_nothing_else_breaks(vendor: Played, part: str, body: Any) -> None:
    told = await answers(vendor, {part: Said(body)})
    assert told["name"] == "Maria Silva"


@each
async def test_a_record_whose_address_is_only_alike_is_somebody_else(vendor: Played) -> None:
    other = Who(email="aria@shop.example")
    assert await answers(vendor, who=other) == {}


@each
async def test_the_case_of_an_address_makes_no_other_person(vendor: Played) -> None:
    assert (await answers(vendor, who=Who(email=" Maria@Shop.example ")))["name"] == "Maria Silva"


@each
async def test_nothing_is_ever_changed(vendor: Played) -> None:
    async with played(vendor.answering()) as there, calling() as outbound:
        await asked_of(vendor, there, outbound)
    for asked in there.asked:
        reads = asked.path.endswith(("/search", "/batch", "/token"))
        assert asked.method == "GET" or (asked.method == "POST" and reads)
    batches = [body_of(asked) for asked in there.asked if asked.path.endswith("/batch")]
    assert {one["method"] for batch in batches for one in batch["batchRequests"]} <= {"GET"}


@each
async def test_a_field_of_the_policy_counts_instead_of_the_vendor_s_own_also_when_it_is_empty(vendor: Played) -> None:
    named = {"tier": "Tier__c"} if vendor is SALESFORCE else {"tier": "custom_tier"}
    assert (await answers(vendor, **named))["tier"] == "gold"
    assert "tier" not in await answers(vendor, tier="no_such_field")


@each
async def test_a_part_of_a_list_cannot_be_mapped(vendor: Played) -> None:
    with pytest.raises(Invalid, match="is part of a list"):
        await answers(vendor, invoices__number="number")


NEEDED = [(one, "secret") for one in ALL] + [
    (one, setting)
    for one in ALL
    for setting in ("account", "user")
    if one.settings.get(setting) and one not in OPTIONAL
]


@pytest.mark.parametrize(("vendor", "setting"), NEEDED, ids=lambda x: getattr(x, "kind", x))
async def test_a_setting_that_is_missing_is_told_when_the_source_is_opened(vendor: Played, setting: str) -> None:
    settings = SourceSettings("crm", vendor.kind, **{**vendor.settings, **{setting: ""}})  # type: ignore[arg-type]
    async with calling() as outbound:
        with pytest.raises(Invalid):
            vendor.make(settings, "" if setting == "secret" else "s3cret", outbound)


class InRounds(Vendor):
    """Answers nothing of a round before all of it is asked. sizes: questions in each round."""

    def __init__(self, answer: Callable[[Asked], Said], sizes: Sequence[int]) -> None:
        super().__init__(answer)
        self._barriers = [asyncio.Barrier(size) for size in sizes]
        self._round = [number for number, size in enumerate(sizes) for _ in range(size)]

    async def handle(self, request: Any) -> Any:
        async with asyncio.timeout(10):
            await self._barriers[self._round.pop(0)].wait()
        return await super().handle(request)


ROUNDS = {
    "hubspot": (2, 3),
    "salesforce": (1, 1, 1),  # the token, once
    "stripe": (1, 3),
    "zendesk": (1, 3),
    "freshdesk": (2, 1),
    "intercom": (1, 4),
}


@each
async def test_what_does_not_build_on_another_answer_is_asked_side_by_side(vendor: Played) -> None:
    in_rounds = InRounds(vendor.answering(), ROUNDS[vendor.kind])
    async with played(in_rounds) as there, calling() as outbound:
        source = vendor.source(outbound, there.base)
        await source.ask(MARIA)
        if vendor is SALESFORCE:
            await source.ask(MARIA)
    assert len(there.asked) == sum(ROUNDS[vendor.kind])
