"""A correspondence comes to be, and is held while somebody reads or writes in it."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.errors import DomainError
from safety.clinic.models import Link
from safety.clinic.policies import linked
from safety.letters.models import Correspondence
from safety.letters.policies import known_link


class NotOpen(DomainError):
    """There is nothing here for this person."""

    code: ClassVar[str] = "not_open"
    status: ClassVar[int] = 404


@transaction.atomic
def open_as_member(member: User, clinician: User, *, now: datetime) -> Correspondence:
    """The member's page with a clinician; nobody else learns that it is there.

    Raises:
        NotOpen: the two are not linked.
    """
    if linked(member, clinician, now) is None:
        raise NotOpen("You can write to a clinician whom you are linked with.")
    return _the_one(member, clinician, now)


@transaction.atomic
def open_as_clinician(clinician: User, member: User, *, now: datetime) -> Correspondence:
    """The clinician's page with a member of whom they may know.

    Raises:
        NotOpen: the two are not linked, or the clinician may not know it.
    """
    if known_link(member, clinician, now) is None:
        raise NotOpen("We could not find that person.")
    return _the_one(member, clinician, now)


def held(correspondence: Correspondence) -> tuple[Correspondence, Link | None]:
    """It, and the link of the two as it was begun, until the transaction ends.

    A block locks both people, and an end of the link its row: each comes before all of what
    happens here, or after.
    """
    User.objects.all_locked(correspondence.member_id, correspondence.clinician_id)
    rows = Link.objects.open().between(correspondence.member, correspondence.clinician)
    link = rows.select_for_update(of=("self",)).first()
    found = Correspondence.objects.with_people().select_for_update(of=("self",))
    return found.get(pk=correspondence.pk), link


def _the_one(member: User, clinician: User, now: datetime) -> Correspondence:
    Correspondence.objects.get_or_create(
        member=member, clinician=clinician, defaults={"opened_at": now}
    )
    return Correspondence.objects.with_people().get(member=member, clinician=clinician)
