"""What proves who somebody is: sessions, one-time links, keys, sites, visitors, the workspace's own secrets."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import BindParameter, Select, bindparam, delete, insert, select, update

from segue.domain.errors import NotFound, NotSignedIn, Refused
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
    User,
    Visitor,
    VisitorByHash,
    VisitorById,
    WorkspaceSecret,
)
from segue.store.people import check_email_free, save_user, user_of
from segue.store.statement import upsert
from segue.store.tables import keys, links, secrets, sessions, sites, users, visitors
from segue.store.transaction import Reading, Writing
from segue.store.values import decoder, encode, micros, micros_or_none, moment, moment_or_none

_session_of = decoder(Session)
_link_of = decoder(OneTimeLink)
_key_of = decoder(ApiKey)
_site_of = decoder(Site)
_visitor_of = decoder(Visitor)

_NOW: BindParameter[int] = bindparam("now")
_HASH: BindParameter[str] = bindparam("token_hash")

_SAVE_SESSION = upsert(sessions, same="workspace")
_SESSION = (
    select(sessions.c.body, sessions.c.expires_at, users.c.body)
    .select_from(sessions.join(users, (users.c.workspace == sessions.c.workspace) & (users.c.id == sessions.c.user)))
    .where(sessions.c.token_hash == _HASH, sessions.c.expires_at > _NOW, users.c.disabled_at.is_(None))
)
_EXTEND = (
    update(sessions).where(sessions.c.token_hash == bindparam("of_token")).values(expires_at=bindparam("expires_at"))
)
_OF_USER = (sessions.c.workspace == bindparam("workspace")) & (sessions.c.user == bindparam("user"))
_END_ALL = delete(sessions).where(_OF_USER)
_END_ONE = _END_ALL.where(sessions.c.token_hash == _HASH)


def save_session(tx: Writing, unit: SaveSession) -> None:
    session = unit.session
    tx.change(
        _SAVE_SESSION,
        token_hash=session.token_hash,
        workspace=session.workspace,
        user=session.user,
        expires_at=micros(session.expires_at),
        body=encode(session),
    )


def session_by_hash(tx: Reading, query: SessionByHash) -> tuple[Session, User] | None:
    row = tx.row(_SESSION, token_hash=query.token_hash, now=micros(query.now))
    if row is None:
        return None
    return replace(_session_of(row[0]), expires_at=moment(row[1])), user_of(row[2])


def extend_session(tx: Writing, unit: ExtendSession) -> None:
    tx.change(_EXTEND, of_token=unit.token_hash, expires_at=micros(unit.expires_at))


def end_sessions(tx: Writing, unit: EndSessions) -> int:
    of_user = {"workspace": unit.workspace, "user": unit.user}
    if unit.token_hash:
        return tx.change(_END_ONE, **of_user, token_hash=unit.token_hash)
    return tx.change(_END_ALL, **of_user)


_NEW_LINK = insert(links)
_SPEND_EARLIER = (
    update(links)
    .where(
        links.c.workspace == bindparam("in_workspace"),
        links.c.user == bindparam("of_user"),
        links.c.purpose == bindparam("for_purpose"),
    )
    .values(used=True)
)
_LINK = select(links.c.body).where(links.c.token_hash == _HASH, links.c.used.is_(False), links.c.expires_at > _NOW)
_LINK_LOCKED = _LINK.with_for_update()
_SPEND = update(links).where(links.c.token_hash == bindparam("of_token")).values(used=True)


def save_link(tx: Writing, unit: SaveLink) -> None:
    link = unit.link
    tx.change(_SPEND_EARLIER, in_workspace=link.workspace, of_user=link.user, for_purpose=link.purpose)
    tx.change(
        _NEW_LINK,
        token_hash=link.token_hash,
        workspace=link.workspace,
        purpose=link.purpose,
        user=link.user,
        expires_at=micros(link.expires_at),
        used=False,
        body=encode(link),
    )


def link_by_hash(tx: Reading, query: LinkByHash) -> OneTimeLink | None:
    row = tx.row(_LINK, token_hash=query.token_hash, now=micros(query.now))
    return None if row is None else _link_of(row[0])


def use_link(tx: Writing, unit: UseLink) -> OneTimeLink:
    row = tx.row(_LINK_LOCKED, token_hash=unit.token_hash, now=micros(unit.now))
    if row is None:
        raise NotSignedIn("this link was used, has expired or never existed; ask for a new one")
    if unit.user is not None:
        check_email_free(tx, unit.user)
    tx.change(_SPEND, of_token=unit.token_hash)
    if unit.user is not None:
        save_user(tx, SaveUser(unit.user))
    if unit.session is not None:
        save_session(tx, SaveSession(unit.session))
    return _link_of(row[0])


_KEYS = select(keys.c.body, keys.c.last_used_at)
_SAVE_KEY = upsert(keys, keep="last_used_at")
_KEY = _KEYS.where(keys.c.key_hash == bindparam("key_hash"), keys.c.revoked_at.is_(None)).where(
    keys.c.expires_at.is_(None) | (keys.c.expires_at > _NOW)
)
_KEYS_OF = _KEYS.where(keys.c.workspace == bindparam("workspace")).order_by(keys.c.created_at, keys.c.id)
_LIVE_OF_NAME = (
    select(keys.c.id)
    .where(
        keys.c.workspace == bindparam("workspace"),
        keys.c.name == bindparam("name"),
        keys.c.id != bindparam("id"),
        keys.c.revoked_at.is_(None),
    )
    .where(keys.c.expires_at.is_(None) | (keys.c.expires_at > _NOW))
)
_SEE_KEY = (
    update(keys)
    .where(keys.c.workspace == bindparam("in_workspace"), keys.c.id == bindparam("of_key"))
    .values(last_used_at=bindparam("last_used_at"))
)


def save_key(tx: Writing, unit: SaveKey) -> None:
    key = unit.key
    if key.revoked_at is None:
        now = micros(key.created_at)
        others = tx.rows(_LIVE_OF_NAME, workspace=key.workspace, name=key.name, id=key.id, now=now)
        if len(others) > 1:
            raise Refused(f"there are two live keys named {key.name}; revoke one of them first", name=key.name)
    tx.change(
        _SAVE_KEY,
        workspace=key.workspace,
        id=key.id,
        name=key.name,
        key_hash=key.key_hash,
        created_at=micros(key.created_at),
        expires_at=micros_or_none(key.expires_at),
        revoked_at=micros_or_none(key.revoked_at),
        last_used_at=micros_or_none(key.last_used_at),
        body=encode(key),
    )


def _key_from(body: str, last_used_at: int | None) -> ApiKey:
    key = _key_of(body)
    return replace(key, last_used_at=moment_or_none(last_used_at))


def key_by_hash(tx: Reading, query: KeyByHash) -> ApiKey | None:
    row = tx.row(_KEY, key_hash=query.key_hash, now=micros(query.now))
    return None if row is None else _key_from(*row)


def keys_of_workspace(tx: Reading, query: Keys) -> tuple[ApiKey, ...]:
    return tuple(_key_from(*row) for row in tx.rows(_KEYS_OF, workspace=query.workspace))


def see_key(tx: Writing, unit: SeeKey) -> None:
    tx.change(_SEE_KEY, in_workspace=unit.workspace, of_key=unit.id, last_used_at=micros(unit.at))


_SAVE_SITE = upsert(sites, same="workspace")
_SITE = select(sites.c.body).where(sites.c.key == bindparam("key"))
_SITES: Select[tuple[str]] = (
    select(sites.c.body).where(sites.c.workspace == bindparam("workspace")).order_by(sites.c.created_at, sites.c.key)
)


def save_site(tx: Writing, unit: SaveSite) -> None:
    site = unit.site
    saved = tx.change(
        _SAVE_SITE,
        key=site.key,
        workspace=site.workspace,
        created_at=micros(site.created_at),
        body=encode(site),
    )
    if not saved:
        raise NotFound("no such site", site=site.key)


def site_by_key(tx: Reading, query: SiteByKey) -> Site | None:
    row = tx.row(_SITE, key=query.key)
    return None if row is None else _site_of(row[0])


def sites_of_workspace(tx: Reading, query: Sites) -> tuple[Site, ...]:
    return tuple(_site_of(body) for (body,) in tx.rows(_SITES, workspace=query.workspace))


_SAVE_VISITOR = upsert(visitors)
_VISITOR = select(visitors.c.body).where(visitors.c.token_hash == _HASH, visitors.c.expires_at > _NOW)


def save_visitor(tx: Writing, unit: SaveVisitor) -> None:
    visitor = unit.visitor
    tx.change(
        _SAVE_VISITOR,
        workspace=visitor.workspace,
        id=visitor.id,
        token_hash=visitor.token_hash,
        expires_at=micros(visitor.expires_at),
        body=encode(visitor),
    )


def visitor_by_hash(tx: Reading, query: VisitorByHash) -> Visitor | None:
    row = tx.row(_VISITOR, token_hash=query.token_hash, now=micros(query.now))
    return None if row is None else _visitor_of(row[0])


_VISITOR_BY_ID = select(visitors.c.body).where(
    visitors.c.workspace == bindparam("workspace"), visitors.c.id == bindparam("id")
)


def visitor_by_id(tx: Reading, query: VisitorById) -> Visitor | None:
    row = tx.row(_VISITOR_BY_ID, workspace=query.workspace, id=query.id)
    return None if row is None else _visitor_of(row[0])


_NEW_SECRET = insert(secrets)
_SECRET = select(secrets.c.value).where(
    secrets.c.workspace == bindparam("workspace"), secrets.c.name == bindparam("name")
)


def workspace_secret(tx: Writing, unit: WorkspaceSecret) -> str:
    row = tx.row(_SECRET, workspace=unit.workspace, name=unit.name)
    if row is None:
        tx.change(_NEW_SECRET, workspace=unit.workspace, name=unit.name, value=unit.fresh)
    return unit.fresh if row is None else str(row[0])
