"""What a member can let a clinician know of the loop; each thing is a tick of its own."""

from collections.abc import Sequence
from datetime import datetime

from peerhub.accounts.models import User
from peerhub.ui.moments import in_words
from safety.clinic import moments
from safety.clinic.models import Link
from safety.clinic.policies import linked, links_of
from safety.sharing.fields import Field

SESSIONS = "sessions.attended"


def _said_yes(member: User, now: datetime) -> Sequence[str]:
    """For the page of ticks: whom it will be for is not known yet."""
    if links_of(member, now).exists():
        return ("To the clinician who gets this: that you said yes to them, and on which day.",)
    return ()


def _said_yes_to(member: User, recipient: User | None, now: datetime) -> Sequence[str]:
    link = linked(member, recipient, now) if recipient is not None else None
    if link is None or link.invitation is None:
        return ()
    return (f"Yes to the invitation {link.invitation.number}, on {_day(link.began_at, member)}.",)


def _first_contact(member: User, now: datetime) -> Sequence[str]:
    found = moments.of(member.pk, now)
    at = found.first_contact or found.first_session
    return (f"On {_day(at, member)}.",) if at is not None else ()


def _attended(member: User, now: datetime) -> Sequence[str]:
    """None is no number: before the first session there is nothing to say."""
    count = moments.of(member.pk, now).attended
    if not count:
        return ()
    return ("One session so far." if count == 1 else f"{count} sessions so far.",)


def _day(at: datetime, member: User) -> str:
    return in_words(at, "date", member.zone)


def said_yes_on(link: Link) -> str:
    """The day of a yes, on the member's clock."""
    return _day(link.began_at, link.member)


ACCEPTED = Field(
    "clinic.accepted",
    "That I said yes to the invitation, and on which day",
    _said_yes,
    read_for=_said_yes_to,
)
FIRST_CONTACT = Field(
    "clinic.first_contact",
    "When somebody here first wrote to me or met me (the day)",
    _first_contact,
)
ATTENDED = Field(SESSIONS, "How many sessions I went to, as a number", _attended)
FIELDS = (ACCEPTED, FIRST_CONTACT, ATTENDED)
