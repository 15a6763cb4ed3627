"""Clinicians who were checked, invitations, and yeses, as tests need them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from peerhub.accounts.models import User
from safety.clinic import actions
from safety.clinic.models import Invitation, Link, Standing
from safety.clinic.states import Profession, Reach, Reason
from safety.sharing import actions as sharing
from safety.sharing.models import Sharing
from safety.sharing.states import Purpose, Until
from tests.cast import NOON

YEAR = timedelta(days=365)
WISHES = "Somebody who knows long nights."
REPLY = "555-0100, mornings"
OSEI = actions.Applying(
    name="Dr Osei",
    profession=Profession.PHYSICIAN,
    organization="Harbor Clinic",
    licence_body="State Medical Board",
    licence_number="A-4711",
    address="osei@harbor.example",
)


def checked(person: User, *, by: User, now: datetime = NOON) -> Standing:
    """Somebody asked, and ``by`` said yes for a year."""
    asked = actions.apply(person, OSEI, now=now)
    return actions.verify(asked, said="Called the board.", until=now + YEAR, by=by, now=now)


def invited(by: User, *, now: datetime = NOON, **given: Any) -> tuple[Invitation, str]:
    """An invitation with all its words, and its code."""
    said = {
        "reason": Reason.ALONE,
        "reach": Reach.WRITING,
        "wishes": WISHES,
        "reply_to": REPLY,
        **given,
    }
    return actions.invite(actions.Inviting(**said), by=by, now=now)


def said_yes(member: User, clinician: User, *, now: datetime = NOON) -> Link:
    """The member has a code of the clinician, and says yes."""
    _, code = invited(clinician, now=now)
    return actions.say_yes(code, by=member, now=now)


def ticked(
    member: User, to: User, keys: Sequence[str], *, now: datetime = NOON, **given: Any
) -> Sharing:
    """The member shares exactly this, until their work together ends."""
    giving = sharing.Giving(
        to=to,
        purpose=given.pop("purpose", Purpose.TOGETHER),
        until=Until.TOGETHER,
        keys=keys,
    )
    shown = sharing.preview(giving, member=member, now=now).shown
    return sharing.give(giving, shown=shown, member=member, now=now)
