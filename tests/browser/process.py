"""`segue serve` as a process of its own, on a folder of its own, which can be stopped, killed and started again."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from urllib.request import urlopen

STARTS_WITHIN_S = 60.0
STOPS_WITHIN_S = 30.0


class SegueProcess:
    """`url` is where it printed that it is."""

    def __init__(self, folder: Path, policy: str, **environment: str) -> None:
        (folder / "policy.yaml").write_text(policy, "utf-8")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("SEGUE_")}
        self._environment = {
            **inherited,
            "SEGUE_POLICY": str(folder / "policy.yaml"),
            "SEGUE_DATABASE": f"sqlite:///{folder / 'segue.db'}",
            **environment,
        }
        self._port = 0
        self._link: SimpleQueue[str] = SimpleQueue()
        self._running: subprocess.Popen[str] | None = None
        self.url = ""
        self.printed: list[str] = []

    def start(self) -> None:
        """Returns when the server answers. After the first time it comes back on the same port."""
        command = [sys.executable, "-m", "segue.cli.main", "serve", "--port", str(self._port)]
        self._running = subprocess.Popen(
            command, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        ready = Event()
        Thread(target=self._listen, args=(self._running, ready), daemon=True).start()
        assert ready.wait(STARTS_WITHIN_S), f"the server did not start; it printed: {self.words}"
        assert self._running.poll() is None, f"the server ended at once; it printed: {self.words}"
        with urlopen(f"{self.url}/healthz", timeout=STARTS_WITHIN_S):
            pass

    def setup_link(self) -> str:
        """The link to make the first admin with, printed while nobody works here."""
        return self._link.get(timeout=STARTS_WITHIN_S)

    def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        assert self._running is not None
        self._running.send_signal(by)
        self._running.wait(STOPS_WITHIN_S)
        self._running = None

    def end(self) -> None:
        """Whatever state it is in."""
        if self._running is not None and self._running.poll() is None:
            self.stop(signal.SIGKILL)

    @property
    def words(self) -> str:
        return "\n".join(self.printed)

    def _listen(self, process: subprocess.Popen[str], ready: Event) -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                self.printed.append(line.rstrip())
                if found := re.search(r"API\s+(http://\S+:(\d+))/openapi\.json", line):
                    self.url, self._port = found[1], int(found[2])
                    ready.set()
                if "/desk/link?token=" in line:
                    self._link.put(line.strip())
        ready.set()
