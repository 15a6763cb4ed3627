"""A specialist says when they usually answer, and when they read."""

from datetime import datetime

from django.db import transaction

from matching.models import SpecialistProfile
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from sessions.threads.hours import MessageHours
from sessions.threads.models import Expectation
from sessions.threads.states import Usual


@transaction.atomic
def expect(
    profile: SpecialistProfile, *, usual: Usual | None, hours: MessageHours | None, now: datetime
) -> Expectation:
    """Keep both; everybody whom the specialist meets reads it above the field from now on."""
    kept, _ = Expectation.objects.update_or_create(
        profile=profile,
        defaults={
            "usual": usual or "",
            "days": list(hours.days) if hours else [],
            "opens": hours.opens if hours else None,
            "closes": hours.closes if hours else None,
            "changed_at": now,
        },
    )
    record(Verb.MESSAGE_HOURS_KEPT, by=profile.person, on=kept)
    return kept
