"""Context packages, one a handoff."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select, update

from segue.domain.package import PACKAGE_VERSION, ContextPackage
from segue.ports.conversations import PackageOf, StorePackage, Unpackaged
from segue.store.statement import upsert
from segue.store.tables import IS_UNPACKAGED, handoffs, packages
from segue.store.transaction import Reading, Writing
from segue.store.values import decoder, encode

_SAVE = upsert(packages)
_MARK = (
    update(handoffs)
    .where(
        handoffs.c.workspace == bindparam("in_workspace"),
        handoffs.c.id == bindparam("of_handoff"),
        handoffs.c.conversation == bindparam("of_conversation"),
    )
    .values(packaged=True)
)
_OF = select(packages.c.body).where(
    packages.c.workspace == bindparam("workspace"), packages.c.handoff == bindparam("handoff")
)
_UNPACKAGED = (
    select(handoffs.c.workspace, handoffs.c.id)
    .where(IS_UNPACKAGED)
    .order_by(handoffs.c.requested_at)
    .limit(bindparam("limit"))
)
_package_of = decoder(ContextPackage)


@dataclass(frozen=True, slots=True)
class _Versioned:
    version: int = 1


_version_of = decoder(_Versioned)


def save_package(tx: Writing, workspace: str, package: ContextPackage) -> None:
    """Nothing where the handoff is gone, or of nobody any more: what is erased does not come back."""
    this = {"of_handoff": package.handoff, "of_conversation": package.conversation}
    if tx.change(_MARK, in_workspace=workspace, **this):
        tx.change(_SAVE, workspace=workspace, handoff=package.handoff, body=encode(package))


def store_package(tx: Writing, unit: StorePackage) -> None:
    save_package(tx, unit.workspace, unit.package)


def package_of(tx: Reading, query: PackageOf) -> ContextPackage | None:
    row = tx.row(_OF, workspace=query.workspace, handoff=query.handoff)
    if row is None or _version_of(row[0]).version != PACKAGE_VERSION:
        return None  # one of an earlier form is built anew from the log when somebody asks for it
    return _package_of(row[0])


def unpackaged(tx: Reading, query: Unpackaged) -> tuple[tuple[str, str], ...]:
    return tuple((workspace, id_) for workspace, id_ in tx.rows(_UNPACKAGED, limit=query.limit))
