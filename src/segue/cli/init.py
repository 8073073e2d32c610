"""`segue init`: a policy file to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from segue.cli.trouble import fail, told
from segue.policy_file import starter_policy


def init(
    policy: Annotated[Path, typer.Argument(help="The file to write.")] = Path("policy.yaml"),
) -> None:
    """Write a policy file to begin with: the triggers every team needs, its queues and their hours."""
    with told():
        try:
            with policy.open("x", encoding="utf-8") as file:
                file.write(starter_policy())
        except FileExistsError:
            fail(f"{policy} is there already and stays as it is; name another file")
        console = Console(highlight=False, soft_wrap=True)
        console.print(Text.assemble(("written to ", "dim"), str(policy)))
        for command, what in (
            (f"segue chat {policy}", "talk to it; each decision is explained"),
            (f"segue check {policy}", "what is wrong, and what could be better"),
            (f"segue serve --policy {policy}", "run it"),
        ):
            console.print(Text.assemble(f"  {command}  ", (what, "dim")))
