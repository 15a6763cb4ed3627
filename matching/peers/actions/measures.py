"""A supervisor changes how a specialist is shown, and says why: the specialist reads it.

What it does is what the acts of a profile do; a measure is the reason beside it, and lets only a
supervisor end it before its time. Whatever ends it (``profiles.comeback``, ``take_new_again``,
``publish``) ends the measure, too.
"""

from datetime import datetime

from django.db import transaction

from matching.peers import notices, policies
from matching.peers.actions import profiles
from matching.peers.models import Measure, MeasureKind, SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb


@transaction.atomic
def take(
    profile: SpecialistProfile, kind: MeasureKind, *, reason: str, by: User, now: datetime
) -> Measure:
    """Give a break, let them take nobody new this month, or take the page out of sight.

    One that stands already stays as it is, with its reason. Booked sessions stay booked.

    Raises:
        NotForYou: not a supervisor, or their own page.
        NothingToShow: out of sight, where nobody sees the page.
    """
    held = SpecialistProfile.objects.select_for_update().get(pk=profile.pk)
    if not policies.may_decide(by, held):
        raise profiles.NotForYou("A supervisor decides this, and never about themself.")
    if known := held.measures.standing(now=now).filter(kind=kind).first():
        return known
    if kind == MeasureKind.OUT_OF_SIGHT and held.published_at is None:
        raise profiles.NothingToShow("Nobody sees this page now, so there is nothing to take away.")
    if kind == MeasureKind.PAUSE:
        profiles.pause(held, by=by, now=now)
    elif kind == MeasureKind.NOBODY_NEW:
        profiles.take_nobody_new(held, by=by, now=now)
    else:
        profiles.withdraw(held, by=by)
    made = Measure.objects.create(profile=held, kind=kind, reason=reason, began_at=now, began_by=by)
    record(Verb.MEASURE_SET, by=by, on=made, profile=held.pk, kind=kind.value)
    notices.tell_measure(made, now=now)
    return made


def end(measure: Measure, *, by: User, now: datetime) -> None:
    """Let it be as before, after a talk; nothing happens where it has ended.

    Raises:
        NotForYou: not a supervisor, or their own page.
        NothingToShow, NotCertified, NotSigned: the page cannot be shown now.
    """
    profile = measure.profile
    if not policies.may_decide(by, profile):
        raise profiles.NotForYou("A supervisor decides this, and never about themself.")
    if not profile.measures.standing(now=now).filter(pk=measure.pk).exists():
        return
    if measure.kind == MeasureKind.PAUSE:
        profiles.comeback(profile, by=by, now=now)
    elif measure.kind == MeasureKind.NOBODY_NEW:
        profiles.take_new_again(profile, by=by, now=now)
    else:
        profiles.publish(profile, by=by, now=now)
