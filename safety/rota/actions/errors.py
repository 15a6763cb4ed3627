"""Why something on the rota does not go, and how a shift changes hands."""

from datetime import datetime
from typing import ClassVar

from django.db import IntegrityError, transaction
from django.db.models import Q

from peerhub.accounts.models import User
from peerhub.errors import DomainError
from safety.rota.models import Shift, Swap
from safety.rota.policies import may_stand
from safety.rota.states import Post


class NotForYou(DomainError):
    """This person has not the role, or the shift is not theirs."""

    code: ClassVar[str] = "not_for_you"


class Taken(DomainError):
    """Somebody was quicker."""

    code: ClassVar[str] = "shift_taken"


class NotNow(DomainError):
    """It is too late for this, or it does not take place."""

    code: ClassVar[str] = "not_now"


class Overlaps(DomainError):
    """The person has another shift then."""

    code: ClassVar[str] = "shift_overlaps"


def locked(*shifts: Shift) -> list[Shift]:
    """The shifts as they are now, changed by one at a time; always locked in the same order.

    Raises:
        NotNow: one of them was called off.
    """
    rows = Shift.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in shifts])
    found = {row.pk: row for row in rows.order_by("pk")}
    if any(row.called_off_at is not None for row in found.values()):
        raise NotNow("This shift was called off.")
    return [found[shift.pk] for shift in shifts]


def must_stand(person: User, shift: Shift) -> None:
    """Raise unless ``person`` may have ``shift``.

    Raises:
        NotForYou: they have not the role; a clinician has to be on the on-call list.
    """
    if not may_stand(person, Post(shift.post)):
        raise NotForYou(f"{person.handle} cannot have a shift of this kind.")


def must_be_ahead(shift: Shift, *, now: datetime) -> None:
    """Raise where a shift is over.

    Raises:
        NotNow: it is over.
    """
    if shift.ends_at <= now:
        raise NotNow("This shift is over.")


def hand(*hands: tuple[Shift, User]) -> None:
    """Give each locked shift to a person, all or none.

    Raises:
        Overlaps: one of them has another shift at that time.
    """
    try:
        with transaction.atomic():
            _one_at_a_time([person for _, person in hands])
            for shift, _ in hands:  # both hands are empty first: the two may overlap
                shift.person = None
                shift.save(update_fields=["person"])
            for shift, person in hands:
                shift.person = person
                shift.save(update_fields=["person"])
    except IntegrityError:
        who = " or ".join(person.handle for _, person in hands)
        raise Overlaps(f"{who} has another shift at that time. Nothing was changed.") from None


def end_swaps(*shifts: Shift, now: datetime) -> None:
    """Nobody needs to answer what was asked about these shifts any more."""
    asked = Swap.objects.filter(accepted_at=None, ended_at=None)
    asked.filter(Q(shift__in=shifts) | Q(for_shift__in=shifts)).update(ended_at=now)


def _one_at_a_time(people: list[User]) -> None:
    """Two shifts that the same person takes at the same moment wait for each other here."""
    rows = User.objects.select_for_update(no_key=True, of=("self",))
    list(rows.filter(pk__in=[person.pk for person in people]).order_by("pk"))
