"""Who is a clinician whom we checked, and who is linked with whom."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models.functions import Now

from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.accounts.policies import any_of, is_administrator, is_clinician, is_supervisor
from peerhub.accounts.roles import Role
from safety.clinic.models import Link, LinkQuerySet, Standing
from safety.clinic.states import State

checks_clinicians = any_of(is_supervisor, is_administrator)


def practises(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whoever is a clinician whom we checked, as long as that holds by the clock of the database."""
    rows = Standing.objects.filter(state=State.VERIFIED, checked_until__gt=Now())
    return is_clinician(user) and rows.filter(person=user.pk).exists()


def practises_at(user: User, now: datetime) -> bool:
    """The same at a moment that is given."""
    return is_clinician(user) and Standing.objects.counting(now).filter(person=user.pk).exists()


def linked(member: User, clinician: User, now: datetime) -> Link | None:
    """The link of these two that counts at ``now``.

    None where one ended it, the clinician is none any more, or one blocked the other.
    """
    if blocking.are_apart(member.pk, clinician.pk):
        return None
    found: Link | None = links_that_count(now).between(member, clinician).first()
    return found


def links_of(member: User, now: datetime) -> LinkQuerySet:
    """The member's links that count at ``now``, the newest first."""
    apart = blocking.apart_from(member.pk)
    return links_that_count(now).filter(member=member).exclude(clinician__in=apart)


def links_held_by(clinician: User, now: datetime) -> LinkQuerySet:
    """The clinician's links that count at ``now``, the newest first.

    Whether they may know of one is another question: only what the member shares says so.
    """
    apart = blocking.apart_from(clinician.pk)
    return links_that_count(now).filter(clinician=clinician).exclude(member__in=apart)


def links_that_count(now: datetime) -> LinkQuerySet:
    """All that nobody ended, of clinicians who are checked at ``now``; blocks are not asked."""
    checked = Standing.objects.counting(now).values("person")
    holding = User.objects.holding(Role.CLINICIAN).values("pk")
    rows: LinkQuerySet = Link.objects.open().filter(
        began_at__lte=now,
        member__is_active=True,
        clinician__in=checked,
    )
    return rows.filter(clinician__in=holding).order_by("-began_at", "-pk")


def our_zone() -> ZoneInfo:
    """Whose business days count: ours."""
    return ZoneInfo(settings.ROTA_ZONE)
