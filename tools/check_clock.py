"""Every minute around every change of clocks in the world, and random moments, against a plain look at the wall clock.

    python3 dev.py clock [--from 2025] [--years 10] [--hours 48] [--random 1000000] [--processes 2] [--zones Europe/]
                         [--alike]

Opening hours (`is_open`, `opens_next`, `closes_next`) and shifts (`spell_at`: at work, on a break, off, until when and
from when on) in every zone that is known here. Prints how many minutes and answers were checked and how many were
wrong, with the first wrong one; fails when there is any. The oracle is tools/clock_oracle.py.

Many names share their clocks (Europe/Berlin, Europe/Paris …). With `--alike` one name of each kind is checked in full,
and of the others the wall clock itself at each of these minutes: an eighth of the work.
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

from clock_oracle import PLANS, Count, calendar_of, changes, check_moment, check_wall, check_window, works_of

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


def around_changes(task: Task, zone: str, hours: int, whole: bool) -> tuple[int, Count]:
    """Answers how many changes of clocks the zone has, and what was found around them."""
    count, number = Count(), 0
    check = check_window if whole else check_wall
    for number, change in enumerate(changes(ZoneInfo(zone), task.first, task.last), 1):
        plan = PLANS[(task.seed + number) % len(PLANS)]
        here = (calendar_of(plan, zone, *task.dates), works_of(plan, zone, *task.dates))
        count.add(check(plan, zone, change - hours * 3600, 2 * hours * 60 + 1, *here))
    return number, count


def kinds(zones: list[str], first: int, last: int) -> set[str]:
    """One name of each kind of clocks."""
    found: dict[tuple[object, ...], str] = {}
    for zone in track(zones, "clocks alike"):
        here = ZoneInfo(zone)
        turns = tuple((at, datetime.fromtimestamp(at, here).utcoffset()) for at in (first, *changes(here, first, last)))
        found.setdefault(turns, zone)
    return set(found.values())


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
    parser.add_argument("--alike", action="store_true", help="one name of each kind of clocks in full")
    parser.add_argument("--zones", default="", help="only zones whose name begins so")
    asked = parser.parse_args()
    first, last = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (asked.year, asked.year + asked.years))
    zones = sorted(zone for zone in available_timezones() if zone.startswith(asked.zones))
    began = time.monotonic()
    whole = kinds(zones, first, last) if asked.alike else set(zones)
    tasks = {zone: (Task(first, last, n), zone, asked.hours, zone in whole) for n, zone in enumerate(zones)}
    number, near = told(
        "around changes", [(around_changes, tasks[zone]) for zone in zones if zone in whole], asked.processes
    )
    others, walls = told(
        "the other names", [(around_changes, tasks[zone]) for zone in zones if zone not in whole], asked.processes
    )
    _, anywhere = told(
        "at random",
        [
            (at_random, (Task(first, last, n), zones, min(RANDOM_A_TASK, asked.random - n * RANDOM_A_TASK)))
            for n in range(-(-asked.random // RANDOM_A_TASK))
        ],
        asked.processes,
    )
    span = f"{asked.year} to {asked.year + asked.years - 1}"
    print(f"{len(zones)} zones, {span}, {number + others:,} changes of clocks, {time.monotonic() - began:,.0f} s")
    lines = {
        f"each minute within {asked.hours} h of a change, {len(whole)} zones": near,
        f"the wall clock at each of them, {len(zones) - len(whole)} zones with the same clocks": walls,
        "random moments": anywhere,
    }
    for name, count in lines.items():
        if count.minutes:
            print(f"{name}: {count.minutes:,} minutes, {count.answers:,} answers, {count.wrong:,} wrong")
        if count.example:
            print(f"  the first: {count.example}")
    return 1 if any(count.wrong for count in lines.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
