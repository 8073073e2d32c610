"""What a plan consists of: who gets whom, and who is held back."""

from __future__ import annotations

from dataclasses import dataclass

from segue.domain.routing.balance import Offer
from segue.domain.routing.demands import Demand
from segue.domain.routing.lines import Guest, Lane
from segue.domain.routing.roster import Seat


@dataclass(slots=True, eq=False)
class Step:
    """A customer for an agent, with what it takes to say why.

    able: seats that could have had the customer; fitting: those who do, with room or not; roomy: all with room for one
    like them.
    offers: what was priced, best first; () unless balanced.
    passed: customers who would have come before and are held back.
    """

    guest: Guest
    lane: Lane
    seat: Seat
    number: int
    wanted: Demand
    able: int
    fitting: int
    adjacent: bool
    offers: tuple[Offer, ...]
    passed: int
    roomy: int


@dataclass(slots=True)
class Held:
    """Whom somebody could take now, and who waits all the same. dearer: for somebody dearer; else for the skill."""

    guest: Guest
    dearer: bool
