"""The loop as far as a clinician may see it: what the member ticked, and nothing beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from peerhub.accounts.models import User
from safety.clinic import moments
from safety.clinic.models import Invitation, Link
from safety.clinic.policies import links_held_by, links_that_count, our_zone
from safety.clinic.shared import ACCEPTED, FIRST_CONTACT, SESSIONS
from safety.clinic.targets import Due, Facts, Target, dues
from safety.sharing.models import AccountingLine, Sharing
from safety.sharing.policies import held_by

MOST = 100  # invitations on one page
NEEDS = {
    Target.FIRST_CONTACT: FIRST_CONTACT.key,
    Target.FIRST_SESSION: SESSIONS,
    Target.NOTE: ACCEPTED.key,
}


@dataclass(frozen=True)
class Row:
    """An invitation as its clinician sees it.

    Whether it was answered is no part of it: ``link`` is there when the member ticked that they
    said yes. Without that, the row is the one of an invitation that nobody answered.
    """

    invitation: Invitation
    is_open: bool
    link: Link | None


@dataclass(frozen=True)
class Known:
    """A link of which the clinician may know, and whether also that it came by an invitation."""

    link: Link
    by_invitation: bool


def rows_of(clinician: User, known: Sequence[Known], *, now: datetime) -> list[Row]:
    """The clinician's invitations, in the order of their making, the newest first."""
    links = {each.link.invitation_id: each.link for each in known if each.by_invitation}
    return [
        Row(each, each.withdrawn_at is None and now < each.expires_at, links.get(each.pk))
        for each in Invitation.objects.of(clinician)[:MOST]
    ]


def known_links(clinician: User, *, now: datetime) -> list[Known]:
    """The links that the clinician may know of.

    Who ticked that they said yes is known by their invitation. Who named the clinician themselves
    is known while they share anything, and a code that they used later changes nothing of that.
    """
    held = list(held_by(clinician, now).values_list("member", "keys"))
    telling = {member for member, keys in held if ACCEPTED.key in keys}
    sharing = {member for member, _ in held}
    found = []
    links = links_held_by(clinician, now).select_related("member", "clinician", "invitation")
    for each in links:
        told = each.invitation_id is not None and each.member_id in telling
        if told or (_named_first(each) and each.member_id in sharing):
            found.append(Known(each, told))
    return found


def _named_first(link: Link) -> bool:
    """Whether the member had named the clinician before they used a code, if they used one."""
    invitation = link.invitation
    return (
        invitation is None
        or invitation.answered_at is None
        or link.began_at < invitation.answered_at
    )


def dues_as_shared(link: Link, *, keys: Sequence[str], now: datetime) -> list[Due]:
    """What the clinician can expect, by the ticked ``keys`` alone."""
    found = dues(_facts(link, now=now), zone=our_zone())
    return [each for each in found if NEEDS[each.target] in keys]


def late_links(*, now: datetime) -> list[tuple[Link, Sequence[Due]]]:
    """Links whose members share that they said yes, and for which something is late."""
    telling = Sharing.objects.holding(now).filter(keys__contains=[ACCEPTED.key])
    pairs = set(telling.exclude(recipient=None).values_list("member", "recipient"))
    links = links_that_count(now).select_related("member", "clinician").order_by("began_at", "pk")
    told = [each for each in links if (each.member_id, each.clinician_id) in pairs][:MOST]
    found = [(each, dues(_facts(each, now=now), zone=our_zone())) for each in told]
    late = [(link, [due for due in all_ if due.is_late(now)]) for link, all_ in found]
    return [(link, some) for link, some in late if some]


def _facts(link: Link, *, now: datetime) -> Facts:
    known = moments.of(link.member_id, now)
    between = {"member": link.member_id, "recipient": link.clinician_id}
    got = AccountingLine.objects.filter(**between).order_by("-at").values_list("at", flat=True)
    given = Sharing.objects.filter(**between).order_by("-given_at")
    both = (got.first(), given.values_list("given_at", flat=True).first())
    notes = [at for at in both if at is not None and at >= link.began_at]
    return Facts(
        said_yes=link.began_at,
        first_contact=known.first_contact,
        first_session=known.first_session,
        last_note=max(notes, default=None),
    )
