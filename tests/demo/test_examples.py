"""The examples run as they stand, and stay short."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from segue.demo.opening import Demo
from segue.flows.keys import add_key
from segue.policy_file import load_policy

EXAMPLES = Path(__file__).parents[2] / "examples"


async def run(name: str, typed: str = "", **environment: str) -> str:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        EXAMPLES / name,
        env=os.environ | environment,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate(typed.encode())
    assert process.returncode == 0, said.decode()
    return said.decode()


OTHER_SIDE = {"one_human.py", "copilot_played.py"}
"""Who is played for the examples; nobody copies them."""


@pytest.mark.parametrize(
    "example", sorted(path for path in EXAMPLES.glob("*.*") if path.name not in OTHER_SIDE), ids=lambda path: path.name
)
def test_an_example_fits_on_a_screen_or_two(example: Path) -> None:
    assert len(example.read_text("utf-8").splitlines()) < 60


def test_the_small_policy_can_be_used() -> None:
    assert len(load_policy((EXAMPLES / "handoff.yaml").read_text("utf-8")).triggers) == 3


async def test_in_process_the_decision_and_its_evidence_are_printed() -> None:
    said = await run("in_process.py")
    assert "→ handoff, because “Let me talk to a human”" in said
    assert "Nobody from Customer care is here right now." in said.partition("Segue tells the customer: ")[2]


async def test_a_plain_http_bot_answers_until_segue_speaks(demo: Demo) -> None:
    segue = demo.house.segue
    _, key = await add_key(segue.store, segue.clock, segue.workspace, name="plain", scopes=("conversations",))
    said = await run(
        "plain_http_bot.py",
        "hello\nI want to talk to a human\n",
        SEGUE_URL=demo.house.settings.url,
        SEGUE_KEY=key,
    )
    assert "bot: You said: hello" in said
    assert "Nobody from Customer care is here right now." in said.partition("segue: ")[2]


async def test_a_plain_http_bot_with_a_wrong_key_says_so(demo: Demo) -> None:
    with pytest.raises(AssertionError, match="401: this key is unknown"):
        await run("plain_http_bot.py", "hello\n", SEGUE_URL=demo.house.settings.url, SEGUE_KEY="sk_wrong")
