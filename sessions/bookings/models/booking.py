"""Times that two people keep for each other."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.errors import DomainError
from peerhub.ranges import TsTzRange
from sessions.bookings.calendar import Appointment
from sessions.bookings.states import (
    ALLOWED,
    OCCUPYING,
    ONLY_KEPT,
    SETTLED,
    BookingState,
    Mode,
    Where,
)

NOTE_LENGTH = 500
SEEN_WITHIN = timedelta(weeks=4)  # who was met in this time belongs to a specialist's people
FREE_UNTIL = timedelta(hours=2)  # before it starts: source, line 24 of ``domain.md`` 1C
LONGER = timedelta(minutes=5)  # that two people can add: ``interface.md`` T16
LONGEST = timedelta(hours=1)  # lets a search for overlaps look at a few rows only


# Everyone in a rush asks this before any lock; written out, it costs less than half of what the
# query builder takes. A test holds it equal to ``occupying(…).overlapping().meeting()``.
IN_THE_WAY = """
    SELECT * FROM peer_sessions_booking
    WHERE (specialist_id = %s OR member_id = %s) AND state = ANY(%s)
    AND starts_at > %s AND starts_at < %s AND ends_at > %s
    AND (kept_until IS NULL OR (kept_until > %s AND member_id <> %s))
    LIMIT 1
"""


class TransitionNotAllowed(DomainError):
    """The move is not in a booking's life, or somebody was quicker."""

    code = "transition_not_allowed"


def new_public_id() -> str:
    """128 random bits for an address that says nothing."""
    return secrets.token_urlsafe(16)


class BookingQuerySet(models.QuerySet["Booking"]):
    """Questions about bookings."""

    def for_person(self, person: User) -> Self:
        """Those in which the person meets somebody, on either side."""
        return self.filter(Q(member=person) | Q(specialist__person=person))

    def with_people(self) -> Self:
        """Both people at once, for pages that name them."""
        return self.select_related("member", "specialist__person")

    def sessions(self) -> Self:
        """All but times that are only kept for somebody."""
        return self.exclude(state__in=ONLY_KEPT)

    def settled(self) -> Self:
        """Sessions that are booked, or were, and not cancelled."""
        return self.filter(state__in=SETTLED)

    def occupying(self, *, now: datetime, besides: User | None = None) -> Self:
        """Those that keep their minutes to themselves.

        Args:
            now: an aware instant; what was kept until then is free again.
            besides: whose kept time is in nobody's way, as they are the one who books it.
        """
        kept = Q(state__in=ONLY_KEPT, kept_until__gt=now)
        return self.filter(Q(state__in=SETTLED) | (kept & ~Q(member=besides) if besides else kept))

    def taken_or_offered(self, *, now: datetime) -> Self:
        """Those that are in everybody's way for longer than a moment."""
        offered = Q(state=BookingState.OFFERED, kept_until__gt=now)
        return self.filter(Q(state__in=SETTLED) | offered)

    def kept_for(self, member: User) -> Self:
        """The time that is kept for the member while they confirm, or was; there is one at most."""
        return self.filter(member=member, state=BookingState.KEPT)

    def offered_to(self, member: User) -> Self:
        """The times that are kept until the member decides, or were: we found them, they did not."""
        return self.filter(member=member, state=BookingState.OFFERED)

    def making_room(
        self,
        profile: SpecialistProfile,
        member: User,
        start: datetime,
        end: datetime,
        *,
        now: datetime,
    ) -> Self:
        """Kept times that the constraints would mind, and nobody else: run out, or the member's own."""
        free = Q(kept_until__lte=now) | Q(member=member)
        there = self.meeting(profile, member).overlapping(start, end)
        return there.filter(free, state__in=ONLY_KEPT)

    def run_out(self, *, now: datetime) -> Self:
        """Times that were kept until ``now`` or before, and nobody booked."""
        return self.filter(state__in=ONLY_KEPT, kept_until__lte=now)

    def overlapping(self, start: datetime, end: datetime) -> Self:
        """Those with a minute between ``start`` and ``end`` (exclusive)."""
        return self.filter(starts_at__gt=start - LONGEST, starts_at__lt=end, ends_at__gt=start)

    def meeting(self, profile: SpecialistProfile, member: User) -> Self:
        """Those of the specialist, and those of the member with anybody."""
        return self.filter(Q(specialist=profile) | Q(member=member))

    def of(self, profile: SpecialistProfile) -> Self:
        """Those of the specialist, also where they are the member."""
        return self.filter(Q(specialist=profile) | Q(member=profile.person_id))

    def of_two(self, profile: SpecialistProfile, member: User) -> Self:
        """Those in which one of the two meets anybody, on either side."""
        either = Q(specialist=profile) | Q(member__in=(member.pk, profile.person_id))
        if member.has_role(Role.SPECIALIST):  # asked apart: one question for both is slow
            own = SpecialistProfile.objects.filter(person=member.pk).values_list("pk", flat=True)
            either |= Q(specialist__in=list(own))
        return self.filter(either)

    def in_the_way(
        self,
        profile: SpecialistProfile,
        member: User,
        start: datetime,
        end: datetime,
        *,
        now: datetime,
    ) -> Booking | None:
        """One that keeps the two from meeting between ``start`` and ``end``, if there is one."""
        given = [profile.pk, member.pk, list(OCCUPYING), start - LONGEST, end, start]
        given += [now, member.pk]
        return next(iter(self.raw(IN_THE_WAY, given)), None)

    def coming(self, *, now: datetime) -> Self:
        """Booked and not over, the next one first."""
        return self.filter(state=BookingState.BOOKED, ends_at__gt=now).order_by("starts_at", "pk")

    def people_seen(self, *, now: datetime) -> dict[int, int]:
        """How many members each specialist sees: in the last four weeks, or soon; by profile."""
        seen = self.settled().filter(ends_at__gt=now - SEEN_WITHIN).order_by()
        counted = seen.values_list("specialist").annotate(Count("member", distinct=True))
        return dict(counted)

    def past(self, *, now: datetime) -> Self:
        """Over or cancelled, the latest first."""
        return self.exclude(state=BookingState.BOOKED, ends_at__gt=now).order_by("-starts_at", "pk")

    def people_of_each(self, *, since: datetime) -> dict[int, int]:
        """How many members each specialist meets or met since then, by the key of the profile."""
        met = self.filter(ends_at__gt=since).exclude(state=BookingState.CANCELLED)
        counted = met.values_list("specialist").annotate(Count("member", distinct=True))
        return dict(counted.order_by())

    def starts_of_each(self) -> dict[int, list[datetime]]:
        """When the sessions of each member begin or began, the first one first."""
        meant = self.filter(state__in=(BookingState.BOOKED, BookingState.HELD))
        begun: dict[int, list[datetime]] = {}
        for member, at in meant.order_by("starts_at").values_list("member", "starts_at"):
            begun.setdefault(member, []).append(at)
        return begun


AnyRow = models.Manager.from_queryset(BookingQuerySet)


class BookingManager(AnyRow["Booking"]):
    """Sessions. A time that is only kept for somebody is none: nobody met, or will."""

    def get_queryset(self) -> BookingQuerySet:
        """All but kept times; ``Booking.rows`` has those as well."""
        return BookingQuerySet(self.model, using=self._db).sessions()


class Booking(models.Model):
    """One session of one member with one specialist, from a promise to what became of it.

    While a member confirms, a row in the state KEPT keeps the minutes in the same two constraints.
    While they decide on a time that we found for them, a row in the state OFFERED does.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bookings"
    )
    specialist = models.ForeignKey(
        SpecialistProfile, on_delete=models.PROTECT, related_name="bookings"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    mode = models.CharField(max_length=8, choices=Mode)  # "" while the time is only kept
    # Source of the two answers: places of service 10 and 02 of CMS; "" where nothing was said.
    where = models.CharField(max_length=10, choices=Where, blank=True)
    note = models.TextField(max_length=NOTE_LENGTH, blank=True)
    note_held = models.BooleanField(default=False)  # until a person has read it
    state = models.CharField(max_length=16, choices=BookingState, default=BookingState.BOOKED)
    zone_shown = models.CharField(max_length=64)  # in which the member read the time
    booked_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sequence = models.PositiveSmallIntegerField(default=0)  # of its changes, for calendars
    kept_until = models.DateTimeField(null=True)
    longer_until = models.DateTimeField(null=True)  # both wanted five minutes more
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = BookingManager()  # sessions: whoever asks for them never meets a kept time
    rows = BookingQuerySet.as_manager()

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="sessions_booking_one_of_a_specialist",
                expressions=(
                    ("specialist", RangeOperators.EQUAL),
                    (TsTzRange("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ),
                condition=Q(state__in=OCCUPYING),
            ),
            ExclusionConstraint(
                name="sessions_booking_one_of_a_member",
                expressions=(
                    ("member", RangeOperators.EQUAL),
                    (TsTzRange("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ),
                condition=Q(state__in=OCCUPYING),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at"), ends_at__lte=F("starts_at") + LONGEST),
                name="sessions_booking_ends_within_an_hour",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=BookingState.CANCELLED,
                    cancelled_at__isnull=False,
                    cancelled_by__isnull=False,
                )
                | Q(~Q(state=BookingState.CANCELLED), cancelled_at=None, cancelled_by=None),
                name="sessions_booking_cancelled_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ONLY_KEPT, kept_until__isnull=False, note="")
                | Q(~Q(state__in=ONLY_KEPT), kept_until=None),
                name="sessions_booking_kept_until_some_time",
            ),
            models.CheckConstraint(
                condition=Q(longer_until=None)
                | Q(longer_until__gt=F("ends_at"), longer_until__lte=F("ends_at") + LONGER),
                name="sessions_booking_longer_by_five_minutes",
            ),
            models.UniqueConstraint(
                fields=("member",),
                condition=Q(state=BookingState.KEPT),
                name="sessions_booking_one_kept_time_of_a_member",
            ),
        )
        indexes = (
            models.Index(fields=("member", "starts_at"), name="sessions_booking_of_member"),
            models.Index(fields=("specialist", "starts_at"), name="sessions_booking_of_peer"),
        )

    def __str__(self) -> str:
        return f"Booking#{self.pk}"

    def get_absolute_url(self) -> str:
        """The page that both people see."""
        return reverse("sessions:one", args=[self.public_id])

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return (self.ends_at - self.starts_at) // timedelta(minutes=1)

    @property
    def over_at(self) -> datetime:
        """When it really ends: as booked, or later where both wanted more."""
        return self.longer_until or self.ends_at

    @property
    def appointment(self) -> Appointment:
        """What a calendar may know of it."""
        return Appointment(
            public_id=self.public_id,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            changed_at=self.changed_at,
            sequence=self.sequence,
            cancelled=self.cancelled_at is not None,
        )

    def meets(self, stretches: Iterable[tuple[datetime, datetime]]) -> bool:
        """Whether it has a moment in one of them."""
        return any(self.starts_at < end and start < self.ends_at for start, end in stretches)

    def may_be_cancelled(self, *, now: datetime) -> bool:
        """Whether it is booked and has not begun."""
        return self.state == BookingState.BOOKED and now < self.starts_at

    def is_free_to_change(self, *, now: datetime) -> bool:
        """Whether its time can be changed, or it can be cancelled without a thought."""
        return self.state == BookingState.BOOKED and now < self.starts_at - FREE_UNTIL

    def may_be_recorded(self, *, now: datetime) -> bool:
        """Whether it has begun, so that one can say whether the two met."""
        return self.state != BookingState.CANCELLED and now >= self.starts_at

    def begin_at(self, starts_at: datetime, *, zone: str, now: datetime) -> None:
        """Take another time, as long as before, if nobody has changed it since this row was read.

        Raises:
            TransitionNotAllowed: it is not booked, or was overtaken.
        """
        mine = type(self).objects.filter(
            pk=self.pk, state=BookingState.BOOKED, sequence=self.sequence
        )
        if not mine.update(
            starts_at=starts_at,
            ends_at=starts_at + (self.ends_at - self.starts_at),
            zone_shown=zone,
            changed_at=now,
            sequence=F("sequence") + 1,
        ):
            raise TransitionNotAllowed("This session has changed meanwhile. Please look again.")
        self.refresh_from_db()

    def move_to(self, state: BookingState, **stamps: object) -> None:
        """Change state if nobody has changed it since this row was read.

        Raises:
            TransitionNotAllowed: the move is not in the booking's life, or was overtaken.
        """
        if state not in ALLOWED[BookingState(self.state)]:
            raise TransitionNotAllowed("This session has changed meanwhile. Please look again.")
        mine = type(self).objects.filter(pk=self.pk, state=self.state)
        if state == BookingState.CANCELLED:  # what calendars have of the others stays as it is
            stamps["sequence"] = F("sequence") + 1
        if not mine.update(state=state, **stamps):
            raise TransitionNotAllowed("This session has changed meanwhile. Please look again.")
        self.refresh_from_db()
