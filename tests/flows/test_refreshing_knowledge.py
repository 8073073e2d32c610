"""Articles are read again and again; a source that fails keeps what it had, and says why."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from fakes.clock import FakeClock
from segue.app import Segue
from segue.domain.errors import CallFailed, Invalid
from segue.domain.knowledge import MOST_ARTICLES, Article
from segue.domain.policy import KnowledgeSettings
from segue.flows.knowledge import refresh_and_wait, refresh_due
from segue.ports.knowledge import Articles, ReplaceArticles

POLICY = """
version: 1
triggers: [{id: ask, when: "asks_for_human == 'clear'", then: handoff}]
route: [{queue: general}]
queues: {general: {}}
"""
TWO = """
knowledge:
  faq: {kind: http, url: "https://faq.example", refresh: 10m}
  wiki: {kind: http, url: "https://wiki.example", refresh: 1h}
"""


@dataclass
class Played:
    """Sources as a test plays them. fails: name -> what reading it raises."""

    articles: dict[str, list[Article]] = field(default_factory=dict)
    fails: dict[str, Exception] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def open(self, settings: KnowledgeSettings) -> Played.Source:
        return Played.Source(self, settings.name)

    @dataclass
    class Source:
        played: Played
        name: str

        async def articles(self) -> AsyncIterator[Article]:
            self.played.read.append(self.name)
            for article in self.played.articles.get(self.name, []):
                yield article
            await self.played.gate.wait()
            if self.name in self.played.fails:
                raise self.played.fails[self.name]


def article(id_: str, text: str = "Within 14 days.") -> Article:
    return Article(id_, f"Title {id_}", text)


@dataclass
class Here:
    segue: Segue
    clock: FakeClock
    played: Played
    file: Path

    async def kept(self) -> list[tuple[str, str]]:
        return [(one.source, one.article.id) for one in await self.segue.store.read(Articles("default"))]

    async def refreshed(self) -> int:
        return await refresh_and_wait(self.segue.env)

    async def policy(self, text: str) -> None:
        await self.segue.env.policies.adopt("default", POLICY + text, "test")

    def told(self) -> dict[str, tuple[int | None, str]]:
        return {one.settings.name: (one.articles, one.error) for one in self.segue.env.knowledge.of("default")}


@pytest.fixture
async def here(tmp_path: Path, url: str) -> AsyncIterator[Here]:
    file = tmp_path / "policy.yaml"
    file.write_text(POLICY)
    clock, played = FakeClock(), Played()
    played.gate.set()
    async with Segue.open(file, store=url, clock=clock, background=False) as segue:
        segue.env.knowledge.open = played.open
        yield Here(segue, clock, played, file)


async def test_each_source_is_read_at_once_and_again_by_its_own_interval(here: Here) -> None:
    await here.policy(TWO)
    here.played.articles = {"faq": [article("1"), article("2")], "wiki": [article("1")]}
    assert await here.refreshed() == 2
    assert await here.kept() == [("faq", "1"), ("faq", "2"), ("wiki", "1")]
    assert await here.refreshed() == 0
    here.played.articles["faq"] = [article("3")]
    here.clock.forward(minutes=10)
    assert await here.refreshed() == 1
    assert await here.kept() == [("faq", "3"), ("wiki", "1")]
    assert here.told() == {"faq": (1, ""), "wiki": (1, "")}


async def test_a_source_that_fails_keeps_its_articles_is_said_to_fail_and_holds_up_no_other(here: Here) -> None:
    await here.policy(TWO)
    here.played.articles = {"faq": [article("1"), article("2")], "wiki": [article("1")]}
    await here.refreshed()
    here.clock.forward(hours=1)
    here.played.articles = {"faq": [article("9")], "wiki": [article("2")]}  # half an answer, then it breaks
    here.played.fails = {"faq": CallFailed("faq did not answer within 30 s")}
    await here.refreshed()
    assert await here.kept() == [("faq", "1"), ("faq", "2"), ("wiki", "2")]
    assert here.told() == {"faq": (2, "faq did not answer within 30 s"), "wiki": (1, "")}


async def test_it_is_tried_again_sooner_than_its_interval_and_later_each_time(here: Here) -> None:
    await here.policy(TWO)
    here.played.fails = {"wiki": ValueError("secret words"), "faq": Invalid("x")}
    tries = []
    for minute in range(60):
        await here.refreshed()
        tries += [minute] * here.played.read.count("wiki")
        here.played.read.clear()
        here.clock.forward(minutes=1)
    assert tries == [0, 1, 3, 7, 15, 31]
    assert here.told()["wiki"] == (None, "ValueError")
    here.played.fails = {}
    here.clock.forward(hours=1)
    await here.refreshed()
    assert here.told()["wiki"] == (0, "")


async def test_a_slow_source_holds_up_neither_the_lane_nor_another_source(here: Here) -> None:
    await here.policy(TWO)
    here.played.gate.clear()
    here.played.articles = {"faq": [article("1")]}
    assert await refresh_due(here.segue.env) == 2
    assert await refresh_due(here.segue.env) == 0  # each is read once at a time
    here.played.gate.set()
    await here.refreshed()
    assert await here.kept() == [("faq", "1")]


async def test_a_changed_policy_is_followed(here: Here) -> None:
    await here.policy(TWO)
    here.played.articles = {"faq": [article("1")], "wiki": [article("1")]}
    await here.refreshed()
    await here.policy('knowledge: {faq: {kind: http, url: "https://other.example", refresh: 10m}}')
    here.played.articles = {"faq": [article("2")]}
    assert await here.refreshed() == 1  # at once: it is another source now
    assert await here.kept() == [("faq", "2")]
    assert list(here.told()) == ["faq"]
    await here.policy("")
    await here.refreshed()
    assert await here.kept() == []


async def test_what_a_source_that_is_gone_left_behind_is_taken_out_after_a_restart(here: Here) -> None:
    await here.segue.store.write(ReplaceArticles("default", "gone", (article("1"),)))
    await here.refreshed()
    assert await here.kept() == []


async def test_a_source_without_an_end_is_cut_and_says_so(here: Here) -> None:
    await here.policy(TWO)
    here.played.articles = {"faq": [article(str(n), "x") for n in range(MOST_ARTICLES + 10)]}
    await here.refreshed()
    (faq, _) = here.segue.env.knowledge.of("default")
    assert (faq.articles, faq.remark) == (MOST_ARTICLES, "only the first 5,000 articles are kept; there are more")


async def test_a_folder_beside_the_policy_file_is_read_and_its_changes_too(tmp_path: Path, sqlite_url: str) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "refunds.md").write_text("# Refunds\n\nWithin 14 days.")
    file, clock = tmp_path / "policy.yaml", FakeClock()
    file.write_text(POLICY + "knowledge: {handbook: {kind: folder, path: articles, refresh: 1m}}")
    async with Segue.open(file, store=sqlite_url, clock=clock, background=False) as segue:
        await segue.step()
        (first,) = await segue.store.read(Articles("default"))
        assert (first.source, first.article.title, first.article.text) == ("handbook", "Refunds", "Within 14 days.")
        (tmp_path / "articles" / "refunds.md").rename(tmp_path / "articles" / "returns.md")
        clock.forward(minutes=1)
        await segue.step()
        assert [one.article.id for one in await segue.store.read(Articles("default"))] == ["returns.md"]


async def test_a_secret_that_is_not_given_stops_the_start(tmp_path: Path, sqlite_url: str) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(POLICY + "knowledge: {faq: {kind: intercom, secret: intercom_token}}")
    with pytest.raises(Invalid, match="set SEGUE_SECRET_INTERCOM_TOKEN"):
        async with Segue.open(file, store=sqlite_url, background=False):
            pass
