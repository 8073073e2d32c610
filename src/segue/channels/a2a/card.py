"""The agent card: what another agent reads of "human support" before it calls. Open to anybody; it names no secret."""

from __future__ import annotations

from typing import Any

from segue.channels.a2a.dialects import EXTENSION

_BEARER = {"scheme": "bearer", "description": "A key of Segue with the scope handoff"}


def card(url: str, title: str, version: str, languages: tuple[str, ...]) -> dict[str, Any]:
    """As version 1.0 has it. url: where requests go."""
    interface = {"url": url, "protocolBinding": "JSONRPC"}
    return {
        **_same(title, version, languages),
        "supportedInterfaces": [
            {**interface, "protocolVersion": "1.0"},
            {**interface, "protocolVersion": "0.3"},
        ],
        "capabilities": {
            "streaming": True,
            "pushNotifications": False,
            "extendedAgentCard": False,
            "extensions": [_EXTENSION],
        },
        "securitySchemes": {"key": {"httpAuthSecurityScheme": _BEARER}},
        "securityRequirements": [{"schemes": {"key": {"list": []}}}],
    }


def older_card(url: str, title: str, version: str, languages: tuple[str, ...]) -> dict[str, Any]:
    """As version 0.3 has it."""
    return {
        **_same(title, version, languages),
        "protocolVersion": "0.3.0",
        "url": url,
        "preferredTransport": "JSONRPC",
        "capabilities": {"streaming": True, "pushNotifications": False, "extensions": [_EXTENSION]},
        "supportsAuthenticatedExtendedCard": False,
        "securitySchemes": {"key": {"type": "http", **_BEARER}},
        "security": [{"key": []}],
    }


_EXTENSION = {
    "uri": EXTENSION,
    "description": "In a message's metadata: history [{role: user or agent, text}], reason, note, queue, urgency, "
    "language, customer {id, name, email}. In ours: who speaks, and their name.",
    "required": False,
}


def _same(title: str, version: str, languages: tuple[str, ...]) -> dict[str, Any]:
    return {
        "name": title,
        "description": "People who take over a customer's conversation from an AI agent, and give it back with what "
        "was done and promised.",
        "version": version,
        "defaultInputModes": ["text/plain"],
        "defaultOutputModes": ["text/plain", "application/json"],
        "skills": [
            {
                "id": "human-support",
                "name": "Human support",
                "description": "Send what the customer says: a human agent answers in the same task. While they wait, "
                "the task is submitted; input-required is the customer's turn; completed gives them back, with a "
                f"return packet as its artifact. Languages: {', '.join(languages)}.",
                "tags": ["human handoff", "customer support", "escalation"],
                "examples": ["I want to talk to a human about my invoice"],
            }
        ],
    }
