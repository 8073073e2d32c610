"""The demo's articles: a help page for people, and a folder for drafts."""

from __future__ import annotations

import aiohttp

from segue.demo.help import articles, slug
from segue.demo.opening import Demo
from segue.flows.drafting import propose
from segue.flows.knowledge import refresh_and_wait
from segue.ports.knowledge import Articles


async def test_every_article_of_the_help_page_can_be_quoted(demo: Demo, browser: aiohttp.ClientSession) -> None:
    await refresh_and_wait(demo.house.segue.env)
    stored = await demo.house.segue.store.read(Articles("default"))
    assert {one.article.title for one in stored} == {row["title"] for row in articles()}
    async with browser.get("/help") as answer:
        page = await answer.text()
    for one in stored:
        assert one.article.url.endswith(f"/help#{slug(one.article.title)}")
        assert f'id="{slug(one.article.title)}"' in page


async def test_a_draft_of_the_shop_names_the_article_it_is_made_of(demo: Demo) -> None:
    await refresh_and_wait(demo.house.segue.env)
    found = await propose(
        demo.house.segue.env, "default", "How do I return the lamp, is there a label?", queues=("support",), name="Ana"
    )
    assert found is not None
    assert found.text.startswith("Hello Ana,\n\nYou have 30 days.")
    assert found.sources[0].url.endswith("/help#return-something")
