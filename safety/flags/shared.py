"""What a member can let a clinician know of our queue: that we were worried, and never why."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from peerhub.accounts.models import User
from peerhub.ui.moments import in_words
from safety.flags.models import Flag
from safety.flags.policies import CLINICIAN_FROM
from safety.flags.states import Outcome
from safety.sharing.fields import Field

WITHIN = timedelta(days=30)
# What a rule takes for danger can be none: only what somebody of ours looked at counts.
REAL = (Outcome.REACHED, Outcome.HANDED_OVER, Outcome.EMERGENCY)


def is_concern(flag: Flag) -> bool:
    """Whether a person of our team found danger in it."""
    return flag.level >= CLINICIAN_FROM and flag.outcome in REAL


def _worried(member: User, now: datetime) -> Sequence[str]:
    found = Flag.objects.filter(
        author=member, level__gte=CLINICIAN_FROM, outcome__in=REAL, resolved_at__gt=now - WITHIN
    )
    last = found.order_by("-resolved_at").values_list("resolved_at", flat=True).first()
    if last is None:
        return ("Not in the last 30 days.",)
    return (f"Yes, last on {in_words(last, 'date', member.zone)}. What was said is not shared.",)


CONCERN = Field(
    "flags.concern",
    "Whether our team was worried about me in the last 30 days (not why)",
    _worried,
)
