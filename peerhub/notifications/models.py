"""Notices: rows with a due time. What is due is a row, so no killed process loses it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

# How long a poller may hold a notice before another takes it. What is taken over too early is still
# done once, by the lock of its row; what a killed poller held is late by this much.
LEASE = timedelta(seconds=10)


LONGEST_HOLD = timedelta(minutes=1)  # of many at once, which are sent one after the other


def _free(now: datetime) -> Q:
    """Held by nobody, or no longer; no true clock has written a hold that ends far ahead."""
    return Q(held_until=None) | Q(held_until__lt=now) | Q(held_until__gt=now + LONGEST_HOLD)


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Questions about notices."""

    def due(self, *, now: datetime) -> Self:
        """Not sent, not called off, due, and held by nobody."""
        return self.filter(
            _free(now),
            sent_at=None,
            cancelled_at=None,
            due_at__lte=now,
        )

    def shown_to(self, person_id: int) -> Self:
        """What the person sees on their updates page, newest first."""
        return self.filter(person_id=person_id, sent_at__isnull=False).order_by("-sent_at", "-pk")


class Notice(models.Model):
    """One thing to tell one person at one time, once."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=64)
    reference = models.CharField(max_length=128, unique=True)
    context = models.JSONField(default=dict)
    url = models.CharField(max_length=200, blank=True)
    # What its person chose for this one; its kind may leave the site on fewer ways.
    by_mail = models.BooleanField(default=True, db_default=True)
    by_push = models.BooleanField(default=True, db_default=True)
    due_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(
                fields=("due_at",),
                condition=Q(sent_at=None, cancelled_at=None),
                name="notifications_notice_due",
            ),
            models.Index(fields=("person", "-sent_at"), name="notifications_notice_person"),
        )

    def __str__(self) -> str:
        return f"Notice#{self.pk}"


class PushSubscription(models.Model):
    """A browser in which a person turned notifications on.

    Its address at the push service is one for each browser, so it could join what a person keeps
    apart: it lies sealed, and only a keyed digest of it can be looked for.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="push_subscriptions"
    )
    mark = models.CharField(max_length=64, unique=True)
    sealed = models.TextField()  # the address and the browser's two keys
    label = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"PushSubscription#{self.pk}"


class Channel(models.TextChoices):
    """A way that leaves the site."""

    MAIL = "mail", "Mail"
    PUSH = "push", "Notification of a browser"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Questions about deliveries."""

    def waiting(self) -> Self:
        """Neither delivered nor given up."""
        return self.filter(delivered_at=None, given_up_at=None)

    def lost(self) -> Self:
        """Given up, the newest first: nobody was told on that way."""
        return self.exclude(given_up_at=None).order_by("-given_up_at", "-pk")

    def due(self, *, now: datetime) -> Self:
        """To be tried now, and held by nobody; what was tried least comes first."""
        return (
            self.waiting().filter(_free(now), due_at__lte=now).order_by("attempts", "due_at", "pk")
        )


class Delivery(models.Model):
    """One notice on one way: a mail, or a push to one browser. Effective once."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel)
    subscription = models.ForeignKey(
        PushSubscription, null=True, on_delete=models.CASCADE, related_name="deliveries"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=64, blank=True)  # of the last attempt: a class or a status

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("notice", "channel", "subscription"),
                nulls_distinct=False,
                name="notifications_delivery_once",
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.PUSH, subscription__isnull=False)
                | Q(channel=Channel.MAIL, subscription=None),
                name="notifications_delivery_push_has_browser",
            ),
            models.CheckConstraint(
                condition=Q(delivered_at=None) | Q(given_up_at=None),
                name="notifications_delivery_delivered_or_given_up",
            ),
        )
        indexes = (
            models.Index(
                fields=("channel", "due_at"),
                condition=Q(delivered_at=None, given_up_at=None),
                name="notifications_delivery_due",
            ),
        )

    def __str__(self) -> str:
        return f"Delivery#{self.pk}"
