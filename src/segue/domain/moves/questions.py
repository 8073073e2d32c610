"""Questions with buttons, which the customer answers by a choice or in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from segue.domain.conversation import Kind, PendingOffer, Role
from segue.domain.deadlines import DeadlineKind
from segue.domain.draft import Draft
from segue.domain.wording import CHOICE_LABELS

OFFER_TURNS = 2
OFFER_LASTS = timedelta(minutes=30)

NO: Mapping[str, str] = {
    **dict.fromkeys(("human", "email", "callback"), "bot"),
    "answered": "not_answered",
    "try_again": "not_resolved",
    "end": "stay",
}
"""First choice of a question, which a yes in words means -> the choice that a no means, where the question has it."""


def put_question(
    draft: Draft,
    text: str,
    choices: Sequence[str],
    about: str,
    *,
    turns: int = OFFER_TURNS,
    lasts: timedelta = OFFER_LASTS,
) -> PendingOffer:
    """A question with buttons. It stays open for so many customer turns, and so long."""
    offer = PendingOffer(draft.new_id("ofr"), tuple(choices), turns, draft.now + lasts, about)
    labels = [{"id": choice, "label": draft.words(CHOICE_LABELS[choice])} for choice in choices]
    data = {"id": offer.id, "choices": labels, "expires_at": offer.expires_at.isoformat()}
    draft.add(Kind.OFFER, Role.SYSTEM, text, data=data)
    draft.change(offer=offer)
    draft.set_deadline(DeadlineKind.OFFER, lasts, offer.id)
    return offer


def drop_question(draft: Draft, choice: str = "") -> None:
    """Close the open question, if any: answered with `choice`, or lapsed without one."""
    offer = draft.conversation.offer
    if offer is None:
        return
    if choice:
        draft.add(Kind.OFFER_ANSWERED, Role.END_USER, data={"id": offer.id, "choice": choice})
    else:
        lapsed(draft, offer)
    draft.change(offer=None)
    draft.clear(DeadlineKind.OFFER)


def lapsed(draft: Draft, offer: PendingOffer) -> None:
    """This question, which may be closed already, got no answer."""
    draft.add(Kind.OFFER_LAPSED, Role.SYSTEM, data={"id": offer.id})
    draft.clear(DeadlineKind.OFFER)
