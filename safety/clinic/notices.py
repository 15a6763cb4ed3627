"""What people are told around clinicians: that there is something to look at, never what it is about."""

from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from safety.clinic.models import Link, Standing

ASKED = Kind(key="clinic.asked", line="A clinician waits to be checked.")
DECIDED = Kind(key="clinic.decided", line="There is an answer to what you asked us.")
UPDATE = Kind(
    key="clinic.update",
    line="Somebody you said yes to would like to hear how it goes. You decide.",
)
KINDS = (ASKED, DECIDED, UPDATE)


def tell_checkers(standing: Standing, *, now: datetime) -> None:
    """Tell those who check that somebody waits."""
    people = User.objects.holding(Role.SUPERVISOR) | User.objects.holding(Role.ADMINISTRATOR)
    notifications.tell_each(
        people.distinct().exclude(pk=standing.person_id).order_by("pk"),
        kind=ASKED.key,
        reference=f"clinic:asked:{standing.pk}:{standing.asked_at.isoformat()}",
        due_at=now,
        url=reverse("safety:clinicians"),
    )


def tell_decided(standing: Standing, *, now: datetime) -> None:
    """Tell the clinician that somebody looked at it."""
    notifications.schedule(
        standing.person,
        kind=DECIDED.key,
        reference=f"clinic:decided:{standing.pk}:{now.isoformat()}",
        due_at=now,
        url=reverse("safety:clinic_join"),
    )


def ask_for_update(link: Link, *, now: datetime) -> None:
    """Ask the member; no answer is an answer."""
    notifications.schedule(
        link.member,
        kind=UPDATE.key,
        reference=f"clinic:update:{link.pk}:{now.date().isoformat()}",
        due_at=now,
        url=reverse("safety:invited"),
    )
