"""What organisations bring to other pages: the way to their figures, for whoever looks after them."""

from datetime import datetime

from peerhub.accounts.models import User
from peerhub.accounts.own_page import Part
from sessions.organisations import reading
from sessions.organisations.models import Organisation
from sessions.wallet.seats import Seat


def places_looked_after(person: User, now: datetime) -> Part | None:
    """For stewards alone, on their own page."""
    del now
    rows = Organisation.objects.looked_after_by(person).filter(ended_at=None).order_by("name")
    found = list(rows)
    return Part("sessions/organisations/_mine.html", {"rows": found}) if found else None


def free_sessions_of(member: User, now: datetime) -> list[Seat]:
    """What the place of a member adds to each month of theirs; a free session is half an hour."""
    return [Seat(each.key, each.sessions_a_month) for each in reading.seats_of(member, now)]
