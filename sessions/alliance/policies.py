"""Who says how sessions go, who sees it, and who never does."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from matching.supervision.models import Supervision
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from sessions.alliance.models import AllianceCheckIn, AllianceCheckInQuerySet
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState

ASKED_FOR = timedelta(days=7)  # after a session


def is_member(person: User, booking: Booking) -> bool:
    """Whose session it is."""
    return person.pk == booking.member_id


def can_be_said(booking: Booking, *, now: datetime) -> bool:
    """For a week after a session that was not missed."""
    met = booking.state == BookingState.HELD or (
        booking.state == BookingState.BOOKED and booking.ends_at <= now
    )
    return met and booking.starts_at <= now < booking.ends_at + ASKED_FOR


def seen_by(supervisor: User) -> AllianceCheckInQuerySet:
    """What a supervisor may open: of whom they look after, and of whom nobody else could.

    Never of a session of their own, on either side, whatever roles they hold: another supervisor
    sees that one.
    """
    if not supervisor.has_role(Role.SUPERVISOR):
        return AllianceCheckIn.objects.none()
    others = Supervision.objects.current().exclude(supervisor=supervisor)
    another = others.filter(specialist=OuterRef("booking__specialist__person"))
    another = another.exclude(supervisor=OuterRef("booking__member"))
    return AllianceCheckIn.objects.exclude(Exists(another)).not_about(supervisor)


def who_sees(booking: Booking) -> QuerySet[User]:
    """Who is told where somebody should look: the specialist's supervisor, or all where none can."""
    current = Supervision.objects.current().filter(specialist=booking.specialist.person_id)
    people = User.objects.holding(Role.SUPERVISOR)
    people = people.exclude(pk__in=(booking.member_id, booking.specialist.person_id))
    mine = people.filter(pk__in=current.values("supervisor"))
    return mine if mine.exists() else people
