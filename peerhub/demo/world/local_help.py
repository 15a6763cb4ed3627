"""Invented local help: listed by the moderator with a yes, one of them unchecked for too long."""

from datetime import datetime, time, timedelta
from typing import Any

from peerhub.demo.cast import INES
from peerhub.demo.world.content import rows
from peerhub.demo.world.people import People
from safety.directory import actions
from safety.directory.actions import Consent, Offer

FACTS = frozenset(
    {"about", "needs", "ways", "languages", "cost", "cost_note", "eligibility"}
    | {"accessibility", "country", "whole_country", "area"}
)
ASKED = timedelta(days=2)  # before it was listed


def list_all(people: People, *, now: datetime) -> None:
    """List them, each on its day."""
    for row in rows("local_help", "service"):
        _list(row, people, at=now - timedelta(days=row.pop("checked")))


def _list(row: dict[str, Any], people: People, *, at: datetime) -> None:
    facts = {name: row[name] for name in row if name in FACTS}
    rest = {name: row[name] for name in row if name not in FACTS}
    for name in ("opens", "closes"):
        if name in rest:
            rest[name] = time.fromisoformat(rest[name])
    consent = Consent(by="Alex Example, front desk", on=(at - ASKED).date(), how="mail")
    actions.list_service(Offer(facts=facts, **rest), consent, by=people[INES.name], now=at)
