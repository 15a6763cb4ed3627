"""When a specialist first wrote to a member: the moment, and nothing of what it said."""

from datetime import datetime

from safety.clinic.moments import Moments
from sessions.threads.models import Line
from sessions.threads.states import Side


def words(member_id: int, now: datetime) -> Moments:
    """The first line of any specialist that the member could read."""
    lines = Line.objects.said().by(Side.SPECIALIST).filter(thread__member=member_id, at__lte=now)
    return Moments(first_contact=lines.order_by("at").values_list("at", flat=True).first())
