"""How `segue chat` shows a turn: the decision and its reasons first, then what the customer reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from segue.cli.chat_turns import Turned
from segue.domain.conversation import Entry, Kind, Role

NAMES = {Role.END_USER: "customer", Role.AUTOMATED_AGENT: "bot", Role.SYSTEM: "segue"}
MARKS = {
    "fired": ("●", "bold green"),
    "quiet": ("○", "dim"),
    "suppressed": ("◌", "yellow"),
    "could_not_tell": ("?", "red"),
}
OUTCOMES = {"handoff": "bold green", "offer": "bold yellow", "stay": "bold"}


class Shown:
    """Everything goes out as `Text`, so that brackets somebody typed are never read as markup."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def words(self, *lines: str) -> None:
        for line in lines:
            self._console.print(Text(line, "dim"))

    def problem(self, message: str) -> None:
        self._console.print(Text(f"  {message}", "red"))

    def turn(self, turn: Turned) -> None:
        if turn.decision:
            self._decision(turn.decision)
        for entry in turn.entries:
            if entry.role is not Role.END_USER or entry.kind is not Kind.MESSAGE:
                self._entry(entry)
        owner = turn.conversation.owner
        where = f", queue {turn.queue}" if turn.queue else ""
        self._line("owner", Text(f"{owner.name or owner.kind.value}{where}, epoch {turn.conversation.epoch}", "dim"))

    def _decision(self, decision: Mapping[str, Any]) -> None:
        outcome = Text(str(decision["outcome"]), OUTCOMES.get(str(decision["outcome"]), ""))
        if decision["trigger"]:
            outcome.append(f" by {decision['trigger']}, reason {decision['reason']}", "default")
        if decision["queue"]:
            outcome.append(f", queue {decision['queue']}", "default")
        if decision["hint"]:
            outcome.append(f", hint {decision['hint']}", "default")
        self._line("decision", outcome)
        if decision["evidence"]:
            self._line("evidence", Text(f"“{decision['evidence']}”"))
        for place, weighed in enumerate(decision["weighed"]):
            mark, style = MARKS.get(weighed["verdict"], ("·", "dim"))
            detail = f"  {weighed['detail']}" if weighed["detail"] else ""
            what = Text(f"{mark} {weighed['trigger']:<20} {weighed['verdict']}{detail}", style)
            self._line("" if place else "weighed", what)
        seen = ", ".join(f"{name} = {_value(value)}" for name, value in decision["signals"].items())
        self._line("signals", Text(seen or "none is read by this policy"))

    def _entry(self, entry: Entry) -> None:
        who = entry.author_name or NAMES.get(entry.role, entry.role.value)
        choices = "".join(f" [{choice['label']}: {choice['id']}]" for choice in entry.data.get("choices", ()))
        if entry.text:
            self._line(who, Text(f"{entry.text}{choices}", "cyan"))

    def _line(self, label: str, value: Text) -> None:
        self._console.print(Text.assemble((f"  {label:<9} ", "dim"), value))


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    return repr(value) if value == "" else str(value)
