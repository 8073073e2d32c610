#!/usr/bin/env python3
"""The project's commands. Needs Python 3.11 or later with pip, and nothing else.

    python3 dev.py demo            run the product with its demo shop; prints the links
    python3 dev.py test [ARGS]     lint, types, import rule and all tests (ARGS go to pytest)
    python3 dev.py lint            lint, types and import rule only
    python3 dev.py bench           measure message posts a second against a bare ceiling
    python3 dev.py faults          kill, pause, cut and restart things under load, and see what became of each message
    python3 dev.py examples [NAME] run each example from the wheel, in an environment that has nothing else
    python3 dev.py replay FILE     send recorded conversations through a running server and check each one
    python3 dev.py train --data D  train the shipped models anew (training/train.py)
    python3 dev.py clock           check hours and shifts at every change of clocks in the world (tools/check_clock.py)
    python3 dev.py words           write docs/words.md anew: what is said to customers, in every language
    python3 dev.py screenshots     take the pictures of the README and the docs with a real browser
    python3 dev.py lock            choose and pin dependency versions anew
    python3 dev.py run ARGS        run any program of the environment (`run segue check policy.yaml`)

The first run makes `.venv`, installs the pinned set with its hashes and builds the web part (about a minute).
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / "requirements.lock"


def own() -> dict[str, str]:
    environment = dict(os.environ, PATH=f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}", VIRTUAL_ENV=str(VENV))
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a hundred processes that compile all anew take minutes
    environment["PYTHONPYCACHEPREFIX"] = str(VENV / "compiled")
    return environment


def call(*command: object) -> int:
    return subprocess.call([str(part) for part in command], cwd=ROOT, env=own())


def must(*command: object) -> None:
    if code := call(*command):
        sys.exit(code)


def digest(*paths: Path) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def web_files() -> list[Path]:
    web = ROOT / "web"
    return sorted(p for p in web.rglob("*") if p.is_file() and not {"node_modules", "dist"} & set(p.parts))


def once(name: str, wanted: str, note: str, *command: object, otherwise: int = 0) -> None:
    """Run `command` unless it already ran for the state that the digest `wanted` stands for.

    otherwise: the code with which it ends where things go on without it, and the next time tries again.
    """
    stamp = VENV / f".{name}"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"· {note}", flush=True)
    if (code := call(*command)) == 0:
        stamp.write_text(wanted)
    elif code != otherwise:
        sys.exit(code)


def prepare() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - said in words, before anything fails in another way
        sys.exit(f"Segue needs Python 3.11 or later; this is {sys.version.split()[0]}. Try: python3.11 dev.py …")
    if not PYTHON.exists():
        print("· making .venv", flush=True)
        venv.create(VENV, with_pip=True)
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    once("locked", digest(LOCK), "installing the pinned dependencies", *pip, "--require-hashes", "-r", LOCK)
    project = digest(ROOT / "pyproject.toml", ROOT / "hatch_build.py", *web_files())
    once("project", project, "building the web part and installing Segue", *pip, "--no-deps", "-e", ROOT)


def lint() -> int:
    checks = (
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("lint-imports", "--no-cache"),
    )
    return max(call(BIN / name, *arguments) for name, *arguments in checks)


BESIDE = (
    ("browser", "cli", "demo", "tools", "web"),
    ("bots", "channels", "client", "hubs", "server"),
)
"""Tests that run beside the others, each line in a process of its own: the first mostly waits for other programs, the
second makes the rest last about as long."""


def test(arguments: list[str]) -> int:
    fetch = ROOT / "tools" / "fetch_clients.py"
    once("clients", digest(fetch), "fetching Web Chat, for its tests", PYTHON, fetch, otherwise=75)
    return lint() or (call(PYTHON, "-m", "pytest", *arguments) if arguments else all_tests())


def all_tests() -> int:
    """In three processes side by side; what the others say follows when the first is through."""
    there = sorted(path for path in (ROOT / "tests").iterdir() if path.is_dir() or path.name.startswith("test_"))
    there = [path for path in there if path.name not in {"fakes", "__pycache__"}]
    named = {name for names in BESIDE for name in names}
    pytest = (PYTHON, "-m", "pytest")
    beside: list[tuple[subprocess.Popen[bytes], IO[bytes]]] = []
    try:
        for names in BESIDE:
            command = [*map(str, (*pytest, *(path for path in there if path.name in names)))]
            said = tempfile.TemporaryFile()  # noqa: SIM115 - closed below, when it was read
            beside.append((subprocess.Popen(command, cwd=ROOT, env=own(), stdout=said, stderr=said), said))
        code = call(*pytest, *(path for path in there if path.name not in named))
        for process, said in beside:
            code = max(code, process.wait())
            said.seek(0)
            sys.stdout.buffer.write(said.read())
            sys.stdout.flush()
    finally:
        for process, said in beside:
            if process.poll() is None:
                process.terminate()
                process.wait()
            said.close()
    return code


def lock() -> int:
    must(PYTHON, "-m", "pip", "install", "--quiet", "uv")
    return call(
        *(PYTHON, "-m", "uv", "pip", "compile", "--universal", "--generate-hashes", "--upgrade", "--quiet"),
        *("--no-header", "--no-annotate", "--group", "dev", "--extra", "postgres", "pyproject.toml", "-o", LOCK),
    )


def main() -> int:
    command, arguments = (sys.argv[1] if len(sys.argv) > 1 else "help"), sys.argv[2:]
    tools = {
        "bench": "bench.py",
        "faults": "run_faults.py",
        "replay": "replay.py",
        "clock": "check_clock.py",
        "screenshots": "screenshots.py",
        "words": "words.py",
        "train": "../training/train.py",
    }
    if command not in {"demo", "test", "lint", "lock", "run", "examples", *tools}:
        print(__doc__)
        return 0 if command in {"help", "-h", "--help"} else 2
    if command == "examples":  # in environments of their own
        return subprocess.call([sys.executable, str(ROOT / "tools" / "examples.py"), *arguments], cwd=ROOT)
    prepare()
    if command in tools:
        return call(PYTHON, ROOT / "tools" / tools[command], *arguments)
    if command == "run":
        return call(*arguments)
    if command == "demo":
        return call(BIN / "segue", "demo", *arguments)
    return {"test": lambda: test(arguments), "lint": lint, "lock": lock}[command]()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
