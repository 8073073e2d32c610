"""From a line of the policy to a hub that can be reached, with its secrets: one line a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from segue.calls import Reach
from segue.domain.errors import Invalid
from segue.domain.hubs import HubSettings
from segue.ports.hubs import Hub

ADAPTERS: Mapping[str, tuple[str, str]] = {
    "sunshine": ("segue.hubs.sunshine", "SunshineHub"),
    "zendesk": ("segue.hubs.zendesk", "ZendeskHub"),
    "intercom": ("segue.hubs.intercom", "IntercomHub"),
    "salesforce": ("segue.hubs.salesforce", "SalesforceHub"),
    "salesforce_case": ("segue.hubs.salesforce.case", "SalesforceCaseHub"),
    "servicenow": ("segue.hubs.servicenow", "ServiceNowHub"),
    "servicenow_incident": ("segue.hubs.servicenow.incident", "ServiceNowIncidentHub"),
    "liveperson": ("segue.hubs.liveperson", "LivePersonHub"),
    "dynamics": ("segue.hubs.dynamics", "DynamicsHub"),
    "genesys": ("segue.hubs.genesys", "GenesysHub"),
    "freshdesk": ("segue.hubs.freshdesk", "FreshdeskHub"),
    "freshchat": ("segue.hubs.freshchat", "FreshchatHub"),
    "hubspot": ("segue.hubs.hubspot", "HubSpotHub"),
    "chatwoot": ("segue.hubs.chatwoot", "ChatwootHub"),
    "slack": ("segue.hubs.slack", "SlackHub"),
    "email": ("segue.hubs.email", "EmailHub"),
    "webhook": ("segue.hubs.webhook", "WebhookHub"),
}
"""Kind -> where its adapter is; it is loaded when a policy names one."""


def open_hub(settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> Hub:
    """secrets: by the names that the policy gives them. Raises Invalid for one that is not given."""
    if settings.kind not in ADAPTERS:
        raise Invalid(f"hubs.{settings.name}: unknown kind {settings.kind!r}", field=f"hubs.{settings.name}.kind")
    given = {}
    for key, name in settings.secrets.items():
        if name not in secrets:
            raise Invalid(
                f"the hub {settings.name!r} needs the secret {name!r}: set SEGUE_SECRET_{name.upper()}",
                field=f"hubs.{settings.name}.{key}",
            )
        given[key] = secrets[name]
    module, name = ADAPTERS[settings.kind]
    made: Hub = getattr(import_module(module), name)(settings, given, reach)
    return made


def streams_of(settings: HubSettings) -> str:
    """`hub` where one stream tells of all its cases, `case` where each has one, "" where it tells by webhook: what the
    adapter's module says in `STREAMS`, or what that answers for these settings."""
    streams: str | Callable[[HubSettings], str] = import_module(ADAPTERS[settings.kind][0]).STREAMS
    return streams(settings) if callable(streams) else streams
