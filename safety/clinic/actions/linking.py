"""Links begin and end; whatever ends one ends all that was shared by it."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from safety.clinic.events import LinkBegun, LinkEnded
from safety.clinic.models import Invitation, Link, LinkQuerySet, Standing
from safety.clinic.states import How
from safety.sharing import actions as sharing
from safety.sharing import states as of_sharing
from safety.sharing.models import Sharing, SharingQuerySet


@transaction.atomic
def begin(member: User, clinician: User, *, invitation: Invitation | None, now: datetime) -> Link:
    """Link the two; those who are linked stay so. The rows of both people are held before."""
    made, new = Link.objects.get_or_create(
        member=member,
        clinician=clinician,
        ended_at=None,
        defaults={"began_at": now, "invitation": invitation},
    )
    if not new and made.invitation_id is None and invitation is not None:
        made.invitation = invitation  # they had named the clinician themselves before
        made.save(update_fields=["invitation"])
    if new:
        record(Verb.LINK_BEGUN, by=member, on=made)
        publish(LinkBegun(link_id=made.pk, member_id=member.pk, clinician_id=clinician.pk, at=now))
    return made


@transaction.atomic
def link_by_sharing(member_id: int, clinician_id: int, *, now: datetime) -> Link | None:
    """A member named a clinician whom we checked themselves, and shares something with them."""
    people = {each.pk: each for each in User.objects.all_locked(member_id, clinician_id)}
    shares = Sharing.objects.holding(now).filter(member=member_id, recipient=clinician_id)
    checked = Standing.objects.counting(now).filter(person=clinician_id)
    if not shares.exists() or not checked.exists():
        return None
    if blocking.are_apart(member_id, clinician_id):
        return None
    return begin(people[member_id], people[clinician_id], invitation=None, now=now)


@transaction.atomic
def end(link: Link, *, how: How, by: User | None, now: datetime) -> None:
    """End a link and all that its member shares with this clinician; twice changes nothing."""
    rows = Link.objects.select_related("member", "clinician").select_for_update(of=("self",))
    found = rows.get(pk=link.pk)
    if found.ended_at is None:
        found.ended_at, found.how = now, how
        found.save(update_fields=["ended_at", "how"])
        record(Verb.LINK_ENDED, by=by, on=found, how=how.value)
        publish(
            LinkEnded(
                link_id=found.pk,
                member_id=found.member_id,
                clinician_id=found.clinician_id,
                at=now,
            )
        )
    shared = Sharing.objects.holding(now).filter(member=found.member, recipient=found.clinician)
    _end_sharings(shared, how=how, by=by, now=now)


def end_between(by: User, whom: User, now: datetime) -> None:
    """``by`` blocked ``whom``: they are linked no more."""
    pair = (by, whom)
    _end_all(
        Link.objects.open().filter(member__in=pair, clinician__in=pair),
        how=How.APART,
        by=by,
        now=now,
    )


def end_all_held_by(clinician_id: int, *, now: datetime) -> None:
    """Somebody is no clinician here any more: nobody is linked with them, or shares with them."""
    held = Link.objects.open().filter(clinician=clinician_id)
    _end_all(held, how=How.NO_CLINICIAN, by=None, now=now)
    shared = Sharing.objects.holding(now).filter(recipient=clinician_id)
    _end_sharings(shared, how=How.NO_CLINICIAN, by=None, now=now)


def end_stranded(*, now: datetime) -> int:
    """End what is left of clinicians who lost the role, where nobody heard of it; returns of how many.

    Otherwise what was shared with them would be there again on the day they get the role again.
    """
    held = Sharing.objects.holding(now).exclude(recipient=None).values("recipient")
    people = User.objects.filter(pk__in=held) | User.objects.filter(
        pk__in=Link.objects.open().values("clinician")
    )
    gone = people.exclude(pk__in=User.objects.holding(Role.CLINICIAN).values("pk"))
    found = list(gone.order_by("pk").values_list("pk", flat=True))
    for clinician_id in found:
        end_all_held_by(clinician_id, now=now)
    return len(found)


@transaction.atomic
def end_all_of(member: User, *, by: User | None, now: datetime) -> None:
    """An account is closed: its links end, and the words of its invitations go."""
    _end_all(Link.objects.open().filter(member=member), how=How.GONE, by=by, now=now)
    Invitation.objects.filter(link__member=member).update(sealed=None)


def _end_all(links: LinkQuerySet, *, how: How, by: User | None, now: datetime) -> None:
    for each in links.order_by("pk"):
        end(each, how=how, by=by, now=now)


SHARING_ENDS = {How.BY_MEMBER: of_sharing.How.STOPPED, How.APART: of_sharing.How.PARTED}


def _end_sharings(rows: SharingQuerySet, *, how: How, by: User | None, now: datetime) -> None:
    why = SHARING_ENDS.get(how, of_sharing.How.WORK_OVER)
    for each in rows.order_by("pk"):
        sharing.end(each, by=by, how=why, now=now)
