"""Lines of what was done for a person: each is written once and never changed."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import ExpressionWrapper, Q
from django.db.models.functions import Now

from safety.closing.states import About, Help, Result, Way

WORDS = 2000  # characters of one's own words


class ContactAttempt(models.Model):
    """Somebody tried to reach the person."""

    flag = models.ForeignKey("safety.Flag", on_delete=models.PROTECT, related_name="attempts")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contact_attempts"
    )
    way = models.CharField(max_length=16, choices=Way)
    result = models.CharField(max_length=16, choices=Result)
    words = models.TextField(max_length=WORDS, blank=True)
    try_again = models.DateTimeField(null=True)  # when the next attempt is meant to be

    def __str__(self) -> str:
        return f"ContactAttempt#{self.pk}"


class HelpGiven(models.Model):
    """Something that the person was given, or offered."""

    flag = models.ForeignKey("safety.Flag", on_delete=models.PROTECT, related_name="help_given")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="help_given"
    )
    what = models.CharField(max_length=24, choices=Help)
    words = models.TextField(max_length=WORDS, blank=True)

    def __str__(self) -> str:
        return f"HelpGiven#{self.pk}"


class IncidentQuerySet(models.QuerySet["Incident"]):
    """Questions about incident records."""

    def to_review(self) -> Self:
        """No supervisor has read them; those that wait longest first, and whether it is too long."""
        late = ExpressionWrapper(Q(review_until__lt=Now()), output_field=models.BooleanField())
        waiting = self.filter(review=None).annotate(is_late=late)
        return waiting.order_by("review_until", "pk")


class Incident(models.Model):
    """The record of something that happened at once: a supervisor reviews it within a day."""

    flag = models.ForeignKey("safety.Flag", on_delete=models.PROTECT, related_name="incidents")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="incidents"
    )
    words = models.TextField(max_length=WORDS)
    review_until = models.DateTimeField()

    objects = IncidentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Incident#{self.pk}"


class IncidentReview(models.Model):
    """A supervisor has read a record."""

    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="review")
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="incident_reviews"
    )

    def __str__(self) -> str:
        return f"IncidentReview#{self.pk}"


class Agreement(models.Model):
    """A second person agrees to something about a case."""

    flag = models.ForeignKey("safety.Flag", on_delete=models.PROTECT, related_name="agreements")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="agreements"
    )
    about = models.CharField(max_length=16, choices=About)
    words = models.TextField(max_length=WORDS)

    def __str__(self) -> str:
        return f"Agreement#{self.pk}"
