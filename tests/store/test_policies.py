"""Policy versions, on every store."""

from __future__ import annotations

import pytest
from making import NOW, later

from segue.domain.errors import Refused
from segue.ports.policies import ActiveHashes, ActivePolicy, ImportPolicy, PolicyByHash, PolicyVersion, PolicyVersions
from segue.ports.store import Store

FIRST = PolicyVersion("default", "aa", "version: 1", "maria", NOW)
SECOND = PolicyVersion("default", "bb", "version: 1 # better", "noor", later(hours=1))


async def test_an_imported_version_is_active_and_the_older_stay(store: Store) -> None:
    assert await store.read(ActivePolicy("default")) is None
    assert await store.write(ImportPolicy(FIRST))
    assert await store.write(ImportPolicy(SECOND))
    assert await store.read(ActivePolicy("default")) == SECOND
    assert await store.read(ActiveHashes()) == {"default": "bb"}
    assert await store.read(PolicyByHash("default", "aa")) == FIRST
    assert await store.read(PolicyVersions("default")) == (SECOND, FIRST)
    assert await store.read(PolicyVersions("default", limit=1)) == (SECOND,)


async def test_a_known_text_becomes_active_again_and_keeps_its_author(store: Store) -> None:
    await store.write(ImportPolicy(FIRST))
    await store.write(ImportPolicy(SECOND))
    assert not await store.write(ImportPolicy(PolicyVersion("default", "aa", FIRST.text, "somebody", later(days=1))))
    assert await store.read(ActivePolicy("default")) == FIRST


async def test_a_draft_of_an_older_version_is_refused(store: Store) -> None:
    assert await store.write(ImportPolicy(FIRST, base=""))
    assert await store.write(ImportPolicy(SECOND, base="aa"))
    with pytest.raises(Refused):
        await store.write(ImportPolicy(FIRST, base="aa"))
    assert await store.read(ActivePolicy("default")) == SECOND
