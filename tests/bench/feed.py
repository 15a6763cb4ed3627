"""``make bench NAME=feed``: the page near a member, over 100,000 posts.

``p50_ms``, ``p99_ms``: the page of a member with 50 follows, topics of their own, friends, blocks and
mutes, as a request through all of Django by the test client, PostgreSQL and the template included.
``cpu_mean_ms``: processor time of the web process alone; it does not wait for others on the machine.
``rare_p99_ms``: of a member whose only topic has a handful of posts, the hardest for an index by time;
``newest_p99_ms``: with "everything, newest first"; ``wall_p99_ms``: the newest posts of the wall itself.

``queries_1``, ``queries_50``: of that page with one post and with a full one, of a member with 50 posts
near them. ``naive_p50_ms``, ``naive_p99_ms``: the same posts found in the way one would write first: all
visible posts are read and sorted in Python by their topics (``naive_ratio``: how many times as long the
naive way takes, by medians; without its template, so it is flattered).

``load``: of the machine in the last minute. ``ARGS="--toy"`` takes seconds.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connections

from tests.bench import feed_world
from tests.bench.database import scratch
from tests.bench.report import Goal, Number, progress, report
from tests.faults.rooms_crowd import percentile

SETTINGS = "tests.bench.rooms_settings"  # with production's pool of connections
NEAR, WALL = "/wall/near/", "/wall/"
WARM = 10  # requests that are not counted


@dataclass(frozen=True)
class Size:
    """How much."""

    posts: int
    people: int
    requests: int
    naive: int


FULL, TOY = Size(100_000, 3_000, 400, 3), Size(400, 40, 5, 2)


def main() -> int:
    """Fill, look, count; returns the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--toy", action="store_true")
    parser.add_argument("--plans", action="store_true", help="print how PostgreSQL finds them")
    options = parser.parse_args()
    size = TOY if options.toy else FULL
    with scratch("bench_feed", settings=SETTINGS):
        figures = _measured(size, plans=options.plans)
        # All connections are given back, those of the pool too: the database is dropped next.
        connections.close_all()
        connections["default"].close_pool()  # type: ignore[attr-defined]  # of PostgreSQL alone
    figures["load"] = os.getloadavg()[0]
    goals: dict[str, Goal] = {"queries_50": ("<=", figures["queries_1"])}
    if not options.toy:
        goals["p99_ms"] = ("<=", 60.0)
    return report("feed", figures, goals)


def _measured(size: Size, *, plans: bool) -> dict[str, Number]:
    now = datetime.now(UTC)
    progress(f"making {size.posts} posts")
    world = feed_world.fill(size.posts, size.people, now=now)
    if plans:
        for name, person in (("50 follows", world.maya), ("rare", world.rare)):
            progress(f"{name}:\n{_plan(person, now)}")
    figures: dict[str, Number] = {"posts": size.posts, "follows": feed_world.FOLLOWS}
    progress("looking")
    near = _times(_getting(world.maya, NEAR), size.requests)
    figures |= {"p50_ms": percentile(near, 50), "p99_ms": percentile(near, 99)}
    began, get = time.process_time(), _getting(world.maya, NEAR)
    for _ in range(size.requests):
        get()
    figures["cpu_mean_ms"] = (time.process_time() - began) / size.requests * 1000
    for name, person, address in (
        ("rare", world.rare, NEAR),
        ("newest", world.newest, NEAR),
        ("wall", world.maya, WALL),
    ):
        times = _times(_getting(person, address), size.requests)
        figures |= {
            f"{name}_p50_ms": percentile(times, 50),
            f"{name}_p99_ms": percentile(times, 99),
        }
    naive = [_took(lambda: _naive(world.maya, now)) for _ in range(size.naive)]
    figures |= {"naive_p50_ms": percentile(naive, 50), "naive_p99_ms": percentile(naive, 99)}
    figures["naive_ratio"] = percentile(naive, 50) / percentile(near, 50)
    return figures | _queries(world, now)


def _getting(person: Any, address: str) -> Callable[[], object]:
    from django.test import Client

    browser = Client(SERVER_NAME="localhost")
    browser.force_login(person)

    def get() -> None:
        answer = browser.get(address)
        if answer.status_code != 200 or b'<li class="card' not in answer.content:
            raise AssertionError(address)

    return get


def _naive(person: Any, now: datetime) -> None:
    from rooms.wall.models import Post, TopicFollow
    from rooms.wall.models.eyes import eyes_of

    eyes = eyes_of(person.pk)
    follows = TopicFollow.objects.filter(person=person).values_list("topic", flat=True)
    wanted = {*follows, *eyes.topics}
    posts = Post.objects.visible_to(person, now).for_page()
    near = [
        post
        for post in posts
        if post.author_id in eyes.friends or wanted & {topic.pk for topic in post.topics.all()}
    ]
    if not sorted(near, key=lambda post: (post.posted_at, post.pk), reverse=True)[:20]:
        raise AssertionError(person)


def _queries(world: feed_world.World, now: datetime) -> dict[str, Number]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from rooms.wall.models import Post

    get, counts = _getting(world.fresh, NEAR), {}
    for posts in (1, 50):
        feed_world.about_the_last_topic(world, posts, now=now)
        if Post.objects.visible_to(world.fresh, now).filter(topics=world.last).count() != posts:
            raise AssertionError(posts)
        get()
        with CaptureQueriesContext(connection) as told:
            get()
        counts[f"queries_{posts}"] = len(told)
    return dict(counts)


def _plan(person: Any, now: datetime) -> str:
    """How PostgreSQL answers the longest question that the page asks."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from rooms.feed.reading import feed_of

    with CaptureQueriesContext(connection) as told:
        feed_of(person, now=now)
    asked = next(each["sql"] for each in told if "FROM rooms_post post" in each["sql"])
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + asked)
        return "\n".join(line for (line,) in cursor.fetchall())


def _times(work: Callable[[], object], number: int) -> list[float]:
    return [_took(work) for _ in range(WARM + number)][WARM:]


def _took(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
