"""Segue as a skill of Copilot Studio: the manifest and the three actions of Microsoft's handover sample.

Answers go to the Bot Connector (`v3/conversations/{id}/activities`) at the address that came with the activity. Sent by
ourselves and not by Microsoft's SDK: that cuts conversation ids at 150 characters, has no deadline, and hides
`Retry-After`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import quote, urlsplit

from segue.calls import Reach
from segue.channel_kinds.copilot_skill import KIND
from segue.channels.copilot import (
    ADDRESS,
    ANONYMOUS,
    BUSY,
    LIVE_CHAT,
    OF_THIS_ADDRESS,
    TEAMS,
    CopilotChannel,
    files_of,
    spoken,
)
from segue.channels.microsoft_callers import BOT_SERVICE
from segue.credentials import Token, granted
from segue.domain.activities import Activity, Escalation, checked_address, context_of, is_allowed_host
from segue.domain.activities.escalation import CUSTOMER_ASKED
from segue.domain.channels import ChannelSettings, Thread
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid
from segue.ports.activity_channels import Asked, Asks, Sent
from segue.ports.listeners import DeliveryFailed

START, SAY, END = "startConversation", "sendMessage", "endConversation"
PROBLEM = "ProblemDescription"
TOKENS = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"
SERVICE_SCOPE = "https://api.botframework.com/.default"
TEAMS_HOSTS = ("smba.trafficmanager.net",)


class CopilotSkillChannel(CopilotChannel):
    kind = KIND

    def __init__(self, settings: ChannelSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        if bool(self.given.text("agent_app_id")) != bool(secrets.get("agent_secret")):
            where = f"channels.{settings.name}"
            raise Invalid(f"{where}: agent_app_id and agent_secret belong together", field=f"{where}.agent_app_id")
        if self._teams_url:
            checked_address(self._teams_url, self.given.listed("hosts"))
        self._tokens: dict[tuple[bool, str], Token] = {}

    @property
    def _teams_url(self) -> str:
        return self.given.text("teams_url")

    # ---- what comes in

    def asked(self, activity: Activity) -> Asked:
        """By the names of the sample's actions, which Copilot Studio sends as events, or as a message with a value."""
        value = activity.value if isinstance(activity.value, Mapping) else {}
        live_chat = value.get(LIVE_CHAT)
        named = live_chat if isinstance(live_chat, str) else ""
        event = activity.name.lower() if activity.type == "event" else ""
        if event == START.lower():
            found = context_of(activity, CUSTOMER_ASKED)
            return Asked(Asks.START, live_chat="", action=activity.name, escalation=_with_problem_as_note(found))
        if event == END.lower():
            return Asked(Asks.END, live_chat=named, action=activity.name)
        if activity.type == "message" or event == SAY.lower():
            problem = value.get(PROBLEM) if isinstance(value.get(PROBLEM), str) else ""
            text = spoken(activity) or str(problem)
            found = context_of(activity, CUSTOMER_ASKED)
            return Asked(Asks.SAY, text, named, escalation=found, files=files_of(activity))
        return super().asked(activity)

    # ---- what goes out

    def tells_end(self, thread: Thread) -> bool:
        """The end goes to the runtime of Copilot Studio; Teams itself would not pass it on."""
        return not self._is_teams(self._address(thread))

    def reaches(self, thread: Thread) -> bool:
        return bool(self._address(thread))

    def _address(self, thread: Thread) -> str:
        """Where Teams is reached is set by the policy, or came with the activity: a region is never guessed."""
        came = str(thread.state.get(ADDRESS, ""))
        in_teams = thread.state.get("channel") == TEAMS
        return self._teams_url if in_teams and self._teams_url and not self._is_teams(came) else came

    def _is_teams(self, address: str) -> bool:
        return is_allowed_host(urlsplit(address).hostname or "", TEAMS_HOSTS)

    async def post(self, thread: Thread, activity: Sent) -> None:
        """A token that is not accepted by this conversation's address is no reason to hold up all others."""
        address = self._address(thread)
        url = f"{address.rstrip('/')}/v3/conversations/{quote(thread.ref, safe='')}/activities"
        if thread.state.get("caller") == ANONYMOUS:
            return await self._post(self.reach.at(url), activity, "")
        token = self._token(thread, address)
        await token.get()  # where none is granted, our secret is wrong, and that concerns all
        try:
            await token.used(partial(self._post, self.reach.at(url), activity))
        except DeliveryFailed as failure:
            if failure.trouble is not Trouble.PAUSED or failure.status != 401:
                raise
            refused = DeliveryFailed(str(failure), Trouble.REFUSED, status=401)
        else:
            return None
        raise refused

    async def _post(self, url: str, activity: Sent, token: str) -> None:
        gone = OF_THIS_ADDRESS - {401}
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        await self.calls.send("POST", url, json=dict(activity), headers=headers, gone=gone, busy=BUSY)

    def _token(self, thread: Thread, address: str) -> Token:
        """Teams hears the agent itself, where its registration is known; a runtime hears Segue, as a caller of its own.

        The audience is whoever checks it: the connector's for channels, the agent's own id for its runtime.
        """
        caller = str(thread.state.get("caller", ""))
        of_channel = self._is_teams(address) or caller == BOT_SERVICE
        as_agent = self._is_teams(address) and bool(self.given.text("agent_app_id"))
        scope = SERVICE_SCOPE if of_channel else f"{caller}/.default"
        key = (as_agent, scope)
        if key not in self._tokens:
            self._tokens[key] = Token(partial(self._granted, as_agent, scope), self.reach.now)
        return self._tokens[key]

    async def _granted(self, as_agent: bool, scope: str) -> tuple[str, float]:
        form: dict[str, Any] = {
            "grant_type": "client_credentials",
            "client_id": self.given.text("agent_app_id") if as_agent else self.app_id,
            "client_secret": self.secrets["agent_secret" if as_agent else "secret"],
            "scope": scope,
        }
        return await granted(self.calls, self.reach.at(TOKENS.format(tenant=self.trust.tenant)), form=form)


def _with_problem_as_note(found: Escalation) -> Escalation:
    """What a topic asked the customer for before it called is for the human to read."""
    problem = found.variables.get(PROBLEM)
    note = found.private_message or (problem if isinstance(problem, str) else "")
    return replace(found, private_message=note)


def manifest(name: str, app_id: str, url: str) -> dict[str, Any]:
    """The skill manifest (schema 2.0.0), with the actions and value keys of Microsoft's sample.

    https://learn.microsoft.com/azure/bot-service/skills-write-manifest-2-0
    """
    known = {"type": "string", "description": "Segue's id of the conversation with a human agent"}
    problem = {"type": "string", "description": "What the customer wants help with, in their words"}
    return {
        "$schema": "https://schemas.botframework.com/schemas/skills/skill-manifest-2.0.0.json",
        "$id": "handoff-skill",
        "name": name,
        "version": "1.0.0",
        "description": "Hands the customer over to a human agent, and back.",
        "publisherName": "Segue",
        "privacyUrl": url,
        "copyright": "",
        "license": "",
        "iconUrl": f"{url}/favicon.ico",
        "tags": ["handoff", "live agent"],
        "endpoints": [
            {
                "name": "default",
                "protocol": "BotFrameworkV3",
                "description": "Segue",
                "endpointUrl": f"{url}/api/messages",
                "msAppId": app_id,
            }
        ],
        "activities": {
            START: {
                "type": "event",
                "name": START,
                "description": "Asks for a human agent",
                "resultValue": {"$ref": "#/definitions/conversation"},
            },
            SAY: {
                "type": "message",
                "description": "Passes the customer's words on, from then on every message",
                "value": {"$ref": "#/definitions/message"},
            },
            END: {
                "type": "event",
                "name": END,
                "description": "The customer is done with the human agent",
                "value": {"$ref": "#/definitions/conversation"},
            },
        },
        "definitions": {
            "conversation": {"type": "object", "properties": {LIVE_CHAT: known}},
            "message": {"type": "object", "properties": {LIVE_CHAT: known, PROBLEM: problem}},
        },
    }
