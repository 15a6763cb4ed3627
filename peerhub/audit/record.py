"""The one way to write the audit table: inside the caller's transaction."""

from collections.abc import Sequence

from django.db import models, transaction

from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb

Detail = str | int | bool | None


def record(verb: Verb, *, by: models.Model | None, on: models.Model, **details: Detail) -> Entry:
    """Write down that ``by`` did ``verb`` on ``on``.

    Args:
        verb: from the closed list.
        by: the person; None for the installation itself.
        on: the saved row that it was done to.
        **details: ids and codes; never words that a person wrote.

    Raises:
        transaction.TransactionManagementError: outside a transaction, where the row could
            stay while the deed is undone.
    """
    return record_all([deed(verb, by=by, on=on, **details)])[0]


def deed(verb: Verb, *, by: models.Model | None, on: models.Model, **details: Detail) -> Entry:
    """What ``record_all`` writes down; the same arguments as ``record``."""
    return Entry(
        verb=verb.value,
        actor_id=by.pk if by is not None else None,
        subject_kind=on._meta.label_lower,  # noqa: SLF001 - Django's documented meta API
        subject_id=str(on.pk),
        details=details,
    )


def record_all(deeds: Sequence[Entry]) -> list[Entry]:
    """Write down several deeds of one transaction at once, in their order.

    Raises:
        transaction.TransactionManagementError: as ``record``.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("record() belongs to the deed's transaction")
    return Entry.objects.bulk_create(deeds)
