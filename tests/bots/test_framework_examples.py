"""examples/: each framework's script runs as its README says, without a key; a missing package is named."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


async def ran(*command: str) -> tuple[int, str]:
    plain = {name: value for name, value in os.environ.items() if name not in {"MODEL", "OPENAI_API_KEY"}}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, *command),
        cwd=PROJECT,
        env=plain,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(90):
        said, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, said.decode()


@pytest.mark.parametrize("name", ["langgraph", "openai_agents", "pydantic_ai"])
async def test_the_example_plays_a_handoff_and_the_agent_knows_what_the_human_did(name: str) -> None:
    code, said = await ran(f"examples/{name}/main.py", "--play")
    assert code == 0, said
    assert "passing you on to Customer care" in said
    *_, end = said.partition("And what was decided?")
    assert "“Maria”" in end
    assert "promised for Tuesday" in end
    assert f"examples/{name}/main.py --play" in (PROJECT / f"examples/{name}/README.md").read_text()


async def test_a_framework_that_is_not_installed_is_named_with_its_extra() -> None:
    _, said = await ran(
        "-c",
        "import sys\n"
        "for package in ('langchain_core', 'langgraph', 'agents', 'pydantic_ai'):\n"
        "    sys.modules[package] = None\n"
        "for name in ('langgraph', 'openai_agents', 'pydantic_ai'):\n"
        "    try:\n"
        "        __import__(f'segue.bots.{name}')\n"
        "    except ImportError as missing:\n"
        "        print(missing)\n",
    )
    for extra in ("langgraph", "openai-agents", "pydantic-ai"):
        assert f"pip install 'segue-handoff[{extra}]'" in said
