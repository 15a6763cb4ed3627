"""What people are told about referrals: never which kind, never to whom."""

from datetime import datetime

from django.urls import reverse

from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from peerhub.notifications.models import Notice
from safety.referrals.models import FollowUp

QUESTION = Kind(
    key="safety.referral_question",
    line="A while ago you asked to be put in touch with someone. Did it work out?",
)


def ask(follow_up: FollowUp, *, now: datetime) -> Notice:
    """Ask the person how it went, once for each follow-up."""
    referral = follow_up.referral
    return notifications.schedule(
        referral.member,
        kind=QUESTION.key,
        reference=f"referral-follow-up:{follow_up.pk}",
        due_at=now,
        url=reverse("safety:referral_answer", args=[referral.public_id]),
    )
