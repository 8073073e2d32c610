"""`segue export`: everything that is kept of one person, as a zip."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Annotated

import typer

from segue.cli.erase import BY, counted
from segue.cli.loop import run
from segue.cli.tending import tending
from segue.cli.trouble import fail, told
from segue.flows import erasing, exporting
from segue.settings import Settings


def export(
    person: Annotated[
        str, typer.Argument(help="Customer id, e-mail, telephone, visitor id or conversation id.", show_default=False)
    ],
    out: Annotated[Path, typer.Option(metavar="FILE.zip", help="Where to write it; must not be there yet.")],
    conversation: Annotated[
        list[str] | None, typer.Option(help="Only these, where who it is was never proved; may be repeated.")
    ] = None,
    without_internal: Annotated[
        bool, typer.Option("--without-internal", help="Leave out what people here wrote for each other.")
    ] = False,
) -> None:
    """Write what is kept of one person into a zip: JSON, HTML, text and files."""
    with told():
        settings = Settings.from_environment()
        if out.exists():
            fail(f"{out} is there already; name a new file")
        out.touch(mode=0o600)  # everything of a person is in it
        try:
            with out.open("r+b") as file:
                run(_export(settings, person, file, tuple(conversation or ()), internal=not without_internal))
        except BaseException:
            out.unlink()
            raise
        print(f"Written to {out}.")


async def _export(settings: Settings, person: str, out: IO[bytes], named: tuple[str, ...], *, internal: bool) -> None:
    async with tending(settings) as env:
        looked = await erasing.look(env, settings.workspace, person, named)
        await exporting.write_export(env, settings.workspace, looked, out, internal=internal)
        await erasing.note_export(env, settings.workspace, person, looked, BY)
    counted(looked.counts.items())
    for sentence in looked.told:
        print(sentence)
