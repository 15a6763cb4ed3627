"""How screening stands, and what it decided. The queue knows nothing of it; its pages ask here."""

from typing import Any

from django import template

from safety.flags.models import Flag
from safety.screening import actions
from safety.screening.told import told

register = template.Library()


@register.inclusion_tag("safety/screening/_standing.html")
def screening_standing() -> dict[str, Any]:
    """A callout when texts are not read by meaning, or wait too long; nothing when all is well."""
    return {"standing": actions.standing()}


@register.inclusion_tag("safety/screening/_readings.html")
def second_readings(flag: Flag) -> dict[str, Any]:
    """What the second readings of a case decided, the newest first, and whether one still waits."""
    return {
        "readings": [told(one) for one in flag.decisions.order_by("-at", "-pk")],
        "waits": actions.waits(flag),
    }
