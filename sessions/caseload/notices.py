"""What a specialist and their supervisor are told about talks. No line says why."""

from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from peerhub.ui.moments import in_words
from sessions.caseload.models import DebriefAsked

ASKED = Kind(key="sessions.debrief_asked", line="A specialist asks you for a talk.")
TIME = Kind(key="sessions.debrief_time", line="Your supervisor talks with you: {when}.")
ALL = (ASKED, TIME)


def tell_asked(asked: DebriefAsked, supervisor: User, *, now: datetime) -> None:
    """Tell the supervisor."""
    notifications.schedule(
        supervisor,
        kind=ASKED.key,
        reference=f"debrief-asked:{asked.pk}",
        due_at=now,
        url=reverse("sessions:caseloads"),
    )


def tell_time(asked: DebriefAsked, *, now: datetime) -> None:
    """Tell the specialist, on their own clock."""
    assert asked.at is not None  # noqa: S101 - it was just named
    notifications.schedule(
        asked.specialist,
        kind=TIME.key,
        reference=f"debrief-asked:{asked.pk}:{asked.at.isoformat()}",
        due_at=now,
        url=reverse("sessions:load"),
        context={"when": in_words(asked.at, "full", asked.specialist.zone)},
    )
