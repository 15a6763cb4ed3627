"""``make bench NAME=booking``: a rush on three specialists, through the product's own action.

Forty clients try at the same time, 250 times each, to book a random time of a random specialist,
who is there for three hours every evening. Each begins a session on any quarter of an hour, so
that times overlap. An attempt succeeds or is told ``SlotTaken``; anything else counts as an error.
Whatever the constraints promise, overlaps are counted afterwards by plain SQL.

Beside it a naive variant, on a table of its own, looks whether the time is free and then writes,
without locks or constraints: the same count must see its overlaps, or it would see nobody's.
"""

import multiprocessing
import random
import sys
import time as clock
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from threading import Barrier, Thread
from typing import Any

import django

from tests.bench.database import scratch
from tests.bench.report import Goal, progress, report

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SPECIALISTS, MEMBERS = 3, 40
BOOKED, NAIVE = "peer_sessions_booking", "naive_booking"
OVERLAPS = """
    SELECT count(*) FROM {table} a JOIN {table} b
    ON a.id < b.id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
    AND (a.specialist_id = b.specialist_id OR a.member_id = b.member_id)
    WHERE a.state <> 'cancelled' AND b.state <> 'cancelled'
"""

# Forty people rush at each of three specialists; nobody sees so many at one time.
CROWDED = """
    ALTER TABLE matching_specialistprofile
        DROP CONSTRAINT matching_profile_capacity_one_to_fifteen
"""
NAIVE_TIMES = 24
NAIVE_TABLE = """
    CREATE TABLE naive_booking (
        id serial, specialist_id int, member_id int, starts_at timestamptz, ends_at timestamptz,
        state text DEFAULT 'booked'
    )
"""
NAIVE_LOOK = """
    SELECT count(*) FROM naive_booking
    WHERE (specialist_id = 1 OR member_id = %s) AND starts_at < %s AND ends_at > %s
"""
NAIVE_WRITE = """
    INSERT INTO naive_booking (specialist_id, member_id, starts_at, ends_at)
    VALUES (1, %s, %s, %s)
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
        doubles = _overlaps(BOOKED)
        progress("the naive variant …")
        naive_overlaps = _naive_rush(size)
    taken = sorted(outcomes["took"])
    figures = {
        "attempts": len(taken),
        "booked": outcomes["booked"],
        "double_bookings": doubles,
        "naive_overlaps": naive_overlaps,
        "errors": outcomes["errors"],
        "attempts_per_s": len(taken) / seconds,
        "p50_ms": taken[len(taken) // 2] * 1000,
        "p99_ms": taken[len(taken) * 99 // 100] * 1000,
    }
    goals: dict[str, Goal] = {
        "attempts": (">=", size.total),
        "double_bookings": ("<=", 0),
        "naive_overlaps": (">=", 1),
        "errors": ("<=", 0),
    }
    if size is FULL:
        goals |= {"attempts_per_s": (">=", 1000), "p99_ms": ("<=", 1000)}
    return report("booking", figures, goals)


def _world() -> None:
    from django.db import connection

    from peerhub.accounts.actions import create_person
    from peerhub.weekdays import Weekday
    from sessions.availability import actions as hours
    from sessions.availability.rules import MINUTE, Rules
    from sessions.availability.week import WeeklyHours
    from tests.builders_matching import published_specialist

    with connection.cursor() as cursor:
        cursor.execute(CROWDED)

    def person(name: str) -> Any:
        return create_person(email=f"{name}@people.example", password="-", handle=name, now=NOW)

    for number in range(SPECIALISTS):
        profile = published_specialist(person(f"Peer{number}"), roots=("R7",), now=NOW)
        profile.capacity = MEMBERS  # a full specialist would refuse whom they do not know
        profile.save(update_fields=["capacity"])
        evenings = [WeeklyHours(day, time(17), time(20)) for day in Weekday.values]
        hours.offer_hours(profile, evenings, now=NOW)
        hours.keep_rules(profile, Rules(step=15 * MINUTE), now=NOW)
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


def _overlaps(table: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(OVERLAPS.format(table=table))
        overlaps = int(cursor.fetchone()[0])
    connection.close()
    return overlaps


def _naive_rush(size: Size) -> int:
    """Everybody wants the same times in the same order; each looks, and then writes."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(NAIVE_TABLE)
    clients = size.processes * size.clients
    begin = Barrier(clients)
    crowd = [Thread(target=_naive_client, args=(member, begin)) for member in range(clients)]
    for client in crowd:
        client.start()
    for client in crowd:
        client.join()
    return _overlaps(NAIVE)


def _naive_client(member: int, begin: Barrier) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        begin.wait()
        for number in range(NAIVE_TIMES):
            start = NOW + number * timedelta(minutes=15)
            end = start + timedelta(minutes=30)
            cursor.execute(NAIVE_LOOK, [member, end, start])
            if cursor.fetchone()[0] == 0:
                cursor.execute(NAIVE_WRITE, [member, start, end])
    connection.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
