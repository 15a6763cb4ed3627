"""What happens to a peer specialist's profile."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import transaction
from django.utils.text import slugify

from matching.certificates.policies import certified_since, is_certified
from matching.peers import notices, policies
from matching.peers.models import (
    CAPACITY,
    CAPACITY_MOST,
    MeasureKind,
    Pause,
    SpecialistProfile,
    Way,
)
from matching.supervision.policies import both_signed, supervision_of
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.months import next_begins


class NotASpecialist(DomainError):
    """Only a peer specialist has a profile."""

    code: ClassVar[str] = "not_a_specialist"


class NothingToShow(DomainError):
    """A profile needs a story that may be shown."""

    code: ClassVar[str] = "nothing_to_show"


class NotCertified(DomainError):
    """Whoever is shown holds a certificate."""

    code: ClassVar[str] = "not_certified"


class NotSigned(DomainError):
    """The specialist and their supervisor sign what the role is, before anybody sees the page."""

    code: ClassVar[str] = "not_signed"


class TalkFirst(DomainError):
    """After a long break a supervisor talks with the specialist before they come back."""

    code: ClassVar[str] = "talk_first"


class NotForYou(DomainError):
    """Somebody else decides this."""

    code: ClassVar[str] = "not_for_you"
    status: ClassVar[int] = 403


class TooMany(DomainError):
    """One person can carry so many and no more."""

    code: ClassVar[str] = "too_many"


SOON = timedelta(days=2)  # ahead; tomorrow is over within it in every zone
LONG_BREAK = timedelta(days=90)  # from here on the way back begins with a talk


@dataclass(frozen=True, kw_only=True)
class About:
    """The part of a profile that is no story: a line about the person, and how they meet."""

    headline: str
    languages: tuple[str, ...] = ("en",)
    ways: tuple[str, ...] = tuple(Way.values)
    facets: tuple[str, ...] = ()
    boundaries: str = ""


@transaction.atomic
def create_profile(
    person: User, *, about: About, trained_on: date | None = None, capacity: int = CAPACITY
) -> SpecialistProfile:
    """A profile that nobody sees yet.

    Args:
        person: who becomes visible by it later, under their handle.
        about: their line, languages, ways to meet and boundaries.
        trained_on: the day they finished training; None: as their first certificate says.
        capacity: how many people they see in one time.

    Raises:
        NotASpecialist: the person does not hold the role.
    """
    if not person.has_role(Role.SPECIALIST):
        raise NotASpecialist("Only peer specialists have a page of their own.")
    profile = SpecialistProfile.objects.create(
        person=person,
        slug=slugify(person.handle),
        headline=about.headline,
        languages=list(about.languages),
        ways=list(about.ways),
        facets=list(about.facets),
        boundaries=about.boundaries,
        trained_on=trained_on or certified_since(person),
        capacity=capacity,
    )
    record(Verb.PROFILE_CREATED, by=person, on=profile)
    return profile


def describe(profile: SpecialistProfile, about: About) -> None:
    """Keep what the specialist says about themself."""
    profile.headline = about.headline
    profile.languages = list(about.languages)
    profile.ways = list(about.ways)
    profile.facets = list(about.facets)
    profile.boundaries = about.boundaries
    profile.save(update_fields=["headline", "languages", "ways", "facets", "boundaries"])


def set_has_story(profile: SpecialistProfile, *, has_story: bool) -> None:
    """Told by stories: whether there is one that may be shown."""
    profile.has_story = has_story
    profile.save(update_fields=["has_story"])


def set_free_times(
    profile: SpecialistProfile, first: datetime | None, *, soon: Sequence[datetime]
) -> None:
    """Told by sessions: when the next free time begins, if any; and all that begin ``SOON``."""
    profile.next_open_slot_at, profile.free_soon = first, list(soon)
    profile.save(update_fields=["next_open_slot_at", "free_soon"])


@transaction.atomic
def publish(profile: SpecialistProfile, *, by: User, now: datetime) -> SpecialistProfile:
    """Let everybody see the profile; publishing it twice changes nothing.

    Raises:
        NotForYou: only a supervisor publishes, and never their own profile.
        NothingToShow: there is no story that may be shown.
        NotCertified: no certificate holds today.
        NotSigned: the description of the role is not signed by both.
    """
    profile = _locked(profile)
    if not policies.may_publish(by, profile):
        raise NotForYou("A supervisor decides when a profile is shown.")
    if not profile.has_story:
        raise NothingToShow("There is no story to show yet.")
    if not is_certified(profile.person, now=now):
        raise NotCertified(f"{profile.name} has no certificate that holds today.")
    if not both_signed(profile.person):
        raise NotSigned("First both sign what the role is: the specialist and their supervisor.")
    if profile.published_at is None:
        profile.published_at, profile.published_by = now, by
        profile.save(update_fields=["published_at", "published_by"])
        record(Verb.PROFILE_PUBLISHED, by=by, on=profile)
        _end_measure(profile, MeasureKind.OUT_OF_SIGHT, by=by, now=now)
    return profile


@transaction.atomic
def withdraw(profile: SpecialistProfile, *, by: User | None) -> None:
    """Take the profile out of sight until a supervisor publishes it again."""
    profile = _locked(profile)
    if profile.published_at is not None:
        profile.published_at = profile.published_by = None
        profile.save(update_fields=["published_at", "published_by"])
        record(Verb.PROFILE_WITHDRAWN, by=by, on=profile)


def withdraw_of(person_ids: Iterable[int]) -> None:
    """Take the profiles of these people out of sight: they are no specialists any more."""
    for profile in SpecialistProfile.objects.filter(person__in=person_ids):
        withdraw(profile, by=None)


@transaction.atomic
def pause(profile: SpecialistProfile, *, by: User, now: datetime) -> None:
    """Take a break: nobody sees the profile until the comeback. A second pause changes nothing.

    Raises:
        NotForYou: neither the specialist nor a supervisor.
    """
    profile = _locked(profile)
    if not policies.may_pause(by, profile):
        raise NotForYou("Only the specialist or a supervisor can do this.")
    if not profile.pauses.filter(ended_at=None).exists():
        taken = Pause.objects.create(profile=profile, began_at=now, began_by=by)
        record(Verb.PAUSE_BEGAN, by=by, on=taken, profile=profile.pk)


@transaction.atomic
def comeback(profile: SpecialistProfile, *, by: User, now: datetime) -> None:
    """End the break; nothing happens where there was none.

    Raises:
        NotForYou: neither the specialist nor a supervisor.
        TalkFirst: the break was long, or a supervisor began it: a supervisor ends it after a talk;
            see ``ask_comeback``.
    """
    profile = _locked(profile)
    if not policies.may_pause(by, profile):
        raise NotForYou("Only the specialist or a supervisor can do this.")
    if by == profile.person and _stands(profile, MeasureKind.PAUSE, now=now):
        raise TalkFirst("A supervisor gave you this break, and talks with you first.")
    for taken in profile.pauses.filter(ended_at=None):
        if is_long(taken, now=now) and by == profile.person:
            raise TalkFirst("After three months or more, a supervisor talks with you first.")
        taken.ended_at, taken.ended_by = now, by
        taken.save(update_fields=["ended_at", "ended_by"])
        record(Verb.PAUSE_ENDED, by=by, on=taken, profile=profile.pk)
    _end_measure(profile, MeasureKind.PAUSE, by=by, now=now)


@transaction.atomic
def ask_comeback(profile: SpecialistProfile, *, by: User, now: datetime) -> None:
    """Ask for the talk that ends a long break; asking twice tells the supervisor once.

    Raises:
        NotForYou: not the specialist.
    """
    profile = _locked(profile)
    if by != profile.person:
        raise NotForYou("Only the specialist can do this.")
    for taken in profile.pauses.filter(ended_at=None, comeback_asked_at=None):
        taken.comeback_asked_at = now
        taken.save(update_fields=["comeback_asked_at"])
        record(Verb.COMEBACK_ASKED, by=by, on=taken, profile=profile.pk)
        supervision = supervision_of(by)
        notices.tell_comeback(taken, supervision.supervisor if supervision else None, now=now)


def is_long(taken: Pause, *, now: datetime) -> bool:
    """Whether a break that goes on has been a long one."""
    return now - taken.began_at >= LONG_BREAK


@transaction.atomic
def take_nobody_new(profile: SpecialistProfile, *, by: User, now: datetime) -> None:
    """Be suggested to nobody new until the next month begins where the specialist lives.

    Whoever they meet already goes on, and their page stays. A second tap changes nothing.

    Raises:
        NotForYou: neither the specialist nor a supervisor.
    """
    profile = _locked(profile)
    if not policies.may_pause(by, profile):
        raise NotForYou("Only the specialist or a supervisor can do this.")
    until = next_begins(now, profile.person.zone)
    if not profile.rests(now=now):
        # What a supervisor said of an earlier month ended with it, and does not come back.
        stale = profile.measures.filter(kind=MeasureKind.NOBODY_NEW, ended_at=None)
        stale.update(ended_at=profile.takes_new_from or now)
    if profile.takes_new_from != until:
        profile.takes_new_from = until
        profile.save(update_fields=["takes_new_from"])
        record(Verb.NOBODY_NEW_BEGAN, by=by, on=profile)


@transaction.atomic
def take_new_again(profile: SpecialistProfile, *, by: User, now: datetime) -> None:
    """Be suggested again; nothing happens where it was so.

    Raises:
        NotForYou: neither the specialist nor a supervisor.
        TalkFirst: a supervisor began it, so a supervisor ends it before the month does.
    """
    profile = _locked(profile)
    if not policies.may_pause(by, profile):
        raise NotForYou("Only the specialist or a supervisor can do this.")
    if by == profile.person and _stands(profile, MeasureKind.NOBODY_NEW, now=now):
        raise TalkFirst("A supervisor said so for this month. Talk with them to end it earlier.")
    if profile.takes_new_from is not None:
        profile.takes_new_from = None
        profile.save(update_fields=["takes_new_from"])
        record(Verb.NOBODY_NEW_ENDED, by=by, on=profile)
    _end_measure(profile, MeasureKind.NOBODY_NEW, by=by, now=now)


@transaction.atomic
def set_capacity(profile: SpecialistProfile, number: int, *, by: User) -> None:
    """Keep how many people the specialist sees at one time; the same number changes nothing.

    Raises:
        NotForYou: not the specialist.
        TooMany: not from 1 to ``CAPACITY_MOST``.
    """
    held = _locked(profile)
    if by != held.person:
        raise NotForYou("Only the specialist can do this.")
    if not 1 <= number <= CAPACITY_MOST:
        raise TooMany(f"Nobody sees more than {CAPACITY_MOST} people at one time here.")
    if held.capacity != number:
        held.capacity = profile.capacity = number
        held.save(update_fields=["capacity"])
        record(Verb.CAPACITY_SET, by=by, on=held, people=number)


def set_price(profile: SpecialistProfile, cents: int | None) -> None:
    """What 30 minutes cost, in US cents; None asks nothing. For sessions, which knows the band."""
    profile.price_cents = cents
    profile.save(update_fields=["price_cents"])


def set_people_now(profile: SpecialistProfile, number: int) -> None:
    """Told by sessions: how many people the specialist sees at the moment."""
    profile.people_now = number
    profile.save(update_fields=["people_now"])


def _stands(profile: SpecialistProfile, kind: MeasureKind, *, now: datetime) -> bool:
    return profile.measures.standing(now=now).filter(kind=kind).exists()


def _end_measure(profile: SpecialistProfile, kind: MeasureKind, *, by: User, now: datetime) -> None:
    """Whatever a supervisor had said of it is over; the specialist is told."""
    for measure in profile.measures.standing(now=now).filter(kind=kind):
        measure.ended_at, measure.ended_by = now, by
        measure.save(update_fields=["ended_at", "ended_by"])
        record(Verb.MEASURE_ENDED, by=by, on=measure, kind=kind.value)
        notices.tell_measure_ended(measure, now=now)


def _locked(profile: SpecialistProfile) -> SpecialistProfile:
    """The row as it stands now, held until the transaction ends, so that no two decide at once."""
    return SpecialistProfile.objects.select_for_update().get(pk=profile.pk)
