"""What an applicant and those who work with them are told. Mail says nothing of it."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from matching.becoming.models import Application, Step
from matching.certificates.notices import AT
from matching.certificates.notices import DAYS_BEFORE as DAYS_BEFORE
from matching.checks.models import BackgroundCheck
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
RECOGNISE = Kind(
    key="matching.recognition_proposed",
    line="Somebody brings a certification or was a specialist before. A second supervisor decides "
    "what counts of it.",
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
CHECK_LAPSED = Kind(
    key="matching.check_lapsed",
    line="Your background check has to be made again, so your page is out of sight for now. Your "
    "supervisor arranges it with you. What is booked stays, and nothing is lost.",
)
UNCERTIFIED = Kind(
    key="matching.uncertified",
    line="Everybody who is shown holds a certificate now, so your page is out of sight until you "
    "have one. A supervisor goes through it with you. What is booked stays, and nothing is lost.",
)
NEEDED = Kind(
    key="matching.certificate_needed",
    line="From {day} on, everybody who is shown holds a certificate. A supervisor goes through it "
    "with you; much of what you bring can count. Until then, nothing changes.",
)
NEEDED_BY = Kind(
    key="matching.certificate_needed_by",
    line="From {day} on, a specialist who has no certificate yet is not shown any more. Please look "
    "with them at what they bring.",
)
OUT_OF_SIGHT = Kind(
    key="matching.out_of_sight",
    line="The page of a specialist is out of sight, because a certificate or a background check "
    "does not count any more. What is booked stays. Please talk with them.",
)
AGEING = Kind(
    key="matching.check_ages",
    line="The background check of a specialist counts for {days} more days. Please arrange a new "
    "one with them. Until then, nothing changes.",
)
CHECKED = Kind(
    key="matching.check_written",
    line="A supervisor has written down your new background check: the day and one word of it.",
)
ALL = (
    *(MOVED, SENT, APPEAL, RECOGNISE, SIGN, ISSUE, LAPSED),
    *(CHECK_LAPSED, UNCERTIFIED, NEEDED, NEEDED_BY, OUT_OF_SIGHT, AGEING, CHECKED),
)


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


def tell_lapsed(profile: SpecialistProfile, kind: Kind, *, now: datetime) -> None:
    """Tell a specialist that their page is out of sight, and what brings it back."""
    certified = kind is not UNCERTIFIED
    notifications.schedule(
        profile.person,
        kind=kind.key,
        reference=f"profile:{profile.pk}:lapsed:{now.date().isoformat()}",
        due_at=now,
        url=reverse("matching:my_certificate" if certified else "matching:supervisions"),
    )


def tell_needed(
    profile: SpecialistProfile, supervisor: User | None, day: date, *, now: datetime
) -> None:
    """Tell a specialist and who looks after them that a certificate is needed from a day on; once."""
    told = {"day": f"{day:%-d %B %Y}"}
    reference = f"profile:{profile.pk}:certificate-needed:{day.isoformat()}"
    notifications.schedule(
        profile.person,
        kind=NEEDED.key,
        reference=f"{reference}:own",
        due_at=now,
        url=reverse("matching:supervisions"),
        context=told,
    )
    notifications.tell_each(
        _who_looks_after(profile.person, supervisor),
        kind=NEEDED_BY.key,
        reference=reference,
        due_at=now,
        url=reverse("matching:recognising", args=[profile.person_id]),
        context=lambda _: told,
    )


def tell_out_of_sight(
    profile: SpecialistProfile, supervisor: User | None, *, now: datetime
) -> None:
    """Tell who looks after a specialist that their page is out of sight."""
    notifications.tell_each(
        _who_looks_after(profile.person, supervisor),
        kind=OUT_OF_SIGHT.key,
        reference=f"profile:{profile.pk}:out-of-sight:{now.date().isoformat()}",
        due_at=now,
        url=reverse("matching:becoming"),
    )


def tell_ageing(check: BackgroundCheck, supervisor: User | None, *, days: int) -> int:
    """Tell who looks after a specialist that their check ages; the same days again tell nobody."""
    return notifications.tell_each(
        _who_looks_after(check.person, supervisor),
        kind=AGEING.key,
        reference=f"check:{check.pk}:{days}-days-before",
        due_at=datetime.combine(check.valid_through - timedelta(days=days), AT),
        url=reverse("matching:checking", args=[check.person_id]),
        context=lambda _: {"days": str(days)},
    )


def tell_checked(check: BackgroundCheck, *, now: datetime) -> None:
    """Tell a specialist that their check was made again."""
    notifications.schedule(
        check.person,
        kind=CHECKED.key,
        reference=f"check:{check.pk}:written",
        due_at=now,
        url=reverse("matching:my_certificate"),
    )


def _who_looks_after(person: User, supervisor: User | None) -> QuerySet[User]:
    """Their supervisor; all supervisors, where they have none."""
    people = User.objects.holding(Role.SUPERVISOR).exclude(pk=person.pk)
    return people if supervisor is None else people.filter(pk=supervisor.pk)
