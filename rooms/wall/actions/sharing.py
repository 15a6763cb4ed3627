"""Showing a post to a friend or in a room."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from rooms.wall import share
from rooms.wall.actions.refusals import CannotShare
from rooms.wall.models import Post
from rooms.wall.share import Target
from rooms.wall.states import Audience


def targets_for(post: Post, person: User) -> Sequence[Target]:
    """Where this person may show a post that they see.

    What is for friends goes to nobody. Where people wear masks goes only what everybody here can
    read, and neither what one wrote oneself nor what one answered: under the post stands one's
    handle, and next to it the mask that brought it would be known.
    """
    if not post.is_shown or post.audience == Audience.FRIENDS:
        return ()
    in_sight = post.author_id == person.pk or post.replies.filter(author=person).exists()
    masked_too = post.audience == Audience.EVERYONE and not in_sight
    return [each for each in share.targets() if masked_too or not each.is_masked]


def share_post(post: Post, key: str, to: str, *, by: User, now: datetime) -> str:
    """Put a line with a link to a post where ``by`` chose; gives the address of where it stands.

    Raises:
        CannotShare: it does not go there.
        DomainError: whatever the place says.
    """
    target = next((each for each in targets_for(post, by) if each.key == key), None)
    if target is None or to not in {value for value, _ in target.choices(by, now=now)}:
        raise CannotShare("This post cannot go there.")
    link = reverse("rooms:post", args=[post.public_id])
    return target.send(by, to, f"Something on the wall: {link}", now=now)
