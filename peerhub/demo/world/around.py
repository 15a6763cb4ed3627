"""What is said around sessions: cards, how heavy things felt, how it went, and two that missed each other."""

from datetime import datetime, timedelta

from peerhub.accounts.models import User
from peerhub.demo.cast import MAYA, SAM
from peerhub.demo.world.people import People
from sessions.alliance import actions as alliance
from sessions.alliance.signals import Answers
from sessions.bookings import actions as bookings
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState, Word
from sessions.pacing import actions as pacing
from sessions.pacing.models import OwnWords, Wish
from sessions.pacing.states import Depth, Manner, Moment

HOUR = timedelta(hours=1)
BEFORE = 6  # how heavy things felt for Maya; afterwards she has not said anything yet
FIRST = Wish(
    depth=Depth.LIGHT,
    manner=Manner.LISTEN,
    notes=("medical-detail",),
    words=OwnWords(off_table="My mom’s health.", pause_word="Kettle"),
)
NEXT = Wish(
    depth=Depth.SOME,
    manner=Manner.BOTH,
    notes=("medical-detail",),
    words=OwnWords(off_table="My mom’s health. Not the court date either.", pause_word="Kettle"),
)
HELD_BACK = Answers(heard=7, mattered=6, suited=6, free=3, again=6)
UNEASY = ("m033", "s03")  # who did not feel free to slow down, and with whom
AWAY = "s02"  # could not come, twice


def tell(people: People, *, now: datetime) -> None:
    """Let Maya and Sam say what belongs around their sessions, and a few others as well."""
    maya, sam = people[MAYA.name], people[SAM.name]
    past = _past(maya, sam, now)
    for booking in past[:1]:
        pacing.write(booking, FIRST, by=maya, now=booking.booked_at + HOUR)
        pacing.read(booking, 1, by=sam, now=booking.starts_at - HOUR)
        soon = booking.starts_at - HOUR
        pacing.say_heaviness(booking, Moment.BEFORE, BEFORE, by=maya, now=soon)
    for booking in Booking.objects.filter(member=maya).with_people().coming(now=now)[:1]:
        pacing.write(booking, NEXT, by=maya, now=now - HOUR)
    for booking in _past(people[UNEASY[0]], people[UNEASY[1]], now)[:1]:
        alliance.say(booking, HELD_BACK, by=booking.member, now=booking.ends_at + HOUR)
    _stay_away(people[AWAY], now)


def _past(member: User, specialist: User, now: datetime) -> list[Booking]:
    """The sessions in which the two met, the latest first."""
    met = Booking.objects.filter(
        member=member, specialist__person=specialist, state=BookingState.HELD, ends_at__lt=now
    )
    return list(met.with_people().order_by("-starts_at"))


def _stay_away(specialist: User, now: datetime) -> None:
    held = Booking.objects.filter(specialist__person=specialist, state=BookingState.HELD)
    for booking in held.with_people().order_by("-starts_at")[:2]:
        if booking.ends_at < now:
            bookings.say(booking, Word.SELF_AWAY, by=specialist, now=booking.ends_at)
