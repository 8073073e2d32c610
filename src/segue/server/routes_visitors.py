"""Pages that visitors look at, before any conversation and during it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Header, Path, Request
from pydantic import AwareDatetime, Field

from segue.domain.conversation import Customer, PageVisit
from segue.domain.errors import Invalid
from segue.flows import visitors, visits
from segue.ports.people import Visitor
from segue.server.identity import Caller, CallerKind
from segue.server.limits import Limit
from segue.server.route import Access, Body, Engine, Me, Route
from segue.server.routes_widget import opened
from segue.server.views import View

AT_ONCE = 50
LONGEST_STAY_S = 24 * 3600
Id = Annotated[str, Path(max_length=128, pattern=r"^[A-Za-z0-9._:@-]+$")]
Key = Annotated[str, Header(alias="Idempotency-Key", max_length=120)]


class Visit(Body):
    url: str = Field(min_length=1, max_length=2000)
    id: str = Field("", max_length=64)
    title: str = Field("", max_length=300)
    at: AwareDatetime | None = None
    seconds: float = Field(0, ge=0, le=LONGEST_STAY_S)


class Visits(Body):
    """One visit, or several as `visits`."""

    url: str = Field("", max_length=2000)
    id: str = Field("", max_length=64)
    title: str = Field("", max_length=300)
    at: AwareDatetime | None = None
    seconds: float = Field(0, ge=0, le=LONGEST_STAY_S)
    visits: list[Visit] = Field(default_factory=list, max_length=AT_ONCE)
    customer: str = Field("", max_length=200)

    def told(self) -> Sequence[Visit]:
        """Raises Invalid when it is neither the one nor the other, or both."""
        if bool(self.url) == bool(self.visits):
            raise Invalid(f"say one page with its url, or up to {AT_ONCE} as visits: [{{url, …}}]", field="url")
        if self.visits:
            return self.visits
        return [Visit(url=self.url, id=self.id, title=self.title, at=self.at, seconds=self.seconds)]


async def post_visits(request: Request, me: Me, segue: Engine, id: Id, body: Visits, key: Key = "") -> View:  # noqa: A002
    visitor, customer, bot = await _whose(segue, me, id, body.customer)
    seen = await segue.visited(visitor, _looks(segue, body.told(), key), customer=customer, bot=bot)
    answer: View = {"kept": seen.kept, "conversation": None, "reply": seen.reply or None}
    there = seen.conversation
    if there is not None and me.kind is CallerKind.VISITOR:
        answer["conversation"] = (await opened(request, segue, visitor, there)).model_dump()
    elif there is not None:
        answer["conversation"] = {"id": there.id, "last_seq": there.last_seq}
        answer["decision"] = seen.decision
    return answer


async def _whose(segue: Any, me: Caller, id_: str, customer: str) -> tuple[Visitor, Customer | None, str]:
    """The visitor, the customer that they are known to be, and the bot where the visitor is its own."""
    if me.kind is CallerKind.VISITOR:
        if customer:
            wrong = "a visitor cannot say whose visits these are; the site signs that, see the widget's identity"
            raise Invalid(wrong, field="customer")
        visitor = await visitors.visitor_by_hash(segue.store, segue.clock, me.credential)
        return visitor, visitors.customer_of(visitor), ""
    visitor, bot = await visits.visitor_for_bot(segue.env, me.workspace, me.name, id_, every="all" in me.scopes)
    if not bot:
        return visitor, visitors.customer_of(visitor), ""
    return visitor, Customer(customer, verified=True) if customer else None, bot


def _looks(segue: Any, told: Sequence[Visit], key: str) -> list[visits.Look]:
    """What tells one visit from another: its own id; else the request's key and its place; else its time and page."""
    now = segue.clock.now()
    looks = []
    for place, visit in enumerate(told):
        name = f"id {visit.id}" if visit.id else f"key {key} {place}" if key else f"at {visit.at} {visit.url}"
        if not (visit.id or key or visit.at):
            name = segue.env.new_id("visit")
        page = PageVisit(_address(visit.url, place), visit.title, visit.at or now)
        looks.append(visits.Look(page, name, round(visit.seconds)))
    return looks


def _address(url: str, place: int) -> str:
    if url.startswith(("/", "https://", "http://")):
        return url
    right = "write an address such as https://shop.example/pricing, or a path such as /pricing"
    raise Invalid(f"visit {place + 1}: {url[:80]!r} is no address of a page; {right}", field="url")


ROUTES = (
    Route(
        method="POST",
        path="/v1/visitors/{id}/visits",
        endpoint=post_visits,
        access=Access(bot="conversations", visitor=True),
        summary="Pages that a visitor looked at, before any conversation or during one",
        limit=Limit.MESSAGE,
    ),
)
