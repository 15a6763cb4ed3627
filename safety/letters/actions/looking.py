"""Opening the page: what stands there, and a line for the member when a clinician reads it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from safety.letters import notices
from safety.letters.actions.opening import NotOpen, held
from safety.letters.models import Correspondence, Letter
from safety.letters.policies import known_link
from safety.letters.reading import shown_to
from safety.letters.states import Side


@transaction.atomic
def look(correspondence: Correspondence, *, side: Side, now: datetime) -> Sequence[Letter]:
    """What one side reads at this moment; nothing waits to be told to them any more.

    The member reads all of it, also when the link is over. A clinician reads what was written since
    this link began, as long as it lasts.

    Raises:
        NotOpen: a clinician who is not linked any more, or may not know of the member.
    """
    correspondence, link = held(correspondence)
    since = None
    if side == Side.CLINICIAN:
        if link is None or known_link(correspondence.member, correspondence.clinician, now) is None:
            raise NotOpen("We could not find that person.")
        since = link.began_at
    found = shown_to(correspondence, side, since=since)
    if side == Side.CLINICIAN and any(each.side == Side.MEMBER for each in found):
        record(Verb.LETTERS_READ, by=correspondence.clinician, on=correspondence)
        about = correspondence.member_id
        disclose(
            to=correspondence.clinician, about=about, what=What.LETTER, why=Why.TO_THEM, now=now
        )
    field = f"{side.value}_looked_at"
    setattr(correspondence, field, now)
    correspondence.save(update_fields=[field])
    notices.call_off(correspondence, side, now=now)
    return found
