"""docs/agents: the lines on the page of each framework take a customer to a human and back."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from agents import Agent, RunConfig, SQLiteSession
from agents.testing import ScriptedModel, function_call
from langchain_core.messages import AIMessage
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import END, START, MessagesState, StateGraph
from langgraph.prebuilt import ToolNode
from pydantic_ai.models.test import TestModel

PROJECT = Path(__file__).parents[2]
ASKED = {"reason": "not_allowed", "note": "", "urgency": "normal", "queue": ""}


def graph(tools: list[Any]) -> Any:
    made = StateGraph(MessagesState)
    call = {"name": "request_human", "args": ASKED, "id": "1"}
    made.add_node("model", lambda _: {"messages": [AIMessage("", tool_calls=[call])]})
    made.add_node("tools", ToolNode(tools))
    made.add_node("closing", lambda _: {"messages": [AIMessage("Anything else?")]})
    made.add_edge(START, "model")
    made.add_edge("model", "tools")
    made.add_edge("tools", "closing")
    made.add_edge("closing", END)
    return made.compile()


def openai_agent() -> Agent[Any]:
    return Agent("shop", model=ScriptedModel([[function_call("request_human", ASKED, call_id="1")]]))


def options(page: str, folder: Path) -> dict[str, Any]:
    return {
        "langgraph": lambda: {"make_agent": graph, "checkpointer": InMemorySaver()},
        "openai-agents": lambda: {
            "agent": openai_agent(),
            "sessions": lambda one: SQLiteSession(one, folder / "memory.db"),
            "run_config": RunConfig(tracing_disabled=True),
        },
        "pydantic-ai": lambda: {"model": TestModel(), "folder": folder / "histories"},
    }[page]()


@pytest.mark.parametrize("page", ["langgraph", "openai-agents", "pydantic-ai"])
async def test_the_lines_on_the_page_ask_for_a_human(
    page: str, tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is at the desk in this process, so the customer is told that a ticket is kept."""
    assert sqlite_url.endswith(f"{tmp_path}/segue.db"), "where Segue.open looks by itself"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "handoff.yaml").write_text((PROJECT / "examples/handoff.yaml").read_text("utf-8"))
    words = (PROJECT / f"docs/agents/{page}.md").read_text("utf-8")
    lines, *_ = re.findall(r"^```python\n(.*?)^```$", words, re.DOTALL | re.MULTILINE)
    program: dict[str, Any] = {}
    exec(compile(lines, f"docs/agents/{page}.md", "exec"), program)
    shown: list[str] = []

    async def customers() -> AsyncIterator[tuple[str, str]]:
        yield "c1", "I want my 800 euros back"

    await program["serve"](customers=customers(), show=lambda _, texts: shown.extend(texts), **options(page, tmp_path))
    assert "Nobody from Customer care is here right now." in shown[0]


@pytest.mark.parametrize("page", ["langgraph", "openai-agents", "pydantic-ai"])
def test_each_page_says_how_many_steps_it_is_and_what_was_never_tried(page: str) -> None:
    words = (PROJECT / f"docs/agents/{page}.md").read_text("utf-8")
    for told in ("Setting it up: five steps", "without a server", "What falls short", "Checked against", "Never tried"):
        assert told in words
