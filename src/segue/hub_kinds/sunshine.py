"""Zendesk messaging, by Sunshine Conversations: live chat in the Agent Workspace."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "sunshine",
    "Zendesk messaging (Sunshine Conversations)",
    keys=(
        Key("account", "The name of your account, as in acme.zendesk.com", "acme", kind="account"),
        Key("app", "The id of the app"),
        Key("key", "The id of an API key of the app"),
        Key("secret", "The secret of that API key", secret=True),
        Key("integration", "The name of our switchboard integration", "segue"),
        Key("next", "The switchboard integration of your agents", "zd-agentWorkspace", needed=False),
        Key("field", "The id of a ticket field of several lines for the start of the package", needed=False),
        Key("webhook_secret", "The secret of the webhook, which Zendesk shows once", secret=True),
    ),
    can=frozenset(
        {
            Can.LIVE,
            Can.PUSHES,
            Can.CATCHES_UP,
            Can.FIELDS,
            Can.TAGS,
            Can.PRIORITY,
            Can.ASSIGNS,
            Can.TELLS_TYPING,
            Can.TELLS_END,
            Can.FILES_OUT,
            Can.FILES_IN,
        }
    ),
    cannot={
        Can.NOTES: "Messaging has no internal notes: they are messages of Segue in the conversation. The customer is "
        "not in that conversation by any channel of Zendesk, so only your agents read them",
        Can.SHOWS_TYPING: "Zendesk takes no typing of a customer from outside",
        Can.TELLS_JOINED: "Zendesk does not tell that an agent took the conversation: the customer learns it with the "
        "agent's first words",
        Can.TELLS_QUEUE: "Zendesk tells neither place nor wait",
        Can.TELLS_TRANSFER: "A transfer between your agents stays within Zendesk; the next agent's words come as ever",
        Can.LABELS: "Tags of the ticket are not told here; label in Segue",
    },
    checked=Checked.VENDOR,
    version="17.12.1",
    form="text",
    most_package=24_000,
    most_text=4_000,
    team="id of a group",
    clicks=(
        "Admin Center, Apps and integrations, APIs, Conversations API: Create API key. Copy the app id, the key id and "
        "the secret, which is shown once.",
        "Apps and integrations, Integrations, Conversations integrations: Create integration. Name it Segue, webhook "
        "endpoint URL {webhook}, and subscribe to conversation:message, conversation:typing, switchboard:passControl "
        "and switchboard:releaseControl. Save, and copy the shared secret.",
        "Put that integration into the switchboard under the name that you give as `integration`, with "
        "deliverStandbyEvents true and nextSwitchboardIntegrationId that of zd-agentWorkspace: one call, see the page.",
        "Channels, Messaging and social, Messaging, Manage settings, Advanced, Ending sessions: select Agents can end "
        "messaging sessions at any time. Ending the session gives the conversation back.",
        "Let Segue check the hub: it looks for both names in the switchboard and says what is missing.",
    ),
)
"""most_text: 4,096 characters are allowed; what counts as one is not said, so an emoji is taken for two."""
