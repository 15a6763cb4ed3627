"""What the pages of the queue show of closing. Flags know nothing of it; their pages ask here."""

from collections.abc import Sequence
from typing import Any

from django import template

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_supervisor
from safety.closing import actions, rules
from safety.closing.models import CheckIn, Incident
from safety.flags.models import Flag

register = template.Library()
SHOWN = 5  # check-ins on top of the queue; the list has them all


@register.simple_tag
def missing_to_close(flag: Flag, person: User) -> Sequence[str]:
    """What ``person`` still has to do before the case closes, a sentence each."""
    return actions.missing(flag, person, False)  # noqa: FBT003 - a Gate


@register.simple_tag
def asks_for_contact(flag: Flag) -> bool:
    """Whether a case of this level closes only with a contact."""
    return flag.level >= rules.CONTACT_FROM


@register.simple_tag
def span_of(hours: int) -> str:
    """A span in words: "24 hours", "3 days"."""
    return rules.span(hours)


@register.inclusion_tag("safety/closing/_due.html")
def due_check_ins(person: User) -> dict[str, Any]:
    """The check-ins whose time has come."""
    due = CheckIn.objects.to_do().exclude(flag__author=person).select_related("flag", "assigned")
    listed = list(due[: SHOWN + 1])
    words = {"due": listed[:SHOWN], "more": len(listed) > SHOWN, "person": person}
    words["is_supervisor"] = is_supervisor(person)
    if words["is_supervisor"]:
        words["to_review"] = Incident.objects.to_review().exclude(flag__author=person)[:SHOWN]
    return words
