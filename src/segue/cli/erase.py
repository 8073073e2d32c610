"""`segue erase`: one person's data, counted, then gone; and whether somebody was erased."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from segue.app import Segue
from segue.cli.loop import run
from segue.cli.tending import tending
from segue.cli.trouble import fail, told
from segue.domain.erasure import Erasure
from segue.flows import erasing
from segue.settings import Settings

BY = "command line"


def erase(
    person: Annotated[
        str, typer.Argument(help="Customer id, e-mail, telephone, visitor id or conversation id.", show_default=False)
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count what would go.")] = False,
    conversation: Annotated[
        list[str] | None, typer.Option(help="Only these, where who it is was never proved; may be repeated.")
    ] = None,
    repeat: Annotated[str, typer.Option(help="The person once more, instead of being asked.")] = "",
    was: Annotated[bool, typer.Option("--was", help="Say whether this person was erased, and stop.")] = False,
    purge: Annotated[
        bool, typer.Option("--purge", help="Take what was erased out of the database's files as well.")
    ] = False,
    save_list: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the list of erasures, for a restored backup.")
    ] = None,
    replay: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Erase again what this list says was erased since.")
    ] = None,
) -> None:
    """Erase what is kept of one person. Exit code 0 when it is done, 1 when it is not or when they never were."""
    with told():
        settings = Settings.from_environment()
        if save_list is not None:
            listed = run(_list(settings))
            save_list.touch(mode=0o600)
            save_list.write_bytes(msgspec.json.encode(listed))
            print(
                f"{len(listed.erasures)} erasures. Keep {save_list} with your backups: its key lets guesses be tried."
            )
        elif replay is not None:
            run(_replay(settings, _read_list(replay)))
        elif purge and not person:
            run(_purge(settings))
        elif was:
            run(_was(settings, person))
        elif dry_run:
            run(_look(settings, person, conversation or ()))
        else:
            run(_erase(settings, person, conversation or (), repeat))
            if purge:
                run(_purge(settings))


def counted(counts: Iterable[tuple[str, int]]) -> None:
    for kind, count in counts:
        print(f"{count:>8}  {kind.replace('_', ' ')}")


async def _look(settings: Settings, person: str, named: Iterable[str]) -> None:
    async with Segue.look(store=settings.database, settings=settings) as segue:
        looked = await erasing.look(segue.env, settings.workspace, person, tuple(named))
    counted(looked.counts.items())
    for sentence in looked.told:
        print(sentence)
    print("Nothing was changed.")


async def _erase(settings: Settings, person: str, named: Iterable[str], repeat: str) -> None:
    async with tending(settings) as env:
        looked = await erasing.look(env, settings.workspace, person, tuple(named))
        counted(looked.counts.items())
        for sentence in looked.told:
            print(sentence)
        repeated = repeat or typer.prompt("Repeat the person, to erase for good")
        done = await erasing.erase(env, settings.workspace, person, repeated=repeated, by=BY, named=tuple(named))
        print(f"Erased: {_in_words(done)}.")
        print("Old bytes may stay in the database's files for a while: docs/data.md#the-bytes says how they go.")


def _in_words(erasure: Erasure) -> str:
    parts = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in erasure.counts.items())
    return f"{erasure.id}, {erasure.at:%Y-%m-%d %H:%M} UTC, by {erasure.by}: {parts or 'nothing'}"


async def _was(settings: Settings, person: str) -> None:
    async with tending(settings) as env:
        found = await erasing.was_erased(env, settings.workspace, person)
    for one in found:
        print(f"{one.what.value}  {_in_words(one)}")
    if not found:
        fail(f"no erasure and no export of {person!r} is known")


async def _purge(settings: Settings) -> None:
    async with tending(settings) as env:
        purged = await erasing.purge(env)
    print(f"Done in {purged.took_s:.1f} s: {purged.bytes_before:,} bytes before, {purged.bytes_after:,} after.")


async def _list(settings: Settings) -> erasing.ErasureList:
    async with tending(settings) as env:
        return await erasing.erasure_list(env, settings.workspace)


def _read_list(path: Path) -> erasing.ErasureList:
    try:
        return msgspec.json.decode(path.read_bytes(), type=erasing.ErasureList)
    except msgspec.DecodeError as error:
        fail(f"{path} is not a list that segue erase --save-list wrote: {error}")
        raise


async def _replay(settings: Settings, listed: erasing.ErasureList) -> None:
    async with tending(settings) as env:
        gone = await erasing.replay(env, listed)
    print(f"{gone} conversations that were erased since that backup are gone again.")
