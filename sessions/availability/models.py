"""When a peer specialist is there, week after week."""

from django.db import models
from django.db.models import F, Q

from matching.models import SpecialistProfile
from peerhub.weekdays import Weekday
from sessions.availability.slots import WeeklyHours


class OfferedHours(models.Model):
    """Hours of one weekday, on the wall clock of the specialist's own zone."""

    profile = models.ForeignKey(
        SpecialistProfile, on_delete=models.CASCADE, related_name="offered_hours"
    )
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    opens = models.TimeField()
    closes = models.TimeField()  # at or before ``opens``: on the next morning

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(weekday__lte=6), name="sessions_hours_weekday_in_a_week"
            ),
            models.CheckConstraint(
                condition=~Q(opens=F("closes")), name="sessions_hours_open_before_they_close"
            ),
            models.UniqueConstraint(
                fields=("profile", "weekday", "opens"), name="sessions_hours_begin_once"
            ),
        )

    def __str__(self) -> str:
        return f"OfferedHours#{self.pk}"

    @property
    def weekly(self) -> WeeklyHours:
        """The same as a plain value."""
        return WeeklyHours(self.weekday, self.opens, self.closes)
