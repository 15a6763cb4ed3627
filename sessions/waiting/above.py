"""What stands above the list of sessions: for who waits what is kept, for a specialist how many wait."""

from datetime import datetime

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from sessions.bookings.parts import Part
from sessions.waiting import words
from sessions.waiting.actions import kept_offer
from sessions.waiting.models import Wait
from sessions.waiting.states import WaitState

TEMPLATE = "sessions/waiting/_above.html"


def above(reader: User, now: datetime) -> Part | None:
    """The waits of a member with their offers; the number of those who wait for a specialist."""
    own = Wait.objects.open().filter(member=reader).in_order()
    waits = [
        (wait, offer, words.left(offer.until - now) if offer else "")
        for wait in own.select_related("profile__person")
        for offer in [kept_offer(wait, now=now) if wait.state == WaitState.OFFERED else None]
    ]
    others = 0
    if reader.has_role(Role.SPECIALIST):
        others = Wait.objects.counted().filter(profile__person=reader).count()
    if not waits and not others:
        return None
    told = words.waiting_for_you(others) if others else ""
    return Part(TEMPLATE, {"waits": waits, "told": told})
