"""What the pages of the queue show of shifts and hand-overs."""

from datetime import datetime, timedelta
from typing import Any

from django import template

from peerhub.accounts.models import User
from safety.flags.policies import works_the_queue
from safety.handover.reading import is_written, to_write, unread
from safety.rota.models import Shift
from safety.rota.policies import is_team_clinician
from safety.rota.reading import gaps, kept, planned
from safety.rota.states import Post

register = template.Library()
SOON = timedelta(hours=48)
SHOWN = 3  # gaps on top of the queue; the rota has them all


@register.inclusion_tag("safety/rota/_head.html")
def shift_head(person: User, now: datetime) -> dict[str, Any]:
    """Who is on, when my shift ends, what I have to read and write, where nobody is."""
    if not kept(now=now):
        return {"is_kept": False}
    on = list(Shift.objects.on(now=now).select_related("person").order_by("post", "ends_at"))
    ending = to_write(person, now=now)
    alone = [gap.shift for gap in gaps(planned(now=now, within=SOON)) if gap.alone]
    return {
        "is_kept": True,
        "on": on,
        "nobody_answers": not any(each.post != Post.SUPERVISOR for each in on),
        "mine": next((each for each in on if each.person_id == person.pk), None),
        "unread": unread(person, now=now),
        "ending": ending,
        "is_written": ending is not None and is_written(ending),
        "gaps": alone[:SHOWN],
        "more_gaps": max(0, len(alone) - SHOWN),
    }


@register.inclusion_tag("safety/rota/_links.html")
def on_call_links(person: User) -> dict[str, Any]:
    """For clinicians of the team, whose frame says nothing of the rota."""
    listed = is_team_clinician(person)
    return {"listed": listed, "on": listed and works_the_queue(person)}
