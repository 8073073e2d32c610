"""What every flow works with, handed in by the one wiring file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from segue.domain.policy import BotSettings
from segue.flows.assist_desk import AssistDesk
from segue.flows.attendance_book import Attendance
from segue.flows.bell import Bell
from segue.flows.channel_desk import ChannelDesk
from segue.flows.draft_desk import DraftDesk
from segue.flows.foretelling import Foretelling
from segue.flows.hub_desk import HubDesk
from segue.flows.judging import JudgeDesk
from segue.flows.knowledge_desk import KnowledgeDesk
from segue.flows.lines import Lines
from segue.flows.node_desk import NodeDesk
from segue.flows.policies import Policies
from segue.flows.pulse import Pulse
from segue.flows.relay_desk import RelayDesk
from segue.flows.retention_desk import RetentionDesk
from segue.flows.routing_desk import RoutingDesk
from segue.flows.source_desk import SourceDesk
from segue.flows.summarising import SummaryDesk
from segue.ports.bots import AnsweringBot, Bot
from segue.ports.clock import Clock
from segue.ports.store import Store

if TYPE_CHECKING:
    from segue.flows.standing import Seen


@dataclass(frozen=True, slots=True)
class Env:
    """bot: answers None where the bot stands in front and calls Segue itself. new_id: prefix -> fresh random id."""

    store: Store
    clock: Clock
    policies: Policies
    new_id: Callable[[str], str]
    bot: Callable[[BotSettings], Bot | AnsweringBot | None]  # how the policy's bot is reached
    bell: Bell = field(default_factory=Bell)
    pulse: Pulse = field(default_factory=Pulse)
    attendance: Attendance = field(default_factory=Attendance)
    started_at: datetime = field(default_factory=lambda: datetime.min.replace(tzinfo=UTC))
    public_url: str = ""
    node: str = "here"  # this process, among those that serve one database
    nodes: NodeDesk = field(default_factory=NodeDesk)
    routing: RoutingDesk = field(default_factory=RoutingDesk)
    judge: JudgeDesk = field(default_factory=JudgeDesk)
    sources: SourceDesk = field(default_factory=SourceDesk)
    summaries: SummaryDesk = field(default_factory=SummaryDesk)
    drafts: DraftDesk = field(default_factory=DraftDesk)
    foretelling: Foretelling = field(default_factory=Foretelling)
    knowledge: KnowledgeDesk = field(default_factory=KnowledgeDesk)
    assist: AssistDesk = field(default_factory=AssistDesk)
    hubs: HubDesk = field(default_factory=HubDesk)
    channels: ChannelDesk = field(default_factory=ChannelDesk)
    lines: Lines = field(default_factory=Lines)
    retention: RetentionDesk = field(default_factory=RetentionDesk)
    seen: dict[str, Seen] = field(default_factory=dict)  # workspace -> everybody who waits, as seen last
    relay: RelayDesk = field(default_factory=RelayDesk)
