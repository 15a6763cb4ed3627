"""However long they cancel and choose, one session is left of which the controls can spoil something."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.reminders.models import ReminderChoice
from tests.builders_sessions import bookable_specialist, booked_session, free_time
from tests.faults import reminders_people as people


class Always(random.Random):
    """A chance that always says yes."""

    def random(self) -> float:
        return 0.99


@pytest.mark.django_db
def test_the_first_session_stays_and_its_member_chooses_nothing(
    maya: User, noor: User, sam: User
) -> None:
    now, day = timezone.now(), timedelta(days=1)
    peer = bookable_specialist(sam, now=now)
    first = booked_session(maya, peer, now, starts_at=free_time(peer, now=now + 3 * day))
    booked_session(noor, peer, now, starts_at=free_time(peer, now=now + 5 * day))

    done = [act(Always(1)) for act in (people._choose, people._cancel, people._cancel)]

    assert done == [True, True, False]
    assert list(Booking.objects.filter(state="booked")) == [first]
    assert list(ReminderChoice.objects.values_list("person", flat=True)) == [noor.pk]
