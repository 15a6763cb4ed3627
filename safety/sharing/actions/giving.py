"""The member's own steps: look at what it would be, say yes, take something out, end it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.events import publish
from safety.sharing import fields, notices
from safety.sharing.document import Document, NotHeld, consent_of, drawn, end_for
from safety.sharing.events import SharingEnded, SharingGiven, SharingNarrowed
from safety.sharing.models import Sharing, SharingQuerySet
from safety.sharing.policies import reads_shared
from safety.sharing.states import How, Purpose, Until
from safety.sharing.words import NARROWED, VERSION, fingerprint


class NotPossible(DomainError):
    """It cannot be shared so."""

    code: ClassVar[str] = "not_possible"


class Changed(DomainError):
    """The words that were shown are not those that would be signed now."""

    code: ClassVar[str] = "changed"


@dataclass(frozen=True)
class Outside:
    """Somebody who is not here, in the member's words."""

    name: str
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Giving:
    """What a member would say yes to."""

    to: User | Outside
    purpose: Purpose
    until: Until
    keys: Sequence[str]
    day: date | None = None  # the last one, with ``Until.DAY``


@dataclass(frozen=True)
class Drawn:
    """What would be signed, with its fingerprint, and what would be got now."""

    sharing: Sharing  # not kept
    consent: str
    document: Document

    @property
    def shown(self) -> str:
        """By what the words are known again when the yes comes."""
        return fingerprint(self.consent)


def preview(giving: Giving, *, member: User, now: datetime) -> Drawn:
    """Exactly what it would be. Nothing is kept, and nobody else reads anything.

    Raises:
        NotPossible: it cannot be shared so.
    """
    sharing = _planned(giving, member=member, now=now)
    consent = consent_of(sharing)
    return Drawn(sharing, consent, drawn(sharing, consent=consent, now=now))


@transaction.atomic
def give(giving: Giving, *, shown: str, member: User, now: datetime) -> Sharing:
    """The member's yes. What they shared with the same person for the same purpose ends with it.

    Args:
        giving: to what.
        shown: the fingerprint of the words that the member saw (``preview``).
        member: whose it is; nobody else says yes.
        now: an aware instant.

    Raises:
        NotPossible: it cannot be shared so.
        Changed: the words are others now; they have to be shown again.
    """
    to = giving.to.pk if isinstance(giving.to, User) else member.pk
    User.objects.all_locked(member.pk, to)  # of two presses, or a block, the second waits
    sharing = _planned(giving, member=member, now=now)
    consent = consent_of(sharing)
    if fingerprint(consent) != shown:
        raise Changed("Something here has changed meanwhile. Please look at it once more.")
    before = _before(sharing).select_for_update(of=("self",)).first()
    if before is not None and before.holds(now) and _is_same(before, sharing):
        return before  # two presses
    if before is not None:
        _end(before, How.CHANGED, now=now)
        sharing.instead_of = before
    _keep(sharing, consent)
    record(
        Verb.SHARING_GIVEN,
        by=member,
        on=sharing,
        to=sharing.recipient_id or 0,
        version=VERSION,
        fields=",".join(sharing.keys),
    )
    notices.send_receipt(sharing, now=now)
    notices.tell_recipient(sharing, now=now)
    publish(
        SharingGiven(
            sharing_id=sharing.pk,
            member_id=member.pk,
            recipient_id=sharing.recipient_id or 0,
            at=now,
        )
    )
    return sharing


@transaction.atomic
def narrow(sharing: Sharing, *, without: str, by: User, now: datetime) -> Sharing | None:
    """Take one field out: a new yes to the rest, until the same day. None: nothing was left.

    Raises:
        NotHeld: it ended before.
    """
    before = _locked(sharing)
    if not before.holds(now):
        raise NotHeld("This ended meanwhile. Nobody gets anything by it.")
    keys = [key for key in before.keys if key != without]
    if not keys:
        end(before, by=by, now=now)
        return None
    if keys == before.keys:
        return before
    made = _like(before, keys, now=now)
    _end(before, How.NARROWED, now=now)
    _keep(made, consent_of(made, signed=NARROWED))
    record(Verb.SHARING_NARROWED, by=by, on=made, before=before.pk, fields=",".join(keys))
    notices.send_receipt(made, now=now)
    publish(
        SharingNarrowed(
            sharing_id=made.pk,
            before_id=before.pk,
            member_id=made.member_id,
            recipient_id=made.recipient_id or 0,
            at=now,
        )
    )
    return made


@transaction.atomic
def end(sharing: Sharing, *, by: User | None, how: How = How.STOPPED, now: datetime) -> None:
    """End it at once. Whoever is reading it at this moment is waited for; done again, no change."""
    sharing = _locked(sharing)
    if sharing.ended_at is not None or now >= sharing.ends_at:
        return
    _end(sharing, how, now=now)
    record(Verb.SHARING_ENDED, by=by, on=sharing, how=how.value)
    notices.send_ending(sharing, by_member=by == sharing.member, now=now)
    publish(
        SharingEnded(
            sharing_id=sharing.pk,
            member_id=sharing.member_id,
            recipient_id=sharing.recipient_id or 0,
            at=now,
        )
    )


def end_work(member: User, recipient: User, *, by: User | None, now: datetime) -> None:
    """Their work together is over: what was shared for as long as it lasts ends."""
    lasting = Sharing.objects.holding(now).filter(member=member, until=Until.TOGETHER)
    for sharing in lasting.filter(recipient=recipient):
        end(sharing, by=by, how=How.WORK_OVER, now=now)


def end_between(by: User, whom: User, now: datetime) -> None:
    """``by`` blocked ``whom``: neither reads anything of the other any more."""
    pair = (by, whom)
    for sharing in Sharing.objects.filter(member__in=pair, recipient__in=pair, ended_at=None):
        end(sharing, by=by, how=How.PARTED, now=now)


def _planned(giving: Giving, *, member: User, now: datetime) -> Sharing:
    """The row as it would be.

    Raises:
        NotPossible: it cannot be shared so.
    """
    keys = [field.key for field in fields.offered() if field.key in giving.keys]
    if not keys:
        raise NotPossible("Nothing is ticked yet. Tick what they may get.")
    if isinstance(giving.to, User):
        _may_get(giving.to, member)
    ends_at = end_for(member, until=giving.until, day=giving.day, now=now)
    latest = end_for(member, until=Until.YEAR, day=None, now=now)
    if not now < ends_at <= latest:
        raise NotPossible("Choose a day from today on, within a year.")
    outside = Outside("") if isinstance(giving.to, User) else giving.to
    return Sharing(
        member=member,
        recipient=giving.to if isinstance(giving.to, User) else None,
        outside_name=outside.name,
        outside_place=outside.place,
        purpose=giving.purpose,
        keys=keys,
        until=giving.until,
        ends_at=ends_at,
        version=VERSION,
        given_at=now,
    )


def _may_get(person: User, member: User) -> None:
    apart = blocking.are_apart(person.pk, member.pk)
    if person.pk == member.pk or apart or not reads_shared(person):
        raise NotPossible("This cannot be shared with them here.")


def _before(sharing: Sharing) -> SharingQuerySet:
    """What takes up the place of ``sharing``, ended by time or not."""
    taken: SharingQuerySet = Sharing.objects.filter(
        member=sharing.member,
        recipient=sharing.recipient,
        outside_name=sharing.outside_name,
        outside_place=sharing.outside_place,
        purpose=sharing.purpose,
        ended_at=None,
    )
    return taken


def _is_same(one: Sharing, other: Sharing) -> bool:
    return (one.keys, one.until, one.ends_at) == (other.keys, other.until, other.ends_at)


def _like(before: Sharing, keys: list[str], *, now: datetime) -> Sharing:
    return Sharing(
        member=before.member,
        recipient=before.recipient,
        outside_name=before.outside_name,
        outside_place=before.outside_place,
        purpose=before.purpose,
        keys=keys,
        until=before.until,
        ends_at=before.ends_at,
        version=VERSION,
        given_at=now,
        instead_of=before,
    )


def _keep(sharing: Sharing, consent: str) -> None:
    sharing.put(consent)
    sharing.sha256 = fingerprint(consent)
    sharing.save()


def _locked(sharing: Sharing) -> Sharing:
    rows = Sharing.objects.select_related("member", "recipient").select_for_update(of=("self",))
    return rows.get(pk=sharing.pk)


def _end(sharing: Sharing, how: How, *, now: datetime) -> None:
    sharing.ended_at, sharing.how = now, how
    sharing.save(update_fields=["ended_at", "how"])
