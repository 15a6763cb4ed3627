"""Who may read and write here. Asked anew each time: nothing of it is kept."""

from datetime import datetime

from peerhub.accounts.models import User
from safety.clinic.models import Link
from safety.clinic.policies import linked, links_held_by
from safety.clinic.shared import ACCEPTED
from safety.letters.models import Correspondence, Letter, LetterQuerySet
from safety.letters.states import Side, Why
from safety.sharing.policies import is_shared

A_DAY = 10  # messages of one side, on a day of their own clock


def may_know(link: Link, now: datetime) -> bool:
    """Whether the clinician may know that the member is here: they shared it, or wrote to them.

    What they wrote before this link began says nothing of it.
    """
    if is_shared(link.member, link.clinician, ACCEPTED.key, now):
        return True
    written = Letter.objects.by(Side.MEMBER).filter(
        correspondence__member=link.member, correspondence__clinician=link.clinician
    )
    return written.filter(out_at__gte=link.began_at).exists()


def known_link(member: User, clinician: User, now: datetime) -> Link | None:
    """The link of the two, as far as the clinician may know of it."""
    link = linked(member, clinician, now)
    return link if link is not None and may_know(link, now) else None


def known_links(clinician: User, now: datetime) -> list[Link]:
    """All of a clinician of which they may know."""
    held = links_held_by(clinician, now).select_related("member", "clinician")
    return [link for link in held if may_know(link, now)]


def why_not(correspondence: Correspondence, side: Side, now: datetime) -> Why | None:
    """Why one of the two cannot write now; None where they can."""
    if linked(correspondence.member, correspondence.clinician, now) is None:
        return Why.OVER
    if side == Side.CLINICIAN and correspondence.closed_at is not None:
        return Why.CLOSED
    return Why.ENOUGH if _today(correspondence, side, now).count() >= A_DAY else None


def _today(correspondence: Correspondence, side: Side, now: datetime) -> LetterQuerySet:
    local = now.astimezone(correspondence.person_on(side).zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    found: LetterQuerySet = Letter.objects.by(side).filter(sent_at__gte=midnight)
    return found.filter(correspondence=correspondence)
