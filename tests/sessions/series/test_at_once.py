"""Several workers at the same moment: each date of a series is booked once."""

import pytest

from peerhub.accounts.models import User
from peerhub.notifications.models import Notice
from sessions.availability.rules import DAY, HOUR, MINUTE, USUAL, USUAL_RULES
from sessions.bookings.actions import Wish
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from sessions.series import actions
from tests.builders_sessions import bookable_specialist
from tests.cast import NOON
from tests.together import all_gave

MORNING = NOON + DAY + 3 * HOUR


@pytest.mark.django_db(transaction=True)
def test_three_workers_book_a_date_once(maya: User, sam: User) -> None:
    peer = bookable_specialist(sam, now=NOON)
    wish = Wish(peer, maya, MORNING, MORNING + USUAL)
    series = actions.begin(wish, every=1, count=5, mode=Mode.TEXT, seen={0, 1, 2, 3}, now=NOON)
    in_reach = MORNING + 28 * DAY - USUAL_RULES.horizon + MINUTE

    gave = all_gave(*[lambda: actions.book_what_came_in_reach(now=in_reach)] * 3)

    assert sorted(gave) == [0, 0, 1]
    assert series.dates.count() == 5
    assert Booking.objects.count() == 5
    assert Notice.objects.filter(person=maya, kind="sessions.booked").count() == 1
