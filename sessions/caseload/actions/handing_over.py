"""A warm hand-over: the specialist asks, the member sees all of it and says to what, the other one takes it.

Nothing moves before the last yes. Working notes never move: those of the giver are deleted. A plan is
the member's to share, once they have a session with the other one.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import IntegrityError, transaction

from matching.models import SpecialistProfile
from peerhub.accounts.blocking import are_apart
from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError
from safety.flags.actions import Holding, watch
from safety.subjects import SubjectRef
from sessions.caseload import notices
from sessions.caseload.actions.looking import must_meet
from sessions.caseload.actions.working import let_working_note_go
from sessions.caseload.models import HandedItem, WarmHandOver
from sessions.caseload.states import ALLOWED, HandingState
from sessions.notes.models import NoteVersion, Promise, SessionNote

HANDING = "sessions.hand_over"
PLACE = "A peer’s word to a member about going on with another peer"


class NotYours(DomainError):
    """Somebody else's, or not at this point."""

    code: ClassVar[str] = "not_yours"
    status: ClassVar[int] = 404


class NotPossible(DomainError):
    """One waits already, or the other one is no choice."""

    code: ClassVar[str] = "not_possible"


@dataclass(frozen=True)
class Handing:
    """What could move, as the specialist offers it: wordings that the member reads, and open promises."""

    versions: list[NoteVersion]
    promises: list[Promise]


def what_could_move(profile: SpecialistProfile, member: User) -> Handing:
    """The standing wordings that are shared with the member, and what is still promised."""
    mine = SessionNote.objects.of_member(member).filter(booking__specialist=profile).whole()
    standing = [note.standing for note in mine]
    return Handing(
        [each for each in standing if each is not None and each.shared],
        list(Promise.objects.open().filter(specialist=profile, member=member)),
    )


@transaction.atomic
def hand_over(
    profile: SpecialistProfile,
    member: User,
    *,
    taker: SpecialistProfile,
    words: str,
    offered: Handing,
    by: User,
    now: datetime,
) -> WarmHandOver:
    """Ask the member. The other peer hears nothing before the member's yes.

    Raises:
        NotMet: the two do not meet.
        NotPossible: one waits for an answer, or ``taker`` is the specialist, the member, or not shown.
    """
    profile = must_meet(profile, member.pk, now=now)
    shown = SpecialistProfile.objects.published().filter(pk=taker.pk).exists()
    if not shown or taker.person_id in {by.pk, member.pk}:
        raise NotPossible("Please choose somebody else who is here at the moment.")
    could = what_could_move(profile, member)
    try:
        with transaction.atomic():
            made = WarmHandOver.objects.create(
                giver=profile, taker=taker, member=member, words=words, asked_at=now, changed_at=now
            )
    except IntegrityError:
        raise NotPossible("You have asked already. Take that back first.") from None
    items = [HandedItem(hand_over=made, version=each) for each in offered.versions]
    items += [HandedItem(hand_over=made, promise=each) for each in offered.promises]
    known = {("v", each.pk) for each in could.versions} | {
        ("p", each.pk) for each in could.promises
    }
    if any(_key(item) not in known for item in items):
        raise NotPossible("Something of this has changed meanwhile. Please look again.")
    HandedItem.objects.bulk_create(items)
    record(Verb.WARM_HAND_OVER_ASKED, by=by, on=made, member=member.pk, to=taker.person_id)
    subject = SubjectRef(HANDING, str(made.pk))
    watch(words, author=by, subject=subject, place=PLACE, now=now, holding=Holding(may=False))
    notices.tell_member(made, now=now)
    return made


@transaction.atomic
def agree(made: WarmHandOver, items: Collection[int], *, by: User, now: datetime) -> WarmHandOver:
    """The member says yes, to these items and no others; the other peer is asked.

    Raises:
        NotYours: not about them, or it does not wait for them.
    """
    held = _locked(made, lambda one: one.member_id == by.pk)
    _to(held, HandingState.AGREED, by=by, now=now)
    HandedItem.objects.filter(hand_over=held, pk__in=items).update(agreed=True)
    notices.tell_taker(held, now=now)
    return held


@transaction.atomic
def refuse(made: WarmHandOver, *, by: User, now: datetime) -> None:
    """The member would rather not, now or after all; once it moved, the other peer reads no more.

    Raises:
        NotYours: not about them, or it is over.
    """
    held = _locked(made, lambda one: one.member_id == by.pk)
    is_done = held.state == HandingState.DONE
    _to(held, HandingState.ENDED if is_done else HandingState.REFUSED, by=by, now=now)
    notices.tell_giver(held, now=now)


@transaction.atomic
def take_hand_over_back(made: WarmHandOver, *, by: User, now: datetime) -> None:
    """The specialist goes on themself.

    Raises:
        NotYours: not theirs, or it has moved.
    """
    held = _locked(made, lambda one: one.giver.person_id == by.pk)
    _to(held, HandingState.TAKEN_BACK, by=by, now=now)


@transaction.atomic
def take_on(made: WarmHandOver, *, by: User, now: datetime) -> WarmHandOver:
    """The other peer says yes: now they read what was agreed, and the promises are theirs.

    Raises:
        NotYours: not for them, or the member has not agreed.
    """
    held = _locked(made, lambda one: one.taker.person_id == by.pk)
    User.objects.all_locked(held.member_id, by.pk)  # or a block could come in between
    if are_apart(held.member_id, by.pk):
        raise NotPossible("You cannot take this on. It says nothing about you.")
    _to(held, HandingState.DONE, by=by, now=now)
    moved = held.items.filter(agreed=True, promise__isnull=False).values("promise")
    Promise.objects.open().filter(pk__in=moved).update(specialist=held.taker)
    let_working_note_go(held.giver, held.member)
    notices.tell_giver(held, now=now)
    notices.tell_member_done(held, now=now)
    return held


@transaction.atomic
def decline(made: WarmHandOver, *, by: User, now: datetime) -> None:
    """The other peer cannot; no reason is asked, and nothing has moved.

    Raises:
        NotYours: not for them, or it does not wait for them.
    """
    held = _locked(made, lambda one: one.taker.person_id == by.pk)
    _to(held, HandingState.DECLINED, by=by, now=now)
    notices.tell_giver(held, now=now)
    notices.tell_member_done(held, now=now)


@transaction.atomic
def read_handed(made: WarmHandOver, *, by: User, now: datetime) -> list[HandedItem]:
    """What the member let move, for the other peer; nothing before they took it on. The look is told."""
    if made.state != HandingState.DONE:
        return []
    record(Verb.WARM_HAND_OVER_READ, by=by, on=made)
    disclose(to=by, about=made.member_id, what=What.SESSION_NOTE, why=Why.HANDED_OVER, now=now)
    return [each for each in made.items.all() if each.agreed]


def _key(item: HandedItem) -> tuple[str, int | None]:
    return ("v", item.version_id) if item.version_id else ("p", item.promise_id)


def _locked(made: WarmHandOver, is_theirs: Callable[[WarmHandOver], bool]) -> WarmHandOver:
    """The row, changed by one at a time."""
    rows = WarmHandOver.objects.select_for_update(of=("self",))
    held = rows.select_related("giver__person", "taker__person", "member").get(pk=made.pk)
    if not is_theirs(held):
        raise NotYours("We could not find that.")
    return held


def _to(held: WarmHandOver, state: HandingState, *, by: User, now: datetime) -> None:
    if state not in ALLOWED[HandingState(held.state)]:
        raise NotYours("This has changed meanwhile. Please look again.")
    held.state, held.changed_at = state, now
    held.save(update_fields=["state", "changed_at"])
    record(Verb.WARM_HAND_OVER_CHANGED, by=by, on=held, state=state.value)
