"""Who sits in the rooms of the demo.

Nobody is behind the hosts of the demo, so the demo plays them: by their plan they come, are
there, and go. Two rooms are hosted around the clock, of the others about half at any hour; the
rest are quiet. Who can be signed in as is never played: Sam has a shift at every hour, and his
room opens when somebody signs in as Sam and says "I am here".
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from peerhub.accounts.models import User
from peerhub.demo.cast import PLAYERS
from peerhub.demo.world.content import rows
from rooms.live.models import Room
from rooms.roster import actions
from rooms.roster.actions import Stretch, Theme
from rooms.roster.models import Shift, ThemedHour

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
AHEAD = 3  # days that are planned
ALWAYS = frozenset({"nights", "just-here"})  # hosted around the clock by two
HALF_HOUR = timedelta(minutes=30)
# Room, theme, and how far ahead it begins: one today, one tomorrow.
HOURS = (
    ("after-a-loss", "Birthdays and other hard dates", 3 * HOUR),
    ("new-parents", "Nights with a baby, and your own old nights", 27 * HOUR),
)


def sit(*, now: datetime) -> None:
    """Plan what is missing of the coming days, and let those whose hour it is be there.

    Done again in the same minute, it changes nothing but the last sign of the hosts.
    """
    rooms = {room.name: room for room in Room.objects.open()}
    listed = [
        (row["key"], rooms[row["name"]]) for row in rows("rooms", "room") if row["name"] in rooms
    ]
    turns = 0
    for key, room in listed:
        for turn, host in enumerate(_hosts(room)):
            _plan(room, host, _stretches(key, host, turns, turn, now=now), now=now)
        turns += key not in ALWAYS
        be_there(room, now=now)
    _announce(dict(listed), now=now)


def _hosts(room: Room) -> list[User]:
    return [host.person for host in room.hosts.select_related("person").order_by("pk")]


def _is_played(host: User) -> bool:
    return host.handle not in {player.handle for player in PLAYERS}


def _stretches(key: str, host: User, turns: int, turn: int, *, now: datetime) -> Iterator[Stretch]:
    """The shifts of one host from today on, in the order of time."""
    length = 12 if key in ALWAYS else 6
    starts: tuple[int, ...] = ((turns * 3 + turn * 12) % 24,)
    if key in ALWAYS:
        starts = (turn * 12,)
    elif not _is_played(host):
        starts = (0, 6, 12, 18)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for day in range(-1, AHEAD):
        for start in starts:
            since = midnight + day * DAY + start * HOUR
            yield Stretch(since, since + length * HOUR)


def _plan(room: Room, host: User, stretches: Iterator[Stretch], *, now: datetime) -> None:
    known = set(Shift.objects.filter(host=host).values_list("starts_at", flat=True))
    new = [one for one in stretches if one.ends_at > now and one.starts_at not in known]
    if new:
        actions.plan(room, host=host, stretches=new, by=None, now=now)


def be_there(room: Room, *, now: datetime) -> None:
    """Let whoever of them has this hour sit in the room, and give a sign."""
    hour = Shift.objects.filter(room=room, starts_at__lte=now, ends_at__gt=now)
    played = [shift for shift in hour.select_related("room", "host") if _is_played(shift.host)]
    for shift in played:
        if not shift.began:
            actions.begin(shift, now=now)
    actions.see_hosts(room, [shift.host_id for shift in played], now=now)


def _announce(rooms: dict[str, Room], *, now: datetime) -> None:
    for key, theme, ahead in HOURS:
        room = rooms.get(key)
        if room is None or ThemedHour.objects.filter(room=room, ends_at__gt=now).exists():
            continue
        host = _hosts(room)[0]
        starts_at = _half_hour_after(now + ahead)
        hour = Theme(words=theme, starts_at=starts_at, length=HOUR)
        actions.announce(room, theme=hour, host=host, by=host, now=now)


def _half_hour_after(instant: datetime) -> datetime:
    over = timedelta(
        minutes=instant.minute % 30, seconds=instant.second, microseconds=instant.microsecond
    )
    return instant - over + HALF_HOUR
