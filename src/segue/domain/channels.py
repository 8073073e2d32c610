"""Where a customer is, when it is not our widget: a channel that brings their words and takes ours, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from segue.domain.attachments import File
from segue.domain.conversation import Customer
from segue.domain.errors import Invalid
from segue.domain.hubs import Checked, HubKind, HubSettings, Key

CHANNEL = "channel:"
BOT = "bot"
"""The name under which the bot behind Segue keeps its threads; no channel has it."""
TURNS_KEPT = 8
"""So many answers to turns a thread remembers, for a caller that asks again after a lost answer."""
MOST_REF = 512
"""Characters of another system's id; Teams' conversations have some 300."""
PRIVATE = "_"
"""Keys of a thread's state that begin with it stand in no export and no log: an address, say, that is signed itself and
lets whoever has it write."""


PLACES = (
    *("api", "widget"),
    *("a2a", "chatwoot_bot", "copilot_agent", "copilot_hub", "copilot_skill", "direct_line", "genesys_relay"),
    "webhook",
)
"""What `Conversation.channel` may be: a bot that calls our API, our widget, or a kind of channel (`channel_kinds`)."""

WITH_AN_END_BUTTON = frozenset({"widget", "copilot_hub", "genesys_relay"})
"""Places in which customers end the chat with a human agent themselves; elsewhere a clear wish is asked about."""


class Shows(StrEnum):
    """What a channel can do. What it cannot is said aloud (`ChannelKind.cannot`)."""

    PUSHES = "pushes"  # our words reach the customer by themselves; else with their next turn
    READS = "reads"  # the customer's program reads the log itself
    BUTTONS = "buttons"  # choices can be pressed; else they are numbered
    TYPING = "typing"  # that a human agent types
    FILES_IN = "files_in"  # the customer's files reach human agents
    FILES_OUT = "files_out"
    ENDS = "ends"  # a button of its own ends the chat with a human agent
    REPORTS = "reports"  # it tells the AI agent how a handoff stands: accepted, failed, completed


class BotIs(StrEnum):
    """Where the AI agent stands in conversations of a channel."""

    BEHIND = "behind"  # Segue calls the policy's bot
    IN_FRONT = "in_front"  # it calls Segue, and is silent while a person has the conversation


@dataclass(frozen=True, slots=True)
class ChannelKind:
    """A kind of channel; `docs/agents/` has a page for each.

    checked:   what requests and answers were held against.
    version:   of the protocol, or the day on which its description was read.
    most_text: characters of one message; longer ones go in parts.
    clicks:    what a person does in the other system, in order; {url} stands for our address.
    hears:     it tells by webhook, at `/v1/channels/NAME/webhook` (`ports.channels.HearingChannel`).
    """

    name: str
    title: str
    keys: tuple[Key, ...]
    can: frozenset[Shows]
    bot: BotIs
    checked: Checked
    version: str
    cannot: Mapping[Shows, str] = field(default_factory=dict)
    most_text: int = 4_000
    rate: float = 0.0  # deliveries a second at most; 0 for any number
    clicks: tuple[str, ...] = ()
    hears: bool = False


class Came(StrEnum):
    """What a channel tells by webhook."""

    SAID = "said"  # text, files
    PRESSED = "pressed"  # offer, choice
    CLOSED = "closed"  # it is over there
    BY_PEOPLE = "by_people"  # something that people of the other system did: it is theirs to tell as a hub


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a channel told. ref: of the thread. id: the same whenever it is told.

    elsewhere: people of the other system have the conversation, whom nobody of ours called.
    """

    what: Came
    ref: str
    id: str
    text: str = ""
    files: tuple[File, ...] = ()
    offer: str = ""
    choice: str = ""
    customer: Customer | None = None
    language: str = ""
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """A channel of the policy. given: its settings by name, as written. secrets: setting -> name of a secret."""

    name: str
    kind: str
    given: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)


def channel_listener(name: str) -> str:
    """The listener of the policy's channel `name`."""
    return CHANNEL + name


def is_hubs_own(channel: ChannelSettings, hub: HubSettings, kind: HubKind) -> bool:
    """Whether customers of this channel are in the very helpdesk in which this hub's people work: then those take over
    in the conversation that is there."""
    given = (channel.given, hub.given)
    same = all(len({one.get(key, "").rstrip("/") for one in given}) == 1 for key in kind.own_channel_by)
    return bool(kind.own_channel) and channel.kind == kind.own_channel and same


@dataclass(frozen=True, slots=True)
class Span:
    """Entries of a conversation: those after `after`, up to `upto`."""

    conversation: str
    after: int
    upto: int


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation as another system knows it: a channel's, or, under the name `bot`, that of the bot behind Segue.

    ref:     the other system's own id. One thread of a channel has it; it outlives a conversation, and then stands for
             the next one.
    state:   what its adapter keeps: addresses to answer at, watermarks, who is who. No secrets; see `PRIVATE`.
    told:    seq up to which the customer has been told.
    sending: seq that is on its way just now, since sending_at; 0 for none. Of the first in `left`, where there is one.
    held:    until then nothing is pushed: what there is leaves with the answer to a turn.
    turns:   id of a turn -> the entries that were its answer, newest last.
    left:    of conversations before this one, what the customer had not been told when they ended, oldest first.
    """

    workspace: str
    channel: str
    ref: str
    conversation: str
    opened_at: datetime
    state: Mapping[str, Any] = field(default_factory=dict)
    told: int = 0
    sending: int = 0
    sending_at: datetime | None = None
    held: datetime | None = None
    turns: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    left: tuple[Span, ...] = ()


def must_fit(thread: Thread) -> None:
    """Raises Invalid: an id that is too long to be kept, or none."""
    if not 0 < len(thread.ref) <= MOST_REF:
        raise Invalid(
            f"ref: the other system's id of the conversation has 1 to {MOST_REF} characters, not {len(thread.ref)}",
            field="ref",
        )


def without_private(thread: Thread) -> Thread:
    """As it may leave the house."""
    return replace(thread, state={key: value for key, value in thread.state.items() if not key.startswith(PRIVATE)})
