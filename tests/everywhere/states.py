"""The ways in which people part, each done by the real actions. Noor is the one who reads."""

from collections.abc import Callable, Mapping

from matching.peers import actions as peers
from peerhub.accounts import blocking, not_today
from peerhub.accounts.models import How, User
from peerhub.accounts.not_today import Lasts
from rooms.friends import actions as friends
from rooms.letters import actions as letters
from rooms.live import actions as live
from rooms.masks.actions import quiet_person
from rooms.masks.models import Mask
from rooms.wall import actions as wall
from sessions.threads import actions as threads
from sessions.threads.models import Line
from tests.builders_matching import content_notes
from tests.everywhere.world import NOTE, World


def noor_blocks(world: World) -> None:
    """Both of them; it holds both ways."""
    for other in (world.maya, world.sam):
        blocking.block(other, by=world.noor, now=world.now)


def noor_is_blocked(world: World) -> None:
    """The same from the other side; she is not told."""
    for other in (world.maya, world.sam):
        blocking.block(world.noor, by=other, now=world.now)


def noor_mutes(world: World) -> None:
    """Maya on the wall, and in the room a mask of which she does not know that it is Maya."""
    wall.mute(world.maya, by=world.noor, now=world.now)
    hers = Mask.objects.get(room=world.room, person=world.noor)
    quiet_person(hers, world.said[world.maya.pk].mask, now=world.now)


def noor_leaves_a_topic_out(world: World) -> None:
    """Noor does not want to meet what one of the posts mentions."""
    (note,) = content_notes(NOTE)
    not_today.choose(world.noor, note=note, how=How.HIDE, lasts=Lasts.TODAY, now=world.now)


def hidden_by_a_moderator(world: World) -> None:
    """Whatever the others wrote, and Sam's page."""
    by, now = world.ines, world.now
    for (author, _), post in world.posts.items():
        if author == world.maya.pk:
            wall.hide(post, by=by)
    wall.hide(world.replies[world.maya.pk], by=by)
    letters.hide(world.letters[world.maya.pk], by=by, now=now)
    live.hide(world.said[world.maya.pk], by=by, now=now)
    threads.hide(Line.objects.get(thread=world.thread, side="specialist"), by=by, now=now)
    peers.withdraw(world.profile, by=by)


def erased(world: World) -> None:
    """What Maya wrote on the wall goes for good: all that can be erased so far."""
    wall.erase(world.maya)


def closed(world: World) -> None:
    """The accounts of both are closed."""
    User.objects.filter(pk__in=(world.maya.pk, world.sam.pk)).update(is_active=False)


def no_friends_any_more(world: World) -> None:
    """What is for friends is not for Noor now."""
    friends.end(world.friendship, by=world.maya, now=world.now)


STATES: Mapping[str, Callable[[World], None]] = {
    "Noor blocks": noor_blocks,
    "Noor is blocked": noor_is_blocked,
    "Noor mutes": noor_mutes,
    "Noor leaves a topic out": noor_leaves_a_topic_out,
    "a moderator hides": hidden_by_a_moderator,
    "erased": erased,
    "account closed": closed,
    "friends no more": no_friends_any_more,
}
