"""What sessions tell clinics of one member: when it began, and how often; nothing else."""

from datetime import timedelta

import pytest

from safety.clinic import moments
from safety.clinic.moments import Moments
from sessions.threads.models import Line
from tests.builders_notes import held_session
from tests.builders_sessions import bookable_specialist
from tests.cast import NOON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_the_first_word_and_the_sessions_that_were_held_count(maya, sam, noor):
    assert moments.of(maya.pk, NOON) == Moments()
    profile = bookable_specialist(sam, now=NOON)
    held = held_session(maya, profile, ended=2 * DAY, now=NOON)

    found = moments.of(maya.pk, NOON)

    assert found == Moments(first_contact=held.starts_at, first_session=held.starts_at, attended=1)
    assert moments.of(noor.pk, NOON) == Moments()
    assert not Line.objects.exists()
