"""Two people who do not meet, because one of them said so."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from peerhub.accounts.models.user import User


class BlockQuerySet(models.QuerySet["Block"]):
    """Questions about who does not meet whom."""

    def of(self, person: User) -> Self:
        """The person's own, the latest first; nobody else reads them."""
        return self.filter(by=person).select_related("whom").order_by("-at", "-pk")

    def between(self, one_id: int, other_id: int) -> Self:
        """Whoever of the two said so."""
        return self.filter(Q(by=one_id, whom=other_id) | Q(by=other_id, whom=one_id))


class Block(models.Model):
    """One person wants to meet another one no more. It holds in both directions."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocks"
    )
    whom = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = BlockQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("by", "whom"), name="accounts_block_once"),
            models.CheckConstraint(condition=~Q(by=F("whom")), name="accounts_block_of_another"),
        )

    def __str__(self) -> str:
        return f"Block#{self.pk}"
