"""What people chose for their page of the wall, and of which silences we told somebody."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from rooms.feed.states import Order
from rooms.wall.models import Post


class FeedChoice(models.Model):
    """One person's order, and up to where they said that they have seen it.

    ``seen_to`` moves only when they press a button. It is when others could read the newest post
    that they saw, and not when they looked.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_choice"
    )
    order = models.CharField(max_length=8, choices=Order, default=Order.NEAR)
    seen_to = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"FeedChoice#{self.pk}"


class SilenceTold(models.Model):
    """Those on shift were told that this post has no answer; that happens once."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"SilenceTold#{self.pk}"
