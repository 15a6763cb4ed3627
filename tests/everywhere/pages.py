"""Every address that a person can open, with its gaps filled by whatever there is."""

from collections.abc import Iterator
from itertools import product

from django.urls import URLPattern

from peerhub.accounts.models import User
from sessions.bookings import days, openings
from tests.architecture import walk
from tests.everywhere.world import World
from tests.safety.test_every_look import values_of

LEAVES = "/leave/"  # signs out
# What is asked where one can search, by words and by what a story means, and where one reads on.
SEARCHES = {
    "/people/": ("?q=drinking", "?q=someone+who+drank+at+home"),
    "/r/<slug:public_id>/messages/": ("?after=0",),
    "/words/<slug:public_id>/messages/": ("?after=0",),
}


def places(reader: User) -> Iterator[tuple[str, URLPattern]]:
    """Those that answer a GET and are for such a person."""
    for place, pattern in walk.urls():
        policy = getattr(pattern.callback, "access", None)
        allowed = policy is None or policy(reader)
        if place != LEAVES and allowed and walk.answers_get(pattern):
            yield place, pattern


def paths(world: World, place: str, pattern: URLPattern) -> list[str]:
    """``place`` in all ways in which it can stand in an address bar."""
    known = _known(world)
    gaps = [known.get(name) or values_of(name, place) for name in pattern.pattern.converters]
    filled = [_put(place, values) for values in product(*gaps)]
    return [path + asked for path in filled for asked in ("", *SEARCHES.get(place, ()))]


def _put(place: str, values: tuple[str, ...]) -> str:
    for value in values:
        head, _, tail = place.partition("<")
        place = f"{head}{value}{tail.partition('>')[2]}"
    return place


def _known(world: World) -> dict[str, list[str]]:
    """What stands in gaps that no table holds."""
    free = openings.coming_timetable(world.profile, now=world.now).all_free(now=world.now)
    return {
        "kind": ["post"],
        "thing": [each.public_id for (_, kind), each in world.posts.items() if kind == "post"],
        "starts_at": [days.stamp(free[0])],
        "secret": list(world.calendars.values()),
    }
