"""Links to files that Segue keeps, for people of a helpdesk who sign in nowhere here: signed, and for a while."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from segue.domain.attachments import File
from segue.domain.conversation import Conversation
from segue.domain.errors import NotFound
from segue.domain.files import FileState, StoredFile
from segue.flows.env import Env
from segue.flows.tokens import Signer
from segue.ports.conversations import LoadConversation
from segue.ports.files import FileById

LASTS = timedelta(days=30)
AUDIENCE = "file"


async def with_links(env: Env, conversation: Conversation, files: Sequence[File]) -> tuple[File, ...]:
    """Each with an address that opens it; none of them where the customer keeps files back."""
    if "attachments" in conversation.withheld:
        return ()
    return tuple([await _linked(env, conversation, one) for one in files])


async def _linked(env: Env, conversation: Conversation, file: File) -> File:
    if not file.file:
        return file
    claims = {"conversation": conversation.id, "file": file.file}
    token = await Signer(env.store, env.clock).sign(conversation.workspace, AUDIENCE, claims, LASTS)
    return replace(file, url=f"{env.public_url}/v1/files/{token}")


async def opened(env: Env, token: str) -> StoredFile:
    """Raises NotSignedIn for a link that was not made here or is over, NotFound for a file that is not to be read (any
    more)."""
    workspace, claims, _ = await Signer(env.store, env.clock).read(token, AUDIENCE)
    found = await env.store.read(FileById(workspace, str(claims.get("file", ""))))
    loaded = await env.store.read(LoadConversation(workspace, str(claims.get("conversation", ""))))
    if found is None or loaded is None or found.conversation != loaded.conversation.id:
        raise NotFound("this file is not there any more")
    if found.state is not FileState.SENT or "attachments" in loaded.conversation.withheld:
        raise NotFound("this file is not there any more")
    return found
