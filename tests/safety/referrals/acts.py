"""Referrals of tests, as far along as a test needs them."""

from datetime import datetime
from typing import Any

from peerhub.accounts.models import User
from safety.referrals import actions
from safety.referrals.models import FollowUp, Referral
from safety.referrals.states import Asking, Kind, Reason, Share
from tests.cast import NOON

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
            "asking": Asking.MAIL,
            **given,
        }
    )
    return actions.draft(draft, member=member, now=NOON).referral


def shared(member: User, **given: Any) -> Referral:
    """A referral that its member said yes to."""
    referral = drafted(member, **given)
    actions.consent(referral, by=member, now=NOON)
    return referral


def sent(member: User, by: User, **given: Any) -> Referral:
    """A referral that was passed on."""
    referral = shared(member, **given)
    actions.mark_sent(referral, by=by, now=NOON)
    return referral


def due(member: User, by: User, *, now: datetime, **given: Any) -> FollowUp:
    """The question that was asked last of a referral that was passed on."""
    referral = sent(member, by, **given)
    actions.open_due_follow_ups(now=now)
    return FollowUp.objects.to_do().get(referral=referral)
