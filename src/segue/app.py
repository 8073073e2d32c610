"""The one wiring file: store, policies, bot, flows and background lanes become one object, `Segue`."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import structlog

from segue import __version__
from segue.bots.opening import open_bot, ways_to
from segue.bots.webhook import WebhookBot
from segue.calls import CALL_LIMITS, Reach
from segue.channels.opening import open_channel
from segue.client import remote
from segue.client.inside import InProcess
from segue.domain.bots import WEBHOOK_BOT
from segue.domain.channels import ChannelSettings
from segue.domain.conversation import Conversation, Customer, Entry, PageVisit
from segue.domain.errors import Invalid, NotFound, SegueError
from segue.domain.hubs import HubSettings
from segue.domain.package import ContextPackage
from segue.domain.policy import BotSettings, KnowledgeSettings, Policy, WebhookSettings
from segue.flows import assemble, lanes, nodes, relay, visits
from segue.flows import receive as receiving
from segue.flows import start as starting
from segue.flows.bell import Bell
from segue.flows.channel_desk import ChannelDesk
from segue.flows.clock_watch import ClockWatch
from segue.flows.draft_desk import DraftDesk
from segue.flows.env import Env
from segue.flows.hub_desk import HubDesk
from segue.flows.judging import JudgeDesk
from segue.flows.knowledge_desk import KnowledgeDesk
from segue.flows.lanes import Lane
from segue.flows.models import Care
from segue.flows.node_desk import NodeDesk
from segue.flows.policies import Policies
from segue.flows.policy_on_disk import PolicyOnDisk
from segue.flows.relay_desk import RelayDesk
from segue.flows.retention_desk import RetentionDesk, seconds_since_boot
from segue.flows.routing_desk import RoutingDesk
from segue.flows.source_desk import SourceDesk
from segue.flows.summarising import SummaryDesk
from segue.flows.wire import connect
from segue.hubs.opening import open_hub, streams_of
from segue.hubs.outgoing import WebhookListener
from segue.outbound import Outbound
from segue.ports.agents import Handoffs, Message, Turn
from segue.ports.bots import AnsweringBot, Bot
from segue.ports.channels import Channel
from segue.ports.clock import Clock
from segue.ports.conversations import EntriesAfter, LoadConversation, Loaded
from segue.ports.hubs import Hub
from segue.ports.judge import Judge
from segue.ports.knowledge_sources import KnowledgeSource
from segue.ports.people import Visitor
from segue.ports.store import Store
from segue.ports.wire import Wire
from segue.ports.writers import DraftWriter, SummaryWriter
from segue.settings import Settings
from segue.signed_webhook import guarded_session
from segue.sources.knowledge_opening import KNOWLEDGE_LIMITS, open_knowledge
from segue.sources.opening import SOURCE_LIMITS, open_source
from segue.store.database import look_into, open_store, open_wire
from segue.writers.judge import ModelJudge
from segue.writers.prose import ModelWriter

DEFAULT_WORKSPACE = "default"
BOTS_KEPT = 20
"""Of several workspaces and versions of policies, so many bots are kept open."""
STEPS_END_WITHIN_S = 1.5
DELIVERIES_END_WITHIN_S = 1.5
"""Both together are less than what `segue serve` has left after its requests: docs/operations.md."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def random_id(prefix: str) -> str:
    """128 random bits behind a readable prefix."""
    return f"{prefix}_{secrets.token_urlsafe(16)}"


class Bots:
    """The bot of each workspace, reached as its policy says; a changed policy counts from the next delivery on."""

    def __init__(
        self, secrets: Mapping[str, str], session: aiohttp.ClientSession, guarded: aiohttp.ClientSession
    ) -> None:
        self._secrets = secrets
        self._session, self._guarded = session, guarded
        self._made: dict[tuple[str, str], WebhookBot] = {}
        self._answering: list[tuple[BotSettings, AnsweringBot]] = []

    def of(self, settings: BotSettings) -> Bot | AnsweringBot | None:
        if settings.kind != WEBHOOK_BOT:
            return self._answers(settings)
        if not settings.webhook:
            return None
        key = (settings.webhook, settings.secret)
        if key not in self._made:
            if settings.secret not in self._secrets:
                variable = f"SEGUE_SECRET_{settings.secret.upper()}"
                raise Invalid(
                    f"the policy's bot needs the secret {settings.secret!r}: set {variable}", field="bot.secret"
                )
            self._made[key] = WebhookBot(settings.webhook, self._secrets[settings.secret], self._session)
        return self._made[key]

    def _answers(self, settings: BotSettings) -> AnsweringBot:
        for known, bot in self._answering:
            if known == settings:
                return bot
        bot = open_bot(settings, self._secrets, ways_to(settings, self._session, self._guarded))
        self._answering = [*self._answering[-(BOTS_KEPT - 1) :], (settings, bot)]
        return bot


class Webhooks:
    """Other systems that the policy names."""

    def __init__(self, secrets: Mapping[str, str], session: aiohttp.ClientSession) -> None:
        self._secrets = secrets
        self._session = session

    def of(self, settings: WebhookSettings) -> WebhookListener:
        if settings.secret not in self._secrets:
            where = f"the webhook {settings.name!r} needs the secret {settings.secret!r}"
            raise Invalid(f"{where}: set SEGUE_SECRET_{settings.secret.upper()}", field=f"webhooks.{settings.name}")
        return WebhookListener(settings, self._secrets[settings.secret], self._session)


class Reached:
    """Where knowledge and helpdesks of a policy are. beside: the folder of its file. to_hubs: keeps nothing open."""

    def __init__(
        self, settings: Settings, session: aiohttp.ClientSession, to_hubs: aiohttp.ClientSession, beside: Path
    ) -> None:
        self._secrets, self._beside = settings.secrets, beside
        self._to_read = Outbound(session, KNOWLEDGE_LIMITS)
        self._to_hubs = Reach(Outbound(to_hubs, CALL_LIMITS), to_hubs, public_url=settings.url)

    def knowledge(self, settings: KnowledgeSettings) -> KnowledgeSource:
        return open_knowledge(settings, self._secrets, self._to_read, self._beside)

    def hub(self, settings: HubSettings) -> Hub:
        return open_hub(settings, self._secrets, self._to_hubs)

    def channel(self, settings: ChannelSettings) -> Channel:
        return open_channel(settings, self._secrets, self._to_hubs)


def _watching_the_clock(env: Env) -> tuple[Lane, ...]:
    """Where this process alone has the database, and the clock is that of the machine."""
    alone = not env.routing.shared and isinstance(env.clock, SystemClock)
    return (Lane("clock", ClockWatch().step, every_s=0.5),) if alone else ()


def _must_be_reachable(env: Env, policy: Policy) -> None:
    """Raises Invalid when a secret is missing: it stops the start, not a message."""
    env.bot(policy.bot)
    env.sources.check(policy)
    env.knowledge.check(policy)
    env.hubs.check(policy)
    env.channels.check(policy)
    env.relay.check(policy)


async def _end(env: Env, lanes_running: list[asyncio.Task[None]], among_nodes: list[asyncio.Task[None]]) -> None:
    """Stop the background lanes between two steps, then what they began; whatever takes too long is cut.

    Others lead from then on; this node is there until what it holds is done.
    """
    await env.pulse.rest(STEPS_END_WITHIN_S)
    await _cut(lanes_running)
    with suppress(SegueError):  # others take over all the same, a little later
        await env.routing.close(env.store)
    with suppress(SegueError):  # others free it all the same, a little later
        await relay.finish(env, DELIVERIES_END_WITHIN_S)
    for desk in (env.sources, env.summaries, env.drafts, env.knowledge, env.hubs):
        await desk.close()
    await _cut(among_nodes)
    if among_nodes:
        with suppress(SegueError):
            await nodes.end(env)


async def _cut(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


class Segue:
    """The flows, in-process. The server is this plus HTTP. Open it with `Segue.open`."""

    def __init__(self, env: Env, settings: Settings, workspace: str = DEFAULT_WORKSPACE) -> None:
        self.env = env
        self.settings = settings
        self.workspace = workspace

    @property
    def store(self) -> Store:
        return self.env.store

    @property
    def clock(self) -> Clock:
        return self.env.clock

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        policy: str | Path | None = None,
        *,
        store: str = "sqlite:///segue.db",
        workspace: str = DEFAULT_WORKSPACE,
        settings: Settings | None = None,
        clock: Clock | None = None,
        background: bool = True,
        bot: Callable[[BotSettings], Bot | None] | None = None,
        judge: Judge | None = None,
        sources: SourceDesk | None = None,
        knowledge: KnowledgeDesk | None = None,
        hubs: HubDesk | None = None,
        channels: ChannelDesk | None = None,
        writer: SummaryWriter | None = None,
        drafter: DraftWriter | None = None,
        wire: Callable[[str, str], Wire | None] = open_wire,
    ) -> AsyncIterator[Segue]:
        """Open the store, adopt the policy file and start the background lanes.

        policy:     path of a YAML file, followed while Segue runs unless the console is the source; None uses the
                    version the store already holds.
        background: False leaves the lanes to `step()`, for tests and scripts with a clock of their own.
        bot:        how the policy's bot is reached; None calls its webhook.
        judge:      asked where the rules cannot tell; None asks the model that the settings name, if they name one.
        sources:    who asks about a customer's account; None asks the systems that the policy names.
        knowledge:  who reads articles, hubs and channels: how helpdesks and customers are reached; likewise.
        writer:     writes better summaries; None asks the model that the settings name, if they name one.
        drafter:    writes draft replies for human agents, likewise.
        wire:       how nodes on one database wake each other, by its address and this node's name; None leaves them to
                    look by themselves.
        Raises PolicyErrors for a wrong policy, NotFound when there is none at all.
        """
        settings = settings or Settings()
        ticks = seconds_since_boot if clock is None else None
        clock = clock or SystemClock()
        if judge is None and settings.judge_model:
            judge = ModelJudge(settings.judge_model)  # a model that cannot be used stops the start
        if settings.writer_model and (writer is None or drafter is None):
            model = ModelWriter(settings.writer_model)
            writer, drafter = writer or model, drafter or model
        opened = await open_store(store, keep_before_upgrade=settings.upgrade_backup)
        session = aiohttp.ClientSession()
        guarded = guarded_session(settings.webhook_networks)
        reach = Outbound(session, SOURCE_LIMITS)
        beside = (Path(policy) if policy is not None else settings.policy).parent
        to_hubs = guarded_session(settings.webhook_networks, keep_open=False)
        reached = Reached(settings, session, to_hubs, beside)
        bell, node = Bell(), random_id("node")
        policies = Policies(opened, clock, adopted=bell.policies.set)
        structlog.contextvars.bind_contextvars(node=node)
        env = Env(
            opened,
            clock,
            policies,
            random_id,
            bot=bot or Bots(settings.secrets, session, guarded).of,
            public_url=settings.url,
            started_at=clock.now(),
            bell=bell,
            node=node,
            nodes=NodeDesk({"version": __version__, "host": socket.gethostname(), "process": os.getpid()}),
            routing=RoutingDesk(node, shared=not store.startswith("sqlite")),
            judge=JudgeDesk(judge, Care("judge", settings.judge_timeout.total_seconds())),
            summaries=SummaryDesk(writer, Care("summary", settings.writer_timeout.total_seconds())),
            drafts=DraftDesk(drafter, Care("draft", settings.writer_timeout.total_seconds())),
            knowledge=knowledge or KnowledgeDesk(reached.knowledge),
            hubs=hubs or HubDesk(reached.hub, streams_of),
            channels=channels or ChannelDesk(reached.channel),
            relay=RelayDesk(Webhooks(settings.secrets, guarded).of),
            retention=RetentionDesk(ticks=ticks),
            sources=sources or SourceDesk(lambda one: open_source(one, settings.secrets, reach), clock.now),
        )
        segue = cls(env, settings, workspace)
        tasks: list[asyncio.Task[None]] = []
        among_nodes: list[asyncio.Task[None]] = []
        between = wire(store, node) if background else None
        try:
            file = PolicyOnDisk(Path(policy), workspace) if policy is not None else None
            if file:
                await file.begin(env)
            active = (await policies.active(workspace)).policy
            _must_be_reachable(env, active)
            if background or not env.routing.shared:
                await nodes.begin(env)
            if background:
                among_nodes.append(asyncio.create_task(lanes.run(env, lanes.BEATING), name="lane nodes"))
                if between:
                    among_nodes.append(asyncio.create_task(connect(bell, between), name="wire"))
                follow = (file.lane,) if file and settings.policy_source == "file" else ()
                tasks = [
                    asyncio.create_task(lanes.run(env, lane), name=f"lane {lane.name}")
                    for lane in (*lanes.LANES, *follow, *_watching_the_clock(env))
                ]
            yield segue
        finally:
            await _end(env, tasks, among_nodes)
            if between:
                await between.close()
            await session.close()
            await guarded.close()
            await to_hubs.close()
            await opened.close()

    @classmethod
    @asynccontextmanager
    async def look(
        cls, *, store: str = "sqlite:///segue.db", workspace: str = DEFAULT_WORKSPACE, settings: Settings | None = None
    ) -> AsyncIterator[Segue]:
        """For commands that only look, also while another process serves. Raises StoreNotOpened."""
        clock = SystemClock()
        opened = await look_into(store)
        try:
            env = Env(opened, clock, Policies(opened, clock), random_id, bot=lambda _: None)
            yield cls(env, settings or Settings(), workspace)
        finally:
            await opened.close()

    connect = staticmethod(remote.connect)
    """A client of a Segue that runs elsewhere, with the methods of `as_bot`."""

    def as_bot(self, bot: str = "", *, workspace: str = "") -> Handoffs:
        """What an AI agent's program needs. bot: whose conversations it begins and reaches; "" for all of them."""
        return InProcess(self.env, workspace or self.workspace, bot)

    async def step(self) -> int:
        """Do once what the background lanes would do now. Answers how much was done."""
        return await lanes.once(self.env)

    # ---- conversations -------------------------------------------------------------------------------------------

    async def start(self, conversation: str = "", *, workspace: str = "", **fields: Any) -> Conversation:
        """A new conversation, or the one with that id. `fields` are those of flows.start."""
        return await starting.start(self.env, workspace or self.workspace, conversation=conversation, **fields)

    async def open_conversation_of_visitor(
        self, visitor: Visitor, *, customer: Customer | None, page: PageVisit | None
    ) -> Conversation:
        return await starting.open_conversation_of_visitor(self.env, visitor, customer=customer, page=page)

    async def visited(
        self, visitor: Visitor, looks: Sequence[visits.Look], *, customer: Customer | None = None, bot: str = ""
    ) -> visits.Seen:
        """A visitor looks at pages, with or without a conversation; a proactive trigger may make an offer."""
        return await visits.visited(self.env, visitor, looks, customer=customer, bot=bot)

    async def receive(
        self,
        conversation: str,
        message: Message,
        *,
        workspace: str = "",
        allowed: Callable[[Conversation], object] = lambda _: None,
    ) -> Turn:
        """One message of the customer or of the bot; the answer leaves after the commit."""
        return await receiving.receive(self.env, workspace or self.workspace, conversation, message, allowed)

    async def learn(self, conversation: str, *, workspace: str = "", **facts: Any) -> Turn:
        """A page visit, facts about the customer, variables of the bot."""
        return await receiving.learn(self.env, workspace or self.workspace, conversation, **facts)

    async def loaded(self, conversation: str, *, workspace: str = "") -> Loaded:
        """Raises NotFound."""
        found = await self.store.read(LoadConversation(workspace or self.workspace, conversation))
        if found is None:
            raise NotFound("there is no such conversation")
        return found

    async def entries(
        self, conversation: str, after: int = 0, limit: int = 500, *, workspace: str = ""
    ) -> tuple[Entry, ...]:
        return await self.store.read(EntriesAfter(workspace or self.workspace, conversation, after, limit))

    async def package(self, handoff: str, *, workspace: str = "") -> ContextPackage | None:
        return await assemble.package_of(self.env, workspace or self.workspace, handoff)
