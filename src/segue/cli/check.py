"""`segue check`: what is wrong with a policy file, shown the way a compiler does."""

from __future__ import annotations

import json as json_
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from segue.cli.trouble import told
from segue.domain.policy import Policy
from segue.domain.queues import Queue
from segue.insight.advice import Advice, advise
from segue.insight.backtest import Replayed, Replayer
from segue.insight.escalation_list import escalation_list
from segue.insight.guidance_check import GuidanceReport, check_guidance
from segue.insight.recordings import read_recordings
from segue.policy_file import PolicyErrors, Problem, load_policy

_WIDEST = 160


def check(
    policy: Annotated[Path, typer.Argument(help="The policy file.", show_default=False)],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    recent: Annotated[
        Path | None,
        typer.Option(metavar="IN.jsonl[.gz]", help="Recent conversations: which triggers fire too often?"),
    ] = None,
    document: Annotated[
        bool, typer.Option("--document", help="Print the policy as an escalation list, in Markdown, and stop.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when there is advice, too.")] = False,
) -> None:
    """Check a policy file. Exit code 0 when it can be used, 1 when not, 2 when it cannot be read."""
    text = _read(policy)
    try:
        loaded = load_policy(text, name=policy.name)
    except PolicyErrors as error:
        if json:
            print(json_.dumps({"ok": False, "errors": [_as_json(problem) for problem in error.problems]}))
        else:
            _print_problems(policy, text, error.problems)
        raise typer.Exit(1) from None
    if document:
        print(escalation_list(loaded, policy.name))
        return
    with told():
        replays = _replays(loaded, recent) if recent else None
        advice = advise(text, loaded, recent=replays)
    guided = check_guidance(loaded, (turn.text for one in replays or () for turn in one.turns))
    if json:
        told_advice = [{"code": one.code, **_as_json(one.problem)} for one in advice]
        print(
            json_.dumps(
                {
                    "ok": True,
                    "hash": loaded.hash,
                    **_summary(loaded),
                    "advice": told_advice,
                    "guidance": [asdict(one) for one in guided],
                }
            )
        )
    else:
        _print_summary(policy, loaded)
        _print_advice(policy, advice)
        _print_guidance(guided)
    if strict and advice:
        raise typer.Exit(1)


def _replays(policy: Policy, recent: Path) -> list[Replayed]:
    replayer = Replayer(policy)
    return [replayer.replay(recording) for recording in read_recordings(recent)]


def _read(path: Path) -> str:
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        console.print(Text(f"{path}: not UTF-8 at byte {error.start}. Save the file as UTF-8."))
    except OSError as error:
        console.print(Text(f"{path}: cannot be read: {error.strerror}. Name a file this user can read."))
    raise typer.Exit(2)


def _as_json(problem: Problem) -> dict[str, Any]:
    return {
        "line": problem.line,
        "column": problem.column,
        "path": problem.path,
        "message": problem.message,
        "suggestion": problem.suggestion,
    }


def _print_problems(path: Path, text: str, problems: tuple[Problem, ...]) -> None:
    """Everything goes out as `Text`, so that brackets of the policy are never read as markup."""
    console = Console(highlight=False, soft_wrap=True)
    lines = _without_secrets(text.splitlines(), problems)
    for problem in problems:
        console.print(Text.assemble((f"{path}:", "bold"), (_printable(str(problem)), "bold")))
        if problem.line <= len(lines):
            shown, caret = _excerpt(lines[problem.line - 1], problem.column)
            console.print(Text.assemble((f"{problem.line:>5} | ", "dim"), shown))
            console.print(Text.assemble(("      | ", "dim"), (f"{' ' * caret}^", "bold red")))
    count = len(problems)
    console.print(Text(f"{count} {'problem' if count == 1 else 'problems'} in {path}", "bold red"))


def _without_secrets(lines: list[str], problems: tuple[Problem, ...]) -> list[str]:
    """What stands where the name of a secret should be may be the secret, and this may be somebody's build log."""
    shown = list(lines)
    for problem in problems:
        if problem.hidden and problem.line <= len(lines):
            shown[problem.line - 1] = shown[problem.line - 1][: problem.column - 1] + "…"
    return shown


def _excerpt(line: str, column: int) -> tuple[str, int]:
    """The part of a line around the column, without control characters, and where the caret stands in it."""
    start = max(0, column - 1 - _WIDEST // 2) if len(line) > _WIDEST else 0
    return _printable(line[start : start + _WIDEST]), column - 1 - start


def _printable(text: str) -> str:
    """Without control characters: the file may come from anybody, and a terminal obeys them."""
    return "".join(c if c.isprintable() else " " for c in text)


def _summary(policy: Policy) -> dict[str, Any]:
    return {
        "triggers": [{"id": trigger.id, "then": trigger.then.value} for trigger in policy.triggers],
        "queues": {name: queue.kind.value for name, queue in policy.queues.items()},
        "languages": list(policy.languages),
        "topics": list(policy.topics),
        "bot": policy.bot.name,
    }


def _print_summary(path: Path, policy: Policy) -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(f"{path} can be used", "bold green"))
    triggers = ", ".join(f"{trigger.id} ({trigger.then.value})" for trigger in policy.triggers)
    rows: Mapping[str, str] = {
        f"triggers {len(policy.triggers)}": triggers,
        f"queues   {len(policy.queues)}": ", ".join(_queue_words(queue) for queue in policy.queues.values()),
        "languages": ", ".join(policy.languages),
        "topics": ", ".join(policy.topics) or "none",
        "version": policy.hash[:12],
    }
    for name, value in rows.items():
        console.print(Text.assemble((f"  {name:<12}", "dim"), value))


def _print_advice(path: Path, advice: tuple[Advice, ...]) -> None:
    if not advice:
        return
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text("\nIt may be better:", "bold"))
    for one in advice:
        where = f"{path}:{one.problem.line}: "
        console.print(
            Text.assemble((where, "dim"), _printable(one.problem.message) + ". ", (one.problem.suggestion, "dim"))
        )
    console.print(Text("Each is explained in docs/check.md.", "dim"))


def _print_guidance(reports: tuple[GuidanceReport, ...]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    if reports:
        console.print(Text("\nGuidance:", "bold"))
    for report in reports:
        console.print(Text.assemble(f"  {report.trigger}: ", (report.words, "dim")))
        for what, texts in (
            ("nearly fired; is it meant, it is an example: ", report.examples),
            ("fired just so; is it not meant, it is a counter-example: ", report.counter_examples),
        ):
            for text in texts:
                console.print(Text.assemble((f"    {what}", "dim"), _printable(text)))


def _queue_words(queue: Queue) -> str:
    return f"{queue.name} ({queue.kind.value}, {queue.hours or 'always open'})"
