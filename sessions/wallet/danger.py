"""Sessions that turned out to be about danger: they do not count.

That is where a case of ``LEAST`` or higher about the member was opened by what the specialist saw
(from the room or in the note), or by what the member wrote in the room or asked of us while it was
open. Whether the case was right is not asked: nobody pays for a question.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from safety.flags.models import Flag
from safety.flags.states import ASKING
from sessions.bookings.doors import OPENS, STAYS
from sessions.bookings.models import Booking
from sessions.notes.actions.writing import RISK
from sessions.threads.actions import SUBJECT, UNWRITTEN
from sessions.wallet.models import FreeUse, FreeUseQuerySet

LEAST = 3  # of the ladder: somebody must look at once
IN_THE_ROOM = (SUBJECT, UNWRITTEN, ASKING)
LOOKED_BACK = timedelta(days=30)  # for cases that became urgent later


def was_in(booking: Booking) -> bool:
    """Whether this session was about danger."""
    return _about_danger().filter(booking=booking).exists()


def found_by(flag_id: int) -> tuple[Iterable[Booking], datetime | None]:
    """Sessions that still count and should not, because of this case; and when it was opened."""
    flag = Flag.objects.filter(pk=flag_id, level__gte=LEAST).first()
    if flag is None or flag.subject_kind not in (RISK, *IN_THE_ROOM):
        return (), None
    return _sessions(_about_danger().filter(booking__member=flag.author_id)), flag.raised_at


def not_spared(*, now: datetime) -> Iterable[Booking]:
    """All of the last weeks that still count and should not."""
    return _sessions(_about_danger().filter(booking__starts_at__gt=now - LOOKED_BACK))


def _about_danger() -> FreeUseQuerySet:
    return FreeUse.objects.about_danger(LEAST, kinds=IN_THE_ROOM, before=OPENS, after=STAYS)


def _sessions(uses: FreeUseQuerySet) -> Iterable[Booking]:
    rows = uses.filter(spared_at=None).select_related(
        "booking__member", "booking__specialist__person"
    )
    return [use.booking for use in rows]
