"""Every minute around every change of clocks in the world, and random moments, against a plain look at the wall clock.

    python3 dev.py clock [--from 2025] [--years 10] [--hours 48] [--random 1000000] [--processes 2] [--zones Europe/]

Opening hours (`is_open`, `opens_next`, `closes_next`) and shifts (`spell_at`: at work, on a break, off, until when and
from when on) in every zone that is known here. Prints how many minutes and answers were checked and how many were
wrong, with the first wrong one; fails when there is any. The oracle is tools/clock_oracle.py.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, available_timezones

from rich.progress import track

from clock_oracle import PLANS, Count, calendar_of, changes, check_moment, check_window, works_of

RANDOM_A_TASK = 5_000


@dataclass(frozen=True)
class Task:
    first: int  # seconds since 1970
    last: int
    seed: int

    @property
    def dates(self) -> tuple[date, date]:
        return date(_year(self.first) - 1, 12, 1), date(_year(self.last) + 2, 1, 1)


def _year(stamp: int) -> int:
    return datetime.fromtimestamp(stamp, UTC).year


def around_changes(task: Task, zone: str, hours: int) -> tuple[int, Count]:
    """Answers how many changes of clocks the zone has, and what was found around them."""
    count, number = Count(), 0
    for number, change in enumerate(changes(ZoneInfo(zone), task.first, task.last), 1):
        plan = PLANS[(task.seed + number) % len(PLANS)]
        here = (calendar_of(plan, zone, *task.dates), works_of(plan, zone, *task.dates))
        count.add(check_window(plan, zone, change - hours * 3600, 2 * hours * 60 + 1, *here))
    return number, count


def at_random(task: Task, zones: list[str], moments: int) -> tuple[int, Count]:
    count, dice = Count(), random.Random(task.seed)
    for _ in range(moments):
        plan, zone = dice.choice(PLANS), dice.choice(zones)
        # half of them on a whole second, the others anywhere between two
        stamp = dice.randrange(task.first, task.last) + dice.choice((0, dice.randrange(1_000_000) / 1_000_000))
        count.add(
            check_moment(plan, zone, stamp, calendar_of(plan, zone, *task.dates), works_of(plan, zone, *task.dates))
        )
    return 0, count


def told(
    title: str, calls: Iterable[tuple[Callable[..., tuple[int, Count]], tuple[object, ...]]], processes: int
) -> tuple[int, Count]:
    total, count = 0, Count()
    with ProcessPoolExecutor(processes) as pool:
        futures = [pool.submit(call, *arguments) for call, arguments in calls]
        for future in track(as_completed(futures), title, total=len(futures)):
            number, found = future.result()
            total += number
            count.add(found)
    return total, count


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--from", dest="year", type=int, default=2025)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--hours", type=int, default=48)
    parser.add_argument("--random", type=int, default=1_000_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--zones", default="", help="only zones whose name begins so")
    asked = parser.parse_args()
    first, last = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (asked.year, asked.year + asked.years))
    zones = sorted(zone for zone in available_timezones() if zone.startswith(asked.zones))
    began = time.monotonic()
    number, near = told(
        "around changes",
        [(around_changes, (Task(first, last, n), zone, asked.hours)) for n, zone in enumerate(zones)],
        asked.processes,
    )
    tasks = range(-(-asked.random // RANDOM_A_TASK))
    _, anywhere = told(
        "at random",
        [
            (at_random, (Task(first, last, n), zones, min(RANDOM_A_TASK, asked.random - n * RANDOM_A_TASK)))
            for n in tasks
        ],
        asked.processes,
    )
    span = f"{asked.year} to {asked.year + asked.years - 1}"
    print(f"{len(zones)} zones, {span}, {number:,} changes of clocks, {time.monotonic() - began:,.0f} s")
    for name, count in ((f"each minute within {asked.hours} h of a change", near), ("random moments", anywhere)):
        print(f"{name}: {count.minutes:,} minutes, {count.answers:,} answers, {count.wrong:,} wrong")
        if count.example:
            print(f"  the first: {count.example}")
    return 1 if near.wrong or anywhere.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
