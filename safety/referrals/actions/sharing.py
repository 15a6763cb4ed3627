"""The member's own steps: write it, see it, say yes or no, take it back, say how it went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.flags.actions import Holding, Watch, watch
from safety.referrals.models import FollowUp, Referral
from safety.referrals.states import Kind, Outcome, Reason, ReferralState, Share
from safety.subjects import SubjectRef

CONSENT_VERSION = "2026-11"  # of the words beside "Yes, share"
PLACE = "A referral"
SUBJECT = "safety.referral"


class TooLate(DomainError):
    """It has gone further meanwhile."""

    code = "too_late"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a member wrote and ticked."""

    kind: Kind
    to_whom: str
    reason: Reason
    wish: str = ""
    contact: str = ""
    share: Sequence[Share] = ()


@dataclass(frozen=True)
class Drafted:
    """A draft that was kept, and whether its words ask for help to be shown."""

    referral: Referral
    show_help: bool


@transaction.atomic
def draft(given: Draft, *, member: User, now: datetime) -> Drafted:
    """Keep what a member wrote; nobody else sees it before their yes."""
    referral = Referral.objects.create(
        member=member,
        made_by=member,
        made_at=now,
        kind=given.kind,
        to_whom=given.to_whom,
        reason=given.reason,
        wish=given.wish,
        contact=given.contact,
        fields_shared=list(given.share),
    )
    watches = [
        _watched(referral, field, words, now=now)
        for field, words in (
            ("wish", given.wish),
            ("to_whom", given.to_whom),
            ("contact", given.contact),
        )
        if words
    ]
    record(Verb.REFERRAL_DRAFTED, by=member, on=referral)
    return Drafted(referral, show_help=any(watch.show_help for watch in watches))


@transaction.atomic
def consent(referral: Referral, *, by: User, now: datetime) -> None:
    """The member's yes to exactly what the page showed; from here staff see it.

    Raises:
        TooLate: it was shared or taken back before.
    """
    if not referral.move_to(
        ReferralState.CONSENTED, consent_at=now, consent_version=CONSENT_VERSION
    ):
        raise TooLate("You have decided about this one already.")
    record(
        Verb.REFERRAL_CONSENTED,
        by=by,
        on=referral,
        version=CONSENT_VERSION,
        fields=",".join(referral.fields_shared),
    )


@transaction.atomic
def withdraw(referral: Referral, *, by: User, now: datetime) -> None:
    """The member's no, or their yes taken back, as long as it has not been sent.

    Raises:
        TooLate: it has been sent, or was taken back before.
    """
    before = referral.state
    if not referral.move_to(ReferralState.WITHDRAWN, withdrawn_at=now):
        if referral.state == ReferralState.WITHDRAWN:
            return
        raise TooLate("This has been sent already. Write to us and we will tell them to stop.")
    verb = Verb.REFERRAL_DECLINED if before == ReferralState.DRAFTED else Verb.REFERRAL_WITHDRAWN
    record(verb, by=by, on=referral)


@transaction.atomic
def answer(referral: Referral, *, by: User, outcome: Outcome, now: datetime) -> FollowUp:
    """The member says how it went, or that they would rather not say.

    Raises:
        TooLate: nobody is asking, or they have answered.
    """
    asked = FollowUp.objects.to_answer().filter(referral=referral).select_for_update().first()
    if asked is None:
        raise TooLate("Thank you. This one has been answered already.")
    asked.answered_at, asked.answer = now, outcome
    asked.save(update_fields=["answered_at", "answer"])
    if outcome == Outcome.CONNECTED:
        referral.move_to(ReferralState.CONNECTED)
    record(Verb.REFERRAL_ANSWERED, by=by, on=referral, outcome=outcome.value)
    return asked


def _watched(referral: Referral, field: str, words: str, *, now: datetime) -> Watch:
    subject = SubjectRef(SUBJECT, f"{referral.pk}:{field}")
    return watch(
        words,
        author=referral.member,
        subject=subject,
        place=PLACE,
        now=now,
        holding=Holding(may=False),
    )
