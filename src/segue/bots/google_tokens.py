"""Tokens of Google by the key of a service account: a JWT that we sign, for an access token that lasts an hour.

https://developers.google.com/identity/protocols/oauth2/service-account#httprest (RFC 7523)
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import jwt

from segue.bots.base import BotBase
from segue.credentials import Token, granted
from segue.domain.errors import Invalid

TOKENS = "https://oauth2.googleapis.com/token"
"""Wherever a key says that its tokens are: signed words of ours go nowhere else."""
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
SCOPE = "https://www.googleapis.com/auth/dialogflow"


def service_account(secret: str) -> Mapping[str, Any]:
    """Raises Invalid, without a word of what it holds."""
    try:
        found = json.loads(secret)
    except ValueError:
        found = None
    if not isinstance(found, Mapping) or not all(
        isinstance(found.get(k), str) for k in ("client_email", "private_key")
    ):
        raise Invalid("the secret must be the JSON key of a Google service account", field="bot.secret")
    return found


def google_token(bot: BotBase, secret: str) -> Token:
    """Raises Invalid for a key that cannot sign."""
    key = service_account(secret)
    calls, reach = bot.calls(), bot.ways.reach

    def assertion() -> str:
        now = reach.now()
        claims = {
            "iss": key["client_email"],
            "scope": SCOPE,
            "aud": TOKENS,
            "iat": now,
            "exp": now + timedelta(hours=1),
        }
        headers = {"kid": key["private_key_id"]} if isinstance(key.get("private_key_id"), str) else None
        return jwt.encode(claims, key["private_key"], "RS256", headers)

    try:
        assertion()
    except (ValueError, TypeError, jwt.PyJWTError):
        signs = False
    else:
        signs = True
    if not signs:
        raise Invalid("the private key of the service account cannot be used", field="bot.secret")

    async def fetch() -> tuple[str, float]:
        return await granted(calls, reach.at(TOKENS), form={"grant_type": GRANT, "assertion": assertion()})

    return Token(fetch, reach.now)
