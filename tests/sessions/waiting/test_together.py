"""Two who look at once, and one who decides meanwhile: on two real connections."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from matching.models import SpecialistProfile
from peerhub import events
from peerhub.accounts.models import User
from peerhub.notifications.events import NoticeWritten
from sessions.bookings import actions as bookings
from sessions.bookings.events import SessionBooked, SessionCancelled
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from sessions.waiting import actions
from sessions.waiting.models import Offer
from tests.builders_sessions import booked_session
from tests.cast import NOON
from tests.sessions.waiting.conftest import MORNING, Waits

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (NoticeWritten, SessionBooked, SessionCancelled):
        monkeypatch.setitem(events._listeners, kind, [])


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Each on a connection of its own; what it gave, or the name of what went wrong."""
    told: list[object] = []
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            told.append(act())
        except Exception as error:  # noqa: BLE001 - whatever it is, it is compared by name
            told.append(type(error).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_two_pollers_offer_one_time_once(
    maya: User, noor: User, full: list[Booking], waits: Waits
) -> None:
    first = waits(maya)
    waits(noor)
    bookings.cancel(full[0], by=full[0].member, now=MORNING)

    def look() -> int:
        return actions.look(now=MORNING)

    assert sum(int(str(made)) for made in at_once(look, look, look)) == 1
    assert [offer.wait_id for offer in Offer.objects.all()] == [first.pk]


def test_one_books_what_is_offered_to_another_at_that_moment(
    maya: User, noor: User, peer: SpecialistProfile, full: list[Booking], waits: Waits
) -> None:
    waits(maya)
    bookings.cancel(full[0], by=full[0].member, now=MORNING)

    def look() -> object:
        return f"offered {actions.look(now=MORNING)}"

    def book() -> object:
        booked_session(noor, peer, MORNING, starts_at=full[0].starts_at)
        return "booked"

    told = at_once(look, book)

    there = Booking.rows.filter(starts_at=full[0].starts_at).exclude(state=BookingState.CANCELLED)
    assert sorted(map(str, told)) in (["SlotTaken", "offered 1"], ["booked", "offered 0"])
    assert there.count() == 1


def test_booking_it_while_its_time_runs_out_ends_in_one_of_the_two(
    maya: User, noor: User, peer: SpecialistProfile, full: list[Booking], waits: Waits
) -> None:
    waits(maya)
    waits(noor, now=NOON.replace(minute=1))
    bookings.cancel(full[0], by=full[0].member, now=MORNING)
    actions.look(now=MORNING)
    over = Offer.objects.get().until

    def look() -> object:
        actions.look(now=over)
        return "looked"

    def book() -> object:
        booked_session(maya, peer, over, starts_at=full[0].starts_at)
        return "booked"

    told = at_once(look, book)

    there = Booking.rows.filter(starts_at=full[0].starts_at).exclude(state=BookingState.CANCELLED)
    row = there.get()
    assert (row.member, row.state) == (
        (maya, BookingState.BOOKED) if "booked" in told else (noor, BookingState.OFFERED)
    )
    assert "looked" in told
