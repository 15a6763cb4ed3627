"""``make bench NAME=booking``: a rush on three specialists, through the product's own action.

Forty clients try at the same time, 250 times each, to book a random time of a random specialist.
The times overlap: some begin on the half hour, some a quarter later. An attempt succeeds or is
told ``SlotTaken``; anything else counts as an error. Whatever the constraints promise, overlaps
are counted afterwards by plain SQL.
"""

import multiprocessing
import random
import sys
import time as clock
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from threading import Thread
from typing import Any

import django

from tests.bench.database import scratch
from tests.bench.report import Goal, progress, report

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SPECIALISTS, MEMBERS = 3, 40
OVERLAPS = """
    SELECT count(*) FROM peer_sessions_booking a JOIN peer_sessions_booking b
    ON a.id < b.id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
    AND (a.specialist_id = b.specialist_id OR a.member_id = b.member_id)
    WHERE a.state <> 'cancelled' AND b.state <> 'cancelled'
"""


@dataclass(frozen=True)
class Size:
    """How large a rush."""

    processes: int
    clients: int  # in each process
    attempts: int  # of each client

    @property
    def total(self) -> int:
        return self.processes * self.clients * self.attempts


FULL, TOY = Size(4, 10, 250), Size(2, 4, 25)


def main(arguments: list[str]) -> int:
    """Run it; returns 0 when every goal is met."""
    size = TOY if "--toy" in arguments else FULL
    with scratch("bench_booking"):
        progress(f"making {SPECIALISTS} specialists and {MEMBERS} members …")
        _world()
        progress(f"{size.total} attempts by {size.processes * size.clients} clients …")
        outcomes, seconds = _rush(size)
        doubles = _doubles()
    taken = sorted(outcomes["took"])
    figures = {
        "attempts": len(taken),
        "booked": outcomes["booked"],
        "double_bookings": doubles,
        "errors": outcomes["errors"],
        "attempts_per_s": len(taken) / seconds,
        "p50_ms": taken[len(taken) // 2] * 1000,
        "p99_ms": taken[len(taken) * 99 // 100] * 1000,
    }
    goals: dict[str, Goal] = {
        "attempts": (">=", size.total),
        "double_bookings": ("<=", 0),
        "errors": ("<=", 0),
    }
    if size is FULL:
        goals |= {"attempts_per_s": (">=", 1000), "p99_ms": ("<=", 1000)}
    return report("booking", figures, goals)


def _world() -> None:
    from peerhub.accounts.actions import create_person
    from peerhub.weekdays import Weekday
    from sessions.availability.models import OfferedHours
    from tests.builders_matching import published_specialist

    def person(name: str) -> Any:
        return create_person(email=f"{name}@people.example", password="-", handle=name, now=NOW)

    for number in range(SPECIALISTS):
        profile = published_specialist(person(f"Peer{number}"), roots=("R7",), now=NOW)
        profile.capacity = MEMBERS  # a full specialist would refuse whom they do not know
        profile.save(update_fields=["capacity"])
        # Two hours that overlap, which the page would refuse: they make overlapping times.
        OfferedHours.objects.bulk_create(
            OfferedHours(profile=profile, weekday=day, opens=opens, closes=closes)
            for day in Weekday.values
            for opens, closes in ((time(9), time(17)), (time(9, 15), time(17, 15)))
        )
    for number in range(MEMBERS):
        person(f"Member{number}")


def _rush(size: Size) -> tuple[dict[str, Any], float]:
    context = multiprocessing.get_context("spawn")
    ready, go = context.Barrier(size.processes + 1), context.Barrier(size.processes + 1)
    answers: Any = context.Queue()
    crowds = [
        context.Process(target=_crowd, args=(seed, size, ready, go, answers))
        for seed in range(size.processes)
    ]
    for crowd in crowds:
        crowd.start()
    ready.wait(timeout=120)
    go.wait()
    began = clock.monotonic()
    parts = []
    for number in range(size.processes):
        parts.append(answers.get(timeout=300))
        progress(f"{number + 1} of {size.processes} crowds are through")
    seconds = max(ended for *_, ended in parts) - began
    for crowd in crowds:
        crowd.join()
    return {
        "booked": sum(booked for booked, *_ in parts),
        "errors": sum(errors for _, errors, *_ in parts),
        "took": [one for _, _, took, _ in parts for one in took],
    }, seconds


def _crowd(seed: int, size: Size, ready: Any, go: Any, answers: Any) -> None:
    """One process: its clients are threads with a connection each."""
    django.setup()
    booked: list[int] = []
    errors: list[str] = []
    took: list[float] = []
    clients = [
        Thread(target=_client(f"{seed}-{number}", size.attempts, booked, errors, took))
        for number in range(size.clients)
    ]
    ready.wait()
    go.wait()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    for error in sorted(set(errors)):
        progress(f"an error that is no SlotTaken: {error}")
    answers.put((len(booked), len(errors), took, clock.monotonic()))


def _client(
    seed: str, attempts: int, booked: list[int], errors: list[str], took: list[float]
) -> Callable[[], None]:
    from django.db import connection

    from matching.models import SpecialistProfile
    from peerhub.accounts.models import User
    from sessions.bookings import actions, openings
    from sessions.bookings.states import Mode

    dice = random.Random(seed)
    members = list(User.objects.filter(handle__startswith="Member"))
    profiles = list(SpecialistProfile.objects.select_related("person"))
    starts = openings.coming_timetable(profiles[0], now=NOW).all_free(now=NOW)
    connection.close()

    def rush() -> None:
        for _ in range(attempts):
            profile, member = dice.choice(profiles), dice.choice(members)
            starts_at = dice.choice(starts)
            began = clock.perf_counter()
            try:
                made = actions.book(
                    profile, by=member, starts_at=starts_at, mode=Mode.TEXT, now=NOW
                )
                booked.append(made.booking.pk)
            except actions.SlotTaken:
                pass
            except Exception as error:  # noqa: BLE001 - whatever it is, it counts
                errors.append(type(error).__name__)
            took.append(clock.perf_counter() - began)
        connection.close()

    return rush


def _doubles() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(OVERLAPS)
        doubles = int(cursor.fetchone()[0])
    connection.close()
    return doubles


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
