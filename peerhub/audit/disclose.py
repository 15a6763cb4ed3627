"""The one way to tell a person that somebody of the team looked at something of theirs."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from peerhub.audit.models import Disclosure
from peerhub.audit.words import Looker, What, Why


class Someone(Protocol):
    """Whoever looked: a person of accounts, of whom this app knows the roles."""

    @property
    def pk(self) -> Any:
        """Their id."""

    @property
    def roles(self) -> Collection[str]:
        """The roles they hold now."""


def disclose(*, to: Someone, about: int, what: What, why: Why, now: datetime) -> Disclosure | None:
    """Write into the ledger of ``about`` that ``to`` saw something of theirs.

    Args:
        to: who looked; only their role is kept.
        about: id of the person whose words or name were opened.
        what: what was looked at.
        why: the reason that the person reads.
        now: an aware instant.

    Returns:
        The line; None for a look at one's own things, which is no news to anybody.

    Raises:
        transaction.TransactionManagementError: outside the transaction of the look.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("disclose() belongs to the look's transaction")
    if to.pk == about:
        return None
    return Disclosure.objects.create(
        person_id=about, at=now, who=looker(to.roles), what=what, why=why
    )


def looker(roles: Collection[str]) -> Looker:
    """The role in which somebody looked, the one nearest to the work first."""
    return next((role for role in Looker if role.value in roles), Looker.TEAM)
