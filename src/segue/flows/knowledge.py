"""Reads the articles of each source anew by its `refresh`, side by side; a broken one keeps its old articles."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial

import structlog

from segue.domain.errors import SegueError
from segue.domain.knowledge import MOST_ARTICLES, Article
from segue.domain.policy import KnowledgeSettings
from segue.flows.env import Env
from segue.flows.knowledge_desk import Reading
from segue.ports.knowledge import Articles, KnowledgeMarkOf, ReplaceArticles

log = structlog.get_logger(__name__)

AT_ONCE = 4
LONGEST_READ_S = 900.0
MOST_CHARACTERS = 20_000_000
"""Of all articles of one source."""

FIRST_AGAIN, LONGEST_AGAIN = timedelta(minutes=1), timedelta(hours=1)
"""After a failure, twice as long each time, and never later than `refresh`."""


async def refresh_due(env: Env) -> int:
    """Begin to read each source that is due; what the policy no longer names is taken out. Answers how many began."""
    begun = 0
    for workspace in await env.policies.served():
        named = (await env.policies.active(workspace)).policy.knowledge
        await _take_out(env, workspace, set(named))
        for settings in named.values():
            begun += _begin(env, workspace, settings)
    return begun


async def refresh_and_wait(env: Env) -> int:
    """`refresh_due`, and wait until all that is under way has come to an end; for tests and scripts."""
    begun = await refresh_due(env)
    await asyncio.gather(*env.knowledge.under_way.values())
    return begun


async def _take_out(env: Env, workspace: str, named: set[str]) -> None:
    desk = env.knowledge
    gone = {source for place, source in desk.readings if place == workspace} - named
    if workspace not in desk.cleared:  # a source may have gone while no process ran
        if (await env.store.read(KnowledgeMarkOf(workspace))).articles:
            gone |= {one.source for one in await env.store.read(Articles(workspace))} - named
        desk.cleared.add(workspace)
    for source in gone:
        if task := desk.under_way.get((workspace, source)):
            task.cancel()
        desk.readings.pop((workspace, source), None)
        await env.store.write(ReplaceArticles(workspace, source, ()))


def _begin(env: Env, workspace: str, settings: KnowledgeSettings) -> int:
    desk, key, now = env.knowledge, (workspace, settings.name), env.clock.now()
    reading = desk.readings.get(key)
    if reading is None or reading.settings != settings:
        reading = desk.readings[key] = Reading(settings, due_at=now)
    if reading.due_at > now or key in desk.under_way or len(desk.under_way) >= AT_ONCE:
        return 0
    task = asyncio.create_task(_refresh(env, workspace, reading), name=f"knowledge {settings.name}")
    desk.under_way[key] = task
    task.add_done_callback(partial(_over, env, key))
    return 1


def _over(env: Env, key: tuple[str, str], _: asyncio.Task[None]) -> None:
    env.knowledge.under_way.pop(key, None)


async def _refresh(env: Env, workspace: str, reading: Reading) -> None:
    settings, desk = reading.settings, env.knowledge
    try:
        articles, remark = await _read(env, settings)
        await _keep(env, workspace, settings, articles)
    except Exception as error:
        known = isinstance(error, SegueError | TimeoutError)
        words = str(error) if isinstance(error, SegueError) else ""
        words = words or (f"it took longer than {LONGEST_READ_S:g} s" if known else type(error).__name__)
        log.warning("knowledge was not read; its old articles stay", source=settings.name, error=words)
        failures = reading.failures + 1
        again = min(FIRST_AGAIN * 2 ** min(failures - 1, 10), LONGEST_AGAIN, settings.refresh)
        desk.told(workspace, settings, error=words[:500], failures=failures, due_at=env.clock.now() + again)
        return
    now = env.clock.now()
    news = {"read_at": now, "articles": len(articles), "error": "", "remark": remark, "failures": 0}
    desk.told(workspace, settings, **news, due_at=now + settings.refresh)


async def _read(env: Env, settings: KnowledgeSettings) -> tuple[tuple[Article, ...], str]:
    """All articles, and what was left out in words. A source without an end is cut, not waited for."""
    found: dict[str, Article] = {}
    characters = 0
    async with asyncio.timeout(LONGEST_READ_S):
        async for article in env.knowledge.open(settings).articles():
            characters += len(article.text)
            if len(found) >= MOST_ARTICLES or characters > MOST_CHARACTERS:
                return tuple(found.values()), f"only the first {len(found):,} articles are kept; there are more"
            found[article.id] = article
    return tuple(found.values()), ""


async def _keep(env: Env, workspace: str, settings: KnowledgeSettings, articles: tuple[Article, ...]) -> None:
    """Store them, and make the index ready, before somebody waits for a draft."""
    current = env.knowledge.readings.get((workspace, settings.name))
    if current is None or current.settings != settings:
        return  # the policy changed meanwhile
    if await env.store.write(ReplaceArticles(workspace, settings.name, articles)):
        await env.drafts.index(env.store, workspace)
