"""Whether texts get their second look in time; moderators are told when they do not."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from safety.flags.models import Flag, SecondLook
from safety.screening import notices
from safety.screening.models import Health

log = logging.getLogger(__name__)

SHOULD = timedelta(seconds=30)  # a text that waits longer is itself an alert


@dataclass(frozen=True)
class Standing:
    """How screening stands, for the head of the queue; None: all is well."""

    degraded_since: datetime | None
    late_since: datetime | None


def standing() -> Standing:
    """How it stands, as last looked at."""
    health = Health.objects.first()
    if health is None:
        return Standing(None, None)
    return Standing(health.degraded_since, health.late_since)


def waits(flag: Flag) -> bool:
    """Whether a text of the case's subject still waits for its second reading."""
    return SecondLook.objects.filter(
        subject_kind=flag.subject_kind, subject_id=flag.subject_id
    ).exists()


@transaction.atomic
def seen(*, degraded: bool, now: datetime) -> None:
    """Texts were read at ``now``; ``degraded``: one of them not by meaning.

    Moderators are told once when reading by meaning ends; the first text that is read again ends
    the alert.
    """
    health = _row()
    if not degraded:
        health.degraded_since = None
    elif health.degraded_since is None:
        health.degraded_since = now
        log.error("texts are read by the rules alone")
        notices.tell_moderators(notices.DEGRADED, since=now, now=now)
    health.save()


@transaction.atomic
def look_after(*, now: datetime) -> bool:
    """Raise or end the alert about texts that wait too long; returns whether it stands.

    Two of these at once are one after the other, and tell moderators once.
    """
    health = _row()
    late = SecondLook.objects.filter(stored_at__lt=now - SHOULD).count()
    if late and health.late_since is None:
        health.late_since = now
        log.error("%d texts wait over %d s for their second look", late, SHOULD.seconds)
        notices.tell_moderators(notices.LATE, since=now, now=now)
    elif not late:
        health.late_since = None
    health.save()
    return bool(late)


def _row() -> Health:
    health, _ = Health.objects.select_for_update().get_or_create(pk=1)
    return health
