"""Every kind of hub, as data: what one needs to be set up, what it can do, and what that was checked against.

The adapter of each is in `segue/hubs`, in a file of the same name; `docs/adding-a-hub.md` is the recipe.
"""

from __future__ import annotations

from collections.abc import Mapping

from segue.domain.hubs import HubKind
from segue.hub_kinds import (
    chatwoot,
    dynamics,
    email,
    freshchat,
    freshdesk,
    genesys,
    hubspot,
    intercom,
    liveperson,
    salesforce,
    salesforce_case,
    servicenow,
    servicenow_incident,
    slack,
    sunshine,
    webhook,
    zendesk,
)

KINDS: Mapping[str, HubKind] = {
    module.KIND.name: module.KIND
    for module in (
        sunshine,
        zendesk,
        intercom,
        salesforce,
        salesforce_case,
        servicenow,
        servicenow_incident,
        liveperson,
        dynamics,
        genesys,
        freshdesk,
        freshchat,
        hubspot,
        chatwoot,
        slack,
        email,
        webhook,
    )
}
