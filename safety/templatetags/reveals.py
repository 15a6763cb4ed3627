"""What the head of the queue says of names that were opened by one person alone."""

from datetime import datetime
from typing import Any

from django import template

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_supervisor
from safety.reveals.models import Reveal

register = template.Library()
SHOWN = 5  # overdue ones on top of the queue; the list has them all


@register.inclusion_tag("safety/reveals/_queue_head.html")
def reveals_head(person: User, now: datetime) -> dict[str, Any]:
    """For supervisors, what is overdue and how many wait; for everybody the way to the list."""
    if not is_supervisor(person):
        return {"overdue": (), "to_review": 0}
    to_review = Reveal.objects.of_others(person).to_look_at_again()
    overdue = to_review.overdue(now=now).select_related("asked_by")
    return {"overdue": overdue[:SHOWN], "to_review": to_review.count()}
