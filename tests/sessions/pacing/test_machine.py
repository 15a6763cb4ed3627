"""Whatever the two do in whatever order: Sam goes in only with the newest card that he has to know."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.availability.rules import DAY, HOUR
from sessions.bookings import doors
from sessions.pacing import actions, policies
from sessions.pacing.actions import CardChanged
from sessions.pacing.models import OwnWords, PacingCard, Wish
from sessions.pacing.states import Depth
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON

pytestmark = pytest.mark.django_db
MORNING = NOON + DAY + 3 * HOUR
WISHES = (Wish(), Wish(depth=Depth.LIGHT), Wish(words=OwnWords(pause_word="Lantern")))
steps = st.lists(
    st.tuples(
        st.one_of(
            st.tuples(st.just("write"), st.sampled_from(WISHES)),
            st.tuples(st.just("read"), st.integers(0, 3)),  # a version, seen some time ago
        ),
        st.integers(0, 5),  # minutes until the next: it ends half an hour after it begins
    ),
    max_size=8,
)


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


class Undone(Exception):
    """Ends one example."""


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps)
def test_nobody_goes_in_without_what_they_have_to_know(
    maya: User, sam: User, peer: SpecialistProfile, story: list[Any]
) -> None:
    with pytest.raises(Undone), transaction.atomic():
        booking = booked_session(maya, peer, NOON, starts_at=MORNING)
        now = MORNING - 10 * timedelta(minutes=1)
        texts: list[tuple[Wish, datetime]] = []  # the model: what each version said, and when
        read: set[int] = set()
        for (deed, what), minutes in story:
            if deed == "write":
                actions.write(booking, what, by=maya, now=now)
                if what != (texts[-1][0] if texts else Wish()):
                    texts.append((what, now))
            elif what == len(texts):
                actions.read(booking, what, by=sam, now=now)
                read.add(what)
            else:
                with pytest.raises(CardChanged):
                    actions.read(booking, what, by=sam, now=now)
            begun = now >= MORNING
            known = sum(at < MORNING for _, at in texts) if begun else len(texts)
            may_go_in = bool(read) and max(read) >= known
            assert (doors.first_step(booking, sam, now=now) is None) is may_go_in
            assert doors.first_step(booking, maya, now=now) is None
            assert policies.newest_number(booking) == len(texts)
            now += minutes * timedelta(minutes=1)
        assert [card.wish for card in PacingCard.objects.order_by("number")] == [
            wish for wish, _ in texts
        ]
        raise Undone
