"""Policy versions. One that is stored never changes; which one is active does."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select

from segue.domain.errors import Refused
from segue.ports.policies import (
    ActiveHashes,
    ActivePolicy,
    ImportPolicy,
    PolicyByHash,
    PolicyVersion,
    PolicyVersions,
)
from segue.ports.routing import ChangeKind
from segue.store.changes import note_change
from segue.store.statement import upsert
from segue.store.tables import active_policies, policies
from segue.store.transaction import Reading, Writing
from segue.store.values import decoder, encode, micros

_version_of = decoder(PolicyVersion)

_WORKSPACE = policies.c.workspace == bindparam("workspace")
_NEW = insert(policies)
_ACTIVATE = upsert(active_policies)
_BY_HASH = select(policies.c.body).where(_WORKSPACE, policies.c.hash == bindparam("hash"))
_ACTIVE = (
    select(policies.c.body)
    .select_from(
        active_policies.join(
            policies,
            (policies.c.workspace == active_policies.c.workspace) & (policies.c.hash == active_policies.c.hash),
        )
    )
    .where(active_policies.c.workspace == bindparam("workspace"))
)
_ACTIVE_HASH = (
    select(active_policies.c.hash).where(active_policies.c.workspace == bindparam("workspace")).with_for_update()
)
_ACTIVE_HASHES = select(active_policies.c.workspace, active_policies.c.hash)
_NEWEST = (
    select(policies.c.body)
    .where(_WORKSPACE)
    .order_by(policies.c.created_at.desc(), policies.c.hash)
    .limit(bindparam("limit"))
)


def import_policy(tx: Writing, unit: ImportPolicy) -> bool:
    version = unit.version
    active = tx.row(_ACTIVE_HASH, workspace=version.workspace)
    active_hash = "" if active is None else str(active[0])
    if unit.base is not None and unit.base != active_hash:
        raise Refused("somebody else changed the policy meanwhile; look at theirs first", active=active_hash)
    known = tx.row(_BY_HASH, workspace=version.workspace, hash=version.hash)
    if known is None:
        tx.change(
            _NEW,
            workspace=version.workspace,
            hash=version.hash,
            created_at=micros(version.created_at),
            body=encode(version),
        )
    if version.hash != active_hash:
        tx.change(_ACTIVATE, workspace=version.workspace, hash=version.hash)
        note_change(tx, version.workspace, ChangeKind.POLICY, version.hash)
    return known is None


def active_policy(tx: Reading, query: ActivePolicy) -> PolicyVersion | None:
    row = tx.row(_ACTIVE, workspace=query.workspace)
    return None if row is None else _version_of(row[0])


def active_hashes(tx: Reading, query: ActiveHashes) -> dict[str, str]:
    return dict(tx.rows(_ACTIVE_HASHES))


def policy_by_hash(tx: Reading, query: PolicyByHash) -> PolicyVersion | None:
    row = tx.row(_BY_HASH, workspace=query.workspace, hash=query.hash)
    return None if row is None else _version_of(row[0])


def policy_versions(tx: Reading, query: PolicyVersions) -> tuple[PolicyVersion, ...]:
    return tuple(_version_of(body) for (body,) in tx.rows(_NEWEST, workspace=query.workspace, limit=query.limit))
