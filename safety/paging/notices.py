"""What people are told when the pager does not answer."""

from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind

LOST = Kind(
    key="safety.page_lost",
    line="The pager did not answer, and we stopped trying. Whoever waits for it hears nothing.",
    mail_line="Something needs you. Sign in to see it.",
)


def tell_that_one_is_lost(*, now: datetime) -> int:
    """Tell supervisors and administrators, once in an hour however many are lost; returns how many."""
    people = User.objects.holding(Role.SUPERVISOR) | User.objects.holding(Role.ADMINISTRATOR)
    return notifications.tell_each(
        people.order_by("pk").distinct(),
        kind=LOST.key,
        reference=f"page-lost:{now:%Y-%m-%dT%H}",
        due_at=now,
        url=reverse("safety:paging"),
    )
