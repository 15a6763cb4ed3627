"""Clinicians who are linked with somebody, and what the two write, as tests need them."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from peerhub.accounts.models import User
from safety.clinic.actions.linking import begin
from safety.clinic.models import Link, Standing
from safety.clinic.shared import ACCEPTED
from safety.clinic.states import Profession, State
from safety.letters import actions
from safety.letters.models import Correspondence
from safety.letters.states import Side
from tests.cast import NOON
from tests.safety.sharing.acts import shared

YEAR = timedelta(days=365)


def checked(person: User, *, by: User, now: datetime = NOON) -> User:
    """A clinician whom ``by`` checked, for two years."""
    standing = Standing(
        person=person,
        name=person.handle,
        profession=Profession.PHYSICIAN,
        organization="Harbor Clinic",
        asked_at=now,
        state=State.VERIFIED,
        decided_by=by,
        decided_at=now,
        said="Called the board.",
        checked_until=now + 2 * YEAR,
    )
    standing.put("{}")
    standing.save()
    return person


def linked(member: User, clinician: User, *, now: datetime = NOON) -> Link:
    """The member said yes."""
    return begin(member, clinician, invitation=None, now=now)


def lets_know(member: User, clinician: User, *, now: datetime = NOON) -> None:
    """The member ticks that the clinician may know of their yes."""
    shared(member, clinician, keys=[ACCEPTED.key], now=now)


def wrote(
    member: User,
    clinician: User,
    words: str,
    *,
    side: Side = Side.MEMBER,
    now: datetime = NOON,
    **given: Any,
) -> actions.Written:
    """One of the two writes; the page is opened by the member where nobody did."""
    found = Correspondence.objects.with_people().filter(member=member, clinician=clinician).first()
    found = found or actions.open_as_member(member, clinician, now=now)
    given.setdefault("client_id", uuid4())
    return actions.write(found, words, side=side, now=now, **given)
