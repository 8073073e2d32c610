"""What of the policy's bot and channels cannot work: opened with their secrets, and called only when asked to."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator, Mapping, Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp

from segue.bot_kinds import KINDS as BOTS
from segue.bots.opening import open_bot, ways_to
from segue.calls import CALL_LIMITS, Reach
from segue.channel_kinds import KINDS as CHANNELS
from segue.channels.opening import open_channel
from segue.cli import loop
from segue.cli.finding import Finding, Level
from segue.domain.bots import WEBHOOK_BOT
from segue.domain.channels import BotIs
from segue.domain.errors import Invalid
from segue.domain.policy import Policy
from segue.insight import channel_advice
from segue.outbound import Outbound
from segue.settings import Settings
from segue.signed_webhook import may_call

BOT, CHANNEL = "bot", "channels"
CALLED_BY_HTTPS = frozenset({"copilot_agent", "copilot_skill"})
"""Kinds of channels whose other side registers https addresses only; the address of the app's home page has to be ours
(https://learn.microsoft.com/microsoft-copilot-studio/configuration-add-skills)."""
WITHIN_S = 5.0
ADVICE = (
    channel_advice.same_app,
    channel_advice.no_bot_behind,
    channel_advice.no_origins,
    channel_advice.without_a_token,
)


def agents(settings: Settings, policy: Policy | None, *, reach: bool = False) -> Iterator[Finding]:
    """reach: whether a connection is tried to each address; nothing is sent."""
    if policy is None:
        yield Finding(BOT, Level.OK, "not checked: no policy to read it from")
        return
    yield from loop.run(_opened(settings, policy))
    for name, line in policy.channels.items():
        if line.kind in CALLED_BY_HTTPS and not settings.https and not channel_advice.takes_anybody(line):
            words = f"{name}: {CHANNELS[line.kind].title} cannot call {settings.url}"
            remedy = "set SEGUE_PUBLIC_URL=https://…, as in the app registration's home page and the agent's endpoint"
            yield Finding(CHANNEL, Level.WARN, words, remedy, "no-https-for-channels")
    for rule in ADVICE:
        for _, wrong, better in rule(policy):
            yield Finding(CHANNEL, Level.WARN, wrong, better, "channel")
    forbidden = _forbidden(settings, policy)
    yield from forbidden.values()
    if reach:
        yield from loop.run(
            _reached({where: url for where, url in addresses(policy).items() if where not in forbidden})
        )


def addresses(policy: Policy) -> dict[str, str]:
    """Where in the policy -> an address that Segue calls for its bot or a channel."""
    found = {"bot.webhook": policy.bot.webhook}
    found |= {f"bot.{key}": value for key, value in policy.bot.given.items()}
    for name, line in policy.channels.items():
        lists = {key.name for key in CHANNELS[line.kind].keys if key.kind == "list"}  # who may come; nobody calls them
        found |= {f"channels.{name}.{key}": value for key, value in line.given.items() if key not in lists}
    return {where: value for where, value in found.items() if value.startswith(("http://", "https://"))}


def bot_unused(policy: Policy, sites: int) -> Iterator[Finding]:
    """sites: how many may carry the widget."""
    behind = any(CHANNELS[line.kind].bot is BotIs.BEHIND for line in policy.channels.values())
    if policy.bot.behind and not sites and not behind:
        words = f"{policy.bot.name} is called by nobody: no site carries the widget, and no channel has it behind"
        remedy = "add a site in the console, or a channel such as direct_line in the policy"
        yield Finding(BOT, Level.WARN, words, remedy, "bot-unused")


# ---- opened, as `segue serve` does -----------------------------------------------------------------------------------


async def _opened(settings: Settings, policy: Policy) -> list[Finding]:
    """Nothing is called."""
    async with aiohttp.ClientSession() as session:
        found = [_bot(settings.secrets, policy, session)]
        reach = Reach(Outbound(session, CALL_LIMITS), session, public_url=settings.url)
        for name, line in policy.channels.items():
            kind, problem = CHANNELS[line.kind], ""
            if not _missing(line.secrets, settings.secrets):
                try:
                    open_channel(line, settings.secrets, reach)
                except Invalid as error:
                    problem = error.message
            found.append(_told(CHANNEL, f"{name}: {kind.title}; {_stands(kind.bot)}", problem))
        return found


def _stands(bot: BotIs) -> str:
    return "the bot behind Segue answers" if bot is BotIs.BEHIND else "its AI agent is in front of Segue"


def _bot(secrets: Mapping[str, str], policy: Policy, session: aiohttp.ClientSession) -> Finding:
    bot = policy.bot
    if not bot.behind:
        words = f"{bot.name} calls Segue itself: the policy has no bot.webhook, so nobody would answer in a widget"
        return Finding(BOT, Level.OK, words)
    if bot.kind == WEBHOOK_BOT:
        return Finding(BOT, Level.OK, f"{bot.name} is called at {bot.webhook}")
    problem = ""
    if not _missing(bot.secrets, secrets):
        try:
            open_bot(bot, secrets, ways_to(bot, session, session))
        except Invalid as error:
            problem = error.message
    return _told(BOT, f"{bot.name} is reached as {BOTS[bot.kind].title}", problem)


def _missing(named: Mapping[str, str], secrets: Mapping[str, str]) -> bool:
    """It is told under `missing-secret`, with all others."""
    return not set(named.values()) <= set(secrets)


def _told(about: str, words: str, problem: str) -> Finding:
    if not problem:
        return Finding(about, Level.OK, words)
    return Finding(about, Level.FAIL, f"{words}: {problem}", "do what it says; docs/agents has its page", "not-opened")


# ---- reached ---------------------------------------------------------------------------------------------------------


def _forbidden(settings: Settings, policy: Policy) -> dict[str, Finding]:
    """Channels' addresses that are private ones as written; what a name stands for is looked at when it is called."""
    found = {}
    for where, url in addresses(policy).items():
        host = urlsplit(url).hostname or ""
        if where.startswith("channels.") and _is_ip(host) and not may_call(host, settings.webhook_networks):
            words = f"{where}: {host} is not a public address, and will not be called"
            remedy = "name its network in SEGUE_WEBHOOK_NETWORKS, or use a public address"
            found[where] = Finding(CHANNEL, Level.FAIL, words, remedy, "private-address")
    return found


def _is_ip(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


async def _reached(found: Mapping[str, str]) -> Sequence[Finding]:
    return await asyncio.gather(*(_tried(where, url) for where, url in found.items()))


async def _tried(where: str, url: str) -> Finding:
    parts = urlsplit(url)
    about, host = where.partition(".")[0], parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        async with asyncio.timeout(WITHIN_S):
            _, writer = await asyncio.open_connection(host, port)
        writer.close()
    except socket.gaierror:
        why = "nobody knows that name"
    except TimeoutError:
        why = f"it takes no connection within {WITHIN_S:.0f} s"
    except OSError as error:
        why = (error.strerror or "no connection").lower()
    else:
        return Finding(about, Level.OK, f"{where}: {host} takes connections")
    remedy = "correct the address, start what listens there, or let this machine reach it"
    return Finding(about, Level.WARN, f"{where}: {host}:{port} cannot be reached: {why}", remedy, "unreachable")
