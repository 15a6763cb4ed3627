"""What an applicant and those who work with them are told. Mail says nothing of it."""

from datetime import datetime

from django.urls import reverse

from matching.becoming.models import Application, Step
from matching.peers.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from safety.rota.policies import team_clinicians

MOVED = Kind(
    key="matching.way_moved", line="There is something new on your way to becoming a peer."
)
SENT = Kind(key="matching.application_sent", line="Somebody would like to become a peer.")
APPEAL = Kind(
    key="matching.application_appeal",
    line="Somebody asks that a second supervisor looks at a decision.",
)
SIGN = Kind(
    key="matching.application_sign_off",
    line="Somebody has passed the exam and waits for a therapist to sign off.",
)
ISSUE = Kind(
    key="matching.application_issue",
    line="Somebody has gone the whole way and waits for their certificate.",
)
LAPSED = Kind(
    key="matching.certificate_lapsed",
    line="Your certificate has ended, so your page is out of sight for now. Nothing is lost.",
)
ALL = (MOVED, SENT, APPEAL, SIGN, ISSUE, LAPSED)


def tell_moved(step: Step, *, now: datetime) -> None:
    """Tell the applicant that somebody else did something; once for each step."""
    notifications.schedule(
        step.application.person,
        kind=MOVED.key,
        reference=f"application-step:{step.pk}",
        due_at=now,
        url=reverse("matching:way"),
    )


def tell_supervisors(
    kind: Kind, application: Application, *, but: User | None = None, now: datetime
) -> None:
    """Tell those supervisors who may do the next step."""
    people = User.objects.holding(Role.SUPERVISOR).exclude(pk=application.person_id)
    if but is not None:
        people = people.exclude(pk=but.pk)
    notifications.tell_each(
        people,
        kind=kind.key,
        reference=f"application:{application.pk}:{kind.key}",
        due_at=now,
        url=application.get_absolute_url(),
    )


def tell_clinicians(application: Application, *, now: datetime) -> None:
    """Tell our clinicians that somebody waits for them."""
    notifications.tell_each(
        User.objects.holding(Role.CLINICIAN)
        .filter(pk__in=team_clinicians())
        .exclude(pk=application.person_id),
        kind=SIGN.key,
        reference=f"application:{application.pk}:sign-off",
        due_at=now,
        url=reverse("matching:sign_offs"),
    )


def tell_lapsed(profile: SpecialistProfile, *, now: datetime) -> None:
    """Tell a specialist that their page is out of sight, and what brings it back."""
    notifications.schedule(
        profile.person,
        kind=LAPSED.key,
        reference=f"profile:{profile.pk}:lapsed:{now.date().isoformat()}",
        due_at=now,
        url=reverse("matching:my_certificate"),
    )
