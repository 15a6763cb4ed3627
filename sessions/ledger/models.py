"""Accounts, and what moved between them: the single truth of free sessions and of money.

PostgreSQL itself keeps the rules (0026): an entry balances when its transaction ends, what is
written stays, a stored total moves with the lines and never alone, and only places outside of us
hold less than nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from sessions.ledger.states import OUTSIDE, Kind, Unit

if TYPE_CHECKING:
    from peerhub.accounts.models import User

REFERENCE = 100  # characters


class AccountQuerySet(models.QuerySet["Account"]):
    """Questions about accounts."""

    def differing(self) -> Self:
        """Those whose stored total is not what their lines come to: there are none, ever."""
        lines = Coalesce(Sum("postings__amount"), 0)
        return self.annotate(rebuilt=lines).exclude(rebuilt=F("balance"))

    def holding_deposits(self) -> Self:
        """Where something lies that was paid for a session."""
        return self.filter(kind=Kind.DEPOSIT, balance__gt=0)


class Account(models.Model):
    """A place where something lies. Its total follows from its lines; PostgreSQL keeps it."""

    kind = models.CharField(max_length=8, choices=Kind)
    unit = models.CharField(max_length=8, choices=Unit)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    label = models.CharField(max_length=40, blank=True)  # tells two of a kind apart: a month
    balance = models.BigIntegerField(default=0)

    objects = AccountQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "owner", "label"),
                nulls_distinct=False,
                name="sessions_account_one_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(balance__gte=0) | Q(kind__in=OUTSIDE),
                name="sessions_account_holds_no_less_than_nothing",
            ),
        )

    def __str__(self) -> str:
        return f"Account#{self.pk}"


class LedgerEntryQuerySet(models.QuerySet["LedgerEntry"]):
    """Questions about entries."""

    def of(self, member: User) -> Self:
        """What moved for this person, the latest first, with its lines."""
        rows = self.filter(about=member).order_by("-at", "-pk")
        return rows.prefetch_related("postings__account")

    def unbalanced(self) -> Self:
        """Those whose lines do not come to nothing in some unit: there are none, ever."""
        sums = Posting.objects.values("entry", "account__unit").annotate(of_unit=Sum("amount"))
        odd = sums.exclude(of_unit=0).values("entry")
        lines = Posting.objects.filter(entry=OuterRef("pk"))
        return self.filter(Q(pk__in=odd) | ~Exists(lines))


class LedgerEntry(models.Model):
    """One thing that happened, once: whoever tells of it again by the same reference changes nothing."""

    reference = models.CharField(max_length=REFERENCE, unique=True)
    about = models.ForeignKey(  # whose page shows it
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="ledger_entries"
    )
    why = models.CharField(max_length=24)  # a word of the slice that wrote it
    at = models.DateTimeField()

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("about", "-at"), name="sessions_ledgerentry_about"),)

    def __str__(self) -> str:
        return f"LedgerEntry#{self.pk}"


class Posting(models.Model):
    """One line of an entry: what came to an account, or went from it."""

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="postings")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings")
    amount = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("entry", "account"), name="sessions_posting_once_in_an_entry"
            ),
            models.CheckConstraint(condition=~Q(amount=0), name="sessions_posting_moves_something"),
        )

    def __str__(self) -> str:
        return f"Posting#{self.pk}"
