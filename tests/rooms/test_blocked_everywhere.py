"""Noor blocks somebody, or somebody blocks Noor: a table of all places where two people meet.

Each place is asked twice, before and after, from the side of a reader: whether they meet the other
one there. A new place where people meet gets a row here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from matching.models import SpecialistProfile
from matching.rematch import actions as rematch
from matching.requests import actions as requests
from matching.requests.actions import Asking
from matching.requests.fitting import to_tell
from matching.requests.models import MatchRequest
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.notifications.models import Notice
from rooms.friends import actions as friends
from rooms.friends.models import Friendship
from rooms.friends.reading import page_of
from rooms.letters import actions as letters
from rooms.letters.models import FriendLetter
from rooms.letters.sharing import ToFriend
from rooms.letters.standing import standing_of as letter_standing
from rooms.live import actions as live
from rooms.live.models import Message, Room
from rooms.wall import actions as wall
from rooms.wall import policies
from rooms.wall.models import Post, Reply
from rooms.wall.states import Audience
from safety.companions import companions_of
from safety.flags.models import Report
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from sessions.feed.actions import appointments_of
from sessions.on_now import actions as on_now
from sessions.on_now.actions.going import who_fits
from sessions.threads import actions as threads
from sessions.threads.models import Line, Thread
from sessions.threads.reading import count_new
from sessions.threads.standing import standing_of
from tests.builders_matching import topics
from tests.builders_sessions import bookable_specialist, booked_session
from tests.conftest import Person
from tests.rooms.conftest import staffed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
KIND = {"reason": "unkind", "words": "", "told-reason": "unkind", "told-words": ""}


@dataclass
class World:
    """Noor, Maya who is her friend, Sam whom she meets, and Wren, to whom both answer."""

    noor: User
    maya: User
    sam: User
    now: datetime
    room: Room
    profile: SpecialistProfile
    booking: Booking
    asked: MatchRequest
    thread: Thread
    friendship: Friendship
    browsers: dict[int, Client]
    posts: dict[int, Post] = field(default_factory=dict)
    for_friends: dict[int, Post] = field(default_factory=dict)
    replies: dict[int, Reply] = field(default_factory=dict)
    letters: dict[int, FriendLetter] = field(default_factory=dict)
    said: dict[int, Message] = field(default_factory=dict)

    def body(self, reader: User, path: str) -> str:
        """What a page shows; "" where it is not there."""
        answer = self.browsers[reader.pk].get(path)
        return answer.content.decode() if answer.status_code == 200 else ""


Meets = Callable[[World, User, User], bool]


@pytest.fixture
def world(
    noor: User, maya: User, sam: User, person: Person, client_of: Callable[[User], Client],
    settings: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch,
) -> World:  # fmt: skip
    settings.WALL_FIRST_POSTS = 0  # type: ignore[attr-defined]
    for bound in ("POSTS_OF_NEW", "REPLIES_OF_NEW"):
        monkeypatch.setattr(policies, bound, 100)
    now = timezone.now()
    wren, profile = person("Wren"), bookable_specialist(sam, now=now)
    booking = booked_session(noor, profile, now)
    asking = Asking(struggles=topics("S35"), roots=topics("R7"))
    room = live.open_room(name="Nights", purpose="For whoever is awake.", by=None, now=now)
    staffed(room, person("Keeper"))
    for one in (maya, noor):
        friends.take_asks(one, on=True, now=now)
    world = World(
        noor=noor,
        maya=maya,
        sam=sam,
        now=now,
        room=room,
        profile=profile,
        booking=booking,
        asked=requests.ask(asking, by=noor, now=now).request,
        thread=threads.open_thread(noor, profile, by=noor, now=now),
        friendship=friends.accept(friends.ask(maya, by=noor, now=now), by=maya, now=now),
        browsers={one.pk: client_of(one) for one in (noor, maya, sam)},
    )
    on_now.go_on(sam, until=now + timedelta(hours=2), now=now)
    for one in (noor, sam):
        threads.write(world.thread, "Hello.", client_id=uuid4(), by=one, now=now)
    before = now - timedelta(minutes=5)
    theirs = _post(wren, "The kettle is on.", before)
    for one in (noor, maya):
        _write(world, one, theirs, before)
    return world


def _post(by: User, words: str, now: datetime, audience: Audience = Audience.EVERYONE) -> Post:
    new = wall.NewPost(words=words, client_id=uuid4(), audience=audience)
    written = wall.post(new, by=by, now=now).written
    assert isinstance(written, Post)
    return written


def _write(world: World, one: User, theirs: Post, now: datetime) -> None:
    """Whatever a member can write that another one reads."""
    key = one.pk
    world.posts[key] = _post(one, f"Apples, {one.handle} says.", now)
    world.for_friends[key] = _post(one, f"Pears, {one.handle} says.", now, Audience.FRIENDS)
    reply = wall.NewReply(words=f"Plums, {one.handle} says.", client_id=uuid4())
    written = wall.reply(theirs, reply, by=one, now=now).written
    assert isinstance(written, Reply)
    world.replies[key] = written
    sent = letters.write(world.friendship, "Hello.", client_id=uuid4(), by=one, now=now)
    world.letters[key] = sent.letter
    live.enter(room=world.room, person=one, name=f"Quiet {one.handle} Bird", now=now)
    said = live.post_message(
        room=world.room, person=one, body=f"Figs {key}.", client_id=uuid4(), now=now
    )
    world.said[key] = said.message


def _is_friend(world: World, reader: User, other: User) -> bool:
    return other in [entry.person for entry in page_of(reader, now=world.now).friends]


def _has_something_new(world: World, reader: User, other: User) -> bool:
    page = page_of(reader, now=world.now)
    return any(entry.has_new for entry in (*page.friends, *page.before) if entry.person == other)


def _is_told(kind: str, reader: User) -> bool:
    return Notice.objects.filter(person=reader, kind=kind, cancelled_at=None).exists()


def _can_answer(world: World, reader: User, other: User) -> bool:
    answer = world.browsers[reader.pk].post(
        f"/wall/{world.posts[other.pk].public_id}/", {"words": "", "client_id": str(uuid4())}
    )
    return answer.status_code != 404  # it misses words


def _can_react(world: World, reader: User, other: User) -> bool:
    address = f"/wall/{world.posts[other.pk].public_id}/react/"
    return world.browsers[reader.pk].post(address, {"kind": "heart", "on": "1"}).status_code == 302


def _sees(path: str) -> Meets:
    """A page that shows the other one's post."""
    return lambda w, reader, other: w.posts[other.pk].words in w.body(reader, path)


# Noor and Maya, asked from both sides.
MEMBERS: dict[str, Meets] = {
    "wall: list": _sees("/wall/"),
    "wall: API": _sees("/wall/posts/"),
    "wall: for friends": lambda w, reader, other: (
        w.for_friends[other.pk].words in w.body(reader, "/wall/")
    ),
    "wall: post": lambda w, reader, other: bool(
        w.body(reader, f"/wall/{w.posts[other.pk].public_id}/")
    ),
    "wall: reply": lambda w, reader, other: bool(
        w.body(reader, f"/wall/replies/{w.replies[other.pk].public_id}/")
    ),
    "wall: replies to somebody else": lambda w, reader, other: (
        w.replies[other.pk].words in w.body(reader, f"/wall/{w.replies[other.pk].post.public_id}/")
    ),
    "wall: answering": _can_answer,
    "wall: one kind word": _can_react,
    "friends: list": _is_friend,
    "friends: asking": lambda w, reader, other: bool(
        w.body(reader, f"/friends/ask/post/{w.posts[other.pk].public_id}/")
    ),
    "messages: writing": lambda w, reader, other: (
        letter_standing(reader, other, now=w.now).may_write
    ),
    "messages: a post for a friend": lambda w, reader, other: (
        other.handle in dict(ToFriend().choices(reader, now=w.now)).values()
    ),
    "messages: something new": _has_something_new,
    "notices: a message": lambda _w, reader, _other: _is_told("rooms.letter", reader),
}
# Noor and Sam, asked from the side that has the place.
SESSIONS: dict[str, Callable[[World], bool]] = {
    "people: list": lambda w: 'id="name-sam"' in w.body(w.noor, "/people/"),
    "people: search": lambda w: 'id="name-sam"' in w.body(w.noor, "/people/?q=drinking"),
    "people: times on their page": lambda w: "/people/sam/times/" in w.body(w.noor, "/people/sam/"),
    "people: suggested": lambda w: bool(rematch.next_suggestions(w.noor, now=w.now)),
    "people: a request that reaches them": lambda w: (
        to_tell(w.asked, most=3, now=w.now) == [w.profile]
    ),
    "booking: times": lambda w: bool(w.body(w.noor, "/people/sam/times/")),
    "booking: what was to come": lambda w: (
        Booking.objects.get(pk=w.booking.pk).state == BookingState.BOOKED
    ),
    "booking: talk now": lambda w: w.profile in who_fits(w.noor, None, now=w.now),
    "export: Noor's calendar": lambda w: bool(appointments_of(w.noor, now=w.now)),
    "export: Sam's calendar": lambda w: bool(appointments_of(w.sam, now=w.now)),
    "threads: Noor writes": lambda w: standing_of(w.thread, w.noor, now=w.now).may_write,
    "threads: Sam writes": lambda w: standing_of(w.thread, w.sam, now=w.now).may_write,
    "sharing: with whom": lambda w: (
        w.sam.pk in [each.person_id for each in companions_of(w.noor.pk)]
    ),
    "caseload: Sam's people": lambda w: f"/caseload/{w.noor.pk}/" in w.body(w.sam, "/caseload/"),
}
# Rooms are not asked: everybody has another name there, and a block would say whose it is. What was
# written in a thread stays for both to read and report, and with it that there is something new.
AS_BEFORE: dict[str, Callable[[World], bool]] = {
    "room: what Maya's mask says": lambda w: (
        f"Figs {w.maya.pk}." in w.body(w.noor, f"/r/{w.room.public_id}/")
    ),
    "threads: something new": lambda w: count_new(w.noor) == 1,
}


def meetings(world: World) -> dict[str, bool]:
    """At each place, whether the two meet there now."""
    pairs = ((world.noor, world.maya), (world.maya, world.noor))
    found = {
        f"{place}, {reader.handle}": meets(world, reader, other)
        for place, meets in MEMBERS.items()
        for reader, other in pairs
    }
    alone = {**SESSIONS, **AS_BEFORE}
    return found | {place: meets(world) for place, meets in alone.items()}


@pytest.mark.parametrize("who", ["Noor blocks", "Noor is blocked"])
def test_a_block_holds_everywhere_at_once_and_both_ways(who: str, world: World) -> None:
    assert meetings(world) == dict.fromkeys(meetings(world), True)

    for other in (world.maya, world.sam):
        by, whom = (world.noor, other) if who == "Noor blocks" else (other, world.noor)
        blocking.block(whom, by=by, now=world.now)

    after = meetings(world)
    assert {place for place, met in after.items() if met} == set(AS_BEFORE)


# Where Noor says of what somebody wrote that it was unkind.
REPORTS: dict[str, Callable[[World], str]] = {
    "a message": lambda w: f"{w.friendship.get_absolute_url()}{w.letters[w.maya.pk].public_id}/",
    "a line of a thread": lambda w: (
        f"/words/{w.thread.public_id}/{Line.objects.get(side='specialist').seq}/report/"
    ),
    "a post": lambda w: f"/wall/{w.posts[w.maya.pk].public_id}/report/",
    "a post for friends": lambda w: f"/wall/{w.for_friends[w.maya.pk].public_id}/report/",
    "a reply": lambda w: f"/wall/replies/{w.replies[w.maya.pk].public_id}/report/",
    "what a mask said": lambda w: f"/r/{w.room.public_id}/m/{w.said[w.maya.pk].seq}/report/",
}


@pytest.mark.parametrize("who", ["Noor blocks", "Noor is blocked"])
def test_what_somebody_wrote_can_still_be_reported_through_a_block(who: str, world: World) -> None:
    for other in (world.maya, world.sam):
        by, whom = (world.noor, other) if who == "Noor blocks" else (other, world.noor)
        blocking.block(whom, by=by, now=world.now)

    reported = set()
    for what, where in REPORTS.items():
        before = Report.objects.count()
        world.browsers[world.noor.pk].post(where(world), KIND)
        if Report.objects.count() == before + 1:
            reported.add(what)
    assert reported == set(REPORTS)


def test_a_report_that_misses_something_keeps_its_words_and_shows_nothing_of_the_other(world):
    blocking.block(world.noor, by=world.maya, now=world.now)
    post = world.posts[world.maya.pk]

    again = world.browsers[world.noor.pk].post(REPORTS["a post"](world), {"told-words": "Unfair."})

    page = again.content.decode()
    assert again.status_code == 422
    assert "Unfair." in page
    assert post.words not in page
