"""Articles and cases, on every store."""

from __future__ import annotations

import pytest
from making import NOW, later, started

from segue.domain.knowledge import Article, Case, SourcedArticle
from segue.ports import knowledge as ports
from segue.ports.knowledge import Articles, Cases, KeepCase, KnowledgeMark, KnowledgeMarkOf, ReplaceArticles
from segue.ports.store import Store
from segue.store import knowledge as executors

RETURNS = Article("a1", "Returns", "Within 30 days.", "https://shop.example/returns", "en", NOW)
SHIPPING = Article("a2", "Shipping", "Two days.")


def case(id_: str) -> Case:
    return Case(id_, f"c-{id_}", "billing", "I was charged twice", "I refunded one of them.", NOW, "en")


async def mark(store: Store) -> KnowledgeMark:
    return await store.read(KnowledgeMarkOf("default"))


@pytest.fixture(autouse=True)
async def conversations(store: Store) -> None:
    for id_ in ("h1", "h2", "h3"):
        await started(store, f"c-{id_}")


async def test_a_source_holds_the_articles_of_the_last_time(store: Store) -> None:
    assert await mark(store) == KnowledgeMark()
    assert await store.write(ReplaceArticles("default", "help", (RETURNS, SHIPPING)))
    assert await store.write(ReplaceArticles("default", "wiki", (SHIPPING,)))
    assert await store.write(ReplaceArticles("default", "help", (RETURNS,)))
    assert await store.read(Articles("default")) == (SourcedArticle("help", RETURNS), SourcedArticle("wiki", SHIPPING))
    assert (await mark(store)).articles == 3


async def test_the_same_articles_again_move_no_mark(store: Store) -> None:
    await store.write(ReplaceArticles("default", "help", (RETURNS, SHIPPING)))
    before = await mark(store)
    assert not await store.write(ReplaceArticles("default", "help", (SHIPPING, RETURNS)))
    assert await mark(store) == before


async def test_no_articles_take_the_source_out(store: Store) -> None:
    await store.write(ReplaceArticles("default", "help", (RETURNS,)))
    assert await store.write(ReplaceArticles("default", "help", ()))
    assert await store.read(Articles("default")) == ()


async def test_cases_are_numbered_and_only_newer_ones_are_asked_for(store: Store) -> None:
    for id_ in ("h1", "h2", "h3"):
        assert await store.write(KeepCase("default", case(id_)))
    everything = await store.read(Cases("default"))
    assert [one.case.id for one in everything] == ["h1", "h2", "h3"]
    assert everything[0].case == case("h1")
    newer = await store.read(Cases("default", after=everything[0].number))
    assert [one.case.id for one in newer] == ["h2", "h3"]
    assert [one.case.id for one in await store.read(Cases("default", limit=1))] == ["h3"]
    assert (await mark(store)).cases == everything[-1].number


async def test_a_case_is_kept_once(store: Store) -> None:
    await store.write(KeepCase("default", case("h1")))
    assert not await store.write(KeepCase("default", Case("h1", "c", "other", "x", "y", later(days=1))))
    assert [one.case for one in await store.read(Cases("default"))] == [case("h1")]


async def test_the_cases_kept_first_make_room(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (ports, executors):
        monkeypatch.setattr(module, "KEPT_CASES", 2)
    for id_ in ("h1", "h2", "h3"):
        await store.write(KeepCase("default", case(id_)))
    assert [one.case.id for one in await store.read(Cases("default"))] == ["h2", "h3"]
