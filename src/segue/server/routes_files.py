"""Files of a conversation: sent as they are, stored whole before they are acknowledged, served only as downloads."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from fastapi import Path, Query, Request
from fastapi.responses import StreamingResponse
from starlette.requests import ClientDisconnect

from segue.app import Segue
from segue.domain.conversation import Conversation
from segue.domain.errors import Invalid, NotFound, TooMany, TryAgain
from segue.domain.file_names import disposition
from segue.domain.files import LARGEST_MB, MB, FileState, StoredFile, same_side
from segue.flows import file_links, files
from segue.ports.files import FileById
from segue.ports.people import UserRole
from segue.server import views
from segue.server.identity import Caller, CallerKind
from segue.server.limits import Limit, client_address
from segue.server.route import OPEN, Access, Engine, Me, Raw, Route
from segue.server.routes_conversations import Id, Key, reach

AT_ONCE = 64
"""Files on their way to this process; each has at most a part of 256 KiB in memory."""

OF_ONE_ADDRESS = 16
"""Of customers: whoever makes many of themselves and sends slowly must not take all places."""

UPLOAD_S = 300.0
SHARED = Access(bot="conversations", customer=True, user=UserRole.AGENT)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Accept-Ranges": "none",
}


class Places:
    """So many at a time, and no queue: whoever comes too many is told to come back."""

    def __init__(self, places: int = AT_ONCE, of_one: int = OF_ONE_ADDRESS) -> None:
        self._free, self._of_one = places, of_one
        self._taken: Counter[str] = Counter()

    @contextmanager
    def one(self, address: str = "") -> Iterator[None]:
        """address: of a customer; one customer may be many."""
        if not self._free:
            raise TryAgain("too many files are on their way at this moment; try again in 2 s", retry_after_s=2)
        if address and self._taken[address] >= self._of_one:
            raise TooMany("too many files are on their way from this address; try again in 5 s", retry_after_s=5)
        self._free -= 1
        self._taken[address] += 1
        try:
            yield
        finally:
            self._free += 1
            self._taken[address] -= 1
            if not self._taken[address]:
                del self._taken[address]


def sender_of(caller: Caller, conversation: Conversation) -> files.Sender:
    match caller.kind:
        case CallerKind.BOT:
            return files.Sender(f"bot:{caller.name}")
        case CallerKind.USER:
            return files.Sender(f"agent:{caller.id}")
        case _:
            return files.customer_as_sender(conversation)


async def upload(
    me: Me,
    segue: Engine,
    request: Request,
    id: Id,  # noqa: A002 - the path's own name
    name: Annotated[str, Query(max_length=1000)] = "",
    key: Key = "",
) -> views.View:
    """The body is the file, whatever Content-Type says. A message then carries it: `attachments: [{"file": id}]`."""
    conversation = (await reach(segue, me, id)).conversation
    announced = request.headers.get("content-length")
    given = files.Upload(name, key, None if announced is None else int(announced), _content(request))
    places: Places = request.app.state.uploads
    address = client_address(request, segue.settings) if me.kind is CallerKind.CUSTOMER else ""
    with places.one(address):
        stored = await files.receive_file(segue.env, conversation, sender_of(me, conversation), given)
    return views.file_view(stored)


async def _content(request: Request) -> AsyncIterator[bytes]:
    try:
        async for chunk in request.stream():
            yield chunk
    except ClientDisconnect:
        raise Invalid("the file broke off before its end; send it again", field="body") from None


async def download(me: Me, segue: Engine, id: Id, file: Id) -> StreamingResponse:  # noqa: A002
    """Always a download of its own; the whole file, never a part of it."""
    conversation = (await reach(segue, me, id)).conversation
    found = await segue.store.read(FileById(me.workspace, file))
    if found is None or not _may_read(me, conversation, found):
        raise NotFound("there is no such file in this conversation")
    return _streamed(segue, found)


async def linked(segue: Engine, link: Annotated[str, Path(max_length=2000)]) -> StreamingResponse:
    """For people of a helpdesk and customers in a channel, who have no account here: the link says all, and is over
    after 30 days. Pages elsewhere may show such an image: whoever knows the link has it anyhow."""
    shown = {"Cross-Origin-Resource-Policy": "cross-origin"}
    return _streamed(segue, await file_links.opened(segue.env, link), shown)


def _streamed(segue: Segue, found: StoredFile, more: dict[str, str] | None = None) -> StreamingResponse:
    headers = {**HEADERS, "Content-Disposition": disposition(found.name), "Content-Length": str(found.size)}
    kind = "text/plain; charset=utf-8" if found.type == "text/plain" else found.type
    return StreamingResponse(files.content_of(segue.env, found), headers=headers | (more or {}), media_type=kind)


def _may_read(caller: Caller, conversation: Conversation, file: StoredFile) -> bool:
    """Whoever reads the message reads its files, except staff where the customer keeps files back; before it is sent,
    who uploaded it."""
    if file.conversation != conversation.id:
        return False
    sender: Any = sender_of(caller, conversation)
    if file.state is FileState.READY:
        return same_side(file.by, sender.by)
    kept_back = caller.kind is CallerKind.USER and "attachments" in conversation.withheld
    return file.state is FileState.SENT and not kept_back


ROUTES = (
    Route(
        method="POST",
        path="/v1/conversations/{id}/files",
        endpoint=upload,
        access=SHARED,
        status=201,
        summary="A file, to go with a message",
        limit=Limit.MESSAGE,
        raw=Raw(LARGEST_MB * MB, UPLOAD_S),
    ),
    Route(
        method="GET",
        path="/v1/conversations/{id}/files/{file}",
        endpoint=download,
        access=SHARED,
        summary="A file, as a download",
        media="application/octet-stream",
    ),
    Route(
        method="GET",
        path="/v1/files/{link}",
        endpoint=linked,
        access=OPEN,  # the link is signed
        summary="A file that was passed on to a helpdesk, by the link that went along",
        media="application/octet-stream",
    ),
)
