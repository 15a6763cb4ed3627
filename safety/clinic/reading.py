"""The loop as far as a clinician may see it: what the member ticked, and nothing beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max

from peerhub.accounts.models import User
from safety.clinic import moments
from safety.clinic.models import Invitation, Link
from safety.clinic.policies import links_held_by
from safety.clinic.shared import ACCEPTED, CLOSED, FIRST_CONTACT, SESSIONS
from safety.clinic.targets import Due, Facts, Target, dues
from safety.sharing.models import AccountingLine, Sharing
from safety.sharing.policies import held_by

MOST = 100  # invitations on one page
NEEDS = {
    Target.FIRST_CONTACT: FIRST_CONTACT.key,
    Target.FIRST_SESSION: SESSIONS,
    Target.NOTE: ACCEPTED.key,
    Target.CLOSING: CLOSED.key,
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


def rows_of(clinician: User, *, now: datetime) -> list[Row]:
    """The clinician's invitations, in the order of their making, the newest first."""
    links = {each.invitation_id: each for each in visible_links(clinician, now=now)}
    return [
        Row(each, each.withdrawn_at is None and now < each.expires_at, links.get(each.pk))
        for each in Invitation.objects.of(clinician)[:MOST]
    ]


def named_by_themselves(clinician: User, *, now: datetime) -> list[Link]:
    """Links of members who chose the clinician without an invitation, and share something now."""
    return [each for each in visible_links(clinician, now=now) if each.invitation_id is None]


def visible_links(clinician: User, *, now: datetime) -> list[Link]:
    """The links that the clinician may know of."""
    held = list(held_by(clinician, now).values_list("member", "keys"))
    told = {member for member, keys in held if ACCEPTED.key in keys}
    sharing = {member for member, _ in held}
    links = links_held_by(clinician, now).select_related("member", "clinician", "invitation")
    return [
        each
        for each in links
        if each.member_id in (sharing if each.invitation_id is None else told)
    ]


def dues_as_shared(link: Link, *, keys: Sequence[str], now: datetime) -> list[Due]:
    """What the clinician can expect, by the ticked ``keys`` alone."""
    found = _facts(link, now=now)
    seen = Facts(
        said_yes=found.said_yes,
        first_contact=found.first_contact,
        first_session=found.first_session,
        last_note=found.last_note,
        closed_at=found.closed_at if CLOSED.key in keys else None,
    )
    return [each for each in dues(seen, zone=our_zone()) if NEEDS[each.target] in keys]


def late_links(*, now: datetime) -> list[tuple[Link, Sequence[Due]]]:
    """Links whose members share that they said yes, and for which something is late."""
    telling = Sharing.objects.holding(now).filter(keys__contains=[ACCEPTED.key])
    pairs = set(telling.exclude(recipient=None).values_list("member", "recipient"))
    links = Link.objects.open().select_related("member", "clinician").order_by("began_at", "pk")
    told = [each for each in links if (each.member_id, each.clinician_id) in pairs][:MOST]
    found = [(each, dues(_facts(each, now=now), zone=our_zone())) for each in told]
    late = [(link, [due for due in all_ if due.is_late(now)]) for link, all_ in found]
    return [(link, some) for link, some in late if some]


def our_zone() -> ZoneInfo:
    """Whose business days count: ours."""
    return ZoneInfo(settings.ROTA_ZONE)


def _facts(link: Link, *, now: datetime) -> Facts:
    known = moments.of(link.member_id, now)
    got = AccountingLine.objects.filter(
        member=link.member_id, recipient=link.clinician_id, at__gte=link.began_at
    ).aggregate(last=Max("at"))
    given = Sharing.objects.filter(
        member=link.member_id, recipient=link.clinician_id, given_at__gte=link.began_at
    ).aggregate(last=Max("given_at"))
    notes = [at for at in (got["last"], given["last"]) if at is not None]
    return Facts(
        said_yes=link.began_at,
        first_contact=known.first_contact,
        first_session=known.first_session,
        last_note=max(notes, default=None),
        closed_at=known.closed_at,
    )
