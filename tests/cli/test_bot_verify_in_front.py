"""`segue bot verify --in-front`: the plain example passes, and each way to spoil it is found, and only that."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from segue.cli.bot_bench import Bench, verifying
from segue.cli.bot_house import open_house
from segue.cli.bot_in_front import CHECKS
from segue.cli.hub_conformance import Finding

EXAMPLE = Path(__file__).parents[2] / "examples" / "plain_http_bot.py"
SPEAKS = 'say(conversation, "automated_agent", f"You said: {line}")\n                print(f"bot: You said: {line}")'
SPOILT = {
    "both": ('say(conversation, "automated_agent", f"You said: {line}")', "pass"),
    "ids": ("os.urandom(16).hex()", "(role + text)[:100]"),
    "hostile": ('"text": text}', '"text": text.encode("ascii", "replace").decode()}'),
    "reply": ('if turn.get("reply"):', "if not turn:"),
    "refused": (SPEAKS, "\n                ".join(reversed([line.strip() for line in SPEAKS.splitlines()]))),
    "silent": ('elif turn["owner"] != "bot":', "elif not turn:"),
    "shown": ('== "human_agent"', '== "nobody"'),
    "end": ("        main()\n", "        main()\n        sys.exit(3)\n"),
}
"""Check -> what stands in the example, and what it is spoilt with."""


async def tried(program: Path, *only: str) -> list[Finding]:
    async with open_house(wait_s=4.0, quiet_s=0.2) as house:
        bench = Bench(house, only=only, command=(sys.executable, str(program)))
        return await verifying(bench, CHECKS, lambda _: None)


async def test_the_plain_example_passes_and_nothing_is_left_out() -> None:
    found = await tried(EXAMPLE)
    assert [one for one in found if not one.ok] == []
    assert len(found) == len(CHECKS) == 10


@pytest.mark.parametrize("check", SPOILT)
async def test_what_is_spoilt_is_found(check: str, tmp_path: Path) -> None:
    right, wrong = SPOILT[check]
    text = EXAMPLE.read_text("utf-8")
    assert right in text
    (tmp_path / "spoilt.py").write_text(text.replace(right, wrong), "utf-8")
    found = await tried(tmp_path / "spoilt.py", check, "ids")
    assert [one.check.partition(":")[0] for one in found if not one.ok] == [check]


async def test_a_bot_that_stays_silent_after_the_return_is_found(tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8").replace('turn["owner"] != "bot"', 'turn["epoch"] != 1')
    (tmp_path / "spoilt.py").write_text(text, "utf-8")
    found = await tried(tmp_path / "spoilt.py", "returned", "tenth", "silent")
    assert [one.check.partition(":")[0] for one in found if not one.ok] == ["returned", "tenth"]
