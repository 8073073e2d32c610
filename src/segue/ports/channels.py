"""A channel, as Segue reaches a customer in it. An adapter is one file in `segue/channels/` and a line in its table."""

from __future__ import annotations

from typing import Protocol

from segue.domain.channels import ChannelKind, Thread, Told
from segue.domain.deliveries import Repeat
from segue.domain.sayings import Saying
from segue.ports.hubs import Webhook


class Channel(Protocol):
    @property
    def kind(self) -> ChannelKind: ...

    @property
    def name(self) -> str:
        """As the policy calls it."""
        ...


class PushingChannel(Channel, Protocol):
    """One that can bring words to the customer by itself."""

    @property
    def repeat(self) -> Repeat:
        """What may be done when something was sent and the answer was lost; not ASK."""
        ...

    def reaches(self, thread: Thread) -> bool:
        """Whether it knows an address to bring it to; if not, words wait for the customer's next turn."""
        ...

    async def deliver(self, thread: Thread, saying: Saying) -> None:
        """Once, with a deadline; `saying.id` is the same whenever this is brought.

        Raises DeliveryFailed (ports/listeners.py). With Trouble.REFUSED this address takes nothing any more: the words
        wait for the customer's next turn, and nothing is pushed until that brought another.
        """
        ...

    async def typing(self, thread: Thread, on: bool) -> None:
        """Passing: whatever goes wrong is forgotten."""
        ...


class HearingChannel(Channel, Protocol):
    """One that is told by webhook (`ChannelKind.hears`)."""

    def verify(self, webhook: Webhook) -> None:
        """Raises NotSignedIn."""
        ...

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        """() for what is nothing to us. Raises Invalid for what cannot be read."""
        ...
