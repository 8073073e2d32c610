"""Where else there is help: a page, a form, an address of the policy, told beside a human agent or in place of one."""

from __future__ import annotations

from segue.domain.dialogue import Tell
from segue.domain.draft import Draft
from segue.domain.lifecycle import Event, State
from segue.domain.moves.marker import NOBODY, end_marker


def point(draft: Draft, moment: Tell) -> None:
    """Say it, where the policy wants that at this moment: NOBODY or ALWAYS, which is when they begin to wait."""
    other = draft.policy.bot.dialogue.escalate
    if other and other.tell in {moment, Tell.ALWAYS}:
        draft.tell("help_elsewhere", link=other.link)


def instead(draft: Draft) -> bool:
    """Whether there are no human agents to hand over to: the customer is told where there is help, and stays with the
    bot. The handoff was requested, and counts as one."""
    other = draft.policy.bot.dialogue.escalate
    before = draft.handoff
    assert before is not None
    if other is None or other.tell is not Tell.INSTEAD or before.state is not State.REQUESTED:
        return False  # one that people have had already is theirs
    text = draft.words("help_elsewhere_instead", link=other.link)
    draft.own_bot()
    draft.step(Event.HANDED_BACK, text, data={"ended_by": NOBODY})
    end_marker(draft, before, by=NOBODY, told=text)
    return True
