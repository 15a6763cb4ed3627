"""Referrals of tests, as far along as a test needs them."""

from datetime import date, datetime
from typing import Any

from peerhub.accounts.models import User
from safety.referrals import actions
from safety.referrals.models import FollowUp, Referral
from safety.referrals.states import Kind, Reason, Share
from tests.cast import NOON

IN_TWO_WEEKS = date(2026, 12, 7)
WISH = "Someone who works with grief."
CONTACT = "Evenings, 555-0100"


def drafted(member: User, **given: Any) -> Referral:
    """A draft in which the reason and the wish are ticked."""
    draft = actions.Draft(
        **{
            "kind": Kind.THERAPIST,
            "to_whom": "Harbor Practice",
            "reason": Reason.AFTER_TRAUMA,
            "wish": WISH,
            "contact": CONTACT,
            "share": (Share.REASON, Share.WISH),
            **given,
        }
    )
    return actions.draft(draft, member=member, now=NOON).referral


def shared(member: User, **given: Any) -> Referral:
    """A referral that its member said yes to."""
    referral = drafted(member, **given)
    actions.consent(referral, by=member, now=NOON)
    return referral


def sent(member: User, by: User, *, on: date = IN_TWO_WEEKS) -> FollowUp:
    """The follow-up of a referral that was sent."""
    return actions.mark_sent(shared(member), by=by, follow_up_on=on, now=NOON)


def due(member: User, by: User, *, now: datetime) -> FollowUp:
    """A follow-up that was opened."""
    follow_up = sent(member, by)
    actions.open_due_follow_ups(now=now)
    follow_up.refresh_from_db()
    return follow_up
