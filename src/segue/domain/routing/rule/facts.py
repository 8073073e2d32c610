"""What the balanced rule is told. Seconds are floats, rates are per second, units are capacity units.

Who computes what. The planner (`router.py`, and by scanning `tests/domain/routing/naive.py`) keeps sums and fills these
in; the rule only does arithmetic on them and never sees an agent, a customer or a clock:

* one `Head` for the first customer of each class: customers of equal demand, value, patience and target, FIFO inside;
* one `Line` for each demand that customers have, unrelaxed and apart from value: sums over the agents who fit it;
* one `Slot` for each kind of agent (all that does not change with the load) at each number of units in use. Agents
  of equal `Slot` cost the same, and `tie` decides between them.

In each step: the head of the greatest `delay.index` among those that some free agent fits (`overflow.pays` tells
whether a neighbouring skill will do); its cheapest slot by `price.price`; unless `hold.holds`, propose it, update the
sums of the lines which that agent fits, and go on. `Slot.worth` is the sum of `price.scarcity` over all lines which the
agent fits, the customer's own included: that one is the same for everybody who fits.

Arrival rates, expected work and the pace of levels come from `segue.domain.routing.experience`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """The customer who is next of a class.

    value:    weight of a second of waiting, risk of churn included. patience, leaving_costs: see `queues.Tier`.
    waited:   since they began to wait. slack: until the answer is due, negative after that; None: no target.
    work:     expected undivided attention of an agent who just fits.
    """

    value: float
    waited: float
    slack: float | None
    work: float
    patience: float = 300.0
    leaving_costs: float = 300.0
    units: int = 1
    asynchronous: bool = False


@dataclass(slots=True)
class Line:
    """Everybody who asks for the same, and all who could take them by their own skills. Sums, kept up to date in place.

    free, used:   units of agents who fit and take new customers: free now, and in use.
    pace:         sum of units in use x pace at that load over the same agents: attention given, per second.
    waiting:      customers who sit and wait, asynchronous ones left out.
    work:         expected undivided attention per customer of this line.
    arrivals:     (what a second of their waiting costs: `delay.resting`, expected customers per second), dearest
                  first, without asynchronous ones.
    """

    free: int
    used: int
    pace: float
    waiting: int
    work: float
    arrivals: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """An agent who could take the customer, apart from who it is.

    used, capacity: units. worth: sum of `price.scarcity` over the lines that the agent fits.
    work:      expected undivided attention for this customer, level and neighbouring skill taken into account.
    preferred: whom the customer waits for or spoke to last. lacking: levels short of what is better to have.
    adjacent:  fits by a neighbouring skill only.
    """

    used: int
    capacity: int
    work: float
    worth: float = 0.0
    preferred: bool = False
    lacking: int = 0
    adjacent: bool = False
