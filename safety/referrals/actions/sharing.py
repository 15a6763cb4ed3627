"""Before anything leaves: write it, see it, say yes or no, take it back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.companions import names_of
from safety.directory.models import Service
from safety.flags.actions import Holding, watch
from safety.referrals import notices
from safety.referrals.actions import rows, stopping
from safety.referrals.as_fhir import file_of
from safety.referrals.models import Referral
from safety.referrals.states import Asking, Company, Kind, Reason, ReferralState, Share, Until
from safety.subjects import SubjectRef

CONSENT_VERSION = "2027-02"  # of the words beside "Yes, share"
PLACE = "A referral"
SUBJECT = "safety.referral"
BATCH = 50


class TooLate(DomainError):
    """It has gone further meanwhile."""

    code = "too_late"


class NotMet(DomainError):
    """Nobody writes for somebody whom they do not meet."""

    code = "not_met"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a member wrote, ticked and chose."""

    kind: Kind
    to_whom: str
    reason: Reason
    wish: str = ""
    contact: str = ""
    share: Sequence[Share] = ()
    service: Service | None = None
    company: Company = Company.NOBODY
    peer_id: int | None = None  # who goes with them, where that is a peer
    asking: Asking = Asking.HERE
    holds_days: Until = Until.MONTH


@dataclass(frozen=True)
class Drafted:
    """A draft that was kept, and whether its words ask for help to be shown."""

    referral: Referral
    show_help: bool


@transaction.atomic
def draft(given: Draft, *, member: User, now: datetime) -> Drafted:
    """Keep what a member wrote; nobody else sees it before their yes.

    Raises:
        NotMet: the peer who would go with them is nobody whom they meet.
    """
    referral = Referral(member=member, made_by=member, made_at=now)
    _write(referral, given)
    record(Verb.REFERRAL_DRAFTED, by=member, on=referral)
    return Drafted(referral, _show_help(referral, _texts(referral), author=member, now=now))


@transaction.atomic
def draft_for(given: Draft, *, member: User, by: User, now: datetime) -> Referral:
    """Write one down for a member, who alone ticks, changes, says yes or no.

    Whoever wrote it does not see what becomes of it. That they may write for this member is the
    caller's to know: a peer meets them, a moderator is on their case.
    """
    referral = Referral(member=member, made_by=by, made_at=now)
    words_alone = Draft(
        kind=given.kind,
        to_whom=given.to_whom,
        reason=given.reason,
        wish=given.wish,
        service=given.service,
    )
    _write(referral, words_alone)
    record(Verb.REFERRAL_DRAFTED, by=by, on=referral)
    _show_help(referral, _texts(referral), author=by, now=now)
    notices.tell_of_draft(referral, now=now)
    return referral


@transaction.atomic
def rewrite(referral: Referral, given: Draft, *, by: User, now: datetime) -> Drafted:
    """The member changes a draft, whoever wrote it first.

    Raises:
        NotMet: as ``draft``.
        TooLate: they have decided about it.
    """
    kept = rows.locked(referral)
    if not kept.is_draft:
        raise TooLate("You have decided about this one already.")
    before = dict(_texts(kept))
    _write(kept, given)
    record(Verb.REFERRAL_REWRITTEN, by=by, on=kept)
    new = [(field, words) for field, words in _texts(kept) if before.get(field) != words]
    return Drafted(kept, _show_help(kept, new, author=by, now=now))


@transaction.atomic
def consent(referral: Referral, *, by: User, now: datetime) -> None:
    """The member's yes to exactly what the page showed; from here staff see it.

    Raises:
        TooLate: it was shared or taken back before.
    """
    kept = rows.locked(referral)
    until = now.astimezone(kept.member.zone).date() + timedelta(days=kept.holds_days)
    moved = kept.is_draft and kept.move_to(
        ReferralState.CONSENTED,
        consent_at=now,
        consent_until=until,
        consent_version=CONSENT_VERSION,
        sealed_letter=kept.sealed(kept.letter_as_it_is(until=until)),
    )
    referral.refresh_from_db()
    if not moved:
        raise TooLate("You have decided about this one already.")
    rows.plan_sending(kept, now=now)
    record(
        Verb.REFERRAL_CONSENTED,
        by=by,
        on=referral,
        version=CONSENT_VERSION,
        until=until.isoformat(),
        fields=",".join(referral.fields_shared),
    )


@transaction.atomic
def withdraw(referral: Referral, *, by: User, now: datetime) -> None:
    """The member's no, or their yes taken back. Twice changes nothing.

    Once it was passed on, this ends all that is left: no question, nobody who goes along, and
    whoever has it is told to stop.

    Raises:
        TooLate: it is over.
    """
    kept = rows.locked(referral)
    before = kept.state
    moved = kept.move_to(ReferralState.WITHDRAWN, withdrawn_at=now)
    referral.refresh_from_db()
    if not moved:
        if kept.state == ReferralState.WITHDRAWN:
            return
        raise TooLate("This one is over, and nothing more goes out. Write to us if we can help.")
    if kept.was_taken_back:
        stopping.stop(kept, now=now)
    else:
        _leave_nothing_due(kept, now=now)
    stopping.nobody_goes_along(kept, now=now)
    verb = Verb.REFERRAL_DECLINED if before == ReferralState.DRAFTED else Verb.REFERRAL_WITHDRAWN
    record(verb, by=by, on=referral)


@transaction.atomic
def copy_as_fhir(referral: Referral, *, by: User, now: datetime) -> str:
    """The member's own copy of their letter as a file of FHIR, while their yes holds.

    Raises:
        TooLate: there is no yes, or not any more.
    """
    kept = rows.locked(referral)
    today = now.astimezone(kept.member.zone).date()
    if not kept.is_open or kept.consent_until is None or kept.consent_until < today:
        raise TooLate("Your yes to this one does not hold any more, so there is no file of it.")
    made = file_of(kept, now=now)
    record(Verb.REFERRAL_COPIED, by=by, on=kept)
    return made


def let_yeses_end(*, now: datetime) -> int:
    """What was not passed on while the yes held is not passed on any more; returns how many."""
    ended = 0
    while batch := _let_end(now=now):
        ended += batch
    return ended


@transaction.atomic
def _let_end(*, now: datetime) -> int:
    # A day of leeway covers every zone; sending asks the member's own calendar.
    on = (now - timedelta(days=1)).date()
    over = list(
        Referral.objects.whose_yes_ended(on=on)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("member")[:BATCH]
    )
    for referral in over:
        if referral.move_to(ReferralState.LAPSED):
            _leave_nothing_due(referral, now=now)
            notices.tell_of_end(referral, now=now)
            record(Verb.REFERRAL_LAPSED, by=None, on=referral)
    return len(over)


def _leave_nothing_due(referral: Referral, *, now: datetime) -> None:
    rows.call_off(referral, now=now)
    rows.unstick(referral)


def _write(referral: Referral, given: Draft) -> None:
    if given.peer_id is not None and given.peer_id not in names_of(referral.member_id):
        raise NotMet("You do not meet this person any more. Choose somebody else, or nobody.")
    fields = {name: value for name, value in vars(given).items() if name != "share"}
    for name, value in {**fields, "fields_shared": list(given.share)}.items():
        setattr(referral, name, value)
    referral.save()


def _texts(referral: Referral) -> list[tuple[str, str]]:
    return [
        (field, words)
        for field in ("wish", "to_whom", "contact")
        if (words := str(getattr(referral, field)))
    ]


def _show_help(
    referral: Referral, texts: Iterable[tuple[str, str]], *, author: User, now: datetime
) -> bool:
    """Let each text be read for danger; whether its author sees at once where help is."""
    watches = [
        watch(
            words,
            author=author,
            subject=SubjectRef(SUBJECT, f"{referral.pk}:{field}"),
            place=PLACE,
            now=now,
            holding=Holding(may=False),
        )
        for field, words in texts
    ]
    return any(each.show_help for each in watches)
