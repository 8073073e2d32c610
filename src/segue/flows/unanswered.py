"""Which of the customer's messages a word of the bot leaves unanswered, so that its silence is noticed."""

from __future__ import annotations

from segue.domain.bot_events import owed
from segue.domain.conversation import Kind, Role
from segue.domain.deadlines import DeadlineKind
from segue.domain.deliveries import BOT
from segue.domain.draft import Draft
from segue.domain.moves.speaking import owed_messages
from segue.flows.env import Env
from segue.ports.conversations import EntriesAfter
from segue.ports.deliveries import CursorOf


async def left_unanswered(env: Env, draft: Draft, answers: int | None) -> int:
    """seq of the newest message that the bot still owes an answer to, 0 for none.

    answers: the one that it says it answers. Where it does not say, it cannot have seen what has not been sent to it:
    of those beyond its cursor, the first may be under way right now, and any other is not.
    """
    deadline = draft.deadline(DeadlineKind.BOT_SILENT)
    if deadline is None:
        return 0
    first, last = owed_messages(deadline)
    if answers is not None:
        return last if answers < last else 0
    if first == last:
        return 0
    here = (draft.conversation.workspace, draft.conversation.id)
    position = await env.store.read(CursorOf(*here, BOT))
    if position is None:  # it stands in front and has seen everything
        return 0
    beyond = await env.store.read(EntriesAfter(*here, position, kinds=(Kind.MESSAGE,)))
    waiting = [entry for entry in beyond if entry.role is Role.END_USER and owed(entry)]
    return last if len(waiting) > 1 else 0
