"""From a line of the policy to a helpdesk that can be reached, with its secrets."""

from __future__ import annotations

from collections.abc import Mapping

from segue.domain.errors import Invalid
from segue.domain.policy import AssistedHub
from segue.hubs.intercom import IntercomHub
from segue.hubs.zendesk import ZendeskHub
from segue.outbound import Limits, Outbound
from segue.ports.hubs import Hub

HUB_LIMITS = Limits(attempt_s=15.0, total_s=40.0, attempts=3, longest_wait_s=15.0, most_bytes=8 * 1024 * 1024)
"""Of one call. A lane waits for it, and calls again later."""


def open_hub(settings: AssistedHub, secrets: Mapping[str, str], outbound: Outbound, base: str) -> Hub:
    """base: where its API is. Raises Invalid for a secret that is not given."""
    given = {}
    for key in ("secret", "webhook_secret"):
        name = getattr(settings, key)
        if name not in secrets:
            raise Invalid(
                f"the helpdesk {settings.name!r} needs the secret {name!r}: set SEGUE_SECRET_{name.upper()}",
                field=f"assist.{settings.name}.{key}",
            )
        given[key] = secrets[name]
    match settings.kind:
        case "intercom":
            return IntercomHub(
                outbound,
                base,
                name=settings.name,
                token=given["secret"],
                webhook_secret=given["webhook_secret"],
                admin=settings.admin,
            )
        case "zendesk":
            return ZendeskHub(
                outbound,
                base,
                name=settings.name,
                email=settings.user,
                token=given["secret"],
                webhook_secret=given["webhook_secret"],
            )
    raise Invalid(f"assist.{settings.name}: unknown kind {settings.kind!r}", field=f"assist.{settings.name}.kind")
