"""G19: of two servers the one at work is stopped with SIGSTOP for longer than the other watches, and then goes on.

What it was doing when it stood still is done by the other one meanwhile. When it wakes it must learn so: its late
writes are refused. Triggers of the bench in PostgreSQL see each write to cursors and leases, and each reservation, and
note those by a process that does not hold what it writes to; the ledger says what customers, bot and desks saw of it.
"""

from __future__ import annotations

import asyncio
import os
import signal
from typing import Any

import psycopg

from faults.house import House, house
from faults.nodes import Node
from faults.relay import outcome, traffic
from faults.scenario import Outcome, Scenario, Setting

CUSTOMERS = 6
STANDS_STILL_S = (3.5, 5.0)
"""Others are given up after 3 s (nodes), 2 s (leases)."""
RUNS_S = (0.5, 1.5)
TOLD = {
    "nodes given up": "a node is not heard of any more",
    "nodes that came back": "was given up by another, and is back",
    "late reports of deliveries refused": "another node delivers this by now",
}
"""What the servers' own logs say."""

WATCH = """
CREATE TABLE bench_late (kind text, by_whom text, was text, is_now text);
CREATE TABLE bench_nodes AS SELECT id, body::json ->> 'process' AS process FROM nodes;
CREATE FUNCTION bench_node() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  INSERT INTO public.bench_nodes VALUES (NEW.id, NEW.body::json ->> 'process');
  RETURN NEW;
END $$;
CREATE TRIGGER bench_node AFTER INSERT ON nodes FOR EACH ROW EXECUTE FUNCTION bench_node();
CREATE FUNCTION bench_process(node text) RETURNS text LANGUAGE sql SECURITY DEFINER AS
  $$ SELECT process FROM public.bench_nodes WHERE id = node LIMIT 1 $$;
CREATE FUNCTION bench_cursor() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF NEW.position < OLD.position OR NEW.fence < OLD.fence OR (
    (NEW.position, NEW.attempts, NEW.unknown) IS DISTINCT FROM (OLD.position, OLD.attempts, OLD.unknown)
    AND public.bench_process(OLD.holder) IS DISTINCT FROM current_setting('bench.process', true))
  THEN
    INSERT INTO public.bench_late VALUES ('cursor', current_setting('bench.process', true), OLD::text, NEW::text);
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION bench_lease() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF OLD.workspace <> '~tried' AND (NEW.fence < OLD.fence OR (
    NEW.fence = OLD.fence AND NEW.holder = OLD.holder
    AND public.bench_process(OLD.holder) IS DISTINCT FROM current_setting('bench.process', true)))
  THEN
    INSERT INTO public.bench_late VALUES ('lease', current_setting('bench.process', true), OLD::text, NEW::text);
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION bench_plan() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE leader text;
BEGIN
  IF NEW.kind = 'handoff' AND NEW.data::json ->> 'event' = 'reserved' THEN
    SELECT public.bench_process(holder) INTO leader FROM public.leases WHERE workspace = NEW.workspace;
    IF leader IS DISTINCT FROM current_setting('bench.process', true) THEN
      INSERT INTO public.bench_late VALUES ('plan', current_setting('bench.process', true), leader, NEW::text);
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bench_cursor AFTER UPDATE ON cursors FOR EACH ROW EXECUTE FUNCTION bench_cursor();
CREATE TRIGGER bench_lease AFTER UPDATE ON leases FOR EACH ROW EXECUTE FUNCTION bench_lease();
CREATE TRIGGER bench_plan AFTER INSERT ON entries FOR EACH ROW EXECUTE FUNCTION bench_plan();
"""
"""A cursor moves only by whom it is held by; a lease beats, and reservations are stored, only by its holder. Each
server names its process on all its connections."""

PROCESS = "SELECT process FROM bench_nodes WHERE id = ({})"
DELIVERS = PROCESS.format(
    "SELECT holder FROM cursors WHERE holder <> '' GROUP BY holder ORDER BY count(*) DESC LIMIT 1"
)
PLANS = PROCESS.format("SELECT holder FROM leases WHERE workspace = 'default'")


def named() -> None:
    os.environ["PGOPTIONS"] = f"-c bench.process={os.getpid()}"


async def at_work(built: House, connection: psycopg.AsyncConnection[Any], number: int) -> Node:
    """Which one to stop: in turns the one that delivers at this moment, and the one that plans."""
    for sql in (PLANS, DELIVERS) if number % 2 else (DELIVERS, PLANS):
        row = await (await connection.execute(sql)).fetchone()
        for node in built.nodes:
            if row is not None and str(node.pid) == row[0]:
                return node
    return built.nodes[number % len(built.nodes)]


async def pauses(setting: Setting) -> Outcome:
    assert setting.postgres is not None
    chance = setting.chance()
    async with (
        house(setting.folder, setting.postgres, nodes=2, before=named) as built,
        await psycopg.AsyncConnection.connect(setting.postgres, autocommit=True) as connection,
    ):
        await connection.execute(WATCH)
        async with traffic(built, CUSTOMERS):
            for number in range(setting.trials):
                await asyncio.sleep(chance.uniform(*RUNS_S))
                node = await at_work(built, connection, number)
                node.signal(signal.SIGSTOP)
                try:
                    await asyncio.sleep(chance.uniform(*STANDS_STILL_S))
                finally:
                    node.signal(signal.SIGCONT)
                setting.progress(number + 1)
        late = await (await connection.execute("SELECT kind, by_whom, was, is_now FROM bench_late")).fetchall()
        found = outcome(setting, built, setting.trials)
        said = "".join(node.log.read_text("utf-8", "replace") for node in built.nodes)
    found.wrong += len(late)
    found.notes += [f"a late write to a {kind} by {who}: {was} -> {now}" for kind, who, was, now in late[:5]]
    found.figures |= {"late writes stored": len(late)}
    found.figures |= {name: said.count(words) for name, words in TOLD.items()}
    return found


SCENARIOS = [
    Scenario(
        "G19",
        "of two processes on PostgreSQL the one at work stands still (SIGSTOP) 3.5 to 5 s: no late write is stored",
        pauses,
        quick_trials=3,
        full_trials=200,
        needs=("linux", "postgres"),
        minutes=60,
    )
]
