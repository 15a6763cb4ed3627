"""Ten rooms and three weeks of talk; what sounded like danger went to the queue, as it would."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

from peerhub.demo.cast import INES
from peerhub.demo.world import queue
from peerhub.demo.world.content import rows
from peerhub.demo.world.people import People
from rooms.hosting import actions as hosting
from rooms.hosting.shapes import Shape
from rooms.live import actions
from rooms.live.models import Room
from rooms.masks import actions as masks

WEEKS = timedelta(days=21)


def talk(people: People, *, now: datetime) -> None:
    """Open the rooms, say everything in order of time, and work the queue meanwhile."""
    open_rooms = {row["key"]: _open(row, people, now=now) for row in rows("rooms", "room")}
    said = [(row, open_rooms[key]) for key in open_rooms for row in rows(f"talk/{key}", "message")]
    for row, room in sorted(said, key=lambda pair: (pair[0]["day"], pair[0]["at"])):
        at = _moment(row, now=now)
        _say(row, room, people, at=at)
        queue.answer(people[INES.name], raised_at=at)
    _reach(rows("reached", "message"), open_rooms, people, now=now)
    for row in sorted(rows("tonight", "message"), key=lambda row: -row["minutes_ago"]):
        _say(row, open_rooms[row["room"]], people, at=now - timedelta(minutes=row["minutes_ago"]))


def _reach(
    told: list[dict[str, Any]], open_rooms: dict[str, Room], people: People, *, now: datetime
) -> None:
    """Somebody wrote something heavy a while ago, and our team wrote to them."""
    for row in told:
        at = now - timedelta(minutes=row["minutes_ago"])
        _say(row, open_rooms[row["room"]], people, at=at)
        queue.reach(people[row["who"]], row["lines"], by=people[INES.name], raised_at=at)


def _open(row: dict[str, Any], people: People, *, now: datetime) -> Room:
    shape = Shape(
        name=row["name"],
        purpose=row["purpose"],
        size=row["size"],
        hold_first=row.get("hold_first", 0),
        prompts=tuple(row["icebreakers"]),
        notes=frozenset(row["content_notes"]),
    )
    ines = people[INES.name]
    room = hosting.open_room(shape, by=ines, now=now - WEEKS - timedelta(days=1))
    for key in row["hosts"]:
        actions.appoint_host(room=room, person=people[key], by=ines, now=room.opened_at)
    return room


def _say(row: dict[str, Any], room: Room, people: People, *, at: datetime) -> None:
    person = people[row["who"]]
    actions.enter(room=room, person=person, name=masks.propose(room), now=at)
    actions.post_message(
        room=room,
        person=person,
        body=row["body"],
        client_id=uuid4(),
        now=at,
    )


def _moment(row: dict[str, Any], *, now: datetime) -> datetime:
    day = (now - WEEKS).date() + timedelta(days=row["day"])
    return datetime.combine(day, time.fromisoformat(row["at"]), tzinfo=now.tzinfo)
