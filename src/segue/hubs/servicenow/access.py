"""ServiceNow: where an instance is, who signs in there, and ids that it gives."""

from __future__ import annotations

import re

from segue.answers import account, basic
from segue.calls import Calls
from segue.domain.deliveries import Trouble
from segue.hubs.base import HubBase
from segue.ports.listeners import DeliveryFailed

VENDOR = "ServiceNow"
_SYS_ID = re.compile(r"[0-9a-f]{32}")
_OWN_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def site(hub: HubBase) -> str:
    """https://acme.service-now.com. Raises Invalid."""
    return f"https://{account(hub.given('account'), 'service-now.com')}.service-now.com"


def signed_calls(hub: HubBase) -> Calls:
    headers = {"Authorization": basic(hub.given("user"), hub.secrets["secret"]), "Accept": "application/json"}
    token = hub.secrets.get("token", "").strip()
    return Calls(hub.reach, VENDOR, {**headers, **({"token": token} if token else {})})


def is_sys_id(value: str) -> bool:
    return _SYS_ID.fullmatch(value) is not None


def is_own_id(value: str) -> bool:
    return _OWN_ID.fullmatch(value) is not None


def own_id(value: str) -> str:
    """Of a handoff, which becomes part of a query. Raises DeliveryFailed."""
    if not is_own_id(value):
        raise DeliveryFailed("an id of ours has letters, digits, - and _", Trouble.REFUSED)
    return value
