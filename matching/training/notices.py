"""What trainees and those who practise with them are told. Mail says nothing of it."""

from datetime import datetime

from django.urls import reverse

from matching.training.models import Practice
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind

OBSERVED = Kind(key="matching.practice_held", line="There is feedback on your practice session.")
TALK = Kind(
    key="matching.exam_talk",
    line="Somebody in training has used two tries of the exam and waits for a talk with you.",
)
ASKED = Kind(
    key="matching.practice_asked", line="Somebody in training would like to practise a talk."
)
ALL = (OBSERVED, TALK, ASKED)


def tell_asked(asked: Practice, *, now: datetime) -> None:
    """Tell supervisors that a trainee waits for somebody to practise with; never who."""
    notifications.tell_each(
        User.objects.holding(Role.SUPERVISOR).exclude(pk=asked.trainee_id).order_by("pk"),
        kind=ASKED.key,
        reference=f"practice:{asked.pk}:asked",
        due_at=now,
        url=reverse("matching:practices"),
    )


def cancel_asked(held: Practice, *, now: datetime) -> None:
    """Say no more of a wish that came true."""
    notifications.cancel(f"practice:{held.pk}:asked", now=now)


def tell_observed(held: Practice, *, now: datetime) -> None:
    """Tell the trainee that feedback is there."""
    notifications.schedule(
        held.trainee,
        kind=OBSERVED.key,
        reference=f"practice:{held.pk}:held",
        due_at=now,
        url=reverse("matching:training"),
    )


def tell_talk(person: User, *, tries: int, now: datetime) -> None:
    """Tell supervisors that somebody should not be left alone with a second no."""
    notifications.tell_each(
        User.objects.holding(Role.SUPERVISOR).exclude(pk=person.pk),
        kind=TALK.key,
        reference=f"exam:{person.pk}:talk-after-{tries}",
        due_at=now,
        url=reverse("matching:becoming"),
    )
