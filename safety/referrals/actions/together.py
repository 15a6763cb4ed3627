"""A warm hand-over: a named person of ours goes with the member, if the member likes."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from safety.companions import names_of
from safety.referrals import notices
from safety.referrals.actions import rows
from safety.referrals.actions.sharing import TooLate
from safety.referrals.models import Introduction, Referral
from safety.referrals.states import Company, Done, Said


@transaction.atomic
def propose(referral: Referral, *, when: str, by: User, now: datetime) -> Introduction:
    """Say when somebody would go with them: the peer whom the member named, else ``by``.

    Raises:
        TooLate: it is not waiting or out, or another proposal stands.
    """
    kept = rows.locked(referral)
    if not kept.is_open:
        raise TooLate("This is over. Nobody needs to go with them.")
    if Introduction.objects.standing().filter(referral=kept, done="").exists():
        raise TooLate("Something is proposed already.")
    made = Introduction.objects.create(
        referral=kept,
        companion=companion_for(kept) or by,
        when=when,
        proposed_by=by,
        proposed_at=now,
    )
    record(Verb.INTRODUCTION_PROPOSED, by=by, on=made)
    notices.propose(made, now=now)
    return made


def companion_for(referral: Referral) -> User | None:
    """The peer whom the member named, while they meet; a moderator goes where there is none."""
    if referral.company != Company.PEER or referral.peer_id not in names_of(referral.member_id):
        return None
    return User.objects.filter(pk=referral.peer_id, is_active=True).first()


@transaction.atomic
def say(introduction: Introduction, said: Said, *, by: User, now: datetime) -> None:
    """The member says yes or no; a yes can become a no until it is done.

    Raises:
        TooLate: it is over, or they had said no.
    """
    rows.locked(introduction.referral)
    kept = Introduction.objects.select_related("referral__member", "companion").get(
        pk=introduction.pk
    )
    if kept.done or kept.said == Said.NO:
        raise TooLate("This is over already.")
    if kept.said == said:
        return
    expected = kept.said == Said.YES
    kept.said, kept.said_at = said, now
    kept.save(update_fields=["said", "said_at"])
    record(Verb.INTRODUCTION_ANSWERED, by=by, on=kept, said=said.value)
    if said == Said.YES:
        notices.tell_companion(kept, now=now)
    elif expected:
        notices.tell_companion_off(kept, now=now)


@transaction.atomic
def look(introduction: Introduction, *, by: User, now: datetime) -> None:
    """Whoever goes along opens it; that they did is written down for the member."""
    about = introduction.referral.member_id
    disclose(to=by, about=about, what=What.REFERRAL, why=Why.TOGETHER, now=now)


@transaction.atomic
def write_down(introduction: Introduction, done: Done, *, by: User, now: datetime) -> None:
    """Whoever went along says whether it happened.

    Raises:
        TooLate: the member said no, or it was written down before.
    """
    rows.locked(introduction.referral)
    written = Introduction.objects.filter(pk=introduction.pk, said=Said.YES, done="").update(
        done=done, done_at=now, done_by=by
    )
    if not written:
        raise TooLate("This was changed meanwhile. Nothing was written down.")
    record(Verb.INTRODUCTION_DONE, by=by, on=introduction, done=done.value)
