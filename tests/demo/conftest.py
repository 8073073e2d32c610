"""A demo that runs, for tests that only look at it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from segue.demo.opening import Demo, opened


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    async with opened(tmp_path, bot_pause=timedelta(0)) as running:
        yield running


@pytest.fixture
async def browser(demo: Demo) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(
        demo.house.settings.url, cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"x-segue": "desk"}
    ) as session:
        yield session
