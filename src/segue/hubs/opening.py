"""From a line of the policy to a hub that can be reached, with its secrets: one line a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from segue.adapters import Adapters, adapter_of, given_secrets
from segue.calls import Reach
from segue.domain.hubs import HubSettings
from segue.ports.hubs import Hub

ADAPTERS: Adapters = {
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


def open_hub(settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> Hub:
    """secrets: by the names that the policy gives them. Raises Invalid for one that is not given."""
    where = f"hubs.{settings.name}"
    adapter = adapter_of(ADAPTERS, settings.kind, where)
    given = given_secrets(settings.secrets, secrets, f"the hub {settings.name!r}", where)
    made: Hub = adapter(settings, given, reach)
    return made


def streams_of(settings: HubSettings) -> str:
    """`hub` where one stream tells of all its cases, `case` where each has one, "" where it tells by webhook: what the
    adapter's module says in `STREAMS`, or what that answers for these settings."""
    streams: str | Callable[[HubSettings], str] = import_module(ADAPTERS[settings.kind][0]).STREAMS
    return streams(settings) if callable(streams) else streams
