"""A specialist's people on one page, in a fixed number of queries however many there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from matching.models import MatchRequest, SpecialistProfile
from matching.requests.fitting import may_answer
from matching.supervision.models import Supervision
from peerhub.accounts.models import User
from safety.plans.policies import plans_for
from sessions.bookings.models import SEEN_WITHIN, Booking
from sessions.bookings.states import BookingState
from sessions.caseload.needs import About, Desk, Promised, Unwritten
from sessions.caseload.policies import apart_of
from sessions.checkins import actions as check_ins
from sessions.notes.models import Promise, SessionNote

LOOK_BACK = timedelta(weeks=26)  # for the last session of somebody whom they meet again
HELD = (BookingState.BOOKED, BookingState.HELD)


@dataclass
class Person:
    """One of a specialist's people, with what that person lets them know and nothing else."""

    member: User
    last: Booking | None = None
    next: Booking | None = None
    unwritten: list[Booking] = field(default_factory=list)
    drafts: set[int] = field(default_factory=set)  # keys of bookings
    promises: list[Promise] = field(default_factory=list)
    plan: UUID | None = None  # the address of a staying safe plan that is shared with them
    wrote: bool = False  # something with the next session
    checks_in: bool = False  # lets them see the last check-ins

    @property
    def shares(self) -> list[str]:
        """What they let the specialist know, in words."""
        shared = {
            "a plan": self.plan is not None,
            "last check-ins": self.checks_in,
            "a note for the next session": self.wrote,
        }
        return [words for words, is_shared in shared.items() if is_shared]

    def about(self, zone: ZoneInfo) -> About:
        """The same for the order of what is needed."""
        return About(
            member_id=self.member.pk,
            name=self.member.handle,
            last_ended_at=self.last.ends_at if self.last else None,
            next_at=self.next.starts_at if self.next else None,
            unwritten=[
                Unwritten(each.public_id, each.ends_at, each.pk in self.drafts)
                for each in self.unwritten
            ],
            promised=[
                Promised(each.words, day_over(each, zone) if each.due_on else None)
                for each in self.promises
            ],
        )


def people_of(profile: SpecialistProfile, *, now: datetime) -> list[Person]:
    """Everybody whom they meet or met within four weeks, by name; six queries."""
    people = _met(profile, now=now)
    shared = plans_for(profile.person).filter(member__in=people)
    for member_id, public_id in shared.values_list("member_id", "public_id"):
        people[member_id].plan = public_id
    for member_id in check_ins.shared_with(profile.person, list(people)):
        people[member_id].checks_in = True
    for promise in Promise.objects.open().filter(specialist=profile, member__in=people):
        people[promise.member_id].promises.append(promise)
    return sorted(people.values(), key=lambda each: each.member.handle.casefold())


def desk_of(profile: SpecialistProfile, *, hand_overs: Sequence[str] = ()) -> Desk:
    """What waits for them beside their people."""
    asked = MatchRequest.objects.open().without_answer_of(profile)
    supervision = Supervision.objects.current().filter(specialist=profile.person).first()
    last = supervision.entries.order_by("-written_at").first() if supervision else None
    began = supervision.began_at if supervision else None
    return Desk(
        requests=len(may_answer(asked, profile)),
        hand_overs=hand_overs,
        supervised_at=last.written_at if last else began,
    )


def today_of(people: Iterable[Person], bookings: Iterable[Booking]) -> list[Booking]:
    """The sessions of today of people whom they meet, in order of time."""
    known = {each.member.pk for each in people}
    return [each for each in bookings if each.member_id in known]


def day_over(promise: Promise, zone: ZoneInfo) -> datetime | None:
    """The last second of a promise's day on the specialist's clock."""
    if promise.due_on is None:
        return None
    return datetime.combine(promise.due_on, time(23, 59, 59), tzinfo=zone)


def _met(profile: SpecialistProfile, *, now: datetime) -> dict[int, Person]:
    mine = Booking.objects.settled().filter(specialist=profile, ends_at__gt=now - LOOK_BACK)
    mine = mine.exclude(member__in=apart_of(profile)).select_related("member")
    bookings = list(mine.order_by("starts_at", "pk"))
    live = {each.member_id for each in bookings if each.ends_at > now - SEEN_WITHIN}
    bookings = [each for each in bookings if each.member_id in live]
    kept = SessionNote.objects.filter(booking__in=bookings)
    written = set(kept.signed().values_list("booking_id", flat=True))
    drafts = set(kept.values_list("booking_id", flat=True)) - written
    people: dict[int, Person] = {}
    for each in bookings:
        one = people.setdefault(each.member_id, Person(each.member, drafts=drafts))
        if each.ends_at <= now:
            one.last = each
            recent = each.ends_at > now - SEEN_WITHIN
            if recent and each.state in HELD and each.pk not in written:
                one.unwritten.append(each)
        elif one.next is None and each.state == BookingState.BOOKED:
            one.next = each
            one.wrote = bool(each.note) and not each.note_held
    return people
