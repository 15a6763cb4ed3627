"""What the pages of hosts share: who may open them, and the message at a place."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from peerhub.accounts.requests import PersonRequest
from rooms.hosting import policies
from rooms.live.models import Message, Room
from rooms.roster import actions as roster


def hosted(request: PersonRequest, public_id: str) -> Room:
    """A room whose tools are for this person: a host of it, or a moderator.

    Opening a page of the room is a sign of its host.

    Raises:
        Http404: it is not.
    """
    room = get_object_or_404(Room, public_id=public_id)
    if not policies.belongs(request.user, room):
        raise Http404
    roster.see_hosts(room, [request.user.pk], now=timezone.now())
    return room


def message_in(room: Room, seq: int) -> Message:
    """The message at a place of ``room``.

    Raises:
        Http404: there is none.
    """
    said = Message.objects.with_host().select_related("room", "mask__person", "mask__room")
    return get_object_or_404(said, room=room, seq=seq)
