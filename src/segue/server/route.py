"""The route table: what a route is, and who may call it, as data. `application` turns the table into an app.

A route module writes endpoints and ends with `ROUTES`, a tuple of `Route`. An endpoint is

- a FastAPI endpoint: `async def add_key(me: Me, segue: Engine, body: NewKey) -> KeyAdded`, `NewKey` being a `Body`;
- with `hot=True` a plain one: `async def post(request: Request) -> Response`, with `await read_json(request, Shape)`;
- with `method="WS"` a socket: `async def live(socket: WebSocket) -> None`, entered with the ticket already redeemed.

The caller was checked against `access` before the endpoint runs and before its body is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends
from pydantic import BaseModel, ConfigDict
from starlette.requests import HTTPConnection

from segue.domain.errors import NotAllowed, NotFound
from segue.domain.text import LONGEST_TEXT
from segue.ports.people import UserRole
from segue.server.identity import Caller, CallerKind
from segue.server.limits import Limit


@dataclass(frozen=True, slots=True)
class Access:
    """Which credentials open a route. Any one that is named does; nothing named is nobody."""

    open: bool = False  # anybody, nothing is looked at
    bot: str = ""  # a key with this scope
    customer: bool = False  # a conversation token, for the conversation that the path's {id} names
    visitor: bool = False
    user: UserRole | None = None  # somebody signed in, with this role or one above
    loopback: bool = False  # anybody on this very machine

    def check(self, caller: Caller, path: Mapping[str, Any]) -> None:
        """Raises NotAllowed for a wrong kind, scope or role, NotFound for another conversation's token."""
        match caller.kind:
            case CallerKind.BOT if self.bot:
                if not caller.may(self.bot):
                    raise NotAllowed(f"this key lacks the scope {self.bot}", needs=self.bot)
            case CallerKind.CUSTOMER if self.customer:
                if path.get("id") != caller.conversation:
                    raise NotFound("there is no such conversation")
            case CallerKind.USER if self.user and caller.role:
                if not reaches(caller.role, self.user):
                    raise NotAllowed(
                        f"this needs the role {self.user} or above; yours is {caller.role}", needs=self.user
                    )
            case CallerKind.VISITOR if self.visitor:
                if path.get("id", caller.id) != caller.id:
                    raise NotFound("there is no such visitor")
            case _:
                raise NotAllowed(f"this is not for a credential of the kind {caller.kind}; it takes {self}")

    def __str__(self) -> str:
        kinds = {
            "anybody": self.open,
            f"a key with the scope {self.bot}": self.bot,
            "the conversation's own token": self.customer,
            "a visitor token": self.visitor,
            f"somebody signed in as {self.user} or above": self.user,
            "anybody on the machine itself": self.loopback,
        }
        return " or ".join(words for words, named in kinds.items() if named)


OPEN = Access(open=True)
AGENT = Access(user=UserRole.AGENT)
SUPERVISOR = Access(user=UserRole.SUPERVISOR)
OPERATOR = Access(user=UserRole.OPERATOR)
ADMIN = Access(user=UserRole.ADMIN)


def reaches(role: UserRole, least: UserRole) -> bool:
    order = list(UserRole)
    return order.index(role) >= order.index(least)


@dataclass(frozen=True, slots=True)
class Raw:
    """A body of bytes instead of JSON, of whatever Content-Type. largest: bytes. seconds: to have it all."""

    largest: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One line of the table."""

    method: str  # GET, POST, PUT, PATCH, DELETE, or WS
    path: str  # a conversation's id is always {id} where a customer's token may call
    endpoint: Callable[..., Any]
    access: Access
    summary: str
    status: int = 200  # when all is well
    limit: Limit = Limit.DEFAULT
    longest_text: int = LONGEST_TEXT  # bytes of any one text in the body
    raw: Raw | None = None  # the body is bytes, which the endpoint reads itself
    hot: bool = False  # a plain Starlette endpoint, for what is called for every message
    body: Any = None  # hot only: the msgspec type of the body, for /openapi.json
    answer: Any = None  # hot: the msgspec type of the answer; else what FastAPI should take instead of the annotation
    media: str = "application/json"  # of the answer, when it is not JSON: text/event-stream


class Body(BaseModel):
    """A request's body: names that are not known are refused, so that a slip of the pen is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def caller_of(connection: HTTPConnection) -> Caller:
    caller: Caller = connection.state.caller
    return caller


def segue_of(connection: HTTPConnection) -> Any:
    return connection.app.state.segue


async def _caller(connection: HTTPConnection) -> Caller:
    return caller_of(connection)


async def _segue(connection: HTTPConnection) -> Any:
    return segue_of(connection)


Me = Annotated[Caller, Depends(_caller)]
Engine = Annotated[Any, Depends(_segue)]
