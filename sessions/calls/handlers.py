"""What the session room does on events: it wakes the open pages, which look how it stands."""

from contextlib import suppress
from datetime import datetime

from peerhub.accounts.events import RoleRevoked, SignInEnded
from peerhub.accounts.models import User
from peerhub.sockets import hint
from sessions.bookings.events import SessionCancelled, SessionMoved
from sessions.bookings.models import Booking
from sessions.calls import actions
from sessions.calls.events import RoomChanged
from sessions.calls.models import Presence
from sessions.calls.reading import rooms_of
from sessions.pacing.policies import pause_word_in
from sessions.threads.models import Thread


def group_of(room: str) -> str:
    """The channel layer's group of a session's room."""
    return f"call.{room}"


def look_at_the_room(event: RoomChanged) -> None:
    """Both pages look: nothing but that travels."""
    _hint(event.room)


def look_at_that_session(event: SessionCancelled | SessionMoved) -> None:
    """A session that is off has no room."""
    room = Booking.objects.filter(pk=event.booking_id).values_list("public_id", flat=True).first()
    if room is not None:
        _hint(room)


def look_who_stays(event: SignInEnded | RoleRevoked) -> None:
    """A sign-in or a role ended: whoever sits in a room with it goes now."""
    for room in rooms_of(event.person_id):
        _hint(room)


def pause_at_the_word(thread: Thread, author: User, words: str, now: datetime) -> None:
    """Whoever sits in the room and types the pause word, and nothing else, has paused it."""
    here = Presence.objects.live().filter(
        person=author,
        meeting__booking__member=thread.member_id,
        meeting__booking__specialist=thread.specialist_id,
    )
    presence = here.select_related("meeting__booking").first()
    if presence is not None and pause_word_in(words, presence.meeting.booking):
        with suppress(actions.NotThere):  # they left in this moment: nothing is to be stopped
            actions.pause(presence, now=now)


def _hint(room: str) -> None:
    hint(group_of(room), {"type": "room.look"})
