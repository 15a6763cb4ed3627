"""Keeping local help: list it with its yes, check it, take it out. Each is written down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.directory.hsds import Brought
from safety.directory.models import (
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceDraft,
)


class NoConsent(DomainError):
    """Nobody is listed who did not say yes."""

    code: ClassVar[str] = "no_consent"


class NotListed(DomainError):
    """It was taken out meanwhile."""

    code: ClassVar[str] = "not_listed"


@dataclass(frozen=True)
class Consent:
    """Who said yes for the service, when, and how (a ``ConsentHow``)."""

    by: str
    on: date
    how: str


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Everything about one service."""

    organization: str
    website: str = ""
    name: str
    facts: dict[str, Any]  # fields of Service by name
    phone: str = ""
    address: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    days: Sequence[int] = field(default=())
    opens: time | None = None
    closes: time | None = None


@transaction.atomic
def list_service(
    offer: Offer,
    consent: Consent,
    *,
    draft: ServiceDraft | None = None,
    by: User,
    now: datetime,
) -> Service:
    """Put a service into the search. Listing counts as checking it; its draft waits no longer.

    Raises:
        NoConsent: it is not said who agreed, or the day lies ahead.
    """
    today = now.date()
    if not consent.by.strip() or consent.on > today:
        raise NoConsent("Nobody is listed without a yes. Say who gave it, and when.")
    organization, _ = Organization.objects.get_or_create(
        name=offer.organization, defaults={"website": offer.website}
    )
    made = Service.objects.create(
        organization=organization,
        name=offer.name,
        **offer.facts,
        consent_by=consent.by,
        consent_on=consent.on,
        consent_how=consent.how,
        listed_at=now,
        listed_by=by,
        checked_on=today,
        checked_by=by,
    )
    if offer.city:
        Location.objects.create(
            service=made,
            address=offer.address,
            city=offer.city,
            region=offer.region,
            postal_code=offer.postal_code,
        )
    if offer.phone:
        Phone.objects.create(service=made, number=offer.phone)
    if offer.days:
        Schedule.objects.create(
            service=made, days=list(offer.days), opens=offer.opens, closes=offer.closes
        )
    if draft is not None:
        ServiceDraft.objects.waiting().filter(pk=draft.pk).update(listed_as=made)
    record(Verb.SERVICE_LISTED, by=by, on=made, consent_how=consent.how)
    return made


@transaction.atomic
def check(service: Service, *, by: User, now: datetime) -> None:
    """Somebody asked the service, and all of it still holds. Done again that day: no change.

    Raises:
        NotListed: it was taken out meanwhile.
    """
    same = Service.objects.current().filter(pk=service.pk)
    if not same.update(checked_on=now.date(), checked_by=by):
        raise NotListed("This was taken out meanwhile.")
    record(Verb.SERVICE_CHECKED, by=by, on=service)


@transaction.atomic
def retire(service: Service, *, why: str, by: User, now: datetime) -> None:
    """Take a service out of the search for good; the row stays, with who and why.

    Raises:
        NotListed: somebody took it out before.
    """
    same = Service.objects.current().filter(pk=service.pk)
    if not same.update(retired_at=now, retired_by=by, retired_why=why):
        raise NotListed("This was taken out already.")
    record(Verb.SERVICE_RETIRED, by=by, on=service)


@transaction.atomic
def bring(found: Iterable[Brought], *, source: str, now: datetime) -> int:
    """Keep services of another directory as drafts; returns how many are new or changed.

    The same again changes nothing. What was listed or left out is not brought back: a person
    decided that.
    """
    changed = 0
    for each in found:
        facts, unread = each.facts, each.unread
        draft, new = ServiceDraft.objects.select_for_update().get_or_create(
            source=source,
            source_key=each.key,
            defaults={"facts": facts, "unread": unread, "brought_at": now},
        )
        is_waiting = draft.listed_as_id is None and draft.left_out_at is None
        if not new and (not is_waiting or (draft.facts, draft.unread) == (facts, unread)):
            continue
        draft.facts, draft.unread = facts, unread
        draft.save(update_fields=["facts", "unread"])
        record(Verb.SERVICE_BROUGHT, by=None, on=draft)
        changed += 1
    return changed


@transaction.atomic
def leave_out(draft: ServiceDraft, *, by: User, now: datetime) -> None:
    """Somebody read it: it is not for here, and is not brought again.

    Raises:
        NotListed: somebody listed it, or left it out, before.
    """
    if not ServiceDraft.objects.waiting().filter(pk=draft.pk).update(left_out_at=now):
        raise NotListed("Somebody has decided about this one meanwhile.")
    record(Verb.SERVICE_LEFT_OUT, by=by, on=draft)
