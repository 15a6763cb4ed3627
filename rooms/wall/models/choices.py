"""What people do with posts besides writing, and what a moderator may ask of a writer."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from peerhub.topics.models import Topic
from rooms.kindness import Kindness
from rooms.wall.models.post import Post

REASON = 300  # characters


class PostReaction(models.Model):
    """Somebody answered a post with one of six kind words. Only its author sees that they came."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=Kindness)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("post", "person", "kind"), name="rooms_postreaction_once"
            ),
        )

    def __str__(self) -> str:
        return f"PostReaction#{self.pk}"


class SavedPost(models.Model):
    """A post that somebody keeps for themselves. Nobody else knows, its author neither."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_posts"
    )
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "post"), name="rooms_savedpost_once"),
        )

    def __str__(self) -> str:
        return f"SavedPost#{self.pk}"


class TopicFollow(models.Model):
    """Somebody wants to read more about a topic. Only they know; it opens nothing to them."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="topic_follows"
    )
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "topic"), name="rooms_topicfollow_once"),
        )

    def __str__(self) -> str:
        return f"TopicFollow#{self.pk}"


class WallSilenceQuerySet(models.QuerySet["WallSilence"]):
    """Questions about who may only read."""

    def active(self, *, now: datetime) -> Self:
        """Those that hold now: not lifted, not over."""
        return self.filter(lifted_at=None, until__gt=now)


class WallSilence(models.Model):
    """A moderator asked somebody to read and not to write on the wall, until an instant."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wall_silences"
    )
    reason = models.CharField(max_length=REASON)  # told to the person, in the moderator's words
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    objects = WallSilenceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(until__gt=F("set_at")), name="rooms_wallsilence_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="rooms_wallsilence_lifted_at_and_by_together",
            ),
        )

    def __str__(self) -> str:
        return f"WallSilence#{self.pk}"
