"""Sessions, links, keys, sites, visitors and secrets, on every store."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from making import NOW, later, user

from segue.domain.errors import Invalid, NotFound, NotSignedIn, Refused
from segue.ports.people import (
    ApiKey,
    EndSessions,
    ExtendSession,
    KeyByHash,
    Keys,
    LinkByHash,
    OneTimeLink,
    SaveKey,
    SaveLink,
    SaveSession,
    SaveSite,
    SaveUser,
    SaveVisitor,
    SeeKey,
    Session,
    SessionByHash,
    Site,
    SiteByKey,
    Sites,
    UseLink,
    UserById,
    Visitor,
    VisitorByHash,
    WorkspaceSecret,
)
from segue.ports.store import Store

SESSION = Session("s1", "default", "maria", NOW, later(hours=8), agent="Firefox")
LINK = OneTimeLink("l1", "default", "invite", NOW, later(days=3), user="maria")
KEY = ApiKey("k1", "default", "shop bot", "hash-1", ("conversations",), NOW)
SITE = Site("site_1", "default", "Shop", ("https://shop.example",), NOW)
VISITOR = Visitor("v1", "default", "site_1", "vh-1", NOW, later(days=1), profile={"name": "Ana"})


async def test_a_session_counts_until_it_expires(store: Store) -> None:
    await store.write(SaveUser(user()))
    await store.write(SaveSession(SESSION))
    assert await store.read(SessionByHash("s1", NOW)) == (SESSION, user())
    assert await store.read(SessionByHash("s1", SESSION.expires_at)) is None
    await store.write(ExtendSession("s1", later(hours=9)))
    assert await store.read(SessionByHash("s1", later(hours=8))) == (
        replace(SESSION, expires_at=later(hours=9)),
        user(),
    )


async def test_a_disabled_user_has_no_session(store: Store) -> None:
    await store.write(SaveUser(user(disabled_at=NOW)))
    await store.write(SaveSession(SESSION))
    assert await store.read(SessionByHash("s1", NOW)) is None


async def test_sessions_end_one_by_one_or_all_at_once(store: Store) -> None:
    await store.write(SaveUser(user()))
    for hash_ in ("s1", "s2", "s3"):
        await store.write(SaveSession(replace(SESSION, token_hash=hash_)))
    assert await store.write(EndSessions("default", "somebody", "s1")) == 0
    assert await store.write(EndSessions("default", "maria", "s1")) == 1
    await store.write(ExtendSession("s1", later(hours=9)))
    assert await store.read(SessionByHash("s1", NOW)) is None
    assert await store.write(EndSessions("default", "maria")) == 2


async def test_a_link_works_once_however_many_use_it_at_once(store: Store) -> None:
    await store.write(SaveUser(user()))
    await store.write(SaveLink(LINK))
    assert await store.read(LinkByHash("l1", NOW)) == LINK
    unit = UseLink("l1", NOW, user=user(password_hash="new"), session=SESSION)
    answers = await asyncio.gather(*(store.write(unit) for _ in range(5)), return_exceptions=True)
    assert [answer for answer in answers if not isinstance(answer, NotSignedIn)] == [LINK]
    assert await store.read(LinkByHash("l1", NOW)) is None
    assert await store.read(SessionByHash("s1", NOW)) == (SESSION, user(password_hash="new"))


async def test_an_expired_link_and_an_unknown_one_are_the_same(store: Store) -> None:
    await store.write(SaveLink(LINK))
    for hash_, now in (("l1", LINK.expires_at), ("l2", NOW)):
        assert await store.read(LinkByHash(hash_, now)) is None
        with pytest.raises(NotSignedIn):
            await store.write(UseLink(hash_, now))


async def test_a_link_is_not_used_up_when_its_user_cannot_be_stored(store: Store) -> None:
    await store.write(SaveUser(user("maria")))
    await store.write(SaveLink(LINK))
    with pytest.raises(Invalid):
        await store.write(UseLink("l1", NOW, user=user("noor", email="maria@acme.example")))
    assert await store.read(LinkByHash("l1", NOW)) == LINK
    assert await store.read(UserById("default", "noor")) is None


async def test_a_new_link_replaces_the_earlier_one_of_its_purpose(store: Store) -> None:
    await store.write(SaveLink(LINK))
    await store.write(SaveLink(replace(LINK, token_hash="l2", purpose="reset")))
    await store.write(SaveLink(replace(LINK, token_hash="l3")))
    there = [hash_ for hash_ in ("l1", "l2", "l3") if await store.read(LinkByHash(hash_, NOW))]
    assert there == ["l2", "l3"]


async def test_a_key_counts_until_it_is_revoked_or_expires(store: Store) -> None:
    await store.write(SaveKey(replace(KEY, expires_at=later(days=1))))
    assert await store.read(KeyByHash("hash-1", NOW)) == replace(KEY, expires_at=later(days=1))
    assert await store.read(KeyByHash("hash-1", later(days=1))) is None
    await store.write(SaveKey(replace(KEY, revoked_at=NOW)))
    assert await store.read(KeyByHash("hash-1", NOW)) is None
    assert await store.read(Keys("default")) == (replace(KEY, revoked_at=NOW),)


async def test_two_live_keys_share_a_name_and_a_third_is_refused(store: Store) -> None:
    await store.write(SaveKey(KEY))
    await store.write(SaveKey(replace(KEY, id="k2", key_hash="hash-2")))
    third = replace(KEY, id="k3", key_hash="hash-3")
    with pytest.raises(Refused):
        await store.write(SaveKey(third))
    await store.write(SaveKey(replace(third, workspace="other", key_hash="hash-4")))
    await store.write(SaveKey(replace(KEY, revoked_at=NOW)))
    await store.write(SaveKey(third))


async def test_that_a_key_was_used_neither_revives_nor_changes_it(store: Store) -> None:
    await store.write(SaveKey(replace(KEY, revoked_at=NOW)))
    await store.write(SeeKey("default", "k1", later(hours=1)))
    await store.write(SaveKey(replace(KEY, revoked_at=NOW, scopes=())))
    (key,) = await store.read(Keys("default"))
    assert key == replace(KEY, revoked_at=NOW, scopes=(), last_used_at=later(hours=1))


async def test_a_site_is_found_by_its_key_and_belongs_to_one_workspace(store: Store) -> None:
    await store.write(SaveSite(SITE))
    assert await store.read(SiteByKey("site_1")) == SITE
    with pytest.raises(NotFound):
        await store.write(SaveSite(replace(SITE, workspace="other", origins=("https://evil.example",))))
    assert await store.read(SiteByKey("site_1")) == SITE
    assert await store.read(Sites("default")) == (SITE,)


async def test_a_visitor_is_found_by_the_newest_token_until_it_expires(store: Store) -> None:
    await store.write(SaveVisitor(VISITOR))
    renewed = replace(VISITOR, token_hash="vh-2", expires_at=later(days=2))
    await store.write(SaveVisitor(renewed))
    assert await store.read(VisitorByHash("vh-1", NOW)) is None
    assert await store.read(VisitorByHash("vh-2", NOW)) == renewed
    assert await store.read(VisitorByHash("vh-2", later(days=2))) is None


async def test_the_first_secret_stays(store: Store) -> None:
    made = await asyncio.gather(*(store.write(WorkspaceSecret("default", "tokens", f"s{n}")) for n in range(5)))
    assert len(set(made)) == 1
    assert await store.write(WorkspaceSecret("default", "tokens", "fresh")) == made[0]
    assert await store.write(WorkspaceSecret("default", "other", "fresh")) == "fresh"
    assert await store.write(WorkspaceSecret("elsewhere", "tokens", "fresh")) == "fresh"
