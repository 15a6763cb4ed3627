"""Whatever people do in whatever order: one at a time has a case, and no old page does anything."""

import random
from datetime import datetime, timedelta

import pytest

from peerhub.accounts.models import User
from peerhub.errors import DomainError
from safety.flags import actions
from safety.flags.models import Flag
from safety.flags.states import Act, FlagState
from tests.cast import NOON
from tests.safety.flags.texts import flagged

STEPS = 60


@pytest.mark.parametrize("seed", range(4))
def test_a_case_has_one_holder_a_growing_number_and_no_act_from_an_old_page(
    seed: int, maya: User, ines: User, ade: User, osei: User
) -> None:
    chance = random.Random(seed)
    flag, now = flagged(maya), NOON
    pages = {person.pk: 0 for person in (ines, ade, osei)}  # the number each one's page carries
    for _ in range(STEPS):
        person = chance.choice([ines, ade, osei])
        now += timedelta(minutes=chance.choice([1, 2, 5, 11]))
        flag.refresh_from_db()
        before, page, act = flag.claims, pages[person.pk], chance.choice(ACTS)
        was_free = flag.is_free(now=now)
        try:
            act(flag, person, page, now)
        except actions.Overtaken:
            assert page != before
        except DomainError:
            pass
        else:
            assert act is look or act is take or page == before
        after = Flag.objects.get(pk=flag.pk)
        grew = after.claims - before
        assert grew in ((0, 1) if act is take and was_free else (0,))
        pages[person.pk] = after.claims if act in (look, take) else page

    flag.refresh_from_db()
    assert flag.state != FlagState.RESOLVED
    assert flag.notes.filter(act=Act.CLAIMED).count() == flag.claims


def look(flag: Flag, person: User, page: int, now: datetime) -> None:
    """Open the page afresh."""
    actions.open_case(flag, by=person, now=now)


def take(flag: Flag, person: User, page: int, now: datetime) -> None:
    """Press "Take this"."""
    actions.claim(flag, by=person, now=now)


def hand_back(flag: Flag, person: User, page: int, now: datetime) -> None:
    """Press "Hand it back" on a page that may be old."""
    actions.under(flag, page, lambda: actions.release(flag, by=person, now=now))


def note(flag: Flag, person: User, page: int, now: datetime) -> None:
    """Press "Add the note" on a page that may be old."""
    actions.under(flag, page, lambda: actions.add_note(flag, by=person, words="Seen.", now=now))


ACTS = (look, take, take, hand_back, note)
