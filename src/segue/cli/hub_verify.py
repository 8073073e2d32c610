"""`segue hub verify`: whether an adapter of one's own does what Segue will ask of it."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from segue.cli.hub_conformance import verify
from segue.domain.errors import Invalid


def hub_verify(
    url: Annotated[str, typer.Argument(metavar="URL", help="Where the adapter listens.")],
    secret: Annotated[str, typer.Option(envvar="SEGUE_HUB_SECRET", help="The secret that signs both ways.")],
    listen: Annotated[str, typer.Option(metavar="HOST:PORT", help="Where its events are heard.")] = "127.0.0.1:0",
    back: Annotated[str, typer.Option(metavar="URL", help="How the adapter reaches that, if otherwise.")] = "",
    wait: Annotated[float, typer.Option(min=0.1, max=300.0, help="Seconds for each event.")] = 10.0,
) -> None:
    """Play Segue against a hub adapter of your own, and tell what is not as it should be."""
    try:
        found = verify(url, secret, listen=listen, back=back, wait_s=wait)
    except Invalid as error:
        typer.echo(error.message, err=True)
        raise typer.Exit(2) from None
    console = Console(highlight=False, soft_wrap=True)
    for one in found:
        word = {True: "[green]ok  [/]", False: "[red]FAIL[/]", None: "[yellow]skip[/]"}[one.ok]
        console.print(f"{word} {escape(one.check)}{escape(f' ({one.found})' if one.found else '')}")
        if one.right:
            console.print(f"     right: {escape(one.right)}")
    wrong = sum(1 for one in found if one.ok is False)
    skipped = sum(1 for one in found if one.ok is None)
    console.print(f"{len(found) - wrong - skipped} ok, {wrong} failed, {skipped} could not be tried")
    if wrong:
        raise typer.Exit(1)
