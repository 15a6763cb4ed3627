"""Everything rooms listens to and offers, on one page."""

from peerhub import crypto
from peerhub.accounts import blocking, own_page
from peerhub.accounts.events import RoleRevoked, SignInEnded
from peerhub.events import subscribe
from peerhub.notifications import kinds
from peerhub.ui import waits
from rooms.bounds.events import BoundSet
from rooms.feed import notices as feed
from rooms.feed.handlers import new_near_you, without_an_answer
from rooms.friends import actions as friends
from rooms.friends import notices as friend_notices
from rooms.friends import said, ways
from rooms.guide import actions as guide
from rooms.guide import notices as guide_notices
from rooms.guide.handlers import asks_that_wait
from rooms.guide.subject import GuideSubject, UnsentGuideSubject
from rooms.hosting import notices as hosting
from rooms.hosting.actions import BOUND_SUBJECT
from rooms.hosting.handlers import end_who_left
from rooms.hosting.subject import BoundSubject
from rooms.letters import actions as letters
from rooms.letters import notices as letter_notices
from rooms.letters.reading import words_of
from rooms.letters.sharing import ToFriend
from rooms.letters.subject import LetterSubject, UnsentSubject
from rooms.live.actions import SUBJECT, UNPOSTED
from rooms.live.actions.sharing import RoomTarget
from rooms.live.behind import MaskTarget
from rooms.live.events import MessagePosted, RoomMustLook, RoomWasClosed
from rooms.live.handlers import look_at_the_room, look_at_their_rooms, tell_the_room
from rooms.live.subject import MessageSubject, UnpostedSubject
from rooms.roster import notices as roster
from rooms.roster.events import ShiftChanged
from rooms.seats import notices as seats
from rooms.wall import notices as wall
from rooms.wall import share
from rooms.wall.actions import POST, REPLY
from rooms.wall.actions import UNPOSTED as UNWALLED
from rooms.wall.reading.pages import author_of_post, author_of_reply
from rooms.wall.subject import PostSubject, ReplySubject, UnwalledSubject
from safety import subjects
from safety.reveals import targets
from safety.reveals.states import Kind
from safety.screening.events import HelpOffered


def connect() -> None:
    """What was said wakes the sockets; moderators see a message among its neighbours."""
    subscribe(MessagePosted, tell_the_room)
    subscribe(RoomWasClosed, look_at_the_room)
    subscribe(RoomMustLook, look_at_the_room)
    subscribe(BoundSet, look_at_the_room)
    subscribe(ShiftChanged, look_at_the_room)
    subscribe(SignInEnded, look_at_their_rooms)
    subscribe(HelpOffered, look_at_their_rooms)
    subscribe(RoleRevoked, end_who_left)
    subjects.offer(SUBJECT, MessageSubject())
    subjects.offer(UNPOSTED, UnpostedSubject())
    subjects.offer(BOUND_SUBJECT, BoundSubject())
    connect_wall()
    for kind in (*roster.ALL, *hosting.ALL, seats.OFFERED, *wall.ALL):
        kinds.offer(kind)
    targets.offer(Kind.MASK, MaskTarget())
    _friends()
    _guide()
    _feed()


def _friends() -> None:
    """A block ends friendships; messages between friends are read by safety, and told on one page."""
    blocking.offer(friends.end_between)
    blocking.offer(letters.call_off_between)
    said.offer(words_of)
    subjects.offer(letters.SUBJECT, LetterSubject())
    subjects.offer(letters.UNSENT, UnsentSubject())
    crypto.offer("messages of friends", letters.seal_anew)
    for kind in (*friend_notices.ALL, *letter_notices.ALL):
        kinds.offer(kind)


def _guide() -> None:
    """After a block the next guide answers; those on shift find who waits."""
    blocking.offer(guide.free_between)
    subjects.offer(guide.SUBJECT, GuideSubject())
    subjects.offer(guide.UNSENT, UnsentGuideSubject())
    crypto.offer("messages to guides", guide.seal_anew)
    waits.offer("/asks/", asks_that_wait)
    for kind in guide_notices.ALL:
        kinds.offer(kind)


def _feed() -> None:
    """People's own pages say what is new near them; those on shift find what nobody answered."""
    kinds.offer(feed.SILENCE)
    own_page.offer(new_near_you)
    waits.offer("/wall/unanswered/", without_an_answer)


def connect_wall() -> None:
    """Moderators see posts and replies among their neighbours; rooms and friends take posts as links.

    From what somebody wrote there one asks to be friends.
    """
    subjects.offer(POST, PostSubject())
    subjects.offer(REPLY, ReplySubject())
    subjects.offer(UNWALLED, UnwalledSubject())
    share.offer(RoomTarget())
    share.offer(ToFriend())
    ways.offer("post", author_of_post)
    ways.offer("reply", author_of_reply)
