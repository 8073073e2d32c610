"""`segue serve --workers`: one address, several processes on one PostgreSQL; begun again, replaced, ended in order."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from test_serve_command import POLICY, command, environment

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(sys.platform == "win32", reason="needs signals"),
]


@dataclass
class Served:
    """What `segue serve` says, read line by line."""

    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    def says(self, words: str) -> str:
        """What the first group of `words` matches, in what it says from now on."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if found := re.search(words, line):
                return found[1]
        raise AssertionError(f"it ended without saying {words}: {''.join(self.said)}")

    def logs(self, event: str) -> dict[str, Any]:
        """The next line of its log that tells of that."""
        found: dict[str, Any] = json.loads(self.says(rf'^(.*"event": ?"{event}".*)$'))
        return found

    def ready(self) -> int:
        return int(self.logs("a worker is ready")["process"])

    def ended(self) -> tuple[int, int]:
        said = self.logs("a worker has ended")
        return said["process"], said["status"]


@contextmanager
def serving(folder: Path, url: str, workers: int = 2) -> Iterator[Served]:
    (folder / "policy.yaml").write_text(POLICY)
    process = subprocess.Popen(
        command("serve", "--workers", str(workers)),
        env=environment(folder, SEGUE_DATABASE=url, SEGUE_LOG_FORMAT="json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Served(process)
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def lives(address: str) -> bool:
    with urllib.request.urlopen(f"{address}/healthz", timeout=30) as answer:
        return bool(answer.status == 200)


def test_workers_are_begun_again_when_they_die_replaced_at_a_hangup_and_end_in_order(
    empty_postgres_url: str, tmp_path: Path
) -> None:
    with serving(tmp_path, empty_postgres_url) as served:
        first, second = served.ready(), served.ready()
        address = served.says(r"Desk +(http://\S+)/desk")
        served.says(r"(link\?token=)")
        assert lives(address)

        os.kill(first, signal.SIGKILL)
        old = {second, served.ready()}
        assert len(old) == 2
        assert lives(address)

        served.process.send_signal(signal.SIGHUP)
        new = set[int]()
        for _ in range(2):
            new.add(served.ready())  # before one of the old ones goes
            assert lives(address)
            gone, status = served.ended()
            assert (gone in old, status) == (True, 0)
        assert len(new - old) == 2

        served.process.send_signal(signal.SIGTERM)
        assert {served.ended(), served.ended()} == {(pid, 0) for pid in new}
        served.says("(stopped)")
        assert served.process.wait(timeout=30) == 0
    assert sum("link?token=" in line for line in served.said) == 1, "the link is told once"


def test_workers_end_when_their_parent_is_killed(empty_postgres_url: str, tmp_path: Path) -> None:
    with serving(tmp_path, empty_postgres_url) as served:
        served.ready()
        served.process.kill()
        assert served.process.stdout is not None
        served.process.stdout.read()  # to its end: that comes when nobody is left who could write there
