"""What members and their specialists wrote to each other between sessions, the real way."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

from matching.peers.models import SpecialistProfile
from peerhub.demo.world.content import rows
from peerhub.demo.world.people import People
from peerhub.errors import DomainError
from sessions.threads import actions
from sessions.threads.hours import MessageHours
from sessions.threads.states import Side, Usual

SEEN_AFTER = timedelta(minutes=40)  # of whatever is not the newest


def write(people: People, *, now: datetime) -> None:
    """Say when two of them answer; then everything is written, and read but for the last."""
    for row in rows("words", "answers"):
        _answers(row, people, now=now)
    for row in rows("words", "pair"):
        _pair(row, people, now=now)


def _answers(row: dict[str, Any], people: People, *, now: datetime) -> None:
    profile = SpecialistProfile.objects.select_related("person").get(
        person=people[row["specialist"]]
    )
    hours = None
    if "days" in row:
        opens, closes = (time.fromisoformat(row[name]) for name in ("opens", "closes"))
        hours = MessageHours(tuple(row["days"]), opens, closes)
    actions.expect(profile, usual=Usual(row["usual"]), hours=hours, now=now)


def _pair(row: dict[str, Any], people: People, *, now: datetime) -> None:
    member, person = people[row["member"]], people[row["specialist"]]
    profile = SpecialistProfile.objects.select_related("person").get(person=person)
    began = now - timedelta(hours=row["lines"][0]["hours_ago"])
    try:
        thread = actions.open_thread(member, profile, by=member, now=began)
    except DomainError:
        return  # no time was free for the two
    *_, newest = row["lines"]
    for line in row["lines"]:
        at = now - timedelta(hours=line["hours_ago"])
        by = thread.person_on(Side(line["who"]))
        stored = actions.write(thread, line["words"], client_id=uuid4(), by=by, now=at).line
        if line is not newest and stored.seq is not None:
            reader = thread.person_on(Side(line["who"]).other)
            actions.look(thread, by=reader, upto=stored.seq, now=at + SEEN_AFTER)
