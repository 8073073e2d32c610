"""Erasing one person's data: look first, begin, and go on until nothing is left, across crashes and restarts.

What is still to do stands in the erasure's row (`domain.erasure.Erasure.subject`), so that whichever process finds it
goes on with it; when it is done, the row says only when, by whom, how much of what, and keyed hashes of the names.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from segue.domain.conversation import Conversation, Kind, Role
from segue.domain.erasure import By, Erasure, Subject, What, addresses_of, exact_hash, keyed_hash, meant, name_of
from segue.domain.errors import Invalid, NotFound, Refused, TryAgain
from segue.domain.history import verified_id
from segue.domain.moves import leaving
from segue.flows.change import Work, change
from segue.flows.env import Env
from segue.ports.conversations import LoadConversation
from segue.ports.erasure import (
    BytesHeld,
    ConversationsFrom,
    ConversationsOf,
    EraseConversation,
    ErasePerson,
    Erasures,
    FindPerson,
    PurgeBytes,
    Purged,
    SaveErasure,
    TracesOf,
    VisitorsOf,
)
from segue.ports.people import VisitorById, WorkspaceSecret

log = structlog.get_logger(__name__)

ROUNDS = 10
"""How often it is looked whether something new has come meanwhile."""

SMALL = 256 * 1024 * 1024
"""Bytes of a database up to which its files are written anew by themselves after an erasure: some seconds at most."""

TOLD = "The customer's data is being erased, as they asked. This conversation ends now and will be gone in a moment."


@dataclass(frozen=True, slots=True)
class Looked:
    """What an erasure or an export would be about. told: what to know before saying yes."""

    subject: Subject
    conversations: tuple[str, ...]
    counts: Mapping[str, int]
    told: tuple[str, ...] = ()


async def look(env: Env, workspace: str, words: str, named: Sequence[str] = ()) -> Looked:
    """Raises Invalid as `domain.erasure.meant` does."""
    name = name_of(words)
    found = await env.store.read(FindPerson(workspace, name))
    whose = meant(name, found, named)
    subject = whose.subject
    browsers = await env.store.read(VisitorsOf(workspace, subject))
    subject = replace(subject, visitors=tuple(dict.fromkeys((*subject.visitors, *browsers))))
    conversations = await env.store.read(ConversationsOf(workspace, subject))
    counts = await env.store.read(TracesOf(workspace, subject, conversations))
    return Looked(subject, conversations, counts, whose.told)


async def erase(env: Env, workspace: str, words: str, *, repeated: str, by: str, named: Sequence[str] = ()) -> Erasure:
    """Erase it all now. repeated: the person once more, so that nobody is erased by a slip of the hand."""
    if repeated.strip() != words.strip():
        raise Invalid("repeat the person exactly as written above, to erase for good", field="repeat")
    looked = await look(env, workspace, words, named)
    names = await _names(env, workspace, words, looked)
    erasure = await _noted(env, workspace, names, What.ERASURE, by, looked)
    env.sources.forget(names)
    return await go_on(env, erasure)


async def go_on(env: Env, erasure: Erasure) -> Erasure:
    """Until nothing is left of the subject; what was done before a crash is found done."""
    workspace, subject = erasure.workspace, erasure.subject
    if subject is None:
        return erasure
    for _ in range(ROUNDS):
        await _all_of(env, ErasePerson(workspace, subject, erasure.id))  # first: what lets the browser in goes
        ids = await env.store.read(ConversationsOf(workspace, subject))
        if not ids:
            break
        for id_ in ids:
            await erase_conversation(env, workspace, id_, erasure.id)
    else:
        raise TryAgain("new conversations of this person keep coming; it goes on in a moment", retry_after_s=30)
    done = replace(erasure, subject=None, done_at=env.clock.now())
    await env.store.write(SaveErasure(done))
    (stored,) = [one for one in await env.store.read(Erasures(workspace, 1_000)) if one.id == erasure.id] or [done]
    log.info("a person's data was erased", workspace=workspace, erasure=erasure.id, by=erasure.by, **stored.counts)
    return stored


async def go_on_with_all(env: Env) -> int:
    """Erasures that were begun and not finished, here or elsewhere; then the bytes, while that takes seconds."""
    finished, waiting = 0, False
    for workspace in await env.policies.served():
        for erasure in await env.store.read(Erasures(workspace, undone=True)):
            finished += (await go_on(env, erasure)).done_at is not None
        waiting = waiting or bool(await _not_purged(env, workspace))
    if waiting and await env.store.read(BytesHeld()) <= SMALL:
        await purge(env)
    return finished


async def _all_of(env: Env, unit: ErasePerson | EraseConversation) -> None:
    while not await env.store.write(unit):
        pass


async def erase_conversation(
    env: Env, workspace: str, conversation: str, erasure: str = "", *, seen: int | None = None
) -> bool:
    """One that is open ends first: the customer's wish counts for more, and who has it is told in plain words.

    seen: its last entry when somebody found that it may go; where it has moved on it stays. Answers whether it went.
    """
    for _ in range(ROUNDS):
        if not await _end(env, workspace, conversation, seen):
            return False
        try:
            await _all_of(env, EraseConversation(workspace, conversation, erasure))
        except Refused:  # somebody opened it in this very moment
            if seen is not None:
                return False
            continue
        env.bell.changed(workspace, conversation)
        env.bell.desk_changed(workspace)
        return True
    raise TryAgain("this conversation is busy; try again in a moment", retry_after_s=1)


async def _end(env: Env, workspace: str, conversation: str, seen: int | None) -> bool:
    async def act(work: Work) -> bool:
        if seen is not None and work.draft.conversation.last_seq != seen:
            return False
        if work.draft.conversation.open:
            work.draft.add(Kind.NOTE, Role.SYSTEM, TOLD)
            leaving.end(work.draft, Role.SYSTEM)
        return True

    try:
        return await change(env, workspace, conversation, act)
    except NotFound:
        return True


# --- the bytes ------------------------------------------------------------------------------------------------------


async def purge(env: Env) -> Purged:
    """Take what was erased out of the database's files as well; nobody writes meanwhile where that is a file."""
    waiting = [one for place in await env.policies.served() for one in await _not_purged(env, place)]
    purged = await env.store.write(PurgeBytes())
    for erasure in waiting:
        await env.store.write(SaveErasure(replace(erasure, purged_at=env.clock.now())))
    log.info("the database's files were written anew", took_s=round(purged.took_s, 2), bytes=purged.bytes_after)
    return purged


async def _not_purged(env: Env, workspace: str) -> list[Erasure]:
    recent = await env.store.read(Erasures(workspace, 1_000))
    return [one for one in recent if one.what is What.ERASURE and one.done_at and not one.purged_at]


# --- the proof ------------------------------------------------------------------------------------------------------


async def was_erased(env: Env, workspace: str, words: str) -> tuple[Erasure, ...]:
    """Erasures and exports of whoever had this name, newest first."""
    wanted = keyed_hash(await key_of(env, workspace), name_of(words).words)
    return tuple(one for one in await env.store.read(Erasures(workspace, 100_000)) if wanted in one.hashes)


async def note_export(env: Env, workspace: str, words: str, looked: Looked, by: str) -> Erasure:
    """That somebody was handed this person's data."""
    names = await _names(env, workspace, words, looked)
    noted = await _noted(env, workspace, names, What.EXPORT, by, looked)
    log.info("a person's data was handed out", workspace=workspace, export=noted.id, by=by)
    return noted


async def key_of(env: Env, workspace: str) -> str:
    return await env.store.write(WorkspaceSecret(workspace, "erasures", secrets.token_urlsafe(32)))


async def _noted(env: Env, workspace: str, names: Iterable[str], what: What, by: str, looked: Looked) -> Erasure:
    """An erasure is still to be done then, an export was."""
    key = await key_of(env, workspace)
    hashes = tuple(sorted({keyed_hash(key, name) for name in names}))
    erasure = Erasure(workspace, env.new_id("ers"), env.clock.now(), by, hashes, what)
    if what is What.ERASURE:
        exact = tuple(sorted(exact_hash(key, kind, id_) for kind, id_ in _ids(looked)))
        erasure = replace(erasure, subject=looked.subject, exact=exact)
    else:
        erasure = replace(erasure, counts=looked.counts, done_at=erasure.at)
    await env.store.write(SaveErasure(erasure))
    return erasure


def _ids(looked: Looked) -> Iterable[tuple[By, str]]:
    if looked.subject.customer:
        yield By.CUSTOMER, looked.subject.customer
    yield from ((By.VISITOR, id_) for id_ in looked.subject.visitors)
    yield from ((By.CONVERSATION, id_) for id_ in looked.conversations)


async def _names(env: Env, workspace: str, words: str, looked: Looked) -> list[str]:
    """Everything that the person may be asked for by later."""
    names = [name_of(words).words, *looked.subject.ids(), *looked.conversations]
    for id_ in looked.conversations:
        loaded = await env.store.read(LoadConversation(workspace, id_))
        if loaded is not None:
            names += _addresses(loaded.conversation)
    for id_ in looked.subject.visitors:
        visitor = await env.store.read(VisitorById(workspace, id_))
        if visitor is not None and visitor.profile.get("email"):
            names.append(str(visitor.profile["email"]))
    return list(dict.fromkeys(names))


def _addresses(one: Conversation) -> list[str]:
    known = addresses_of(one.customer.email, one.customer.facts) if one.customer.verified else []
    return [*known, *(left for left in (one.contact_email, one.contact_phone) if left)]


# --- after a backup was restored ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ErasureList:
    """What a restored copy needs to erase again what was erased since: `key` makes the hashes comparable."""

    workspace: str
    key: str
    erasures: tuple[Erasure, ...]


async def erasure_list(env: Env, workspace: str, since: datetime | None = None) -> ErasureList:
    done = [one for one in await env.store.read(Erasures(workspace, 100_000, since=since)) if one.done_at]
    return ErasureList(workspace, await key_of(env, workspace), tuple(one for one in done if one.what is What.ERASURE))


async def replay(env: Env, listed: ErasureList) -> int:
    """Erase in a restored copy what the list says was erased later. Answers how many conversations went.

    Only conversations that had begun before their erasure: a customer who came back afterwards stays.
    """
    await env.store.write(WorkspaceSecret(listed.workspace, "erasures", listed.key))
    gone, after = 0, ""
    while page := await env.store.read(ConversationsFrom(listed.workspace, after)):
        after = page[-1].id
        for one in page:
            subject = _listed(listed, one)
            if subject is not None:
                await erase_conversation(env, listed.workspace, one.id)
                await _all_of(env, ErasePerson(listed.workspace, subject))
                gone += 1
    for erasure in listed.erasures:
        await env.store.write(SaveErasure(replace(erasure, purged_at=None)))
    return gone


def _listed(listed: ErasureList, one: Conversation) -> Subject | None:
    """Whose it is, if that person was erased after it had begun. Of a browser only what was done as a stranger."""
    customer = verified_id(one)
    ids = {By.CONVERSATION: one.id, By.CUSTOMER: customer, By.VISITOR: "" if customer else one.visitor}
    hashes = {by: exact_hash(listed.key, by, id_) for by, id_ in ids.items() if id_}
    later = [erasure for erasure in listed.erasures if one.created_at <= erasure.at]
    erased = {by for by, hash_ in hashes.items() if any(hash_ in erasure.exact for erasure in later)}
    if not erased:
        return None
    return Subject(customer if By.CUSTOMER in erased else "", (one.visitor,) if By.VISITOR in erased else ())
