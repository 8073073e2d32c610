"""Vendors' hubs as a test plays them: each keeps what its people would see, and says what they do in its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from fakes.vendor import Asked, Said
from segue.ports.hubs import Webhook


@dataclass(frozen=True)
class Seen:
    """What the people of a hub see. by: customer | us | agent. private: the customer does not see it."""

    by: str
    text: str
    private: bool = False
    files: tuple[str, ...] = ()


@dataclass
class Faults:
    """What the next calls come to, one by one: a status, or `late 500` (done, and the answer lost), `html`, `half`,
    `never`, None for nothing; and how long a 429 asks to wait."""

    coming: list[int | str | None] = field(default_factory=list)
    retry_after: int = 30


class PlayedHub(Protocol):
    """settings: of the policy's `hubs: {hub: …}`, without `kind`. secrets: by the name that the policy has them under.

    `answer` is called with every request; what it does is kept once, whatever `faults` makes of the answer.
    What people do answers the webhooks that the vendor would send, signed; () where the adapter hears it by stream.
    What the vendor cannot do raises NotImplementedError, and its kind must not say that it can.
    """

    kind: str
    settings: Mapping[str, str]
    secrets: Mapping[str, str]
    faults: Faults

    def answer(self, asked: Asked) -> Said: ...

    def refs(self) -> Sequence[str]:
        """Of conversations or tickets, as the adapter knows them, oldest first."""
        ...

    def seen(self, ref: str) -> Sequence[Seen]:
        """In order; the package, too, where it is shown as a text."""
        ...

    def fields(self, ref: str) -> Mapping[str, Any]:
        """What is shown beside: priority, tags, subject, team, and fields of the package."""
        ...

    def closed(self, ref: str) -> bool: ...

    def customer_types(self, ref: str) -> bool: ...

    # what its people do

    def joins(self, ref: str, name: str = "Ana") -> Sequence[Webhook]: ...

    def says(self, ref: str, text: str, name: str = "Ana", files: Sequence[str] = ()) -> Sequence[Webhook]: ...

    def types(self, ref: str, name: str = "Ana") -> Sequence[Webhook]: ...

    def notes(self, ref: str, text: str, name: str = "Ana") -> Sequence[Webhook]:
        """An internal note: it must never reach the customer."""
        ...

    def transfers(self, ref: str, to: str = "Ben") -> Sequence[Webhook]: ...

    def returns(self, ref: str) -> Sequence[Webhook]:
        """To the bot, as this vendor's people do that."""
        ...

    def ends(self, ref: str) -> Sequence[Webhook]: ...

    def labels(self, ref: str, label: str = "too_late") -> Sequence[Webhook]: ...
