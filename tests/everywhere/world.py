"""Noor, and whom she meets: Maya, who is her friend, and Sam, whose sessions she books.

All three have done whatever lets one be seen by another; each thing says words that stand nowhere
else, so that a page shows what it holds.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from django.test import Client

from matching.models import SpecialistProfile
from matching.requests import actions as requests
from matching.requests.actions import Asking
from matching.requests.models import MatchRequest
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from rooms.friends import actions as friends
from rooms.friends.models import Friendship
from rooms.kindness import Kindness
from rooms.letters import actions as letters
from rooms.letters.models import FriendLetter
from rooms.live import actions as live
from rooms.live.models import Message, Room
from rooms.wall import actions as wall
from rooms.wall.models import Post, Reply
from rooms.wall.states import Audience
from sessions.bookings.models import Booking
from sessions.feed import actions as feed
from sessions.on_now import actions as on_now
from sessions.threads import actions as threads
from sessions.threads.models import Thread
from tests.builders_matching import content_notes, topics
from tests.builders_sessions import bookable_specialist, booked_session
from tests.conftest import Person
from tests.rooms.conftest import staffed

NOTE = "medical-detail"  # what one of the posts mentions
# What stands nowhere but in this. {} is whose it is.
WORDS = {
    "post": "apricot kettle of {}",
    "for friends": "pear lantern of {}",
    "with a note": "plum anchor of {}",
    "reply": "fig whistle of {}",
    "letter": "quince button of {}",
    "room": "damson ladder of {}",
    "line": "medlar rope of {}",
    "booking": "walnut drum of {}",
}
MASKS = {"Maya Quill": "Quiet Heron", "Noor Wick": "Grey Wagtail"}


def words(kind: str, by: User) -> str:
    """What somebody says in a thing of this kind. Where they wear a mask it holds no name."""
    whose = MASKS[by.handle] if kind == "room" else by.handle.split()[1]
    return WORDS[kind].format(whose)


@dataclass
class World:
    """Who meets whom, and by what."""

    noor: User
    maya: User
    sam: User
    wren: User  # to whom both answer
    ines: User
    now: datetime
    room: Room
    profile: SpecialistProfile
    booking: Booking
    asked: MatchRequest
    thread: Thread
    friendship: Friendship
    calendars: dict[int, str]
    browsers: dict[int, Client]
    posts: dict[tuple[int, str], Post] = field(default_factory=dict)
    replies: dict[int, Reply] = field(default_factory=dict)
    letters: dict[int, FriendLetter] = field(default_factory=dict)
    said: dict[int, Message] = field(default_factory=dict)

    def body(self, reader: User, path: str) -> str:
        """What an address shows to somebody; "" where nothing is there."""
        browser = self.browsers[reader.pk]
        # In a room one searches by a form, so that the words stand in no address.
        searches = path.startswith("/r/") and path.endswith("/search/")
        answer = browser.post(path, {"q": "ladder"}) if searches else browser.get(path)
        if answer.status_code != 200 or answer.streaming:
            return ""
        return answer.content.decode(errors="replace")

    def marks(self, reader: User) -> dict[str, str]:
        """By what a reader knows those whom they can meet."""
        if reader == self.sam:
            known = {kind: words(kind, self.noor) for kind in ("line", "booking")}
            return {**known, "name": self.noor.handle}
        other = self.maya if reader == self.noor else self.noor
        kinds = ("post", "for friends", "with a note", "reply", "letter", "room")
        theirs = {kind: words(kind, other) for kind in kinds}
        theirs |= {"name": other.handle, "mask": MASKS[other.handle]}
        if reader == self.noor:
            theirs |= {"line": words("line", self.sam), "peer": self.sam.handle}
        return theirs

    def met(self, reader: User, path: str) -> set[str]:
        """What of those they can meet an address shows to a reader."""
        body = self.body(reader, path)
        return {kind for kind, mark in self.marks(reader).items() if mark in body}


def build(person: Person, ines: User, *, now: datetime) -> World:
    """All of it, by the real actions."""
    noor, maya = person("Noor", handle="Noor Wick"), person("Maya", handle="Maya Quill")
    sam = person("Sam", Role.SPECIALIST, handle="Sam Thistle")
    wren, profile = person("Wren"), bookable_specialist(sam, now=now)
    booking = booked_session(noor, profile, now, note=words("booking", noor))
    asking = Asking(struggles=topics("S35"), roots=topics("R7"))
    room = live.open_room(name="Nights", purpose="For whoever is awake.", by=None, now=now)
    staffed(room, person("Keeper"))
    for one in (maya, noor):
        friends.take_asks(one, on=True, now=now)
    world = World(
        noor=noor,
        maya=maya,
        sam=sam,
        wren=wren,
        ines=ines,
        now=now,
        room=room,
        profile=profile,
        booking=booking,
        asked=requests.ask(asking, by=noor, now=now).request,
        thread=threads.open_thread(noor, profile, by=noor, now=now),
        friendship=friends.accept(friends.ask(maya, by=noor, now=now), by=maya, now=now),
        calendars={one.pk: feed.make_address(one, now=now) for one in (noor, sam)},
        browsers={one.pk: Client() for one in (noor, maya, sam)},
    )
    for one in (noor, maya, sam):
        world.browsers[one.pk].force_login(one)
    on_now.go_on(sam, until=now + timedelta(hours=2), now=now)
    for one in (noor, sam):
        threads.write(world.thread, words("line", one), client_id=uuid4(), by=one, now=now)
    _talk(world)
    return world


def post(by: User, said: str, now: datetime, *, note: str = "", to: Audience = Audience.EVERYONE) -> Post:  # fmt: skip
    """Somebody writes on the wall."""
    noted = content_notes(note)[0] if note else None
    new = wall.NewPost(words=said, client_id=uuid4(), audience=to, content_note=noted)
    written = wall.post(new, by=by, now=now).written
    assert isinstance(written, Post)
    return written


def answer(to: Post, by: User, said: str, now: datetime) -> Reply:
    """Somebody answers on the wall."""
    new = wall.NewReply(words=said, client_id=uuid4())
    written = wall.reply(to, new, by=by, now=now).written
    assert isinstance(written, Reply)
    return written


def _talk(world: World) -> None:
    """Noor and Maya write wherever members write to each other."""
    before = world.now - timedelta(minutes=5)
    theirs = post(world.wren, "The kettle is on.", before)
    for one in (world.noor, world.maya):
        key = one.pk
        for kind, audience, note in (
            ("post", Audience.EVERYONE, ""),
            ("for friends", Audience.FRIENDS, ""),
            ("with a note", Audience.EVERYONE, NOTE),
        ):
            said = words(kind, one)
            world.posts[key, kind] = post(one, said, before, note=note, to=audience)
        world.replies[key] = answer(theirs, one, words("reply", one), before)
        letter = words("letter", one)
        sent = letters.write(
            world.friendship, letter, client_id=uuid4(), by=one, now=world.now
        ).letter
        world.letters[key] = sent
        live.enter(room=world.room, person=one, name=MASKS[one.handle], now=before)
        world.said[key] = live.post_message(
            room=world.room, person=one, body=words("room", one), client_id=uuid4(), now=before
        ).message
    for one, other in ((world.noor, world.maya), (world.maya, world.noor)):
        theirs = world.posts[other.pk, "post"]
        wall.save(theirs, by=one, on=True, now=before)
        wall.react(theirs, Kindness.GENTLE, by=one, on=True, now=before)
