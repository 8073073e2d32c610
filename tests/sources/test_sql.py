"""Accounts in a database, on real PostgreSQL and real SQLite: only read, within its time, and silent about secrets."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url
from structlog.testing import capture_logs

from segue.domain.account import read_value
from segue.domain.errors import AnswerUnusable, CallFailed, CallRefused, Invalid
from segue.domain.policy import Policy, SourceSettings
from segue.flows.source_desk import SourceDesk
from segue.policy_file.select import mistake_in_select
from segue.ports.sources import CannotAsk, Who
from segue.sources import sql as module
from segue.sources.sql import SqlQuery

ADA = Who("c-1", "ada@acme.example")
TABLES = """
CREATE TABLE customers (id VARCHAR(20), email VARCHAR(80), plan VARCHAR(20), value NUMERIC, since DATE);
CREATE TABLE invoices (customer VARCHAR(20), number VARCHAR(20), total NUMERIC, issued VARCHAR(20));
INSERT INTO customers VALUES ('c-1', 'ada@acme.example', 'enterprise', 12000.5, '2021-04-01');
INSERT INTO customers VALUES ('c-2', 'bob@acme.example', NULL, NULL, NULL);
INSERT INTO invoices VALUES ('c-1', 'R-2', 49.9, '2026-11-02');
INSERT INTO invoices VALUES ('c-1', 'R-1', 20, '2026-10-02')
"""
ACCOUNT = "SELECT plan, value, since FROM customers WHERE id = :id"
WITH_INVOICES = """
SELECT c.plan, i.number, i.total, i.issued FROM customers c LEFT JOIN invoices i ON i.customer = c.id
WHERE lower(c.email) = lower(:email) ORDER BY i.issued DESC;
"""
FIELDS = {"tier": "plan", "contract_value": "value", "since": "since"}
SETTINGS = SourceSettings("warehouse", "sql", secret="db", query=ACCOUNT, fields=FIELDS)

Make = Callable[..., SqlQuery]


@pytest.fixture
def sqlite_shop(tmp_path: Path) -> str:
    with sqlite3.connect(tmp_path / "shop.db") as connection:
        connection.executescript(TABLES)
    connection.close()
    return f"sqlite:///{tmp_path / 'shop.db'}"


@pytest.fixture
def postgres_shop(postgres_url: str) -> Iterator[str]:
    name = f"shop_{os.getpid()}_{threading.get_ident()}"
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name}")
        admin.execute(f"CREATE DATABASE {name}")
        url = make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
        with psycopg.connect(url) as connection:
            connection.execute(TABLES)
        yield url
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def make(request: pytest.FixtureRequest) -> AsyncIterator[Make]:
    """Makes a source on the shop's database; `settings.query` unchecked where a test wants to get past the check."""
    address = str(request.getfixturevalue(f"{request.param}_shop"))
    made: list[SqlQuery] = []

    def one(*, unchecked: str = "", **changes: Any) -> SqlQuery:
        source = SqlQuery(replace(SETTINGS, **changes), address, None)  # type: ignore[arg-type]
        if unchecked:
            source._query = module.text(unchecked)
        made.append(source)
        return source

    yield one
    for source in made:
        await source.close()


async def test_columns_become_fields(make: Make) -> None:
    found = await make().ask(ADA)
    assert found["tier"] == "enterprise"
    assert read_value("contract_value", found["contract_value"]) == 12000.5
    assert read_value("since", found["since"]) == "2021-04-01"


async def test_several_rows_become_a_list_and_scalars_come_from_the_first(make: Make) -> None:
    fields = {"tier": "plan", "invoices.number": "number", "invoices.amount": "total", "invoices.at": "issued"}
    source = make(query=WITH_INVOICES, fields=fields)
    found = await source.ask(Who("", "ADA@acme.example"))
    assert source.covers == ("tier", "invoices")
    assert found["tier"] == "enterprise"
    assert [(one.number, one.amount) for one in read_value("invoices", found["invoices"])] == [
        ("R-2", 49.9),
        ("R-1", 20),
    ]
    assert (await source.ask(Who("", "bob@acme.example")))["invoices"] == []


async def test_who_is_not_there_is_absent(make: Make) -> None:
    assert await make().ask(Who("c-9")) == {}
    assert (await make().ask(Who("c-2")))["tier"] is None


async def test_a_value_never_becomes_part_of_the_query(make: Make) -> None:
    assert await make().ask(Who("' OR '1'='1")) == {}


async def test_it_is_not_asked_without_what_it_looks_for(make: Make) -> None:
    with pytest.raises(CannotAsk, match="no id of the customer"):
        await make().ask(Who("", "ada@acme.example"))


async def test_a_write_is_refused_by_the_database_where_it_got_past_the_check(make: Make) -> None:
    with pytest.raises(CallRefused, match="tries to write, which it may not"):
        await make(unchecked="DELETE FROM customers WHERE id = :id").ask(ADA)
    assert (await make().ask(ADA))["tier"] == "enterprise"


@pytest.mark.postgres
async def test_a_function_that_writes_is_refused_by_the_database(postgres_shop: str) -> None:
    with psycopg.connect(postgres_shop) as connection:
        connection.execute(
            "CREATE FUNCTION spend(who text) RETURNS text LANGUAGE sql AS "
            "$$ UPDATE customers SET plan = 'free' WHERE id = who RETURNING plan $$"
        )
    query = "SELECT spend(:id) AS plan, set_config('transaction_read_only', 'off', false) AS value, 1 AS since"
    source = SqlQuery(replace(SETTINGS, query=query), postgres_shop, None)  # type: ignore[arg-type]
    with pytest.raises(CallFailed):
        await source.ask(ADA)
    await source.close()
    with psycopg.connect(postgres_shop) as connection:
        assert connection.execute("SELECT plan FROM customers WHERE id = 'c-1'").fetchone() == ("enterprise",)


async def test_a_query_that_takes_too_long_is_stopped_in_the_database(
    make: Make, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr(module, "TIME_LIMIT_S", 0.2)
    quick = {**module._READ_ONLY, "postgresql": ("SET statement_timeout = 200",)}
    monkeypatch.setattr(module, "_READ_ONLY", quick)
    forever = (
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) AS plan FROM n WHERE x <> :id"
    )
    source = make(query=forever.replace(":id", "length(:id) - 9"), fields={"tier": "plan"})
    with pytest.raises(CallFailed, match="took longer than"):
        await source.ask(ADA)


async def test_a_query_that_names_what_is_not_there_says_so_without_the_query(make: Make) -> None:
    with pytest.raises(CallFailed) as failed:
        await make(query="SELECT plan FROM nowhere WHERE id = :id", fields={"tier": "plan"}).ask(ADA)
    assert "nowhere" not in str(failed.value)
    with pytest.raises(AnswerUnusable, match="gives no column tire"):
        await make(query="SELECT plan FROM customers WHERE id = :id", fields={"tier": "tire"}).ask(ADA)


@pytest.mark.postgres
async def test_a_wrong_password_is_shown_nowhere(postgres_shop: str) -> None:
    with psycopg.connect(postgres_shop, autocommit=True) as admin:
        admin.execute("DROP ROLE IF EXISTS reader_of_shop")
        admin.execute("CREATE ROLE reader_of_shop LOGIN PASSWORD 'right'")
    url = make_url(postgres_shop).set(username="nobody_here", password="hunter2hunter2")
    address = url.render_as_string(hide_password=False)
    policy = Policy((), (), {}, sources={"warehouse": SETTINGS})
    desk = SourceDesk(lambda one: SqlQuery(one, address, None))  # type: ignore[arg-type]
    with capture_logs() as logs:
        (answer,) = desk.ask("default", policy, ADA)
        found = await answer
    await desk.close()
    assert found.failed
    assert "refuses the log-in" in found.why
    for shown in (str(found), str(logs)):
        assert "hunter2" not in shown
        assert "nobody_here" not in shown


@pytest.mark.parametrize(
    "address", ["hunter2", "postgres://u:hunter2@h/d", "postgresql+nodriver://u:hunter2@h/d", "oracle://u:hunter2@h/d"]
)
def test_an_address_of_no_use_stops_the_start_and_is_not_shown(address: str) -> None:
    with pytest.raises(Invalid) as refused:
        SqlQuery(SETTINGS, address, None)  # type: ignore[arg-type]
    assert "the secret of the source 'warehouse'" in str(refused.value)
    assert "hunter2" not in str(refused.value)
    assert refused.value.__context__ is None


async def test_a_file_that_is_not_there_is_a_failure_and_is_not_made(tmp_path: Path) -> None:
    source = SqlQuery(SETTINGS, f"sqlite:///{tmp_path / 'none.db'}", None)  # type: ignore[arg-type]
    with pytest.raises(CallFailed):
        await source.ask(ADA)
    await source.close()
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT plan FROM customers WHERE id = :id",
        "  select 1 from x where email = :email ;",
        "WITH a AS (SELECT 1) SELECT * FROM a WHERE :id = 'x'",
        "SELECT \"update\", 'a; b', '12:30' FROM t WHERE id = :id::text",
        "SELECT deleted, created_at, settings FROM t WHERE id = :id",
        "SELECT (SELECT 'it''s') FROM t WHERE id = :id",
    ],
)
def test_one_select_by_id_or_email_is_right(query: str) -> None:
    assert mistake_in_select(query) == ""


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("DELETE FROM t WHERE id = :id", "must be one SELECT"),
        ("SELECT 1 WHERE :id = ''; DROP TABLE t", "must be one statement"),
        ("SELECT * INTO new FROM t WHERE id = :id", "INTO has no place"),
        ("WITH gone AS (DELETE FROM t RETURNING *) SELECT * FROM gone WHERE id = :id", "DELETE has no place"),
        ("SELECT * FROM t WHERE id = :id FOR UPDATE", "UPDATE has no place"),
        ("SELECT 1 -- :id", "no comment"),
        ("SELECT /*! DROP TABLE t */ :id", "no comment"),
        ("SELECT '\\'; DROP TABLE t; ', :id", "no backslash"),
        ("SELECT $$ ; $$, :id", "no dollar quote"),
        ("SELECT 'open, :id", "has no end"),
        ("SELECT * FROM t WHERE id = :customer", ":customer is not known"),
        ("SELECT * FROM t", "by :id or :email"),
        ("SELECT ':id' FROM t", "by :id or :email"),
        ("", "must be one SELECT"),
        ("EXPLAIN SELECT :id", "must be one SELECT"),
        ("WITH x AS (VALUES (1)) TABLE x", "must be one SELECT"),
    ],
)
def test_what_is_more_or_other_than_that_is_told(query: str, wrong: str) -> None:
    assert wrong in mistake_in_select(query)


@pytest.mark.postgres
async def test_casts_times_and_slices_keep_their_colons(postgres_shop: str) -> None:
    columns = "'12:30' AS plan, trunc(value)::int AS value, (ARRAY[1,2,3])[1:2]::text AS since"
    query = f"SELECT {columns} FROM customers WHERE id = :id::text"
    source = SqlQuery(replace(SETTINGS, query=query), postgres_shop, None)  # type: ignore[arg-type]
    assert await source.ask(ADA) == {"tier": "12:30", "contract_value": 12000, "since": "{1,2}"}
    await source.close()


def test_numbers_of_databases_are_numbers() -> None:
    assert read_value("contract_value", Decimal("12000.50")) == 12000.5
