"""Pausing an account: the person is signed out everywhere and cannot sign in for a while.

Each act locks the person first, so that a lift, an end and another pause wait for each other.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from allauth.account.models import EmailAddress
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from peerhub.accounts import notices, sign_ins
from peerhub.accounts.models import Pause, User
from peerhub.accounts.roles import Role
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError

PROVEN = "accounts.paused"  # in the session of a visitor: whose password or code was right
PROVEN_FOR = timedelta(minutes=30)  # somebody else may sit at that computer afterwards
TEAM = frozenset(Role) - {Role.MEMBER}


class NotThisPerson(DomainError):
    """Nobody of the team is paused in this way."""

    code: ClassVar[str] = "not_this_person"


class AlreadyPaused(DomainError):
    """A pause with the same reference holds."""

    code: ClassVar[str] = "already_paused"


@transaction.atomic
def pause_account(
    person: User, *, until: datetime, reason: str, reference: str = "", by: User, now: datetime
) -> Pause:
    """Sign a person out everywhere, and let them sign in again at an instant.

    Args:
        person: whom; a member and nothing else.
        until: when it ends by itself.
        reason: told to the person, in kind words.
        reference: what it came from; one pause of a person and reference at a time.
        by: who does it.
        now: an aware instant.

    Raises:
        NotThisPerson: they work here, or the account is closed for another reason.
        AlreadyPaused: one with this reference holds.
    """
    person = User.objects.locked(person.pk)
    held = Pause.objects.holding().filter(person=person)
    if person.roles & TEAM or not (person.is_active or held.exists()):
        raise NotThisPerson("This account cannot be paused from here. Please ask a supervisor.")
    if held.filter(reference=reference).exists():
        raise AlreadyPaused("This account is paused already. You can end that pause first.")
    pause = Pause.objects.create(
        person=person, reason=reason, reference=reference, set_at=now, set_by=by, until=until
    )
    _set_open(person, is_open=False)
    sign_ins.end_all(person.pk)
    minutes = round((until - now).total_seconds() / 60)
    record(
        Verb.ACCOUNT_PAUSED,
        by=by,
        on=pause,
        person=person.pk,
        minutes=minutes,
        reference=reference,
    )
    disclose(to=by, about=person.pk, what=What.PAUSED, why=Why.WROTE, now=now)
    return pause


@transaction.atomic
def lift_pause(pause: Pause, *, by: User, now: datetime) -> bool:
    """End a pause before its time and tell the person; False when it had ended already."""
    person = User.objects.locked(pause.person_id)
    if not Pause.objects.holding().filter(pk=pause.pk).update(lifted_at=now, lifted_by=by):
        return False
    record(Verb.ACCOUNT_PAUSE_LIFTED, by=by, on=pause, person=person.pk)
    disclose(to=by, about=person.pk, what=What.PAUSE_LIFTED, why=Why.AGAIN, now=now)
    if _open_again(person):
        notices.tell_of_lift(pause, now=now)
    return True


def end_over(*, now: datetime, person: User | None = None) -> int:
    """End the pauses (of one person) whose time has passed; returns how many.

    Two of these at once share the work, and running again does nothing.
    """
    over = Pause.objects.over(now=now)
    if person is not None:
        over = over.filter(person=person)
    people = over.order_by("person").values_list("person", flat=True).distinct()
    return sum(_end_over_of(person_id, now=now) for person_id in list(people))


def holding(person: User) -> Pause | None:
    """The pause that keeps a person out the longest."""
    held = Pause.objects.holding().filter(person=person).select_related("person")
    return held.order_by("-until", "-pk").first()


def last_of(reference: str) -> Pause | None:
    """The newest pause that came from ``reference``."""
    named = Pause.objects.filter(reference=reference).select_related("set_by", "lifted_by")
    return named.order_by("-pk").first()


def paused_at(email: str) -> User | None:
    """The paused person whose confirmed address this is: they may still prove who they are."""
    held = Pause.objects.holding().values("person")
    address = EmailAddress.objects.filter(email=email.lower(), verified=True, user__in=held)
    return next((one.user for one in address.select_related("user")), None)


def prove(session: SessionBase, person: User, *, now: datetime) -> None:
    """Remember that a visitor gave what opens this person's account."""
    session[PROVEN] = {"person": person.pk, "at": now.timestamp()}


def proven(session: SessionBase, *, now: datetime) -> User | None:
    """Who proved a moment ago that this account is theirs, and was paused then."""
    kept = session.get(PROVEN)
    if kept is None or now.timestamp() - kept["at"] > PROVEN_FOR.total_seconds():
        return None
    return User.objects.filter(pk=kept["person"]).first()


def standing(person: User | None, *, now: datetime) -> Pause | None:
    """The pause that keeps a person out at ``now``."""
    held = holding(person) if person is not None else None
    return held if held is not None and held.holds(now=now) else None


@transaction.atomic
def _end_over_of(person_id: int, *, now: datetime) -> int:
    person = User.objects.locked(person_id)
    over = list(Pause.objects.over(now=now).filter(person=person).order_by("pk"))
    for pause in over:
        pause.ended_at = now
        pause.save(update_fields=["ended_at"])
        record(Verb.ACCOUNT_PAUSE_ENDED, by=None, on=pause, person=person.pk)
    if over:
        _open_again(person)
    return len(over)


def _open_again(person: User) -> bool:
    """Open the account, unless another pause holds."""
    is_open = not Pause.objects.holding().filter(person=person).exists()
    _set_open(person, is_open=is_open)
    return is_open


def _set_open(person: User, *, is_open: bool) -> None:
    person.is_active = is_open
    person.save(update_fields=["is_active"])
