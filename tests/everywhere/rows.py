"""Places that are no address: searches, sockets, counts, notices, files, and what one can do.

Each row says whether Noor meets the other one there (or, where it says so, they meet her).
"""

from collections.abc import Callable, Mapping
from uuid import uuid4

from matching.rematch import actions as rematch
from matching.requests.fitting import to_tell
from peerhub.accounts.models import User
from peerhub.errors import DomainError
from peerhub.notifications.models import Notice
from peerhub.sockets import Refused
from rooms.friends.reading import page_of
from rooms.letters import actions as letters
from rooms.letters.sharing import ToFriend
from rooms.letters.standing import standing_of as letter_standing
from rooms.live.consumers import _let_in as into_room
from rooms.live.reading import wire
from rooms.live.reading.pages import directory
from rooms.wall.reading import reactions_that_came
from safety.companions import companions_of
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from sessions.calls.policies import is_theirs
from sessions.feed.actions import appointments_of
from sessions.on_now.actions.going import who_fits
from sessions.threads import actions as threads
from sessions.threads.consumers import _let_in as into_thread
from sessions.threads.reading import count_new
from sessions.threads.standing import standing_of
from tests.everywhere.world import World, answer, words

Meets = Callable[[World], bool]
HERE = "/people/sam-thistle/"


def _tells(kind: str, to: str, deed: Callable[[World], object]) -> Meets:
    """Whether somebody is told of what the other one does now; what is refused, nobody hears of."""

    def told(world: World) -> bool:
        person: User = getattr(world, to)
        mine = Notice.objects.filter(person=person, kind=kind, cancelled_at=None)
        mine.delete()
        try:
            deed(world)
        except DomainError:
            pass
        return mine.exists()

    return told


def _answers(world: World) -> object:
    return answer(world.posts[world.noor.pk, "post"], world.maya, "I hear you.", world.now)


def _writes(world: World) -> object:
    letters.look(world.letters[world.maya.pk].exchange, by=world.noor, upto=99, now=world.now)
    maya = User.objects.get(pk=world.maya.pk)
    return letters.write(
        world.friendship, "Good morning.", client_id=uuid4(), by=maya, now=world.now
    )


def _sam_writes(world: World) -> object:
    world.thread.refresh_from_db()
    threads.look(world.thread, by=world.noor, upto=99, now=world.now)
    return threads.write(world.thread, "Hello.", client_id=uuid4(), by=world.sam, now=world.now)


def _posted(world: World, what: str, given: dict[str, str]) -> int:
    post = world.posts[world.maya.pk, "post"]
    address = f"/wall/{post.public_id}/{what}"
    return world.browsers[world.noor.pk].post(address, given).status_code


def _is_let(into: Callable[[], object]) -> bool:
    try:
        into()
    except Refused:
        return False
    return True


def _sees_news(world: World) -> bool:
    lines = wire.news(world.room.public_id, after=0, count=50)
    return any(words("room", world.maya) == getattr(line, "body", "") for line in lines)


def _has_something_new(world: World) -> bool:
    page = page_of(world.noor, now=world.now)
    return any(entry.has_new for entry in (*page.friends, *page.before))


ROWS: Mapping[str, Meets] = {
    "search: people by words": lambda w: HERE in w.body(w.noor, "/people/?q=drinking"),
    "search: people by other words": lambda w: (
        HERE in w.body(w.noor, "/people/?q=my+dad+was+an+alcoholic")
    ),
    "search: suggested people": lambda w: bool(rematch.next_suggestions(w.noor, now=w.now)),
    "search: a request that reaches Sam": lambda w: (
        to_tell(w.asked, most=3, now=w.now) == [w.profile]
    ),
    "socket of a room: going in": lambda w: _is_let(lambda: into_room(w.room.public_id, w.noor)),
    "socket of a room: what Maya's mask says": _sees_news,
    "socket of a thread: going in": lambda w: _is_let(
        lambda: into_thread(w.thread.public_id, w.noor)
    ),
    "socket of a call: there is one": lambda w: (
        is_theirs(w.noor, Booking.objects.get(pk=w.booking.pk))
        and Booking.objects.get(pk=w.booking.pk).state == BookingState.BOOKED
    ),
    "count: something new from a friend": _has_something_new,
    "count: something new in a thread": lambda w: count_new(w.noor) == 1,
    "count: something new in a room": lambda w: any(
        each.is_new for each in directory(w.noor, now=w.now)
    ),
    "count: kind words under one's post": lambda w: bool(
        reactions_that_came(w.posts[w.noor.pk, "post"], w.noor)
    ),
    "notice: somebody answered": _tells("rooms.wall_answered", "noor", _answers),
    "notice: a friend wrote": _tells("rooms.letter", "noor", _writes),
    "notice: Sam wrote": _tells("sessions.words", "noor", _sam_writes),
    "file: Noor's calendar": lambda w: bool(appointments_of(w.noor, now=w.now)),
    "file: Sam's calendar": lambda w: bool(appointments_of(w.sam, now=w.now)),
    "doing: answering a post": lambda w: _posted(w, "", {"words": ""}) != 404,
    "doing: one kind word": lambda w: _posted(w, "react/", {"kind": "heart", "on": "1"}) == 302,
    "doing: keeping a post": lambda w: _posted(w, "save/", {"on": "1"}) == 302,
    "doing: showing a post around": lambda w: _posted(w, "share/", {}) != 404,
    "doing: writing to a friend": lambda w: (
        letter_standing(w.noor, User.objects.get(pk=w.maya.pk), now=w.now).may_write
    ),
    "doing: showing a friend a post": lambda w: (
        w.maya.handle in dict(ToFriend().choices(w.noor, now=w.now)).values()
    ),
    "doing: writing to Sam": lambda w: standing_of(w.thread, w.noor, now=w.now).may_write,
    "doing: Sam writes to Noor": lambda w: standing_of(w.thread, w.sam, now=w.now).may_write,
    "doing: talking to Sam now": lambda w: w.profile in who_fits(w.noor, None, now=w.now),
    "doing: sharing with Sam": lambda w: (
        w.sam.pk in [each.person_id for each in companions_of(w.noor.pk)]
    ),
}

# What ends, by how they parted. What is not named goes on, for the reasons that stand in ``table``:
# in a room nobody knows whose mask it is, friends stay friends after a mute, and a closed account
# (which no page makes yet) cancels nothing; nobody signs in with it, so that nobody writes with it.
OF_POSTS = {
    "doing: answering a post",
    "doing: keeping a post",
    "doing: one kind word",
    "doing: showing a post around",
}
OF_FRIENDS = {
    "count: something new from a friend",
    "doing: showing a friend a post",
    "doing: writing to a friend",
    "notice: a friend wrote",
}
OF_FINDING = {
    "doing: talking to Sam now",
    "search: a request that reaches Sam",
    "search: people by other words",
    "search: people by words",
    "search: suggested people",
}
OF_WRITING = {"doing: Sam writes to Noor", "doing: writing to Sam", "notice: Sam wrote"}
KIND_WORDS, ANSWERED = "count: kind words under one's post", "notice: somebody answered"
APART = {
    *OF_POSTS,
    *OF_FRIENDS,
    *OF_FINDING,
    *OF_WRITING,
    KIND_WORDS,
    ANSWERED,
    "doing: sharing with Sam",
    "file: Noor's calendar",
    "file: Sam's calendar",
    "socket of a call: there is one",
}
ENDS: Mapping[str, set[str]] = {
    "Noor blocks": APART,
    "Noor is blocked": APART,
    "Noor mutes": {*OF_POSTS, KIND_WORDS, ANSWERED, "count: something new in a room"},
    "Noor leaves a topic out": set(),
    "a moderator hides": {
        *OF_POSTS,
        *OF_FINDING,
        "count: something new from a friend",
        "count: something new in a room",
        "count: something new in a thread",
        "socket of a room: what Maya's mask says",
    },
    "erased": {*OF_POSTS, KIND_WORDS},
    "account closed": {*OF_POSTS, *OF_FRIENDS, *OF_FINDING, *OF_WRITING, KIND_WORDS},
    "friends no more": OF_FRIENDS,
}
