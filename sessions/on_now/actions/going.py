"""A specialist is on, or not any more; and who of those who are on fits a member."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import transaction

from matching.models import SetAside, SpecialistProfile
from peerhub.accounts.blocking import apart_from
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from sessions.bookings.companions import have_met
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from sessions.on_now.models import LONGEST, OnNow
from sessions.on_now.usual import LOOKED_AT

CLEAR = timedelta(minutes=30)  # before a specialist's next session nobody is sent to them


class NotShown(DomainError):
    """A specialist whose page is not shown is not on."""

    code: ClassVar[str] = "not_shown"


@transaction.atomic
def go_on(person: User, *, until: datetime, now: datetime) -> OnNow:
    """Be on until then, at most ``LONGEST``; who is on already has the new end.

    Raises:
        NotShown: their page is not shown now: paused, not published, or without a certificate.
    """
    User.objects.locked(person.pk)
    profile = SpecialistProfile.objects.published().filter(person=person).first()
    if profile is None:
        raise NotShown("Your page is not shown at the moment, so nobody can be sent to you.")
    OnNow.objects.current(now=now).filter(profile=profile).update(ended_at=now)
    on = OnNow.objects.create(profile=profile, since=now, until=min(until, now + LONGEST))
    record(Verb.WENT_ON, by=person, on=on)
    return on


@transaction.atomic
def go_off(person: User, *, by: User | None, now: datetime) -> bool:
    """Not on any more; returns whether they were."""
    there = on_of(person, now=now)
    if there is None:
        return False
    there.ended_at = now
    there.save(update_fields=["ended_at"])
    record(Verb.WENT_OFF, by=by, on=there)
    return True


def on_of(person: User, *, now: datetime) -> OnNow | None:
    """How this person is on at this moment."""
    return OnNow.objects.current(now=now).filter(profile__person=person).first()


def who_fits(member: User, mode: Mode | None, *, now: datetime) -> list[SpecialistProfile]:
    """Those who are on and free whom the member could meet, the longest on first.

    By the same rules as booking: shown, not apart, and somebody who takes nobody new meets whom
    they know. Whom the member set aside is not asked either.
    """
    current = list(OnNow.objects.current(now=now).select_related("profile__person"))
    if not current:
        return []
    published = SpecialistProfile.objects.published().filter(on_now__in=current)
    shown = set(published.values_list("pk", flat=True))
    apart = apart_from(member.pk) | {member.pk}
    aside = set(SetAside.objects.of(member).values_list("specialist", flat=True))
    busy = _busy(now)
    return [
        on.profile
        for on in current
        if on.profile_id in shown - aside - busy
        and on.profile.person_id not in apart
        and (mode is None or mode in on.profile.ways)
        and (on.profile.takes_new(now=now) or have_met(member.pk, on.profile.person_id))
    ]


def stretches(*, now: datetime) -> list[tuple[datetime, datetime]]:
    """From when until when somebody was on lately."""
    lately = OnNow.objects.filter(until__gt=now - LOOKED_AT)
    told = lately.values_list("since", "until", "ended_at")
    return [(since, ended_at or until) for since, until, ended_at in told]


def _busy(now: datetime) -> set[int]:
    """Profiles of those who meet somebody, or will within ``CLEAR``."""
    rows = Booking.rows.occupying(now=now).overlapping(now, now + CLEAR)
    return set(rows.values_list("specialist", flat=True))
