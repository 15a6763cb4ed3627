"""Captions: the other one is told while they are on, and nobody remembers who needed them."""

import pytest

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from sessions.calls import actions
from sessions.calls.models import Presence
from sessions.calls.reading import Standing
from sessions.calls.states import Parting, Way
from tests.sessions.calls.conftest import BEGINS
from tests.sessions.calls.test_actions import sits, stands

pytestmark = pytest.mark.django_db


def captions(presence: Presence) -> tuple[bool, bool]:
    """Whether they are on for the reader, and whether they are on of the reader’s words."""
    found = stands(presence)
    assert isinstance(found, Standing)
    return found.captions, found.captioned


def test_the_one_whose_words_are_shown_is_told_until_they_are_off(
    booking: Booking, maya: User, sam: User
) -> None:
    hers, his = sits(booking, maya, seat="page-of-maya"), sits(booking, sam, seat="page-of-sam")
    before = Entry.objects.count()

    actions.caption(hers, on=True, now=BEGINS)
    assert (captions(hers), captions(his)) == ((True, False), (False, True))
    told = Standing(captions=False, captioned=True).frame()
    assert (told["captions"], told["captioned"]) == (False, True)

    actions.caption(hers, on=False, now=BEGINS)
    assert (captions(hers), captions(his)) == ((False, False), (False, False))
    assert Entry.objects.count() == before


@pytest.mark.parametrize("parting", [Parting.LEFT, Parting.LOST])
def test_a_visit_that_ended_does_not_say_who_needed_them(
    booking: Booking, maya: User, sam: User, parting: Parting
) -> None:
    hers, his = sits(booking, maya, seat="page-of-maya"), sits(booking, sam, seat="page-of-sam")
    actions.caption(hers, on=True, now=BEGINS)

    actions.leave(hers, parting=parting, now=BEGINS)

    assert not Presence.objects.filter(captions=True).exists()
    assert captions(his) == (False, False)
    with pytest.raises(actions.NotThere):
        actions.caption(hers, on=True, now=BEGINS)


def test_by_text_there_is_nothing_to_caption(booking: Booking, maya: User) -> None:
    Booking.objects.update(mode=Mode.TEXT)
    booking.refresh_from_db()
    hers = sits(booking, maya, way=Way.TEXT)

    with pytest.raises(actions.NotOpen):
        actions.caption(hers, on=True, now=BEGINS)
    assert not Presence.objects.filter(captions=True).exists()
