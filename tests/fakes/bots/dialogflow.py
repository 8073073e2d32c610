"""Dialogflow as detectIntent answers: CX with response messages, ES with fulfilment messages."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, ClassVar
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from fakes.bots import Buttons, Over, Played, Reply, Wish
from fakes.vendor import Asked, Said

EMAIL = "segue@acme.iam.gserviceaccount.example"


@cache
def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@cache
def key_file() -> str:
    pem = _key().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return json.dumps(
        {"type": "service_account", "client_email": EMAIL, "private_key": pem.decode(), "private_key_id": "k1"}
    )


class PlayedDialogflow(Played):
    kind = "dialogflow"
    settings: ClassVar = {
        "project": "acme-support",
        "agent": "a1b2",
        "location": "europe-west3",
        "secret": "google_key",
    }
    path = "/v3/projects/acme-support/locations/europe-west3/agents/a1b2/sessions/"

    def __init__(self) -> None:
        super().__init__()
        self.secrets = {"google_key": key_file()}
        self.turns = 0

    def is_turn(self, asked: Asked) -> bool:
        return asked.path != "/token"

    def do(self, asked: Asked) -> Said:
        if asked.path == "/token":
            return self._token(asked)
        if asked.headers.get("Authorization") != "Bearer ya29.good":
            return Said({"error": {"code": 401, "status": "UNAUTHENTICATED"}}, 401)
        session, _, verb = asked.path.removeprefix(self.path).partition(":")
        if not asked.path.startswith(self.path) or verb != "detectIntent" or not 1 <= len(session) <= 36:
            return Said({"error": {"code": 404, "status": "NOT_FOUND"}}, 404)
        self.turns += 1
        return self._detect(session, json.loads(asked.body))

    def _token(self, asked: Asked) -> Said:
        form = parse_qs(asked.body.decode())
        claims = jwt.decode(
            form["assertion"][0],
            _key().public_key(),
            algorithms=["RS256"],
            audience="https://oauth2.googleapis.com/token",
            options={"verify_exp": False, "verify_iat": False},
        )
        assert claims["iss"] == EMAIL
        assert form["grant_type"] == ["urn:ietf:params:oauth:grant-type:jwt-bearer"]
        return Said({"access_token": "ya29.good", "expires_in": 3599, "token_type": "Bearer"})

    def _detect(self, session: str, body: dict[str, Any]) -> Said:
        query = body["queryInput"]
        if "event" in query:
            assert query["event"] == {"event": "segue_handed_back"}
            replies = self.is_told(body["queryParams"]["parameters"]["segue"]["summary"])
        else:
            replies = self.takes(session, query["text"]["text"])
        result = {
            "responseMessages": [one for reply in replies for one in self._messages(reply)],
            "currentPage": {"displayName": "Refunds"},
            "parameters": {"order": "4711"},
            "match": {"matchType": "INTENT", "confidence": 0.83},
        }
        return Said({"responseId": f"r{self.turns}", "queryResult": result})

    def _messages(self, reply: Reply) -> list[dict[str, Any]]:
        if isinstance(reply, Wish):
            return [{"liveAgentHandoff": {"metadata": {"reason": reply.reason, "note": reply.note}}}]
        if isinstance(reply, Over):
            return [{"endInteraction": {}}]
        return _worded(reply)


class PlayedDialogflowEs(PlayedDialogflow):
    settings: ClassVar = {"project": "acme-support", "secret": "google_key"}
    path = "/v2/projects/acme-support/agent/sessions/"

    def _detect(self, session: str, body: dict[str, Any]) -> Said:
        query = body["queryInput"]
        if "event" in query:
            assert query["event"]["name"] == "segue_handed_back"
            replies = self.is_told(query["event"]["parameters"]["summary"])
        else:
            assert query["text"]["languageCode"]
            replies = self.takes(session, query["text"]["text"])
        result = {
            "fulfillmentMessages": [one for reply in replies for one in self._messages(reply)],
            "intent": {"displayName": "Refunds", "endInteraction": any(isinstance(one, Over) for one in replies)},
            "parameters": {"order": "4711"},
            "intentDetectionConfidence": 0.83,
        }
        return Said({"responseId": f"r{self.turns}", "queryResult": result})

    def _messages(self, reply: Reply) -> list[dict[str, Any]]:
        if isinstance(reply, Wish):
            return [{"payload": {"liveAgentHandoff": {"reason": reply.reason, "note": reply.note}}}]
        return [] if isinstance(reply, Over) else _worded(reply)


def _worded(reply: Any) -> list[dict[str, Any]]:
    if isinstance(reply, Buttons):
        options = [{"text": label, "value": value} for label, value in reply.labels.items()]
        chips = {"payload": {"richContent": [[{"type": "chips", "options": options}]]}}
        return [{"text": {"text": [reply.text]}, **chips}]
    return [{"text": {"text": [str(reply)]}}]
