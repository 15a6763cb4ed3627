"""What both people are told about regular sessions."""

from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications.actions import Telling
from peerhub.notifications.kinds import Kind
from peerhub.ui.moments import in_words
from sessions.series.models import Series, SeriesDate

BEGUN = Kind(
    key="sessions.series_begun",
    line="{count} sessions are booked, {often}. The first one: {when}.",
    mail_line="You have {count} appointments, {often}. The first one: {when}.",
)
NOT_FREE = Kind(
    key="sessions.series_not_free",
    line="Your usual time is not free on one date: {when}. Nothing is booked then.",
    mail_line="Your usual time is not free on one date: {when}. No appointment is made then.",
)
NOT_PAID = Kind(
    key="sessions.series_not_paid",
    line="Your usual time on {when} is not booked: you have no free session left for it. You can look at what is possible.",
    mail_line="Your usual time on {when} is not booked yet. You can look at what is possible.",
)
ENDED = Kind(
    key="sessions.series_ended",
    line="Your regular sessions have ended. {what}",
    mail_line="Your regular appointments have ended. {what}",
)
ALL = (BEGUN, NOT_FREE, NOT_PAID, ENDED)

STAY = "What is booked stays."
CANCELLED = "Those that were to come are cancelled."
NOTHING_LEFT = "Nothing more is booked."


def tell_begun(series: Series, *, booked: int, now: datetime) -> None:
    """One notice for all that is booked now, to each of the two."""
    notifications.schedule_all(
        [
            Telling(
                person=person,
                kind=BEGUN.key,
                reference=f"series:{series.pk}:begun:{person.pk}",
                due_at=now,
                url=series.get_absolute_url(),
                context={
                    "count": str(booked),
                    "often": series.how_often,
                    "when": in_words(series.first_at, "full", person.zone),
                },
            )
            for person in _both(series)
        ]
    )


def tell_not_free(date: SeriesDate, *, now: datetime) -> None:
    """Tell the member that a date is passed over; they can choose another time."""
    member = date.series.member
    notifications.schedule(
        member,
        kind=NOT_FREE.key,
        reference=f"series:{date.series_id}:not-free:{date.number}",
        due_at=now,
        url=date.series.get_absolute_url(),
        context={"when": in_words(date.starts_at, "day", member.zone)},
    )


def tell_not_paid(date: SeriesDate, *, now: datetime) -> None:
    """Tell the member that nothing free bears a date; its own page says what is possible."""
    series, member = date.series, date.series.member
    slot = reverse("sessions:slot", args=[series.specialist.slug, date.starts_at])
    notifications.schedule(
        member,
        kind=NOT_PAID.key,
        reference=f"series:{date.series_id}:not-paid:{date.number}",
        due_at=now,
        url=f"{slot}?minutes={series.minutes}",
        context={"when": in_words(date.starts_at, "day", member.zone)},
    )


def tell_ended(series: Series, *, cancelled: int, left: int, now: datetime) -> None:
    """Tell both that it is over, and what becomes of what was booked."""
    what = CANCELLED if cancelled else STAY if left else NOTHING_LEFT
    notifications.schedule_all(
        [
            Telling(
                person=person,
                kind=ENDED.key,
                reference=f"series:{series.pk}:ended:{person.pk}",
                due_at=now,
                url=reverse("sessions:mine"),
                context={"what": what},
            )
            for person in _both(series)
        ]
    )


def _both(series: Series) -> tuple[User, User]:
    return series.member, series.specialist.person
