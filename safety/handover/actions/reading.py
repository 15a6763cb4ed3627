"""Reading what the shift before left, and what comes first because of it."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from safety.handover.models import Handover, HandoverRead
from safety.handover.reading import unread

FIRST = "First read what the shift before you left: it is on top of the queue."


@transaction.atomic
def read(sheet: Handover, *, by: User, now: datetime) -> HandoverRead:
    """Somebody opens a sheet. The first time is kept; each time the people in it can see it."""
    row, new = HandoverRead.objects.get_or_create(
        handover=sheet, person=by, defaults={"read_at": now}
    )
    if new:
        record(Verb.HANDOVER_READ, by=by, on=sheet, shift=sheet.shift_id, version=sheet.version)
    said = sheet.lines.exclude(done="", next="").exclude(flag__author=by)
    for author_id in (
        said.order_by("flag__author").values_list("flag__author", flat=True).distinct()
    ):
        disclose(to=by, about=author_id, what=What.CARE, why=Why.WROTE, now=now)
    return row


def first(by: User, now: datetime) -> str:
    """What comes before taking and answering cases; "" nothing. A brake of ``safety.flags``."""
    return FIRST if unread(by, now=now) else ""
