"""What a member is told of their money. Nothing of it says what it was for."""

from datetime import datetime

from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications.actions import Telling
from peerhub.notifications.kinds import Kind
from peerhub.ui.moments import in_words
from sessions.payments.models import Payment
from sessions.payments.states import Why

NOTHING_TAKEN = Kind(
    key="sessions.payment_released",
    line="The time on {when} is not booked, and nothing was taken from your card.",
)
ON_ITS_WAY = Kind(
    key="sessions.payment_refunded",
    line="All of your money for {when} is on its way back to your card. It can take some days.",
)
NEEDS_SOMEBODY = Kind(
    key="sessions.payment_trouble",
    line="A payment needs somebody to look at it.",
)
ALL = (NOTHING_TAKEN, ON_ITS_WAY, NEEDS_SOMEBODY)


def tell_nothing_taken(payment: Payment, *, now: datetime) -> None:
    """Say so, unless they did it themselves, or it was a session that they cancelled."""
    if payment.why not in {Why.LET_GO, Why.CANCELLED, Why.FREE}:
        _tell(payment, NOTHING_TAKEN, now)


def tell_on_its_way(payment: Payment, *, now: datetime) -> None:
    """The money goes back."""
    _tell(payment, ON_ITS_WAY, now)


def tell_of_trouble(payment: Payment, people: list[User], *, now: datetime) -> None:
    """Somebody of ours has to look; once for each trouble."""
    notifications.schedule_all(
        [
            Telling(
                person=person,
                kind=NEEDS_SOMEBODY.key,
                reference=f"payment:{payment.pk}:{payment.trouble}:{payment.refusals}:{person.pk}",
                due_at=now,
                url="/payments/looked-after/",
            )
            for person in people
        ]
    )


def _tell(payment: Payment, kind: Kind, now: datetime) -> None:
    member = payment.member
    notifications.schedule_all(
        [
            Telling(
                person=member,
                kind=kind.key,
                reference=f"payment:{payment.pk}:{payment.state}",
                due_at=now,
                url=payment.get_absolute_url(),
                context={"when": in_words(payment.starts_at, "full", member.zone)},
            )
        ]
    )
