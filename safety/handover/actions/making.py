"""Where nobody wrote a hand-over, one is made of the open cases, and a supervisor hears of it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.handover import notices
from safety.handover.actions.writing import keep
from safety.handover.models import Handover
from safety.handover.states import BACK, LATE
from safety.rota.models import Shift

BATCH = 50


@transaction.atomic
def look(*, now: datetime) -> int:
    """Make the sheets that nobody wrote in time; returns how many.

    Each shift is claimed by one of those who look at the same moment, and has one first version.
    Whoever goes on at the same post hands over when they go.
    """
    goes_on = Shift.objects.standing().filter(
        post=OuterRef("post"),
        person=OuterRef("person"),
        starts_at__gt=OuterRef("starts_at"),
        starts_at__lte=OuterRef("ends_at"),
    )
    over = Shift.objects.standing().filter(
        ~Exists(Handover.objects.filter(shift=OuterRef("pk"))),
        ~Exists(goes_on),
        person__isnull=False,
        ends_at__lte=now - LATE,
        ends_at__gt=now - BACK,
    )
    rows = over.select_for_update(of=("self",), skip_locked=True)
    made = 0
    for shift in rows.order_by("ends_at", "pk")[:BATCH]:
        if Handover.objects.filter(shift=shift).exists():  # written while we waited for the row
            continue
        sheet = keep(shift, {}, words="", by=None, now=now)
        told = notices.tell_missing(shift, now=now)
        record(Verb.HANDOVER_MADE, by=None, on=sheet, shift=shift.pk, told=told)
        made += 1
    return made
