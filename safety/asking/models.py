"""Who asked for a person, and until when."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from safety.asking.states import Safe
from safety.flags.models import Flag
from safety.flags.states import FlagState

if TYPE_CHECKING:
    from peerhub.accounts.models import User

WORDS = 1000  # characters


class HelpRequestQuerySet(models.QuerySet["HelpRequest"]):
    """Questions about who asked."""

    def of(self, person: User) -> Self:
        """The person's own, newest first."""
        return self.filter(person=person).select_related("flag").order_by("-asked_at", "-pk")

    def unresolved(self) -> Self:
        """Those whose case is not closed, also when the person took them back."""
        return self.exclude(flag__state=FlagState.RESOLVED)


class HelpRequest(models.Model):
    """Somebody asks for a person. The case that answers it is its flag.

    It ends when the person takes it back, or when they ask again after the case was closed.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="help_requests"
    )
    flag = models.OneToOneField(Flag, on_delete=models.PROTECT, related_name="help_request")
    safe = models.CharField(max_length=8, choices=Safe, blank=True)  # "": they did not say
    words = models.TextField(max_length=WORDS, blank=True)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person",),
                condition=Q(ended_at=None),
                name="safety_helprequest_one_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"HelpRequest#{self.pk}"
