"""Maya let a plan pay: one session is ready to be billed, and one was by text, which no plan here pays for."""

from datetime import date, datetime, timedelta

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.demo.cast import MAYA, ROWAN
from peerhub.demo.world.people import People
from sessions.bookings import actions as bookings
from sessions.bookings import openings
from sessions.bookings.actions import How, Wish
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode, Where
from sessions.insurance import actions
from sessions.insurance.actions import Chosen, Noted
from sessions.insurance.states import Eligibility, Kind
from sessions.notes import actions as notes
from sessions.notes.states import Risk

PEER = "s02"  # Ruben, with whom she spoke once
DAY, LENGTH = timedelta(days=1), timedelta(minutes=30)
SINCE = 20 * DAY  # before now: her yes
CHOSEN = Chosen(
    payer="example-a",
    legal_name="Maya Example",
    birth_date=date(1996, 5, 14),
    member_number="EX-0000001",
    state="New York",
    signed=True,
    to_bill=True,
    to_treat=True,
    clinician=True,
)
NOTE = {
    "goal": "To hear how somebody else gets through a date that comes back.",
    "did": "I said what I do on mine. We wrote a short list for hers.",
    "response": "“It helps that it is allowed to be a day off.”",
    "next_step": "She keeps the list by the door.",
    "member_place": "New York",
    "risk": Risk.NONE,
}


def cover(people: People, *, now: datetime) -> None:
    """Her yes, what others said, and the session with Ruben that came after it."""
    maya, rowan, then = people[MAYA.name], people[ROWAN.name], now - SINCE
    coverage = actions.choose(CHOSEN, by=maya, now=then)
    on = then.date()
    for kind, value, source in (
        (Kind.DIAGNOSIS, "F43.10", "Dr Osei, by letter"),
        (Kind.ORDER, "Order for peer support", "Dr Osei"),
        (Kind.RELEASE, "Release for the plan", "Maya, on paper"),
    ):
        noted = Noted(kind=kind, value=value, source=source, on=on)
        actions.note(coverage, noted, by=rowan, now=then)
    actions.note_answer(coverage, Eligibility.ASKED, by=rowan, now=then)
    days = {"first": on.replace(day=1), "last": on + timedelta(days=365)}
    actions.note_answer(coverage, Eligibility.ACTIVE, **days, by=rowan, now=then)
    peer = SpecialistProfile.objects.select_related("person").get(person=people[PEER])
    booking = _met(maya, peer, now=now)
    if booking is not None:
        _written(booking, now=min(now, booking.ends_at + timedelta(hours=2)))


def _met(maya: User, peer: SpecialistProfile, *, now: datetime) -> Booking | None:
    """At the last free time that was at least three days ago."""
    asked = now - 14 * DAY
    free = openings.coming_timetable(peer, now=asked).all_free(now=asked)
    past = [start for start in free if start <= now - 3 * DAY]
    if not past:
        return None
    wish = Wish(peer, maya, past[-1], past[-1] + LENGTH)
    booking = bookings.fulfil(wish, How(Mode.AUDIO, where=Where.HOME), now=asked).booking
    return bookings.record_meeting(booking, met=True, by=peer.person, now=booking.ends_at)


def _written(booking: Booking, *, now: datetime) -> None:
    """Ruben signs his note, and says when they began and stopped."""
    ruben = booking.specialist.person
    notes.save_draft(booking, NOTE, by=ruben, now=now)
    notes.sign(booking, by=ruben, now=now)
    actions.say_times(
        booking,
        began_at=booking.starts_at,
        stopped_at=booking.ends_at,
        where=None,
        by=ruben,
        now=now,
    )
