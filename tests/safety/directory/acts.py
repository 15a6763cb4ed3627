"""Services of tests, listed by the real action."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from peerhub.accounts.models import User
from safety.directory import actions
from safety.directory.actions import Consent, Offer
from safety.directory.models import Service
from tests.cast import NOON

YES = Consent(by="Alex, front desk", on=NOON.date(), how="mail")
FACTS: dict[str, Any] = {
    "about": "Six quiet meetings.",
    "needs": ["grief"],
    "ways": ["phone", "in_person"],
    "languages": ["en", "es"],
    "cost": "free",
    "country": "US",
}
LANTERN = Offer(
    organization="Lantern House",
    name="Talking about a loss",
    facts=FACTS,
    phone="555-0101",
    city="Springfield",
    region="Example State",
    postal_code="00001",
    days=(0, 1, 2, 3, 4),
    opens=time(9),
    closes=time(17),
)


def listed(
    by: User, *, now: datetime = NOON, facts: dict[str, Any] | None = None, **given: Any
) -> Service:
    """Lantern House in Springfield, or with what is given."""
    offer = replace(LANTERN, facts=FACTS | (facts or {}), **given)
    return actions.list_service(offer, replace(YES, on=now.date()), by=by, now=now)
