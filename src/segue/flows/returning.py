"""The customer gives the human agent back: reported by a button or their bot, or wished for in words and confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from segue.domain.conversation import Role
from segue.domain.draft import Draft
from segue.domain.moves import returning
from segue.domain.moves.questions import drop_question
from segue.domain.moves.returning import END, STAY
from segue.domain.signals.closing import wishes_to_end
from segue.domain.signals.reactions import reads_as_yes_no
from segue.domain.wording import CHOICE_LABELS
from segue.flows.change import Work
from segue.flows.converse import answered, choose, first_answer, once
from segue.flows.env import Env
from segue.flows.talk import talk_of
from segue.ports.agents import Answer
from segue.ports.conversations import EntryByMessageId


async def customer_done(
    env: Env, workspace: str, conversation: str, *, by: Role = Role.END_USER, key: str = "", note: str = ""
) -> Answer:
    """The open handoff ends, whoever has it, and the bot speaks again. Nothing open, or ended: nothing happens.

    by: END_USER, or AUTOMATED_AGENT for an end event of the bot's own. note: for the team and for the bot.
    """

    async def act(work: Work) -> Answer:
        if work.draft.conversation.open:
            returning.customer_done(work.draft, await talk_of(env, work), by, note_text=note)
        return answered(work)

    done = await env.store.read(EntryByMessageId(workspace, conversation, f"key:{key}")) if key else None
    return first_answer(done) if done else await once(env, workspace, conversation, key, act)


async def says_whether_to_end(env: Env, work: Work, text: str, languages: Sequence[str]) -> bool:
    """Whether a message answers the question whether the talk shall end. Any other one closes it, and goes on."""
    if not returning.asks_to_end(work.draft):
        return False
    choice = _chosen(work.draft, text, languages)
    if choice:
        await choose(env, work, choice)
    else:
        drop_question(work.draft)
    return bool(choice)


def _chosen(draft: Draft, text: str, languages: Sequence[str]) -> str:
    """By a yes or a no, by the words on a button, or by saying the wish again; "" by anything else."""
    plain = _plain(text)
    for choice in (END, STAY):
        if plain == _plain(draft.words(CHOICE_LABELS[choice])):
            return choice
    said = reads_as_yes_no(text, languages)
    if said is None:
        return END if _wishes(draft, text, languages) else ""
    return END if said else STAY


def _plain(text: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text.casefold()).split())


def _wishes(draft: Draft, text: str, languages: Sequence[str]) -> bool:
    handoff = draft.open_handoff
    return wishes_to_end(text, languages, handoff.agent_name if handoff else "")


def ask_whether_to_end(draft: Draft, text: str, languages: Sequence[str]) -> None:
    """A clear wish to end is answered with a question, where the channel has no button for it."""
    if returning.may_ask(draft) and _wishes(draft, text, languages):
        returning.ask_to_end(draft)
