"""ServiceNow: where an instance is, who signs in there, and ids that it gives."""

from __future__ import annotations

import re

from segue.answers import account, basic
from segue.domain.deliveries import Trouble
from segue.hubs.base import HubBase
from segue.hubs.calls import Calls
from segue.ports.listeners import DeliveryFailed

VENDOR = "ServiceNow"
_SYS_ID = re.compile(r"[0-9a-f]{32}")


def site(hub: HubBase) -> str:
    """https://acme.service-now.com. Raises Invalid."""
    return f"https://{account(hub.given('account'), 'service-now.com')}.service-now.com"


def signed_calls(hub: HubBase) -> Calls:
    headers = {"Authorization": basic(hub.given("user"), hub.secrets["secret"]), "Accept": "application/json"}
    token = hub.secrets.get("token", "").strip()
    return Calls(hub.reach, VENDOR, {**headers, **({"token": token} if token else {})})


def is_sys_id(value: str) -> bool:
    return _SYS_ID.fullmatch(value) is not None


def checked_sys_id(value: str) -> str:
    if not is_sys_id(value):
        raise DeliveryFailed(f"{VENDOR} gave a record an id that is none", Trouble.REFUSED)
    return value
