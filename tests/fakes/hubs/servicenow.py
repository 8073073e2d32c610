"""ServiceNow's live agents as a test plays them, behind the Virtual Agent Bot Integration API.

As https://www.servicenow.com/docs/r/api-reference/rest-apis/bot-api.html has it, asynchronous: each call is answered
with a status, and what the bot and the people say is posted to us. Nothing tells one call from another by its id: what
is sent twice is there twice.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from fakes.example_package import NOW
from fakes.hubs import Faults, Seen
from fakes.hubs.answering import answered
from fakes.vendor import Asked, Said
from segue.ports.hubs import Webhook

SECRET, TOKEN = "answer-secret", "ORANGE"
USER, PASSWORD = "segue", "pa55word"
AGENTS = {"Ana": f"{1:032x}", "Ben": f"{2:032x}"}
PATH = "/api/sn_va_as_service/bot/integration"
REFUSED = Said({"error": {"message": "User Not Authenticated", "detail": ""}, "status": "failure"}, 401)
STANDING_BY = "Please stand by while I connect you to a live agent."


@dataclass
class Session:
    user: str
    email: str
    variables: dict[str, Any]
    client_variables: dict[str, Any] = field(default_factory=dict)
    history: list[dict[str, Any]] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    with_agent: bool = False
    ended: bool = False
    types: bool = False


@dataclass
class Played:
    """posted: what the bot says of its own accord, and answers to an end, in order."""

    kind: str = "servicenow"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {
            "account": "acme",
            "user": USER,
            "secret": "sn_key",
            "token": "sn_token",
            "webhook_secret": "sn_answers",
        }
    )
    secrets: Mapping[str, str] = field(
        default_factory=lambda: {"sn_key": PASSWORD, "sn_token": TOKEN, "sn_answers": SECRET}
    )
    faults: Faults = field(default_factory=Faults)
    sessions: dict[str, Session] = field(default_factory=dict)
    posted: list[Webhook] = field(default_factory=list)
    third_party: bool = True
    reads_messages: bool = True
    names_agents: bool = True

    # ---- what it is asked -------------------------------------------------------------------------------------------

    def answer(self, asked: Asked) -> Said:
        return answered(self.faults, lambda: self._routed(asked))

    def _routed(self, asked: Asked) -> Said:
        headers = {name.lower(): value for name, value in asked.headers.items()}
        signed = b64decode(headers.get("authorization", "").removeprefix("Basic ")).decode()
        if signed != f"{USER}:{PASSWORD}" or headers.get("token") != TOKEN:
            return REFUSED
        if (asked.method, asked.path) == ("GET", "/api/now/table/sys_user"):
            return Said({"result": [{"name": "Segue"}]})
        if (asked.method, asked.path) == ("GET", "/api/now/table/sys_cs_message"):
            return self._messages(asked.query["sysparm_query"]) if self.reads_messages else REFUSED
        if (asked.method, asked.path) != ("POST", PATH):
            return Said({"error": {"message": "Requested URI does not represent any resource", "detail": ""}}, 404)
        body = json.loads(asked.body)
        whole = all(
            isinstance(body.get(name), str) and body[name] for name in ("requestId", "clientSessionId", "userId")
        )
        if not whole or not isinstance(body["message"]["typed"], bool):
            return Said({"error": {"message": "Bad request", "detail": ""}, "status": "failure"}, 400)
        return self._taken(body)

    def _messages(self, query: str) -> Said:
        """As its table keeps them: JSON in payload; rows by `conversation=` or by a text in them."""
        rows = [
            {"sys_id": f"{number:032x}", "conversation": f"{place:032x}", "payload": json.dumps({"value": one.text})}
            for place, session in enumerate(self.sessions.values(), 10)
            for number, one in enumerate(session.seen, place * 1_000)
            if one.by == "customer"
        ]
        terms = query.split("^")
        for term in terms:
            if term.startswith("conversation="):
                rows = [one for one in rows if one["conversation"] == term.removeprefix("conversation=")]
            if term.startswith("payloadLIKE"):
                rows = [one for one in rows if term.removeprefix("payloadLIKE") in one["payload"]]
        return Said({"result": rows})

    def _taken(self, body: Mapping[str, Any]) -> Said:
        ref, action, words = body["clientSessionId"], body.get("action"), body["message"]["text"]
        session = self.sessions.get(ref)
        if action == "START_CONVERSATION":
            self.sessions[ref] = session = session or Session(body["userId"], body.get("emailId", ""), {})
            self._post(ref, [_says("Hi, I'm your Virtual Agent.")], body)
        if session is None:
            return Said({"status": "success"})  # what is wrong with it stands in the instance's own log
        session.requests.append(dict(body))
        session.variables |= body.get("contextVariables", {})
        session.history += body.get("history", [])
        if action == "AGENT":
            session.with_agent = True
            self._post(ref, [_says(STANDING_BY)], body)
        elif action == "END_CONVERSATION":
            session.ended = True
            told = {"completed": True, "clientVariables": body.get("clientVariables", {})}
            self._post(ref, [_says("The conversation has ended. If you need help again, type hi.")], body, **told)
        elif action in {"TYPING", "VIEWING"}:
            session.types = action == "TYPING"
        if words:
            session.seen.append(Seen("customer", words))
        return Said({"status": "success"})

    # ---- what its people see ----------------------------------------------------------------------------------------

    def refs(self) -> Sequence[str]:
        return tuple(self.sessions)

    def seen(self, ref: str) -> Sequence[Seen]:
        """The history of the bot's conversation stands above the chat."""
        session = self.sessions[ref]
        history = [Seen("us" if one["isBotMessage"] else "customer", one["value"]) for one in session.history]
        return [*history, *session.seen]

    def fields(self, ref: str) -> Mapping[str, Any]:
        return self.sessions[ref].variables

    def closed(self, ref: str) -> bool:
        return self.sessions[ref].ended

    def customer_types(self, ref: str) -> bool:
        return self.sessions[ref].types

    # ---- what its people do -----------------------------------------------------------------------------------------

    def joins(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        raise NotImplementedError("that an agent accepts is not told")

    def waits(self, ref: str, wait: str = "8 Seconds") -> Sequence[Webhook]:
        spins = {"actionType": "StartSpinner", "spinnerType": "wait_time", "message": "Routing you", "waitTime": wait}
        return self._told(ref, [{"uiType": "ActionMsg", **spins}])

    def says(self, ref: str, text: str, name: str = "Ana", files: Sequence[str] = ()) -> Sequence[Webhook]:
        self.sessions[ref].seen.append(Seen("agent", text))
        links = [{"uiType": "OutputLink", "group": "DefaultOutputLink", "value": {"action": one}} for one in files]
        return self._told(ref, [self._by(one, name) for one in (_says(text), *links)])

    def types(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        return self._told(ref, [{"uiType": "ActionMsg", "actionType": "StartTypingIndicator"}])

    def notes(self, ref: str, text: str, name: str = "Ana") -> Sequence[Webhook]:
        """A work note stays in the interaction."""
        return ()

    def transfers(self, ref: str, to: str = "Ben") -> Sequence[Webhook]:
        """Nothing tells of it before the other one speaks."""
        return ()

    def returns(self, ref: str) -> Sequence[Webhook]:
        return self._told(ref, [], takeControl=True)

    def ends(self, ref: str) -> Sequence[Webhook]:
        self.sessions[ref].ended = True
        return self._told(ref, [_says("The conversation has ended.")], completed=True)

    def labels(self, ref: str, label: str = "too_late") -> Sequence[Webhook]:
        raise NotImplementedError("an interaction has no tags")

    def _by(self, element: Mapping[str, Any], name: str) -> dict[str, Any]:
        info = {"sentFromAgent": True, "agentName": name, "agentId": AGENTS[name]}
        return {**element, **({"agentInfo": info} if self.names_agents else {})}

    def _told(self, ref: str, elements: Sequence[Mapping[str, Any]], **more: Any) -> Sequence[Webhook]:
        last = self.sessions[ref].requests[-1]
        return (self._webhook(ref, elements, {**more, "agentChat": True, "requestId": last["requestId"]}),)

    def _post(self, ref: str, elements: Sequence[Mapping[str, Any]], body: Mapping[str, Any], **more: Any) -> None:
        told = {"requestId": body["requestId"], "message": body["message"], "userId": body["userId"], **more}
        self.posted.append(
            self._webhook(ref, [{**one, "agentInfo": {"sentFromAgent": False}} for one in elements], told)
        )

    def _webhook(self, ref: str, elements: Sequence[Mapping[str, Any]], more: Mapping[str, Any]) -> Webhook:
        ids = [
            {"messageId": uuid4().hex} if self.third_party and one.get("uiType") != "ActionMsg" else {}
            for one in elements
        ]
        listed = [{**one, **id_} for one, id_ in zip(elements, ids, strict=True)]
        body = {"clientSessionId": ref, "nowSessionId": "", "body": listed, "score": 1, **more}
        return Webhook({"x-segue-secret": SECRET}, json.dumps(body).encode(), NOW)


def _says(text: str) -> dict[str, Any]:
    return {"uiType": "OutputText", "group": "DefaultText", "value": text, "maskType": "NONE"}
