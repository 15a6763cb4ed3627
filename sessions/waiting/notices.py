"""What somebody who waits is told. No person and no topic: it is read on locked screens."""

from datetime import datetime

from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from peerhub.ui.moments import in_words
from sessions.waiting.models import Offer, Wait

OFFERED = Kind(
    key="sessions.time_offered",
    line="A time has come free. It is kept for you until {until}.",
    mail_line="A time has come free. It is kept for you until {until}.",
)
ENDED = Kind(
    key="sessions.wait_ended",
    line=(
        "We stopped looking for a time for you, because we did not hear from you. That is all"
        " right. You can ask again whenever you like."
    ),
)
ALL = (OFFERED, ENDED)


def tell_offered(offer: Offer, *, now: datetime) -> None:
    """Tell them that a time is kept, and until when on their clock."""
    person = offer.wait.member
    notifications.schedule(
        person,
        kind=OFFERED.key,
        reference=_reference(offer),
        due_at=now,
        url=offer.wait.get_absolute_url(),
        context={"until": in_words(offer.until, "time", person.zone)},
    )


def call_off(offer: Offer, *, now: datetime) -> None:
    """Do not tell of a time that is not kept any more."""
    notifications.cancel(_reference(offer), now=now)


def tell_ended(wait: Wait, *, now: datetime) -> None:
    """Tell them that we do not look any more, and that it is no fault of theirs."""
    notifications.schedule(
        wait.member,
        kind=ENDED.key,
        reference=f"wait:{wait.pk}:ended",
        due_at=now,
        url=wait.get_absolute_url(),
    )


def _reference(offer: Offer) -> str:
    return f"offer:{offer.pk}:"
