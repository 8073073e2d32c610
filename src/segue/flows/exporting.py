"""Everything that is kept of one person, as a zip to hand to them: for programs (JSON) and for people (HTML, text).

What people who work here wrote for each other stands in a part of its own, `internal/`, which may be left out. Names of
others that stand in a conversation are not taken out.
"""

from __future__ import annotations

import zipfile
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import IO, Any

import msgspec

from segue.domain.channels import Thread, without_private
from segue.domain.conversation import INTERNAL_STEPS, Conversation, Entry, Kind, Role
from segue.domain.files import FileState, StoredFile
from segue.domain.follow_up import FollowUp
from segue.domain.hubs import HubCase
from segue.domain.lifecycle import Handoff
from segue.domain.outcomes import outcome_of
from segue.domain.package import ContextPackage
from segue.flows.env import Env
from segue.flows.erasing import Looked
from segue.flows.files import content_of
from segue.ports.conversations import EntriesAfter, FollowUpOfHandoff, HandoffsOf, LoadConversation, PackageOf
from segue.ports.erasure import VisitsOf
from segue.ports.files import FilesOf
from segue.ports.hub_cases import HubCasesOf
from segue.ports.threads import ThreadsOf

_PAGE = 500
_WHO = {Role.END_USER: "you", Role.AUTOMATED_AGENT: "AI agent", Role.HUMAN_AGENT: "human agent", Role.SYSTEM: "system"}
_STYLE = "body{font:16px/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}time,.who{color:#555}"
README = """What is kept of one person, as of {at:%Y-%m-%d %H:%M} UTC.

data.json            everything, for programs
conversations.html   the conversations, to read in a browser
conversations/       the same as plain text, a file each
files/               what was sent along
internal/            what people who work here wrote for each other, and how decisions were taken{left_out}

Conversations: {conversations}. Page visits: {visits}. Files: {files}.
Names of other people that stand in a conversation are not taken out.
"""


@dataclass(frozen=True, slots=True)
class _Kept:
    """One conversation and what belongs to it."""

    conversation: Conversation
    entries: tuple[Entry, ...]
    handoffs: tuple[Handoff, ...]
    packages: tuple[ContextPackage, ...]
    follow_ups: tuple[FollowUp, ...]
    files: tuple[StoredFile, ...]
    hub_cases: tuple[HubCase, ...]
    threads: tuple[Thread, ...]


async def write_export(env: Env, workspace: str, looked: Looked, out: IO[bytes], *, internal: bool = True) -> None:
    """internal: with what people who work here wrote for each other."""
    seen = await env.store.read(VisitsOf(workspace, looked.subject))
    data: list[dict[str, Any]] = []
    page: list[str] = []
    files = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        async for n, kept in _numbered(env, workspace, looked.conversations):
            data.append(_for_person(kept))
            page.append(_as_html(kept))
            archive.writestr(f"conversations/{n:04d}.txt", "\n".join(_as_text(kept)))
            if internal:
                archive.writestr(f"internal/{n:04d}.json", _json(_internal(kept)))
            for file in kept.files:
                files += 1
                await _write_file(env, archive, f"files/{n:04d}-{file.id}-{_safe(file.name)}", file)
        archive.writestr("data.json", _json({"conversations": data, "visits": seen}))
        archive.writestr("conversations.html", _page("".join(page)))
        counts = {"conversations": len(data), "visits": len(seen), "files": files}
        left_out = "" if internal else " (left out)"
        archive.writestr("README.txt", README.format(at=env.clock.now(), left_out=left_out, **counts))


async def _numbered(env: Env, workspace: str, ids: Sequence[str]) -> AsyncIterator[tuple[int, _Kept]]:
    """One at a time: a person may have many."""
    n = 0
    for id_ in ids:
        kept = await _kept(env, workspace, id_)
        if kept is not None:
            n += 1
            yield n, kept


async def _kept(env: Env, workspace: str, id_: str) -> _Kept | None:
    store = env.store
    loaded = await store.read(LoadConversation(workspace, id_))
    if loaded is None:
        return None
    entries: tuple[Entry, ...] = ()
    while page := await store.read(EntriesAfter(workspace, id_, entries[-1].seq if entries else 0, _PAGE)):
        entries += page
    handoffs = await store.read(HandoffsOf(workspace, id_))
    packages = [await store.read(PackageOf(workspace, one.id)) for one in handoffs]
    follow_ups = [await store.read(FollowUpOfHandoff(workspace, one.id)) for one in handoffs]
    return _Kept(
        loaded.conversation,
        entries,
        handoffs,
        tuple(one for one in packages if one),
        tuple(one for one in follow_ups if one),
        tuple(one for one in await store.read(FilesOf(workspace, id_)) if one.state is not FileState.COMING),
        await store.read(HubCasesOf(workspace, id_)),
        await store.read(ThreadsOf(workspace, id_)),
    )


async def _write_file(env: Env, archive: zipfile.ZipFile, name: str, file: StoredFile) -> None:
    with archive.open(name, "w") as into:
        async for part in content_of(env, file):
            into.write(part)


def _safe(name: str) -> str:
    """A name that leaves its folder nowhere."""
    kept = "".join(c if c.isalnum() or c in " ._-" else "_" for c in name)[-80:].strip(" .")
    return kept or "file"


# --- what goes where ------------------------------------------------------------------------------------------------


def _is_internal(entry: Entry) -> bool:
    return entry.kind is Kind.NOTE or (entry.kind is Kind.HANDOFF and entry.data.get("event") in INTERNAL_STEPS)


def _for_person(kept: _Kept) -> dict[str, Any]:
    return {
        "conversation": replace(kept.conversation, policy_version=""),
        **_outcome(kept.conversation),
        "entries": [replace(one, author="", decision=None) for one in kept.entries if not _is_internal(one)],
        "handoffs": [
            {"queue": one.queue, "reason": one.reason, "requested_at": one.requested_at, "state": one.state}
            for one in kept.handoffs
        ],
        "tickets": [
            {
                "subject": one.subject,
                "email": one.email,
                "phone": one.phone,
                "opened_at": one.opened_at,
                "due_at": one.due_at,
            }
            for one in kept.follow_ups
        ],
        "passed_on_to": [
            {"helpdesk": one.hub, "as": one.kind, "opened_at": one.opened_at, "closed_at": one.closed_at}
            for one in kept.hub_cases
        ],
        "reached_through": [{"channel": one.channel, "opened_at": one.opened_at} for one in kept.threads],
        "files": [{"name": one.name, "type": one.type, "size": one.size, "at": one.at} for one in kept.files],
    }


def _outcome(conversation: Conversation) -> dict[str, str | None]:
    """What came of it, and why; None while it is open."""
    came = outcome_of(conversation)
    return {"outcome": came.result if came else None, "because": came.because if came else None}


def _internal(kept: _Kept) -> Mapping[str, Any]:
    return {
        "conversation": kept.conversation.id,
        "notes": [one for one in kept.entries if _is_internal(one)],
        "decisions": [{"seq": one.seq, "decision": one.decision} for one in kept.entries if one.decision],
        "handoffs": kept.handoffs,
        "packages": kept.packages,
        "tickets": kept.follow_ups,
        "hub_cases": kept.hub_cases,
        "threads": [without_private(one) for one in kept.threads],
    }


def _json(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2)


def _lines(kept: _Kept) -> Iterator[tuple[str, str, str]]:
    """When, who, what; of what has words."""
    for entry in kept.entries:
        if entry.text and not _is_internal(entry):
            yield f"{entry.at:%Y-%m-%d %H:%M}", entry.author_name or _WHO[entry.role], entry.text


def _title(kept: _Kept) -> str:
    return f"Conversation {kept.conversation.id}, {kept.conversation.created_at:%Y-%m-%d}"


def _as_text(kept: _Kept) -> Iterator[str]:
    yield _title(kept)
    for at, who, words in _lines(kept):
        yield f"\n{at} UTC, {who}:\n{words}"


def _as_html(kept: _Kept) -> str:
    """Every text is shown as text: a conversation may hold whatever a browser would run."""
    shown = (
        f'<p><time>{at} UTC</time> <span class="who">{escape(who)}</span><br>{escape(words)}</p>'
        for at, who, words in _lines(kept)
    )
    return f"<section><h2>{escape(_title(kept))}</h2>{''.join(shown)}</section>"


def _page(body: str) -> str:
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>What is kept of you</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><style>{_STYLE}</style>'
        f"<h1>What is kept of you</h1>{body}</html>"
    ).replace("\n", "<br>")
