"""Leaving and accepting at the same moment, and two who look: on real connections."""

import pytest

from matching.models import SpecialistProfile
from peerhub import events
from peerhub.accounts.models import User
from peerhub.notifications.events import NoticeWritten
from sessions.bookings.events import SessionBooked
from sessions.bookings.models import Booking
from sessions.on_now import actions
from sessions.on_now.models import Ask, Turn
from sessions.on_now.states import AskState
from tests.cast import NOON
from tests.sessions.on_now.conftest import asked, on
from tests.sessions.waiting.test_together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (NoticeWritten, SessionBooked):
        monkeypatch.setitem(events._listeners, kind, [])


def test_leaving_while_somebody_says_yes_ends_in_one_of_the_two(
    maya: User, noor: User, sam: User, peer: SpecialistProfile
) -> None:
    on(sam)
    asked(maya)
    turn = actions.turn_of(sam, now=NOON)
    assert turn is not None

    def leave() -> object:
        return f"left {actions.leave(maya, now=NOON)}"

    def accept() -> object:
        actions.accept(turn, by=sam, now=NOON)
        return "accepted"

    told = sorted(map(str, at_once(leave, accept, accept)))

    state, sessions = Ask.objects.get().state, Booking.objects.count()
    if "left True" in told:
        assert (state, sessions, told) == (AskState.LEFT, 0, ["TurnGone", "TurnGone", "left True"])
    else:
        assert (state, sessions, told) == (
            AskState.TAKEN,
            1,
            ["TurnGone", "accepted", "left False"],
        )


def test_of_two_who_wait_one_specialist_is_asked_for_one(
    maya: User, noor: User, sam: User, peer: SpecialistProfile
) -> None:
    asked(maya)
    asked(noor)
    on(sam)

    def look() -> int:
        return actions.look(now=NOON)

    assert sorted(map(str, at_once(look, look, look))) == ["0", "0", "1"]
    assert Turn.objects.count() == 1
