"""How screening stands, for the head of the queue."""

from typing import Any

from django import template

from safety.screening import actions

register = template.Library()


@register.inclusion_tag("safety/screening/_standing.html")
def screening_standing() -> dict[str, Any]:
    """A callout when texts are not read by meaning, or wait too long; nothing when all is well."""
    return {"standing": actions.standing()}
