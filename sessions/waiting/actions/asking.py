"""Ask to be told when a time opens, say "not this one", wait no more."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from sessions.bookings import actions as bookings
from sessions.bookings.actions import Wish
from sessions.waiting import policies
from sessions.waiting.actions.ending import end, let_offer_go, see_list
from sessions.waiting.actions.offering import look_at
from sessions.waiting.models import MINUTE, Wait, WaitingLine
from sessions.waiting.rule import Wanted
from sessions.waiting.states import OfferState, WaitState


class NotYours(DomainError):
    """Somebody else's wait."""

    code: ClassVar[str] = "not_yours"
    status: ClassVar[int] = 404


@transaction.atomic
def begin(profile: SpecialistProfile, *, by: User, wanted: Wanted, now: datetime) -> Wait:
    """Wait for a time with this specialist. Who waits already keeps their place, with the new wishes.

    What the list shows at this moment is not offered later: it can be booked without waiting.

    Args:
        profile: the specialist, with their person.
        by: the member.
        wanted: when they could come, and for how long.
        now: an aware instant.

    Raises:
        NotBookable: they could not book this specialist either.
    """
    User.objects.all_locked(by.pk, profile.person_id)
    profile = bookings.shown(Wish(profile, by, now, now + wanted.length), now)
    wait = Wait.objects.open().filter(member=by, profile=profile).first()
    if wait is None:
        wait = Wait(member=by, profile=profile, since=now)
        WaitingLine.objects.get_or_create(profile=profile)
    elif offer := wait.open_offer:
        let_offer_go(wait, offer, OfferState.PASSED_ON, by=by, now=now)
    wait.weekdays, wait.parts = sorted(wanted.weekdays), sorted(wanted.parts)
    wait.minutes = wanted.length // MINUTE
    see_list(wait, now=now)
    wait.save()
    record(Verb.WAIT_BEGUN, by=by, on=wait, minutes=wait.minutes)
    return wait


def leave(wait: Wait, *, by: User, now: datetime) -> None:
    """Wait no more; what was kept goes to the next one at once. Twice changes nothing.

    Raises:
        NotYours: somebody else's.
    """
    with transaction.atomic():
        _locked(wait, by)
        if wait.is_open:
            end(wait, WaitState.LEFT, by=by, now=now)
    look_at(wait.profile_id, now=now)


def pass_on(wait: Wait, *, by: User, now: datetime) -> bool:
    """Say "not this one": the time goes to the next one at once, and the place stays.

    Returns:
        whether a time was kept; a second press finds none.

    Raises:
        NotYours: somebody else's.
    """
    with transaction.atomic():
        _locked(wait, by)
        offer = wait.open_offer
        if offer is not None:
            let_offer_go(wait, offer, OfferState.PASSED_ON, by=by, now=now)
    look_at(wait.profile_id, now=now)
    return offer is not None


def end_between(by: User, whom: User, now: datetime) -> None:
    """``by`` blocked ``whom``: neither waits for the other any more. Nobody is told, and the two are locked."""
    pair = (by.pk, whom.pk)
    waits = Wait.objects.open().filter(member__in=pair, profile__person__in=pair)
    for wait in waits.select_related("member", "profile__person"):
        end(wait, WaitState.ENDED, OfferState.GONE, now=now)


def ahead_of(wait: Wait) -> int:
    """How many who wait for the same specialist asked earlier; whoever left or is blocked is none."""
    return Wait.objects.before(wait).count()


def _locked(wait: Wait, by: User) -> None:
    if not policies.is_theirs(by, wait):
        raise NotYours("We could not find that.")
    User.objects.all_locked(wait.member_id, wait.profile.person_id)
    wait.refresh_from_db(fields=["state", "ended_at", "shown", "shown_until", "unanswered"])
