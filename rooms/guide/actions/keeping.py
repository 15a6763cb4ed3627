"""Nobody is left waiting; and words do not stay for ever."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from peerhub.accounts.blocking import apart_from
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.resealing import seal_rows_anew
from rooms.guide import notices
from rooms.guide.actions.waits import tell
from rooms.guide.models import GuideAsk, GuideLine
from rooms.letters.actions import FOR_REPORTS, KEPT
from rooms.letters.states import Gone
from rooms.roster.there import who_moderates

AT_ONCE = 500


def look_after(*, now: datetime) -> int:
    """Tell whoever is on shift now of what waits, and moderators of what waits too long.

    Run as often as one likes: each person is told once of each time that somebody waits. Returns
    how many wait.
    """
    waiting = list(GuideAsk.objects.waiting().values_list("pk", flat=True))
    return sum(_look_at(ask_id, now=now) for ask_id in waiting)


@transaction.atomic
def _look_at(ask_id: int, *, now: datetime) -> bool:
    """Tell of one, if it still waits. What somebody takes or answers just now is left alone."""
    rows = GuideAsk.objects.waiting().select_related("member", "guide").filter(pk=ask_id)
    ask = rows.select_for_update(of=("self",), no_key=True, skip_locked=True).first()
    if ask is None:
        return False
    tell(ask, now=now)
    if ask.is_late(now=now):
        apart = apart_from(ask.member_id) | {ask.member_id}
        notices.tell_late(ask, who_moderates(now=now, apart=apart), now=now)
    return True


@transaction.atomic
def look(ask: GuideAsk, *, by: User, upto: int, now: datetime) -> None:
    """A page showed its member what stands up to a place. Nobody else learns of it."""
    mine = GuideAsk.objects.filter(pk=ask.pk, member=by, seen_seq__lt=upto)
    if mine.update(seen_seq=upto):
        notices.call_off_answered(ask, now=now)


@transaction.atomic
def empty_old(*, now: datetime) -> int:
    """Empty what has been kept long enough, some of it at once; returns how many."""
    taken = Q(gone=Gone.DELETED, gone_at__lt=now - FOR_REPORTS)
    old = GuideLine.objects.filter(taken | Q(at__lt=now - KEPT), emptied_at=None)
    found = list(old.select_for_update(skip_locked=True).order_by("pk")[:AT_ONCE])
    GuideLine.objects.filter(pk__in=[line.pk for line in found]).update(sealed=b"", emptied_at=now)
    for line in found:
        record(Verb.GUIDE_LINE_EMPTIED, by=None, on=line)
    return len(found)


def seal_anew() -> int:
    """Seal all of it with the first key, as ``resealing.seal_rows_anew`` does."""
    written = GuideLine.objects.filter(emptied_at=None)
    return seal_rows_anew(written, GuideLine.reseal, verb=Verb.GUIDE_LINE_SEALED_ANEW)
