"""Looking at one message with the tools of a room."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from rooms.live.models import Message
from rooms.live.policies import is_host


@transaction.atomic
def look_at(said: Message, *, by: User, now: datetime) -> None:
    """Write down that somebody of the team read a message of a room that they do not host.

    A host of the room is in it, and reads there as everybody does.
    """
    if is_host(by, said.room):
        return
    record(Verb.ROOM_MESSAGE_READ, by=by, on=said)
    disclose(to=by, about=said.mask.person_id, what=What.ROOM_MESSAGE, why=Why.KEEPING, now=now)
