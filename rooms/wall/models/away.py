"""A post, or all about a topic, that somebody does not want to meet until tomorrow."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from peerhub.topics.models import Topic
from rooms.wall.models.post import Post


class PutAwayQuerySet(models.QuerySet["PutAway"]):
    """Questions to what was put away."""

    def active(self, *, now: datetime) -> Self:
        """What is away at ``now``."""
        return self.filter(until__gt=now)


class PutAway(models.Model):
    """It stands in no list of this person until an instant; only they know."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="put_away"
    )
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+", null=True)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+", null=True)
    until = models.DateTimeField()

    objects = PutAwayQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "post"), name="rooms_putaway_post_once"),
            models.UniqueConstraint(fields=("person", "topic"), name="rooms_putaway_topic_once"),
            models.CheckConstraint(
                condition=Q(post__isnull=True) ^ Q(topic__isnull=True), name="rooms_putaway_of_one"
            ),
        )

    def __str__(self) -> str:
        return f"PutAway#{self.pk}"
