"""Every address of the product is opened: whom one meets there, and whom not after they parted."""

from collections.abc import Iterable, Mapping

import pytest

from peerhub.accounts.models import User
from tests.everywhere.conftest import after
from tests.everywhere.pages import paths, places
from tests.everywhere.states import STATES
from tests.everywhere.table import (
    GONE,
    LEFT_TO_SAM,
    MET,
    MET_BY_SAM,
    OF_MAYA,
    STAYS,
    Shown,
    left,
    only,
)
from tests.everywhere.unopened import UNOPENED
from tests.everywhere.world import World

pytestmark = pytest.mark.django_db
Found = dict[str, set[str]]


def shown(world: World, reader: User, where: Mapping[str, Iterable[str]]) -> Found:
    """By address, what of the others a reader meets there."""
    found = {
        place: set[str]().union(*(world.met(reader, path) for path in them))
        for place, them in where.items()
    }
    return {place: kinds for place, kinds in found.items() if kinds}


def filled(world: World, reader: User) -> dict[str, list[str]]:
    return {place: paths(world, place, pattern) for place, pattern in places(reader)}


def those(where: Mapping[str, list[str]], met: Shown) -> dict[str, list[str]]:
    return {place: where[place] for place in met}


def test_whoever_parted_is_met_at_no_address_but_where_the_table_says_why(world: World) -> None:
    noor, every = world.noor, filled(world, world.noor)

    with after(world, ""):  # to open a page can change something: that it was read
        assert shown(world, noor, every) == MET
    wrong = {}
    for state in STATES:
        # Whom it does not touch stands there as before.
        met = MET if GONE[state] & {"peer", "line"} else only(MET, OF_MAYA)
        wanted, kinds = left(state, met), set[str]().union(*met.values())
        with after(world, state):
            found = only(shown(world, noor, those(every, met)), kinds)
        for place in met:
            what = (found.get(place, set()), wanted.get(place, set()))
            if what[0] != what[1]:
                wrong[state, place] = what  # what is met there, and what the table says
    assert wrong == {}
    assert STAYS.keys() == GONE.keys() == STATES.keys()


def test_a_block_holds_for_whoever_is_blocked_too(world: World) -> None:
    every, met = filled(world, world.maya), only(MET, OF_MAYA)
    with after(world, ""):
        assert shown(world, world.maya, those(every, met)) == met

    with after(world, "Noor blocks"):
        assert shown(world, world.maya, those(every, met)) == left("Noor blocks", met)


def test_a_specialist_meets_a_member_who_blocked_them_where_they_look_back_alone(
    world: World,
) -> None:
    every = filled(world, world.sam)
    for_members = {place for place, _ in places(world.noor)}
    where = {k: v for k, v in every.items() if k in MET_BY_SAM or k not in for_members}
    with after(world, ""):
        assert shown(world, world.sam, where) == MET_BY_SAM

    with after(world, "Noor blocks"):
        assert shown(world, world.sam, those(every, MET_BY_SAM)) == LEFT_TO_SAM


def test_every_address_for_members_was_opened_or_says_why_not(world: World) -> None:
    browser, shut = world.browsers[world.noor.pk], set()
    for place, them in filled(world, world.noor).items():
        if place in MET:
            continue
        with after(world, ""):
            if not any(browser.get(path).status_code == 200 for path in them):
                shut.add(place)

    assert shut == UNOPENED
