"""What Salesforce tells of a customer. The description is a third party's and says little of what a query answers."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
import yaml
from account_vendors import (
    EMAIL,
    MARIA,
    MARIA_ID,
    SALESFORCE,
    SALESFORCE_RESULTS,
    asked_of,
    body_of,
    salesforce_batch,
    salesforce_contact,
    salesforce_record,
    salesforce_records,
    soql_of,
)
from described import Description, OpenAPIError, check_all
from hypothesis import given
from hypothesis import strategies as st

from fakes.vendor import Asked, Said, Vendor, calling, played
from segue.domain.errors import AnswerUnusable, CallRefused, Invalid
from segue.domain.policy import SourceSettings
from segue.ports.sources import NotTold, Who
from segue.sources.accounts_salesforce import SalesforceAccounts, address, quoted

BATCH, TOKEN = "POST /services/data/v64.0/composite/batch", "POST /services/oauth2/token"
CONTACT, CASES, NOTES, TASKS = "Account.Name", "FROM Cases", "FROM AttachedContentNotes", "FROM Tasks"


async def told(results: Any = None, changed: Any = None, who: Who | None = None, **named: str) -> tuple[Any, Vendor]:
    """results: what tells a query -> (status, result)."""
    table = {**({BATCH: salesforce_batch(results)} if results else {}), **(changed or {})}
    async with played(SALESFORCE.answering(table)) as there, calling() as outbound:
        return await asked_of(SALESFORCE, there, outbound, who or MARIA, **named), there


def queries(there: Vendor) -> list[str]:
    return [query for asked in there.asked if asked.path.endswith("/batch") for query in soql_of(asked)]


@pytest.fixture(scope="module")
def description() -> Description:
    file, host = "salesforce/composite-thirdparty.yml", "https://shop.my.salesforce.com"
    return Description(file, host, "/services/data/v64.0", ("/composite/batch",), {})


async def test_calls_and_answers_are_as_described(description: Description) -> None:
    _, there = await told(tier="Tier__c")
    check_all(there, description, undescribed=("/services/oauth2/token",))
    assert len(there.asked) == 2


async def test_the_check_sees_what_is_not_as_described(description: Description) -> None:
    _, there = await told({NOTES: ("forbidden", [])})
    with pytest.raises(OpenAPIError):
        check_all(there, description, undescribed=("/services/oauth2/token",))


def test_what_the_played_queries_answer_is_as_described() -> None:
    file = Path(os.environ.get("SEGUE_DATA", "")).resolve().parent / "specs/salesforce/query-thirdparty.yml"
    if not os.environ.get("SEGUE_DATA") or not file.is_file():
        pytest.skip("not checked: SEGUE_DATA names no folder with the vendors' descriptions beside it")
    jsonschema = pytest.importorskip("jsonschema", reason="not checked: jsonschema is not installed")
    spec = yaml.safe_load(file.read_text("utf-8"))
    schema = {"$ref": "#/components/schemas/QueryResult", "components": spec["components"]}
    for result in SALESFORCE_RESULTS.values():
        jsonschema.validate(result, schema)


async def test_the_token_comes_by_client_credentials_and_is_kept() -> None:
    async with played(SALESFORCE.answering()) as there, calling() as outbound:
        source = SALESFORCE.source(outbound, there.base)
        await source.ask(MARIA)
        await source.ask(MARIA)
    assert [asked.path.rpartition("/")[2] for asked in there.asked] == ["token", "batch", "batch"]
    assert dict(parse_qsl(there.asked[0].body.decode())) == {
        "grant_type": "client_credentials",
        "client_id": "consumer-key",
        "client_secret": "s3cret",
    }
    assert {asked.headers["Authorization"] for asked in there.asked[1:]} == {"Bearer t0ken"}


def refusing(*tokens: str) -> Any:
    """Tokens that are given out in turn; every call but one with the last of them is refused."""
    given_out = list(tokens)

    def answer(asked: Asked) -> Said:
        if asked.path.endswith("/token"):
            return Said({"access_token": given_out.pop(0) if given_out else tokens[-1]})
        good = asked.headers["Authorization"] == f"Bearer {tokens[-1]}"
        return salesforce_batch()(asked) if good else Said([{"errorCode": "INVALID_SESSION_ID"}], 401)

    return answer


async def test_a_token_that_has_ended_is_replaced_once() -> None:
    async with played(refusing("old", "new")) as there, calling() as outbound:
        assert (await asked_of(SALESFORCE, there, outbound))["name"] == "Maria Silva"
    assert [asked.path.rpartition("/")[2] for asked in there.asked] == ["token", "batch", "token", "batch"]


async def test_a_token_that_is_never_good_is_not_asked_for_without_end() -> None:
    async with played(refusing("old", "older", "good")) as there, calling() as outbound:
        with pytest.raises(CallRefused, match=r"^Salesforce answered 401"):
            await asked_of(SALESFORCE, there, outbound)
    assert len(there.asked) == 4


@pytest.mark.parametrize("body", [{}, {"access_token": ""}, {"access_token": 7}, [], "token"])
async def test_a_sign_in_without_a_token_is_said_to_be_one(body: Any) -> None:
    with pytest.raises(AnswerUnusable, match=r"^Salesforce answered"):
        await told(changed={TOKEN: Said(body)})


async def test_a_key_that_is_refused_is_told_without_it() -> None:
    with pytest.raises(CallRefused, match=r"^Salesforce answered 400 Bad Request$") as caught:
        await told(changed={TOKEN: Said({"error": "invalid_client", "error_description": "s3cret"}, 400)})
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("email", ["o'brien@shop.example", "'or+Name!=''@shop.example", "x'||'@shop.example"])
async def test_an_address_ends_no_text_of_a_query(email: str) -> None:
    contact = salesforce_records(salesforce_contact(Email=email))
    answer, there = await told({CONTACT: (200, contact)}, who=Who(email=email))
    assert answer["name"] == "Maria Silva"
    escaped = email.replace("'", "\\'")
    assert len(queries(there)) == 4
    assert all(
        query.endswith(f"WHERE Email = '{escaped}' ORDER BY CreatedDate DESC LIMIT 10") for query in queries(there)
    )


@given(st.text(st.sampled_from("'\\\n\r\"ab %&+#"), max_size=40))
def test_a_quoted_text_is_read_back_as_it_was(value: str) -> None:
    literal = quoted(value)
    inside, back, at = literal[1:-1], [], 0
    while at < len(inside):
        if inside[at] == "\\":
            back.append({"n": "\n", "r": "\r"}.get(inside[at + 1], inside[at + 1]))
            at += 2
            continue
        assert inside[at] not in "'\n\r"
        back.append(inside[at])
        at += 1
    assert (literal[0], "".join(back), literal[-1]) == ("'", value, "'")


@pytest.mark.parametrize(
    ("query", "lost"),
    [
        (CASES, {"open_tickets", "earlier_tickets", "last_contact"}),
        (TASKS, {"last_contact"}),
        (NOTES, set()),
    ],
)
@pytest.mark.parametrize("result", [[{"errorCode": "INVALID_TYPE", "message": EMAIL}], "<html>", None, {}])
async def test_a_query_that_is_refused_costs_its_own_names(query: str, lost: set[str], result: Any) -> None:
    answer, _ = await told({query: (400, result)})
    assert {name for name, value in answer.items() if isinstance(value, NotTold)} == lost
    assert EMAIL not in str(answer)


async def test_notes_are_untold_only_when_nobody_tells_any() -> None:
    refused = (403, [{"errorCode": "INSUFFICIENT_ACCESS"}])
    answer, _ = await told({NOTES: refused, TASKS: refused})
    assert answer["notes"] == NotTold("Salesforce refused a query with 403: INSUFFICIENT_ACCESS")


async def test_a_field_that_the_account_does_not_have_is_told_with_salesforce_s_code() -> None:
    refused = [{"errorCode": "INVALID_FIELD", "message": "No such column 'Tier__c'"}]
    with pytest.raises(CallRefused, match=r"^Salesforce refused a query with 400: INVALID_FIELD$"):
        await told({CONTACT: (400, refused)})


@pytest.mark.parametrize("results", [[], [{"statusCode": 200, "result": {}}], "none", None])
async def test_half_a_batch_is_unusable(results: Any) -> None:
    with pytest.raises(AnswerUnusable, match=r"^Salesforce answered"):
        await told(changed={BATCH: Said({"hasErrors": False, "results": results})})


async def test_what_stands_below_another_contact_is_not_theirs() -> None:
    other = "003000000000002AAA"
    newer = salesforce_contact(MARIA_ID, CreatedDate="2025-01-05T10:00:00.000+0000")
    both = salesforce_records(salesforce_contact(other, Name="Mary"), newer)
    cases = salesforce_records(
        salesforce_record("Contact", other, Cases=salesforce_records(salesforce_record("Case", "5001", Subject="Hers")))
    )
    answer, _ = await told({CONTACT: (200, both), CASES: (200, cases)})
    assert answer["name"] == "Maria Silva"
    assert answer["open_tickets"] == []
    assert answer["notes"][-1]["text"].startswith("Salesforce has 2 customers")


async def test_fields_are_those_of_the_account_unless_they_are_said_to_be_the_contact_s() -> None:
    contact = salesforce_records(salesforce_contact(Level__c="high"))
    answer, there = await told({CONTACT: (200, contact)}, tier="Tier__c", health="contact.Level__c")
    assert (answer["tier"], answer["health"]) == ("gold", "high")
    assert "Account.Tier__c" in queries(there)[0]
    assert ", Level__c," in queries(there)[0]


@pytest.mark.parametrize("path", ["Tier__c FROM User--", "a,b", "(SELECT Id FROM Cases)", "", "contact.", "Tier__c "])
async def test_a_field_that_would_change_the_query_is_refused(path: str) -> None:
    settings = SourceSettings("crm", "salesforce", account="shop", user="key", fields={"tier": path})
    async with calling() as outbound:
        with pytest.raises(Invalid, match="is no field of Salesforce"):
            SalesforceAccounts(settings, "s3cret", outbound)


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("shop", "https://shop.my.salesforce.com"),
        ("https://Shop.my.salesforce.com/", "https://shop.my.salesforce.com"),
        ("shop--dev.sandbox", "https://shop--dev.sandbox.my.salesforce.com"),
    ],
)
def test_a_domain_may_be_written_in_any_usual_way(name: str, base: str) -> None:
    assert address(name) == base


@pytest.mark.parametrize(
    "name", ["", "shop/x", "evil.example", "shop@evil.example", "shop.my.salesforce.com.evil.example"]
)
def test_a_name_that_would_lead_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(Invalid, match="no My Domain of Salesforce"):
        address(name)


async def test_the_batch_is_one_call_of_four_questions() -> None:
    _, there = await told()
    (batch,) = [body_of(asked) for asked in there.asked if asked.path.endswith("/batch")]
    assert len(batch["batchRequests"]) == 4
