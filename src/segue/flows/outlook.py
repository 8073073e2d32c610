"""What a queue can promise a customer at this moment: hours, staff, place in line and wait, read from the store."""

from __future__ import annotations

from datetime import timedelta

from segue.domain.policy import Decision, Policy, Queue
from segue.domain.moves.asking import Ask
from segue.domain.routing.availability import Outlook, availability
from segue.domain.routing.agents import Agent
from segue.domain.routing.waiting import Waiting
from segue.flows.env import Env
from segue.ports.conversations import OpenHandoffs, RecentHandoffs
from segue.ports.people import AgentLoad, AgentLoads

RECENT = timedelta(hours=8)
