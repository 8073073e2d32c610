"""Segue: live agent handoff automation, the bridge between an AI agent and the people who take over from it."""

__version__ = "0.1.0"
