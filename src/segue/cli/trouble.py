"""What a person at a terminal reads when something is wrong: one clear message and exit code 1, no traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer
from rich.console import Console
from rich.text import Text

from segue.domain.errors import SegueError
from segue.policy_file import PolicyErrors
from segue.settings import WrongSetting


@contextmanager
def told() -> Iterator[None]:
    """Errors that a person can do something about are told in words; any other is a mistake of ours and stays loud."""
    try:
        yield
    except PolicyErrors as error:
        fail(f"{error}\nThe policy cannot be used; `segue check` shows each problem in its line.")
    except SegueError as error:
        fail(error.message)
    except WrongSetting as error:
        fail(str(error))
    except OSError as error:
        if error.filename is None:
            raise
        fail(f"{error.filename}: {error.strerror}")


def fail(message: str) -> NoReturn:
    """Say it and stop with exit code 1. The text may hold words of a file: it is never read as markup."""
    shown = "\n".join("".join(c if c.isprintable() else " " for c in line) for line in message.splitlines())
    Console(stderr=True, highlight=False, soft_wrap=True).print(Text(shown, "bold red"))
    raise typer.Exit(1)
