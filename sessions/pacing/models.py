"""What a member would like of a session, who read it, and how heavy things felt."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from peerhub.accounts.models import User
from peerhub.crypto import Unreadable, box_for
from sessions.bookings.models import Booking
from sessions.pacing import pause
from sessions.pacing.lighter import HEAVIEST, Pair
from sessions.pacing.states import Depth, Manner

OFF_TABLE = 300  # characters
CALL_ME = 40  # characters, as a handle
PURPOSE = "pacing cards"  # of the key that seals their words


@dataclass(frozen=True)
class OwnWords:
    """What the member wrote on a card in own words; "" is skipped."""

    off_table: str = ""
    pause_word: str = ""
    call_me: str = ""


@dataclass(frozen=True)
class Wish:
    """All that a card says. Nothing has to be chosen; the camera stays off unless they say else."""

    depth: Depth | None = None
    manner: Manner | None = None
    notes: tuple[str, ...] = ()  # slugs of content notes that are off the table
    words: OwnWords = field(default_factory=OwnWords)
    camera_off: bool = True


class PacingCardQuerySet(models.QuerySet["PacingCard"]):
    """Questions about cards."""

    def newest_of(self, booking: Booking) -> PacingCard | None:
        """What counts now; None: they left everything open."""
        return self.filter(booking=booking).order_by("-number").first()

    def before(self, booking: Booking) -> PacingCard | None:
        """The last card of the same two people for another session."""
        both = self.filter(
            booking__member=booking.member_id, booking__specialist=booking.specialist_id
        )
        others = both.exclude(booking=booking).select_related("booking")
        return others.order_by("-written_at", "-pk").first()


class PacingCard(models.Model):
    """One version of what the member would like of a session. The database refuses to change it.

    Who wrote it is the member of the booking, always.
    """

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="pacing_cards")
    number = models.PositiveSmallIntegerField()  # from 1; 0 stands for no card
    depth = models.CharField(max_length=8, choices=Depth, blank=True)
    manner = models.CharField(max_length=8, choices=Manner, blank=True)
    notes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    sealed = models.BinaryField()
    camera_off = models.BooleanField(default=True)
    written_at = models.DateTimeField()

    objects = PacingCardQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("booking", "number"), name="sessions_pacingcard_once_in_a_version"
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0), name="sessions_pacingcard_begins_with_one"
            ),
        )

    def __str__(self) -> str:
        return f"PacingCard#{self.pk}"

    @classmethod
    def of(cls, booking: Booking, number: int, wish: Wish, *, now: datetime) -> Self:
        """A version that is not saved yet."""
        card = cls(
            booking=booking,
            number=number,
            depth=wish.depth or "",
            manner=wish.manner or "",
            notes=list(wish.notes),
            camera_off=wish.camera_off,
            written_at=now,
        )
        said = {**asdict(wish.words), "place": card._place}
        card.sealed = box_for(PURPOSE).encrypt(json.dumps(said).encode())
        return card

    @property
    def words(self) -> OwnWords:
        """The member's own words.

        Raises:
            peerhub.crypto.Unreadable: they were taken from another card.
            cryptography.fernet.InvalidToken: they were changed, or their key is not here.
        """
        said = json.loads(box_for(PURPOSE).decrypt(bytes(self.sealed)))
        if said.pop("place") != self._place:
            raise Unreadable("it belongs elsewhere")
        return OwnWords(**said)

    @property
    def wish(self) -> Wish:
        """All that it says."""
        return Wish(
            depth=Depth(self.depth) if self.depth else None,
            manner=Manner(self.manner) if self.manner else None,
            notes=tuple(self.notes),
            words=self.words,
            camera_off=self.camera_off,
        )

    @property
    def pause_word(self) -> str:
        """What stops the session: theirs, or the usual one."""
        return self.words.pause_word or pause.USUAL

    @property
    def _place(self) -> str:
        """Where its words belong: none of this ever changes."""
        return f"{self.booking.public_id}:{self.number}"


class CardReading(models.Model):
    """The specialist has read a version, or that there is none (0), and will keep to it."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="card_readings")
    number = models.PositiveSmallIntegerField()
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="card_readings"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("booking", "number"), name="sessions_cardreading_once_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"CardReading#{self.pk}"


class HeavinessQuerySet(models.QuerySet["Heaviness"]):
    """Questions about how heavy things felt."""

    def of(self, member: User) -> Self:
        """The member's own, the latest session first."""
        mine = self.filter(booking__member=member)
        return mine.select_related("booking__specialist__person").order_by("-booking__starts_at")

    def pairs(self) -> list[Pair]:
        """Before and after, of sessions that have both."""
        said = self.values_list("before", "after")
        return [
            (before, after) for before, after in said if before is not None and after is not None
        ]


class Heaviness(models.Model):
    """How heavy things felt before and after one session, 0 to 10. It is the member's."""

    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, related_name="heaviness")
    before = models.PositiveSmallIntegerField(null=True)
    after = models.PositiveSmallIntegerField(null=True)
    shared_at = models.DateTimeField(null=True)  # since then the specialist may see it

    objects = HeavinessQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=(Q(before=None) | Q(before__lte=HEAVIEST))
                & (Q(after=None) | Q(after__lte=HEAVIEST)),
                name="sessions_heaviness_from_0_to_10",
            ),
        )

    def __str__(self) -> str:
        return f"Heaviness#{self.pk}"
