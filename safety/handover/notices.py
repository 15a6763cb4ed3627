"""What is told of hand-overs: that one is missing, nothing of any case."""

from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.actions import Telling
from peerhub.notifications.kinds import Kind
from peerhub.ui.moments import in_words
from safety.rota.models import Shift
from safety.rota.reading import on_shift
from safety.rota.states import Post

MISSING = Kind(
    key="safety.handover_missing",
    line="Nobody wrote a hand-over for a shift that ended {when}. A sheet was made of the open"
    " cases, so that the next shift sees them.",
)


def tell_missing(shift: Shift, *, now: datetime) -> int:
    """Tell the supervisor on call, or every supervisor where none is; returns how many."""
    on_call = on_shift([Post.SUPERVISOR], now=now)
    supervisors = on_call or list(User.objects.holding(Role.SUPERVISOR).order_by("pk"))
    people = [each for each in supervisors if each.pk != shift.person_id] or supervisors
    notifications.schedule_all(
        [
            Telling(
                person=person,
                kind=MISSING.key,
                reference=f"handover:{shift.pk}:missing:{person.pk}",
                due_at=now,
                url=reverse("safety:handover", args=[shift.pk]),
                context={"when": in_words(shift.ends_at, "full", person.zone)},
            )
            for person in people
        ]
    )
    return len(people)
