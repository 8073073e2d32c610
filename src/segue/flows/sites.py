"""Web sites that carry the widget. The key stands in their pages for all to read; the listed origins are the wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from segue.domain.errors import Invalid, NotFound
from segue.flows.people import checked_name
from segue.flows.tokens import fresh
from segue.ports.clock import Clock
from segue.ports.people import SaveSite, Site, SiteByKey
from segue.ports.store import Store

MOST_ORIGINS = 50


async def add_site(store: Store, clock: Clock, workspace: str, name: str, origins: Sequence[str]) -> Site:
    """Raises Invalid."""
    site = Site(fresh("site")[:27], workspace, checked_name(name), checked_origins(origins), clock.now())
    await store.write(SaveSite(site))
    return site


async def change_site(
    store: Store,
    clock: Clock,
    workspace: str,
    key: str,
    *,
    name: str | None = None,
    origins: Sequence[str] | None = None,
    disabled: bool | None = None,
) -> Site:
    """None leaves a field as it is. Switching a site off ends its visitors' sockets. Raises NotFound, Invalid."""
    site = await site_of(store, workspace, key)
    if name is not None:
        site = replace(site, name=checked_name(name))
    if origins is not None:
        site = replace(site, origins=checked_origins(origins))
    if disabled is not None:
        site = replace(site, disabled_at=(site.disabled_at or clock.now()) if disabled else None)
    await store.write(SaveSite(site))
    return site


async def new_identity_secret(store: Store, workspace: str, key: str) -> tuple[Site, str]:
    """A fresh secret for the site to sign identities with; the one before stops working. Raises NotFound."""
    secret = fresh("ids")
    site = replace(await site_of(store, workspace, key), identity_secret=secret)
    await store.write(SaveSite(site))
    return site, secret


async def site_of(store: Store, workspace: str, key: str) -> Site:
    site = await store.read(SiteByKey(key))
    if site is None or site.workspace != workspace:
        raise NotFound("there is no such site here")
    return site


def checked_origins(origins: Sequence[str]) -> tuple[str, ...]:
    """As browsers send them (RFC 6454): scheme, host, port unless it is the usual one. Raises Invalid."""
    if not 1 <= len(origins) <= MOST_ORIGINS:
        raise Invalid(f"origins: list 1 to {MOST_ORIGINS}, such as https://shop.example", field="origins")
    return tuple(dict.fromkeys(_origin(origin) for origin in origins))


def _origin(text: str) -> str:
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    extras = parts.username or parts.password or parts.query or parts.fragment or parts.path not in {"", "/"}
    if parts.scheme not in {"http", "https"} or not host or "*" in host or not host.isascii() or extras:
        raise Invalid(
            f"origins: {text[:100]!r} is not one; write scheme and host, such as https://shop.example, without a path",
            field="origins",
        )
    usual = {"http": 80, "https": 443}[parts.scheme]
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" if port in {None, usual} else f"{parts.scheme}://{shown}:{port}"
