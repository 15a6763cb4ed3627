"""What is told around a talk without an appointment. The words fit on a locked screen."""

from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications.actions import Telling
from peerhub.notifications.kinds import Kind
from sessions.bookings.models import Booking
from sessions.on_now.models import Ask, Turn

ASKED = Kind(
    key="sessions.asked_to_talk",
    line="Somebody would like to talk now. You have a minute to say yes, and need not.",
    urgent=True,
)
THERE = Kind(key="sessions.somebody_is_there", line="Somebody is there for you now.", urgent=True)
NOBODY = Kind(
    key="sessions.nobody_could_come",
    line="Nobody could come just now. It has not used up one of your talks.",
)
ALL = (ASKED, THERE, NOBODY)


def tell_asked(turn: Turn, *, now: datetime) -> None:
    """Ask one specialist; a mail would come too late."""
    _tell(turn.profile.person, ASKED, _reference(turn), reverse("sessions:on"), now)


def call_off(turn: Turn, *, now: datetime) -> None:
    """Do not ask any more."""
    notifications.cancel(_reference(turn), now=now)


def tell_there(ask: Ask, booking: Booking, *, now: datetime) -> None:
    """Tell the member where to go."""
    _tell(ask.member, THERE, f"ask:{ask.pk}:there", booking.get_absolute_url(), now)


def tell_nobody(ask: Ask, *, now: datetime) -> None:
    """Tell the member that nobody could come."""
    _tell(ask.member, NOBODY, f"ask:{ask.pk}:nobody", reverse("sessions:talk"), now)


def _tell(person: User, kind: Kind, reference: str, url: str, now: datetime) -> None:
    notifications.schedule_all(
        [
            Telling(
                person=person,
                kind=kind.key,
                reference=reference,
                due_at=now,
                url=url,
                by_mail=False,
            )
        ]
    )


def _reference(turn: Turn) -> str:
    return f"turn:{turn.pk}:"
