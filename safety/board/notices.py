"""What staff are told about switched rules: that there is a request, never which rule or why."""

from datetime import datetime

from django.urls import reverse

from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from safety.board.models import Switch
from safety.board.policies import who_switches_rules

ASKED = Kind(
    key="safety.switch_asked",
    line="Somebody asks that a rule of the safety check is switched. It takes a second person.",
    mail_line="Something needs a second person. Sign in to see it.",
)
ANSWERED = Kind(
    key="safety.switch_answered",
    line="A second person has answered what you asked about a rule of the safety check.",
    mail_line="Something you asked was answered. Sign in to see it.",
)


def ask_for_a_second_person(switch: Switch, *, now: datetime) -> int:
    """Tell everybody else who may be the second person; returns how many."""
    return notifications.tell_each(
        who_switches_rules().exclude(pk=switch.asked_by_id).order_by("pk"),
        kind=ASKED.key,
        reference=f"switch:{switch.pk}:{ASKED.key}",
        due_at=now,
        url=_page(switch),
    )


def tell_who_asked(switch: Switch, *, now: datetime) -> None:
    """Tell that there is an answer; the rule's page says which."""
    notifications.schedule(
        switch.asked_by,
        kind=ANSWERED.key,
        reference=f"switch:{switch.pk}:{ANSWERED.key}",
        due_at=now,
        url=_page(switch),
    )


def _page(switch: Switch) -> str:
    return reverse("safety:rule", args=[switch.rule])
