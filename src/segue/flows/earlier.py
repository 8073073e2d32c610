"""What was said before Segue had the conversation becomes part of its log, so that packages and signals know it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from segue.domain.conversation import Entry, Kind, Role
from segue.domain.draft import Draft
from segue.domain.earlier import LONGEST_TURN, EarlierTurn, to_import
from segue.domain.errors import TryAgain
from segue.domain.sayings import EARLIER
from segue.domain.sentences import content_words, shorten
from segue.domain.signals.progress import Report
from segue.domain.text import cleaned_text
from segue.flows.change import TRIES, Work, change
from segue.flows.env import Env
from segue.ports.conversations import AlreadyStored, LastEntries

LOOKED_AT = 500
"""Messages of the log that are looked through for turns that are there already."""


async def import_earlier(env: Env, workspace: str, conversation: str, turns: Sequence[EarlierTurn]) -> int:
    """Store those turns that are not there yet; answers how many. Triggers are not weighed: nobody waits for an answer.

    Customer and bot know these words: nothing of it is brought to them. Raises NotFound, ConversationEnded, TryAgain.
    """
    if not turns:
        return 0

    async def act(work: Work) -> int:
        work.draft.must_be_open()
        log = await env.store.read(LastEntries(workspace, conversation, LOOKED_AT, (Kind.MESSAGE,)))
        known = {entry.message_id for entry in log if entry.message_id}
        return keep_earlier(work, turns, known)

    for _ in range(TRIES):
        try:
            return await change(env, workspace, conversation, act)
        except AlreadyStored:  # the same transcript came at the same moment
            continue
    raise TryAgain("this conversation is busy; try again in a moment", retry_after_s=1)


def keep_earlier(work: Work, turns: Sequence[EarlierTurn], known: Collection[str]) -> int:
    """As part of a change. known: message ids of the conversation."""
    new = to_import(turns, known)
    for id_, turn in new:
        _keep(work, id_, turn)
    return len(new)


def _keep(work: Work, id_: str, turn: EarlierTurn) -> Entry:
    draft, observer, before = work.draft, work.deciding.observer, work.draft.conversation.signals
    text = cleaned_text(turn.text, LONGEST_TURN)
    data: dict[str, Any] = {EARLIER: True}
    if turn.at:
        data["said_at"] = turn.at.isoformat()
    if turn.role is Role.END_USER:
        _, memory = observer.customer(text, before, spoken=draft.conversation.language)
        _remember(draft, text)
    else:
        _, memory = observer.bot(text, before, Report())
    draft.change(signals=memory)
    author = draft.conversation.bot if turn.role is Role.AUTOMATED_AGENT else ""
    return draft.add(Kind.MESSAGE, turn.role, text, author=author, message_id=id_, data=data)


def _remember(draft: Draft, text: str) -> None:
    matter = draft.conversation.matter
    if not matter and len(content_words(text)) >= 3:
        matter = shorten(text, 120)
    draft.change(last_text=shorten(text.strip(), 160), matter=matter)
