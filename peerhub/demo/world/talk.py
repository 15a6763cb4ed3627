"""Ten rooms and three weeks of talk; what sounded like danger went to the queue, as it would."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from peerhub.accounts.models import User
from peerhub.demo.cast import INES
from peerhub.demo.world.content import rows
from peerhub.demo.world.people import People
from peerhub.topics.models import ContentNote
from rooms.live import actions
from rooms.live.models import Room
from rooms.masks import actions as masks
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.states import Outcome

WEEKS = timedelta(days=21)
# The newest flags stay open, raised this long before now, so that the queue has work.
STILL_OPEN = (timedelta(minutes=2), timedelta(minutes=9), timedelta(minutes=25))
ANSWERED_AFTER = timedelta(minutes=3)


def talk(people: People, *, now: datetime) -> None:
    """Open the rooms, say everything in order of time, and work the queue meanwhile."""
    open_rooms = {row["key"]: _open(row, people, now=now) for row in rows("rooms", "room")}
    said = [
        (row, open_rooms[key]) for key in open_rooms for row in rows(f"talk/{key}", "message")
    ]
    for row, room in sorted(said, key=lambda pair: (pair[0]["day"], pair[0]["at"])):
        at = _moment(row, now=now)
        _say(row, room, people, at=at)
        _answer(people[INES.name], at=at + ANSWERED_AFTER)
    for (row, room), ago in zip(_alarming(open_rooms), STILL_OPEN, strict=False):
        _say({**row, "day": "again"}, room, people, at=now - ago)


def _open(row: dict[str, Any], people: People, *, now: datetime) -> Room:
    room = actions.open_room(
        name=row["name"],
        purpose=row["purpose"],
        size=row["size"],
        prompts=row["icebreakers"],
        by=people[INES.name],
        now=now - WEEKS - timedelta(days=1),
    )
    room.content_notes.set(ContentNote.objects.filter(slug__in=row["content_notes"]))
    for key in row["hosts"]:
        actions.appoint_host(room=room, person=people[key], by=people[INES.name], now=room.opened_at)
    return room


def _say(row: dict[str, Any], room: Room, people: People, *, at: datetime) -> None:
    person = people[row["who"]]
    actions.enter(room=room, person=person, name=masks.propose(room), now=at)
    actions.post_message(
        room=room,
        person=person,
        body=row["body"],
        client_id=uuid5(NAMESPACE_URL, f"{room.public_id} {row['day']} {row['at']} {row['who']}"),
        now=at,
    )


def _answer(moderator: User, *, at: datetime) -> None:
    """The moderator reads what is waiting, lets it be seen, and writes down what came of it."""
    for flag in Flag.objects.exclude(state="resolved"):
        flags.claim(flag, by=moderator, now=at)
        flags.open_case(flag, by=moderator, now=at)
        if flag.held:
            flags.let_out(flag, by=moderator, now=at)
        flags.resolve(flag, outcome=Outcome.REACHED, note="", by=moderator, now=at)


def _alarming(open_rooms: dict[str, Room]) -> Iterator[tuple[dict[str, Any], Room]]:
    for key, room in open_rooms.items():
        for row in rows(f"talk/{key}", "message"):
            if row.get("risk") == "high":
                yield row, room


def _moment(row: dict[str, Any], *, now: datetime) -> datetime:
    day = (now - WEEKS).date() + timedelta(days=row["day"])
    return datetime.combine(day, time.fromisoformat(row["at"]), tzinfo=now.tzinfo)


