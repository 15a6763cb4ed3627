"""Who is friends with whom: two handles, one of whom asked and the other said yes."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.urls import reverse

if TYPE_CHECKING:
    from peerhub.accounts.models import User

# Numbers of our own. Whoever asked cannot tell a no from silence: both look the same to them for as
# long as an ask waits, and after each of them they can ask again on the same day. A no is followed
# by 90 days at the least without another ask.
WAITS = timedelta(days=90)  # an ask that nobody answers
RESTS = timedelta(days=90)  # after that, and after a friendship that the other one ended


class FriendshipQuerySet(models.QuerySet["Friendship"]):
    """Questions about friendships and asks."""

    def of(self, person_id: int) -> Self:
        """Those of a person, whoever asked."""
        return self.filter(Q(asker=person_id) | Q(asked=person_id))

    def between(self, one_id: int, other_id: int) -> Self:
        """Of these two, whoever asked."""
        return self.filter(Q(asker=one_id, asked=other_id) | Q(asker=other_id, asked=one_id))

    def standing(self) -> Self:
        """Friendships: accepted, and ended by neither."""
        return self.filter(accepted_at__isnull=False, ended_at=None)

    def over(self) -> Self:
        """Friendships that one of the two ended."""
        return self.filter(accepted_at__isnull=False, ended_at__isnull=False)

    def kept_by(self, asker_id: int, *, now: datetime) -> Self:
        """A person's asks as they see them: those that wait, and those that got a no, alike."""
        asked = self.filter(asker=asker_id, accepted_at=None, asked_at__gt=now - WAITS)
        return asked.exclude(ended_by=asker_id)

    def waiting(self, *, now: datetime) -> Self:
        """Asks that can be answered."""
        return self.filter(accepted_at=None, ended_at=None, asked_at__gt=now - WAITS)

    def with_people(self) -> Self:
        """Both people at once, for pages that name them."""
        return self.select_related("asker", "asked")


class TakesAsks(models.Model):
    """A member who said that people may ask to be friends with them; without a row nobody may."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="takes_asks"
    )
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"TakesAsks#{self.pk}"


class Friendship(models.Model):
    """One ask, and what became of it. A no is an ask that ended and was never accepted.

    Two people can have many rows one after the other, and at most one that has not ended.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="friendships_asked"
    )
    asked = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="friendships_answered"
    )
    asked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # Whoever ended it may ask again at once; the other one waits. No page says who it was.
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = FriendshipQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                Least("asker", "asked"),
                Greatest("asker", "asked"),
                condition=Q(ended_at=None),
                name="rooms_friendship_one_a_pair",
            ),
            models.CheckConstraint(condition=~Q(asker=F("asked")), name="rooms_friendship_of_two"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="rooms_friendship_ended_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None)
                | Q(accepted_at=None)
                | Q(ended_at__gte=F("accepted_at")),
                name="rooms_friendship_ends_after_it_began",
            ),
        )
        indexes = (models.Index(fields=("asked", "asked_at"), name="rooms_friendship_asked"),)

    def __str__(self) -> str:
        return f"Friendship#{self.pk}"

    def get_absolute_url(self) -> str:
        """The page on which the two write."""
        return reverse("rooms:letters", args=[self.public_id])

    def other(self, person: User) -> User:
        """The other one of the two."""
        return self.asked if self.asker_id == person.pk else self.asker
