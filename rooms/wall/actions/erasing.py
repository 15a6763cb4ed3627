"""When somebody leaves PeerHub for good: their words go from the wall with them."""

from django.db import transaction

from peerhub.accounts.models import User
from rooms.wall.models import (
    Post,
    PostReaction,
    PutAway,
    Reply,
    SavedPost,
    TopicFollow,
    WallFormer,
    WallMute,
)
from rooms.wall.states import State


@transaction.atomic
def erase(person: User) -> None:
    """Empty everything that somebody wrote on the wall, and take out what they chose there.

    The empty rows stay, so that replies of others under them keep their place in the database;
    nobody sees a reply without its post. What somebody reported stays with its case.
    """
    WallFormer.objects.filter(post__author=person).delete()
    WallFormer.objects.filter(reply__author=person).delete()
    Post.topics.through.objects.filter(post__author=person).delete()
    emptied = {"words": "", "content_note": None, "state": State.DELETED}
    Post.objects.filter(author=person).update(drawing=None, drawing_description="", **emptied)
    Reply.objects.filter(author=person).update(**emptied)
    for chosen in (PostReaction, PutAway, SavedPost, TopicFollow):
        chosen.objects.filter(person=person).delete()
    WallMute.objects.filter(by=person).delete()
    WallMute.objects.filter(whom=person).delete()
