"""Staying a specialist: what lapses is not shown, and a check that ages is made again in time."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from matching.becoming import notices
from matching.becoming.actions.going import NotForYou
from matching.certificates.models import Certificate
from matching.certificates.policies import is_certified
from matching.checks import actions as checks
from matching.checks.actions import Check
from matching.checks.models import BackgroundCheck
from matching.peers import actions as peers
from matching.peers.models import SpecialistProfile
from matching.supervision.policies import supervision_of
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications.kinds import Kind


def unlist_lapsed(*, now: datetime) -> int:
    """Take out of sight whoever is shown without a certificate and a check that hold today.

    It looks at what is, and not at what was announced: run late, twice or by two at once, the same
    people end up out of sight, each written down once. What is booked stays. Returns how many.

    Until the day of ``CERTIFICATES_FROM``, those who never had a certificate are only told of it.
    """
    valid = Certificate.objects.in_force(now.date()).values("person")
    shown = SpecialistProfile.objects.filter(published_at__isnull=False).exclude(person__in=valid)
    from_day = settings.CERTIFICATES_FROM
    if from_day is not None and now.date() < from_day:
        never = shown.exclude(person__in=Certificate.objects.values("person"))
        for profile in never.select_related("person").order_by("pk"):
            notices.tell_needed(profile, _looks_after(profile.person), from_day, now=now)
        shown = shown.filter(person__in=Certificate.objects.values("person"))
    return sum(_unlist(pk, now=now) for pk in shown.order_by("pk").values_list("pk", flat=True))


def remind_of_checks(*, now: datetime) -> int:
    """Tell the supervisors of specialists whose check ages in 60, 30 and 7 days; returns how many.

    Late, only the newest of the three is told; twice, each is told once.
    """
    today = now.date()
    ageing = (
        BackgroundCheck.objects.in_force(today)
        .filter(
            valid_through__lte=today + timedelta(days=max(notices.DAYS_BEFORE)),
            person__in=User.objects.holding(Role.SPECIALIST),
        )
        .select_related("person")
    )
    due: dict[int, list[BackgroundCheck]] = defaultdict(list)
    for check in ageing.order_by("pk"):
        left = (check.valid_through - today).days
        due[min(days for days in notices.DAYS_BEFORE if left <= days)].append(check)
    return sum(
        notices.tell_ageing(check, _looks_after(check.person), days=days)
        for days, each in due.items()
        for check in each
    )


@transaction.atomic
def recheck(person: User, check: Check, *, by: User, now: datetime) -> BackgroundCheck:
    """Write down that the check of a specialist was made again; they are told.

    Where there is something to talk about, their page is out of sight from now on.

    Raises:
        NotForYou: they are no specialist.
        matching.checks.actions.NotForYouToCheck: not a supervisor, or their own.
        matching.checks.actions.TooOld: it counts no more today.
    """
    if not person.has_role(Role.SPECIALIST):
        raise NotForYou("Only a specialist’s check is made again.")
    made = checks.write_down(person, check, by=by, now=now)
    notices.tell_checked(made, now=now)
    profile = SpecialistProfile.objects.filter(person=person, published_at__isnull=False).first()
    if profile is not None:
        _unlist(profile.pk, now=now)
    return made


@transaction.atomic
def _unlist(profile_id: int, *, now: datetime) -> bool:
    rows = SpecialistProfile.objects.select_for_update(of=("self",), skip_locked=True)
    profile = rows.filter(pk=profile_id, published_at__isnull=False).first()
    if profile is None or is_certified(profile.person, now=now):
        return False
    peers.withdraw(profile, by=None)
    if (what := _what_ended(profile.person, now=now)) is not None:
        notices.tell_lapsed(profile, what, now=now)
        notices.tell_out_of_sight(profile, _looks_after(profile.person), now=now)
    return True


def _what_ended(person: User, *, now: datetime) -> Kind | None:
    """What keeps a specialist out of sight; None: that they are one no more."""
    if not person.has_role(Role.SPECIALIST):
        return None
    own = Certificate.objects.of(person)
    if not own.exists():
        return notices.UNCERTIFIED
    return notices.CHECK_LAPSED if own.valid(now.date()).exists() else notices.LAPSED


def _looks_after(person: User) -> User | None:
    supervision = supervision_of(person)
    return supervision.supervisor if supervision is not None else None
