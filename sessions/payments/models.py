"""Payments, what became of each, and the events that came from the card company."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.crypto import seal, unseal
from sessions.bookings.models import Booking, new_public_id
from sessions.bookings.states import Mode, Where
from sessions.payments.states import ALLOWED, PAID, WITH_SESSION, PaymentState, Trouble, Why

KEPT_FOR = timedelta(minutes=35)  # the time, from the press on "Pay"
PAGE_FOR = timedelta(minutes=31)  # the card company keeps a page open for half an hour at least
LEASE = timedelta(seconds=90)  # how long one of us may hold a payment; one step takes less
NO_REASON_FOR = timedelta(days=14)  # after a session: money back, and nobody asks why
REFERENCE = 64  # characters of the card company's ids


class PaymentQuerySet(models.QuerySet["Payment"]):
    """Questions about payments."""

    def of(self, member: User) -> Self:
        """A member's own, the latest first."""
        mine = self.filter(member=member).order_by("-begun_at", "-pk")
        return mine.select_related("specialist", "booking")

    def due(self, *, now: datetime) -> Self:
        """With something to do, and held by nobody."""
        free = Q(held_until=None) | Q(held_until__lte=now)
        return self.filter(free, due_at__lte=now)

    def open_of(self, member: User) -> Self:
        """That one that the member is about to pay; there is one at most."""
        return self.filter(member=member, state=PaymentState.BEGUN)

    def bearing(self, booking: Booking) -> Self:
        """Those by which a session is borne; there is one at most."""
        return self.filter(booking=booking, state__in=PAID)

    def counting(self) -> Self:
        """Of a session, and not given back because it was a hard one: these cost nothing in any way."""
        return self.filter(booking__isnull=False).exclude(why=Why.HARD)

    def in_trouble(self) -> Self:
        """Those that a person of ours has to look at, the longest waiting first."""
        waiting = self.exclude(trouble="").filter(looked_after_at=None)
        return waiting.order_by("changed_at", "pk")


class Payment(models.Model):
    """Money for one session: from the press on "Pay" to what became of it.

    The card company knows ``public_id`` and a sum. Whom it is for, and with whom, it never hears.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="payments"
    )
    specialist = models.ForeignKey(
        SpecialistProfile, on_delete=models.PROTECT, related_name="payments"
    )
    booking = models.OneToOneField(
        Booking, null=True, on_delete=models.PROTECT, related_name="payment"
    )
    # The session that is to be booked, as its member chose it.
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=8, choices=Mode)
    where = models.CharField(max_length=10, choices=Where, blank=True)
    sealed_note = models.BinaryField(default=b"")  # until it is booked, or nothing comes of it
    cents = models.PositiveIntegerField()  # from our own price, never from a form
    state = models.CharField(max_length=16, choices=PaymentState, default=PaymentState.BEGUN)
    why = models.CharField(max_length=16, choices=Why, blank=True, default=Why.NONE)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closes_at = models.DateTimeField()  # the page for paying
    keeps_time = models.BooleanField(default=False)  # a row of ours does, which goes with it
    # What the card company calls it; "" until there is one.
    page_id = models.CharField(max_length=REFERENCE, blank=True, default="")
    hold_id = models.CharField(max_length=REFERENCE, blank=True, default="")
    fee_cents = models.PositiveIntegerField(null=True)
    # Who goes on with it, and when: whoever comes first.
    due_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)  # since something last changed
    refusals = models.PositiveSmallIntegerField(default=0)  # times that the card company said no
    error = models.CharField(max_length=64, blank=True, default="")  # a class or a code
    trouble = models.CharField(max_length=10, choices=Trouble, blank=True, default=Trouble.NONE)
    looked_after_at = models.DateTimeField(null=True)
    looked_after_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PaymentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("member",),
                condition=Q(state=PaymentState.BEGUN),
                name="sessions_payment_one_open_of_a_member",
            ),
            models.UniqueConstraint(
                fields=("page_id",),
                condition=~Q(page_id=""),
                name="sessions_payment_one_of_a_page",
            ),
            models.UniqueConstraint(
                fields=("hold_id",),
                condition=~Q(hold_id=""),
                name="sessions_payment_one_of_a_hold",
            ),
            models.CheckConstraint(
                condition=Q(cents__gt=0), name="sessions_payment_costs_something"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WITH_SESSION) | Q(booking__isnull=False),
                name="sessions_payment_is_taken_for_a_session",
            ),
            models.CheckConstraint(
                condition=Q(looked_after_at=None, looked_after_by=None)
                | Q(looked_after_at__isnull=False, looked_after_by__isnull=False),
                name="sessions_payment_looked_after_by_somebody",
            ),
        )
        indexes = (
            models.Index(
                fields=("due_at",),
                condition=Q(due_at__isnull=False),
                name="sessions_payment_due",
            ),
            models.Index(fields=("member", "-begun_at"), name="sessions_payment_of_member"),
        )

    def __str__(self) -> str:
        return f"Payment#{self.pk}"

    def get_absolute_url(self) -> str:
        """Its page: how it stands, its receipt, and the way back of the money."""
        return reverse("sessions:payment", args=[self.public_id])

    @property
    def ends_at(self) -> datetime:
        """When the session would end."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def kept_until(self) -> datetime:
        """Until when the time is kept while somebody pays."""
        return self.begun_at + KEPT_FOR

    @property
    def place(self) -> str:
        """Where its note belongs, for sealing."""
        return f"sessions.payment.note:{self.public_id}"

    @property
    def note(self) -> str:
        """What the member wrote for their specialist, while it waits."""
        lies = bytes(self.sealed_note)
        return unseal(lies, place=self.place) if lies else ""

    def keep_note(self, words: str) -> None:
        """Seal it; "" for none."""
        self.sealed_note = seal(words, place=self.place) if words else b""

    def wake(self, *, now: datetime) -> None:
        """Somebody has to go on with it now."""
        type(self).objects.filter(pk=self.pk).update(due_at=now, tries=0)

    def move_to(self, state: PaymentState, *, now: datetime, why: Why | None = None) -> None:
        """Change the state of a row that is locked, and write that down. The caller saves the rest.

        Raises:
            ValueError: the move is not in a payment's life: a mistake of ours.
        """
        if state not in ALLOWED[PaymentState(self.state)]:
            raise ValueError(f"{self} cannot go from {self.state} to {state}")
        self.state, self.changed_at, self.tries, self.error = state, now, 0, ""
        if why is not None:
            self.why = why
        PaymentChange.objects.create(payment=self, state=state, why=self.why, at=now)


class PaymentChange(models.Model):
    """One step of a payment's life: written once, and never changed."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="changes")
    state = models.CharField(max_length=16, choices=PaymentState)
    why = models.CharField(max_length=16, choices=Why, blank=True, default=Why.NONE)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"PaymentChange#{self.pk}"


class PaymentEvent(models.Model):
    """An event of the card company that we have heard of: once, however often it comes."""

    event_id = models.CharField(max_length=REFERENCE, primary_key=True)
    kind = models.CharField(max_length=80)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"PaymentEvent#{self.event_id}"


class EventsRead(models.Model):
    """Until when we have read the card company's own list of events; one row."""

    one = models.BooleanField(primary_key=True, default=True)
    until = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(one=True), name="sessions_eventsread_is_one"),
        )

    def __str__(self) -> str:
        return f"EventsRead#{self.pk}"
