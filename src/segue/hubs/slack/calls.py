"""Calls of Slack's Web API: status 200 whatever comes of it, and `ok` in the answer (https://docs.slack.dev/apis/web-api).

Bodies are forms and the token goes in a header, as the Web API takes it for every method.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from segue.answers import text
from segue.calls import Calls, Reach
from segue.domain.deliveries import Trouble
from segue.ports.listeners import DeliveryFailed

VENDOR = "Slack"
API = "https://slack.com/api"
_CREDENTIAL = frozenset(
    {
        *("not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired", "missing_scope"),
        *("no_permission", "not_allowed_token_type", "org_login_required", "ekm_access_denied", "access_denied"),
        *("team_access_not_granted", "accesslimited", "two_factor_setup_required", "upgrade_required"),
    }
)
_CHANNEL = frozenset({"channel_not_found", "not_in_channel", "is_archived", "restricted_action"})
_BUSY = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
_PASSING = frozenset({"request_timeout", "service_unavailable", "team_added_to_org"})
_UNKNOWN = frozenset({"internal_error", "fatal_error"})
"""Of which Slack says that some of it may have been done."""
BUSY_S = 30.0


class SlackCalls:
    """channel: of the policy. What is wrong with it stops everything; what is wrong with another, that handoff."""

    def __init__(self, reach: Reach, token: str, channel: str = "") -> None:
        self._calls = Calls(reach, VENDOR, {"Authorization": f"Bearer {token}"})
        self._files = Calls(reach, VENDOR)  # its addresses are secrets of their own
        self._base, self._channel = reach.at(API), channel

    async def get(self, method: str, **asked: str) -> Mapping[str, Any]:
        return self._judged(method, await self._calls.json("GET", f"{self._base}/{method}", params=asked), asked)

    async def post(self, method: str, **form: str) -> Mapping[str, Any]:
        # a body always, if an empty one: the form of a call without arguments
        answer = await self._calls.json("POST", f"{self._base}/{method}", form=form or {"pretty": "0"})
        return self._judged(method, answer, form)

    async def upload(self, url: str, content: bytes) -> None:
        """To the address that Slack gave. Nobody sees it there until the upload is completed: it may always be
        repeated, and the next try has a new address."""
        try:
            await self._files.send("POST", url, data=content, headers={"Content-Type": "application/octet-stream"})
            return
        except DeliveryFailed as error:
            failed = DeliveryFailed(str(error), retry_after_s=error.retry_after_s, slow_down=error.slow_down)
        raise failed

    def _judged(self, method: str, answer: Mapping[str, Any], sent: Mapping[str, str]) -> Mapping[str, Any]:
        if answer.get("ok") is True:
            return answer
        error = text(answer.get("error"))
        error = error[:60] if error.replace("_", "").isalnum() else "an error without a name"
        words = f"{VENDOR} answered {method} with {error}"
        needed = text(answer.get("needed"))
        if error == "missing_scope" and needed.replace(":", "").replace(",", "").replace(".", "").isalnum():
            words += f": the app needs the scope {needed[:100]}"
        if error in _BUSY:
            raise DeliveryFailed(words, retry_after_s=BUSY_S, slow_down=True)
        raise DeliveryFailed(words, self._trouble(error, sent))

    def _trouble(self, error: str, sent: Mapping[str, str]) -> Trouble:
        everybodys = error in _CHANNEL and sent.get("channel", sent.get("channel_id")) == self._channel
        if error in _CREDENTIAL or everybodys:
            return Trouble.PAUSED
        return Trouble.PASSING if error in _PASSING else Trouble.UNKNOWN if error in _UNKNOWN else Trouble.REFUSED


def wanted(value: Any, what: str) -> str:
    """A text that an answer must hold. The call may have been done: nobody knows."""
    found = text(value)
    if not found:
        raise DeliveryFailed(f"{VENDOR} answered without {what}", Trouble.UNKNOWN)
    return found


def own_address(value: Any, scheme: str) -> str:
    """An address that Slack answered, on a host of its own. Raises DeliveryFailed."""
    try:
        found = urlsplit(text(value))
        host = found.hostname or ""
    except ValueError:
        found, host = urlsplit(""), ""
    if found.scheme != scheme or not (host == "slack.com" or host.endswith(".slack.com")):
        raise DeliveryFailed(f"{VENDOR} answered with an address that is not its own")
    return text(value)


def listed(answer: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Of a call that only asks."""
    found = answer.get(name)
    if not isinstance(found, list):
        raise DeliveryFailed(f"{VENDOR} answered without {name}", Trouble.PASSING)
    return [one for one in found if isinstance(one, Mapping)]
