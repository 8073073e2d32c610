"""Who calls: from a bearer token or a session cookie to a `Caller`."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from starlette.requests import HTTPConnection

from segue.domain.conversation import Conversation
from segue.domain.errors import NotFound, NotSignedIn
from segue.flows import sign_in, visitors
from segue.flows.tokens import Signer, hashed
from segue.ports.clock import Clock
from segue.ports.people import KeyByHash, SeeKey, UserRole
from segue.ports.store import Store
from segue.settings import Settings

FRESH_FOR = timedelta(seconds=2)
"""How long a credential that was found good is not looked up again. Revoking in this process ends it at once."""

KEPT = 10_000
SEEN_EVERY = timedelta(hours=1)  # how exact "last used" of a key is


class CallerKind(StrEnum):
    OPEN = "open"
    BOT = "bot"
    VISITOR = "visitor"
    CUSTOMER = "customer"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever sent a request, as the credential proves it. The workspace comes from nowhere else."""

    kind: CallerKind = CallerKind.OPEN
    workspace: str = ""
    id: str = ""  # of the key, the visitor or the user
    name: str = ""  # of the key, or the user's
    role: UserRole | None = None
    scopes: tuple[str, ...] = ()
    conversation: str = ""  # the only one that a customer's token opens
    queues: tuple[str, ...] = ()  # of a user; () is all
    credential: str = field(default="", repr=False)  # hash of the token, to look it up again
    expires_at: datetime | None = None
    cookie: bool = False  # carried by a browser on its own, so that changes need proof that the page meant it

    def may(self, scope: str) -> bool:
        return scope in self.scopes or "all" in self.scopes


NOBODY = Caller()
Reader = Callable[[str], Awaitable[Caller]]


def owned(caller: Caller, conversation: Conversation | None) -> Conversation:
    """`conversation`, if it is the caller's to reach. Raises NotFound otherwise, as if it did not exist."""
    if conversation is not None and conversation.workspace == caller.workspace:
        mine = {
            CallerKind.BOT: "all" in caller.scopes or conversation.bot == caller.name,
            CallerKind.CUSTOMER: conversation.id == caller.conversation,
            CallerKind.VISITOR: conversation.visitor == caller.id,
            CallerKind.USER: True,
        }
        if mine.get(caller.kind, False):
            return conversation
    raise NotFound("there is no such conversation")


class Identity:
    """Resolves credentials, and says whether one still counts."""

    def __init__(self, store: Store, clock: Clock, settings: Settings) -> None:
        self.store, self.clock, self.settings = store, clock, settings
        self.signer = Signer(store, clock)
        self.cookie = "__Host-segue" if settings.https else "segue"
        self._fresh: OrderedDict[str, tuple[Caller, datetime]] = OrderedDict()
        self._generation = 0

    async def resolve(self, request: HTTPConnection) -> Caller:
        """Raises NotSignedIn when there is no credential, or one that does not count."""
        header = request.headers.get("authorization")
        if header is not None:
            scheme, _, token = header.partition(" ")
            if scheme.lower() != "bearer" or not token.strip():
                raise NotSignedIn("write the credential as Authorization: Bearer TOKEN")
            return await self._resolve(token.strip(), {"sk": self._bot, "vt": self._visitor, "ct": self._customer})
        if session := request.cookies.get(self.cookie):
            return await self._resolve(session, {sign_in.PREFIX: self._user})
        raise NotSignedIn("no credential; send Authorization: Bearer TOKEN, or sign in at the desk")

    async def _resolve(self, token: str, readers: Mapping[str, Reader]) -> Caller:
        read = readers.get(token.partition("_")[0])
        if read is None:
            raise NotSignedIn("this credential is of no known kind; keys start with sk_, tokens with vt_ or ct_")
        digest, now, generation = hashed(token), self.clock.now(), self._generation
        kept = self._fresh.get(digest)
        if kept is not None and now < kept[1]:
            return kept[0]
        caller = await read(token)
        if generation == self._generation:  # nothing was revoked while this was looked up
            until = now + FRESH_FOR
            self._fresh[digest] = (caller, until if caller.expires_at is None else min(until, caller.expires_at))
            while len(self._fresh) > KEPT:
                self._fresh.popitem(last=False)
        return caller

    def forget(self) -> None:
        """Call after anything that takes rights away: what was found good is looked up again."""
        self._generation += 1
        self._fresh.clear()

    async def still_valid(self, caller: Caller) -> bool:
        """Look the credential up again, past what is remembered. Sockets ask at least every 3 s."""
        try:
            match caller.kind:
                case CallerKind.BOT:
                    found = await self.store.read(KeyByHash(caller.credential, self.clock.now()))
                    return found is not None and found.scopes == caller.scopes
                case CallerKind.USER:
                    now = await self._user_by_hash(caller.credential)
                    return (now.role, now.queues) == (caller.role, caller.queues)
                case CallerKind.VISITOR | CallerKind.CUSTOMER:
                    await visitors.visitor_by_hash(self.store, self.clock, caller.credential)
                    return True
                case CallerKind.OPEN:
                    return True
        except NotSignedIn:
            return False

    async def _bot(self, token: str) -> Caller:
        digest = hashed(token)
        key = await self.store.read(KeyByHash(digest, self.clock.now()))
        if key is None:
            raise NotSignedIn("this key is unknown, revoked or expired")
        now = self.clock.now()
        if key.last_used_at is None or now - key.last_used_at >= SEEN_EVERY:
            await self.store.write(SeeKey(key.workspace, key.id, now))
        return Caller(
            CallerKind.BOT,
            key.workspace,
            key.id,
            key.name,
            scopes=key.scopes,
            credential=digest,
            expires_at=key.expires_at,
        )

    async def _visitor(self, token: str) -> Caller:
        visitor = await visitors.visitor_by_hash(self.store, self.clock, hashed(token))
        return Caller(
            CallerKind.VISITOR,
            visitor.workspace,
            visitor.id,
            credential=visitor.token_hash,
            expires_at=visitor.expires_at,
        )

    async def _customer(self, token: str) -> Caller:
        proof = await visitors.read_conversation_token(self.signer, token)
        await visitors.visitor_by_hash(self.store, self.clock, proof.credential)
        return Caller(
            CallerKind.CUSTOMER,
            proof.workspace,
            proof.visitor,
            conversation=proof.conversation,
            credential=proof.credential,
            expires_at=proof.expires_at,
        )

    async def _user(self, token: str) -> Caller:
        return await self._user_by_hash(hashed(token), extend=True)

    async def _user_by_hash(self, digest: str, *, extend: bool = False) -> Caller:
        session, user = await sign_in.session_by_hash(self.store, self.clock, self.settings, digest, extend=extend)
        return Caller(
            CallerKind.USER,
            user.workspace,
            user.id,
            user.name,
            role=user.role,
            queues=user.queues,
            credential=digest,
            expires_at=session.expires_at,
            cookie=True,
        )
