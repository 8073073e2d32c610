"""Every example, from the wheel in an environment that has nothing else, away from the checkout.

    python3 dev.py examples [NAME ...]

The table of examples/README.md says what there is: the extra that each needs and its command are read from there.
One fresh environment an extra; versions are those of requirements.lock. It needs the package index, and is no test for
that reason. A line each; exits with 1 when one fails. Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
DEADLINE_S = 120.0
INSTALLS_WITHIN_S = 900.0
COMES_UP_WITHIN_S = 60.0
KEPT = ("LANG", "LC_ALL", "SYSTEMROOT", "SSL_CERT_FILE", "TMPDIR", "TEMP", "TMP")
"""Of the environment. No key of a model, no setting of Segue and no path of Python gets in by accident."""
TYPED = "My parcel is late\nI want to talk to a human\n\n"
"""What the customer types in a dialogue with a server."""
SECRET = "whsec_ZXhhbXBsZXMgYXJlIHJ1biBmcm9tIGEgd2hlZWw="  # of nothing but the adapter in this run
CHANNELS = "\nchannels:\n  shop: {kind: direct_line, secret: web_chat}\n"

MAKES_KEY = """
import asyncio, sys
from segue import Segue
from segue.flows.keys import add_key

async def main():
    async with Segue.open(sys.argv[1], store=sys.argv[2], background=False) as segue:
        scopes = ("conversations", "handoff")
        print((await add_key(segue.store, segue.clock, segue.workspace, name="example", scopes=scopes))[1])

asyncio.run(main())
"""

PROOFS: Mapping[str, str] = {
    "async_client": r"bot: You said: My parcel is late\nsegue: ",
    "handoff.yaml": r"can be used",
    "hub_adapter": r"[1-9]\d* ok, 0 failed",
    "in_process.py": r"→ handoff, because “Let me talk to a human”",
    "langgraph": r"And what was decided\?.*promised for Tuesday",
    "mcp": r"What the agent knows now:.*promised for Tuesday",
    "openai_agents": r"And what was decided\?.*promised for Tuesday",
    "plain_http_bot.py": r"bot: You said: My parcel is late\nsegue: ",
    "pydantic_ai": r"And what was decided\?.*promised for Tuesday",
    "staffing.json": r"orders",
    "webhook_bot.py": r"[1-9]\d* ok, 0 failed",
    "web_chat": r"createDirectLine.*\"token\"",
}
"""Name -> what it must have printed. Of one that is not here, it is enough that it ends well."""


class Failed(Exception):
    """With what was printed."""


@dataclass(frozen=True)
class Example:
    """A line of the table. command: "" where there is nothing to run. how: in words, what to do with it."""

    name: str
    extra: str
    command: str
    how: str = ""

    @property
    def needs(self) -> set[str]:
        """Variables of the environment that somebody has to fill."""
        return set(re.findall(r"\b([A-Z_]+)=…", self.command))

    @property
    def words(self) -> list[str]:
        return [word for word in shlex.split(self.command) if not word.endswith("=…")]


def table(page: str) -> list[Example]:
    """The lines of the page whose first cell is a link."""
    found = []
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        link = re.match(r"\[([^\]]+)\]\([^)]+\)$", cells[0])
        if line.startswith("|") and link and len(cells) == 4:
            command = re.match(r"`([^`]+)`", cells[3])
            found.append(Example(link[1], cells[1].strip("`"), command[1] if command else "", cells[3]))
    return found


def pins(lock: str) -> str:
    """The versions of the lock as pip's constraints, which may not hold hashes."""
    kept = (line.removesuffix("\\").rstrip() for line in lock.splitlines() if not line.lstrip().startswith("--hash"))
    return "\n".join(line for line in kept if line) + "\n"


# ---- environments ----------------------------------------------------------------------------------------------------


def run(*command: object, within_s: float, typed: str = "", cwd: Path | None = None, **more: str) -> str:
    """What it printed. Raises Failed with that when it ends badly or not in time."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words,
            input=typed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=more or None,
            text=True,
            encoding="utf-8",
            timeout=within_s,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        said = late.stdout.decode("utf-8", "replace") if isinstance(late.stdout, bytes) else late.stdout or ""
        raise Failed(f"{said}\nnot done within {within_s:.0f} s") from None
    except OSError as error:
        raise Failed(f"{words[0]}: {error.strerror}") from None
    if done.returncode:
        raise Failed(f"{done.stdout}\nended with {done.returncode}")
    return done.stdout


def fresh(place: Path) -> Path:
    """A new environment; the folder of its programs."""
    venv.create(place, with_pip=True)
    return place / ("Scripts" if os.name == "nt" else "bin")


def pip(programs: Path, *words: object) -> None:
    command = (programs / "python", "-m", "pip", "--quiet", "--disable-pip-version-check", *words)
    run(*command, within_s=INSTALLS_WITHIN_S, **os.environ)


def environment(programs: Path, home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    path = os.pathsep.join((str(programs), os.defpath))
    return kept | {"PATH": path, "HOME": str(home), "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "120"}


# ---- running one -----------------------------------------------------------------------------------------------------


def play(example: Example, programs: Path, folder: Path) -> str:
    """What it printed. folder: where `examples` was copied to. Raises Failed."""
    given, needs = environment(programs, folder), frozenset(example.needs)
    if needs not in WAYS:
        raise Failed(f"nothing here knows what to give as {', '.join(sorted(needs))}")
    said = WAYS[needs](example, given, folder)
    proof = PROOFS.get(example.name, "")
    if not re.search(proof, said, re.DOTALL):
        raise Failed(f"{said}\nnot printed: {proof}")
    return said


def _program(word: str, given: Mapping[str, str]) -> str:
    return shutil.which(word, path=given["PATH"]) or word


def _alone(example: Example, given: Mapping[str, str], folder: Path, typed: str = "") -> str:
    program, *words = example.words
    return run(_program(program, given), *words, within_s=DEADLINE_S, typed=typed, cwd=folder, **given)


@contextmanager
def beside(url: str, words: Sequence[str], given: Mapping[str, str], folder: Path) -> Iterator[None]:
    """A program that is ended afterwards, once something answers at `url`."""
    with (folder / "beside.log").open("w") as log:
        process = subprocess.Popen(words, cwd=folder, env=dict(given), stdout=log, stderr=log)
        try:
            answers(url, process, folder / "beside.log")
            yield
        finally:
            process.terminate()
            try:
                process.wait(COMES_UP_WITHIN_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def serving(given: Mapping[str, str], folder: Path) -> Iterator[tuple[str, str]]:
    """`segue serve` with the small policy, a channel and a store of its own: its address, and a bot's key."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        small = folder / "examples" / "handoff.yaml"
        policy, store, port = Path(place) / "policy.yaml", f"sqlite:///{place}/segue.db", free_port()
        policy.write_text(small.read_text("utf-8") + CHANNELS, "utf-8")
        settings = {"SEGUE_POLICY": str(policy), "SEGUE_DATABASE": store, "SEGUE_PORT": str(port)}
        own = {**given, **settings, "SEGUE_SECRET_WEB_CHAT": SECRET}
        made = run(_program("python", own), "-c", MAKES_KEY, small, store, within_s=DEADLINE_S, cwd=folder, **own)
        url = f"http://127.0.0.1:{port}"
        with beside(f"{url}/healthz", [_program("segue", own), "serve"], own, folder):
            yield url, made.split()[-1]


def _in_front(example: Example, given: Mapping[str, str], folder: Path) -> str:
    """A bot that calls a server."""
    with serving(given, folder) as (url, key):
        return _alone(example, {**given, "SEGUE_URL": url, "SEGUE_KEY": key}, folder, TYPED)


def _page(example: Example, given: Mapping[str, str], folder: Path) -> str:
    """A page with its server, which is asked for both; no browser opens it here."""
    with serving(given, folder) as (segue, _):
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        own = {**given, "SEGUE_URL": segue, "WEB_CHAT_SECRET": SECRET, "PORT": str(port)}
        with beside(f"{url}/", [_program("python", own), *example.words[1:]], own, folder):
            return _read(f"{url}/") + _read(f"{url}/token", b"")


def _read(url: str, posted: bytes | None = None) -> str:
    try:
        with urlopen(url, posted, DEADLINE_S) as answer:
            return str(answer.read().decode())
    except OSError as error:
        raise Failed(f"{url}: {error}") from None


def _adapter(example: Example, given: Mapping[str, str], folder: Path) -> str:
    """An adapter for a helpdesk, with Segue's own check of one against it."""
    own = {**given, "SEGUE_HUB_SECRET": SECRET}
    with beside("http://127.0.0.1:8095/", [_program("python", own), *example.words[1:]], own, folder):
        verify = (_program("segue", own), "hub", "verify", "http://127.0.0.1:8095/segue")
        return run(*verify, within_s=DEADLINE_S, cwd=folder, **own)


def _behind(example: Example, given: Mapping[str, str], folder: Path) -> str:
    """A bot that Segue calls, with Segue's own check of one, which starts it."""
    command = shlex.join([_program("python", given), *example.words[1:]])
    words = ("bot", "verify", "http://127.0.0.1:8096/", "--run", command, "--knows", "lamp", "--quiet", "0.5")
    return run(_program("segue", given), *words, within_s=DEADLINE_S, cwd=folder, **given)


WAYS: Mapping[frozenset[str], Callable[[Example, Mapping[str, str], Path], str]] = {
    frozenset(): _alone,
    frozenset({"SEGUE_HUB_SECRET"}): _adapter,
    frozenset({"SEGUE_URL", "SEGUE_KEY"}): _in_front,
    frozenset({"SEGUE_URL", "SEGUE_KEY", "SEGUE_BOT_SECRET"}): _behind,
    frozenset({"SEGUE_URL", "WEB_CHAT_SECRET"}): _page,
}
"""What a command asks for -> how it is run."""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def answers(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Waits until something answers there, whatever it says. Raises Failed."""
    until = time.monotonic() + COMES_UP_WITHIN_S
    while process.poll() is None and time.monotonic() < until:
        try:
            with urlopen(url, timeout=5):
                return
        except HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise Failed(f"{log.read_text('utf-8')}\n{url} does not answer")


# ---- all of them -----------------------------------------------------------------------------------------------------


def main(asked: Sequence[str]) -> int:
    examples = table((ROOT / "examples" / "README.md").read_text("utf-8"))
    if mistakes := mistakes_in(asked, examples):
        print("\n".join(mistakes), file=sys.stderr)
        return 2
    chosen = [one for one in examples if one.command and (not asked or one.name in asked)]
    failed, began = 0, time.monotonic()
    with tempfile.TemporaryDirectory(prefix="segue-examples-") as place:
        folder = Path(place)
        try:
            wheel = built(folder)
            for extra in dict.fromkeys(one.extra for one in chosen):
                failed += _with(extra, [one for one in chosen if one.extra == extra], wheel, folder)
        except Failed as error:
            print(error, file=sys.stderr)
            return 1
    print(f"{len(chosen) - failed} of {len(chosen)} examples ran, in {time.monotonic() - began:.0f} s")
    return 1 if failed else 0


def mistakes_in(asked: Sequence[str], examples: Sequence[Example]) -> list[str]:
    """A line for each name that cannot be run here, with what would be right."""
    known, found = {one.name: one for one in examples}, []
    runs = ", ".join(one.name for one in examples if one.command)
    for name in dict.fromkeys(asked):
        if name not in known:
            near = get_close_matches(name, known, 1)
            meant = f" Did you mean {near[0]}?" if near else ""
            found.append(f"There is no example {name!r}.{meant} There are {', '.join(known)}.")
        elif not known[name].command:
            how = f"{name} is not run here: {known[name].how} (examples/README.md)."
            found.append(f"{how} These are: {runs}.")
    return found


def built(folder: Path) -> Path:
    began = time.monotonic()
    programs = fresh(folder / "builds")
    pip(programs, "wheel", "--no-deps", "-w", folder / "wheels", ROOT)
    (wheel,) = (folder / "wheels").glob("*.whl")
    size = wheel.stat().st_size / 1e6
    print(f"· {wheel.name}, {size:.1f} MB, built in {time.monotonic() - began:.0f} s", flush=True)
    return wheel


def _with(extra: str, examples: Sequence[Example], wheel: Path, folder: Path) -> int:
    """How many of them failed in an environment with that extra."""
    began, place = time.monotonic(), folder / f"with-{extra or 'nothing'}"
    programs = fresh(place / "environment")
    (place / "pins.txt").write_text(pins((ROOT / "requirements.lock").read_text("utf-8")), "utf-8")
    wanted = f"segue-handoff[{extra}]" if extra else "segue-handoff"
    pip(programs, "install", "-c", place / "pins.txt", f"{wanted} @ {wheel.as_uri()}")
    shutil.copytree(ROOT / "examples", place / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    print(f"· {wanted} installed in {time.monotonic() - began:.0f} s", flush=True)
    failed = 0
    for example in examples:
        began = time.monotonic()
        try:
            play(example, programs, place)
        except Failed as error:
            failed += 1
            print(f"  failed {example.name}\n{error}", flush=True)
        else:
            print(f"  ok     {example.name:<20}{time.monotonic() - began:5.1f} s", flush=True)
    with suppress(OSError):
        shutil.rmtree(place)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
