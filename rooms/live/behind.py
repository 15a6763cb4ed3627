"""Who is behind a mask, for a case about what it said."""

from collections.abc import Sequence

from peerhub.audit.words import What
from rooms.live.actions import SUBJECT
from rooms.live.models import Message
from rooms.masks.models import Mask
from safety.reveals.targets import Fact, Found, Target
from safety.subjects import SubjectRef


class MaskTarget(Target):
    """The mask under which a flagged message was said."""

    what = What.NAME
    noted_asked = "Asked who is behind the mask."
    noted_opened = "Opened who is behind the mask."

    def find(self, subject: SubjectRef, author_id: int) -> Found | None:
        """The wearer; None where there is no mask: hosts are there under their own handle."""
        del author_id
        if subject.kind != SUBJECT:
            return None
        message = (
            Message.objects.select_related("mask", "room").filter(public_id=subject.id).first()
        )
        if message is None or message.room.hosts.filter(person=message.mask.person_id).exists():
            return None
        return Found(message.mask.person_id, str(message.mask_id), message.mask.name)

    def facts(self, ref: str, person_id: int) -> Sequence[Fact]:
        """The handle, and nothing else: what the account holds is a question of its own."""
        del person_id
        mask = Mask.objects.select_related("person").get(pk=ref)
        return [Fact("Handle", mask.person.handle)]
