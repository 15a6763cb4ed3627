"""What the two say of a session: whether they met, and that it is heavy."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q

from peerhub.accounts.models import User
from sessions.bookings.models.booking import Booking
from sessions.bookings.states import BookingState, Word

WAIT = timedelta(minutes=10)  # for the other one, before one says that they did not come
TAKE_BACK = timedelta(days=1)  # in which one takes back what one said of a session
PATTERN = timedelta(weeks=4)  # in which a supervisor sees that a specialist was away more than once
RESTED = timedelta(minutes=15)  # kept free after a heavy session: handbook, domain 4 item 9


class MeetingWordQuerySet(models.QuerySet["MeetingWord"]):
    """Questions about what was said of sessions."""

    def often_away(self, *, now: datetime) -> set[int]:
        """Specialists, by person, who were not there at two sessions or more in the last four weeks.

        As the session stands, which is what the member says where both spoke. How often, and with
        whom, is told to nobody.
        """
        own = Q(said=Word.SELF_AWAY, by=F("booking__specialist__person"))
        theirs = Q(said=Word.OTHER_AWAY, by=F("booking__member"))
        missed = self.filter(
            own | theirs,
            booking__state=BookingState.MISSED,
            booking__starts_at__gt=now - PATTERN,
        ).order_by()
        counted = missed.values_list("booking__specialist__person").annotate(
            sessions=Count("booking", distinct=True)
        )
        return {person for person, sessions in counted if sessions > 1}

    def members_away(self, member: User) -> Self:
        """What says of this member's sessions that stand as missed that they were away.

        Theirs where they spoke, as the word of a member goes first; else the specialist's.
        """
        missed = self.filter(booking__member=member, booking__state=BookingState.MISSED)
        theirs = MeetingWord.objects.filter(booking=OuterRef("booking"), by=member)
        own = Q(by=member, said=Word.SELF_AWAY)
        others = ~Q(by=member) & Q(said=Word.OTHER_AWAY) & ~Exists(theirs)
        return missed.filter(own | others)


class MeetingWord(models.Model):
    """What one of the two says: we met, they did not come, I could not come. No reason has a place."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="meeting_words")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="meeting_words"
    )
    said = models.CharField(max_length=16, choices=Word)
    at = models.DateTimeField()

    objects = MeetingWordQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("booking", "by"), name="sessions_meetingword_one_of_each"
            ),
        )

    def __str__(self) -> str:
        return f"MeetingWord#{self.pk}"

    def can_be_taken_back(self, *, now: datetime) -> bool:
        """For a day after it was said."""
        return now < self.at + TAKE_BACK


class HeavyMark(models.Model):
    """Its specialist finds a session heavy, before or after it: nobody meets them right behind it.

    The member never sees it; a supervisor sees how much of it there is, and not where.
    """

    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, related_name="heavy_mark")
    marked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"HeavyMark#{self.pk}"
