"""Words do not stay for ever: those that are gone, and those that are old, are emptied.

What remains is that there was a line, whose, and when. What safety keeps of a line that was
flagged or reported is its own, and stays with the case.
"""

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from sessions.threads.models import Line, Thread
from sessions.threads.states import Gone

KEPT = timedelta(days=730)  # two years; a number of our own
FOR_REPORTS = timedelta(days=30)  # after it was deleted: so long the other can still report it
AT_ONCE = 500


@transaction.atomic
def empty_old(*, now: datetime) -> int:
    """Empty what has been kept long enough, some of it at once; returns how many lines.

    Two at a time share the work, and running again does nothing.
    """
    taken = Q(gone__in=(Gone.WITHDRAWN, Gone.DELETED), gone_at__lt=now - FOR_REPORTS)
    old = Line.objects.filter(taken | Q(at__lt=now - KEPT), emptied_at=None)
    rows = old.select_for_update(skip_locked=True).order_by("pk")[:AT_ONCE]
    found = dict(rows.values_list("pk", "thread"))
    Line.objects.filter(pk__in=found).update(words="", emptied_at=now)
    counts = Counter(found.values())
    for thread in Thread.objects.filter(pk__in=counts).order_by("pk"):
        record(Verb.LINES_EMPTIED, by=None, on=thread, lines=counts[thread.pk])
    return len(found)
