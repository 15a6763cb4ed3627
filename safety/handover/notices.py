"""What is told of hand-overs: that one is missing, nothing of any case."""

from datetime import datetime

from django.urls import reverse

from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from peerhub.ui.moments import in_words
from safety.rota.models import Shift
from safety.rota.reading import on_shift_or_all
from safety.rota.states import Post

MISSING = Kind(
    key="safety.handover_missing",
    line="Nobody wrote a hand-over for a shift that ended {when}. A sheet was made of the open"
    " cases, so that the next shift sees them.",
)


def tell_missing(shift: Shift, *, now: datetime) -> int:
    """Tell the supervisor on call, or every supervisor where none is; returns how many."""
    supervisors = on_shift_or_all(Post.SUPERVISOR, now=now)
    people = [each for each in supervisors if each.pk != shift.person_id] or supervisors
    return notifications.tell_each(
        people,
        kind=MISSING.key,
        reference=f"handover:{shift.pk}:missing",
        due_at=now,
        url=reverse("safety:handover", args=[shift.pk]),
        context=lambda person: {"when": in_words(shift.ends_at, "full", person.zone)},
    )
