"""What happens to accounts: joining, roles, consent, settings."""

from datetime import datetime
from typing import ClassVar

from allauth.account.models import EmailAddress
from django.db import transaction

from peerhub.accounts import other_clock, pseudonyms
from peerhub.accounts.events import RoleRevoked
from peerhub.accounts.models import Consent, ReservedHandle, RoleGrant, User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Entry
from peerhub.audit.record import deed, record, record_all
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.events import publish

# The version of the words a person sees beside each tick on joining.
CONSENT_VERSIONS = {
    Consent.Purpose.ADULT: "2026-11",
    Consent.Purpose.HOUSE_RULES: "2026-11",
    Consent.Purpose.PRIVACY: "2026-11",
    Consent.Purpose.MATCHING: "2026-11-27",  # from here on it speaks of counting
}
ON_JOINING = (Consent.Purpose.ADULT, Consent.Purpose.HOUSE_RULES, Consent.Purpose.PRIVACY)


class HandleTaken(DomainError):
    """Someone has a handle that looks the same."""

    code: ClassVar[str] = "handle_taken"


def handle_is_free(handle: str) -> bool:
    """Whether nobody has, or asked for, a handle that could be mistaken for this one."""
    look = pseudonyms.skeleton(handle)
    theirs = User.objects.filter(handle_look=look).values("pk")
    return not theirs.union(ReservedHandle.objects.filter(look=look).values("pk")).exists()


def reserve_handle(handle: str) -> None:
    """Let nobody have this handle: it was asked for with an address that is known already."""
    ReservedHandle.objects.get_or_create(look=pseudonyms.skeleton(handle))


def free_handle() -> str:
    """A new handle that nobody has."""
    while not handle_is_free(handle := pseudonyms.suggest()):
        pass
    return handle


@transaction.atomic
def join(
    person: User, *, purposes: tuple[Consent.Purpose, ...] = ON_JOINING, now: datetime
) -> User:
    """Make an unsaved person with a handle and a password a member.

    Raises:
        HandleTaken: someone has a handle that looks the same.
    """
    if not handle_is_free(person.handle):
        raise HandleTaken("Someone here has a name that looks the same. Try another one.")
    person.handle_look = pseudonyms.skeleton(person.handle)
    person.joined_at = now
    person.save()
    given = Consent.objects.bulk_create(
        Consent(person=person, purpose=purpose, version=CONSENT_VERSIONS[purpose], given_at=now)
        for purpose in purposes
    )
    RoleGrant.objects.create(person=person, role=Role.MEMBER, granted_at=now)
    record_all([*map(_given, given), deed(Verb.ACCOUNT_JOINED, by=person, on=person)])
    return person


def _given(consent: Consent) -> Entry:
    said = {"purpose": str(consent.purpose), "version": consent.version}
    return deed(Verb.CONSENT_GIVEN, by=consent.person, on=consent, **said)


@transaction.atomic
def create_person(
    *,
    email: str,
    password: str | None,
    now: datetime,
    handle: str = "",
    time_zone: str = "UTC",
    country: str = "US",
) -> User:
    """A member whose e-mail address is known to be theirs (demo, tests, invitations).

    Without a password they can sign in by a code alone.

    Raises:
        HandleTaken: someone has a handle that looks the same.
    """
    person = User(handle=handle or free_handle(), time_zone=time_zone, country=country)
    person.set_password(password)
    join(person, now=now)
    EmailAddress.objects.create(user=person, email=email.lower(), verified=True, primary=True)
    return person


@transaction.atomic
def give_consent(person: User, purpose: Consent.Purpose, *, now: datetime) -> Consent:
    """Record a yes to one purpose; a yes to the same words again changes nothing."""
    version = CONSENT_VERSIONS[purpose]
    current = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None).first()
    if current and current.version == version:
        return current
    if current:
        current.withdrawn_at = now
        current.save(update_fields=["withdrawn_at"])
    consent = Consent.objects.create(person=person, purpose=purpose, version=version, given_at=now)
    record_all([_given(consent)])
    return consent


@transaction.atomic
def withdraw_consent(person: User, purpose: Consent.Purpose, *, now: datetime) -> None:
    """Take a yes back; nothing happens where there was none."""
    for consent in Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None):
        consent.withdrawn_at = now
        consent.save(update_fields=["withdrawn_at"])
        record(Verb.CONSENT_WITHDRAWN, by=person, on=consent, purpose=purpose.value)


@transaction.atomic
def grant_role(person: User, role: Role, *, by: User | None, now: datetime) -> RoleGrant:
    """Let ``person`` be ``role``; granting it twice changes nothing."""
    grant, new = RoleGrant.objects.get_or_create(
        person=person, role=role, revoked_at=None, defaults={"granted_at": now, "granted_by": by}
    )
    if new:
        record(Verb.ROLE_GRANTED, by=by, on=grant, role=role.value, person=person.pk)
        person.__dict__.pop("roles", None)
    return grant


@transaction.atomic
def revoke_role(person: User, role: Role, *, by: User, now: datetime) -> None:
    """Take a role away; open sockets hear of it."""
    for grant in RoleGrant.objects.filter(person=person, role=role, revoked_at=None):
        grant.revoked_at, grant.revoked_by = now, by
        grant.save(update_fields=["revoked_at", "revoked_by"])
        record(Verb.ROLE_REVOKED, by=by, on=grant, role=role.value, person=person.pk)
        publish(RoleRevoked(person_id=person.pk, role=role.value))
    person.__dict__.pop("roles", None)


@transaction.atomic
def change_settings(person: User, *, time_zone: str, country: str, now: datetime) -> None:
    """Keep a person's zone and country; what is planned on their clock follows."""
    is_elsewhere = User.objects.locked(person.pk).time_zone != time_zone
    person.time_zone, person.country = time_zone, country
    person.save(update_fields=["time_zone", "country"])
    if is_elsewhere:
        other_clock.follow(person, now)
