"""The member calls a review, asks people, takes somebody out, and ends it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.notifications import actions as notifications
from safety.reviews import notices
from safety.reviews.actions.holding import REVIEW, Kept, NotHere, TooMany, own, watched
from safety.reviews.models import CaseReview, Participant, ReviewIdea
from safety.reviews.people import Choice, choices_for
from safety.reviews.states import OVER, Answer, Fate, GoalState, Part

OPEN = 5  # reviews of one member at a time
PEOPLE = 8  # in one review


@dataclass(frozen=True, kw_only=True)
class Calling:
    """What a member says when they call a review."""

    about: str
    when: str = ""
    meets_at: datetime | None = None
    keys: Sequence[str] = ()  # of the people


@transaction.atomic
def call(calling: Calling, *, by: User, idea: ReviewIdea | None = None, now: datetime) -> Kept:
    """Call a review and ask the people whom the member chose. Two presses are one review.

    Args:
        calling: what it is about, when, and whom to ask.
        by: the member.
        idea: somebody's proposal that it comes from.
        now: an aware instant.

    Raises:
        NotHere: somebody cannot be chosen, or not any more.
        TooMany: enough are open, or too many people are asked.
    """
    chosen = _locked(by, calling.keys, now=now)
    mine = list(CaseReview.objects.of(by).open())
    said = {"about": calling.about, "when": calling.when}
    same = next((each for each in mine if each.said == said), None)
    if same is not None:
        return Kept(same)
    if len(mine) >= OPEN:
        raise TooMany("You have enough reviews open. End one first.")
    review = CaseReview(member=by, meets_at=calling.meets_at, called_at=now)
    review.say(**said)
    review.save()
    record(Verb.REVIEW_CALLED, by=by, on=review)
    show_help, _ = watched(REVIEW, str(review.pk), calling.about, calling.when, author=by, now=now)
    _ask_all(review, chosen, now=now)
    waiting = ReviewIdea.objects.to_answer(by).filter(pk=idea.pk, review=None) if idea else ()
    for each in waiting:
        each.answered_at, each.answer = now, Fate.TAKEN
        each.save(update_fields=["answered_at", "answer"])
        notifications.forget(each.reference)
    return Kept(review, show_help)


@transaction.atomic
def ask(review: CaseReview, keys: Sequence[str], *, by: User, now: datetime) -> None:
    """Ask more people; whoever is asked already is left alone, whoever is gone is asked again.

    Raises:
        NotHere: it is not theirs, or somebody cannot be chosen.
        Over: it is ended.
        TooMany: too many people are asked.
    """
    chosen = _locked(by, keys, now=now)
    _ask_all(own(review, by), chosen, now=now)


@transaction.atomic
def take_out(place: Participant, *, by: User, now: datetime) -> None:
    """From now on they read nothing of it. Whoever is reading at this moment is waited for.

    Raises:
        NotHere: it is not theirs.
        Over: it is ended.
    """
    review = own(place.review, by)
    rows = Participant.objects.filter(review=review, pk=place.pk).exclude(answer__in=OVER)
    _out(rows, by=by, now=now)


@transaction.atomic
def end(review: CaseReview, *, by: User, now: datetime) -> None:
    """Nobody but the member reads it any more, and nothing of it comes up again.

    Raises:
        NotHere: it is not theirs.
        Over: it is ended.
    """
    review = own(review, by)
    review.ended_at = now
    review.save(update_fields=["ended_at"])
    record(Verb.REVIEW_ENDED, by=by, on=review)
    for place in review.participants.asked():
        notices.call_off(place, now=now)
    for goal in review.goals.filter(state=GoalState.OPEN):
        notices.plan_look(goal, None, member=by, now=now)
    for idea in review.ideas.waiting():
        notifications.forget(idea.reference)


def end_between(by: User, whom: User, now: datetime) -> None:
    """``by`` blocked ``whom``: neither takes part in a review of the other, and no idea waits.

    Both rows are locked.
    """
    pair = (by, whom)
    theirs = Q(member__in=pair, participants__person__in=pair)
    reviews = CaseReview.objects.filter(theirs).order_by("pk").distinct().values("pk")
    held = CaseReview.objects.filter(pk__in=reviews).order_by("pk").select_for_update()
    rows = Participant.objects.filter(review__in=list(held), person__in=pair)
    _out(rows.exclude(answer__in=OVER), by=by, now=now)
    for idea in ReviewIdea.objects.waiting().filter(member__in=pair, made_by__in=pair):
        notifications.forget(idea.reference)
        idea.delete()


def _out(rows: Iterable[Participant], *, by: User, now: datetime) -> None:
    for place in rows:
        place.answer, place.moved_at = Answer.OUT, now
        place.save(update_fields=["answer", "moved_at"])
        record(Verb.REVIEW_PERSON_OUT, by=by, on=place, review=place.review_id)
        notices.call_off(place, now=now)


def _locked(member: User, keys: Sequence[str], *, now: datetime) -> list[Choice]:
    """Those who are chosen, locked with the member, so that no block comes in between."""
    found = _chosen(member, keys, now=now)
    User.objects.all_locked(member.pk, *(each.person_id for each in found if each.person_id))
    return _chosen(member, keys, now=now)


def _chosen(member: User, keys: Sequence[str], *, now: datetime) -> list[Choice]:
    known = {each.key: each for each in choices_for(member, now)}
    if not set(keys) <= set(known):
        raise NotHere("One of them cannot be asked any more. Please choose again.")
    return [known[key] for key in dict.fromkeys(keys)]


def _ask_all(review: CaseReview, chosen: Sequence[Choice], *, now: datetime) -> None:
    there = list(review.participants.all())
    by_person = {each.person_id: each for each in there if each.part != Part.SUPERVISOR}
    above = next((each for each in there if each.part == Part.SUPERVISOR), None)
    for choice in chosen:
        known = above if choice.person_id is None else by_person.get(choice.person_id)
        if known is not None and known.answer not in OVER:
            continue
        # Who was the supervisor stays so: what they read must not stand under another's name, and
        # whom the member took out does not come back by their role.
        if known is not None and choice.person_id is None and known.person_id is not None:
            raise NotHere(
                "The supervisor of this review is not in it any more. Call a new one to ask again."
            )
        place = known or Participant(review=review, part=choice.part)
        place.person_id, place.name = choice.person_id, choice.name
        place.answer, place.asked_at, place.moved_at = Answer.WAITING, now, now
        place.save()
        record(Verb.REVIEW_PERSON_ASKED, by=review.member, on=place, review=review.pk)
        notices.ask(place, now=now)
    if review.participants.exclude(answer__in=OVER).count() > PEOPLE:
        raise TooMany(f"A review has room for {PEOPLE} people.")
