"""Staying safe plans: written over time, shared with some, one with a suggestion."""

from datetime import datetime, timedelta
from typing import Any

from peerhub.demo.world.content import rows
from peerhub.demo.world.people import People
from safety.companions import companions_of
from safety.plans import actions
from safety.plans.models import SafetyPlan
from safety.plans.states import Part

TEAM = "team"
LATER = timedelta(hours=1)  # after the last save: it is shared, and somebody suggests a line


def plan(people: People, *, now: datetime) -> None:
    """Write them all."""
    for row in rows("plans", "plan"):
        _plan(row, people, now=now)


def _plan(row: dict[str, Any], people: People, *, now: datetime) -> None:
    member = people[row["member"]]
    for kept in row["kept"]:
        then = now - timedelta(days=kept.pop("days_ago"))
        words = {Part(name): text for name, text in kept.items()}
        actions.save(words, member=member, now=then)
    written = SafetyPlan.objects.get(member=member)
    readers = [None if name == TEAM else people[name] for name in row["with"]]
    meets = {each.person_id for each in companions_of(member.pk)}
    for reader in readers:
        if reader is None or reader.pk in meets:
            actions.share(written, person=reader, by=member, now=then + LATER)
    for said in row.get("suggestion", ()):
        by = people[said["by"]]
        if by.pk in meets:
            part, words_said = Part(said["part"]), said["words"]
            actions.propose(written, part=part, words=words_said, by=by, now=then + LATER)
