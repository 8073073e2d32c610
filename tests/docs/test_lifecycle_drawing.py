"""The diagram in the architecture page is drawn from the lifecycle table. `SEGUE_DRAW=1` writes it anew."""

from __future__ import annotations

import os
from pathlib import Path

from segue.domain.lifecycle import OPEN, TRANSITIONS, State

PAGE = Path(__file__).parents[2] / "docs" / "architecture.md"
BEGIN, END = "<!-- lifecycle -->", "<!-- /lifecycle -->"


def drawing() -> str:
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> offered", "    [*] --> requested"]
    for state, steps in TRANSITIONS.items():
        by_target: dict[State, list[str]] = {}
        for event, target in steps.items():
            by_target.setdefault(target, []).append(event.value)
        lines += [f"    {state.value} --> {to.value}: {', '.join(events)}" for to, events in by_target.items()]
    lines += [f"    {state.value} --> [*]" for state in State if state not in OPEN and state is not State.OFFERED]
    return "\n".join([*lines, "```"])


def test_the_architecture_page_shows_the_lifecycle_as_it_is() -> None:
    page = PAGE.read_text("utf-8")
    before, rest = page.split(BEGIN)
    shown, after = rest.split(END)
    if os.environ.get("SEGUE_DRAW"):
        PAGE.write_text(f"{before}{BEGIN}\n{drawing()}\n{END}{after}", "utf-8")
        shown = drawing()
    assert shown.strip() == drawing()
