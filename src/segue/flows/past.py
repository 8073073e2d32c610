"""What somebody did before this moment: looked up where the policy asks for it, kept as long as the policy says."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from segue.domain.conversation import Conversation, PageVisit
from segue.domain.history import MOST_VISITS, UNKNOWN, History, Visit, kept_page, path_of, verified_id
from segue.domain.policy import Policy
from segue.flows.change import Work
from segue.flows.env import Env
from segue.ports.visits import HistoryOf, KeepVisits

CONTACTS_COUNT_FOR = timedelta(days=400)
STILL_THERE = timedelta(minutes=30)
"""How long somebody is thought to be on the page that they looked at last."""


async def past(env: Env, work: Work) -> History:
    """The history of whoever is in this conversation; UNKNOWN where no condition of the policy would read it."""
    if not (work.deciding.engine.reads_history or work.compiled.engine.reads_history):
        return UNKNOWN
    return await history_of(env, work.draft.conversation, work.compiled.policy)


async def history_of(env: Env, conversation: Conversation, policy: Policy) -> History:
    now, customer = env.clock.now(), verified_id(conversation)
    if not (conversation.visitor or customer):
        return UNKNOWN
    return await env.store.read(
        HistoryOf(
            conversation.workspace,
            conversation.visitor,
            customer,
            conversation.id,
            visits_since=now - policy.visits.keep,
            contacts_since=now - CONTACTS_COUNT_FOR,
        )
    )


async def visits_of_visitor(
    env: Env, conversation: Conversation, policy: Policy, most: int = MOST_VISITS
) -> tuple[Visit, ...]:
    """What this very browser looked at, newest first, whoever was signed in; nothing of another customer."""
    now = env.clock.now()
    if not conversation.visitor:
        return ()
    customer = verified_id(conversation)
    query = HistoryOf(
        *(conversation.workspace, conversation.visitor, customer, conversation.id),
        visits_since=now - policy.visits.keep,
        contacts_since=now,
        most_visits=most,
        only_visitor=True,
    )
    return (await env.store.read(query)).visits


async def arrival(env: Env, conversation: Conversation, page: PageVisit | None, policy: Policy) -> PageVisit | None:
    """The page that somebody is on when a conversation begins: the one that is told, else the last they looked at."""
    last = next(iter(await visits_of_visitor(env, conversation, policy, 1)), None)
    if page is None:
        stays = last is not None and env.clock.now() - last.at <= STILL_THERE
        return PageVisit(last.url, last.title, last.at) if last and stays else None
    page = kept_page(page, policy)
    if last is not None and last.url == page.url:
        return PageVisit(page.url, page.title, last.at)
    await keep_page(env, conversation, page, policy)
    return page


async def keep_page(env: Env, conversation: Conversation, page: PageVisit, policy: Policy) -> None:
    """A page that a conversation is told of is a visit of its visitor; where there is no browser, of its customer."""
    customer = verified_id(conversation)
    if conversation.visitor or customer:
        visitor = conversation.visitor or f"customer:{customer}"
        visit = visit_of(f"{conversation.id} {page.at.isoformat()} {page.url}", page, policy)
        await env.store.write(KeepVisits(conversation.workspace, visitor, customer, (visit,)))


def visit_of(key: str, page: PageVisit, policy: Policy, seconds: int = 0) -> Visit:
    """key: what tells this visit from the visitor's others; whoever tells it again with the same adds no other."""
    kept = kept_page(page, policy)
    return Visit(sha256(key.encode()).hexdigest()[:24], kept.url, path_of(kept.url), kept.title, page.at, seconds)
