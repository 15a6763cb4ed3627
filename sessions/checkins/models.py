"""How days were, said in a minute by the member themself, and who may see the numbers."""

from __future__ import annotations

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from peerhub.accounts.models import User
from peerhub.crypto import seal, unseal
from sessions.checkins.states import HARD_UNTIL, MOST, STANDS_AT, Part, Word


class DayCheckInQuerySet(models.QuerySet["DayCheckIn"]):
    """Questions about check-ins."""

    def of(self, person: User) -> Self:
        """A person's own, the newest day first."""
        return self.filter(member=person).order_by("-on")

    def with_numbers(self) -> Self:
        """Those that say a number, or a word in place of one."""
        return self.exclude(day=None, word="", sleep=None, close=None)


class DayCheckIn(models.Model):
    """One day of one member, on their own calendar. Deleting it leaves nothing of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="day_check_ins"
    )
    on = models.DateField()
    day = models.PositiveSmallIntegerField(null=True)
    word = models.CharField(max_length=12, choices=Word, blank=True, default="")  # in place of day
    sleep = models.PositiveSmallIntegerField(null=True)
    close = models.PositiveSmallIntegerField(null=True)
    sealed_line = models.BinaryField(default=b"")  # b"": nothing written
    said_at = models.DateTimeField()  # first

    objects = DayCheckInQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("member", "on"), name="sessions_daycheckin_one_a_day"),
            models.CheckConstraint(
                condition=(Q(day=None) | Q(day__lte=MOST))
                & (Q(sleep=None) | Q(sleep__lte=MOST))
                & (Q(close=None) | Q(close__lte=MOST)),
                name="sessions_daycheckin_from_0_to_10",
            ),
            models.CheckConstraint(
                condition=Q(day=None) | Q(word=""), name="sessions_daycheckin_number_or_word"
            ),
            models.CheckConstraint(
                condition=~Q(day=None, word="", sleep=None, close=None, sealed_line=b""),
                name="sessions_daycheckin_says_something",
            ),
        )

    def __str__(self) -> str:
        return f"DayCheckIn#{self.pk}"

    @property
    def value(self) -> int | None:
        """Where the day stands from 0 to 10, also when it was said with a word."""
        return STANDS_AT[Word(self.word)] if self.word else self.day

    @property
    def said_day(self) -> str:
        """The day as it was said: "4 of 10", "Hard"; "" where it was not."""
        return Word(self.word).label if self.word else of_ten(self.day)

    @property
    def said_sleep(self) -> str:
        """The night as it was said."""
        return of_ten(self.sleep)

    @property
    def said_close(self) -> str:
        """Closeness as it was said."""
        return of_ten(self.close)

    @property
    def said(self) -> str:
        """All numbers of it in a few words: "Hard, sleep 4 of 10"."""
        named = (("", self.said_day), ("sleep ", self.said_sleep), ("closeness ", self.said_close))
        return ", ".join(f"{name}{words}" for name, words in named if words)

    @property
    def was_hard(self) -> bool:
        """Whether a kind word is due."""
        return self.value is not None and self.value <= HARD_UNTIL

    @property
    def line(self) -> str:
        """The member's own line; "" for none.

        Raises:
            peerhub.crypto.Unreadable: it was changed or moved, or its key is not here.
        """
        lies = bytes(self.sealed_line)
        return unseal(lies, place=self._place) if lies else ""

    def write(self, line: str) -> None:
        """Seal ``line`` into this row, whose public id is known."""
        self.sealed_line = seal(line, place=self._place) if line else b""

    def given(self, part: Part) -> str | int | None:
        """What was said to one question; None or "" for nothing."""
        if part == Part.LINE:
            return self.line
        if part == Part.DAY and self.word:
            return self.word
        found: int | None = getattr(self, part.value)
        return found

    @property
    def says_something(self) -> bool:
        """Whether anything is left of it."""
        numbers = (self.day, self.sleep, self.close)
        return bool(self.word or self.sealed_line) or any(each is not None for each in numbers)

    @property
    def _place(self) -> str:
        """Where its words belong: none of this ever changes."""
        return f"peer_sessions.daycheckin.line:{self.public_id}"


class DayCheckInShare(models.Model):
    """One specialist may see the numbers of the last check-ins, until the row is gone."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="check_in_shares"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="check_ins_shared"
    )
    shared_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("member", "person"), name="sessions_daycheckinshare_once_for_each"
            ),
        )

    def __str__(self) -> str:
        return f"DayCheckInShare#{self.pk}"


def of_ten(number: int | None) -> str:
    """A number of the scale in words."""
    return "" if number is None else f"{number} of {MOST}"
