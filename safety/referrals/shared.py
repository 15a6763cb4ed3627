"""What a member can share of their referrals: whom they look for, and how far it is. No name."""

from collections.abc import Sequence
from datetime import datetime

from peerhub.accounts.models import User
from safety.referrals.models import Referral
from safety.referrals.states import Kind, ReferralState
from safety.sharing.fields import Field


def _how_far(member: User, now: datetime) -> Sequence[str]:
    del now
    # What they took back they need not explain to anybody else.
    found = Referral.objects.of(member).seen_by_staff().exclude(state=ReferralState.WITHDRAWN)
    return [f"{_whom(each.kind)}: {_state(each.state)}." for each in found]


def _whom(kind: str) -> str:
    return {
        Kind.THERAPIST: "Looking for a therapist",
        Kind.MEDICATION: "Looking for someone who knows about medication",
        Kind.SERVICE: "Looking for another service",
    }[Kind(kind)]


def _state(state: str) -> str:
    return str(ReferralState(state).label).lower()


HOW_FAR = Field("referrals.state", "How far my referrals are (not to whom, not my words)", _how_far)
