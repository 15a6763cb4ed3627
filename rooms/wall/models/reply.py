"""Replies to posts, one level deep, and what posts and replies said before they were changed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from peerhub.accounts.models import Block
from rooms.wall.models.eyes import eyes_of
from rooms.wall.models.post import DESCRIPTION, Post, picture_of
from rooms.wall.models.written import WORDS, Written, has_words_or_is_deleted
from rooms.wall.states import State

if TYPE_CHECKING:
    from peerhub.accounts.models import User


class ReplyQuerySet(models.QuerySet["Reply"]):
    """Questions to the replies."""

    def visible_to(self, person: User, now: datetime, *, past_turning: bool = False) -> Self:
        """The replies this person may see under posts that they may see; see ``Post``.

        What somebody wrote who is apart from the author of the post is left out for everybody:
        nobody speaks under a post behind its author's back.
        """
        eyes = eyes_of(person.pk, past_turning=past_turning)
        one = Q(by=OuterRef("author"), whom=OuterRef("post__author"))
        other = Q(by=OuterRef("post__author"), whom=OuterRef("author"))
        others = Q(state=State.SHOWN, posted_at__lte=now, author__is_active=True)
        others &= ~Q(author__in=eyes.turned_from)
        if not past_turning:
            others &= ~Q(Exists(Block.objects.filter(one | other)))
        return self.filter(others | Q(author=person.pk)).exclude(state=State.DELETED)

    def in_order(self) -> Self:
        """As they stand under their post."""
        return self.order_by("posted_at", "pk")


class Reply(Written):
    """An answer to a post. There are no answers to answers."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="replies")

    objects = ReplyQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("author", "client_id"), name="rooms_reply_sent_once"),
            has_words_or_is_deleted("rooms_reply_says_something"),
            models.CheckConstraint(
                condition=Q(posted_at__gte=F("written_at")), name="rooms_reply_posted_when_written"
            ),
        )
        indexes = (
            models.Index(fields=("post", "posted_at"), name="rooms_reply_of_post"),
            models.Index(F("author"), F("written_at").desc(), name="rooms_reply_of_author"),
        )


class WallFormerQuerySet(models.QuerySet["WallFormer"]):
    """Questions about what was said before."""

    def of(self, public_id: str) -> Self:
        """Of the post or the reply with this public id."""
        return self.filter(Q(post__public_id=public_id) | Q(reply__public_id=public_id))


class WallFormer(models.Model):
    """What a post or a reply said before its author changed it: kept for moderators.

    ``words`` with what a drawing shows; ``drawing``: its strokes, where it was taken away.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="formers", null=True)
    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="formers", null=True)
    words = models.TextField(max_length=WORDS + DESCRIPTION + 2)
    drawing = models.JSONField(null=True)
    until = models.DateTimeField()

    objects = WallFormerQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(post__isnull=True) ^ Q(reply__isnull=True),
                name="rooms_wallformer_of_one",
            ),
        )

    def __str__(self) -> str:
        return f"WallFormer#{self.pk}"

    @property
    def picture(self) -> str:
        """The drawing that was taken away, as SVG; "" where none was."""
        return picture_of(self.drawing, "")
