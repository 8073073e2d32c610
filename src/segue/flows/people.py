"""Admins say who works here, and as what."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from segue.domain.errors import Invalid, NotFound
from segue.flows.tokens import fresh
from segue.flows.work_times import read_works
from segue.ports.clock import Clock
from segue.ports.people import EndSessions, SaveUser, User, UserById, UserRole
from segue.ports.store import Store

LONGEST_NAME = 80
LEVELS = range(1, 6)
CAPACITIES = range(1, 51)
SENIORITIES = range(6)
MOST_AUTHORITY = 1e12
_EMAIL = re.compile(r"[^@\s<>\"',;]{1,64}@[^@\s<>\"',;]{1,190}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def checked_email(email: str) -> str:
    """In lower case. Raises Invalid."""
    email = email.strip().lower()
    if not (_EMAIL.fullmatch(email) and email.isprintable()):
        raise Invalid("email: write one address, such as maria@acme.example", field="email")
    return email


def checked_name(name: str, field: str = "name") -> str:
    """Customers read it. Raises Invalid."""
    name = name.strip()
    if not any(map(str.isprintable, name)) or len(name) > LONGEST_NAME or _CONTROL.search(name):
        raise Invalid(f"{field}: write 1 to {LONGEST_NAME} visible characters", field=field)
    return name


async def add_user(
    store: Store, clock: Clock, workspace: str, *, email: str, name: str, fields: Mapping[str, Any], user_id: str = ""
) -> User:
    """Somebody new, who cannot sign in before a one-time link was used. user_id: "" makes one. Raises Invalid."""
    user = User(
        user_id or fresh("usr")[:26], workspace, checked_email(email), checked_name(name), UserRole.AGENT, clock.now()
    )
    user = _with(user, fields)
    await store.write(SaveUser(user))
    return user


async def change_user(store: Store, workspace: str, user_id: str, fields: Mapping[str, Any]) -> User:
    """`fields` as User names them. Raises NotFound, Invalid, Refused (see SaveUser)."""
    user = await user_by_id(store, workspace, user_id)
    changed = _with(user, fields)
    await store.write(SaveUser(changed, before=user))
    return changed


async def disable_user(store: Store, clock: Clock, workspace: str, user_id: str) -> User:
    """No more signing in; sessions end now. Raises NotFound, Refused (see SaveUser)."""
    user = await user_by_id(store, workspace, user_id)
    disabled = replace(user, disabled_at=user.disabled_at or clock.now())
    await store.write(SaveUser(disabled, before=user))
    await store.write(EndSessions(workspace, user_id))
    return disabled


async def enable_user(store: Store, workspace: str, user_id: str) -> User:
    user = await user_by_id(store, workspace, user_id)
    enabled = replace(user, disabled_at=None)
    await store.write(SaveUser(enabled, before=user))
    return enabled


async def user_by_id(store: Store, workspace: str, user_id: str) -> User:
    user = await store.read(UserById(workspace, user_id))
    if user is None:
        raise NotFound("there is no such user here")
    return user


def _with(user: User, fields: Mapping[str, Any]) -> User:
    checks: dict[str, Callable[[Any], Any]] = {
        "email": checked_email,
        "name": checked_name,
        "role": UserRole,
        "team": lambda team: checked_name(team, "team") if team.strip() else "",
        "queues": lambda names: _names(names, "queues"),
        "languages": lambda names: _names(names, "languages"),
        "skills": _skills,
        "capacity": _capacity,
        "channels": _channels,
        "authority": _authority,
        "seniority": _seniority,
        "works": read_works,
    }
    return replace(user, **{name: checks[name](value) for name, value in fields.items()})


def _names(names: Sequence[str], field: str) -> tuple[str, ...]:
    if len(names) > 100:
        raise Invalid(f"{field}: at most 100", field=field)
    return tuple(dict.fromkeys(checked_name(name, field) for name in names))


def _skills(skills: Mapping[str, int]) -> dict[str, int]:
    wrong = [name for name, level in skills.items() if level not in LEVELS]
    if wrong or len(skills) > 100:
        raise Invalid("skills: write at most 100, each with a level from 1 to 5, such as {billing: 3}", field="skills")
    return {checked_name(name, "skills"): level for name, level in skills.items()}


def _capacity(units: int) -> int:
    if units not in CAPACITIES:
        raise Invalid("capacity: write a whole number of units from 1 to 50", field="capacity")
    return units


def _channels(channels: Mapping[str, int]) -> dict[str, int]:
    wrong = [name for name, units in channels.items() if units not in range(max(CAPACITIES) + 1)]
    if wrong or len(channels) > 20:
        raise Invalid(
            "channels: write at most 20, each with the units of it at the same time, 0 to 50, such as {widget: 2}",
            field="channels",
        )
    return {checked_name(name, "channels"): units for name, units in channels.items()}


def _authority(authority: Mapping[str, float]) -> dict[str, float]:
    wrong = [name for name, amount in authority.items() if not 0 <= amount <= MOST_AUTHORITY]  # NaN is in no range
    if wrong or len(authority) > 100:
        raise Invalid(
            "authority: write at most 100, each with the amount it goes up to, or 1 where there is none,"
            " such as {credit: 500, contract: 1}",
            field="authority",
        )
    return {checked_name(name, "authority"): amount for name, amount in authority.items()}


def _seniority(level: int) -> int:
    if level not in SENIORITIES:
        raise Invalid("seniority: write a whole number from 0 to 5", field="seniority")
    return level
